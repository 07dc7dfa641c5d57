"""What does a milestone stand for, and what follows from that?"""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from domain.attendance import RecordAttendance
from domain.dates import Edtf
from domain.gathering import CancelEvent, EventFormat, HoldEvent, PlanEvent
from domain.mark import Mark
from domain.tie import TieMilestone, UntieMilestone
from projections.entry import EntryKind, timeline
from projections.gathering import gathering
from projections.line import MilestoneStatus
from projections.milestone import Tie, milestone
from projections.report import status_report
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, a_report, text

LAUNCH = f"event:{PLAN}/launch"
PLANNED = PlanEvent(programme=PLAN, code="launch", title=text("The launch"), format=EventFormat.SEMINAR)
TIED = TieMilestone(programme=PLAN, code="9.1", to="event:launch", when=Mark.HELD, on=Edtf("2018-07-01"))
UNTIED = UntieMilestone(
    programme=PLAN, code="9.1", to="event:launch", reason="It was another event.", on=Edtf("2019-05-01")
)
HELD = HoldEvent(programme=PLAN, code="launch", on=Edtf("2019-03-20"))
ATTENDED = RecordAttendance(programme=PLAN, code="launch", total=40)
CANCELLED = CancelEvent(programme=PLAN, code="launch", on=Edtf("2019-02-20"), reason="Nobody registered.")


def begin(ledger: Ledger) -> int:
    return ledger.say("2018-07-01", a_programme(), a_commitment(), a_milestone(), PLANNED, TIED)


def line(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> MilestoneStatus:
    report = status_report(ledger.reading(as_of, known_at), PLAN)
    assert report is not None
    return report.commitments[0].milestones[0]


def test_a_milestone_tells_what_it_is_tied_to_on_the_day(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-06-01", UNTIED)

    def ties(as_of: str) -> tuple[Tie, ...]:
        found = milestone(ledger.reading(as_of), PLAN, "9.1")
        assert found is not None
        assert line(ledger, as_of).ties == found.ties
        return found.ties

    assert ties("2018-06-30") == ()
    assert ties("2018-07-01") == (Tie(to="event:launch", when=Mark.HELD, part=None),)
    assert ties("2019-05-01") == ()
    told = timeline(ledger.reading(), PLAN, "9.1")
    assert [(one.kind, one.tie and one.tie.to, one.reason) for one in told[1:]] == [
        (EntryKind.TIED, "event:launch", None),
        (EntryKind.UNTIED, "event:launch", "It was another event."),
    ]


def test_an_event_that_was_held_with_attendance_completes_its_milestone_on_its_own_day(ledger: Ledger) -> None:
    begin(ledger)
    held = ledger.say("2019-04-01", HELD)
    ledger.say("2019-04-02", ATTENDED, actor="partner")
    assert line(ledger, known_at=held).status == "not-reported"
    assert [line(ledger, day).status for day in ("2019-03-19", "2019-03-20")] == ["not-reported", "complete"]
    claim = line(ledger).claim
    assert claim is not None
    assert (claim.following, claim.overrules, claim.evidence, claim.reported_by) == (LAUNCH, None, (), "partner")
    attended = ledger.facts()[-2]
    reported = timeline(ledger.reading(), PLAN, "9.1")[-1]
    assert (reported.following, reported.request) == (LAUNCH, getattr(attended, "request", None))


@pytest.mark.parametrize("counted", [None, Edtf("2019-04-10")], ids=["undated", "counted-later"])
@pytest.mark.parametrize("on", ["2019-03-20", "2019-03", "2019-03-18/2019-03-20"])
def test_a_milestone_and_the_event_that_it_follows_agree_on_every_day(
    ledger: Ledger, on: str, counted: Edtf | None
) -> None:
    begin(ledger)
    ledger.say("2019-03-21", replace(HELD, on=Edtf(on)))
    ledger.say("2019-03-25" if counted is None else "2019-04-11", replace(ATTENDED, on=counted))
    days = [(date(2019, 3, 1) + timedelta(days=n)).isoformat() for n in range(45)]
    seen: list[bool] = []
    for day in days:
        event = gathering(ledger.reading(day), PLAN, "launch")
        assert event is not None
        seen.append(event.attendance is not None)
        assert (line(ledger, day).status == "complete") is seen[-1]
    assert set(seen) == {False, True}


def test_a_cancelled_event_withdraws_its_milestone_with_its_reason(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-03-01", CANCELLED)
    withdrawn = line(ledger).withdrawn
    assert withdrawn is not None
    assert (withdrawn.on, withdrawn.reason, withdrawn.following) == ("2019-02-20", "Nobody registered.", LAUNCH)
    assert timeline(ledger.reading(), PLAN, "9.1")[-1].following == LAUNCH


def test_what_a_person_overruled_stays_as_that_person_said(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-04-01", HELD, a_report("limited", "2019-03-25", overrules="Only half of it took place."))
    ledger.say("2019-04-02", ATTENDED)
    found = line(ledger)
    assert found.claim is not None
    assert (found.status, found.claim.overrules) == ("limited", "Only half of it took place.")
    assert timeline(ledger.reading(), PLAN, "9.1")[-1].overrules == "Only half of it took place."
