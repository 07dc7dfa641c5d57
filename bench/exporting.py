"""How fast and in how much memory is a whole workbook made of a large programme? With a process of its own for each."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from zipfile import ZipFile

import msgspec
import psycopg
from msgspec import Struct

from bench.ground import Ground
from bench.material import Shape
from bench.measure import Chapter, Figure, Ratio, stopwatch
from bench.workbook import peak
from exports.make import make_workbook
from exports.material import Material
from exports.order import Order
from exports.template import newest
from projections.moment import Moment, Reading
from projections.reader import log_position, recorded_at

TEMPLATE: Final = "ogp-status-report"
SMALL: Final = Shape(commitments=20, milestones=50, periods=1)
LARGE: Final = Shape(commitments=200, milestones=100, periods=1)
MOST: Final = 300
AS_OF: Final = date(2024, 12, 31)
ROOT: Final = Path(__file__).parents[1]


class Made(Struct, frozen=True):
    """A workbook that was made: its rows on all sheets, its size in bytes, and the most memory that the process had, in MB."""

    rows: int
    size: int
    seconds: float
    peak: float


def make(url: str, programme: str) -> Made:
    """Make the workbook here and now."""
    template = newest(TEMPLATE)
    assert template
    with psycopg.connect(url, autocommit=True) as connection, TemporaryFile() as target:
        position = log_position(connection)
        reading = Reading(connection, Moment(AS_OF, position, recorded_at(connection, position)))
        order = Order(
            programme=programme, template=template, language="en", ordered_at=datetime(2025, 1, 1, tzinfo=UTC)
        )
        with stopwatch() as seconds:
            make_workbook(order, Material(reading, programme), None, target)
        most, size = peak(), target.tell()
        with ZipFile(target) as whole:
            sheets = [name for name in whole.namelist() if name.startswith("xl/worksheets/sheet")]
            rows = sum(_rows(whole, name) for name in sheets)
        return Made(rows, size, seconds(), most)


def _rows(whole: ZipFile, name: str) -> int:
    """The rows of a sheet, as its element `dimension` counts them."""
    with whole.open(name) as sheet:
        begun = sheet.read(2_000).decode()
    last = begun.partition('<dimension ref="')[2].partition('"')[0].rpartition(":")[2]
    return int("".join(filter(str.isdecimal, last)))


def apart(url: str, programme: str) -> Made:
    command = [sys.executable, "-m", "bench.exporting", url, programme]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(told.stdout, type=Made)


def measure(ground: Ground) -> Chapter:
    figures, made = list[Figure](), list[Made]()
    for code, shape in (("SMALL", SMALL), ("LARGE", LARGE)):
        ground.tell(f"recording a programme of {shape.size:,} milestones")
        ground.lay(code, shape)
        ground.bring_current()
        ground.tell(f"making its workbook ({TEMPLATE})")
        one = apart(ground.url, code)
        made.append(one)
        note = f"{shape.size:,} milestones, {one.rows:,} rows, {one.size / 1e6:.1f} MB"
        figures.append(Figure("a whole workbook, questions and all", one.rows / one.seconds, "rows/s", note=note))
        figures.append(Figure("memory of its process at most", one.peak, "MB", note=note))
    small, large = made
    return Chapter(
        f"A whole export ({TEMPLATE})",
        tuple(figures),
        (
            Ratio(f"memory : {MOST} MB", large.peak / MOST, 1, "at most"),
            Ratio(f"memory : that at {SMALL.size:,} milestones", large.peak / small.peak),
        ),
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(make(*sys.argv[1:])))
