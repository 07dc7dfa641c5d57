"""What changed in a programme between two moments?"""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.commitment import AmendCommitment
from domain.consortium import LeaveProgramme, Role
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.withdrawal import ReinstateMilestone, WithdrawCommitment
from projections import comparison
from projections.cause import Restated
from projections.compared import About
from projections.comparison import Change, ChangeKind, Comparison, changes_of, compare
from projections.field import Form, ThingKind
from projections.milestone import Slippage
from projections.moment import Moment, Reading
from projections.report import status_report
from tests.projections.histories import Chapter, histories
from tests.projections.histories import record as record_history
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_correction,
    a_finding,
    a_member,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    an_amendment,
    text,
)

MILESTONE = f"milestone:{PLAN}/9.1"
When = tuple[str, int]


def plan(ledger: Ledger) -> int:
    return ledger.say(
        "2018-06-01", a_programme(), a_partner("digital"), a_partner("culture"), a_commitment(), a_milestone()
    )


def compared(ledger: Ledger, before: When, after: When) -> Comparison:
    found = compare(ledger.reading(*before), ledger.reading(*after), PLAN)
    assert found is not None
    for changes, counts in ((found.restated, found.restated_by_kind), (found.happened, found.happened_by_kind)):
        assert counts == {kind: sum(one.kind is kind for one in changes) for kind in ChangeKind}
    return found


def happened(ledger: Ledger, before: When, after: When) -> list[tuple[Any, ...]]:
    found = compared(ledger, before, after)
    assert not found.restated
    return [(one.kind, one.code, one.field, one.old, one.new) for one in found.happened]


def restated(ledger: Ledger, day: str, before: int, after: int) -> list[tuple[Any, ...]]:
    found = compared(ledger, (day, before), (day, after))
    assert not found.happened
    return [(one.kind, one.restated, one.field, one.old, one.new) for one in found.restated]


def test_there_is_no_comparison_of_what_is_not_known(ledger: Ledger) -> None:
    plan(ledger)
    assert compare(ledger.reading(), ledger.reading(), "nowhere") is None
    assert compare(ledger.reading(), ledger.reading(known_at=0), PLAN) is None


def test_nothing_changes_between_a_moment_and_itself(ledger: Ledger) -> None:
    known = plan(ledger)
    found = compared(ledger, ("2018-07-01", known), ("2018-07-01", known))
    assert (found.restated, found.happened) == ((), ())
    assert set(found.restated_by_kind.values()) == set(found.happened_by_kind.values()) == {0}


