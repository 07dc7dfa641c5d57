"""What every sheet of a workbook is made from: the order, the material, the words, and the frame that it goes into."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, Final, NamedTuple

from exports.column import Shown, label_in
from exports.frame import About, Frame, FrameSheet, Table
from exports.material import Material
from exports.order import Order
from exports.question import AnyQuestion
from exports.saying import Words
from exports.spool import Formula, Held, Inside
from exports.style import HEAD, LINK, NOTE, TITLE, TOTAL
from words.message import marked

TELL_EVERY: Final = 250
FUNCTIONS: Final = {"sum": 109, "count": 103}
TOTAL_LABEL: Final = marked("file", "Total")


class Noted(NamedTuple):
    """A sheet that has been written: where it is, what it is called, how many lines it has, and what its columns are."""

    on: FrameSheet
    title: str
    note: str | None
    lines: int | None
    columns: Sequence[Shown]


class Making:
    """A workbook in the making. `tell` is told of every few rows how many there are; what it raises ends the making."""

    def __init__(
        self,
        order: Order,
        material: Material,
        words: Words,
        questions: Mapping[str, AnyQuestion],
        tell: Callable[[int], None],
    ) -> None:
        self.order: Final = order
        self.material: Final = material
        self.words: Final = words
        self.questions: Final = questions
        self.frame: Final = Frame(_about(order, material, words))
        self.noted: list[Noted] = []
        self.lists: dict[tuple[str, ...], str] = {}
        self.counted = 0
        self._tell = tell

    def sheet(self, title: str, widths: Sequence[int], note: str | None = None) -> FrameSheet:
        """A new sheet with its title and what is said of it, which leads back to the cover; what follows is its rows."""
        on = self.frame.sheet(title, widths)
        on.rows.append([self.frame.look(TITLE)], [title], height=24)
        if len(self.frame.sheets) > 1:
            back = Inside(self.words(marked("file", "Back to the cover")), self.frame.sheets[0].place())
            on.rows.append([self.frame.look(LINK._replace(wrap=False))], [back])
        if note:
            on.rows.append([self.frame.look(NOTE)], [note])
        return on

    def note(self, noted: Noted) -> None:
        self.noted.append(noted)

    def list_of(self, labels: Sequence[str]) -> str:
        """The name of a list of words that cells choose from; it is written at the end."""
        return self.lists.setdefault(tuple(labels), f"jalon_words_{len(self.lists) + 1}")

    def rows(self, lines: Iterable[Any]) -> Iterator[Any]:
        """The lines, counted."""
        for line in lines:
            self.counted += 1
            if self.counted % TELL_EVERY == 0:
                self._tell(self.counted)
            yield line

    def table(
        self,
        on: FrameSheet,
        name: str,
        columns: Sequence[Shown],
        lines: Iterable[Any],
        *,
        frozen: int | None = 1,
        group: Callable[[Any], object] | None = None,
    ) -> int:
        """Write lines as a table below what stands on a sheet; how many they are. Lines of one `group` belong together.

        Its head and its first `frozen` columns stay in view, on the screen and on paper; None for one of several tables.
        """
        widths = [column.width for column in columns]
        heads = [self.frame.look(HEAD, width - 2) for width in widths]
        on.rows.append(heads, [column.label for column in columns])
        head = on.rows.count
        written, sums = self._lines(on, columns, lines, group)
        if not written:
            on.rows.append(heads, [])
        if sums:
            self._totals(on, name, columns, sums)
        work = not self.order.publish
        self._mark(on, name, columns, (head, written), totals=sums, filters=work)
        if frozen is None:
            return written
        self.frame.fit(on, widths, head, frozen)
        if work:
            on.sheet.freeze_panes(head, frozen)
        return written

    def _mark(
        self,
        on: FrameSheet,
        name: str,
        columns: Sequence[Shown],
        at: tuple[int, int],
        *,
        totals: Collection[int],
        filters: bool,
    ) -> None:
        """Make the rows that were written last a table: its head is in the first row of `at`, which has so many lines."""
        head, written = at
        said = self.words(marked("file", "A table of %(lines)d rows and %(columns)d columns."))
        table = Table(
            name=name,
            title=on.name,
            description=said % {"lines": written, "columns": len(columns)},
            labels=[column.label for column in columns],
            first_row=head,
            last_row=on.rows.count,
            totals=[column.said.total if at in totals else None for at, column in enumerate(columns)],
            total_label=self.words(TOTAL_LABEL),
            filters=filters,
        )
        self.frame.table(on, table)

    def _lines(
        self,
        on: FrameSheet,
        columns: Sequence[Shown],
        lines: Iterable[Any],
        group: Callable[[Any], object] | None,
    ) -> tuple[int, dict[int, float]]:
        """Write the lines; how many they are, and by column what stands in its row of totals, where any cell above holds something."""
        looks = [self.frame.look(column.style, column.width) for column in columns]
        first = [self.frame.look(column.style._replace(above=True), column.width) for column in columns]
        values = [column.value for column in columns]
        totals = {at: column.said.total for at, column in enumerate(columns) if column.said.total}
        sums: dict[int, float] = {}
        written, former = 0, object()
        for line in self.rows(lines):
            here = group(line) if group else None
            cells = [value(line) for value in values]
            on.rows.append(first if group and written and here != former else looks, cells)
            for at, total in totals.items():
                if (cell := cells[at]) is not None:
                    counted = cell if total == "sum" and isinstance(cell, (int, float)) else total == "count"
                    sums[at] = sums.get(at, 0) + counted
            written, former = written + 1, here
        return written, sums

    def _totals(self, on: FrameSheet, name: str, columns: Sequence[Shown], sums: dict[int, float]) -> None:
        """A row of totals, which follow the filters of the table."""
        look = self.frame.look(TOTAL)
        cells: list[Held] = [
            Formula(f"SUBTOTAL({FUNCTIONS[column.said.total]},{name}[{_quoted(column.label)}])", sums[at])
            if column.said.total and at in sums
            else None
            for at, column in enumerate(columns)
        ]
        if cells[0] is None:
            cells[0] = self.words(TOTAL_LABEL)
        on.rows.formulas([look._replace(width=0)] * len(columns), cells)


def _quoted(label: str) -> str:
    """The label of a column as a formula names it."""
    return "".join(f"'{c}" if c in "[]#'" else c for c in label)


def _about(order: Order, material: Material, words: Words) -> About:
    programme, moment = material.programme, material.moment
    title = f"{label_in(order.template.title, words)}: {words.say(programme.title) or programme.code}"
    footer = words(marked("file", "true on %(day)s, known at log position %(position)d"))
    created = order.ordered_at or moment.recorded_at or datetime.combine(moment.as_of, time(), UTC)
    return About(
        title=title,
        subject=programme.code,
        language=words.language.tag,
        created=created,
        footer=footer % {"day": moment.as_of.isoformat(), "position": moment.known_at},
        page=words(marked("file", "Page &P of &N")),
        mark=words(marked("file", "DEMONSTRATION: not a real report")) if order.demonstration else None,
        right_to_left=words.language.direction == "rtl",
    )
