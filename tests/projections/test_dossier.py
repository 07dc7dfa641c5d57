"""Facts that hold from a day on, in the order in which they came to hold."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from domain.commitment import CommitmentAmended, CommitmentMade
from domain.dates import Edtf
from domain.kernel import Event, Key, Recorded
from domain.milestone import MilestoneAmended, MilestonePlanned
from projections.dossier import Told, amended, on_the_day, told
from tests.projections.said import text

DUE, TITLE = Edtf("2018"), text("First")
PLANNED = MilestonePlanned(title=TITLE, due=DUE)


def tell(*events: Event, on: str = "2018-01-05") -> list[Told]:
    """These facts as a dossier keeps them, all recorded on a day."""
    day, key = datetime.fromisoformat(on).replace(tzinfo=UTC), Key("milestone", "A/1")
    return [told(Recorded(n, key, n, event, day, "team", "r")) for n, event in enumerate(events, 1)]


days = st.dates(date(2018, 1, 1), date(2018, 1, 9))
changes = st.lists(
    st.builds(
        MilestoneAmended,
        reason=st.just("Agreed."),
        on=days.map(lambda day: Edtf(day.isoformat())),
        title=st.just(UNSET) | st.sampled_from("ab").map(text),
        description=st.sampled_from((UNSET, None, text("x"))),
    ),
    max_size=6,
)


@given(changes=changes, as_of=days)
def test_what_is_said_for_a_later_day_wins_and_of_one_day_what_was_said_last(
    changes: list[MilestoneAmended], as_of: date
) -> None:
    expected: dict[str, Any] = {"title": TITLE, "description": None}
    for change in sorted(changes, key=lambda change: str(change.on)):
        if str(change.on) <= as_of.isoformat():
            said = {"title": change.title, "description": change.description}
            expected |= {name: value for name, value in said.items() if value is not UNSET}
    said = on_the_day(tell(PLANNED, *changes), as_of)
    assert amended(said, ("title", "description"), MilestonePlanned, MilestoneAmended) == expected


@given(changes=changes, as_of=days)
def test_a_change_holds_from_its_day_on_and_what_began_a_thing_at_every_time(
    changes: list[MilestoneAmended], as_of: date
) -> None:
    held = [one.event for one in on_the_day(tell(PLANNED, *changes), as_of)]
    assert held[0] == PLANNED
    assert len(held) == 1 + sum(str(change.on) <= as_of.isoformat() for change in changes)


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
    change = CommitmentAmended(reason="Agreed.", on=Edtf(on) if on else None, title=text("Other"))
    (_, one) = on_the_day(tell(CommitmentMade(title=TITLE), change, on=recorded), date.max)
    assert (one.since, one.entry, one.event) == (date.fromisoformat(since), 2, change)
