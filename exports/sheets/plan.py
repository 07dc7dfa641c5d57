"""The plan: a row for each line, a column for each month, quarter or year, and a sign where each of its dates lies."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from exports.cells import CellValue
from exports.column import Shown, columns_of, label_in
from exports.field import Kind
from exports.sheets.count import own_column
from exports.sheets.lines import lines_of
from exports.sheets.making import Making, Noted
from exports.template import Sheet
from words.message import marked

SIGNS: Final = ("○", "◆", "●", "■")
"""What stands for the first, second … date of a plan."""
BETWEEN: Final = "┄"
MOST_MONTHS: Final = 30
MOST_QUARTERS: Final = 40
MOST_ROWS: Final = 2_000
WIDTH: Final = 6
TIME: Final = marked("column", "Time")
WHEN: Final = marked(
    "definition", "The signs of the dates that lie in this time; a broken line where a date can lie in several."
)


class Scale(NamedTuple):
    """The columns of a plan: each so many months long, from the first month on (counted from year 0)."""

    months: int
    first: int
    columns: int

    def place(self, day: date) -> int:
        """In which column a day lies."""
        return (day.year * 12 + day.month - 1 - self.first) // self.months

    def label(self, column: int) -> str:
        """`2018-06`, `2018-Q2` or `2018`."""
        year, month = divmod(self.first + column * self.months, 12)
        if self.months == 1:
            return f"{year:04d}-{month + 1:02d}"
        return f"{year:04d}-Q{month // 3 + 1}" if self.months == 3 else f"{year:04d}"  # noqa: PLR2004 - months of a quarter


class Row(NamedTuple):
    """A line of the plan: the line itself, and its dates in the order of the plan's fields."""

    line: Any
    dates: tuple[Edtf | None, ...]


def write_plan(making: Making, sheet: Sheet) -> None:
    """Write a plan; above a number of rows it holds the first of them and says so."""
    question, words = making.questions[sheet.question], making.words
    fields = [question.fields[name] for name in sheet.plan]
    lines = making.rows(islice(lines_of(making, sheet), MOST_ROWS + 1))
    rows = [Row(line, tuple(_date(field.value(line, words)) for field in fields)) for line in lines]
    more, rows = len(rows) > MOST_ROWS, rows[:MOST_ROWS]
    scale = _scale([day for row in rows for said in row.dates if said for day in _ends(said)])
    title = label_in(sheet.title, words)
    signs = [f"{sign} {words(field.label)}" for sign, field in zip(SIGNS, fields, strict=False)]
    legend = words.language.comma.join((*signs, f"▼ {words(marked('file', 'the day of the report'))}"))
    if more:
        legend = f"{legend}. {words(marked('file', 'The first %d lines.')) % MOST_ROWS}"
    columns = [
        *(_through(column) for column in columns_of(sheet, question, making.material, words)),
        *_times(making, scale),
    ]
    on = making.sheet(title, [column.width for column in columns], legend)
    frozen = len(columns) - (scale.columns if scale else 0)
    first = on.rows.count + 2
    written = making.table(on, sheet.name.replace("-", "_"), columns, rows, frozen=frozen)
    if written and scale:
        _shade(making, (first - 1, frozen, first + written - 2, len(columns) - 1))
    making.note(Noted(on, title, legend, written, columns[: frozen + 1]))


def _date(value: CellValue) -> Edtf | None:
    return value if isinstance(value, Edtf) else None


def _ends(said: Edtf) -> Iterator[date]:
    """The first and the last day of a date, as far as it has them."""
    yield from (day for day in (said.earliest, said.latest) if day not in {OPEN_PAST, OPEN_FUTURE})


def _scale(days: Sequence[date]) -> Scale | None:
    if not days:
        return None
    first, last = (day.year * 12 + day.month - 1 for day in (min(days), max(days)))
    months = 1 if last - first < MOST_MONTHS else 3 if (last - first) // 3 < MOST_QUARTERS else 12
    first -= first % months
    return Scale(months, first, (last - first) // months + 1)


def _through(column: Shown) -> Shown:
    """A column of the lines, for the rows of a plan."""

    def value(row: Row) -> CellValue:
        return column.value(row.line)

    return column._replace(value=value)


def _times(making: Making, scale: Scale | None) -> Iterator[Shown]:
    """The columns of time."""
    here = scale.place(making.material.moment.as_of) if scale else -1
    for at in range(scale.columns if scale else 0):
        assert scale
        label = f"▼ {scale.label(at)}" if at == here else scale.label(at)
        plain = own_column(making, TIME, WHEN, Kind.TEXT, 0, WIDTH)
        style = plain.style._replace(horizontal="center", wrap=False)
        yield plain._replace(
            name="time" if at == 0 else f"time_{at + 1}", label=label, style=style, value=_signs(scale, at)
        )


def _signs(scale: Scale, column: int) -> Any:
    def value(row: Row) -> CellValue:
        said = "".join(
            sign for sign, when in zip(SIGNS, row.dates, strict=False) if when and _ends_in(scale, when, column)
        )
        if said:
            return said
        return BETWEEN if any(when and _passes(scale, when, column) for when in row.dates) else None

    return value


def _ends_in(scale: Scale, said: Edtf, column: int) -> bool:
    """Whether a date is shown in a column: where its last day lies, or its first where it has no last."""
    days = list(_ends(said))
    return bool(days) and scale.place(days[-1]) == column


def _passes(scale: Scale, said: Edtf, column: int) -> bool:
    days = list(_ends(said))
    return bool(days) and scale.place(days[0]) <= column <= scale.place(days[-1])


def _shade(making: Making, place: tuple[int, int, int, int]) -> None:
    """A light ground behind the signs, which say everything without it."""
    on = making.frame.sheets[-1]
    how = making.frame.workbook.add_format({"bg_color": "#E8EEF5"})
    on.sheet.conditional_format(*place, {"type": "no_blanks", "format": how})
