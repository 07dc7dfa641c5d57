import pytest
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command
from domain.milestone import MilestoneIsWithdrawn, SameCommitment, UnknownMilestone
from domain.rules import AboutTheFuture, BeforeTheLast
from domain.thing import CommitmentIsWithdrawn, NotWithdrawn, UnknownCommitment
from domain.withdrawal import NotCancelled
from tests.domain.facts import PLAN_WITH_MILESTONE, PLANNED, REPORTED, WITHDRAWN
from tests.domain.given import given
from tests.domain.requests import (
    ADD_SUPPORT,
    AMEND_COMMITMENT,
    AMEND_STEP,
    CHANGE_LEAD,
    CORRECT,
    END_SUPPORT,
    PLAN_STEP,
    REPORT,
    RESCHEDULE,
    WITHDRAW,
)
from tests.domain.sample_pilot import PROPOSE
from tests.domain.sample_tie import (
    LAUNCH,
    LAUNCH_CANCELLED,
    LAUNCH_TIED,
    TIED,
    TIED_TO_COHORT,
    WITH_BOTH,
)
from tests.domain.sample_withdrawal import (
    COMMITMENT_REINSTATED,
    COMMITMENT_WITHDRAWN,
    MILESTONE_MOVED,
    MILESTONE_REINSTATED,
    MOVE_STEP,
    REINSTATE_COMMITMENT,
    REINSTATE_STEP,
    TEN_MADE,
    WITH_TEN,
    WITHDRAW_COMMITMENT,
)

UNDER_WITHDRAWN = (*PLAN_WITH_MILESTONE, REPORTED, COMMITMENT_WITHDRAWN)


def named(command: Command) -> str:
    return command.NAME


def test_a_commitment_is_withdrawn_and_reinstated_with_a_reason() -> None:
    given(*PLAN_WITH_MILESTONE).when(WITHDRAW_COMMITMENT).then(COMMITMENT_WITHDRAWN[1])
    given(*PLAN_WITH_MILESTONE, COMMITMENT_WITHDRAWN).when(REINSTATE_COMMITMENT).then(COMMITMENT_REINSTATED[1])


@pytest.mark.parametrize(
    "command", [AMEND_COMMITMENT, CHANGE_LEAD, ADD_SUPPORT, END_SUPPORT, WITHDRAW_COMMITMENT], ids=named
)
def test_a_withdrawn_commitment_takes_no_more_until_it_is_reinstated(command: Command) -> None:
    given(*UNDER_WITHDRAWN).when(command).refuses(CommitmentIsWithdrawn).naming("code").saying("2019-06")
    again = given(*UNDER_WITHDRAWN, COMMITMENT_REINSTATED).when(command)
    assert CommitmentIsWithdrawn not in {type(refusal) for refusal in again.refusals}


@pytest.mark.parametrize("command", [REPORT, RESCHEDULE, WITHDRAW], ids=named)
def test_what_came_after_the_withdrawal_of_a_commitment_is_not_recorded_of_its_milestones(command: Command) -> None:
    late = replace(command, on=Edtf("2019-07"))
    given(*UNDER_WITHDRAWN).when(late).refuses(CommitmentIsWithdrawn).naming("code")
    assert given(*UNDER_WITHDRAWN, COMMITMENT_REINSTATED).when(late).refusals == ()


def test_a_report_of_before_the_withdrawal_of_its_commitment_is_not_corrected_to_one_of_after_it() -> None:
    facts = (*PLAN_WITH_MILESTONE, (REPORTED[0], replace(REPORTED[1], on=Edtf("2019-05"))), COMMITMENT_WITHDRAWN)
    given(*facts).when(CORRECT).refuses(CommitmentIsWithdrawn).naming("code")
    assert given(*facts).when(replace(CORRECT, on=Edtf("2019-04"))).refusals == ()


@pytest.mark.parametrize("command", [REPORT, CORRECT, AMEND_STEP, WITHDRAW], ids=named)
def test_what_came_before_it_may_be_recorded_late(command: Command) -> None:
    assert given(*UNDER_WITHDRAWN).when(replace(command, on=Edtf("2019-05"))).refusals == ()
    assert given(*UNDER_WITHDRAWN).when(replace(command, on=Edtf("2019"))).refusals == ()


def test_nothing_new_is_promised_under_a_withdrawn_commitment() -> None:
    facts = (*PLAN_WITH_MILESTONE[:-1], COMMITMENT_WITHDRAWN)
    assert given(*facts).when(PLAN_STEP).refusals == ()
    for command in (PLAN_STEP, PROPOSE):
        for on in (Edtf("2019-07"), None):
            given(*facts).when(replace(command, on=on)).refuses(CommitmentIsWithdrawn).naming("commitment")


def test_a_milestone_is_planned_again_with_a_reason() -> None:
    given(*PLAN_WITH_MILESTONE, WITHDRAWN).when(REINSTATE_STEP).then(MILESTONE_REINSTATED[1])
    assert given(*PLAN_WITH_MILESTONE, WITHDRAWN, MILESTONE_REINSTATED).when(REPORT).refusals == ()


