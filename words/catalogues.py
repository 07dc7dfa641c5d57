"""The catalogues of messages: one folder of `locale/` for each language beside English, read when the process starts."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parent / "locale"
ENGLISH: Final = "en"
"""The language that the messages themselves are in."""


def path_of(tag: str) -> Path:
    return LOCALE / tag / "messages.po"


def found() -> tuple[str, ...]:
    """The languages that have a catalogue, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in LOCALE.glob("*/messages.po")))


def read_catalogue(tag: str) -> Catalog:
    """A catalogue as it is written. Raises ValueError where a line of it cannot be read."""
    with path_of(tag).open("rb") as file:
        return read_po(file, locale=tag.replace("-", "_"), abort_invalid=True)


@cache
def translations(tag: str) -> NullTranslations:
    """What a language's catalogue says, ready to be asked; for English, the messages as they are."""
    if tag == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(tag))
    compiled.seek(0)
    return GNUTranslations(compiled)
