"""Steps of a life come in the order of their entries; what is agreed holds in the order of its days, however late it is learnt."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.amendment import PartIsTied
from domain.consortium import JoinProgramme, Role
from domain.dates import Edtf
from domain.figure import FigureRestated, MoreThanTheWhole
from domain.kernel import Command
from domain.mark import Mark
from domain.milestone import MilestoneMoved, MilestoneRescheduled, MoveMilestone, SameDueDate
from domain.move import NotElsewhere
from domain.partner import PartnerAbsorbed
from domain.phase import SamePeriod
from domain.production import NotLate
from domain.rules import AboutTheFuture, BeforeTheLast
from domain.target import SameTarget
from domain.tie import TiedToCancelled
from tests.domain import requests
from tests.domain import sample_cohort as cohort
from tests.domain import sample_deliverable as deliverable
from tests.domain import sample_figure as figure
from tests.domain import sample_gathering as gathering
from tests.domain import sample_indicator as indicator
from tests.domain import sample_phase as phase
from tests.domain import sample_succession as succession
from tests.domain import sample_tie as tie
from tests.domain.facts import (
    CHOSEN,
    CLOSED,
    CREATED,
    HANDED_OVER,
    JOINED,
    LEAD,
    LEFT,
    MADE_WITHOUT_PARTNERS,
    MILESTONE,
    MILESTONE_AMENDED,
    NUMBER,
    OTHER,
    OTHER_JOINED,
    OTHER_REGISTERED,
    PLAN,
    PLAN_WITH_MILESTONE,
    REGISTERED,
    REOPENED,
    RESCHEDULED,
    STEP,
    SUPPORT_ADDED,
    SUPPORT_ENDED,
)
from tests.domain.given import Fact, given

KNOWN = (CREATED, REGISTERED, OTHER_REGISTERED)
SUPPORTED = (*KNOWN, MADE_WITHOUT_PARTNERS, SUPPORT_ADDED)
EARLY = Edtf("2017-01")

STEPS: tuple[tuple[Command, tuple[Fact, ...]], ...] = (
    (requests.CLOSE, (CREATED, CLOSED, REOPENED)),
    (requests.REOPEN, (CREATED, CLOSED)),
    (replace(requests.CHOOSE, profiles=("irm@2017",)), (CREATED, CHOSEN)),
    (requests.LEAVE, (*KNOWN, (OTHER_JOINED[0], replace(OTHER_JOINED[1], since=Edtf("2018"))))),
    (replace(requests.HAND_OVER, to=LEAD), (*KNOWN, JOINED, HANDED_OVER)),
    (requests.END_SUPPORT, SUPPORTED),
    (requests.ADD_SUPPORT, (*SUPPORTED, SUPPORT_ENDED)),
    (requests.CHANGE_LEAD, SUPPORTED),
    (tie.UNTIE, (*tie.WITH_BOTH, tie.TIED_IN_PART)),
    (tie.TIE, (*tie.WITH_BOTH, tie.TIED_IN_PART, tie.UNTIED)),
    (requests.AMEND_STEP, (*PLAN_WITH_MILESTONE, MILESTONE_AMENDED)),
    (deliverable.WITHDRAW, deliverable.WITH_VERSION),
    (cohort.START_COHORT, (*cohort.WITH_COHORT, cohort.CALLED)),
    (indicator.REPLACE, (*indicator.WITH_INDICATOR, indicator.TARGET_SET)),
)


@pytest.mark.parametrize(("request_", "facts"), STEPS, ids=lambda value: getattr(value, "NAME", ""))
def test_a_step_is_not_dated_before_the_last_one_of_its_kind(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=EARLY)).refuses(BeforeTheLast).naming("on").saying("2017-01")


def test_a_step_of_a_vague_day_has_the_benefit_of_the_doubt() -> None:
    vague = (SUPPORT_ENDED[0], replace(SUPPORT_ENDED[1], on=Edtf("2019")))
    assert given(*SUPPORTED, vague).when(replace(requests.ADD_SUPPORT, on=Edtf("2019-03"))).refusals == ()
    assert given(*SUPPORTED).when(replace(requests.END_SUPPORT, on=Edtf("2019-01-01"))).refusals == ()


def test_who_left_does_not_come_back_before_that() -> None:
    back = JoinProgramme(programme=PLAN, partner=OTHER, role=Role.SUPPORTING, since=Edtf("2019-05"))
    given(*KNOWN, OTHER_JOINED, LEFT).when(back).refuses(BeforeTheLast).naming("since")
    assert given(*KNOWN, OTHER_JOINED, LEFT).when(replace(back, since=Edtf("2019-06"))).refusals == ()


@pytest.mark.parametrize(
    ("request_", "facts"),
    [
        (requests.CLOSE, (CREATED,)),
        (requests.REOPEN, (CREATED, CLOSED)),
        (requests.CHOOSE, (CREATED,)),
        (requests.LEAVE, (*KNOWN, OTHER_JOINED)),
        (requests.HAND_OVER, (*KNOWN, JOINED)),
        (requests.CHANGE_LEAD, (*KNOWN, MADE_WITHOUT_PARTNERS)),
        (requests.ADD_SUPPORT, (*KNOWN, MADE_WITHOUT_PARTNERS)),
        (requests.END_SUPPORT, SUPPORTED),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_what_has_not_happened_is_not_recorded_as_done(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_nobody_has_joined_before_the_day_has_come() -> None:
    given(*KNOWN).when(replace(requests.JOIN, since=Edtf("2020"))).refuses(AboutTheFuture).naming("since")


def test_a_partner_does_not_end_before_it_took_another_in() -> None:
    absorbed = (OTHER_REGISTERED[0], PartnerAbsorbed(partner=LEAD, on=Edtf("2019"), reason="By decree."))
    back = replace(succession.MERGE, code=OTHER, into=LEAD, on=Edtf("2018-12-31"))
    given(*succession.PARTNERS, absorbed).when(back).refuses(BeforeTheLast).naming("on").saying("absorbed")
    given(*succession.PARTNERS, succession.SPLIT_OFF).when(back).refuses(BeforeTheLast)


# ── What is agreed ────────────────────────────────────


def test_a_reschedule_that_is_learnt_late_was_agreed_in_place_of_what_stood_then() -> None:
    late = replace(requests.RESCHEDULE, on=Edtf("2019-10-01"), due=Edtf("2020-06"))
    given(*PLAN_WITH_MILESTONE, RESCHEDULED).when(late).then(
        MilestoneRescheduled(due=late.due, on=late.on, reason=late.reason, former=Edtf("2019"))
    )
    earlier = (MILESTONE, replace(RESCHEDULED[1], on=Edtf("2019-10-01"), due=Edtf("2019-12")))
    same = replace(requests.RESCHEDULE, on=Edtf("2019-12-01"), due=Edtf("2020-06"))
    given(*PLAN_WITH_MILESTONE, RESCHEDULED, earlier).when(same).refuses(SameDueDate)
    assert given(*PLAN_WITH_MILESTONE, RESCHEDULED, earlier).when(replace(same, due=Edtf("2019-12"))).refusals == ()


def test_a_move_that_is_learnt_late_leaves_a_milestone_where_it_went_since() -> None:
    away = (MILESTONE, MilestoneMoved(commitment=None, on=Edtf("2019-11"), reason="On its own.", former=NUMBER))
    back = MoveMilestone(programme=PLAN, code=STEP, commitment=NUMBER, on=Edtf("2019-12"), reason="Again.")
    early = (MILESTONE, MilestoneMoved(commitment=NUMBER, on=Edtf("2019-10"), reason="Again.", former=None))
    assert given(*PLAN_WITH_MILESTONE, away, early).when(back).refusals == ()


def test_days_that_were_agreed_earlier_but_learnt_later_are_not_the_days_of_an_event() -> None:
    late = (gathering.EVENT, replace(gathering.EVENT_MOVED[1], on=EARLY, period=Edtf("2018-08")))
    again = replace(gathering.MOVE, on=Edtf("2019-01"))
    given(*gathering.WITH_EVENT, gathering.EVENT_MOVED, late).when(again).refuses(NotElsewhere)
    given(*gathering.WITH_EVENT, gathering.EVENT_MOVED).when(replace(again, on=EARLY)).then(
        replace(gathering.EVENT_MOVED[1], on=EARLY)
    )


def test_a_phase_has_the_period_that_was_agreed_for_the_latest_day() -> None:
    late = (phase.PILOT, replace(phase.MOVED[1], on=EARLY, period=Edtf("2018/2020")))
    again = replace(phase.MOVE_PHASE, on=Edtf("2019-12"))
    given(*phase.WITH_PHASE, phase.MOVED, late).when(again).refuses(SamePeriod)


def test_a_deliverable_is_late_by_the_due_date_that_was_agreed_for_the_latest_day() -> None:
    late = (deliverable.DELIVERABLE, replace(deliverable.DELIVERABLE_MOVED[1], on=Edtf("2018-06"), due=Edtf("2018-12")))
    facts = (*deliverable.WITH_DELIVERABLE, deliverable.DELIVERABLE_MOVED, late)
    given(*facts).when(replace(deliverable.JUSTIFY, on=Edtf("2019-04"))).refuses(NotLate).saying("2019-04")


def test_a_deliverable_that_was_handed_in_on_time_is_not_late_because_it_is_accepted_later() -> None:
    on_time = (deliverable.DELIVERABLE, replace(deliverable.SUBMITTED[1], on=Edtf("2019-03-30")))
    facts = (*deliverable.WITH_DELIVERABLE, on_time, deliverable.ACCEPTANCE)
    given(*facts).when(replace(deliverable.JUSTIFY, on=Edtf("2019-07-05"))).refuses(NotLate).saying("2019-03-30")


def test_a_part_cannot_exceed_the_number_that_its_whole_has_on_the_page() -> None:
    lower = FigureRestated(code=figure.WHOLE, value=10, on=Edtf("2018-09"), reason="Some left.", said="10")
    stated = given(*figure.WITH_COHORTS)
    stated.streams[figure.FIGURES].take(figure.WHOLE_STATED[1], date(2018, 6, 15))
    stated.streams[figure.FIGURES].take(lower, date(2018, 10, 15))
    stated.when(figure.STATE_PART).refuses(MoreThanTheWhole).saying("10")


# ── Ties and targets ──────────────────────────────────


def test_a_milestone_is_tied_to_what_had_come_to_its_mark_before_it_was_cancelled() -> None:
    started = replace(tie.TIE, to=tie.TO_FIRST_YEAR, when=Mark.STARTED)
    both = (tie.FIRST_YEAR_STARTED, tie.FIRST_YEAR_CANCELLED)
    assert given(*tie.WITH_BOTH, *both).when(started).refusals == ()
    given(*tie.WITH_BOTH, tie.FIRST_YEAR_CANCELLED).when(started).refuses(TiedToCancelled)


def test_a_part_that_follows_something_is_not_amended_away() -> None:
    without = replace(requests.AMEND_STEP, parts=({"en": "A course"},))
    given(*tie.WITH_BOTH, tie.TIED_IN_PART).when(without).refuses(PartIsTied).naming("parts").saying("event:launch")
    assert given(*tie.WITH_BOTH, tie.TIED_IN_PART, tie.UNTIED).when(without).refusals == ()


def test_a_target_is_the_same_however_its_amount_is_written() -> None:
    facts = (*indicator.WITH_INDICATOR, indicator.TARGET_SET)
    given(*facts).when(replace(indicator.REPLACE, value="300.0")).refuses(SameTarget).naming("value")
    assert given(*facts).when(replace(indicator.REPLACE, value="300.1")).refusals == ()
