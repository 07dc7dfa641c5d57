"""Workbook rows per second: our styled, safe, reproducible sheet beside three plain writers, on the same cells in one run."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from time import perf_counter
from typing import Any, Final, NamedTuple, cast

import openpyxl
import pyexcelerate  # pyright: ignore[reportMissingTypeStubs] - it has none
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it has none

from domain.dates import Edtf
from domain.programme import Policies, ProgrammeKind
from domain.vocabulary import OGP_STATUS
from exports.book import Book
from exports.columns import Column, Kind, column
from exports.words import Both, Words
from projections.programme import Programme
from projections.report import StatusReport, Totals

ROWS: Final = 5_000
ROUNDS: Final = 5
REFERENCE: Final = "openpyxl, write-only, plain"
SHEET: Final = Both("Status report", "Avancement")

Line = tuple[str, str, date, int, str, datetime, str, str]


class Measure(NamedTuple):
    """A writer, its best rate over all rounds, and that rate as a multiple of plain openpyxl's."""

    writer: str
    rows_per_second: float
    ratio: float


def lines(rows: int) -> list[Line]:
    """Eight cells a row: number, title, due date, days of slippage, status, instant of the report, progress, link."""
    first, instant = date(2018, 1, 31), datetime(2019, 9, 2, 9, 0)  # noqa: DTZ001 - the plain writers take no zone
    statuses = [term.label["en"] for term in OGP_STATUS.terms]
    return [
        (
            f"{row // 10 + 1}.{row % 10 + 1}",
            f"Perpetuating the programme “Entrepreneur of General Interest”, part {row}",
            first + timedelta(days=row % 1_000),
            row % 400 - 30,
            statuses[row % len(statuses)],
            instant + timedelta(minutes=row),
            f"Both years were launched & the funding is part of the budget for {row % 5} years.",
            f"https://example.org/evidence/{row}",
        )
        for row in range(rows)
    ]


KINDS: Final = (Kind.CODE, Kind.TEXT, Kind.DAY, Kind.COUNT, Kind.TEXT, Kind.INSTANT, Kind.TEXT, Kind.TEXT)
WIDTHS: Final = (11, 38, 12, 12, 18, 18, 60, 44)


def _columns() -> list[Column[Line]]:
    def held(at: int) -> Callable[[Line, Words], Any]:
        return lambda line, _: line[at]

    names = ("milestone", "title", "due", "slipped", "status", "reported_at", "progress", "evidence")
    both = [(name, name) for name in names]
    return [
        column(name, label, label, held(at), KINDS[at], WIDTHS[at])
        for at, (name, label) in enumerate(zip(names, both, strict=True))
    ]


def _report() -> StatusReport:
    programme = Programme(
        code="FR-2018",
        version=1,
        kind=ProgrammeKind.ACTION_PLAN,
        title={"en": "France Action Plan 2018-2020"},
        period=Edtf("2018/2020"),
        duration=None,
        languages=("en",),
        countries=("FR",),
        description=None,
        vocabulary=OGP_STATUS.id,
        policies=Policies(),
        profiles=(),
        vocabularies={},
        closed=False,
    )
    return StatusReport(
        programme=programme,
        as_of=date(2020, 1, 1),
        known_at=1,
        recorded_at=datetime(2020, 1, 1, tzinfo=UTC),
        vocabulary=OGP_STATUS,
        totals=Totals(milestones=0, by_status={}, overdue=0, rescheduled=0),
        commitments=(),
        milestones=(),
        findings=(),
        illustrative=False,
    )


def ours(cells: Sequence[Line]) -> bytes:
    book = Book(_report(), Words("en"), demonstration=False)
    book.table(SHEET, _columns(), cells, frozen=2)
    return book.save()


def plain_openpyxl(cells: Sequence[Line]) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET.en)
    for line in cells:
        sheet.append(line)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def xlsxwriter_constant_memory(cells: Sequence[Line]) -> bytes:
    buffer = BytesIO()
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = cast("Any", workbook).add_worksheet(SHEET.en)
        for at, line in enumerate(cells):
            sheet.write_row(at, 0, line)
    return buffer.getvalue()


def py_excelerate(cells: Sequence[Line]) -> bytes:
    buffer = BytesIO()
    workbook = cast("Any", pyexcelerate).Workbook()
    workbook.new_sheet(SHEET.en, data=[list(line) for line in cells])
    workbook.save(buffer)
    return buffer.getvalue()


WRITERS: Final[dict[str, Callable[[Sequence[Line]], bytes]]] = {
    "Jalon: styled, safe, reproducible": ours,
    REFERENCE: plain_openpyxl,
    "XlsxWriter, constant memory": xlsxwriter_constant_memory,
    "PyExcelerate": py_excelerate,
}


def run(rows: int, rounds: int = ROUNDS) -> list[Measure]:
    """The best of so many rounds for each writer; the writers take turns, so that a busy moment does not hit only one."""
    cells = lines(rows)
    best = dict.fromkeys(WRITERS, float("inf"))
    for _ in range(rounds):
        for name, write in WRITERS.items():
            began = perf_counter()
            write(cells)
            best[name] = min(best[name], perf_counter() - began)
    return [Measure(name, rows / seconds, best[REFERENCE] / seconds) for name, seconds in best.items()]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print(f"{rows} rows of {len(KINDS)} cells, best of {ROUNDS} rounds")
    print(f"{'writer':<36}{'rows/s':>10}{'ratio':>8}")
    for measure in run(rows):
        print(f"{measure.writer:<36}{measure.rows_per_second:>10,.0f}{measure.ratio:>8.2f}")


if __name__ == "__main__":
    main()
