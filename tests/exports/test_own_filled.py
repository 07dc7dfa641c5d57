from collections.abc import Generator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook

from exports.cells import CellValue
from exports.material import Material
from exports.own.filling import fill
from exports.own.marks import Mark
from exports.own.reading import read_own
from exports.questions import QUESTIONS
from exports.saying import Words
from projections.deliverable import deliverables_of
from projections.report import status_report
from tests.examples.sample import Recorded, fresh_database, recorded
from tests.exports.own_workbook import FIRST, funders, logo
from tests.exports.reread import reread
from words.language import language

AS_OF = date(2019, 7, 15)
COVER: dict[str, CellValue] = {"as_of": AS_OF}
FUNDERS = funders()


@pytest.fixture(scope="module")
def demonstration(server_url: str) -> Generator[Recorded]:
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as sample:
        yield sample


def filled(sample: Recorded, programme: str, tag: str = "en") -> bytes:
    material = Material(sample.read(AS_OF), programme)
    return fill(read_own(FUNDERS), material, COVER, Words(language(tag), partner=material.partner))


@pytest.fixture(scope="module")
def plan(demonstration: Recorded) -> bytes:
    """Of FR-2018, which has milestones and no deliverables."""
    return filled(demonstration, "FR-2018")


@pytest.fixture(scope="module")
def project(demonstration: Recorded) -> bytes:
    """Of CO-CREATED, which has deliverables."""
    return filled(demonstration, "CO-CREATED")


def values(book: Workbook, sheet: str, area: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet][area]]


def part(workbook: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(workbook)) as parts:
        return parts.read(name)


def test_the_marks_are_known_by_sheet_and_cell() -> None:
    marks = read_own(FUNDERS).marks
    assert marks["Report", "B3"] == (Mark("cover", None, "as_of"),)
    assert marks["Report", "A2"] == (Mark("programme", None, "period"), Mark("cover", None, "as_of"))
    assert len(marks) == 17


def test_single_marks_are_filled_in_place(plan: bytes) -> None:
    book = reread(plan)
    assert values(book, "Report", "A1:B3") == [
        ["France Action Plan 2018-2020", None],
        ["Period: 2018/2020 (as of 15 July 2019)", None],
        ["Reported on", datetime(2019, 7, 15)],  # noqa: DTZ001 - a workbook knows no zones
    ]
    assert book["Report"]["B3"].number_format == "yyyy-mm-dd"


def test_a_row_is_repeated_for_each_line_with_its_values_as_they_are(demonstration: Recorded, plan: bytes) -> None:
    status = status_report(demonstration.read(AS_OF), "FR-2018")
    assert status is not None
    milestones = [milestone for commitment in status.commitments for milestone in commitment.milestones]
    last = FIRST + len(milestones) - 1
    found = values(reread(plan), "Report", f"A{FIRST}:E{last + 1}")
    assert [line[0] for line in found] == [*(milestone.code for milestone in milestones), "Total"]
    for line, milestone in zip(found[:-1], milestones, strict=True):
        assert line[1] == f"{milestone.code}: {milestone.title['en']}"
        assert line[2] == (datetime.combine(milestone.due.earliest, datetime.min.time()) if milestone.due else None)
        assert line[4] == (milestone.slippage.most_days if milestone.slippage else None)
    assert 0 in [line[4] for line in found]


def test_formulas_means_and_ranges_grow_with_the_row(plan: bytes) -> None:
    book = reread(plan)
    report, summary = book["Report"], book["The funder's summary"]
    last = next(row for row in range(FIRST, 99) if report.cell(row, 1).value == "Total") - 1
    assert last > FIRST
    assert report[f"F{FIRST}"].value == f"=IFERROR(N(E{FIRST})/SUM(E${FIRST}:E${last}),0)"
    assert report[f"F{last}"].value == f"=IFERROR(N(E{last})/SUM(E${FIRST}:E${last}),0)"
    assert report[f"E{last + 1}"].value == f"=SUM(E{FIRST}:E{last})"
    assert [summary.cell(row, 2).value for row in range(1, 6)] == [
        f"=Report!E{last + 1}",
        f"=SUM(Report!$E${FIRST}:$E${last})",
        "=SUM(slippage)",
        "=Report!A6",
        "=COUNTA(Report!A:A)",
    ]
    assert book.defined_names["slippage"].attr_text == f"Report!$E${FIRST}:$E${last}"
    chart = part(plan, "xl/charts/chart1.xml").decode()
    assert f"Report!$A${FIRST}:$A${last}" in chart
    assert f"Report!$E${FIRST}:$E${last}" in chart
    assert "Report!$E$5<" in chart
    assert "numCache" not in chart


