from datetime import date
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from exports.compared_texts import compared_csv, compared_xml
from exports.compared_workbooks import compared_workbooks
from exports.csv_text import csv_text
from exports.unpacking import Unreadable
from exports.verdict import LISTED, Difference, Sameness, Verdict
from exports.verifying import RECEIPT, Claimed, claimed_in, claimed_receipt, compare_files, compare_workbooks
from tests.exports.receipted import ITS_RECEIPT, receipted
from tests.exports.sheets import Held, Link, Total, made, packed_anew, with_part

PLACE: Final[Any] = xl_rowcol_to_cell
CONTENTS: Final[dict[str, dict[str, Held]]] = {
    "Milestones": {"A1": "Code", "B1": "Due", "A2": "9.1", "B2": date(2018, 6, 1), "B3": Total("=COUNT(B2:B2)", 1)},
    "Receipt": {"A1": "Number", "B1": 2, "C1": "number"},
}
RECEIPTED = made(CONTENTS)
CSV = csv_text([["code", "title", "places"], ["9.1", 'A "new" start', 12], ["9.2", "=1+1\ntwo lines", None]])
XML = b'<?xml version="1.0"?><plan version="2.03"><part n="1"><title>One</title></part><part n="2">Two</part></plan>'


def compared(was: bytes, found: bytes) -> Verdict:
    return compared_workbooks(BytesIO(was), BytesIO(found))


def changed(**sheets: dict[str, Held]) -> bytes:
    return made({title: {**cells, **sheets.get(title, {})} for title, cells in CONTENTS.items()})


def test_the_file_itself_is_the_same_in_every_byte() -> None:
    assert compare_workbooks(RECEIPTED, RECEIPTED) == Verdict(sameness=Sameness.BYTES)


def test_a_file_that_was_packed_anew_has_the_same_contents() -> None:
    assert compare_workbooks(RECEIPTED, packed_anew(RECEIPTED)) == Verdict(sameness=Sameness.CONTENTS)


def test_a_file_whose_cells_are_the_same_says_so_whatever_else_was_written_anew() -> None:
    again = packed_anew(RECEIPTED, {"docProps/app.xml": b"<Properties/>"}, compression=ZIP_DEFLATED)
    assert compared(RECEIPTED, again) == Verdict(sameness=Sameness.CELLS)


def test_what_differs_is_named_by_sheet_and_cell() -> None:
    found = changed(Milestones={"B2": date(2018, 7, 1), "A3": "new"}, Receipt={"B1": "2"})
    assert compare_workbooks(RECEIPTED, found) == Verdict(
        sameness=Sameness.DIFFERENT,
        differences=(
            Difference("Milestones", "B2", "2018-06-01", "2018-07-01", "date", "date"),
            Difference("Milestones", "A3", None, "new", None, "text"),
            Difference("Receipt", "B1", "2", "2", "number", "text"),
        ),
        total=3,
    )


def test_a_formula_in_place_of_its_value_is_a_difference_and_one_that_is_worded_otherwise_is_told_apart() -> None:
    value = compared(RECEIPTED, changed(Milestones={"B3": 1}))
    assert value.differences == (Difference("Milestones", "B3", "1", "1", "formula", "number"),)
    reworded = compared(RECEIPTED, changed(Milestones={"B3": Total("=COUNT(B2)", 1)}))
    assert reworded == Verdict(
        sameness=Sameness.CELLS,
        reworded=(Difference("Milestones", "B3", "COUNT(B2:B2)", "COUNT(B2)", "formula", "formula"),),
    )


def test_a_link_that_leads_elsewhere_is_found_behind_the_same_text() -> None:
    was, found = (made({"S": {"A1": Link("evidence", f"https://example.org/{n}")}}) for n in (1, 2))
    assert compared(was, found).differences == (
        Difference("S", "A1", "https://example.org/1", "https://example.org/2", "link", "link"),
    )


def test_sheets_that_are_missing_or_added_are_named() -> None:
    found = made({"Milestones": CONTENTS["Milestones"], "Notes": {}})
    assert compared(RECEIPTED, found) == Verdict(sameness=Sameness.DIFFERENT, missing=("Receipt",), added=("Notes",))


def test_of_many_differences_the_first_are_listed_and_all_are_counted() -> None:
    was, found = (made({"S": {f"A{at}": at + more for at in range(1, LISTED + 11)}}) for more in (0, 1))
    verdict = compared(was, found)
    assert (len(verdict.differences), verdict.total) == (LISTED, LISTED + 10)


PLACES = st.builds(PLACE, st.integers(0, 30), st.integers(0, 30))
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=20
)
VALUES = st.one_of(
    TEXTS.filter(lambda text: "_x" not in text),
    st.integers(-(10**14), 10**14),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.builds(Total, st.just("=1+1"), st.integers(0, 99)),
)


