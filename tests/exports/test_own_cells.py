import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape

from exports.cells import CellValue, Linked
from exports.field import Field, field
from exports.material import Material
from exports.own.filling import fill
from exports.own.reading import OwnTemplate, read_own
from exports.question import AnyQuestion, Question, by_name
from exports.saying import Words
from projections.moment import Moment, Reading
from tests.exports.asked import AS_OF, PLAN
from tests.exports.own_workbook import blank, with_cells
from tests.exports.reread import sheet
from tests.exports.sheets import packed_anew, with_part
from words.language import language
from words.message import Message

WORDS = Words(language("en"))


class Thing(NamedTuple):
    name: str
    value: CellValue = None


@pytest.fixture(scope="module")
def material(plan_url: str) -> Iterator[Material]:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        position = connection.execute("SELECT max(notification_id) FROM log.events").fetchone()
        assert position is not None
        yield Material(Reading(connection, Moment(AS_OF, position[0])), PLAN)


def _name(thing: Thing) -> str:
    return thing.name


def _about(_: Thing) -> None:
    return None


def _has_name(thing: Thing) -> bool:
    return bool(thing.name)


def asking(things: Sequence[Thing]) -> dict[str, AnyQuestion]:
    """A question `things` that these are the lines of, and its choice `named`."""
    said = Message("test", "said")
    fields: list[Field[Thing]] = [
        field("name", said, said, lambda thing, _: thing.name),
        field("value", said, said, lambda thing, _: thing.value),
    ]

    def lines(_: Material) -> Iterator[Thing]:
        yield from things

    question = Question[Thing]("things", said, lines, _name, _about, by_name(fields), {"named": _has_name})
    return {"things": question}


def own(content: bytes, *things: Thing) -> OwnTemplate:
    return read_own(content, asking(things), {"value"})


def filled(material: Material, content: bytes, *things: Thing, value: CellValue = None) -> bytes:
    return fill(own(content, *things), material, {"value": value}, WORDS)


def cell(workbook: bytes, at: str, name: str = "Sheet1") -> Cell:
    found = sheet(workbook, name)[at]
    assert isinstance(found, Cell)
    return found


def column(workbook: bytes, letter: str = "A") -> list[Any]:
    return [one.value for one in sheet(workbook, "Sheet1")[letter]]


def part(workbook: bytes, name: str) -> str:
    with ZipFile(BytesIO(workbook)) as parts:
        return parts.read(name).decode()


SHEET = "xl/worksheets/sheet1.xml"
LIST = {"A1": "Name", "A2": "{{things.name}}", "A3": "End"}
A, B, C = Thing("a", 1), Thing("b", 2), Thing("c", 4)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.text(max_size=30) | st.sampled_from(["=1+1", "+1", "@x", "_x0041_", "<b>&", "\x00\x0b", "1"]), max_size=5
    )
)
def test_a_text_stays_the_text_that_it_was(material: Material, texts: list[str]) -> None:
    workbook = filled(material, with_cells({"A1": "{{things.name}}", "A2": "End"}), *map(Thing, texts))
    shown = column(workbook)
    assert len(shown) == max(1, len(texts)) + 1
    assert "<f>" not in part(workbook, SHEET)
    for was, now in zip(texts, shown, strict=False):
        if was.isprintable() and was:
            assert unescape(now) == was


def test_a_text_that_looks_like_a_formula_is_kept_one_when_it_is_edited(material: Material) -> None:
    workbook = filled(material, with_cells(LIST), Thing("=HYPERLINK(1)"), Thing("plain"))
    assert (cell(workbook, "A2").value, cell(workbook, "A2").data_type) == ("=HYPERLINK(1)", "s")
    assert [cell(workbook, at).quotePrefix for at in ("A2", "A3")] == [True, False]


