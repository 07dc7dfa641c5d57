from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.kernel import Command, Event
from domain.lesson import NoLessonLearnt
from domain.partner import UnknownPartner
from domain.pilot import HappenedBefore, NotAtThatStage, NowhereAdopted, PilotExists, UnknownPilot
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture, NothingToAmend, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import CLOSED, CREATED, LEAD, NUMBER, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_pilot import (
    ACCEPTED,
    AMEND,
    EVALUATE,
    EVALUATED,
    LEARN,
    LEARNT,
    PILOT,
    PILOT_AMENDED,
    PROPOSE,
    PROPOSED,
    RUNNING,
    SCALE,
    SCALED,
    START,
    STARTED,
    STOP,
    STOPPED,
    WITH_PILOT,
)


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_a_pilot_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    assert isinstance(fact, Event)
    said = {name: getattr(request_, name) for name in fact.__struct_fields__}
    assert said == {name: getattr(fact, name) for name in fact.__struct_fields__}


def test_a_pilot_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_PILOT).when(PROPOSE).refuses(PilotExists).naming("code")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(PROPOSE).refuses(ProgrammeIsClosed)


def test_whom_and_what_a_pilot_names_is_known_and_named_once() -> None:
    request = replace(PROPOSE, hosts=("nobody", LEAD, LEAD), commitment="99")
    given(CREATED, *PLAN_WITH_MILESTONE[1:]).when(request).refuses(UnknownPartner, SaidTwice, UnknownCommitment).naming(
        "hosts", "hosts", "commitment"
    )


@pytest.mark.parametrize("request_", [AMEND, START, LEARN, EVALUATE, SCALE, STOP], ids=lambda request: request.NAME)
def test_nothing_is_said_of_a_pilot_that_was_not_proposed(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownPilot).naming("code")


