"""Fields: what a sheet can show of one line of a question's answer, each declared once for every template, with its name for ever."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, Generic, NamedTuple, TypeVar

from domain.dates import Edtf
from exports.cells import CellValue
from exports.saying import Words
from words.message import Message, marked

T = TypeVar("T")
U = TypeVar("U")


class Kind(StrEnum):
    """What a column holds, and so how its cells look."""

    CODE = "code"
    WORD = "word"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    DAY = "day"
    INSTANT = "instant"
    LINK = "link"


WIDTHS: Final[Mapping[Kind, int]] = {
    Kind.CODE: 13,
    Kind.WORD: 16,
    Kind.TEXT: 30,
    Kind.COUNT: 12,
    Kind.NUMBER: 14,
    Kind.SHARE: 10,
    Kind.MONEY: 14,
    Kind.DAY: 12,
    Kind.INSTANT: 18,
    Kind.LINK: 30,
}

Value = Callable[[T, Words], CellValue]


class Field(NamedTuple, Generic[T]):
    """One field of a line. `terms`: which words it may hold: those of an enumeration, or of the programme's vocabulary for a question.

    `tells` names what a comparison of two moments calls the fields from which it follows (`projections/field.py`), the nearest first:
    those of the thing that the line is about; those of another with its kind in front (`commitment:title`, `partner:name`). What
    follows from the export itself and not from the record is `export:known_at`, `export:as_of` or `export:period`.
    """

    name: str
    label: Message
    definition: Message
    kind: Kind
    value: Value[T]
    width: int
    terms: type[StrEnum] | str | None
    tells: tuple[str, ...]


def field(
    name: str,
    label: Message,
    definition: Message,
    value: Value[T],
    kind: Kind = Kind.TEXT,
    *,
    width: int | None = None,
    tells: tuple[str, ...] = (),
) -> Field[T]:
    """A field; its label is marked in the context `column`, its definition in the context `definition`."""
    return Field(name, label, definition, kind, value, width or WIDTHS[kind], None, tells or (name,))


def word(
    name: str,
    label: Message,
    definition: Message,
    value: Value[T],
    terms: type[StrEnum] | str,
    *,
    tells: tuple[str, ...] = (),
) -> Field[T]:
    """A field that holds one of several words: of an enumeration, or of the programme's vocabulary for a question."""
    return Field(name, label, definition, Kind.WORD, value, WIDTHS[Kind.WORD], terms, tells or (name,))


EARLIEST: Final = marked("definition", "The first day that this date can mean; words where it has none.")
LATEST: Final = marked("definition", "The last day that this date can mean; words where it has none.")


def dated(
    name: str,
    labels: tuple[Message, Message, Message],
    definition: Message,
    value: Callable[[T], Edtf | None],
    *,
    tells: tuple[str, ...] = (),
) -> list[Field[T]]:
    """Three fields for an imprecise date: as said, the earliest and the latest day that it can mean; a label for each."""
    told = tells or (name,)

    def earliest(line: T, words: Words) -> CellValue:
        said = value(line)
        return None if said is None else words.earliest(said)

    def latest(line: T, words: Words) -> CellValue:
        said = value(line)
        return None if said is None else words.latest(said)

    return [
        field(name, labels[0], definition, lambda line, _: value(line), Kind.CODE, tells=told),
        field(f"{name}_earliest", labels[1], EARLIEST, earliest, Kind.DAY, tells=told),
        field(f"{name}_latest", labels[2], LATEST, latest, Kind.DAY, tells=told),
    ]


def of(part: Callable[[U], T | None], fields: list[Field[T]]) -> list[Field[U]]:
    """The fields of a part of a line, for the whole line; empty where it has no such part."""

    def through(value: Value[T]) -> Value[U]:
        def get(line: U, words: Words) -> CellValue:
            found = part(line)
            return None if found is None else value(found, words)

        return get

    return [Field(f.name, f.label, f.definition, f.kind, through(f.value), f.width, f.terms, f.tells) for f in fields]


AnyField = Field[Any]
