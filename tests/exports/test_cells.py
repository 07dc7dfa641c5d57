import re
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from exports.cells import Linked, hyperlink, safe_cell, safe_text
from exports.columns import Kind
from exports.rows import MAX_LINKS, Look, Rows
from tests.exports.reread import cells, held, with_values

few = settings(max_examples=25, deadline=None)  # each example is a workbook of many values
ANY_CHARACTER = st.characters(codec=None, exclude_categories=())
HOSTILE = st.sampled_from(
    [
        "=1+1",
        "=cmd|'/c calc'!A1",
        "+1",
        "-1",
        "@SUM(A1)",
        "#N/A",
        "#REF!",
        "'quoted",
        "\t=1",
        "\r\n=1",
        "_x0041_",
        "_x005F_x0041_x0042_",
        "9.10",
        "1e5",
        "TRUE",
        " two ",
        "\n",
        "]]>",
        "<t>&amp;</t>",
        "\x00",
        "\ud800",
        "\ufffe",
        "\x85\u2028",
        "😀",
    ]
)
FIRST, LAST = datetime(1900, 3, 2), datetime(9999, 12, 30)  # noqa: DTZ001 - Hypothesis adds the zone
WEST = timezone(timedelta(hours=-9, minutes=-30))
TEXTS = st.lists(HOSTILE | st.text(ANY_CHARACTER), max_size=4).map("".join)


def documented(text: str) -> str | None:
    """What the documentation says that a text comes back as."""
    text = re.sub("\r\n?", "\n", text)
    harmful = {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {9, 10}
    return "".join("\ufffd" if ord(character) in harmful else character for character in text) or None


@few
@given(st.lists(TEXTS, min_size=1, max_size=20))
@example(["=1+1", "#DIV/0!", "_x0041_", "", "\ud800\x00"])
def test_every_text_comes_back_as_the_same_text_and_never_as_a_formula(texts: list[str]) -> None:
    found = cells(with_values([*texts, "end"]))[: len(texts)]
    assert [unescape(cell.value) if isinstance(cell.value, str) else cell.value for cell in found] == [
        documented(text) for text in texts
    ]
    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert all(cell.data_type == "s" for cell in found if cell.value is not None)


@few
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_a_text_that_looks_like_a_formula_stays_text_when_its_cell_is_edited(texts: list[str]) -> None:
    active = "=+-@\t\n'#\uff1d\uff0b\uff0d\uff20"
    found = cells(with_values([*texts, "end"]))
    assert [bool(cell.quotePrefix) for cell in found] == [
        bool(told) and str(told)[0] in active for told in [*map(documented, texts), "end"]
    ]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab😀_x0041\n"), min_size=1, max_size=40), st.integers(800, 60_000))
def test_a_text_too_long_is_cut_with_a_note_that_says_how_much_is_missing(piece: str, length: int) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    kept, note, missing = unescape(safe_text(text)).partition("… [cut: ")
    assert len(unescape(safe_text(text)).encode("utf-16-le")) <= 2 * 32_767
    assert text.startswith(kept)
    assert len(kept) + (int(missing.split(" ")[0]) if note else 0) == length


def test_a_text_of_exactly_the_limit_is_not_cut() -> None:
    assert safe_text("a" * 32_767) == "a" * 32_767
    assert safe_text("😀" * 16_383 + "a") == "😀" * 16_383 + "a"
    assert safe_text("a" * 32_768).endswith("… [cut: 31 more characters]")
    assert safe_text("😀" * 16_384).endswith("more characters]")


def test_a_long_text_is_held_whole_by_the_file() -> None:
    assert held("é" * 32_767) == "é" * 32_767
    assert held("_x0041_" * 2_000) == "_x0041_" * 2_000


@few
@given(st.lists(st.integers(), min_size=1, max_size=20))
@example([2**53, 2**53 + 1, -(2**53), -(2**53) - 1, 0])
def test_an_integer_loses_no_digit(numbers: list[int]) -> None:
    found = [cell.value for cell in cells(with_values(numbers, Kind.COUNT))]
    assert found == [number if abs(number) <= 2**53 else str(number) for number in numbers]


@pytest.mark.parametrize(("number", "found"), [(0, 0), (1.5, 1.5), (float("nan"), "nan"), (float("-inf"), "-inf")])
def test_a_number_stays_a_number_where_a_spreadsheet_knows_it(number: float, found: float | str) -> None:
    assert held(number) == found


@few
@given(st.lists(st.dates(), min_size=1, max_size=20))
@example([date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31), date(1, 1, 1)])
def test_a_day_comes_back_as_that_day(days: list[date]) -> None:
    found = [cell.value for cell in cells(with_values(days, Kind.DAY))]
    assert found == [day.isoformat() if day < date(1900, 3, 1) else datetime.combine(day, time()) for day in days]


