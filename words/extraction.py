"""Which messages do templates, code and vocabularies hold, and does every catalogue have them? Writes the catalogues anew."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from domain.vocabulary import PROFILES, VOCABULARIES
from words.catalogues import found, path_of, read_catalogue
from words.names import VOCABULARY

ROOT: Final = Path(__file__).parent.parent
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "marked": ((1, "c"), 2),
}
TEMPLATES: Final = {
    "extensions": "jinja2.ext.do",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
HEADER: Final = """msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


class Updated(NamedTuple):
    """A catalogue after its update: how many messages it has, and how many of them nobody has translated yet."""

    tag: str
    messages: int
    untranslated: int


def messages() -> Catalog:
    """Every message there is, in English. Raises where a template cannot be read."""
    catalogue = Catalog()
    for path in sorted((ROOT / "web" / "templates").rglob("*.*")):
        _take(catalogue, path, "jinja2", TEMPLATES)
    for room in ("web", "words"):
        for path in sorted((ROOT / room).glob("*.py")):
            _take(catalogue, path, "python", {})
    for text in _labels():
        catalogue.add(text, context=VOCABULARY)
    return catalogue


def _take(catalogue: Catalog, path: Path, method: str, options: dict[str, str]) -> None:
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, KEYWORDS, options=options):
            catalogue.add(message, context=context)


def _labels() -> Iterator[str]:
    for vocabulary in VOCABULARIES.values():
        yield vocabulary.title["en"]
        yield from (term.label["en"] for term in vocabulary.terms)
    yield from (profile.title["en"] for profile in PROFILES.values())


def update_all() -> list[Updated]:
    """Give every catalogue the messages there are: translations are kept, and what is said no longer goes."""
    said = messages()
    return [_update(tag, said) for tag in found()]


def _update(tag: str, said: Catalog) -> Updated:
    catalogue = merged(tag, said)
    path_of(tag).write_bytes(written(tag, catalogue))
    return Updated(tag, len(catalogue), sum(not translated(message) for message in catalogue if message.id))


def merged(tag: str, said: Catalog) -> Catalog:
    """The messages there are with what the catalogue of this language says for them."""
    old = read_catalogue(tag)
    new = Catalog(locale=tag.replace("-", "_"), fuzzy=False)
    for message in said:
        if message.id:
            kept = old.get(message.id, message.context)
            same = kept is not None and kept.pluralizable == message.pluralizable
            flags = ["fuzzy"] if kept and kept.fuzzy else []
            new.add(message.id, kept.string if kept and same else None, flags=flags, context=message.context)
    return new


def translated(message: Message) -> bool:
    """Whether a message is said in full, in every form of the plural where it has one, and nobody doubts it (`fuzzy`)."""
    forms = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(forms) and not message.fuzzy


def written(tag: str, catalogue: Catalog) -> bytes:
    """A catalogue as a file that changes only with what it says: in order, without dates and line numbers."""
    file = BytesIO()
    file.write(HEADER.format(tag=tag, plurals=get_plural(tag.replace("-", "_"))).encode())
    write_po(file, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()
