import pytest
from msgspec import UNSET
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.cohort import BeforeTheStart, CohortAtAnotherStage, CohortExists, CohortPlanned, PlanCohort, UnknownCohort
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.kernel import Command, Event
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture, NothingToAmend
from domain.thing import UnknownCommitment
from tests.domain.facts import CLOSED, CREATED, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_cohort import (
    ACCEPTED,
    AMEND_COHORT,
    ANNOUNCE,
    CALLED,
    CANCEL_COHORT,
    COHORT,
    COHORT_CANCELLED,
    COHORT_COMPLETED,
    COHORT_PLANNED,
    COHORT_RUNNING,
    COHORT_STARTED,
    COMPLETE_COHORT,
    HOST,
    HOSTED,
    PLAN_COHORT,
    START_COHORT,
    THIRD,
    WITH_COHORT,
)

LATER = (AMEND_COHORT, ANNOUNCE, HOST, START_COHORT, COMPLETE_COHORT, CANCEL_COHORT)
COMPLETED = (*COHORT_RUNNING, COHORT_COMPLETED)
CANCELLED = (*COHORT_RUNNING, COHORT_CANCELLED)


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_a_cohort_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    assert isinstance(fact, Event)
    assert request_.key() == COHORT
    assert {name: getattr(request_, name) for name in fact.__struct_fields__} == {
        name: getattr(fact, name) for name in fact.__struct_fields__
    }


def test_a_cohort_is_planned_with_its_title_alone() -> None:
    bare = PlanCohort(programme=PLAN, code=THIRD, title={"en": "Third"})
    given(CREATED).when(bare).then(CohortPlanned(title={"en": "Third"}))


def test_a_cohort_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_COHORT).when(PLAN_COHORT).refuses(CohortExists).naming("code")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(PLAN_COHORT).refuses(ProgrammeIsClosed)


def test_a_cohort_belongs_to_a_commitment_that_was_made() -> None:
    given(CREATED).when(PLAN_COHORT).refuses(UnknownCommitment).naming("commitment")
    given(*WITH_COHORT).when(replace(AMEND_COHORT, commitment="99")).refuses(UnknownCommitment).naming("commitment")


@pytest.mark.parametrize("request_", LATER, ids=lambda request: request.NAME)
def test_nothing_is_said_of_a_cohort_that_was_not_planned(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownCohort).naming("code")


@pytest.mark.parametrize(
    ("request_", "stage", "facts"),
    [
        (START_COHORT, "running", COHORT_RUNNING),
        (START_COHORT, "completed", COMPLETED),
        (START_COHORT, "cancelled", CANCELLED),
        (COMPLETE_COHORT, "planned", WITH_COHORT),
        (COMPLETE_COHORT, "called", (*WITH_COHORT, CALLED)),
        (COMPLETE_COHORT, "completed", COMPLETED),
        (COMPLETE_COHORT, "cancelled", CANCELLED),
        (CANCEL_COHORT, "completed", COMPLETED),
        (CANCEL_COHORT, "cancelled", CANCELLED),
        (ANNOUNCE, "cancelled", CANCELLED),
        (HOST, "cancelled", CANCELLED),
    ],
)
def test_each_step_of_a_cohort_has_its_stage(request_: Command, stage: str, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(request_).refuses(CohortAtAnotherStage).naming("code").saying(f"is {stage}")


def test_a_cohort_starts_with_or_without_a_call_and_is_cancelled_at_any_time_before_it_is_completed() -> None:
    for facts in (WITH_COHORT, (*WITH_COHORT, CALLED)):
        given(*facts).when(START_COHORT).then(COHORT_STARTED[1])
        given(*facts).when(CANCEL_COHORT).then(COHORT_CANCELLED[1])
    given(*COHORT_RUNNING).when(CANCEL_COHORT).then(COHORT_CANCELLED[1])


def test_a_call_or_a_challenge_learnt_late_does_not_set_a_cohort_back() -> None:
    given(*COHORT_RUNNING, CALLED, HOSTED).when(COMPLETE_COHORT).then(COHORT_COMPLETED[1])


@pytest.mark.parametrize("request_", [COMPLETE_COHORT, CANCEL_COHORT], ids=lambda request: request.NAME)
def test_a_cohort_does_not_end_before_it_started(request_: Command) -> None:
    given(*COHORT_RUNNING).when(replace(request_, on=Edtf("2018-08"))).refuses(BeforeTheStart).naming("on").saying(
        "2018-09", "2018-08"
    )
    for on in ("2018", "2018-09", "2018-09-01"):
        assert given(*COHORT_RUNNING).when(replace(request_, on=Edtf(on))).refusals == ()


def test_a_start_is_not_corrected_to_a_day_after_the_end() -> None:
    wrong = CorrectEntry(of=str(COHORT), entry=2, reason="A slip.", say={"on": "2019-07"})
    given(*COMPLETED).when(wrong).refuses(LaterEntryBreaks).saying("started 2019-07")
    assert given(*COMPLETED).when(replace(wrong, say={"on": "2018-10"})).refusals == ()


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_what_lies_ahead_has_not_happened_to_a_cohort(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_a_cohort_is_planned_for_a_period_ahead() -> None:
    ahead = replace(PLAN_COHORT, period=Edtf("2021"))
    given(*PLAN_WITH_MILESTONE).when(ahead).then(replace(COHORT_PLANNED[1], period=Edtf("2021")))


def test_amending_a_cohort_changes_something() -> None:
    nothing = replace(AMEND_COHORT, title=UNSET, ordinal=UNSET, label=UNSET, commitment=UNSET, period=UNSET)
    given(*WITH_COHORT).when(nothing).refuses(NothingToAmend)
    assert given(*WITH_COHORT).when(replace(nothing, label=None)).refusals == ()
