"""The data dictionary: every column of every sheet, what it means, what it holds, and from which vocabulary in which version."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.cells import CellValue
from exports.field import Kind
from exports.sheets.count import own_column
from exports.sheets.making import Making, Noted
from words.message import Message, marked

TYPES: Final[Mapping[Kind, Message]] = {
    Kind.CODE: marked("type", "Code"),
    Kind.WORD: marked("type", "Word of a list"),
    Kind.TEXT: marked("type", "Text"),
    Kind.COUNT: marked("type", "Whole number"),
    Kind.NUMBER: marked("type", "Number"),
    Kind.SHARE: marked("type", "Share of one"),
    Kind.MONEY: marked("type", "Amount of money"),
    Kind.DAY: marked("type", "Day"),
    Kind.INSTANT: marked("type", "Day and time, in UTC"),
    Kind.LINK: marked("type", "Link"),
}
COLUMNS: Final = (
    (marked("column", "Sheet"), marked("definition", "The sheet that the column stands in."), 18),
    (marked("column", "Column"), marked("definition", "The label of the column."), 24),
    (marked("column", "Meaning"), marked("definition", "What the column says."), 50),
    (marked("column", "Type"), marked("definition", "What its cells hold."), 16),
    (marked("column", "Words"), marked("definition", "The words that it may hold, with their codes."), 36),
    (marked("column", "Vocabulary"), marked("definition", "Where the words come from, with the version."), 24),
    (
        marked("column", "Name"),
        marked("definition", "The name of the column for machines, the same in every language."),
        26,
    ),
)


def write_dictionary(making: Making) -> None:
    """Write the data dictionary of all sheets that were noted so far."""
    words = making.words
    title = words(marked("file", "Data dictionary"))
    columns = [
        own_column(making, label, definition, Kind.TEXT, at, width)
        for at, (label, definition, width) in enumerate(COLUMNS)
    ]
    on = making.sheet(title, [column.width for column in columns])
    rows = list(_rows(making))
    making.table(on, "Data_dictionary", columns, rows, frozen=1)
    making.note(Noted(on, title, None, len(rows), columns))


def _rows(making: Making) -> Iterator[tuple[CellValue, ...]]:
    for noted in making.noted:
        for column in noted.columns:
            allowed = "\n".join(f"{word.label} ({word.code})" for word in column.allowed)
            yield (
                noted.title,
                column.label,
                column.definition,
                making.words(TYPES[column.kind]),
                allowed or None,
                column.vocabulary,
                column.name,
            )
