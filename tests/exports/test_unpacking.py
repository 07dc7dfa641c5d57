from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from exports.grid import Grid
from exports.unpacking import SMALL, Limits, Unreadable, unpacked
from tests.exports.sheets import cells, made, packed_anew, with_part

WORKBOOK = made({"One": {"A1": "a", "B1": 2}})
FIRST = "xl/worksheets/sheet1.xml"


def why(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content, limits)
    return str(refused.value)


def read(content: bytes, limits: Limits | None) -> None:
    with Grid(BytesIO(content), limits) as grid:
        for title in grid.titles:
            list(grid.cells(title))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a workbook"),
        (b"code,title\r\n", "not a workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "without a password"),
        (WORKBOOK[: len(WORKBOOK) // 2], "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (WORKBOOK.replace(b"\x00\x00\x00\x08\x00", b"\x00\x01\x00\x08\x00"), "password"),
        (packed_anew(WORKBOOK, compression=ZIP_BZIP2), "packed in a way"),
        (packed_anew(WORKBOOK, {"_rels/.rels": b"<Relationships/>"}), "not a workbook"),
        (packed_anew(WORKBOOK, {"_rels/.rels": b"<Relations"}), "damaged"),
        (packed_anew(WORKBOOK, {FIRST: b"\x00"}), "damaged"),
        (with_part(WORKBOOK, FIRST, b'r="B1"', b'r="A1"'), "the wrong place"),
        (with_part(WORKBOOK, FIRST, b'r="B1"', b'r="?"'), "no place of a cell"),
        (with_part(WORKBOOK, FIRST, b"<v>0</v>", b"<v>9</v>"), "holds '9'"),
        (with_part(WORKBOOK, FIRST, b"<v>2</v>", b"<v>two</v>"), "holds 'two'"),
        (with_part(WORKBOOK, FIRST, b"<worksheet", b"<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet"), "document type"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_and_says_why(content: bytes, says: str) -> None:
    assert says in why(content)


def test_a_part_that_is_missing_is_named() -> None:
    assert "xl/worksheets/sheet9.xml is missing" in why(
        with_part(WORKBOOK, "xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml")
    )


def test_two_parts_of_one_name_are_refused() -> None:
    file = BytesIO(WORKBOOK)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(file, "a") as more:
        more.writestr(FIRST, b"<worksheet/>")
    assert "two of its parts have one name" in why(file.getvalue())


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(parts=3), "3 are read at most"),
        (Limits(unpacked=1_000), "1,000 are read at most"),
        (Limits(rows=0), "more than 0 rows"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_by_it(limits: Limits, says: str) -> None:
    assert says in why(WORKBOOK, limits)


def test_a_file_that_unpacks_to_a_multiple_of_its_size_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as bomb:
        bomb.writestr(FIRST, bytes(SMALL + 1))
    with pytest.raises(Unreadable, match="250 times"):
        unpacked(BytesIO(file.getvalue()), Limits())


def test_a_part_that_is_longer_than_the_file_says_is_refused() -> None:
    """What a file says beforehand is what is checked, so more must never be read."""
    content = bytearray(WORKBOOK)
    entry = content.rindex(FIRST.encode()) - 46
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert "damaged" in why(bytes(content))


def test_comments_and_instructions_are_passed_over() -> None:
    spoken = with_part(WORKBOOK, FIRST, b"<v>2</v>", b"<!-- no --><?no?><v>2</v>")
    assert cells(spoken, "One") == cells(WORKBOOK, "One")
