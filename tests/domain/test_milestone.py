from datetime import date

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from domain.amendment import AmendMilestone
from domain.dates import Edtf
from domain.kernel import Command
from domain.milestone import (
    MilestoneAmended,
    MilestoneExists,
    MilestoneIsWithdrawn,
    MilestonePlanned,
    MilestoneRescheduled,
    PlanMilestone,
    SameDueDate,
    UnknownMilestone,
)
from domain.partner import UnknownPartner
from domain.programme import ProgrammeIsClosed, UnknownProgramme
from domain.rules import AboutTheFuture, NothingToAmend, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import (
    CLOSED,
    CREATED,
    LEAD,
    MADE,
    MILESTONE,
    MILESTONE_AMENDED,
    OTHER,
    OTHER_REGISTERED,
    PLAN,
    PLAN_WITH_MILESTONE,
    PLANNED,
    REGISTERED,
    REPORTED,
    RESCHEDULED,
    STEP,
    WITHDRAWN,
)
from tests.domain.given import TODAY, given
from tests.domain.requests import AMEND_STEP, CORRECT, PLAN_STEP, REPORT, RESCHEDULE, WITHDRAW

KNOWN = (CREATED, REGISTERED, OTHER_REGISTERED, MADE)
LATER = (AMEND_STEP, REPORT, CORRECT, RESCHEDULE, WITHDRAW)


def test_a_milestone_is_planned_for_a_due_date_of_any_precision() -> None:
    given(*KNOWN).when(PLAN_STEP).then(PLANNED[1])
    assert PLAN_STEP.key() == MILESTONE
    for due in ("2019", "2019-06", "2019-06-30", "2019-21", "2018-09/2019-06", "2018/..", "2019-06~"):
        assert given(*KNOWN).when(replace(PLAN_STEP, due=Edtf(due))).refusals == ()


def test_a_milestone_may_be_planned_without_a_date_a_commitment_or_anyone_responsible() -> None:
    bare = PlanMilestone(programme=PLAN, code=STEP, title={"en": "Train civil servants"})
    given(CREATED).when(bare).then(MilestonePlanned(title={"en": "Train civil servants"}))


def test_a_code_is_given_to_one_milestone_only() -> None:
    given(*KNOWN, PLANNED).when(PLAN_STEP).refuses(MilestoneExists).naming("code")
    given(*KNOWN, PLANNED, WITHDRAWN).when(PLAN_STEP).refuses(MilestoneExists)


def test_a_milestone_belongs_to_a_commitment_that_was_made() -> None:
    given(CREATED, REGISTERED).when(PLAN_STEP).refuses(UnknownCommitment).naming("commitment")


def test_who_is_responsible_must_be_registered_and_is_named_once() -> None:
    given(*KNOWN).when(replace(PLAN_STEP, responsible=("nobody", LEAD, "nobody"))).refuses(
        UnknownPartner, SaidTwice
    ).naming("responsible", "responsible")


def test_every_fault_of_a_new_milestone_is_named_at_once() -> None:
    given(CREATED, CLOSED, PLANNED).when(replace(PLAN_STEP, on=Edtf("2021"))).refuses(
        ProgrammeIsClosed, MilestoneExists, UnknownCommitment, AboutTheFuture, UnknownPartner
    )


@pytest.mark.parametrize("command", LATER, ids=lambda command: command.NAME)
def test_what_was_never_planned_is_not_reported_or_changed(command: Command) -> None:
    given(*KNOWN).when(command).refuses(UnknownMilestone).naming("code").saying("9.1", "Plan it first")
    given(OTHER_REGISTERED).when(command).refuses(UnknownProgramme, UnknownMilestone)


@pytest.mark.parametrize("command", [one for one in LATER if one is not CORRECT], ids=lambda command: command.NAME)
def test_a_withdrawn_milestone_takes_no_more(command: Command) -> None:
    given(*PLAN_WITH_MILESTONE, REPORTED, WITHDRAWN).when(command).refuses(MilestoneIsWithdrawn).naming("code")


@pytest.mark.parametrize("command", LATER, ids=lambda command: command.NAME)
def test_what_has_not_happened_is_not_recorded(command: Command) -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED)
    for on in ("2020-01-01", "2020", "2020-21", "2020-01~", "2020-01/..", "2020/2021"):
        given(*facts).when(replace(command, on=Edtf(on))).refuses(AboutTheFuture).naming("on").saying(on, "2019-12-31")


