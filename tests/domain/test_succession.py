import pytest
from msgspec.structs import replace

from domain.consortium import JoinProgramme, LeaveProgramme, Role
from domain.dates import Edtf
from domain.kernel import Command, Elsewhere, Key
from domain.partner import Partner, PartnerHasEnded, PartnerMerged, UnknownPartner
from domain.rules import AboutTheFuture, SaidTwice
from domain.succession import IntoItself, TooFewSuccessors
from tests.domain.facts import CREATED, JOINED, LEAD, MADE, MADE_WITHOUT_PARTNERS, OTHER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import given
from tests.domain.requests import (
    ADD_SUPPORT,
    AMEND_STEP,
    CHANGE_LEAD,
    END_SUPPORT,
    HAND_OVER,
    JOIN,
    MAKE,
    PLAN_STEP,
    RENAME,
)
from tests.domain.sample_pilot import PROPOSE
from tests.domain.sample_succession import (
    ABSORBED,
    MERGE,
    MERGED,
    PARTNERS,
    SPLIT,
    SPLIT_OFF,
    SPLIT_UP,
    THIRD,
    THIRD_REGISTERED,
)

THERE = tuple(Elsewhere(Key(Partner.KIND, code), SPLIT_OFF[1]) for code in (OTHER, THIRD))
KNOWN = (CREATED, *PARTNERS)
LATER = Edtf("2019-11")


def test_a_partner_goes_on_in_another_and_both_streams_say_so() -> None:
    given(*PARTNERS).when(MERGE).then(MERGED[1], Elsewhere(*ABSORBED))


def test_a_partner_is_split_and_every_stream_says_so() -> None:
    given(*PARTNERS).when(SPLIT_UP).then(SPLIT[1], *THERE)


def test_one_may_come_out_of_a_partner_that_goes_on() -> None:
    off = replace(SPLIT_UP, into=(THIRD,), ends=False)
    given(*PARTNERS).when(off).then(replace(SPLIT[1], into=(THIRD,), ends=False), THERE[1])
    given(*PARTNERS, (SPLIT[0], replace(SPLIT[1], ends=False))).when(MERGE).then(MERGED[1], Elsewhere(*ABSORBED))


def test_a_partner_that_ends_is_split_into_two_or_more() -> None:
    given(*PARTNERS).when(replace(SPLIT_UP, into=(OTHER,))).refuses(TooFewSuccessors).naming("into").saying("merged")
    given(*PARTNERS).when(replace(SPLIT_UP, into=(), ends=False)).refuses(TooFewSuccessors)
    given(*PARTNERS).when(replace(SPLIT_UP, into=(OTHER, OTHER))).refuses(TooFewSuccessors, SaidTwice)


def test_a_partner_does_not_go_on_in_itself() -> None:
    given(*PARTNERS).when(replace(MERGE, into=LEAD)).refuses(IntoItself).naming("into")
    given(*PARTNERS).when(replace(SPLIT_UP, into=(LEAD, OTHER))).refuses(IntoItself).naming("into")


def test_only_registered_partners_are_merged_or_split() -> None:
    given(*PARTNERS).when(replace(MERGE, into="nobody")).refuses(UnknownPartner).naming("into")
    given(THIRD_REGISTERED).when(SPLIT_UP).refuses(UnknownPartner, UnknownPartner).naming("code", "into")


