"""The receipt: what the file is, so that anyone can ask for it again and check that it is unchanged."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from exports.cells import CellValue, whole_seconds
from exports.column import label_in
from exports.field import Kind
from exports.sheets.count import own_column
from exports.sheets.making import Making, Noted
from words.message import Message, marked

DEFINED: Final = "jalon_receipt"
COLUMNS: Final = (
    (marked("column", "What"), marked("definition", "What is said of the file."), 34),
    (marked("column", "Said"), marked("definition", "What it is."), 70),
    (
        marked("column", "Name"),
        marked("definition", "The name of the column for machines, the same in every language."),
        26,
    ),
)


def write_receipt(making: Making) -> None:
    """Write the receipt; the workbook's name `jalon_receipt` leads to its head."""
    title = making.words(marked("file", "Receipt"))
    columns = [
        own_column(making, label, definition, Kind.TEXT, at, width)
        for at, (label, definition, width) in enumerate(COLUMNS)
    ]
    how = marked(
        "file",
        "Ask for the file again by its programme, recipient and number; “./run verify-export FILE” says which receipt a file matches.",
    )
    note = (
        making.words(how)
        if making.order.number
        else making.words(marked("file", "This file was made without a receipt."))
    )
    on = making.sheet(title, [column.width for column in columns], note)
    head = on.rows.count + 1
    rows = [(making.words(label), value, name) for label, value, name in facts(making) if value is not None]
    making.table(on, "Receipt", columns, rows)
    place = on.place().removesuffix("A1")
    making.frame.workbook.define_name(DEFINED, f"={place}$A${head}")
    making.note(Noted(on, title, note, len(rows), columns))


def facts(making: Making) -> Iterator[tuple[Message, CellValue, str]]:
    """What the file is: label, value, name for machines."""
    order, moment, scope = making.order, making.material.moment, making.order.scope
    yield marked("receipt", "Programme"), order.programme, "programme"
    yield marked("receipt", "Made for"), order.recipient, "recipient"
    yield marked("receipt", "Number of the export for this recipient"), _text(order.number), "number"
    yield marked("receipt", "Template"), order.template.id, "template"
    yield marked("receipt", "Name of the template"), label_in(order.template.title, making.words), "template_title"
    yield marked("receipt", "Language"), order.language, "language"
    yield marked("receipt", "Profile"), "publish" if order.publish else "work", "profile"
    yield marked("receipt", "True on"), moment.as_of.isoformat(), "as_of"
    yield marked("receipt", "Known at log position"), _text(moment.known_at), "position"
    yield marked("receipt", "Position recorded at (UTC)"), _instant(moment.recorded_at), "position_recorded_at"
    yield marked("receipt", "Commitments"), _list(scope.commitments), "commitments"
    yield marked("receipt", "Reporting period"), scope.period, "period"
    yield marked("receipt", "Ordered at (UTC)"), _instant(order.ordered_at), "ordered_at"
    yield marked("receipt", "Ordered by"), order.ordered_by, "ordered_by"
    yield marked("receipt", "Export before it"), _text(order.former.number if order.former else None), "since"


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _list(codes: tuple[str, ...] | None) -> str | None:
    return None if codes is None else ", ".join(codes)


def _instant(at: datetime | None) -> str | None:
    return None if at is None else f"{whole_seconds(at).isoformat()}Z"
