import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vocabulary import OGP_STATUS
from projections.line import NOT_REPORTED, WITHDRAWN
from web.totals import WIDTH, shares

STATUSES = (*(term.code for term in OGP_STATUS.terms), NOT_REPORTED, WITHDRAWN)


@given(st.lists(st.integers(0, 500), min_size=len(STATUSES), max_size=len(STATUSES)))
def test_the_parts_of_a_bar_fill_it_one_after_the_other_in_proportion(counts: list[int]) -> None:
    parts = shares(dict(zip(STATUSES, counts, strict=True)), OGP_STATUS)
    assert [part.count for part in parts] == [count for count in counts if count]
    whole = sum(counts)
    before = 0.0
    for part in parts:
        assert part.begins == pytest.approx(before, abs=0.01)
        assert part.width == pytest.approx(WIDTH * part.count / whole, abs=0.01)
        before = part.begins + part.width
    assert before == pytest.approx(WIDTH if whole else 0, abs=0.01)
