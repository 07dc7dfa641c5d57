"""Fields that many questions have, each made from where its value comes from: titles, links, partners, days, and where it is said."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from domain.dates import Edtf
from domain.values import Country, Link, Source, Text
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field
from exports.saying import Words, first_link, source_text
from projections.milestone import Slippage
from words.message import Message, marked

T = TypeVar("T")

NOT_SAID: Final = marked("file", "Not said")
VERSION_LABEL: Final = marked("column", "Version of the record")


class Sourced(Protocol):
    """What is said in a source, or was made up."""

    @property
    def source(self) -> Source | None: ...
    @property
    def illustrative(self) -> bool: ...


def said_of(source: Callable[[T], Source | None], illustrative: Callable[[T], bool]) -> list[Field[T]]:
    """Two fields: where it is said, and whether it was made up."""
    return [
        field("source", marked("column", "Source"), SOURCE_IS, lambda one, _: source_text(source(one)), width=60),
        yes_no("illustrative", marked("column", "Illustrative"), ILLUSTRATIVE_IS, illustrative),
    ]


SOURCE_IS: Final = marked(
    "definition", "The document in which it is said and, where they are kept, the words that say it."
)
ILLUSTRATIVE_IS: Final = marked(
    "definition", "Yes: something in this line was made up to show what the record can hold; no source says it."
)


def _source(one: Sourced) -> Source | None:
    return one.source


def _illustrative(one: Sourced) -> bool:
    return one.illustrative


def title_of(get: Callable[[T], Text | None], *, tells: tuple[str, ...] = ()) -> Field[T]:
    """What it is called."""
    definition = marked(
        "definition", "What it is called, in the language of the file; else in another, with that in front."
    )
    label = marked("column", "Title")
    return field("title", label, definition, lambda one, words: words.say(get(one)), width=40, tells=tells)


def note_of(get: Callable[[T], Text | None], *, tells: tuple[str, ...] = ()) -> Field[T]:
    """What is noted about it."""
    definition = marked("definition", "What is noted about it.")
    label = marked("column", "Note")
    return field("note", label, definition, lambda one, words: words.say(get(one)), width=44, tells=tells)


def on_of(get: Callable[[T], Edtf | None], *, tells: tuple[str, ...] = ()) -> list[Field[T]]:
    """The day for which it was said."""
    definition = marked("definition", "The day for which it was said, as it was said; blank: no day was said.")
    return dated("on", ON_LABELS, definition, get, tells=tells)


ON_LABELS: Final = (
    marked("column", "Holds for"),
    marked("column", "Holds for: earliest day"),
    marked("column", "Holds for: latest day"),
)


def stage_code_of(get: Callable[[T], str]) -> Field[T]:
    """The stage as a code."""
    definition = marked("definition", "The stage as a code, the same in every language.")
    return field(
        "stage_code",
        marked("column", "Stage code"),
        definition,
        lambda one, _: str(get(one)),
        Kind.CODE,
        tells=("status",),
    )


def version_of(get: Callable[[T], int]) -> Field[T]:
    """How many entries the record of a thing has: what a request about it must know."""
    definition = marked("definition", "How many entries its record has; it grows with every change.")
    return field("version", VERSION_LABEL, definition, lambda one, _: get(one), Kind.COUNT)


def entry_of(get: Callable[[T], int]) -> Field[T]:
    """By which entry a part of a thing can be found again in its record."""
    definition = marked(
        "definition", "The number of the entry in the record of the thing, by which it can be found again."
    )
    return field("entry", marked("column", "Entry"), definition, lambda one, _: get(one), Kind.COUNT, width=8)


def yes_no(
    name: str, label: Message, definition: Message, get: Callable[[T], bool | None], *, tells: tuple[str, ...] = ()
) -> Field[T]:
    """Yes or no; blank where neither follows."""

    def value(one: T, words: Words) -> CellValue:
        found = get(one)
        return None if found is None else words.yes_no(found)

    return field(name, label, definition, value, Kind.WORD, width=11, tells=tells)


def yes_no_unsaid(
    name: str, label: Message, definition: Message, get: Callable[[T], bool | None], *, tells: tuple[str, ...] = ()
) -> Field[T]:
    """Yes or no, or in words that nobody said."""

    def value(one: T, words: Words) -> CellValue:
        found = get(one)
        return words(NOT_SAID) if found is None else words.yes_no(found)

    return field(name, label, definition, value, Kind.WORD, width=11, tells=tells)


def linked(
    names: tuple[str, str],
    labels: tuple[Message, Message],
    definition: Message,
    get: Callable[[T], tuple[Link, ...]],
    *,
    tells: tuple[str, ...] = (),
) -> list[Field[T]]:
    """Two fields for links: the first, which can be followed, and all of them as text."""
    told = tells or (names[1],)
    return [
        field(names[0], labels[0], definition, lambda one, _: first_link(get(one)), Kind.LINK, tells=told),
        field(names[1], labels[1], ALL_LINKS, lambda one, words: words.links(get(one)), width=44, tells=told),
    ]


ALL_LINKS: Final = marked(
    "definition", "All of these links, one to a line, each with its address and the day it was last seen."
)
EVIDENCE_LABELS: Final = (marked("column", "Evidence"), marked("column", "All evidence"))
LINK_LABELS: Final = (marked("column", "Link"), marked("column", "All links"))
ABOUT_IT: Final = marked("definition", "The first link about it; the others stand under All links.")
SHOWS_IT: Final = marked("definition", "The first link that shows it; the others stand under All evidence.")


def evidence_of(get: Callable[[T], tuple[Link, ...]], *, tells: tuple[str, ...] = ()) -> list[Field[T]]:
    return linked(("evidence", "all_evidence"), EVIDENCE_LABELS, SHOWS_IT, get, tells=tells)


def links_of(get: Callable[[T], tuple[Link, ...]]) -> list[Field[T]]:
    return linked(("link", "links"), LINK_LABELS, ABOUT_IT, get)


def partner_fields(
    names: tuple[str, str],
    labels: tuple[Message, Message],
    definition: Message,
    get: Callable[[T], Iterable[str]],
    *,
    tells: str = "",
) -> list[Field[T]]:
    """Two fields for partners: their names, one to a line, and their codes."""
    told = tells or names[0]

    def codes(one: T, _: Words) -> CellValue:
        return "; ".join(get(one)) or None

    return [
        field(
            names[0], labels[0], definition, lambda one, words: words.partners(get(one)), tells=(told, "partner:name")
        ),
        field(names[1], labels[1], CODES, codes, Kind.CODE, tells=(told,)),
    ]


CODES: Final = marked("definition", "The same by their codes.")


def slipped(get: Callable[[T], Slippage | None], *, tells: tuple[str, ...]) -> list[Field[T]]:
    """Two fields: by how many days an agreed date moved, at least and at most."""

    def least(one: T, _: Words) -> CellValue:
        moved = get(one)
        return moved.least_days if moved else None

    def most(one: T, _: Words) -> CellValue:
        moved = get(one)
        return moved.most_days if moved else None

    return [
        field("slipped_least", SLIPPED[0], SLIPPED_BY, least, Kind.COUNT, tells=tells),
        field("slipped_most", SLIPPED[1], SLIPPED_BY, most, Kind.COUNT, tells=tells),
    ]


SLIPPED: Final = (marked("column", "Slipped by at least (days)"), marked("column", "Slipped by at most (days)"))
SLIPPED_BY: Final = marked(
    "definition",
    "By how many days the agreed date lies after the first; negative: before it. Two figures, as imprecise dates allow both.",
)


def countries(codes: Iterable[Country], words: Words) -> str | None:
    """The names of countries, in the order of their codes as said."""
    return words.language.comma.join(map(words.language.country, codes)) or None


def languages(tags: Iterable[str], words: Words) -> str | None:
    """The names of languages."""
    return words.language.comma.join(map(words.language.language_name, tags)) or None


SAID: Final[list[Field[Sourced]]] = said_of(_source, _illustrative)