@pytest.mark.parametrize("command", LATER, ids=lambda command: command.NAME)
def test_what_has_begun_is_recorded(command: Command) -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED)
    for on in ("2019-12-31", "2019-12", "2019", "2019-24", "2019-12/..", "2019/2020", "../2030", "2018-04~"):
        assert given(*facts).when(replace(command, on=Edtf(on))).refusals == ()


def test_a_promise_is_not_dated_after_today_but_its_due_date_is() -> None:
    given(*KNOWN).when(replace(PLAN_STEP, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")
    assert given(*KNOWN, today=date(2017, 1, 1)).when(replace(PLAN_STEP, on=None)).refusals == ()


def test_today_is_not_the_future() -> None:
    tomorrow = replace(REPORT, on=Edtf("2020-01-01"))
    given(*PLAN_WITH_MILESTONE, today=TODAY).when(tomorrow).refuses(AboutTheFuture)
    assert given(*PLAN_WITH_MILESTONE, today=date(2020, 1, 1)).when(tomorrow).refusals == ()


def test_a_due_date_moves_with_a_reason_and_the_promised_one_is_kept() -> None:
    given(*PLAN_WITH_MILESTONE).when(RESCHEDULE).then(RESCHEDULED[1])
    given(*PLAN_WITH_MILESTONE, RESCHEDULED).when(replace(RESCHEDULE, due=Edtf("2021"))).then(
        MilestoneRescheduled(due=Edtf("2021"), on=RESCHEDULE.on, reason=RESCHEDULE.reason, former=Edtf("2020-06"))
    )


def test_a_due_date_may_move_forward_or_become_more_precise() -> None:
    for due in ("2018", "2019-12-31", "2019~"):
        assert given(*PLAN_WITH_MILESTONE).when(replace(RESCHEDULE, due=Edtf(due))).refusals == ()


def test_a_milestone_without_a_due_date_gets_one() -> None:
    undated = (MILESTONE, replace(PLANNED[1], due=None))
    given(*KNOWN, undated).when(RESCHEDULE).then(
        MilestoneRescheduled(due=RESCHEDULE.due, on=RESCHEDULE.on, reason=RESCHEDULE.reason, former=None)
    )


def test_a_due_date_does_not_move_to_itself() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(RESCHEDULE, due=Edtf("2019"))).refuses(SameDueDate).naming("due")
    given(*PLAN_WITH_MILESTONE, RESCHEDULED).when(RESCHEDULE).refuses(SameDueDate)
    given(*PLAN_WITH_MILESTONE).when(replace(RESCHEDULE, due=Edtf("2019"), on=Edtf("2020"))).refuses(
        SameDueDate, AboutTheFuture
    )


def test_a_promise_is_taken_back_with_a_reason() -> None:
    given(*PLAN_WITH_MILESTONE, REPORTED).when(WITHDRAW).then(WITHDRAWN[1])


def test_a_milestone_is_amended_and_who_was_responsible_before_is_kept() -> None:
    given(*PLAN_WITH_MILESTONE).when(AMEND_STEP).then(MILESTONE_AMENDED[1])
    given(*PLAN_WITH_MILESTONE, MILESTONE_AMENDED).when(replace(AMEND_STEP, responsible=())).then(
        replace(MILESTONE_AMENDED[1], responsible=(), formerly_responsible=(OTHER,))
    )


def test_what_an_amendment_does_not_name_stays_unsaid() -> None:
    request = AmendMilestone(programme=PLAN, code=STEP, reason="Wrong.", on=Edtf("2019"), description=None)
    given(*PLAN_WITH_MILESTONE).when(request).then(
        MilestoneAmended(reason="Wrong.", on=Edtf("2019"), description=None, formerly_responsible=(LEAD,))
    )


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    nothing = replace(AMEND_STEP, title=UNSET, description=UNSET, parts=UNSET, responsible=UNSET)
    given(*PLAN_WITH_MILESTONE).when(nothing).refuses(NothingToAmend).saying("title", "responsible")


def test_an_amendment_names_registered_partners_once() -> None:
    request = replace(AMEND_STEP, responsible=("nobody", "nobody", LEAD))
    given(*PLAN_WITH_MILESTONE).when(request).refuses(UnknownPartner, SaidTwice).naming("responsible", "responsible")
