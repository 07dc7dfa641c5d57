from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry, NotCorrectable, RetractEntry, UnknownEntry
from domain.dates import Edtf
from domain.gathering import (
    BeforeTheEvent,
    EventExists,
    EventFormat,
    EventHeld,
    EventNotAtThatStage,
    EventPlanned,
    EventStage,
    Gathering,
    HoldEvent,
    PlanEvent,
    UnknownEvent,
)
from domain.kernel import Command, Event
from domain.move import EventMoved, MoveEvent, NotElsewhere
from domain.occasion import Setting
from domain.partner import UnknownPartner
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture, NothingToAmend, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import CLOSED, CREATED, LEAD, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_gathering import (
    ACCEPTED,
    AGREE,
    AMEND_EVENT,
    ATTEND,
    ATTENDED,
    CANCEL,
    CANCELLED,
    CLOSE_FOLLOW_UP,
    EVENT,
    EVENT_AMENDED,
    EVENT_MOVED,
    FIRST_SETTING,
    HELD,
    HOLD,
    MOVE,
    OF_EVENT,
    PLAN_EVENT,
    PROMOTE,
    PROMOTED,
    RECORD_OUTCOME,
    WITH_ATTENDANCE,
    WITH_EVENT,
    WITH_FOLLOW_UP,
    WITH_HELD,
    WITH_OUTCOME,
)

each = pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))


def state(*facts: Fact) -> Gathering:
    found = given(*facts).streams[EVENT].state
    assert isinstance(found, Gathering)
    return found


@each
def test_a_request_about_an_event_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    fact, *_ = given(*facts).when(request_).events
    assert isinstance(fact, Event)
    asked = [name for name in fact.__struct_fields__ if name != "former"]
    assert asked
    assert {name: getattr(request_, name) for name in asked} == {name: getattr(fact, name) for name in asked}


@each
def test_what_lies_ahead_has_not_happened_to_an_event(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_an_event_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_EVENT).when(PLAN_EVENT).refuses(EventExists).naming("code").saying("already an event 'seminar'")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(PLAN_EVENT).refuses(ProgrammeIsClosed)


def test_an_event_is_planned_with_its_title_and_format_alone() -> None:
    event = PlanEvent(**OF_EVENT, title={"en": "x"}, format=EventFormat.MULTIPLIER_EVENT)
    given(CREATED).when(event).then(EventPlanned(title={"en": "x"}, format=EventFormat.MULTIPLIER_EVENT))


def test_an_event_may_be_planned_for_days_to_come() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(PLAN_EVENT, period=Edtf("2030"))).then(
        replace(WITH_EVENT[-1][1], period=Edtf("2030"))
    )


@pytest.mark.parametrize(("request_", "facts"), [(PLAN_EVENT, PLAN_WITH_MILESTONE), (AMEND_EVENT, WITH_EVENT)])
def test_whom_and_what_an_event_names_is_known_and_named_once(request_: Command, facts: tuple[Fact, ...]) -> None:
    wrong = replace(request_, hosts=("nobody", LEAD, LEAD), organisers=("no-one",), commitment="99")
    given(*facts).when(wrong).refuses(UnknownPartner, SaidTwice, UnknownPartner, UnknownCommitment).naming(
        "hosts", "hosts", "organisers", "commitment"
    )


@pytest.mark.parametrize("request_", [request for request, _ in ACCEPTED[1:]], ids=lambda request: request.NAME)
def test_nothing_is_said_of_an_event_that_was_not_planned(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownEvent).naming("code")


@pytest.mark.parametrize("request_", [MOVE, HOLD, CANCEL], ids=lambda request: request.NAME)
@pytest.mark.parametrize(("last", "stage"), [(HELD, "held"), (CANCELLED, "cancelled")])
def test_an_event_is_moved_held_or_cancelled_only_while_it_is_planned(
    request_: Command, last: Fact, stage: str
) -> None:
    given(*WITH_EVENT, last).when(request_).refuses(EventNotAtThatStage).naming("code").saying(f"is {stage}", "planned")


@pytest.mark.parametrize("request_", [ATTEND, RECORD_OUTCOME], ids=lambda request: request.NAME)
@pytest.mark.parametrize(("facts", "stage"), [(WITH_EVENT, "planned"), ((*WITH_EVENT, CANCELLED), "cancelled")])
def test_people_come_to_an_event_and_something_comes_of_it_only_when_it_is_held(
    request_: Command, facts: tuple[Fact, ...], stage: str
) -> None:
    given(*facts).when(request_).refuses(EventNotAtThatStage).naming("code").saying(f"is {stage}", "must be held")


