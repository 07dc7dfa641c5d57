"""On which days was something recorded of a programme, and how much?"""

from datetime import UTC, date, datetime

import pytest

from projections.days import RecordedDay, days_recorded
from projections.reader import NotYet, beside
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_partner, a_programme, a_report


def recorded_twice(ledger: Ledger) -> tuple[int, int]:
    first = ledger.say(
        "2018-06-01", a_partner("digital"), a_partner("culture"), a_programme(), a_commitment(), a_milestone()
    )
    return first, ledger.say("2018-12-03", a_report("limited", "2018-11-30"))


def test_the_days_on_which_a_programme_was_spoken_of_are_counted(ledger: Ledger) -> None:
    first, last = recorded_twice(ledger)
    assert days_recorded(ledger.reading(), PLAN) == (
        RecordedDay(day=date(2018, 6, 1), first=3, last=first, entries=3),
        RecordedDay(day=date(2018, 12, 3), first=last, last=last, entries=1),
    )


def test_a_day_that_was_not_known_yet_is_not_told(ledger: Ledger) -> None:
    first, _ = recorded_twice(ledger)
    assert [one.day for one in days_recorded(ledger.reading(known_at=first), PLAN)] == [date(2018, 6, 1)]
    assert days_recorded(ledger.reading(), "nowhere") == ()


def test_beside_a_reading_a_clock_that_is_not_given_stands_where_it_does(ledger: Ledger) -> None:
    first, last = recorded_twice(ledger)
    here = ledger.reading("2019-01-01", last)
    assert beside(here, None, None).moment.known_at == last
    there = beside(here, date(2018, 7, 1), None).moment
    assert (there.as_of, there.known_at) == (date(2018, 7, 1), last)
    there = beside(here, None, first).moment
    assert (there.as_of, there.known_at) == (date(2019, 1, 1), first)


def test_beside_a_reading_an_instant_stands_for_what_was_recorded_by_then(ledger: Ledger) -> None:
    first, last = recorded_twice(ledger)
    here = ledger.reading("2019-01-01", last)
    then = beside(here, None, datetime(2018, 10, 1, tzinfo=UTC)).moment
    assert then.known_at == first
    assert then.recorded_at is not None
    assert then.recorded_at.date() == date(2018, 6, 1)
    assert beside(here, None, datetime(2017, 1, 1, tzinfo=UTC)).moment.known_at == 0


def test_beside_a_reading_an_instant_to_come_stands_for_no_more_than_it_knows(ledger: Ledger) -> None:
    first, _ = recorded_twice(ledger)
    assert beside(ledger.reading(known_at=first), None, datetime(9999, 1, 1, tzinfo=UTC)).moment.known_at == first


def test_beside_a_reading_a_position_that_is_not_reached_is_not_known(ledger: Ledger) -> None:
    recorded_twice(ledger)
    with pytest.raises(NotYet):
        beside(ledger.reading(), None, 1_000_000)
