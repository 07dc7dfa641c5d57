from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from exports.own.faults import OwnFaults
from exports.own.package import MAX_FILE
from exports.own.reading import MAX_MARKS, NOTES, read_own
from tests.exports.own_workbook import blank, with_cells
from tests.exports.sheets import packed_anew, with_part

MARKED = with_cells({"A1": "{{programme.title}}"})
TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"


def faults(content: bytes) -> tuple[str, ...]:
    with pytest.raises(OwnFaults) as caught:
        read_own(content)
    return caught.value.faults


def test_every_mark_that_names_nothing_is_told_with_what_is_near_to_it() -> None:
    found = faults(
        with_cells(
            {
                "A1": "{{milestone.status}}",
                "B2": "{{programme.titel}} of {{cover.as_off}}",
                "C3": "{{milestones:lates.status}}",
                "D4": "{{nothing at all}}",
                "E5": "{{cover:late.as_of}}",
                "F6": "{{totals:x.status}}",
            }
        )
    )
    assert [fault.split("; near to it: ")[0] for fault in found] == [
        "Sheet1!D4: {{nothing at all}} is no mark: write {{question.field}} or {{question:choice.field}}.",
        "Sheet1!A1: there is no question 'milestone'",
        "Sheet1!B2: programme has no field 'titel'",
        "Sheet1!B2: cover has no field 'as_off'",
        "Sheet1!C3: milestones has no choice 'lates'",
        "Sheet1!E5: cover has no choices.",
        "Sheet1!F6: totals has no choice 'x'; there are: none.",
    ]
    near = dict(fault.split("; near to it: ") for fault in found if "near" in fault)
    assert near["Sheet1!A1: there is no question 'milestone'"].startswith("milestones")
    assert near["Sheet1!B2: programme has no field 'titel'"].startswith("title")
    assert near["Sheet1!C3: milestones has no choice 'lates'"] == "late."


def test_a_row_repeats_for_one_question_only() -> None:
    (fault,) = faults(with_cells({"A1": "{{milestones.status}}", "B1": "{{milestones:late.status}}"}))
    assert fault == ("Sheet1!B1: row 1 is repeated for milestones, so it cannot be for milestones:late too.")


def test_marks_stand_neither_in_formulas_nor_in_heads_of_tables_nor_over_several_rows() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_formula("A1", '="{{programme.title}}"')
        sheet.add_table("A3:B5", {"columns": [{"header": "{{programme.title}}"}, {"header": "Two"}]})
        sheet.merge_range("D8:D9", "{{milestones.status}}")

    assert faults(blank(write)) == (
        "Sheet1!A1: a mark cannot stand in a formula: let the formula name a cell with the mark.",
        "Sheet1!D8: the cell is merged over several rows (D8:D9), of which one is repeated: part them.",
        "Sheet1!A3: a mark cannot stand in the header of a table.",
    )


def test_a_formula_that_could_not_follow_is_told_before_anything_is_filled() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write_row("A5", ["{{milestones.status}}", "=C5/C9"])
        sheet.write_array_formula("E4:E6", "{=A4:A6}")

    assert faults(blank(write)) == (
        "Sheet1!E4: the formula spreads over E4:E6, of which a row repeats: write one for each row.",
        "Sheet1!B5: the formula =C5/C9: C9 would move down with every line: write C$9 for that row alone.",
    )


def test_a_workbook_without_marks_is_no_template() -> None:
    assert faults(with_cells({"A1": "Title"})) == (
        "There is no mark in the workbook: write {{question.field}} into a cell.",
    )


def test_what_is_no_workbook_is_refused() -> None:
    assert "not a workbook" in faults(b"programme,title\n")[0]
    assert "password" in faults(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))[0]
    assert "damaged" in faults(MARKED[:900])[0]
    assert "does not say what its parts are" in faults(zipped({"a.txt": b"a"}))[0]
    assert "is missing" in faults(without(MARKED, WORKBOOK))[0]
    assert "bytes" in faults(MARKED + bytes(MAX_FILE))[0]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed_anew(MARKED, {"xl/media/image1.png": bytes(40_000_000)}, compression=ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert "times its size" in faults(bomb)[0]


def test_programs_and_signatures_are_refused() -> None:
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    ordinary = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert "macros" in faults(with_part(MARKED, TYPES, ordinary, macros))[0]
    assert "macros" in faults(packed_anew(MARKED, {"xl/vbaProject.bin": b"x"}))[0]
    assert "signed" in faults(packed_anew(MARKED, {"_xmlsignatures/origin.sigs": b""}))[0]
    assert "ordinary workbook" in faults(with_part(MARKED, TYPES, b"sheet.main+xml", b"template.main+xml"))[0]


def test_a_strict_workbook_is_refused() -> None:
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = with_part(MARKED, WORKBOOK, transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "Strict" in faults(strict)[0]


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/theme/theme1.xml"])
def test_a_part_that_declares_a_document_type_is_refused(name: str) -> None:
    declared = b'?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert faults(with_part(MARKED, name, b"?>", declared))[0].startswith(f"{name}: ")


def test_a_part_that_is_not_well_formed_is_named() -> None:
    assert faults(with_part(MARKED, "xl/worksheets/sheet1.xml", b"</worksheet>", b""))[0].startswith(
        "xl/worksheets/sheet1.xml: this part of the workbook cannot be read"
    )


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("xl/worksheets/sheet1.xml", b'<row r="1"', b'<row r="one"'),
        ("xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>zero</v>"),
        ("xl/styles.xml", b"<xf ", b"<other "),
        ("xl/_rels/workbook.xml.rels", b"styles", b"stiles"),
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused_as_damaged(name: str, was: bytes, now: bytes) -> None:
    assert "damaged" in faults(with_part(MARKED, name, was, now))[0]


def test_a_text_full_of_braces_is_read_at_once() -> None:
    assert "no mark in the workbook" in faults(with_cells({f"A{row}": "{{" * 16_000 for row in range(1, 21)}))[0]


def test_too_many_marks_are_refused() -> None:
    assert "marks" in faults(with_cells({"A1": "{{a.b}}" * (MAX_MARKS + 1)}))[0]


def test_links_to_other_workbooks_are_kept_and_told() -> None:
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" '
        b'Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    linked = with_part(MARKED, "xl/_rels/workbook.xml.rels", b"</Relationships>", relation)
    own = read_own(packed_anew(linked, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert own.notes == (NOTES["externalLink"],)
    assert read_own(MARKED).notes == ()


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as whole:
        for name, part in parts.items():
            whole.writestr(name, part)
    return target.getvalue()


def without(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as whole:
        return zipped({one: whole.read(one) for one in whole.namelist() if one != name})
