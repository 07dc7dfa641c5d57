"""Workbook rows per second and memory: our styled, safe, reproducible sheet beside plain writers, on the same cells in one run."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, cast

import msgspec
import openpyxl
import pyexcelerate  # pyright: ignore[reportMissingTypeStubs] - it has none
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it has none
from msgspec import Struct

from domain.vocabulary import OGP_STATUS
from exports.field import Kind
from exports.frame import About, Frame, Table
from exports.style import HEAD, KINDS

OURS: Final = "Jalon: styled, safe, reproducible"
REFERENCE: Final = "openpyxl, write-only, plain"
WITHOUT_LXML: Final = "openpyxl, write-only, plain, without lxml"
TITLE: Final = "Status report"
KINDS_OF_CELLS: Final = (
    *(Kind.CODE, Kind.TEXT, Kind.DAY, Kind.COUNT),
    *(Kind.WORD, Kind.INSTANT, Kind.TEXT, Kind.TEXT),
)
WIDTHS: Final = (11, 38, 12, 12, 18, 18, 60, 44)
DISTINCT: Final = 1_000
ROOT: Final = Path(__file__).parents[1]

Line = Sequence[Any]
Lines = Iterable[Line]


class Taken(Struct, frozen=True):
    """What writing one workbook took, in a process of its own; `rest` and `peak` are the memory before and at most, in MB."""

    seconds: float
    rest: float
    peak: float
    size: int


def lines(rows: int, columns: int = len(WIDTHS)) -> Iterator[Line]:
    """Cells as those of a status report: number, title, due date, days of slippage, status, instant, progress, link, and again."""
    distinct = [(_line(row) * (columns // len(WIDTHS) + 1))[:columns] for row in range(min(rows, DISTINCT))]
    return islice(cycle(distinct), rows)


def _line(row: int) -> tuple[Any, ...]:
    first, instant = date(2018, 1, 31), datetime(2019, 9, 2, 9, 0)  # noqa: DTZ001 - the plain writers take no zone
    return (
        f"{row // 10 + 1}.{row % 10 + 1}",
        f"Perpetuating the programme “Entrepreneur of General Interest”, part {row}",
        first + timedelta(days=row),
        row % 400 - 30,
        OGP_STATUS.terms[row % len(OGP_STATUS.terms)].label["en"],
        instant + timedelta(minutes=row),
        f"Both years were launched & the funding is part of the budget for {row % 5} years.",
        f"https://example.org/evidence/{row}",
    )


def again(values: Sequence[Any], columns: int) -> list[Any]:
    return list(islice(cycle(values), columns))


def ours(cells: Lines, columns: int, file: Path) -> None:
    created = datetime(2020, 1, 1, tzinfo=UTC)
    frame = Frame(About(title=TITLE, subject="FR-2018", language="en", created=created, footer="", page="&P"))
    widths = again(WIDTHS, columns)
    on = frame.sheet(TITLE, widths)
    labels = [f"Column {at}" for at in range(1, columns + 1)]
    on.rows.append([frame.look(HEAD, width) for width in widths], labels)
    styles = [KINDS[kind] for kind in again(KINDS_OF_CELLS, columns)]
    looks = [frame.look(style, width) for style, width in zip(styles, widths, strict=True)]
    for line in cells:
        on.rows.append(looks, line)
    described = Table(
        name="status_report",
        title=TITLE,
        description=TITLE,
        labels=labels,
        first_row=1,
        last_row=on.rows.count,
        totals=[None] * columns,
        total_label="",
        filters=True,
    )
    frame.table(on, described)
    frame.fit(on, widths, 1, 1)
    on.sheet.freeze_panes(1, 1)
    with file.open("wb") as target:
        frame.save(target)
    frame.close()


def plain_openpyxl(cells: Lines, _: int, file: Path) -> None:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(TITLE)
    for line in cells:
        sheet.append(line)
    workbook.save(file)


def xlsxwriter_constant_memory(cells: Lines, _: int, file: Path) -> None:
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    with xlsxwriter.Workbook(str(file), options) as workbook:
        sheet = cast("Any", workbook).add_worksheet(TITLE)
        for at, line in enumerate(cells):
            sheet.write_row(at, 0, line)


def py_excelerate(cells: Lines, _: int, file: Path) -> None:
    workbook = cast("Any", pyexcelerate).Workbook()
    workbook.new_sheet(TITLE, data=[list(line) for line in cells])
    workbook.save(str(file))


WRITERS: Final[dict[str, Callable[[Lines, int, Path], None]]] = {
    OURS: ours,
    REFERENCE: plain_openpyxl,
    WITHOUT_LXML: plain_openpyxl,
    "XlsxWriter, constant memory": xlsxwriter_constant_memory,
    "PyExcelerate": py_excelerate,
}


def peak() -> float:
    """The most memory that this process had, in MB.

    What `getrusage` tells on Linux includes the process that this one was started from; the kernel's own status does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / 1024 / (1024 if sys.platform == "darwin" else 1)


def take(writer: str, rows: int, columns: int) -> Taken:
    """Let a writer write so many rows, here and now."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rows.xlsx"
        cells = lines(rows, columns)
        rest, began = peak(), perf_counter()
        WRITERS[writer](cells, columns, file)
        return Taken(perf_counter() - began, rest, peak(), file.stat().st_size)


def apart(writer: str, rows: int, columns: int) -> Taken:
    """The same in a process of its own. lxml is installed, and openpyxl is fastest with it: without it is measured as well."""
    environment = {**os.environ, "OPENPYXL_LXML": str(writer != WITHOUT_LXML)}
    command = [sys.executable, "-m", "bench.workbook", writer, str(rows), str(columns)]
    told = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(told.stdout, type=Taken)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(take(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
