"""What does the record of a programme lack on the day?"""

from datetime import date
from typing import Any

from msgspec.structs import replace

from domain.attendance import AttendanceCategory, AttendanceGroup, RecordAttendance
from domain.cohort import CompleteCohort, PlanCohort, StartCohort
from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable, WithdrawDeliverable
from domain.gathering import CancelEvent
from domain.indicator import DefineIndicator, IndicatorMeasure
from domain.kernel import Command
from domain.lesson import EvaluatePilot, LearnLesson
from domain.observation import ObserveIndicator
from domain.pilot import Lesson, ProposePilot, StartPilot
from domain.place import Site
from domain.production import JustifyDelay
from domain.programme import Policies
from domain.target import SetTarget
from domain.values import Link
from domain.withdrawal import WithdrawCommitment
from projections.gap import Gap, GapKind
from projections.missing import Missing, missing
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    text,
)
from tests.projections.test_gathering import OF_IT, a_follow_up, an_event, an_outcome
from tests.projections.test_gathering import held as held_event

FREE = Policies(complete_needs_evidence=False, low_status_needs_challenge=False)
SEEN = (Link(url="https://example.org/seen", title="Seen", seen=date(2018, 6, 1)),)
NOTHING = dict.fromkeys(GapKind, 0)


def record(ledger: Ledger, *said: Command, day: str = "2018-06-01") -> int:
    founding = (a_programme(policies=FREE), a_partner("culture"), a_commitment(lead="culture"))
    return ledger.say(day, *founding, *said)


def lacking(
    ledger: Ledger, as_of: str = "2018-06-30", known_at: int | None = None, period: str | None = None
) -> Missing:
    found = missing(ledger.reading(as_of, known_at), PLAN, Edtf(period) if period else None)
    assert found is not None
    assert found.by_kind == NOTHING | {k: sum(g.kind is k for g in found.gaps) for k in GapKind}
    return found


def kinds(
    ledger: Ledger, as_of: str = "2018-06-30", known_at: int | None = None, period: str | None = None
) -> list[GapKind]:
    return [gap.kind for gap in lacking(ledger, as_of, known_at, period).gaps]


def only(ledger: Ledger, as_of: str, kind: GapKind) -> Gap:
    (one,) = [gap for gap in lacking(ledger, as_of).gaps if gap.kind is kind]
    return one


def a_good_report(status: str = "substantial", on: str = "2018-05") -> Command:
    return replace(a_report(status, on), evidence=SEEN)


def test_nothing_is_known_to_be_missing_of_what_is_not_known(ledger: Ledger) -> None:
    record(ledger)
    assert missing(ledger.reading(), "nowhere") is None
    assert missing(ledger.reading(known_at=0), PLAN) is None


def test_a_record_that_lacks_nothing_says_so_kind_by_kind(ledger: Ledger) -> None:
    record(ledger, a_milestone(), a_good_report())
    found = lacking(ledger)
    assert (found.gaps, found.by_kind) == ((), NOTHING)


def test_a_milestone_of_which_nothing_was_reported_was_never_reported(ledger: Ledger) -> None:
    known = record(ledger, a_milestone())
    ledger.say("2018-06-02", a_good_report(on="2018-06-02"))
    assert kinds(ledger, known_at=known) == [GapKind.NEVER_REPORTED]
    assert kinds(ledger, "2018-06-01") == [GapKind.NEVER_REPORTED]
    assert kinds(ledger) == []


def test_a_milestone_without_a_report_for_the_period_is_missing_one(ledger: Ledger) -> None:
    record(ledger, a_milestone(due="2025"), a_good_report(on="2018-05"))
    assert kinds(ledger, period="2018-05") == kinds(ledger, period="2018") == []
    assert kinds(ledger, period="2018-05-15/2018-06") == []
    assert kinds(ledger, period="2018-06") == [GapKind.NO_REPORT_FOR_PERIOD]


def test_reports_of_the_last_year_are_looked_for_unless_a_period_is_named(ledger: Ledger) -> None:
    record(ledger, a_milestone(due="2025"), a_good_report(on="2018-05-31"))
    found = lacking(ledger, "2019-05-30")
    assert (found.period_from, found.period_to, found.gaps) == (date(2018, 5, 31), date(2019, 5, 30), ())
    (gap,) = lacking(ledger, "2019-05-31").gaps
    assert (gap.kind, gap.on, gap.status) == (GapKind.NO_REPORT_FOR_PERIOD, "2018-05-31", "substantial")


def test_the_last_report_is_the_one_that_stands_and_not_the_one_whose_period_ends_last(ledger: Ledger) -> None:
    record(ledger, a_milestone(due="2030"), a_report(None, "2018/2020"))
    ledger.say("2019-07-01", a_good_report(on="2019-06-30"))
    (gap,) = lacking(ledger, "2022-01-01").gaps
    assert (gap.kind, gap.on, gap.status) == (GapKind.NO_REPORT_FOR_PERIOD, "2019-06-30", "substantial")
    ledger.say("2019-08-01", a_report(None, "2019-07-31"))
    assert [gap.on for gap in lacking(ledger, "2022-01-01").gaps] == ["2019-07-31"]


