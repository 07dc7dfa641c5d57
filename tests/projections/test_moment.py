"""Facts that hold from a day on, in the order in which they came to hold."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, Struct, UnsetType

from domain.dates import Edtf
from domain.kernel import Key, Recorded
from domain.milestone import MilestoneWithdrawn
from projections.moment import Dated, amended, dated, illustrated, in_force


class Thing(Struct, frozen=True):
    title: str = "first"
    place: str | None = None


class Change(Struct, frozen=True):
    title: str | UnsetType = UNSET
    place: str | UnsetType | None = UNSET


days = st.dates(date(2018, 1, 1), date(2018, 1, 9))
changes = st.lists(
    st.tuples(days, st.builds(Change, title=st.just(UNSET) | st.text(), place=st.sampled_from((UNSET, None, "x")))),
    max_size=6,
).map(lambda drawn: [Dated(day, entry, change) for entry, (day, change) in enumerate(drawn, 2)])


@given(changes=changes, as_of=days)
def test_what_is_said_for_a_later_day_wins_and_of_one_day_what_was_said_last(
    changes: list[Dated[Change]], as_of: date
) -> None:
    expected: dict[str, Any] = {"title": "first", "place": None}
    for day in sorted({change.since for change in changes}):
        for change in changes:
            if change.since == day <= as_of:
                said = {"title": change.fact.title, "place": change.fact.place}
                expected |= {name: value for name, value in said.items() if value is not UNSET}
    assert amended(Thing(), changes, as_of, ("title", "place")) == expected


@given(changes=changes, as_of=days)
def test_a_change_holds_from_its_day_on(changes: list[Dated[Change]], as_of: date) -> None:
    held = in_force(changes, as_of)
    assert len(held) == sum(change.since <= as_of for change in changes)
    assert all(change.fact in held for change in changes if change.since <= as_of)


@pytest.mark.parametrize(
    ("on", "recorded", "since"),
    [
        (None, "2019-03-05", "2019-03-05"),
        ("2019-03-01", "2019-03-05", "2019-03-01"),
        ("2019-04-01", "2019-03-05", "2019-04-01"),
        ("2018", "2019-03-05", "2018-12-31"),
        ("2019", "2019-03-05", "2019-03-05"),
        ("2019-03", "2019-03-05", "2019-03-05"),
        ("2020", "2019-03-05", "2020-01-01"),
        ("2018-10/..", "2019-03-05", "2019-03-05"),
        ("../2018", "2019-03-05", "2018-12-31"),
        ("2018-22", "2019-03-05", "2018-08-31"),
        ("2019-03-01~", "2019-03-05", "2019-03-01"),
    ],
)
def test_an_imprecise_day_counts_from_its_end_or_from_the_day_it_was_said(
    on: str | None, recorded: str, since: str
) -> None:
    said = datetime.fromisoformat(recorded).replace(tzinfo=UTC)
    event = MilestoneWithdrawn(on=Edtf("2018"), reason="x")
    fact = Recorded(1, Key("milestone", "A/1"), 7, event, said, "team", "r", illustrative=True)
    expected = Dated(date.fromisoformat(since), 7, event, illustrative=True)
    assert dated(fact, Edtf(on) if on else None, event) == expected


def test_what_is_illustrative_shows_from_its_day_on() -> None:
    facts = (Dated(date(2018, 1, 1), 1, Change()), Dated(date(2018, 2, 1), 2, Change(), illustrative=True))
    assert not illustrated(date(2018, 1, 31), *facts)
    assert illustrated(date(2018, 2, 1), *facts)