@given(st.dictionaries(PLACES, VALUES, max_size=12), PLACES, VALUES, st.booleans())
@settings(max_examples=30, deadline=None)
def test_any_one_change_is_found_where_it_is_and_nothing_else_is(
    held: dict[str, Held],
    at: str,
    value: Held,
    take_away: bool,  # noqa: FBT001 - Hypothesis gives all by position
) -> None:
    after = {place: one for place, one in held.items() if place != at}
    if not take_away:
        after[at] = value
    verdict = compared(made({"S": held}), made({"S": after}))
    if held.get(at) == after.get(at) and type(held.get(at)) is type(after.get(at)):
        assert verdict.sameness is not Sameness.DIFFERENT
    else:
        assert [(one.sheet, one.at) for one in verdict.differences] == [("S", at)]
        assert verdict.total == 1


def test_a_csv_file_is_the_same_with_other_quotes_separators_and_line_ends() -> None:
    again = 'code;title;places\n9.1;"A ""new"" start";12\n9.2;"\'=1+1\ntwo lines";\n'
    assert compare_files("csv", CSV, again.encode()) == Verdict(sameness=Sameness.CELLS)


def test_a_field_of_a_csv_file_that_differs_is_named_by_line_and_column() -> None:
    found = csv_text([["code", "title", "places"], ["9.1", 'A "new" start', 13]])
    assert compared_csv(CSV, found).differences == (
        Difference("", "line 2, places", "12", "13", "field", "field"),
        Difference("", "line 3, code", "9.2", None, "field", None),
        Difference("", "line 3, title", "'=1+1\ntwo lines", None, "field", None),
    )


def test_what_is_no_text_is_refused_as_a_csv_file() -> None:
    with pytest.raises(Unreadable, match="no text in UTF-8"):
        compare_files("csv", CSV, b"\xff\xfe\x00")


def test_an_xml_file_is_the_same_with_other_indents() -> None:
    again = XML.replace(b"<part", b"\n  <part").replace(b'<?xml version="1.0"?>', b"")
    assert compare_files("iati", XML, again) == Verdict(sameness=Sameness.CELLS)


def test_an_element_that_differs_is_named_by_its_path() -> None:
    found = XML.replace(b"One", b"1").replace(b"2.03", b"2.02").replace(b"Two", b"Two</part><part>")
    assert compared_xml(XML, found).differences == (
        Difference("", "/plan/@version", "2.03", "2.02", "attribute", "attribute"),
        Difference("", "/plan/part[1]/title[1]", "One", "1", "element", "element"),
        Difference("", "/plan/part[3]", None, "", None, "element"),
    )


def test_xml_with_entities_is_refused() -> None:
    with pytest.raises(Unreadable, match="document type"):
        compared_xml(XML, b"<!DOCTYPE plan [<!ENTITY a 'b'>]><plan>&a;</plan>")


CLAIM: Final[dict[str, Held]] = {
    "B1": "Its receipt",
    **{f"C{at}": name for at, name in enumerate(("programme", "recipient", "number", "position", "template"), 3)},
    "B3": "FR-2018",
    "B4": "ogp",
    "B5": 3,
    "B6": 421,
    "B7": "ogp-status-report@1",
}


@pytest.mark.parametrize("title", ["Receipt", "L'accusé de réception", "إيصال"])
def test_a_workbook_says_which_receipt_is_its_own(title: str) -> None:
    place = "'{}'!$A$1".format(title.replace("'", "''"))
    workbook = made({"Cover": {}, title: CLAIM}, {RECEIPT: f"={place}"})
    assert claimed_in(BytesIO(workbook)) == Claimed("FR-2018", "ogp", 3, 421, "ogp-status-report@1")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_workbook_of_ours_says_its_receipt_in_every_language(plan_url: str, language: str) -> None:
    assert claimed_in(BytesIO(receipted(plan_url, language))) == ITS_RECEIPT


def test_a_claim_is_read_in_a_process_of_its_own() -> None:
    workbook = made({"Receipt": CLAIM}, {RECEIPT: "=Receipt!$A$1"})
    assert claimed_receipt(workbook) == Claimed("FR-2018", "ogp", 3, 421, "ogp-status-report@1")


@pytest.mark.parametrize("without", ["programme", "number"])
def test_a_workbook_that_lacks_part_of_a_receipt_says_none(without: str) -> None:
    lacking = {at: held for at, held in CLAIM.items() if held != without}
    assert claimed_in(BytesIO(made({"Receipt": lacking}, {RECEIPT: "=Receipt!$A$1"}))) is None


def test_a_workbook_of_others_says_none() -> None:
    assert claimed_receipt(RECEIPTED) is None


def test_a_claim_that_leads_nowhere_is_none() -> None:
    workbook = made({"Receipt": CLAIM}, {RECEIPT: "=Receipt!$A$1"})
    gone = with_part(workbook, "xl/workbook.xml", b">Receipt!$A$1", b">Gone!$A$1")
    assert claimed_in(BytesIO(gone)) is None