def test_only_what_was_withdrawn_is_reinstated() -> None:
    given(*PLAN_WITH_MILESTONE).when(REINSTATE_STEP).refuses(NotWithdrawn).naming("code")
    given(*PLAN_WITH_MILESTONE, WITHDRAWN, MILESTONE_REINSTATED).when(REINSTATE_STEP).refuses(NotWithdrawn)
    given(*PLAN_WITH_MILESTONE).when(REINSTATE_COMMITMENT).refuses(NotWithdrawn).naming("code")
    given(*UNDER_WITHDRAWN).when(REINSTATE_STEP).refuses(NotWithdrawn)


def test_what_was_never_promised_is_neither_withdrawn_nor_reinstated() -> None:
    for command in (WITHDRAW_COMMITMENT, REINSTATE_COMMITMENT):
        given(PLAN_WITH_MILESTONE[0]).when(command).refuses(UnknownCommitment).naming("code").saying("Make it first")
    for command in (REINSTATE_STEP, MOVE_STEP):
        given(*WITH_TEN[:4], TEN_MADE).when(command).refuses(UnknownMilestone).naming("code")


def test_one_follows_the_other_in_time() -> None:
    early = Edtf("2019-05")
    given(*UNDER_WITHDRAWN).when(replace(REINSTATE_COMMITMENT, on=early)).refuses(BeforeTheLast).naming("on")
    given(*PLAN_WITH_MILESTONE, WITHDRAWN).when(replace(REINSTATE_STEP, on=early)).refuses(BeforeTheLast)
    for facts, command in (
        ((*UNDER_WITHDRAWN, COMMITMENT_REINSTATED), WITHDRAW_COMMITMENT),
        ((*PLAN_WITH_MILESTONE, WITHDRAWN, MILESTONE_REINSTATED), WITHDRAW),
    ):
        given(*facts).when(replace(command, on=early)).refuses(BeforeTheLast).naming("on")
        assert given(*facts).when(replace(command, on=Edtf("2019-12-20"))).refusals == ()


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        (WITHDRAW_COMMITMENT, PLAN_WITH_MILESTONE),
        (REINSTATE_COMMITMENT, UNDER_WITHDRAWN),
        (REINSTATE_STEP, (*PLAN_WITH_MILESTONE, WITHDRAWN)),
        (MOVE_STEP, WITH_TEN),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_what_lies_ahead_is_neither_withdrawn_nor_moved(command: Command, facts: tuple[()]) -> None:
    given(*facts).when(replace(command, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_a_milestone_moves_to_another_commitment_or_to_none() -> None:
    given(*WITH_TEN).when(MOVE_STEP).then(MILESTONE_MOVED[1])
    given(*WITH_TEN, MILESTONE_MOVED).when(replace(MOVE_STEP, commitment=None)).then(
        replace(MILESTONE_MOVED[1], commitment=None, former="10")
    )


def test_a_milestone_moves_to_a_commitment_that_stands_and_is_not_its_own() -> None:
    given(*PLAN_WITH_MILESTONE).when(MOVE_STEP).refuses(UnknownCommitment).naming("commitment")
    given(*WITH_TEN, MILESTONE_MOVED).when(MOVE_STEP).refuses(SameCommitment).naming("commitment").saying("'10'")
    loose = (PLANNED[0], replace(PLANNED[1], commitment=None))
    given(*WITH_TEN[:4], loose).when(replace(MOVE_STEP, commitment=None)).refuses(SameCommitment).saying(
        "no commitment"
    )
    back = replace(MOVE_STEP, commitment="9", on=Edtf("2019-07"))
    given(*WITH_TEN, MILESTONE_MOVED, COMMITMENT_WITHDRAWN).when(back).refuses(CommitmentIsWithdrawn).naming(
        "commitment"
    )


def test_a_milestone_leaves_a_withdrawn_commitment_and_is_reported_on_again() -> None:
    away = (*WITH_TEN, COMMITMENT_WITHDRAWN)
    later = replace(MOVE_STEP, on=Edtf("2019-07"))
    assert given(*away).when(later).refusals == ()
    assert given(*away, MILESTONE_MOVED).when(replace(REPORT, on=Edtf("2019-08"))).refusals == ()
    given(*WITH_TEN, WITHDRAWN).when(MOVE_STEP).refuses(MilestoneIsWithdrawn)


def test_a_milestone_is_withdrawn_following_what_it_stood_for_only_if_all_of_that_is_cancelled() -> None:
    following = replace(WITHDRAW, following=str(LAUNCH))
    tied = (*WITH_BOTH, TIED, LAUNCH_TIED)
    given(*tied).when(following).refuses(NotCancelled).naming("following")
    given(*tied, LAUNCH_CANCELLED).when(following).then(replace(WITHDRAWN[1], following=str(LAUNCH)))
    given(*tied, TIED_TO_COHORT, LAUNCH_CANCELLED).when(following).refuses(NotCancelled)
