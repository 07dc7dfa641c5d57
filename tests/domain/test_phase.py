from typing import Any

from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.partner import UnknownPartner
from domain.phase import PhaseExists, SamePeriod, UnknownPhase
from domain.pilot import UnknownPilot
from domain.rules import AboutTheFuture, SaidTwice
from tests.domain.facts import LEAD, PLAN_WITH_MILESTONE
from tests.domain.given import given
from tests.domain.sample_phase import MOVE_PHASE, MOVED, PHASE, PLAN_PHASE, WITH_PHASE
from tests.domain.sample_pilot import EVALUATED, PILOT, RUNNING, STOPPED, WITH_PILOT


def test_a_phase_is_planned_as_it_was_said() -> None:
    given(*WITH_PILOT).when(PLAN_PHASE).then(PHASE[1])


def test_a_phase_is_planned_with_its_title_alone() -> None:
    bare = replace(PLAN_PHASE, period=None, funders=(), note=None, on=None)
    given(*WITH_PILOT).when(bare).then(replace(PHASE[1], period=None, funders=(), note=None, on=None))


def test_a_number_is_used_once() -> None:
    given(*WITH_PHASE).when(PLAN_PHASE).refuses(PhaseExists).naming("number").saying("phase 2")
    given(*WITH_PHASE).when(replace(PLAN_PHASE, number=1)).then(replace(PHASE[1], number=1))


def test_who_funds_a_phase_is_known_and_named_once() -> None:
    request = replace(PLAN_PHASE, funders=(LEAD, "nobody", LEAD))
    given(*WITH_PILOT).when(request).refuses(UnknownPartner, SaidTwice).naming("funders", "funders")


def test_a_phase_belongs_to_a_pilot_that_was_proposed() -> None:
    for request in (PLAN_PHASE, MOVE_PHASE):
        given(*PLAN_WITH_MILESTONE).when(request).refuses(UnknownPilot).naming("code")


def test_phases_are_told_of_late_even_after_the_pilot_has_ended() -> None:
    for facts in (RUNNING, (*RUNNING, EVALUATED), (*RUNNING, STOPPED)):
        given(*facts).when(PLAN_PHASE).then(PHASE[1])


def test_what_lies_ahead_was_not_planned_or_agreed() -> None:
    for request in (PLAN_PHASE, MOVE_PHASE):
        given(*(WITH_PILOT if request is PLAN_PHASE else WITH_PHASE)).when(replace(request, on=Edtf("2020"))).refuses(
            AboutTheFuture
        ).naming("on")


def test_a_phase_that_is_rescheduled_keeps_the_period_it_had_before() -> None:
    given(*WITH_PHASE).when(MOVE_PHASE).then(MOVED[1])
    later = replace(MOVE_PHASE, period=Edtf("2021"))
    given(*WITH_PHASE, MOVED).when(later).then(replace(MOVED[1], period=Edtf("2021"), former=Edtf("2019/2020")))


def test_a_phase_without_a_period_gets_one() -> None:
    given(*WITH_PILOT, (PILOT, replace(PHASE[1], period=None))).when(MOVE_PHASE).then(replace(MOVED[1], former=None))


def test_only_a_phase_that_was_planned_is_rescheduled_and_only_to_another_period() -> None:
    given(*WITH_PHASE).when(replace(MOVE_PHASE, number=3)).refuses(UnknownPhase).naming("number").saying("It has: 2")
    given(*WITH_PHASE, (PILOT, replace(PHASE[1], number=1))).when(replace(MOVE_PHASE, number=3)).refuses(
        UnknownPhase
    ).saying("It has: 1, 2.")
    given(*WITH_PILOT).when(MOVE_PHASE).refuses(UnknownPhase).saying("It has: none")
    given(*WITH_PHASE).when(replace(MOVE_PHASE, period=Edtf("2018/2019"))).refuses(SamePeriod).naming("period")


def test_a_phase_that_another_entry_builds_on_is_corrected_but_not_retracted() -> None:
    said = given(*WITH_PHASE, MOVED)
    of: dict[str, Any] = {"of": str(PILOT), "entry": 2, "reason": "A slip of the pen."}
    assert said.when(CorrectEntry(**of, say={"period": "2018"})).refusals == ()
    said.when(CorrectEntry(**of, say={"number": 3})).refuses(LaterEntryBreaks).naming("entry").saying("entry 3")
    said.when(RetractEntry(**of)).refuses(LaterEntryBreaks).naming("entry").saying("It has: none")
