import pytest
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command, Elsewhere
from domain.mark import Mark
from domain.milestone import MilestoneIsWithdrawn, UnknownMilestone
from domain.programme import ProgrammeIsClosed
from domain.report import (
    CompleteNeedsEvidence,
    FollowsAndOverrules,
    IsOverruled,
    NothingToOverrule,
    NotReached,
    SaidAlready,
    StandsForAnother,
)
from domain.rules import AboutTheFuture
from domain.thing import CommitmentIsWithdrawn
from domain.tie import AlreadyTied, NoSuchPart, NothingToFollow, NotTied, TiedToCancelled, TieMilestone, WrongMark
from tests.domain.facts import CLOSED, CREATED, MILESTONE, PLAN_WITH_MILESTONE, REPORTED, WITHDRAWN
from tests.domain.given import Fact, given
from tests.domain.requests import CORRECT, REPORT
from tests.domain.sample_tie import (
    FIRST_YEAR,
    FIRST_YEAR_PLANNED,
    FIRST_YEAR_TIED,
    LAUNCH,
    LAUNCH_ATTENDED,
    LAUNCH_CANCELLED,
    LAUNCH_HELD,
    LAUNCH_PLANNED,
    LAUNCH_TIED,
    LAUNCH_UNTIED,
    OF_MILESTONE,
    TIE,
    TIED,
    TIED_IN_PART,
    TIED_TO_COHORT,
    TO_FIRST_YEAR,
    TO_LAUNCH,
    UNTIE,
    UNTIED,
    WITH_BOTH,
)
from tests.domain.sample_withdrawal import COMMITMENT_WITHDRAWN

TIED_FACTS = (*WITH_BOTH, TIED)
HELD = (*TIED_FACTS, LAUNCH_HELD, LAUNCH_ATTENDED)
DONE = replace(REPORT, status="complete", evidence=(), following=str(LAUNCH))
OVERRULING = replace(REPORT, overrules="Only half of it was taught.")
OVERRULED: Fact = (MILESTONE, replace(REPORTED[1], overrules="Only half of it was taught."))


def test_a_milestone_is_tied_and_both_streams_say_so() -> None:
    given(*WITH_BOTH).when(TIE).then(TIED_IN_PART[1], Elsewhere(*LAUNCH_TIED))
    to_cohort = TieMilestone(**OF_MILESTONE, to=TO_FIRST_YEAR, when=Mark.STARTED, part=1, on=TIE.on)
    given(*WITH_BOTH).when(to_cohort).then(
        replace(TIED_IN_PART[1], to=TO_FIRST_YEAR, when=Mark.STARTED, part=1), Elsewhere(*FIRST_YEAR_TIED)
    )


def test_a_milestone_may_only_concern_a_thing() -> None:
    loosely = TieMilestone(**OF_MILESTONE, to=TO_LAUNCH)
    given(*WITH_BOTH, LAUNCH_CANCELLED).when(loosely).then(
        replace(TIED[1], when=None), Elsewhere(LAUNCH, replace(LAUNCH_TIED[1], when=None, part=None, on=None))
    )


def test_what_a_milestone_stands_for_is_there_and_may_still_come() -> None:
    given(*PLAN_WITH_MILESTONE).when(TIE).refuses(NothingToFollow).naming("to").saying(TO_LAUNCH)
    given(*WITH_BOTH, LAUNCH_CANCELLED).when(TIE).refuses(TiedToCancelled).naming("to")


def test_a_milestone_is_tied_to_a_thing_once_and_again_after_it_was_untied() -> None:
    given(*WITH_BOTH, TIED_IN_PART).when(TIE).refuses(AlreadyTied).naming("to")
    assert given(*WITH_BOTH, TIED_IN_PART, UNTIED).when(replace(TIE, on=Edtf("2019-03"))).refusals == ()
    assert given(*WITH_BOTH, TIED_TO_COHORT).when(TIE).refusals == ()


@pytest.mark.parametrize(
    ("to", "when"), [(TO_LAUNCH, Mark.STARTED), (TO_LAUNCH, Mark.COMPLETED), (TO_FIRST_YEAR, Mark.HELD)]
)
def test_events_are_held_and_cohorts_start_and_are_completed(to: str, when: Mark) -> None:
    given(*WITH_BOTH).when(replace(TIE, to=to, when=when)).refuses(WrongMark).naming("when").saying(when)


def test_the_part_is_one_that_the_milestone_has() -> None:
    assert given(*WITH_BOTH).when(replace(TIE, part=2)).refusals == ()
    given(*WITH_BOTH).when(replace(TIE, part=3)).refuses(NoSuchPart).naming("part").saying("2 parts")


def test_a_milestone_is_untied_and_both_streams_say_so() -> None:
    given(*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED).when(UNTIE).then(UNTIED[1], Elsewhere(*LAUNCH_UNTIED))
    given(*WITH_BOTH).when(UNTIE).refuses(NotTied).naming("to").saying("nothing")
    given(*WITH_BOTH, TIED_TO_COHORT).when(UNTIE).refuses(NotTied).saying(TO_FIRST_YEAR)


