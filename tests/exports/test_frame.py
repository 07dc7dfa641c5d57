from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Reread

from exports.field import Kind
from exports.frame import About, Frame, FrameSheet, Table
from exports.safe_xml import root_of
from exports.style import KINDS
from tests.exports.hostile import faults

ABOUT = About(
    title="A title",
    subject="P-1",
    language="fr",
    created=datetime(2019, 7, 15, 23, 59, 59, 999_999, UTC),
    footer="true on a day",
    page="&P of &N",
)


def made(fill: Callable[[Frame], object], about: About = ABOUT) -> bytes:
    frame, target = Frame(about), BytesIO()
    try:
        fill(frame)
        frame.save(target)
    finally:
        frame.close()
    assert faults(target.getvalue()) == []
    return target.getvalue()


def reread(fill: Callable[[Frame], object], about: About = ABOUT) -> Reread:
    return openpyxl.load_workbook(BytesIO(made(fill, about)))


def sheets(*titles: str) -> list[str]:
    """The names of sheets that are given these titles."""
    return reread(lambda frame: [frame.sheet(title, [10]) for title in titles]).sheetnames


def table(rows: int, totals: Sequence[str | None] = (None, None)) -> Callable[[Frame], FrameSheet]:
    """What makes a table of so many rows below its head, the last of which holds totals where there are any."""

    def fill(frame: Frame) -> FrameSheet:
        on, look = frame.sheet("Values", [10, 10]), frame.look(KINDS[Kind.TEXT], 10)
        on.rows.append([look, look], ["First", "_x0041_"])
        for at in range(rows):
            on.rows.append([look, look], [at, "a"])
        last = on.rows.count
        said = Table("values", "Values", "Said", ("First", "_x0041_"), 1, last, totals, "Total", filters=True)
        frame.table(on, said)
        return on

    return fill


def test_sheets_have_names_that_differ_and_that_a_workbook_takes() -> None:
    assert sheets("Plan", "PLAN", "a/b:c", "x" * 40, "x" * 40, "'quoted'", "", "two\nlines", "History") == [
        "Plan",
        "PLAN 2",
        "a b c",
        "x" * 31,
        f"{'x' * 29} 2",
        "quoted",
        "Sheet",
        "two lines",
        "History 2",
    ]


def test_the_name_of_a_sheet_is_cut_by_the_units_that_a_workbook_counts() -> None:
    assert sheets("😀" * 20, "😀" * 20) == ["😀" * 15, f"{'😀' * 14} 2"]


def test_a_link_leads_to_a_sheet_whatever_it_is_called() -> None:
    frame = Frame(ABOUT)
    assert frame.sheet("It's", [10]).place(3) == "'It''s'!A3"
    frame.close()


@pytest.mark.parametrize(("rows", "whole"), [(1, "A1:B2"), (2_000, "A1:B2001")])
def test_a_table_covers_all_its_rows(rows: int, whole: str) -> None:
    found = reread(table(rows))["Values"].tables["values"]
    assert (found.ref, found.autoFilter.ref) == (whole, whole)


def test_the_filter_of_a_table_leaves_out_its_totals() -> None:
    found = reread(table(5, ("count", "sum")))["Values"].tables["values"]
    assert (found.ref, found.autoFilter.ref, found.totalsRowCount) == ("A1:B6", "A1:B5", 1)


def page(workbook: bytes, sheet: int = 1) -> tuple[str, str]:
    """What stands at the head and at the foot of a sheet's pages, with its codes."""
    with ZipFile(BytesIO(workbook)) as file:
        root = root_of(BytesIO(file.read(f"xl/worksheets/sheet{sheet}.xml")))
    return root.findtext(".//{*}oddHeader"), root.findtext(".//{*}oddFooter")


def one_sheet(frame: Frame) -> FrameSheet:
    return frame.sheet("One", [10])


def test_what_a_title_says_is_no_code_for_the_page_and_no_picture() -> None:
    head, foot = page(made(one_sheet, ABOUT._replace(title="R&G &P &[Picture]")))
    assert head == "&LP-1 R&&G &&P &&[Picture]&C&R&A"
    assert foot == "&Ltrue on a day&C&R&P of &N"


def test_a_long_title_is_cut_on_the_page_and_stays_whole_in_the_properties() -> None:
    data = made(one_sheet, ABOUT._replace(title="& 😀" * 100, mark="mark & mark " * 20))
    assert "…&C" in page(data)[0]
    assert openpyxl.load_workbook(BytesIO(data)).properties.title == "& 😀" * 100


def test_the_properties_tell_language_and_the_instant_in_whole_seconds() -> None:
    properties = reread(one_sheet).properties
    assert (properties.language, properties.creator) == ("fr", "Jalon")
    assert str(properties.created) == "2019-07-15 23:59:59"


def test_a_mark_stands_over_every_sheet_and_on_every_page() -> None:
    marked = ABOUT._replace(mark="Not real")
    data = made(lambda frame: [frame.sheet(title, [10]) for title in ("One", "Two")], marked)
    found = openpyxl.load_workbook(BytesIO(data))
    assert [sheet["A1"].value for sheet in found.worksheets] == ["Not real"] * 2
    assert all("&CNOT REAL&R" in text for sheet in (1, 2) for text in page(data, sheet))
    assert found.properties.category == "Not real"


def test_no_part_is_written_for_links_that_there_are_not() -> None:
    with ZipFile(BytesIO(made(one_sheet))) as file:
        assert [name for name in file.namelist() if "worksheets/_rels" in name] == []