@pytest.mark.parametrize(
    ("request_", "facts"),
    [
        (ATTEND, WITH_HELD),
        (RECORD_OUTCOME, WITH_HELD),
        (AGREE, WITH_OUTCOME),
        (CLOSE_FOLLOW_UP, WITH_FOLLOW_UP),
        (PROMOTE, WITH_FOLLOW_UP),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_nothing_comes_of_an_event_before_it_is_held(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2018-11"))).refuses(BeforeTheEvent).naming("on").saying("2018-12-11")
    assert given(*facts).when(replace(request_, on=Edtf("2018"))).refusals == ()


@pytest.mark.parametrize("facts", [WITH_EVENT, (*WITH_EVENT, HELD), (*WITH_EVENT, CANCELLED)])
def test_an_event_is_amended_at_any_stage(facts: tuple[Fact, ...]) -> None:
    given(*facts).when(AMEND_EVENT).then(EVENT_AMENDED[1])


def test_amending_an_event_changes_something() -> None:
    names = ("title", "format", "ordinal", "commitment", "hosts", "organisers", "sessions", "links")
    given(*WITH_EVENT).when(replace(AMEND_EVENT, **dict.fromkeys(names, UNSET))).refuses(NothingToAmend)
    given(*WITH_EVENT).when(replace(AMEND_EVENT, **dict.fromkeys(names[1:], UNSET))).then(
        replace(EVENT_AMENDED[1], **dict.fromkeys(names[1:], UNSET))
    )


def move(**said: Any) -> MoveEvent:
    return MoveEvent(**OF_EVENT, on=Edtf("2018-09-25"), reason="Again.", **said)


def test_a_move_keeps_what_was_agreed_before_it() -> None:
    before = Setting(period=Edtf("2018-12-11/2018-12-12"), country="TN", online=True)
    given(*WITH_EVENT, EVENT_MOVED).when(move(period=None)).then(
        EventMoved(on=Edtf("2018-09-25"), reason="Again.", period=None, former=before)
    )
    given(*WITH_EVENT).when(MOVE).then(EVENT_MOVED[1])
    assert isinstance(EVENT_MOVED[1], EventMoved)
    assert EVENT_MOVED[1].former == FIRST_SETTING


@pytest.mark.parametrize(
    "said",
    [{"period": Edtf("2018-10")}, {"place": "Paris", "country": "FR"}, {"online": False, "period": Edtf("2018-10")}],
)
def test_a_move_leads_elsewhere(said: dict[str, Any]) -> None:
    given(*WITH_EVENT).when(move(**said)).refuses(NotElsewhere)
    elsewhere: dict[str, Any] = {**said, "place": "Lyon"}
    given(*WITH_EVENT).when(move(**elsewhere)).then(
        EventMoved(on=Edtf("2018-09-25"), reason="Again.", former=FIRST_SETTING, **elsewhere)
    )


def test_a_move_says_whereto() -> None:
    given(*WITH_EVENT).when(move()).refuses(NothingToAmend)


def test_an_event_is_held_where_it_was_agreed_unless_said_otherwise() -> None:
    given(*WITH_EVENT).when(HoldEvent(**OF_EVENT, on=Edtf("2018-10-03"))).then(EventHeld(on=Edtf("2018-10-03")))
    given(*WITH_EVENT).when(HOLD).then(HELD[1])


def test_what_is_known_of_an_event_follows_its_facts() -> None:
    planned = state(*WITH_EVENT)
    assert (planned.stage, planned.held, planned.attended, planned.cancelled) == (
        EventStage.PLANNED,
        None,
        False,
        False,
    )
    held = state(*WITH_HELD)
    assert (held.stage, held.held, held.attended) == (EventStage.HELD, "2018-12-11/2018-12-12", False)
    assert state(*WITH_ATTENDANCE).attended
    cancelled = state(*WITH_EVENT, CANCELLED)
    assert (cancelled.stage, cancelled.cancelled, cancelled.held) == (EventStage.CANCELLED, True, None)


def test_the_days_on_which_an_event_was_held_are_corrected_under_the_rules_of_holding_it() -> None:
    def correct(**say: Any) -> CorrectEntry:
        return CorrectEntry(of=str(EVENT), entry=2, reason="Misread.", say=say)

    given(*WITH_HELD).when(correct(on="2021")).refuses(AboutTheFuture).naming("say")
    assert given(*WITH_ATTENDANCE).when(correct(on="2018-12-10")).refusals == ()
    given(*WITH_ATTENDANCE).when(correct(on="2018-12-20")).refuses(LaterEntryBreaks).saying("entry 3", "2018-12-20")


def test_that_an_event_was_held_is_retracted_only_if_nothing_came_of_it() -> None:
    retract = RetractEntry(of=str(EVENT), entry=2, reason="Another one.")
    assert given(*WITH_HELD).when(retract).refusals == ()
    given(*WITH_EVENT, HELD, ATTENDED).when(retract).refuses(LaterEntryBreaks).saying("must be held")


def test_a_follow_up_that_became_a_milestone_stands() -> None:
    facts = (*WITH_FOLLOW_UP, PROMOTED)
    retract = RetractEntry(of=str(EVENT), entry=5, reason="Not agreed.")
    given(*facts).when(retract).refuses(LaterEntryBreaks).saying("Entry 6 could not")
    given(*facts).when(replace(retract, entry=6)).refuses(NotCorrectable)
    given(*facts).when(replace(retract, entry=9)).refuses(UnknownEntry)
