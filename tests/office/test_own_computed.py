from collections.abc import Generator
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from exports.material import Material
from exports.own.filling import fill
from exports.own.reading import read_own
from exports.saying import Words
from tests.examples.sample import Recorded, fresh_database, recorded
from tests.exports.own_workbook import FIRST, funders
from tests.exports.test_own_filled import AS_OF, COVER
from tests.office.conftest import SavedAgain
from words.language import language


@pytest.fixture(scope="module")
def demonstration(server_url: str) -> Generator[Recorded]:
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as sample:
        yield sample


def computed(sample: Recorded, template: bytes, saved_again: SavedAgain) -> dict[str, list[list[Any]]]:
    """The values of every sheet once the workbook is filled from FR-2018 and LibreOffice has computed it."""
    material = Material(sample.read(AS_OF), "FR-2018")
    filled = fill(read_own(template), material, COVER, Words(language("en"), partner=material.partner))
    book = openpyxl.load_workbook(BytesIO(saved_again(filled)), data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


@pytest.mark.parametrize("saved_before", [False, True])
def test_what_depends_on_the_lines_is_computed_from_all_of_them(
    demonstration: Recorded, saved_again: SavedAgain, *, saved_before: bool
) -> None:
    template = saved_again(funders()) if saved_before else funders()
    sheets = computed(demonstration, template, saved_again)
    report = sheets["Report"]
    total = next(at for at, row in enumerate(report) if row[0] == "Total")
    lines = report[FIRST - 1 : total]
    days = sum(line[4] or 0 for line in lines)
    assert len(lines) > 3
    assert days > 0
    assert report[total][4] == days
    assert report[total][5] == pytest.approx(1)
    assert [row[1] for row in sheets["The funder's summary"][:4]] == [days, days, days, lines[0][0]]
    assert sheets["Table"][-1][2] == sum(row[2] for row in sheets["Table"][1:-1])
