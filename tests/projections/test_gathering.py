"""Which events does a programme hold, when and where were they promised and held, who came, and what came of them?"""

from typing import Any

from msgspec.structs import replace

from domain.attendance import AttendanceCategory, AttendanceGroup, RecordAttendance
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.gathering import AmendEvent, CancelEvent, EventFormat, EventStage, HoldEvent, PlanEvent
from domain.kernel import Key
from domain.move import MoveEvent
from domain.occasion import Session, Setting
from domain.outcome import (
    AgreeFollowUp,
    CloseFollowUp,
    FollowUpResult,
    OutcomeKind,
    PromoteFollowUp,
    RecordOutcome,
)
from projections.gathering import GatheringView, follow_ups_of, gathering, gatherings_of
from projections.milestone import Slippage, milestone
from projections.outcome import FollowUpState
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_partner, a_programme, text

SEMINAR = "seminar"
OF_IT: dict[str, Any] = {"programme": PLAN, "code": SEMINAR}
OF = str(Key("event", f"{PLAN}/{SEMINAR}"))
ARABIC = ("EG", "JO", "LB", "MA", "PS", "TN", "AE")


def an_event(code: str = SEMINAR, **said: Any) -> PlanEvent:
    plan = PlanEvent(programme=PLAN, code=code, title=text("A seminar"), format=EventFormat.SEMINAR, commitment="9")
    return replace(plan, **said)


def a_move(on: str, **said: Any) -> MoveEvent:
    return replace(MoveEvent(**OF_IT, on=Edtf(on), reason=f"Agreed {on}."), **said)


def held(on: str = "2018-12-11/2018-12-12", **said: Any) -> HoldEvent:
    return replace(HoldEvent(**OF_IT, on=Edtf(on)), **said)


def an_outcome(on: str | None = "2018-12-12", **said: Any) -> RecordOutcome:
    outcome = RecordOutcome(**OF_IT, text=text("It was offered."), kind=OutcomeKind.OFFER, on=Edtf(on) if on else None)
    return replace(outcome, **said)


def a_follow_up(outcome: int, due: str | None = "2019-06", **said: Any) -> AgreeFollowUp:
    agreed = AgreeFollowUp(
        **OF_IT,
        outcome=outcome,
        action=text("Do it"),
        owner="culture",
        due=Edtf(due) if due else None,
        on=Edtf("2018-12-12"),
    )
    return replace(agreed, **said)


def plan(ledger: Ledger, **said: Any) -> int:
    founding = (a_programme(), a_partner("culture"), a_commitment())
    return ledger.say("2018-06-01", *founding, an_event(**{"period": Edtf("2018-10"), "place": "Paris"} | said))


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> GatheringView:
    one = gathering(ledger.reading(as_of, known_at), PLAN, SEMINAR)
    assert one is not None
    return one


def test_an_event_is_as_it_was_planned(ledger: Ledger) -> None:
    sessions = (Session(title=text("First session"), about=text("Portals"), on=Edtf("2018-10-03")),)
    plan(ledger, ordinal=3, country="FR", online=False, hosts=("culture",), sessions=sessions)
    one = found(ledger, "2018-06-01")
    assert (one.code, one.format, one.ordinal, one.commitment) == (SEMINAR, EventFormat.SEMINAR, 3, "9")
    assert (one.stage, one.promised, one.agreed, one.moves, one.slippage) == (
        EventStage.PLANNED,
        "2018-10",
        "2018-10",
        (),
        Slippage(least_days=0, most_days=0),
    )
    assert (one.place, one.country, one.online, one.hosts, one.sessions) == (
        "Paris",
        "FR",
        False,
        ("culture",),
        sessions,
    )
    assert (one.held, one.cancelled, one.attendance, one.outcomes) == (None, None, None, ())
    assert gathering(ledger.reading(), PLAN, "other") is None