def test_a_note_is_a_report_for_the_period(ledger: Ledger) -> None:
    record(ledger, a_milestone(due="2025"), a_report(None, "2018-05"))
    assert kinds(ledger, period="2018-05") == []


def test_what_is_complete_owes_no_more_reports(ledger: Ledger) -> None:
    record(ledger, a_milestone(), a_good_report("complete"))
    assert kinds(ledger, "2025-01-01") == []


def test_complete_without_evidence_is_missing_evidence(ledger: Ledger) -> None:
    record(ledger, a_milestone(), a_report("complete", "2018-05", evidence=()))
    assert kinds(ledger) == [GapKind.NO_EVIDENCE]


def test_a_low_status_without_a_challenge_is_missing_one(ledger: Ledger) -> None:
    low = (a_report(s, "2018-05", c, challenges=None) for s, c in (("limited", "9.1"), ("not-started", "9.2")))
    record(ledger, a_milestone(), a_milestone("9.2"), a_milestone("9.3"), *low, a_report("limited", "2018-05", "9.3"))
    assert [(g.kind, g.code) for g in lacking(ledger).gaps] == [
        (GapKind.NO_CHALLENGE, "9.1"),
        (GapKind.NO_CHALLENGE, "9.2"),
    ]


def test_evidence_that_nobody_saw_is_named_link_by_link(ledger: Ledger) -> None:
    unseen = (Link(url="https://example.org/1", title="One"), Link(url="https://example.org/2", title="Two"))
    record(ledger, a_milestone(), a_report("complete", "2018-05", evidence=(*SEEN, *unseen)))
    gaps = lacking(ledger).gaps
    assert [(gap.kind, gap.evidence) for gap in gaps] == [(GapKind.EVIDENCE_UNCHECKED, link) for link in unseen]


def test_a_milestone_is_overdue_until_more_time_is_agreed(ledger: Ledger) -> None:
    known = record(ledger, a_milestone(due="2018-06-15"), a_good_report())
    ledger.say("2018-07-01", a_reschedule("2019", "2018-06-20"))
    assert only(ledger, "2018-06-16", GapKind.MILESTONE_OVERDUE).due == "2018-06-15"
    assert kinds(ledger, "2018-06-20") == kinds(ledger, "2018-06-15") == []
    assert kinds(ledger, "2018-06-20", known) == [GapKind.MILESTONE_OVERDUE]


def test_a_milestone_without_a_due_date_is_missing_one(ledger: Ledger) -> None:
    record(ledger, a_milestone(due=None), a_good_report())
    assert kinds(ledger) == [GapKind.NO_DUE_DATE]


def test_a_withdrawn_milestone_lacks_nothing(ledger: Ledger) -> None:
    record(ledger, a_milestone(due=None))
    ledger.say("2018-06-20", a_withdrawal("2018-06-10"))
    assert kinds(ledger, "2018-06-09") == [GapKind.NEVER_REPORTED, GapKind.NO_DUE_DATE]
    assert kinds(ledger, "2018-06-10") == []


def test_a_commitment_without_a_lead_is_missing_one_unless_it_is_withdrawn(ledger: Ledger) -> None:
    record(ledger, a_commitment("10"), a_commitment("11"))
    withdrawal = WithdrawCommitment(programme=PLAN, code="11", on=Edtf("2018-06-10"), reason="It was dropped.")
    ledger.say("2018-07-01", withdrawal, a_change_of_lead("culture", "2018-06-20", "10"))
    assert [(g.kind, g.code) for g in lacking(ledger, "2018-06-09").gaps] == [
        (GapKind.NO_LEAD, c) for c in ("10", "11")
    ]
    assert [g.code for g in lacking(ledger, "2018-06-10").gaps] == ["10"]
    assert kinds(ledger, "2018-06-20") == []


def test_a_deliverable_that_is_late_is_missing_and_so_is_its_justification(ledger: Ledger) -> None:
    promised = PromiseDeliverable(programme=PLAN, code="D1", title=text("A manual"), due=Edtf("2018-06-15"))
    record(ledger, promised, replace(promised, code="D2"))
    ledger.say(
        "2018-06-20",
        JustifyDelay(programme=PLAN, code="D1", on=Edtf("2018-06-18"), text=text("The printer was ill.")),
        WithdrawDeliverable(programme=PLAN, code="D2", on=Edtf("2018-06-19"), reason="It was dropped."),
    )
    assert kinds(ledger, "2018-06-15") == []
    late = [(GapKind.DELIVERABLE_OVERDUE, "D1"), (GapKind.DELIVERABLE_OVERDUE, "D2")]
    unjustified = [(GapKind.DELIVERABLE_UNJUSTIFIED, "D1"), (GapKind.DELIVERABLE_UNJUSTIFIED, "D2")]
    assert [(g.kind, g.code) for g in lacking(ledger, "2018-06-17").gaps] == [*late, *unjustified]
    assert [(g.kind, g.code) for g in lacking(ledger, "2018-06-19").gaps] == late[:1]