@pytest.mark.parametrize(
    ("value", "held", "number_format"),
    [
        (0, 0, "General"),
        (1.5, 1.5, "General"),
        (None, None, "General"),
        ("", None, "General"),
        (date(2020, 2, 29), datetime(2020, 2, 29), "yyyy-mm-dd"),  # noqa: DTZ001 - a workbook knows no zones
        (datetime(2020, 2, 29, 12, 30, tzinfo=UTC), datetime(2020, 2, 29, 12, 30), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
        (date(1899, 1, 1), "1899-01-01", "General"),
    ],
)
def test_a_cell_that_is_only_a_mark_holds_what_it_names(
    material: Material, value: CellValue, held: object, number_format: str
) -> None:
    workbook = filled(material, with_cells({"A1": "{{ cover.value }}"}), value=value)
    assert (cell(workbook, "A1").value, cell(workbook, "A1").number_format) == (held, number_format)


def test_a_general_format_by_another_number_is_general(material: Material) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write("A1", "{{cover.value}}", book.add_format({"num_format": "GENERAL"}))
        sheet.write("A2", "{{cover.value}}", book.add_format({"num_format": "d mmmm yyyy"}))
        sheet.write("A3", "{{cover.value}}", book.add_format({"num_format": "@"}))

    workbook = filled(material, blank(write), value=date(2020, 2, 29))
    formats = [cell(workbook, at).number_format for at in ("A1", "A2", "A3")]
    assert formats == ["yyyy-mm-dd", "d mmmm yyyy", "yyyy-mm-dd"]


def test_a_text_around_marks_holds_them_as_text(material: Material) -> None:
    content = with_cells({"A1": "On {{cover.value}}, again: {{cover.value}}."})
    assert (
        cell(filled(material, content, value=date(2020, 1, 2)), "A1").value
        == "On 2 January 2020, again: 2 January 2020."
    )
    assert cell(filled(material, content, value=1234.5), "A1").value == "On 1,234.5, again: 1,234.5."
    assert cell(filled(material, content), "A1").value == "On , again: ."


def test_a_mark_over_runs_of_other_looks_is_one_mark(material: Material) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_rich_string("A1", book.add_format({"bold": True}), "Of {{cov", "er.value}} alone")

    assert cell(filled(material, blank(write), value="us"), "A1").value == "Of us alone"


def test_the_runs_of_a_text_keep_their_looks(material: Material) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_rich_string("A1", book.add_format({"bold": True}), "Of ", "{{cover.value}} alone")

    workbook = filled(material, blank(write), value="us")
    assert cell(workbook, "A1").value == "Of us alone"
    assert part(workbook, SHEET).count("<b/>") == 1


def test_days_are_counted_as_the_workbook_counts_them(material: Material) -> None:
    target = with_part(
        with_cells({"A1": "{{cover.value}}"}), "xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'
    )
    workbook = filled(material, target, value=date(2020, 2, 29))
    assert cell(workbook, "A1").value == datetime(2020, 2, 29)  # noqa: DTZ001 - a workbook knows no zones
    assert cell(filled(material, target, value=date(1901, 1, 1)), "A1").value == "1901-01-01"


def test_a_link_leads_to_its_address_instead_of_where_the_funder_had_led(material: Material) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_url("A1", "https://example.org/old", string="{{things.value}}")
        sheet.write_url("A2", "https://example.org/kept", string="Kept")

    links = [
        Thing("a", Linked("One", "https://example.org/1?a=b#c")),
        Thing("b", Linked("Two", "https://example.org/2")),
    ]
    workbook = filled(material, blank(write), *links)
    found = [cell(workbook, f"A{row}") for row in (1, 2, 3)]
    assert [one.value for one in found] == ["One", "Two", "Kept"]
    targets = [(one.hyperlink.target, one.hyperlink.location) for one in found if one.hyperlink]
    assert targets == [
        ("https://example.org/1?a=b", "c"),
        ("https://example.org/2", None),
        ("https://example.org/kept", None),
    ]


def test_a_choice_fills_with_the_chosen_lines_alone(material: Material) -> None:
    workbook = filled(material, with_cells({"A1": "{{things:named.value}}"}), A, Thing("", 9), B)
    assert column(workbook) == [1, 2]


def test_one_line_leaves_all_rows_where_they_are(material: Material) -> None:
    assert column(filled(material, with_cells(LIST), A)) == ["Name", "a", "End"]
    assert column(filled(material, with_cells(LIST))) == ["Name", None, "End"]


def test_shared_formulas_are_given_their_own_text(material: Material) -> None:
    content = with_cells({"A1": "{{things.name}}", "A2": "=B2*2", "A3": "=B3*2"})
    content = with_part(content, SHEET, b"<f>B2*2</f>", b'<f t="shared" ref="A2:A3" si="0">B2*2</f>')
    content = with_part(content, SHEET, b"<f>B3*2</f>", b'<f t="shared" si="0"/>')
    assert column(filled(material, content, A, B, C)) == ["a", "b", "c", "=B4*2", "=B5*2"]


def test_an_array_formula_of_one_row_is_repeated(material: Material) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write("A1", "{{things.value}}")
        sheet.write_array_formula("B1:B1", "{=SUM(A1:A1*2)}")
        sheet.write_array_formula("B2:B2", "{=SUM(A1:A1*2)}")

    shown = part(filled(material, blank(write), A, B), SHEET)
    assert '<f t="array" ref="B1">SUM(A1:A1*2)</f>' in shown
    assert '<f t="array" ref="B2">SUM(A2:A2*2)</f>' in shown
    assert '<f t="array" ref="B3">SUM(A1:A2*2)</f>' in shown


def test_a_small_chart_in_a_cell_is_repeated_with_its_row(material: Material) -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["{{things.value}}", "=A1*2"])
        sheet.add_sparkline("C1", {"range": "Sheet1!A1:B1"})
        sheet.add_sparkline("C2", {"range": "Sheet1!A1:A1"})

    shown = part(filled(material, blank(write), A, B), SHEET)
    for said in ("A1:B1</xm:f><xm:sqref>C1<", "A2:B2</xm:f><xm:sqref>C2<", "A1:A2</xm:f><xm:sqref>C3<"):
        assert said in shown


