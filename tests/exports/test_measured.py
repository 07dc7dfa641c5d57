from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel  # pyright: ignore[reportUnknownVariableType] - its stubs leave it untyped

from bench.costs import LEVELS, sizes, steps
from bench.workbook import OURS, REFERENCE, WRITERS, apart, lines


@pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet")
def test_every_writer_that_is_measured_writes_the_same_cells(tmp_path: Path) -> None:
    written: dict[str, list[list[object]]] = {}
    for name, write in WRITERS.items():
        write(lines(12, 11), 11, tmp_path / "rows.xlsx")
        written[name] = values(tmp_path / "rows.xlsx")
    assert [len(row) for row in written[REFERENCE]] == [11] * 12
    assert [found[-12:] for found in written.values()] == [written[REFERENCE]] * len(WRITERS)


def values(file: Path) -> list[list[object]]:
    """All cells, dates as serial numbers: PyExcelerate gives them no format that says what they are."""
    rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return [[to_excel(value) if isinstance(value, datetime) else value for value in row] for row in rows]


def test_there_are_as_many_rows_as_are_asked_for() -> None:
    assert len(list(lines(2_500))) == 2_500


def test_a_writer_is_measured_in_a_process_of_its_own() -> None:
    taken = apart(OURS, 50, 30)
    assert taken.seconds > 0
    assert 0 < taken.rest <= taken.peak
    assert taken.size > 1_000


def test_every_step_of_ours_is_measured_and_a_higher_level_packs_closer() -> None:
    assert all(seconds > 0 for seconds in steps(20).values())
    first, *_, last = (sizes(200)[level] for level in LEVELS)
    assert last < first
