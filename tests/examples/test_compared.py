"""The demonstration, compared between two moments, and read in lines at each of them."""

from collections.abc import Generator, Iterable
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from domain.dates import Edtf
from jalon.demo import script
from projections.cause import Restated
from projections.compared import Thing, things_of
from projections.comparison import Change, ChangeKind, Comparison, changes_of, compare
from projections.entry import timeline, timeline_entries
from projections.field import ThingKind
from projections.lines import report_lines
from projections.milestone import Slippage, milestones_of
from projections.moment import Reading
from projections.report import status_report
from tests.examples.sample import LOADS, Recorded, fresh_database, recorded
from tests.examples.test_demonstration import CLAIMED, CORRECTED

AUTUMN = date(2019, 10, 31)


@pytest.fixture(scope="module")
def demonstration(server_url: str) -> Generator[Recorded]:
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as database:
        yield database


def compared(
    demonstration: Recorded, then: tuple[date, str], now: tuple[date, str | None], programme: str = "FR-2018"
) -> Comparison:
    found = compare(demonstration.read(then[0], step=then[1]), demonstration.read(now[0], step=now[1]), programme)
    assert found
    return found


def of(changes: tuple[Change, ...], thing: ThingKind, code: str, field: str | None) -> Change:
    (one,) = [c for c in changes if (c.thing, c.code, c.field) == (thing, code, field)]
    return one


def test_what_was_said_complete_in_october_is_now_said_to_have_been_substantial(demonstration: Recorded) -> None:
    found = compared(demonstration, (AUTUMN, CLAIMED), (AUTUMN, CORRECTED))
    assert not found.happened
    change = of(found.restated, ThingKind.MILESTONE, "9.2", "status")
    assert (change.kind, change.restated) == (ChangeKind.STATUS, Restated.CORRECTED)
    assert (change.old, change.new) == ("complete", "substantial")
    assert change.cause
    assert change.cause.reason == (
        "The milestone promises a network that gives feedback. The report counted the opening alone."
    )
    assert (change.cause.of, change.cause.recorded_by) == ("milestone:FR-2018/9.2", "team")
    assert change.cause.recorded_at.date() == date(2019, 12, 9)
    assert change.cause.corrects == 7


def test_a_date_that_moved_after_the_earlier_day_moved_in_the_world(demonstration: Recorded) -> None:
    found = compared(demonstration, (AUTUMN, CLAIMED), (date(2019, 12, 31), CORRECTED))
    change = of(found.happened, ThingKind.MILESTONE, "9.2", "due")
    assert (change.kind, change.old, change.new) == (ChangeKind.RESCHEDULED, Edtf("2019-06"), Edtf("2020-06"))
    assert change.slippage == Slippage(least_days=366, most_days=366)
    assert change.cause
    assert change.cause.reason == "Feedback is to be gathered year by year, until the end of the third."


def test_who_came_is_restated_where_attendance_was_corrected(demonstration: Recorded) -> None:
    day = date(2022, 12, 31)
    step = "co-created-illustrative-1-webinars.json"
    found = compared(demonstration, (day, step), (day, None), "CO-CREATED")
    staff = of(found.restated, ThingKind.EVENT, "4.1", "partner_staff")
    assert (staff.old, staff.new, staff.restated) == (9, 12, Restated.CORRECTED)


def test_an_observation_is_restated_and_another_is_added_late(demonstration: Recorded) -> None:
    day = date(2022, 12, 31)
    found = compared(demonstration, (day, "cemsdi-illustrative-1-first-year.json"), (day, None), "CEMSDI")
    trained = of(found.restated, ThingKind.OBSERVATION, "trained/2010-10/2010-12", "value")
    assert (trained.old, trained.new, trained.restated) == ("40", "29", Restated.CORRECTED)
    assert trained.cause
    assert trained.cause.reason == "Eleven people were counted in both pilots."
    later = of(found.restated, ThingKind.OBSERVATION, "trained/2011", None)
    assert (later.kind, later.restated) == (ChangeKind.ADDED, Restated.LATE)
    pilot = of(found.restated, ThingKind.PILOT, "it", "status")
    assert (pilot.old, pilot.new, pilot.restated) == ("running", "scaled", Restated.LATE)


