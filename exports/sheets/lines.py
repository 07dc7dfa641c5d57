"""A sheet of lines: those of one question, as a table with the columns of the template."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from exports.column import STATUS, Shown, columns_of, label_in
from exports.frame import FrameSheet
from exports.question import AnyQuestion
from exports.saying import YES
from exports.sheets.making import Making, Noted
from exports.style import NOTE
from exports.template import Sheet
from projections.line import WITHDRAWN
from words.message import marked

DONE: Final = {"num_format": '"✔ "@', "bold": True, "font_color": "#14532D"}
LATE: Final = {"num_format": '"⚠ "@', "bold": True, "font_color": "#A61C00"}
GONE: Final = {"num_format": '"✕ "@', "italic": True, "font_strikeout": True}
LATE_FIELDS: Final = frozenset({"overdue", "needs_justification"})


def lines_of(making: Making, sheet: Sheet) -> Iterator[Any]:
    """The lines of a sheet: those of its question, or of the choice that it makes among them."""
    question = making.questions[sheet.question]
    chosen = question.only[sheet.only] if sheet.only else None
    return (line for line in question.lines(making.material) if chosen is None or chosen(line))


def write_lines(making: Making, sheet: Sheet, lines: Iterator[Any] | None = None) -> None:
    """Write a sheet of lines."""
    question = making.questions[sheet.question]
    columns = columns_of(sheet, question, making.material, making.words)
    title = label_in(sheet.title, making.words)
    note = label_in(sheet.note, making.words) if sheet.note else None
    on = making.sheet(title, [column.width for column in columns], note)
    first = on.rows.count + 2
    group = _group(making, sheet, question)
    written = making.table(
        on,
        sheet.name.replace("-", "_"),
        columns,
        lines_of(making, sheet) if lines is None else lines,
        frozen=sheet.frozen,
        group=group,
    )
    if not written:
        on.rows.append([making.frame.look(NOTE)], [making.words(marked("file", "There is nothing to list."))])
    if written and not making.order.publish:
        _help(making, on, columns, (first, first + written - 1))
    making.note(Noted(on, title, note, written, columns))


def _group(making: Making, sheet: Sheet, question: AnyQuestion) -> Callable[[Any], object] | None:
    if sheet.group is None:
        return None
    field, words = question.fields[sheet.group], making.words

    def group(line: Any) -> object:
        return field.value(line, words)

    return group


def _help(making: Making, on: FrameSheet, columns: Sequence[Shown], rows: tuple[int, int]) -> None:
    """What helps those who work in the sheet: words to choose from, and signs beside the words that matter most."""
    first, last = rows
    for at, column in enumerate(columns):
        place = (first - 1, at, last - 1, at)
        if column.said.drop_down and column.allowed:
            labels = [allowed.label for allowed in column.allowed]
            source = f"={making.list_of(labels)}"
            on.sheet.data_validation(*place, {"validate": "list", "source": source, "error_type": "warning"})
        for label, look in _signs(making, column):
            quoted = label.replace('"', '""')
            how = making.frame.workbook.add_format(look)
            on.sheet.conditional_format(
                *place, {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": how}
            )


def _signs(making: Making, column: Shown) -> Iterator[tuple[str, dict[str, Any]]]:
    if column.field is None:
        return
    if column.field.name in LATE_FIELDS:
        yield making.words(YES), LATE
    if column.field.terms == STATUS:
        done = {term.code for term in making.material.vocabulary.terms if term.done}
        yield from ((word.label, DONE) for word in column.allowed if word.code in done)
        yield from ((word.label, GONE) for word in column.allowed if word.code == WITHDRAWN)
