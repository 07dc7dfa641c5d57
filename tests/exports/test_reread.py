from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED

import pytest

from exports.apart import Share, apart
from exports.digests import contents_digest
from exports.grid import Cell, CellKind
from exports.reread import Sheet, read_sheets, sheet_digests
from exports.unpacking import Unreadable
from tests.exports import greedy
from tests.exports.sheets import Link, Total, cells, made, packed_anew, with_part

ALL_KINDS = made(
    {
        "Kinds": {
            "A1": "=1+1",
            "B1": 0,
            "C1": 1 / 3,
            "D1": date(2018, 6, 1),
            "E1": datetime(2018, 6, 1, 14, 30, 7),  # noqa: DTZ001 - a workbook knows no zones
            "F1": Total("=SUM(B1:C1)", 1 / 3),
            "A2": "_x0041_ \U0001f600 العربية\n two",
            "B2": Link("The budget", "https://example.org/a%20b?x=1#part-2"),
            "C2": Total("=NA()", "#N/A"),
            "D2": Link("there", "internal:'Other one'!A1"),
        },
        "Other one": {},
    }
)
WITH_BOTH_CALENDARS = made({"Days": {"A1": date(2018, 6, 1)}})


def test_every_cell_is_read_as_what_it_is() -> None:
    assert cells(ALL_KINDS, "Kinds") == [
        Cell("A1", CellKind.TEXT, "=1+1"),
        Cell("B1", CellKind.NUMBER, "0"),
        Cell("C1", CellKind.NUMBER, "0.333333333333333"),
        Cell("D1", CellKind.DATE, "2018-06-01"),
        Cell("E1", CellKind.DATE, "2018-06-01T14:30:07"),
        Cell("F1", CellKind.NUMBER, "0.333333333333333", "SUM(B1:C1)"),
        Cell("A2", CellKind.TEXT, "_x0041_ \U0001f600 العربية\n two"),
        Cell("B2", CellKind.TEXT, "The budget"),
        Cell("C2", CellKind.ERROR, "#N/A", "NA()"),
        Cell("D2", CellKind.TEXT, "there"),
        Cell("B2", CellKind.LINK, "https://example.org/a%20b?x=1#part-2"),
        Cell("D2", CellKind.LINK, "#Other one!A1"),
    ]
    assert cells(ALL_KINDS, "Other one") == []


def test_a_day_is_the_same_day_in_either_calendar() -> None:
    other = with_part(WITH_BOTH_CALENDARS, "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')
    other = with_part(other, "xl/worksheets/sheet1.xml", b"<v>43252</v>", b"<v>41790</v>")
    assert cells(other, "Days") == cells(WITH_BOTH_CALENDARS, "Days")


def test_a_text_of_several_looks_is_one_text() -> None:
    inline = (
        b'<c r="B1" t="inlineStr"><is><r><t>two </t></r><r><rPr><b/></rPr><t>looks</t></r><rPh><t>no</t></rPh></is></c>'
    )
    found = cells(with_part(made({"S": {"A1": 1}}), "xl/worksheets/sheet1.xml", b"</row>", inline + b"</row>"), "S")
    assert found[-1] == Cell("B1", CellKind.TEXT, "two looks")


def test_sheets_are_read_in_a_process_of_their_own() -> None:
    found = read_sheets(ALL_KINDS)
    assert list(found) == ["Kinds", "Other one"]
    assert found["Other one"] == Sheet({}, {})
    assert found["Kinds"].cells["D1"] == Cell("D1", CellKind.DATE, "2018-06-01")
    assert found["Kinds"].links["B2"] == "https://example.org/a%20b?x=1#part-2"


def test_what_is_wrong_with_a_file_is_told_from_there() -> None:
    with pytest.raises(Unreadable, match="not a workbook"):
        sheet_digests(b"nothing of the kind")


@pytest.mark.parametrize(
    ("work", "share"),
    [
        (greedy.hoard, Share(memory=1 << 30)),
        (greedy.toil, Share(working=1)),
        (greedy.dawdle, Share(waiting=1)),
    ],
)
def test_work_that_takes_more_than_its_share_is_ended(work: object, share: Share) -> None:
    with pytest.raises(Unreadable, match="too large or too intricate"):
        apart(work, int, b"", share=share)  # pyright: ignore[reportArgumentType] - one of three functions of one form


def test_a_fault_of_ours_is_not_taken_for_one_of_the_file() -> None:
    with pytest.raises(RuntimeError, match="a fault of ours"):
        apart(greedy.fail, int, b"")


def test_the_digest_of_a_sheet_is_what_the_explanation_says(tmp_path: Path) -> None:
    file = tmp_path / "small.xlsx"
    file.write_bytes(made({"S": {"A1": "é", "B2": Total("=1+1", 2), "B1": Link("x", "https://example.org/")}}))
    lines = '["A1","text","é"]\n["B1","text","x"]\n["B2","number","2","="]\n["B1","link","https://example.org/"]\n'
    assert sheet_digests(file) == {"S": sha256(lines.encode()).hexdigest()}


def test_the_digest_of_the_contents_stays_when_they_are_packed_anew_and_only_then(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("made", "stored", "packed", "changed")}
    files["made"].write_bytes(ALL_KINDS)
    files["stored"].write_bytes(packed_anew(ALL_KINDS))
    files["packed"].write_bytes(packed_anew(ALL_KINDS, compression=ZIP_DEFLATED))
    files["changed"].write_bytes(packed_anew(ALL_KINDS, {"docProps/app.xml": b"<Properties/>"}))
    digests = {name: contents_digest(file) for name, file in files.items()}
    assert len({file.read_bytes() for file in files.values()}) == 4
    assert digests["made"] == digests["stored"] == digests["packed"] != digests["changed"]