def test_three_events_without_dates_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    plan(ledger)
    places = {"4.2": ("Palermo", "IT"), "4.10": ("Strasbourg", "FR"), "4.1": ("Sevilla", "ES")}
    ledger.say("2018-06-02", *(an_event(code, place=p, country=c, commitment=None) for code, (p, c) in places.items()))
    events = gatherings_of(ledger.reading(), PLAN)[:3]
    assert [(e.code, e.place, e.promised, e.agreed, e.slippage, e.overdue, e.online) for e in events] == [
        ("4.1", "Sevilla", None, None, None, False, None),
        ("4.2", "Palermo", None, None, None, False, None),
        ("4.10", "Strasbourg", None, None, None, False, None),
    ]


def test_an_event_moves_on_the_day_it_was_agreed_and_what_was_promised_stays_beside_it(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2018-10-01", a_move("2018-09-15", period=Edtf("2018-12-11/2018-12-12"), place="Tunis", country="TN"))
    one = found(ledger, "2018-09-15")
    assert (one.promised, one.agreed, one.place, one.country) == ("2018-10", "2018-12-11/2018-12-12", "Tunis", "TN")
    assert one.slippage == Slippage(least_days=42, most_days=71)
    [move] = one.moves
    assert (move.on, move.reason) == ("2018-09-15", "Agreed 2018-09-15.")
    assert move.former == Setting(period=Edtf("2018-10"), place="Paris")
    assert move.agreed == Setting(period=Edtf("2018-12-11/2018-12-12"), place="Tunis", country="TN")
    for then in (found(ledger, "2018-09-14"), found(ledger, "2018-09-15", before)):
        assert (then.agreed, then.place, then.moves) == ("2018-10", "Paris", ())


def test_an_earlier_move_that_is_learnt_later_does_not_have_the_last_word(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-11-01", a_move("2018-10-01", period=Edtf("2019-03"), country="TN"))
    ledger.say("2018-11-02", a_move("2018-09-01", period=Edtf("2018-11"), place="Lyon"))
    one = found(ledger)
    assert (one.agreed, one.place, one.country) == ("2019-03", "Lyon", "TN")
    assert [move.former.period for move in one.moves] == ["2018-10", "2018-11"]


def test_an_event_without_agreed_days_has_no_slippage_and_is_not_overdue(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-10-01", a_move("2018-09-15", period=None))
    assert (found(ledger).promised, found(ledger).agreed, found(ledger).slippage) == ("2018-10", None, None)
    assert not found(ledger).overdue


def test_an_event_is_overdue_after_the_agreed_days_until_it_is_held(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-01-15", held("2018-11-20"))
    assert [found(ledger, day).overdue for day in ("2018-10-31", "2018-11-01", "2018-11-19", "2018-11-20")] == [
        False,
        True,
        True,
        False,
    ]
    assert found(ledger, "2018-11-20", before).overdue


def test_an_event_was_held_on_the_day_said_once_that_is_known(ledger: Ledger) -> None:
    before = plan(ledger, country="FR", online=False)
    ledger.say("2019-01-15", held(place="Headquarters", online=None))
    assert (found(ledger, "2018-12-12").stage, found(ledger, "2018-12-12").held) == ("held", "2018-12-11/2018-12-12")
    assert found(ledger, "2018-12-11").stage == "planned"
    assert found(ledger, "2018-12-12", before).stage == "planned"
    assert (found(ledger).place, found(ledger).country, found(ledger).online) == ("Headquarters", "FR", None)
    assert (found(ledger).promised, found(ledger).agreed) == ("2018-10", "2018-10")


def test_a_cancelled_event_keeps_what_was_planned(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2018-09-02", CancelEvent(**OF_IT, on=Edtf("2018-09-01"), reason="No host."))
    one = found(ledger, "2018-12-31")
    assert (one.stage, one.cancelled, one.cancel_reason, one.overdue) == ("cancelled", "2018-09-01", "No host.", False)
    assert (one.promised, one.place) == ("2018-10", "Paris")
    assert found(ledger, "2018-08-31").stage == found(ledger, known_at=before).stage == "planned"


def test_an_amendment_of_an_event_holds_from_its_day_on(ledger: Ledger) -> None:
    before = plan(ledger)
    sessions = (Session(title=text("First session")),)
    amend = AmendEvent(**OF_IT, reason="The agenda.", on=Edtf("2018-09-01"), sessions=sessions, commitment=None)
    ledger.say("2018-10-01", amend)
    assert (found(ledger).sessions, found(ledger).commitment, found(ledger).title) == (
        sessions,
        None,
        text("A seminar"),
    )
    for then in (found(ledger, "2018-08-31"), found(ledger, known_at=before)):
        assert (then.sessions, then.commitment) == ((), "9")


def test_attendance_is_shown_as_it_was_said_and_nothing_is_shared_out_by_guess(ledger: Ledger) -> None:
    plan(ledger)
    guests = AttendanceGroup(category=AttendanceCategory.FOREIGN, countries=ARABIC, said="seven Arab countries")
    attend = RecordAttendance(**OF_IT, total=15, total_said="Fifteen experts and delegates", groups=(guests,))
    before = ledger.say("2019-01-15", held())
    ledger.say("2019-01-16", replace(attend, on=Edtf("2018-12-12")))
    attendance = found(ledger, "2018-12-12").attendance
    assert attendance is not None
    assert (attendance.total, attendance.total_said, attendance.groups) == (
        15,
        "Fifteen experts and delegates",
        (guests,),
    )
    assert (attendance.participants, attendance.local, attendance.foreign) == (None, None, None)
    assert (attendance.unspecified, attendance.partner_staff) == (None, None)
    assert found(ledger, "2018-12-11").attendance is None
    assert found(ledger, known_at=before).attendance is None


def test_a_corrected_attendance_is_the_one_that_counts_once_that_is_known(ledger: Ledger) -> None:
    plan(ledger)
    groups = (AttendanceGroup(category=AttendanceCategory.LOCAL, people=20),)
    before = ledger.say("2019-01-15", held(), RecordAttendance(**OF_IT, on=Edtf("2018-12-12"), groups=groups))
    ledger.say("2019-02-01", CorrectEntry(of=OF, entry=3, reason="Five were staff.", say={"total": 25}))
    after, then = found(ledger).attendance, found(ledger, known_at=before).attendance
    assert after is not None
    assert then is not None
    assert (after.total, after.participants, then.total, then.participants) == (25, None, None, 20)


def test_what_came_of_an_event_is_told_without_a_day_from_the_day_on_which_it_was_held(ledger: Ledger) -> None:
    plan(ledger)
    attend, agreed = RecordAttendance(**OF_IT, total=15), replace(a_follow_up(3), on=None)
    ledger.say("2019-01-15", held(), an_outcome(None), agreed, replace(attend, illustrative=True))
    before, then = found(ledger, "2018-12-11"), found(ledger, "2018-12-12")
    assert (before.attendance, before.outcomes, before.illustrative) == (None, (), False)
    assert then.attendance is not None
    assert [(one.on, len(one.follow_ups)) for one in then.outcomes] == [(None, 1)]
    assert (then.attendance.on, then.illustrative) == (None, True)


def test_who_came_is_told_from_the_day_on_which_it_was_held_whenever_they_were_counted(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-02-15", held(), RecordAttendance(**OF_IT, total=15, on=Edtf("2019-02-01")))
    assert [found(ledger, day).attendance is not None for day in ("2018-12-11", "2018-12-12")] == [False, True]


def test_an_outcome_shows_who_proposed_it_and_its_follow_ups(ledger: Ledger) -> None:
    plan(ledger)
    countries, partners = ("MA", "TN"), ("culture",)
    ledger.say("2019-01-15", held(), an_outcome(proposing_countries=countries, proposed_by=partners), an_outcome())
    ledger.say("2019-01-16", a_follow_up(3), a_follow_up(4, None))
    first, second = found(ledger).outcomes
    assert (first.outcome, first.kind, first.proposing_countries, first.proposed_by) == (
        3,
        "offer",
        countries,
        partners,
    )
    assert [(one.outcome, one.follow_up) for o in (first, second) for one in o.follow_ups] == [(3, 5), (4, 6)]
    assert found(ledger, "2018-12-11").outcomes == ()


def test_a_follow_up_is_open_then_overdue_then_done(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-15", held(), an_outcome(), a_follow_up(3))
    close = CloseFollowUp(**OF_IT, follow_up=4, result=FollowUpResult.DONE, on=Edtf("2019-08-15"), reason="Held.")
    before = ledger.say("2019-08-01", an_outcome())
    ledger.say("2019-09-01", close)

    def state(as_of: str, known_at: int | None = None) -> tuple[FollowUpState, bool, str | None]:
        [one] = follow_ups_of(ledger.reading(as_of, known_at), PLAN)
        return one.state, one.overdue, one.reason

    assert state("2019-06-30") == (FollowUpState.OPEN, False, None)
    assert state("2019-07-01") == (FollowUpState.OPEN, True, None)
    assert state("2019-08-15") == (FollowUpState.DONE, False, "Held.")
    assert state("2019-08-15", before) == (FollowUpState.OPEN, True, None)


def test_a_follow_up_without_a_due_date_is_never_overdue(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-15", held(), an_outcome(), a_follow_up(3, None))
    assert [one.overdue for one in follow_ups_of(ledger.reading("2099-01-01"), PLAN)] == [False]


def test_a_dropped_follow_up_says_why(ledger: Ledger) -> None:
    plan(ledger)
    drop = CloseFollowUp(**OF_IT, follow_up=4, result=FollowUpResult.DROPPED, on=Edtf("2019-08"), reason="No money.")
    ledger.say("2019-09-01", held(), an_outcome(), a_follow_up(3), drop)
    [one] = follow_ups_of(ledger.reading(), PLAN)
    assert (one.state, one.ended, one.reason, one.milestone) == (FollowUpState.DROPPED, "2019-08", "No money.", None)


def test_a_promoted_follow_up_is_a_milestone_of_the_programme_from_then_on(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2019-01-15", held(), an_outcome(), a_follow_up(3))
    ledger.say("2019-02-01", PromoteFollowUp(**OF_IT, follow_up=4, milestone="9.5", on=Edtf("2019-02-01")))
    [one] = follow_ups_of(ledger.reading(), PLAN)
    assert (one.state, one.milestone, one.ended, one.overdue) == (FollowUpState.PROMOTED, "9.5", "2019-02-01", False)
    planned = milestone(ledger.reading(), PLAN, "9.5")
    assert planned is not None
    assert (planned.title, planned.promised, planned.commitment) == (text("Do it"), "2019-06", "9")
    assert planned.responsible == ("culture",)
    assert milestone(ledger.reading(known_at=before), PLAN, "9.5") is None
    [open_] = follow_ups_of(ledger.reading(known_at=before), PLAN)
    assert (open_.state, open_.milestone) == (FollowUpState.OPEN, None)


def test_what_was_retracted_is_not_shown_any_more(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2019-01-15", held(), an_outcome(), a_follow_up(3))
    ledger.say("2019-02-01", RetractEntry(of=OF, entry=4, reason="It was not agreed."))
    assert [len(follow_ups_of(ledger.reading(known_at=at), PLAN)) for at in (before, None)] == [1, 0]


def test_follow_ups_come_event_by_event_in_the_order_of_their_entries(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-15", held(), an_outcome(), an_outcome(), a_follow_up(4), a_follow_up(3))
    ledger.say("2019-01-16", an_event("earlier"), HoldEvent(programme=PLAN, code="earlier", on=Edtf("2018-12")))
    ledger.say("2019-01-17", an_outcome(code="earlier"), a_follow_up(3, code="earlier"))
    found = follow_ups_of(ledger.reading(), PLAN)
    assert [(one.event, one.follow_up, one.outcome) for one in found] == [
        ("earlier", 4, 3),
        (SEMINAR, 5, 4),
        (SEMINAR, 6, 3),
    ]


def test_what_is_illustrative_marks_the_event_from_its_day_on(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-15", held(illustrative=True))
    assert [found(ledger, day).illustrative for day in ("2018-12-10", "2018-12-12")] == [False, True]