@pytest.mark.parametrize(
    ("request_", "stage", "facts"),
    [
        (START, "running", RUNNING),
        (START, "stopped", (*RUNNING, STOPPED)),
        (EVALUATE, "proposed", WITH_PILOT),
        (EVALUATE, "evaluated", (*RUNNING, EVALUATED)),
        (SCALE, "running", RUNNING),
        (STOP, "evaluated", (*RUNNING, EVALUATED)),
        (STOP, "scaled", (*RUNNING, EVALUATED, SCALED)),
    ],
)
def test_each_step_has_its_stage(request_: Command, stage: str, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(request_).refuses(NotAtThatStage).naming("code").saying(f"is {stage}")


def test_a_refusal_says_what_there_is_and_which_stages_a_step_needs() -> None:
    given(*RUNNING, STOPPED).when(STOP).refuses(NotAtThatStage).saying("for this it must be proposed or running.")
    given(*WITH_PILOT).when(PROPOSE).refuses(PilotExists).saying("already a pilot 'town' in 'FR-2018'")
    unknown = replace(PROPOSE, commitment="99")
    given(*PLAN_WITH_MILESTONE).when(unknown).refuses(UnknownCommitment).saying("no commitment '99' in 'FR-2018'")


def test_an_approach_may_be_adopted_in_one_place_after_another() -> None:
    given(*RUNNING, EVALUATED, SCALED).when(SCALE).then(SCALED[1])


def test_an_evaluation_names_a_lesson_unless_one_was_recorded_before() -> None:
    silent = replace(EVALUATE, lessons=())
    given(*RUNNING).when(silent).refuses(NoLessonLearnt).naming("lessons")
    given(*RUNNING, LEARNT).when(silent).then(replace(EVALUATED[1], lessons=()))


def test_a_lesson_is_recorded_at_any_time() -> None:
    for facts in (WITH_PILOT, RUNNING, (*RUNNING, EVALUATED), (*RUNNING, STOPPED)):
        given(*facts).when(LEARN).then(LEARNT[1])


def test_a_pilot_is_not_evaluated_before_it_started() -> None:
    given(*RUNNING).when(replace(EVALUATE, on=Edtf("2018-05"))).refuses(HappenedBefore).naming("on").saying("2018-22")
    given(*RUNNING).when(replace(EVALUATE, on=Edtf("2018"))).then(replace(EVALUATED[1], on=Edtf("2018")))
    assert given(*RUNNING, LEARNT).when(replace(EVALUATE, on=Edtf("2018-07"))).refusals == ()
    assert given(*RUNNING).when(replace(EVALUATE, on=Edtf("2018-06-01"))).refusals == ()


@pytest.mark.parametrize(
    ("request_", "facts", "too_early", "before"),
    [
        (START, WITH_PILOT, "2018-04", "2018-05"),
        (STOP, WITH_PILOT, "2018-04", "2018-05"),
        (STOP, RUNNING, "2018-05", "2018-22"),
        (SCALE, (*RUNNING, EVALUATED), "2019-05", "2019-06"),
        (SCALE, (*RUNNING, EVALUATED, SCALED), "2019-05", "2019-06"),
    ],
)
def test_no_step_of_a_pilot_comes_before_the_one_it_follows(
    request_: Command, facts: tuple[Fact, ...], too_early: str, before: str
) -> None:
    given(*facts).when(replace(request_, on=Edtf(too_early))).refuses(HappenedBefore).naming("on").saying(before)
    assert given(*facts).when(replace(request_, on=Edtf(before))).refusals == ()
    assert given(*facts).when(replace(request_, on=Edtf(before[:4]))).refusals == ()


def test_a_day_that_is_not_said_or_said_loosely_bars_no_step() -> None:
    undated = (*PLAN_WITH_MILESTONE, (PILOT, replace(PROPOSED[1], on=None)))
    assert given(*undated).when(replace(START, on=Edtf("2017"))).refusals == ()
    loosely = (*WITH_PILOT, (PILOT, replace(STARTED[1], on=Edtf("2018"))))
    given(*loosely).when(replace(STOP, on=Edtf("2018-04"))).refuses(HappenedBefore).saying("2018-05")
    assert given(*loosely).when(replace(STOP, on=Edtf("2018-05"))).refusals == ()


def test_a_step_is_not_corrected_to_a_day_before_or_after_its_neighbours() -> None:
    facts = (*RUNNING, EVALUATED, SCALED)
    on: dict[str, Any] = {"of": str(PILOT), "reason": "A slip of the pen."}
    given(*facts).when(CorrectEntry(**on, entry=4, say={"on": "2019-05"})).refuses(HappenedBefore).naming("say")
    scaled = (*RUNNING, EVALUATED, (PILOT, replace(SCALED[1], on=Edtf("2019-07"))))
    given(*scaled).when(CorrectEntry(**on, entry=3, say={"on": "2019-08"})).refuses(LaterEntryBreaks).saying("entry 4")


def test_scaling_says_where() -> None:
    given(*RUNNING, EVALUATED).when(replace(SCALE, adopted=())).refuses(NowhereAdopted).naming("adopted")


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_what_lies_ahead_has_not_happened_to_a_pilot(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_amending_changes_something() -> None:
    nothing = replace(AMEND, title=UNSET, site=UNSET, hosts=UNSET, partners=UNSET, methodology=UNSET)
    given(*WITH_PILOT).when(nothing).refuses(NothingToAmend)
    also = replace(AMEND, commitment=NUMBER, links=())
    assert given(*WITH_PILOT).when(replace(nothing, commitment=None)).refusals == ()
    assert given(*WITH_PILOT).when(replace(nothing, links=())).refusals == ()
    given(*WITH_PILOT).when(also).then(replace(PILOT_AMENDED[1], commitment=NUMBER, links=()))
    given(*WITH_PILOT).when(replace(also, commitment="99")).refuses(UnknownCommitment).naming("commitment")
    for name in ("title", "site", "hosts", "partners", "methodology"):
        assert given(*WITH_PILOT).when(replace(nothing, **{name: getattr(AMEND, name)})).refusals == ()


def test_whom_an_amendment_names_is_known() -> None:
    request = replace(AMEND, hosts=("nobody",), partners=("no-one",))
    given(*WITH_PILOT).when(request).refuses(UnknownPartner, UnknownPartner).naming("hosts", "partners")


def test_a_pilot_is_proposed_with_its_title_alone() -> None:
    assert given(CREATED).when(type(PROPOSE)(programme="FR-2018", code="town", title={"en": "x"})).refusals == ()