def test_what_reviewers_found_is_listed_with_what_it_is_about(demonstration: Recorded) -> None:
    found = compared(demonstration, (AUTUMN, CLAIMED), (date(2022, 1, 1), None))
    assessed = [c for c in (*found.restated, *found.happened) if c.kind is ChangeKind.ASSESSED]
    assert ("9.1", "illustrative-reviewer", None, ("substantial",)) in [
        (c.code, c.reviewer, c.old, c.new) for c in assessed if c.thing is ThingKind.MILESTONE
    ]


def test_every_change_in_the_demonstration_says_which_entry_made_it(demonstration: Recorded) -> None:
    for programme in ("FR-2018", "CEMSDI", "CO-CREATED", "GFD-WG2", "LOCAL-DIGITAL"):
        found = compared(demonstration, (AUTUMN, CLAIMED), (date(2022, 12, 31), None), programme)
        changes = (*found.restated, *found.happened)
        assert changes
        assert [(c.thing, c.code, c.field) for c in changes if not c.causes] == []
        assert sum(found.restated_by_kind.values()) == len(found.restated)
        assert sum(found.happened_by_kind.values()) == len(found.happened)


def readings(demonstration: Recorded) -> list[Reading]:
    return [
        demonstration.read(day, step=step)
        for day in (date(2011, 6, 1), AUTUMN, date(2022, 12, 31))
        for step in (CLAIMED, LOADS[-1])
    ]


Slots = dict[tuple[str, ...], Any]


def slots(things: Iterable[Thing]) -> Slots:
    """Every value of every thing, by what tells it apart."""
    return {(t.kind, t.code, t.reviewer or "", name): value for t in things for name, value in t.values.items()}


def applied(before: Slots, changes: tuple[Change, ...]) -> Slots:
    after = dict(before)
    for change in changes:
        of = (change.thing, change.code, change.reviewer or "")
        olds: dict[str, Any] = (change.old or {}) if change.field is None else {change.field: change.old}
        news: dict[str, Any] = (change.new or {}) if change.field is None else {change.field: change.new}
        for name, old in olds.items():
            assert after.get((*of, name)) == old
            after.pop((*of, name), None)
        found = change.reviewer is None or change.new is not None
        after |= {(*of, name): new for name, new in news.items() if found}
    return after


@pytest.mark.parametrize("programme", script().programmes)
def test_the_changes_lead_from_each_moment_of_the_demonstration_to_each_other(
    demonstration: Recorded, programme: str
) -> None:
    for before, after in permutations(readings(demonstration), 2):
        found = compare(before, after, programme)
        assert found
        changes = [*found.restated, *found.happened]
        about = sorted({(one.thing, one.code) for one in changes})
        for some in (about, about[::3]):
            told = sorted(changes_of(before, after, programme, some), key=lambda one: one.restated is None)
            assert told == [one for one in changes if (one.thing, one.code) in some]
        first, last = (slots(things_of(reading, programme).values()) for reading in (before, after))
        assert applied(applied(first, found.restated), found.happened) == last


@pytest.mark.parametrize("programme", script().programmes)
def test_the_lines_of_each_report_in_the_demonstration_are_those_of_the_whole(
    demonstration: Recorded, programme: str
) -> None:
    for reading in readings(demonstration):
        report = status_report(reading, programme)
        assert report
        lines = list(report_lines(reading, report.programme))
        of_none = [replace(one, milestones=()) for one in report.commitments if not one.milestones]
        assert [line.milestone for line in lines if line.milestone] == report.all_milestones()
        assert [line.commitment for line in lines if not line.milestone] == of_none
        for part in report.commitments:
            alone = replace(part, milestones=())
            assert [line.milestone for line in lines if line.commitment == alone] == list(part.milestones or (None,))
        entries = [one for m in milestones_of(reading, programme) for one in timeline(reading, programme, m.code)]
        assert list(timeline_entries(reading, programme)) == entries
