"""Columns, each declared once for workbook, CSV and cover: name, label, definition, kind, width, and where its value comes from."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final, Generic, NamedTuple, TypeVar

from domain.dates import Edtf
from domain.values import Link
from exports.cells import CellValue, Linked
from exports.words import Both, Words

T = TypeVar("T")
U = TypeVar("U")


class Kind(Enum):
    """What a column holds, and so how its cells look."""

    CODE = auto()
    TEXT = auto()
    COUNT = auto()
    DAY = auto()
    INSTANT = auto()
    LINK = auto()


WIDTHS: Final = {Kind.CODE: 13, Kind.TEXT: 18, Kind.COUNT: 12, Kind.DAY: 12, Kind.INSTANT: 18, Kind.LINK: 30}


class Column(NamedTuple, Generic[T]):
    """One column. `name` is its name for machines, for ever; `value` says what it holds for one line."""

    name: str
    label: Both
    definition: Both
    kind: Kind
    width: int
    value: Callable[[T, Words], CellValue]


def column(
    name: str,
    label: tuple[str, str],
    definition: tuple[str, str],
    value: Callable[[T, Words], CellValue],
    kind: Kind = Kind.TEXT,
    width: int | None = None,
) -> Column[T]:
    """A column; labels and definitions in English and French."""
    return Column(name, Both(*label), Both(*definition), kind, width or WIDTHS[kind], value)


def dated(
    name: str, label: tuple[str, str], definition: tuple[str, str], value: Callable[[T], Edtf | None]
) -> list[Column[T]]:
    """Three columns for an imprecise date: as said, the earliest and the latest day that it can mean."""
    en, fr = label
    return [
        column(name, label, definition, lambda line, _: value(line), Kind.CODE),
        column(
            f"{name}_earliest",
            (f"{en}: earliest day", f"{fr} : premier jour"),
            ("The first day that this date can mean.", "Le premier jour que cette date peut désigner."),
            lambda line, words: _day(value(line), words, latest=False),
            Kind.DAY,
        ),
        column(
            f"{name}_latest",
            (f"{en}: latest day", f"{fr} : dernier jour"),
            ("The last day that this date can mean.", "Le dernier jour que cette date peut désigner."),
            lambda line, words: _day(value(line), words, latest=True),
            Kind.DAY,
        ),
    ]


def _day(said: Edtf | None, words: Words, *, latest: bool) -> CellValue:
    if said is None:
        return None
    return words.latest(said) if latest else words.earliest(said)


def of(part: Callable[[U], T | None], columns: list[Column[T]]) -> list[Column[U]]:
    """The columns of a part of a line, for the whole line; empty where it has no such part."""

    def through(value: Callable[[T, Words], CellValue]) -> Callable[[U, Words], CellValue]:
        def get(line: U, words: Words) -> CellValue:
            found = part(line)
            return None if found is None else value(found, words)

        return get

    return [Column(c.name, c.label, c.definition, c.kind, c.width, through(c.value)) for c in columns]


def first_link(links: tuple[Link, ...]) -> CellValue:
    """The first link of several, to be followed; the others are listed as text elsewhere."""
    return Linked(links[0].title, links[0].url) if links else None


def all_links(links: tuple[Link, ...], words: Words) -> CellValue:
    """All links as text, one to a line."""
    return "\n".join(words.link(link) for link in links) or None