def test_a_list_of_another_length_is_computed_in_no_chain(material: Material) -> None:
    content = with_chain(with_cells({**LIST, "A4": "=COUNTA(A2:A2)"}))
    workbook = filled(material, content, A, B)
    with ZipFile(BytesIO(workbook)) as parts:
        assert "xl/calcChain.xml" not in parts.namelist()
        assert all(b"calcChain" not in parts.read(name) for name in parts.namelist())
    assert column(workbook)[-1] == "=COUNTA(A2:A3)"


def with_chain(content: bytes) -> bytes:
    content = with_part(
        content,
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
    )
    content = with_part(
        content,
        "xl/_rels/workbook.xml.rels",
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" '
        b'Target="calcChain.xml"/></Relationships>',
    )
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A4" i="1"/></calcChain>'
    )
    return packed_anew(content, {"xl/calcChain.xml": chain})


rows = st.integers(1, 12)
references = st.tuples(rows, rows, st.sampled_from(["A{0}", "$A${0}", "COUNTA(A{0}:A{1})", "SUM(Sheet1!$A{0}:A${1})"]))


@settings(max_examples=20, deadline=None)
@given(rows, st.integers(0, 4), st.lists(references, min_size=1, max_size=6))
def test_references_go_on_to_mean_the_same_cells(
    material: Material, repeated: int, count: int, wanted: list[tuple[int, int, str]]
) -> None:
    texts = {f"A{row}": f"row {row}" for row in range(1, 13)} | {f"A{repeated}": "{{things.name}}"}
    formulas = {f"C{13 + at}": "=" + text.format(min(a, b), max(a, b)) for at, (a, b, text) in enumerate(wanted)}
    names = [f"line {at}" for at in range(count)]
    found = sheet(filled(material, with_cells(texts | formulas), *map(Thing, names)), "Sheet1")
    for at, (a, b, text) in enumerate(wanted):
        formula = str(found.cell(13 + at + max(count, 1) - 1, 3).value)
        area = re.findall(r"A\d+", formula.replace("$", ""))
        meant = [cell.value for (cell,) in found[f"{area[0]}:{area[-1]}"]]
        last = max(a, b) if ":" in text else min(a, b)
        was = [
            name
            for row in range(min(a, b), last + 1)
            for name in ((names or [None]) if row == repeated else [f"row {row}"])
        ]
        assert meant == (was if ":" in text else was[:1])


def test_rules_in_extensions_pivots_and_threads_follow_their_rows(material: Material) -> None:
    content = with_cells({**LIST, "B1": "Value", "B2": "{{things.value}}"})
    content = with_part(content, SHEET, b"</worksheet>", EXTENSION)
    content = with_part(content, TYPES, b"</Types>", PIVOT_TYPE)
    content = packed_anew(content, {"xl/pivotCache/pivotCacheDefinition1.xml": PIVOT, THREAD: TALK, THREADED: THREADS})
    workbook = filled(material, content, A, B, C)
    assert "<xm:f>$B2&gt;MAX(Sheet1!$B$2:$B$4)</xm:f></x14:cfRule><xm:sqref>A2:B4</xm:sqref>" in part(workbook, SHEET)
    pivot = part(workbook, "xl/pivotCache/pivotCacheDefinition1.xml")
    assert 'ref="A1:B4"' in pivot
    assert 'refreshOnLoad="1"' in pivot
    assert 'ref="A5"' in part(workbook, THREAD)


TYPES = "[Content_Types].xml"
THREAD = "xl/threadedComments/threadedComment1.xml"
THREADED = "xl/worksheets/_rels/sheet1.xml.rels"
TALK = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="A3" id="{1}"><text>Why?</text></threadedComment></ThreadedComments>'
)
THREADS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
    b'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
)
PIVOT_TYPE = (
    b'<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"/></Types>'
)
PIVOT = (
    b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="Sheet1"/></cacheSource></pivotCacheDefinition>'
)
EXTENSION = (
    b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormattings><x14:conditionalFormatting>'
    b'<x14:cfRule type="expression" priority="1" id="{1}"><xm:f>$B2&gt;MAX(Sheet1!$B$2:$B$2)</xm:f></x14:cfRule>'
    b"<xm:sqref>A2:B2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
)