def test_a_status_that_changed_after_the_earlier_day_happened(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-09-01", a_report("substantial", "2018-08-15"))
    assert happened(ledger, ("2018-08-01", before), ("2018-09-01", after))[0] == (
        ChangeKind.STATUS,
        "9.1",
        "status",
        "not-reported",
        "substantial",
    )


def test_a_status_reported_late_of_the_earlier_day_is_restated(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-09-01", a_report("substantial", "2018-07-15"), actor="late")
    change = compared(ledger, ("2018-08-01", before), ("2018-09-01", after)).restated[0]
    assert (change.kind, change.restated, change.new) == (ChangeKind.STATUS, Restated.LATE, "substantial")
    assert change.cause is not None
    assert (change.cause.of, change.cause.entry, change.cause.recorded_by) == (MILESTONE, 2, "late")
    assert (change.cause.position, change.cause.recorded_at.date()) == (after, date(2018, 9, 1))


def test_a_status_that_was_corrected_is_restated_with_the_reason(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-09-01", a_report("substantial", "2018-08-15"))
    after = ledger.say("2018-12-01", a_correction(2, "limited", "2018-08-15"), actor="auditor")
    change = compared(ledger, ("2018-10-01", before), ("2018-10-01", after)).restated[0]
    assert (change.restated, change.old, change.new) == (Restated.CORRECTED, "substantial", "limited")
    assert change.cause is not None
    assert (change.cause.reason, change.cause.corrects, change.cause.recorded_by) == (
        "It was counted twice.",
        2,
        "auditor",
    )


def test_a_status_that_was_retracted_is_restated_to_what_stood_before(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-09-01", a_report("limited", "2018-07"), a_report("substantial", "2018-08-15"))
    after = ledger.say("2018-12-01", RetractEntry(of=MILESTONE, entry=3, reason="It was another milestone."))
    assert restated(ledger, "2018-10-01", before, after)[0] == (
        ChangeKind.STATUS,
        Restated.RETRACTED,
        "status",
        "substantial",
        "limited",
    )


def test_a_correction_and_a_later_report_are_told_apart(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-09-01", a_report("substantial", "2018-08-15"))
    after = ledger.say("2018-12-01", a_correction(2, "limited", "2018-08-15"), a_report("complete", "2018-11-30"))
    found = compared(ledger, ("2018-09-01", before), ("2018-12-01", after))
    statuses = [[(c.old, c.new) for c in group if c.field == "status"] for group in (found.restated, found.happened)]
    assert statuses == [[("substantial", "limited")], [("limited", "complete")]]


def test_a_date_that_moved_says_by_how_much_and_why(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-11-01", a_reschedule("2019", "2018-10-15"))
    (change,) = compared(ledger, ("2018-10-01", before), ("2018-11-01", after)).happened
    assert (change.kind, change.form, change.old, change.new) == (ChangeKind.RESCHEDULED, Form.DATE, "2018", "2019")
    assert change.slippage == Slippage(least_days=365, most_days=365)
    assert change.cause is not None
    assert (change.cause.on, change.cause.reason) == ("2018-10-15", "The law came later.")


def test_what_moved_twice_names_both_entries_the_last_one_last(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2018-11-01", a_reschedule("2019", "2018-10-15"))
    after = ledger.say("2018-12-01", a_reschedule("2020", "2018-11-15", reason="It takes longer."))
    (change,) = compared(ledger, ("2018-10-01", before), ("2018-12-01", after)).happened
    assert [cause.entry for cause in change.causes] == [2, 3]
    assert (change.new, change.cause and change.cause.reason) == ("2020", "It takes longer.")


def test_a_text_that_changed_is_told_with_both_texts(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-11-01", an_amendment("2018-10-15", title=text("Better")))
    assert happened(ledger, ("2018-10-01", before), ("2018-11-01", after)) == [
        (ChangeKind.TEXT, "9.1", "title", text("Milestone 9.1"), text("Better"))
    ]


def test_what_is_withdrawn_and_reinstated_is_told_as_that(ledger: Ledger) -> None:
    planned = plan(ledger)
    gone = ledger.say("2018-08-01", a_withdrawal("2018-07-15"))
    assert happened(ledger, ("2018-07-01", planned), ("2018-08-01", gone)) == [
        (ChangeKind.WITHDRAWN, "9.1", "status", "not-reported", "withdrawn")
    ]
    back = ledger.say(
        "2018-10-01", ReinstateMilestone(programme=PLAN, code="9.1", on=Edtf("2018-09-15"), reason="It passed.")
    )
    assert happened(ledger, ("2018-08-01", gone), ("2018-10-01", back)) == [
        (ChangeKind.REINSTATED, "9.1", "status", "withdrawn", "not-reported")
    ]


def test_a_milestone_withdrawn_with_its_commitment_names_the_entry_of_the_commitment(ledger: Ledger) -> None:
    before = plan(ledger)
    withdrawal = WithdrawCommitment(programme=PLAN, code="9", on=Edtf("2018-07-15"), reason="It was dropped.")
    after = ledger.say("2018-08-01", withdrawal)
    changes = compared(ledger, ("2018-07-01", before), ("2018-08-01", after)).happened
    assert [(c.kind, c.thing, c.cause and (c.cause.of, c.cause.reason)) for c in changes] == [
        (ChangeKind.WITHDRAWN, thing, (f"commitment:{PLAN}/9", "It was dropped."))
        for thing in (ThingKind.COMMITMENT, ThingKind.MILESTONE)
    ]


def test_a_commitment_withdrawn_meanwhile_is_no_cause_of_what_was_completed_before(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2018-07-10", a_report("complete", "2018-07-01"))
    withdrawal = WithdrawCommitment(programme=PLAN, code="9", on=Edtf("2018-07-15"), reason="It was dropped.")
    after = ledger.say("2018-08-01", withdrawal)
    changes = compared(ledger, ("2018-06-30", before), ("2018-08-01", after)).happened
    (status,) = (one for one in changes if one.thing is ThingKind.MILESTONE and one.field == "status")
    assert [cause.of for cause in status.causes] == [MILESTONE]


def test_what_began_after_the_earlier_day_was_added_in_the_world(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-11-01", a_milestone("9.2"), a_report("complete", "2018-10-31", "9.2"))
    (change,) = compared(ledger, ("2018-10-01", before), ("2018-11-01", after)).happened
    assert (change.kind, change.code, change.field, change.old) == (ChangeKind.ADDED, "9.2", None, None)
    assert (change.new["due"], change.new["status"]) == ("2018", "complete")


def test_what_had_begun_by_the_earlier_day_was_added_late(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-11-01", a_milestone("9.2", on=Edtf("2018-09-01")))
    assert [line[:2] for line in restated(ledger, "2018-10-01", before, after)] == [(ChangeKind.ADDED, Restated.LATE)]


def test_partners_come_and_go(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-07-01", a_member("digital", since="2018-06-15"))
    left = LeaveProgramme(programme=PLAN, partner="digital", role=Role.PARTNER, on=Edtf("2018-08-01"), reason="Merged.")
    after = ledger.say("2018-09-01", a_member("culture", since="2018-08-10"), left)
    found = compared(ledger, ("2018-07-01", before), ("2018-09-01", after)).happened
    assert [(c.kind, c.code, c.cause and c.cause.reason) for c in found] == [
        (ChangeKind.ADDED, "culture", None),
        (ChangeKind.WITHDRAWN, "digital", "Merged."),
    ]


def test_what_should_not_have_been_recorded_is_removed(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-07-01", a_member("digital", since="2018-06-15"))
    after = ledger.say("2018-09-01", RetractEntry(of=f"consortium:{PLAN}", entry=1, reason="It never joined."))
    (change,) = compared(ledger, ("2018-07-01", before), ("2018-08-01", after)).restated
    assert (change.kind, change.restated, change.code, change.new) == (
        ChangeKind.REMOVED,
        Restated.RETRACTED,
        "digital",
        None,
    )
    assert change.cause is not None
    assert (change.cause.reason, change.cause.corrects) == ("It never joined.", 1)


def test_of_a_programme_that_was_not_known_everything_was_added(ledger: Ledger) -> None:
    known = plan(ledger)
    found = compared(ledger, ("2018-05-01", 0), ("2018-07-01", known))
    assert [(c.kind, c.thing) for c in found.happened] == [
        (ChangeKind.ADDED, thing) for thing in (ThingKind.PROGRAMME, ThingKind.COMMITMENT, ThingKind.MILESTONE)
    ]


def test_a_note_without_a_status_is_not_what_changed_the_status(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-11-01", a_report("limited", "2018-10-01"), a_report(None, "2018-10-20"))
    found = compared(ledger, ("2018-09-01", before), ("2018-11-01", after)).happened
    assert {c.field: [cause.entry for cause in c.causes] for c in found if c.field in {"status", "progress"}} == {
        "status": [2],
        "progress": [2, 3],
    }


def test_a_new_lead_and_a_changed_problem_are_changes_of_the_commitment(ledger: Ledger) -> None:
    before = plan(ledger)
    amended = AmendCommitment(programme=PLAN, code="9", reason="Clearer.", on=Edtf("2018-08-02"), problem=text("Much"))
    after = ledger.say("2018-09-01", a_change_of_lead("digital", "2018-08-01"), amended)
    assert happened(ledger, ("2018-07-01", before), ("2018-09-01", after)) == [
        (ChangeKind.TEXT, "9", "problem", None, text("Much")),
        (ChangeKind.OTHER, "9", "lead", None, "digital"),
    ]


def test_a_finding_is_listed_by_its_reviewer_with_what_it_is_about(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-09-01", a_finding("completion", "limited", on=Edtf("2018-08-15")))
    (change,) = compared(ledger, ("2018-08-01", before), ("2018-09-01", after)).happened
    assert (change.kind, change.thing, change.code, change.field) == (
        ChangeKind.ASSESSED,
        ThingKind.COMMITMENT,
        "9",
        "completion",
    )
    assert (change.reviewer, change.old, change.new) == ("irm", None, ("limited",))


def test_a_due_date_that_was_said_wrongly_is_restated_and_not_rescheduled_in_the_world(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-09-01", CorrectEntry(of=MILESTONE, entry=1, say={"due": "2019"}, reason="A slip."))
    assert restated(ledger, "2018-08-01", before, after) == [
        (ChangeKind.RESCHEDULED, Restated.CORRECTED, "due", "2018", "2019")
    ]


def test_changes_are_in_the_order_of_codes(ledger: Ledger) -> None:
    codes = ("9.1", "9.2", "9.10")
    plan(ledger)
    before = ledger.say("2018-06-02", *(a_milestone(code) for code in ("9.10", "9.2")))
    after = ledger.say("2018-11-01", *(a_reschedule("2019", "2018-10-15", code) for code in ("9.10", "9.1", "9.2")))
    assert [line[1] for line in happened(ledger, ("2018-10-01", before), ("2018-11-01", after))] == list(codes)


Values = dict[str, dict[str, Any]]


def said(reading: Reading) -> Values:
    """The status, due date and title of each milestone, by its code."""
    report = status_report(reading, PLAN)
    lines = report.all_milestones() if report else ()
    return {line.code: {"status": line.status, "due": line.due, "title": line.title} for line in lines}


def applied(values: Values, changes: tuple[Change, ...]) -> Values:
    """These values after the changes of milestones."""
    after = {code: dict(fields) for code, fields in values.items()}
    for change in changes:
        if change.thing is not ThingKind.MILESTONE or change.reviewer:
            continue
        if change.kind is ChangeKind.ADDED:
            after[change.code] = {name: change.new[name] for name in ("status", "due", "title")}
        elif change.field is None:
            del after[change.code]
        elif change.field in after[change.code]:
            assert after[change.code][change.field] == change.old
            after[change.code][change.field] = change.new
    return after


moments = st.tuples(st.dates(date(2017, 1, 1), date(2021, 1, 1)), st.integers(1, 60))


@pytest.mark.parametrize("direction", ["onwards", "back"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), one=moments, other=moments)
def test_the_changes_lead_from_the_one_moment_to_the_other(
    ledger: Ledger, direction: str, history: tuple[Chapter, ...], one: tuple[date, int], other: tuple[date, int]
) -> None:
    ledger.empty()
    record_history(ledger, history)
    last = ledger.catch_up()
    in_turn = sorted((min(known, last), day) for day, known in (one, other))
    before, after = (
        Reading(ledger.connection, Moment(day, known)) for known, day in in_turn[:: 1 if direction == "onwards" else -1]
    )
    found = compare(before, after, PLAN)
    if found is None:
        assert status_report(after, PLAN) is None
        return
    assert applied(applied(said(before), found.restated), found.happened) == said(after)
    if before.moment.known_at <= after.moment.known_at:
        assert all(change.causes for change in found.restated if change.thing is not ThingKind.PARTNER)


def test_of_a_programme_that_is_not_known_later_there_are_no_changes(ledger: Ledger) -> None:
    plan(ledger)
    about = [(ThingKind.MILESTONE, "9.1")]
    assert not list(changes_of(ledger.reading(), ledger.reading(known_at=0), PLAN, about))
    assert [one.kind for one in changes_of(ledger.reading(known_at=0), ledger.reading(), PLAN, about)] == [
        ChangeKind.ADDED
    ]


def test_the_changes_of_one_thing_are_told_without_those_of_others(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-06-02", a_milestone("9.10"))
    withdrawal = WithdrawCommitment(programme=PLAN, code="9", on=Edtf("2018-07-15"), reason="It was dropped.")
    after = ledger.say("2018-08-01", a_reschedule("2019", "2018-07-10", "9.1"), withdrawal)
    then, now = ledger.reading("2018-07-01", before), ledger.reading("2018-08-01", after)
    found = changes_of(then, now, PLAN, [(ThingKind.MILESTONE, "9.10"), (ThingKind.MILESTONE, "never")])
    assert [(one.code, one.kind, one.cause and one.cause.of) for one in found] == [
        ("9.10", ChangeKind.WITHDRAWN, f"commitment:{PLAN}/9")
    ]
    assert [one.code for one in changes_of(then, now, PLAN, [(ThingKind.COMMITMENT, "9")])] == ["9"]


EVERYTHING: tuple[About, ...] = (
    (ThingKind.PROGRAMME, PLAN),
    *((ThingKind.PARTNER, code) for code in ("culture", "digital", "interior")),
    *((ThingKind.COMMITMENT, code) for code in ("9", "10")),
    *((ThingKind.MILESTONE, code) for code in ("9.1", "9.2")),
)


def in_two(changes: list[Change]) -> list[Change]:
    """What was restated, then what happened."""
    return sorted(changes, key=lambda change: change.restated is None)


def of(changes: list[Change], about: About) -> list[Change]:
    return [change for change in changes if (change.thing, change.code) == about]


@pytest.fixture
def pages_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "PAGE", 3)


@pytest.mark.usefixtures("pages_of_three")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), one=moments, other=moments, some=st.sets(st.sampled_from(EVERYTHING)))
def test_the_changes_of_some_things_are_those_that_a_comparison_tells_of_them(
    ledger: Ledger, history: tuple[Chapter, ...], one: tuple[date, int], other: tuple[date, int], some: set[About]
) -> None:
    ledger.empty()
    record_history(ledger, history)
    last = ledger.catch_up()
    before, after = (Reading(ledger.connection, Moment(day, min(known, last))) for day, known in (one, other))
    found = compare(before, after, PLAN)
    every = [*found.restated, *found.happened] if found else []
    for about in (set(EVERYTHING), some):
        changes = list(changes_of(before, after, PLAN, about))
        assert in_two(changes) == [one for one in every if (one.thing, one.code) in about]
        assert [(one.thing, one.code) for one in changes] == [one for one in EVERYTHING for _ in of(changes, one)]