def test_formats_rules_pages_and_what_stands_below_follow(plan: bytes) -> None:
    report = reread(plan)["Report"]
    total = next(row for row in range(FIRST, 99) if report.cell(row, 1).value == "Total")
    by = total - FIRST - 1
    assert {report.cell(row, 3).number_format for row in range(FIRST, total)} == {"dd.mm.yyyy"}
    assert report.print_area == f"'Report'!$A$1:$G${28 + by}"
    assert report.print_title_rows == "$5:$5"
    assert report.auto_filter.ref == f"A5:G{total - 1}"
    assert report.freeze_panes == "B6"
    (rule,) = report.conditional_formatting
    assert str(rule.sqref) == f"A{FIRST}:G{total - 1}"
    assert f"<formula>$E{FIRST}&gt;365</formula>" in part(plan, "xl/worksheets/sheet1.xml").decode()
    (validation,) = report.data_validations.dataValidation
    assert str(validation.sqref) == f"D{FIRST}:D{total - 1}"
    assert [one.id for one in report.row_breaks.brk] == [8 + by]
    assert report[f"A{total}"].comment.text == "What is late, in days."
    assert {str(area) for area in report.merged_cells.ranges} == {"A1:F1", f"D{10 + by}:E{10 + by}"}
    assert "<oddHeader>&amp;LThe funder&amp;R&amp;D</oddHeader>" in part(plan, "xl/worksheets/sheet1.xml").decode()
    shown = part(plan, "xl/drawings/drawing1.xml").decode()
    assert "<xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row>" in shown
    assert f"<xdr:row>{13 + by}</xdr:row>" in shown
    assert f"<x:Row>{total - 1}</x:Row>" in part(plan, "xl/drawings/vmlDrawing1.vml").decode()


def test_all_other_parts_stay_byte_for_byte(plan: bytes) -> None:
    with ZipFile(BytesIO(FUNDERS)) as before, ZipFile(BytesIO(plan)) as after:
        assert [name for name in after.namelist() if name in before.namelist()] == before.namelist()
        same = {name for name in before.namelist() if before.read(name) == after.read(name)}
        assert {"xl/media/image1.png", "xl/theme/theme1.xml", "xl/sharedStrings.xml", "docProps/core.xml"} <= same
        assert after.read("xl/media/image1.png") == logo()


def test_a_table_grows_and_its_totals_move(plan: bytes) -> None:
    sheet = reread(plan)["Table"]
    table = sheet.tables["commitments"]
    assert table.ref == f"A1:C{sheet.max_row}"
    assert table.autoFilter.ref == f"A1:C{sheet.max_row - 1}"
    assert sheet.max_row > 3
    assert sheet.cell(sheet.max_row, 3).value == "=SUBTOTAL(109,commitments[Milestones])"


def test_a_list_without_lines_leaves_its_row_once_and_empty(plan: bytes) -> None:
    report = reread(plan)["Report"]
    below = next(row for row in range(FIRST, 99) if report.cell(row, 1).value == "Deliverables")
    assert [cell.value for cell in report[below - 1]] == [None] * 7
    assert report.cell(below, 2).value == f"=COUNTA(A{below - 1}:A{below - 1})"


def test_a_second_list_grows_below_the_first(demonstration: Recorded, project: bytes) -> None:
    deliverables = deliverables_of(demonstration.read(AS_OF), "CO-CREATED")
    report = reread(project)["Report"]
    head = next(row for row in range(1, 99) if report.cell(row, 1).value == "Number")
    last = head + len(deliverables)
    found = values(reread(project), "Report", f"A{head + 1}:F{last + 1}")
    assert [line[0] for line in found] == [*(one.code for one in deliverables), "Deliverables"]
    assert [line[5] for line in found[:-1]] == [one.produced for one in deliverables]
    assert found[-1][1] == f"=COUNTA(A{head + 1}:A{last})"
    assert {f"D{row}:E{row}" for row in range(head + 1, last + 1)} <= {str(area) for area in report.merged_cells.ranges}
    summary = reread(project)["The funder's summary"]
    assert summary["A6"].hyperlink.location == f"Report!A{last + 1}"
    assert summary["B7"].value == f'=Report!B{last + 1}&" of {{not}} a mark"'


def test_evidence_leads_where_it_lies(plan: bytes) -> None:
    report = reread(plan)["Report"]
    linked = [cell for (cell,) in report[f"G{FIRST}:G30"] if cell.hyperlink]
    assert linked
    assert all(cell.value and cell.hyperlink.target.startswith("https://") for cell in linked)


def test_no_formula_keeps_a_value_and_all_are_computed_on_opening(plan: bytes) -> None:
    assert b"<f>" in part(plan, "xl/worksheets/sheet2.xml")
    for number in (1, 2, 3):
        assert b"</f><v>" not in part(plan, f"xl/worksheets/sheet{number}.xml")
    assert b'fullCalcOnLoad="1"' in part(plan, "xl/workbook.xml")


def test_the_same_answers_give_the_same_bytes(demonstration: Recorded, plan: bytes) -> None:
    assert filled(demonstration, "FR-2018") == plan


def test_words_around_a_mark_are_said_in_the_language_of_the_export(demonstration: Recorded) -> None:
    report = reread(filled(demonstration, "FR-2018", "fr"))["Report"]
    assert report["A2"].value == "Period: 2018/2020 (as of 15 juillet 2019)"


def test_every_question_can_be_named() -> None:
    assert {"milestones", "commitments", "programme"} <= read_own(FUNDERS).known.questions.keys() == QUESTIONS.keys()
