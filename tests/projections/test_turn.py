"""What a page shows is what the rules go by, in whatever order it was learnt."""

from typing import Any

from domain.answering import AddSupport, EndSupport
from domain.closing import CloseProgramme, ReopenProgramme
from domain.dates import Edtf
from domain.gathering import EventFormat, PlanEvent
from domain.kernel import Recorded
from domain.milestone import MilestoneRescheduled
from domain.move import EventMoved, MoveEvent
from domain.tie import TieMilestone, UntieMilestone
from projections.commitment import commitment
from projections.gathering import gathering
from projections.milestone import milestone
from projections.programme import programme
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_milestone,
    a_partner,
    a_programme,
    a_reschedule,
    an_amendment,
    text,
)

AN_EVENT = PlanEvent(programme=PLAN, code="launch", title=text("Launch"), format=EventFormat.SEMINAR)
SETTING_UP = (a_programme(), a_partner("interior"), a_partner("culture"), a_commitment(), a_milestone(), AN_EVENT)


def a_move(period: str, on: str) -> MoveEvent:
    return MoveEvent(programme=PLAN, code="launch", period=Edtf(period), on=Edtf(on), reason="No room was free.")


def test_the_due_date_of_the_page_is_the_one_that_the_rules_go_by(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *SETTING_UP)
    ledger.say("2019-12-01", a_reschedule("2020", "2019-11-01"))
    ledger.say("2019-12-02", a_reschedule("2019-06", "2018-12-01"))
    ledger.say("2019-12-03", a_reschedule("2019-06", "2019-12-03"))
    found = milestone(ledger.reading(), PLAN, "9.1")
    assert found is not None
    assert (found.due, found.reschedules) == ("2019-06", 3)
    moved = [f.event for f in ledger.facts() if isinstance(f, Recorded) and isinstance(f.event, MilestoneRescheduled)]
    assert [move.former for move in moved] == ["2018", "2018", "2020"]


def test_the_days_of_an_event_are_those_agreed_for_the_latest_day(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *SETTING_UP)
    ledger.say("2018-09-10", a_move("2019-06", "2018-09-01"))
    ledger.say("2018-10-10", a_move("2019-05", "2018-08-01"))
    found = gathering(ledger.reading(), PLAN, "launch")
    assert found is not None
    assert found.agreed == "2019-06"
    moved = [f.event for f in ledger.facts() if isinstance(f, Recorded) and isinstance(f.event, EventMoved)]
    assert [move.former.period for move in moved] == [None, None]
    assert [move.former.period for move in found.moves if move.entry == 3] == [None]


def test_steps_in_one_vague_year_come_as_they_were_recorded(ledger: Ledger) -> None:
    about: dict[str, Any] = {"programme": PLAN, "code": "9", "partner": "culture"}
    ledger.say("2018-06-01", *SETTING_UP)
    ledger.say("2020-02-01", AddSupport(**about, on=Edtf("2019")))
    ledger.say("2020-02-02", EndSupport(**about, on=Edtf("2019-06"), reason="Its task was done."))
    found = commitment(ledger.reading(), PLAN, "9")
    assert found is not None
    assert found.supporting == ()
    ledger.say("2020-03-01", CloseProgramme(code=PLAN, on=Edtf("2019")))
    ledger.say("2020-03-02", ReopenProgramme(code=PLAN, on=Edtf("2019-10"), reason="One report was missing."))
    page = programme(ledger.reading(), PLAN)
    assert page is not None
    assert not page.closed
    ledger.say("2020-03-03", AddSupport(**about, on=Edtf("2020-03")))


def test_who_is_responsible_is_who_became_it_last(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *SETTING_UP)
    ledger.say("2020-02-01", an_amendment("2019", responsible=("interior",)))
    ledger.say("2020-02-02", an_amendment("2019-06", responsible=("culture",)))
    found = milestone(ledger.reading(), PLAN, "9.1")
    assert found is not None
    assert found.responsible == ("culture",)


def test_a_milestone_that_was_tied_on_no_day_that_was_said_is_untied(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *SETTING_UP, TieMilestone(programme=PLAN, code="9.1", to="event:launch"))
    untie = UntieMilestone(programme=PLAN, code="9.1", to="event:launch", reason="A mistake.", on=Edtf("2018-05-30"))
    ledger.say("2018-06-02", untie)
    found = milestone(ledger.reading(), PLAN, "9.1")
    assert found is not None
    assert found.ties == ()
