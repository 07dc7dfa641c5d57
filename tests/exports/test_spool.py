import re
import sys
from collections.abc import Generator
from contextlib import closing
from datetime import date
from io import BytesIO

import pytest

from exports.cells import Linked, clean
from exports.safe_xml import root_of
from exports.spool import IN_MEMORY, MAX_LINKS, Formula, Inside, Look, Spool

LOOK = Look(1, 2, 10)
NARROW = Look(3, 4, 0)


@pytest.fixture
def spool() -> Generator[Spool]:
    with closing(Spool()) as made:
        yield made


def written(spool: Spool) -> str:
    return b"".join(spool.sheet_data()).decode()


def rows(*values: object, look: Look = LOOK) -> str:
    with closing(Spool()) as spool:
        spool.append([look] * len(values), values)  # pyright: ignore[reportArgumentType] - whatever a test holds against it
        return written(spool)


def test_nothing_is_an_empty_cell_and_so_is_an_empty_text() -> None:
    assert rows(None, "", "x") == (
        '<sheetData><row r="1"><c r="C1" s="1" t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row></sheetData>'
    )


def test_numbers_and_days_are_numbers() -> None:
    assert re.findall(r"<v>([^<]*)</v>", rows(0, 1.5, -7, date(2019, 7, 15))) == ["0", "1.5", "-7", "43661"]


def test_a_text_that_looks_like_a_formula_has_a_look_that_keeps_it_text() -> None:
    assert re.findall(r' s="(\d)"', rows("=1+1", "1+1", "-1", "'a")) == ["2", "1", "2", "2"]


def test_a_row_is_as_high_as_the_text_that_takes_most_lines() -> None:
    assert 'ht="30"' in rows("a" * 11)
    assert 'ht="45"' in rows("a", "b\n\nc")
    assert 'ht="60"' in rows("a" * 25 + "\nb")
    assert "ht=" not in rows("a" * 10)
    assert "ht=" not in rows("a" * 1_000, look=NARROW)
    assert 'ht="409"' in rows("a\n" * 1_000)


def test_a_formula_in_a_row_of_data_is_refused() -> None:
    with pytest.raises(ValueError, match="formula"):
        rows(Formula("SUM(A1)", 1))


def test_in_a_row_of_totals_formulas_stay_formulas_and_texts_do_not_become_any(spool: Spool) -> None:
    spool.formulas([LOOK] * 4, [Formula('SUM(A1:A2)&"<"', 3), 4, None, "=1+1"])
    cells = list(root_of(BytesIO(written(spool).encode())).iter("c"))
    assert [cell.findtext("f") for cell in cells] == ['SUM(A1:A2)&"<"', None, None]
    assert [cell.findtext("v") for cell in cells] == ["3", "4", None]
    assert cells[2].findtext("is/t") == "=1+1"


def test_links_outside_and_inside_are_kept_apart_and_in_order(spool: Spool) -> None:
    linked = [
        Linked("a", "https://example.org/?a=1&b=2#c"),
        Inside("b", "'It''s'!A1"),
        Linked("d", "https://example.org/2"),
    ]
    spool.append([LOOK] * 3, linked)
    assert spool.hyperlinks().decode() == (
        '<hyperlinks><hyperlink ref="A1" r:id="link1" location="c"/>'
        '<hyperlink ref="B1" location="&#x27;It&#x27;&#x27;s&#x27;!A1" display=""/>'
        '<hyperlink ref="C1" r:id="link2"/></hyperlinks>'
    )
    targets = re.findall(r'Id="(\w+)"[^>]* Target="([^"]*)"', spool.relationships().decode())
    assert targets == [("link1", "https://example.org/?a=1&amp;b=2"), ("link2", "https://example.org/2")]


def test_a_sheet_without_links_has_no_element_for_them(spool: Spool) -> None:
    assert spool.hyperlinks() == b""
    assert spool.relationships() == b""


def test_beyond_what_a_sheet_can_hold_a_link_stays_as_text(spool: Spool) -> None:
    for at in range(MAX_LINKS + 3):
        spool.append([LOOK], [Linked(f"text {at}", "https://example.org/")])
    assert spool.hyperlinks().count(b"<hyperlink ") == spool.relationships().count(b"<Relationship ") == MAX_LINKS
    assert f"text {MAX_LINKS + 2}" in written(spool)


def test_many_rows_go_to_the_disk_and_are_all_read_back_more_than_once(spool: Spool) -> None:
    many = 3_000
    for at in range(many):
        spool.append([LOOK, LOOK], [at, "x" * 500])
    assert spool.size > IN_MEMORY
    first = written(spool)
    assert len(first) == spool.size
    assert first.count("<row ") == many
    assert written(spool) == first
    spool.append([LOOK], ["one more"])
    assert written(spool).count("<row ") == many + 1


def test_what_can_be_printed_needs_no_cleaning() -> None:
    assert all(clean(one) == one for one in map(chr, range(sys.maxunicode + 1)) if one.isprintable())
    assert [one for one in map(chr, (0, 7, 0x7F, 0x85, 0xD800, 0xFFFE)) if clean(one) == one] == []
