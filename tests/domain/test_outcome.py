import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry, NotCorrectable, RetractEntry
from domain.dates import Edtf
from domain.kernel import Elsewhere, Key, Refusal
from domain.milestone import MilestoneExists
from domain.outcome import (
    DroppedNeedsReason,
    FollowUpCommand,
    FollowUpHasEnded,
    FollowUpResult,
    UnknownFollowUp,
    UnknownOutcome,
)
from domain.partner import Partner, PartnerHasEnded, PartnerMerged, UnknownPartner
from domain.rules import SaidTwice
from domain.thing import CommitmentIsWithdrawn
from tests.domain.facts import LEAD, OTHER, STEP
from tests.domain.given import Fact, given
from tests.domain.sample_gathering import (
    AGREE,
    AGREED,
    CLOSE_FOLLOW_UP,
    EVENT,
    EVENT_AMENDED,
    FOLLOW_UP_CLOSED,
    NEXT_KEY,
    NEXT_PLANNED,
    OUTCOME,
    PROMOTE,
    PROMOTED,
    RECORD_OUTCOME,
    WITH_FOLLOW_UP,
    WITH_HELD,
    WITH_OUTCOME,
)
from tests.domain.sample_withdrawal import COMMITMENT_WITHDRAWN

OWNER_MERGED = (Key(Partner.KIND, OTHER), PartnerMerged(into=LEAD, on=Edtf("2019-10"), reason="By decree."))


def test_who_proposed_an_outcome_is_known_and_named_once() -> None:
    request = replace(RECORD_OUTCOME, proposed_by=("nobody",), proposing_countries=("MA", "IT", "MA"))
    given(*WITH_HELD).when(request).refuses(UnknownPartner, SaidTwice).naming("proposed_by", "proposing_countries")


def test_an_event_leads_to_one_outcome_after_another() -> None:
    given(*WITH_OUTCOME).when(RECORD_OUTCOME).then(OUTCOME[1])


@pytest.mark.parametrize("entry", [1, 2, 3, 5, 99])
def test_a_follow_up_is_of_an_outcome(entry: int) -> None:
    given(*WITH_FOLLOW_UP).when(replace(AGREE, outcome=entry)).refuses(UnknownOutcome).naming("outcome").saying(
        f"Entry {entry}", "Its outcomes: 4."
    )
    given(*WITH_HELD).when(AGREE).refuses(UnknownOutcome).saying("none")


def test_the_owner_of_a_follow_up_is_known_or_left_open() -> None:
    given(*WITH_OUTCOME).when(replace(AGREE, owner="nobody")).refuses(UnknownPartner).naming("owner")
    given(*WITH_OUTCOME).when(replace(AGREE, owner=None)).then(replace(AGREED[1], owner=None))


@pytest.mark.parametrize("request_", [CLOSE_FOLLOW_UP, PROMOTE], ids=lambda request: request.NAME)
@pytest.mark.parametrize("entry", [1, 4, 99])
def test_only_a_follow_up_ends(request_: FollowUpCommand, entry: int) -> None:
    given(*WITH_FOLLOW_UP).when(replace(request_, follow_up=entry)).refuses(UnknownFollowUp).naming("follow_up").saying(
        "Its follow-ups: 5."
    )


@pytest.mark.parametrize("request_", [CLOSE_FOLLOW_UP, PROMOTE], ids=lambda request: request.NAME)
@pytest.mark.parametrize(("end", "how"), [(FOLLOW_UP_CLOSED, "is dropped"), (PROMOTED, "became milestone '9.seminar'")])
def test_a_follow_up_ends_once(request_: FollowUpCommand, end: Fact, how: str) -> None:
    given(*WITH_FOLLOW_UP, end).when(request_).refuses(FollowUpHasEnded).naming("follow_up").saying(how, "entry 6")
    another = replace(request_, follow_up=7)
    assert given(*WITH_FOLLOW_UP, end, AGREED).when(another).refusals == ()


def test_a_follow_up_is_dropped_for_a_reason_and_done_without_one() -> None:
    silent = replace(CLOSE_FOLLOW_UP, reason=None)
    given(*WITH_FOLLOW_UP).when(silent).refuses(DroppedNeedsReason).naming("reason")
    done = replace(silent, result=FollowUpResult.DONE)
    given(*WITH_FOLLOW_UP).when(done).then(replace(FOLLOW_UP_CLOSED[1], reason=None, result=FollowUpResult.DONE))


def test_a_follow_up_becomes_a_milestone_in_both_records_at_once() -> None:
    given(*WITH_FOLLOW_UP).when(PROMOTE).then(PROMOTED[1], Elsewhere(NEXT_KEY, NEXT_PLANNED))


def test_its_action_and_due_date_go_over_unless_said_otherwise() -> None:
    taken_over = replace(NEXT_PLANNED, title={"en": "Prepare the next seminar"}, due=Edtf("2019-06"))
    given(*WITH_FOLLOW_UP).when(replace(PROMOTE, title=None, due=None)).then(
        PROMOTED[1], Elsewhere(NEXT_KEY, taken_over)
    )


def test_what_nobody_owns_and_belongs_to_no_commitment_is_a_milestone_without_either() -> None:
    facts = (*WITH_OUTCOME, (EVENT, replace(AGREED[1], owner=None, due=None)), EVENT_AMENDED)
    alone = replace(NEXT_PLANNED, title={"en": "Prepare the next seminar"}, due=None, commitment=None, responsible=())
    given(*facts).when(replace(PROMOTE, title=None, due=None)).then(PROMOTED[1], Elsewhere(NEXT_KEY, alone))


def test_the_milestone_that_a_follow_up_becomes_is_new() -> None:
    given(*WITH_FOLLOW_UP).when(replace(PROMOTE, milestone=STEP)).refuses(MilestoneExists).naming("milestone")


@pytest.mark.parametrize(
    ("ended", "why"), [(OWNER_MERGED, PartnerHasEnded), (COMMITMENT_WITHDRAWN, CommitmentIsWithdrawn)]
)
def test_a_follow_up_becomes_no_milestone_of_an_owner_or_a_commitment_that_had_ended(
    ended: Fact, why: type[Refusal]
) -> None:
    given(*WITH_FOLLOW_UP, ended).when(replace(PROMOTE, on=Edtf("2019-12"))).refuses(why).naming("follow_up")
    assert given(*WITH_FOLLOW_UP, ended).when(PROMOTE).refusals == ()


def test_a_follow_up_that_became_a_milestone_is_amended_there_and_nowhere_else() -> None:
    correct = CorrectEntry(of=str(EVENT), entry=5, reason="A slip of the pen.", say={"due": "2021"})
    assert given(*WITH_FOLLOW_UP).when(correct).refusals == ()
    assert given(*WITH_FOLLOW_UP, FOLLOW_UP_CLOSED).when(correct).refusals == ()
    refused = given(*WITH_FOLLOW_UP, PROMOTED).when(correct).refuses(NotCorrectable)
    refused.naming("entry").saying("went over", "amend-milestone")


def test_an_outcome_with_follow_ups_is_not_retracted_before_them() -> None:
    retract = RetractEntry(of=str(EVENT), entry=4, reason="Not said.")
    assert given(*WITH_OUTCOME).when(retract).refusals == ()
    given(*WITH_FOLLOW_UP).when(retract).refuses(LaterEntryBreaks).saying("entry 5")