@pytest.mark.parametrize("command", [TIE, UNTIE], ids=lambda command: command.NAME)
def test_ties_are_those_of_a_milestone_that_stands_in_an_open_programme(command: Command) -> None:
    tied = () if command is TIE else (TIED_IN_PART,)
    given(*WITH_BOTH, *tied, CLOSED).when(command).refuses(ProgrammeIsClosed)
    given(*WITH_BOTH, *tied, WITHDRAWN).when(command).refuses(MilestoneIsWithdrawn)
    given(*WITH_BOTH, *tied, COMMITMENT_WITHDRAWN).when(replace(command, on=None)).refuses(CommitmentIsWithdrawn)
    given(CREATED, LAUNCH_PLANNED, FIRST_YEAR_PLANNED).when(command).refuses(UnknownMilestone)
    given(*WITH_BOTH, *tied).when(replace(command, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_what_a_milestone_follows_is_evidence() -> None:
    given(*HELD).when(DONE).then(replace(REPORTED[1], status="complete", evidence=(), following=str(LAUNCH)))
    given(*WITH_BOTH).when(replace(DONE, following="")).refuses(CompleteNeedsEvidence)


def test_only_what_a_milestone_is_tied_to_is_followed() -> None:
    given(*WITH_BOTH, LAUNCH_HELD, LAUNCH_ATTENDED).when(DONE).refuses(NotTied).naming("following")
    given(*HELD, UNTIED).when(DONE).refuses(NotTied)
    loosely = (MILESTONE, replace(TIED[1], when=None))
    given(*WITH_BOTH, loosely, LAUNCH_HELD, LAUNCH_ATTENDED).when(DONE).refuses(NotTied)
    given(*HELD).when(replace(DONE, following="event:FR-2021/launch")).refuses(NotTied).saying(str(LAUNCH))


def test_an_event_is_followed_once_it_was_held_and_its_attendance_is_recorded() -> None:
    given(*TIED_FACTS).when(DONE).refuses(NotReached).naming("following")
    given(*TIED_FACTS, LAUNCH_HELD).when(DONE).refuses(NotReached).naming("following").saying(TO_LAUNCH, "held")


def test_a_cohort_is_followed_once_it_reached_its_mark() -> None:
    following = replace(DONE, following=str(FIRST_YEAR))
    given(*WITH_BOTH, TIED_TO_COHORT).when(following).refuses(NotReached).saying("started")


def test_a_milestone_is_not_complete_by_a_part_of_what_it_stands_for() -> None:
    both = (*HELD, TIED_TO_COHORT)
    given(*both).when(DONE).refuses(NotReached).naming("status")
    in_part = (*WITH_BOTH, TIED_IN_PART, LAUNCH_HELD, LAUNCH_ATTENDED)
    given(*in_part).when(DONE).refuses(NotReached).naming("status").saying("note")
    for facts in (both, in_part):
        assert given(*facts).when(replace(DONE, status=None)).refusals == ()
        assert given(*facts).when(replace(DONE, status="substantial")).refusals == ()


def test_the_same_is_not_followed_twice() -> None:
    again = (MILESTONE, replace(REPORTED[1], status="complete", following=str(LAUNCH)))
    given(*HELD, again).when(DONE).refuses(SaidAlready).naming("following")
    assert given(*HELD, again).when(replace(DONE, status=None)).refusals == ()


def test_a_claim_of_ones_own_about_a_milestone_that_stands_for_something_says_why() -> None:
    given(*TIED_FACTS).when(REPORT).refuses(StandsForAnother).naming("overrules").saying(TO_LAUNCH, "overrules")
    given(*TIED_FACTS).when(OVERRULING).then(OVERRULED[1])
    note = (REPORTED[0], replace(REPORTED[1], status=None, vocabulary=None))
    given(*TIED_FACTS, note).when(replace(CORRECT, corrects=3)).refuses(StandsForAnother).naming("overrules")
    given(*TIED_FACTS).when(replace(OVERRULING, following=str(LAUNCH))).refuses(FollowsAndOverrules, NotReached)


def test_a_note_needs_no_such_word_nor_does_a_milestone_of_which_only_a_part_is_tied() -> None:
    assert given(*TIED_FACTS).when(replace(REPORT, status=None)).refusals == ()
    assert given(*WITH_BOTH, TIED_IN_PART).when(REPORT).refusals == ()
    given(*WITH_BOTH, TIED_IN_PART).when(OVERRULING).refuses(NothingToOverrule).naming("overrules")


def test_what_a_person_overruled_is_followed_no_more() -> None:
    given(*HELD, OVERRULED).when(DONE).refuses(IsOverruled).naming("following").saying("Only half of it was taught.")
    corrected = replace(CORRECT, corrects=3, following=str(LAUNCH), status="substantial")
    assert given(*HELD, OVERRULED).when(corrected).refusals == ()
