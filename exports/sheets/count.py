"""Counts of lines: for each pair of values of two fields (a sheet), or for each value of one (a chart)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from exports.cells import CellValue, clean
from exports.column import Shown, allowed, columns_of, label_in, with_labels_of_their_own
from exports.field import Kind
from exports.sheets.lines import lines_of
from exports.sheets.making import Making, Noted
from exports.style import KINDS
from exports.template import Column, Sheet
from words.message import Message, marked

NUMBER = marked("column", "Number")
ALL = marked("column", "All")
HOW_MANY = marked("definition", "How many lines there are of this.")


def own_column(making: Making, message: Message, definition: Message, kind: Kind, at: int, width: int = 0) -> Shown:
    """A column of a sheet of ours, whose lines are rows of values: it holds the one at this place."""

    def value(row: Sequence[CellValue]) -> CellValue:
        return row[at]

    words = making.words
    return Shown(
        name=message.english.lower().replace(" ", "_"),
        label=words(message),
        definition=words(definition),
        kind=kind,
        width=width or 14,
        style=KINDS[kind],
        value=value,
        field=None,
        allowed=(),
        vocabulary=None,
        said=Column(total="sum" if kind is Kind.COUNT else None),
    )


def counts(making: Making, question: str, field: str, only: str | None) -> list[tuple[str, int]]:
    """How many lines there are for each value of a field: each word that it may hold, also at zero, then what else it holds."""
    sheet = Sheet(name="counted", title={}, question=question, only=only)
    asked = making.questions[question].fields[field]
    words = making.words
    counted = Counter(clean(str(asked.value(line, words) or "")) for line in making.rows(lines_of(making, sheet)))
    labels = [term.label for term in allowed(asked.terms, making.material, words)]
    others = sorted(value for value in counted if value not in labels)
    blank = words(marked("file", "(blank)"))
    return [(value or blank, counted[value]) for value in (*labels, *others)]


def write_pivot(making: Making, sheet: Sheet) -> None:
    """Write a sheet that holds a count of lines for each pair of values of two fields."""
    question, words = making.questions[sheet.question], making.words
    assert sheet.by is not None
    assert sheet.across is not None
    by, across = question.fields[sheet.by], question.fields[sheet.across]
    counted: Counter[tuple[str, str]] = Counter()
    for line in making.rows(lines_of(making, sheet)):
        counted[str(by.value(line, words) or ""), str(across.value(line, words) or "")] += 1
    labels = [term.label for term in allowed(across.terms, making.material, words)]
    labels += sorted({value for _, value in counted if value not in labels})
    first = columns_of(
        Sheet(name="by", title={}, question=sheet.question, columns=(Column(field=sheet.by),)),
        question,
        making.material,
        words,
    )[0]
    columns = list(with_labels_of_their_own([first._replace(value=_first, said=Column()), *_counted(making, labels)]))
    title = label_in(sheet.title, words)
    note = label_in(sheet.note, words) if sheet.note else None
    on = making.sheet(title, [column.width for column in columns], note)
    rows = list(_rows(counted, labels))
    making.table(on, sheet.name.replace("-", "_"), columns, rows)
    making.note(Noted(on, title, note, len(rows), columns))


def _first(row: Sequence[CellValue]) -> CellValue:
    return row[0]


def _counted(making: Making, labels: Sequence[str]) -> Iterator[Shown]:
    for at, label in enumerate(labels, 1):
        yield own_column(making, NUMBER, HOW_MANY, Kind.COUNT, at)._replace(label=label, name=f"number_{at}")
    yield own_column(making, ALL, HOW_MANY, Kind.COUNT, len(labels) + 1)


def _rows(counted: Counter[tuple[str, str]], labels: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    labels = list(labels)
    for value in dict.fromkeys(value for value, _ in counted):
        numbers = [counted[value, label] for label in labels]
        yield value, *numbers, sum(numbers)
