import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from exports.own.growth import MAX_ROW, Growth
from exports.own.references import Here, References, Unmovable, moved_area, moved_cell

FIVE_TIMES = {"Report": Growth({5: 5, 9: 2}), "Other": Growth({})}
"""Rows 5 to 9 stand for row 5, and 13 and 14 for row 9."""


def moved(formula: str, here: Here | None = None) -> str:
    return References(FIVE_TIMES).formula(formula, here or Here("Report"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(B5:B5)", "SUM(B5:B9)"),
        ("SUM($B$4:B6)", "SUM($B$4:B10)"),
        ("B5+B6", "B5+B10"),
        ("B4", "B4"),
        ("A10", "A15"),
        ("SUM(A9:A5)", "SUM(A14:A5)"),
        ("SUM(A:A)+SUM(5:5)+SUM($6:$7)", "SUM(A:A)+SUM(5:9)+SUM($10:$11)"),
        ("'report'!B6", "'report'!B10"),
        ("Other!B6", "Other!B6"),
        ("SUM(Report!A5:Report!A6)", "SUM(Report!A5:Report!A10)"),
        ('IF(B6="B6",Table1[[#This Row],[B6]],[1]Report!B6)', 'IF(B10="B6",Table1[[#This Row],[B6]],[1]Report!B6)'),
        ("SUM(B5:OFFSET(B6,-1,0))", "SUM(B5:OFFSET(B10,-1,0))"),
        ("SUM(INDEX(A1:A6,1):B5)", "SUM(INDEX(A1:A10,1):B9)"),
        ("LOG10(B6)&ZZZ7", "LOG10(B10)&ZZZ7"),
        (f"SUM(A6:A{MAX_ROW})", f"SUM(A10:A{MAX_ROW})"),
    ],
)
def test_a_formula_goes_on_to_mean_the_cells_that_it_meant(before: str, after: str) -> None:
    assert moved(before) == after


def test_a_sheet_with_an_apostrophe_in_its_name_is_found() -> None:
    references = References({"The funder's": Growth({1: 3})})
    assert references.formula("'The funder''s'!A2", Here("x")) == "'The funder''s'!A4"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B5*C5", "B7*C7"),
        ("SUM(B5:D5)", "SUM(B7:D7)"),
        ("B5/SUM(B$5:B$5)", "B7/SUM(B$5:B$9)"),
        ("SUM(B$5:B5)", "SUM(B$5:B7)"),
        ("D4+C5", "D6+C7"),
        ("B5*Other!$B$1+B$6", "B7*Other!$B$1+B$10"),
    ],
)
def test_a_formula_in_a_repeated_row_reads_as_though_it_were_filled_down(before: str, after: str) -> None:
    assert moved(before, Here("Report", 5, 2, repeated=True)) == after


@pytest.mark.parametrize(
    ("formula", "advice"), [("B5/B6", "write B$6"), ("B5*Other!B1", "write Other!B$1"), ("SUM(B5:B6)", "write B$6")]
)
def test_a_formula_that_would_run_away_with_its_lines_is_not_filled_down(formula: str, advice: str) -> None:
    with pytest.raises(Unmovable, match=advice.replace("$", r"\$")):
        moved(formula, Here("Report", 5, 2, repeated=True))


def test_a_formula_over_several_sheets_at_once_cannot_follow() -> None:
    with pytest.raises(Unmovable, match="one by one"):
        moved("SUM(Report:Other!B5)")


def test_a_formula_that_cannot_be_read_cannot_follow() -> None:
    with pytest.raises(Unmovable, match="cannot be read"):
        moved("SUM(A1))")


def test_a_chart_and_a_name_take_in_every_repetition_of_a_single_cell() -> None:
    assert moved("Report!$B$5", Here("", whole=True)) == "Report!$B$5:$B$9"
    assert moved("Report!$B$6", Here("", whole=True)) == "Report!$B$10"


def test_areas_grow_and_single_cells_do_not() -> None:
    growth = FIVE_TIMES["Report"]
    assert moved_area("A5 B4:C6 D:D", growth) == "A5:A9 B4:C10 D:D"
    assert moved_cell("B6", growth) == "B10"
    assert moved_cell("B5", growth) == "B5"


rows = st.integers(1, 60)
growths = st.dictionaries(rows, st.integers(1, 9), max_size=4).map(Growth)


@given(growths, rows, rows, st.integers(1, 40))
def test_a_range_means_the_cells_that_came_of_its_cells_and_no_others(
    growth: Growth, a: int, b: int, column: int
) -> None:
    first, last, letter = min(a, b), max(a, b), get_column_letter(column)
    after = CellRange(References({"S": growth}).formula(f"{letter}{first}:{letter}{last}", Here("S")))
    assert (after.min_col, after.max_col) == (column, column)
    came = [place for row in range(first, last + 1) for place in growth.all(row)]
    assert [*range(after.min_row, after.max_row + 1)] == came


@given(growths, st.integers(1, 60))
def test_every_row_has_its_place_and_none_is_taken_twice(growth: Growth, count: int) -> None:
    places = [place for row in range(1, count + 1) for place in growth.all(row)]
    assert places == [*range(1, len(places) + 1)]
