from datetime import datetime

import pytest
from openpyxl.utils.datetime import to_excel  # pyright: ignore[reportUnknownVariableType] - its stubs leave it untyped

from bench.workbook import REFERENCE, WRITERS, lines, run
from tests.exports.reread import reread


@pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet")
def test_every_writer_that_is_measured_writes_the_same_cells() -> None:
    written = {name: values(write(lines(12))) for name, write in WRITERS.items()}
    assert len(written[REFERENCE]) == 12
    assert [found[-12:] for found in written.values()] == [written[REFERENCE]] * len(WRITERS)


def values(data: bytes) -> list[list[object]]:
    """All cells, dates as serial numbers: PyExcelerate gives them no format that says what they are."""
    rows = reread(data).worksheets[0].iter_rows(values_only=True)
    return [[to_excel(value) if isinstance(value, datetime) else value for value in row] for row in rows]


def test_each_writer_is_measured_and_plain_openpyxl_is_the_measure() -> None:
    measures = run(2, rounds=1)
    assert [measure.writer for measure in measures] == list(WRITERS)
    assert all(measure.rows_per_second > 0 for measure in measures)
    assert {measure.writer: measure.ratio for measure in measures}[REFERENCE] == 1