@pytest.mark.parametrize("command", [MERGE, SPLIT_UP], ids=lambda command: command.NAME)
def test_what_has_ended_does_not_end_again(command: Command) -> None:
    given(*PARTNERS, MERGED, ABSORBED).when(command).refuses(PartnerHasEnded).naming("code").saying(OTHER)
    given(*PARTNERS, SPLIT).when(command).refuses(PartnerHasEnded).saying(OTHER, THIRD)
    given(*PARTNERS).when(replace(command, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_nobody_goes_on_in_one_that_has_ended() -> None:
    back = replace(MERGE, code=OTHER, into=LEAD)
    given(*PARTNERS, MERGED, ABSORBED).when(back).refuses(PartnerHasEnded).naming("into").saying(OTHER)
    earlier = replace(back, on=Edtf("2018"))
    given(*PARTNERS, MERGED).when(earlier).then(
        PartnerMerged(into=LEAD, on=Edtf("2018"), reason=MERGE.reason),
        Elsewhere(Key(Partner.KIND, LEAD), replace(ABSORBED[1], partner=OTHER, on=Edtf("2018"))),
    )


NAMING = (
    (replace(PROPOSE, hosts=(), partners=(LEAD,)), PLAN_WITH_MILESTONE, "partners"),
    (replace(PLAN_STEP, code="9.9"), PLAN_WITH_MILESTONE, "responsible"),
    (replace(AMEND_STEP, responsible=(LEAD,)), PLAN_WITH_MILESTONE, "responsible"),
    (replace(CHANGE_LEAD, to=LEAD), (*KNOWN, MADE_WITHOUT_PARTNERS), "to"),
    (replace(ADD_SUPPORT, partner=LEAD), (*KNOWN, MADE_WITHOUT_PARTNERS), "partner"),
    (replace(HAND_OVER, to=LEAD), (*KNOWN, (JOINED[0], replace(JOINED[1], partner=OTHER))), "to"),
)


@pytest.mark.parametrize(("command", "facts", "field"), NAMING, ids=lambda value: getattr(value, "NAME", ""))
def test_what_has_ended_is_not_named_from_that_day_on(command: Command, facts: tuple[()], field: str) -> None:
    ended = (*facts, MERGED)
    given(*ended).when(replace(command, on=LATER)).refuses(PartnerHasEnded).naming(field).saying(OTHER, "2019-10-25")
    given(*ended).when(replace(command, on=Edtf("2019-10-25"))).refuses(PartnerHasEnded)
    for on in ("2019-10-24", "2019-10", "2018-06", "2019"):
        assert given(*ended).when(replace(command, on=Edtf(on))).refusals == ()


def test_a_request_without_a_day_is_taken_as_of_today() -> None:
    late = replace(PLAN_STEP, code="9.9", on=None)
    given(*PLAN_WITH_MILESTONE, MERGED).when(late).refuses(PartnerHasEnded).naming("responsible")
    given(*KNOWN, MERGED).when(replace(JOIN, since=None)).refuses(PartnerHasEnded).naming("partner")
    assert given(*KNOWN, MERGED).when(JOIN).refusals == ()


def test_a_commitment_is_made_when_it_was_submitted_or_begins() -> None:
    assert given(*KNOWN, MERGED).when(MAKE).refusals == ()
    given(*KNOWN, MERGED).when(replace(MAKE, period=None)).refuses(PartnerHasEnded).naming("lead")
    given(*KNOWN, MERGED).when(replace(MAKE, submitted=LATER)).refuses(PartnerHasEnded).naming("lead")
    assert given(*KNOWN, MERGED).when(replace(MAKE, period=None, submitted=Edtf("2018"))).refusals == ()


def test_what_has_ended_leaves_what_it_took_part_in_and_is_still_described() -> None:
    leave = LeaveProgramme(programme=PLAN, partner=LEAD, role=Role.FUNDER, on=LATER, reason="It was merged.")
    joined = (JOINED[0], replace(JOINED[1], role=Role.FUNDER))
    assert given(*KNOWN, joined, MERGED).when(leave).refusals == ()
    supports = (MADE[0], replace(MADE[1], lead=None, supporting=(LEAD,)))
    assert given(*KNOWN, supports, MERGED).when(replace(END_SUPPORT, partner=LEAD, on=LATER)).refusals == ()
    assert given(*PARTNERS, MERGED).when(RENAME).refusals == ()


def test_its_successor_is_named_freely() -> None:
    request = JoinProgramme(programme=PLAN, partner=OTHER, role=Role.PARTNER, since=LATER)
    assert given(*KNOWN, MERGED, ABSORBED).when(request).refusals == ()