def test_an_event_past_its_agreed_days_was_not_held(ledger: Ledger) -> None:
    record(ledger, an_event(period=Edtf("2018-06-10")))
    ledger.say("2018-07-01", CancelEvent(**OF_IT, on=Edtf("2018-06-20"), reason="Nobody could come."))
    assert kinds(ledger, "2018-06-10") == []
    assert only(ledger, "2018-06-11", GapKind.EVENT_NOT_HELD).due == "2018-06-10"
    assert kinds(ledger, "2018-06-20") == []


def test_an_event_that_was_held_is_missing_attendance_and_an_outcome_until_they_are_recorded(ledger: Ledger) -> None:
    record(ledger, an_event())
    held = ledger.say("2018-12-20", held_event())
    assert kinds(ledger, "2018-12-31", held) == [GapKind.NO_ATTENDANCE, GapKind.NO_OUTCOME]
    came = (AttendanceGroup(category=AttendanceCategory.LOCAL, people=12),)
    ledger.say("2019-01-10", RecordAttendance(**OF_IT, groups=came, evidence=SEEN), an_outcome())
    assert kinds(ledger, "2018-12-31") == []


def test_a_follow_up_is_overdue_after_its_due_date(ledger: Ledger) -> None:
    record(ledger, an_event())
    ledger.say("2018-12-20", held_event(), an_outcome(), a_follow_up(3, "2019-06"))
    assert GapKind.FOLLOW_UP_OVERDUE not in kinds(ledger, "2019-06-30")
    overdue = only(ledger, "2019-07-01", GapKind.FOLLOW_UP_OVERDUE)
    assert (overdue.code, overdue.title, overdue.due) == ("seminar/4", text("Do it"), "2019-06")


def test_a_cohort_that_runs_or_ran_without_figures_is_missing_them(ledger: Ledger) -> None:
    of: dict[str, Any] = {"programme": PLAN, "code": "c1"}
    record(ledger, PlanCohort(**of, title=text("First cohort")))
    assert kinds(ledger) == []
    ledger.say("2018-12-20", StartCohort(**of, on=Edtf("2018-09-01")), CompleteCohort(**of, on=Edtf("2018-12-01")))
    assert only(ledger, "2018-09-01", GapKind.NO_FIGURES).status == "running"
    assert only(ledger, "2018-12-01", GapKind.NO_FIGURES).status == "completed"


def test_a_pilot_that_was_evaluated_before_the_day_of_its_only_lesson_is_missing_one(ledger: Ledger) -> None:
    of: dict[str, Any] = {"programme": PLAN, "code": "p1"}
    record(ledger, ProposePilot(**of, title=text("A pilot"), site=Site(place="Lyon")))
    ledger.say("2018-12-20", StartPilot(**of, on=Edtf("2018-07-01")))
    ledger.say("2018-12-21", LearnLesson(**of, lesson=Lesson(what=text("Begin early.")), on=Edtf("2018-12-01")))
    ledger.say("2018-12-22", EvaluatePilot(**of, on=Edtf("2018-11-01"), summary=text("It works."), evidence=SEEN))
    assert kinds(ledger, "2018-10-31") == kinds(ledger, "2018-12-01") == []
    gap = only(ledger, "2018-11-01", GapKind.NO_LESSONS)
    assert (gap.code, gap.status, gap.on) == ("p1", "evaluated", "2018-11-01")


def test_an_indicator_whose_target_date_has_come_is_missing_an_observation_that_reaches_it(ledger: Ledger) -> None:
    of: dict[str, Any] = {"programme": PLAN, "code": "trained"}
    record(ledger, DefineIndicator(**of, title=text("People trained"), measure=IndicatorMeasure.UNIT))
    ledger.say("2018-06-02", SetTarget(**of, by=Edtf("2018-12"), value="40"))
    ledger.say("2019-02-01", ObserveIndicator(**of, period=Edtf("2018-07/2018-09"), value="30"))
    reached = ledger.say("2019-03-01", ObserveIndicator(**of, period=Edtf("2018-10/2018-12"), value="41"))
    assert kinds(ledger, "2018-12-30") == []
    (gap,) = lacking(ledger, "2018-12-31", reached - 1).gaps
    assert (gap.kind, gap.due, gap.on) == (GapKind.UNOBSERVED, "2018-12", "2018-07/2018-09")
    assert kinds(ledger, "2018-12-31") == []