@few
@given(st.lists(st.datetimes(FIRST, LAST, timezones=st.sampled_from([UTC, WEST])), min_size=1, max_size=20))
@example([datetime(2019, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)])
def test_an_instant_comes_back_in_utc_cut_to_the_second(instants: list[datetime]) -> None:
    found = [cell.value for cell in cells(with_values(instants, Kind.INSTANT))]
    assert found == [instant.astimezone(UTC).replace(tzinfo=None, microsecond=0) for instant in instants]


def test_an_instant_before_spreadsheets_know_dates_is_told_as_text() -> None:
    assert held(datetime(1899, 12, 31, 23, 0, tzinfo=UTC), Kind.INSTANT) == "1899-12-31T23:00:00"


def test_an_instant_without_a_zone_is_taken_for_utc() -> None:
    assert held(datetime(2019, 1, 1, 12), Kind.INSTANT) == datetime(2019, 1, 1, 12)  # noqa: DTZ001 - without a zone on purpose


def test_nothing_and_an_empty_text_leave_the_cell_empty_and_zero_does_not() -> None:
    found = cells(with_values([None, "", 0, "end"]))
    assert [cell.value for cell in found] == [None, None, 0, "end"]


@pytest.mark.parametrize(
    ("url", "address", "anchor"),
    [
        ("https://example.org/a#b", "https://example.org/a", "b"),
        ("https://example.org/é?q=1&r=%20", "https://example.org/%C3%A9?q=1&r=%20", ""),
        ("https://example.org/100%", "https://example.org/100%25", ""),
        ("https://example.org/`{}|^", "https://example.org/%60%7B%7D%7C%5E", ""),
    ],
)
def test_a_link_is_kept_as_an_address_that_every_reader_takes(url: str, address: str, anchor: str) -> None:
    assert hyperlink(url) == (address, anchor)
    (cell, _) = cells(with_values([Linked("The =budget", url), "end"], Kind.LINK))
    assert cell.value == "The =budget"
    assert cell.hyperlink
    assert (cell.hyperlink.target, cell.hyperlink.location or "") == (address, anchor)


def test_a_link_too_long_is_told_without_being_followed() -> None:
    (short, long, _) = cells(
        with_values(
            [
                Linked("a", f"https://example.org/{'a' * 2_059}"),
                Linked("b", f"https://example.org/{'a' * 2_060}"),
                "end",
            ]
        )
    )
    assert (short.value, bool(short.hyperlink)) == ("a", True)
    assert (long.value, bool(long.hyperlink)) == ("b", False)


def test_a_sheet_follows_no_more_links_than_a_spreadsheet_can() -> None:
    rows, look = Rows(), Look(0, 0, 0)
    for at in range(MAX_LINKS + 1):
        rows.append([look], [Linked("a", f"https://example.org/{at}")])
    assert len(rows.links) == MAX_LINKS
    assert rows.count == MAX_LINKS + 1


def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_a_spreadsheet_allows() -> None:
    rows, look = Rows(), Look(0, 0, 10)
    for text in ("a" * 10, "a" * 11, "a\nb\nc", "a" * 10_000):
        rows.append([look], [text])
    written = b"".join(rows.sheet_data()).decode()
    assert re.findall(r'<row r="(\d)"(?: ht="(\d+)")?>', written) == [("1", ""), ("2", "30"), ("3", "45"), ("4", "409")]


def test_what_is_written_is_a_text_or_a_number() -> None:
    assert safe_cell(True) == 1  # noqa: FBT003 - a value
    assert safe_cell("=1") == "=1"
    assert safe_cell(date(2018, 1, 1)) == 43101
