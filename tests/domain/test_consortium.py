import pytest
from msgspec.structs import replace

from domain.consortium import (
    AlreadyTakesPart,
    AnotherLeads,
    JoinProgramme,
    LeadHandedOver,
    LeadMustBeHandedOver,
    LeaveProgramme,
    NobodyLeads,
    PartnerJoined,
    Role,
    TakesNoPart,
)
from domain.dates import Edtf
from domain.partner import UnknownPartner
from domain.programme import ProgrammeIsClosed, UnknownProgramme
from domain.rules import BeforeTheLast
from tests.domain.facts import (
    CLOSED,
    CREATED,
    HANDED_OVER,
    JOINED,
    LEAD,
    LEFT,
    OTHER,
    OTHER_JOINED,
    OTHER_REGISTERED,
    PLAN,
    REGISTERED,
)
from tests.domain.given import given
from tests.domain.requests import HAND_OVER, JOIN, LEAVE

KNOWN = (CREATED, REGISTERED, OTHER_REGISTERED)
OTHER_JOINS = JoinProgramme(programme=PLAN, partner=OTHER, role=Role.SUPPORTING)


def test_a_partner_joins_a_programme_in_a_role() -> None:
    given(*KNOWN).when(JOIN).then(JOINED[1])
    given(*KNOWN, JOINED).when(OTHER_JOINS).then(OTHER_JOINED[1])


def test_a_partner_takes_a_role_once() -> None:
    given(*KNOWN, OTHER_JOINED).when(OTHER_JOINS).refuses(AlreadyTakesPart).naming("partner")
    given(*KNOWN, JOINED).when(JOIN).refuses(AlreadyTakesPart).naming("partner")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEAD])
def test_several_partners_may_share_any_role_but_the_lead(role: Role) -> None:
    first = JoinProgramme(programme=PLAN, partner=LEAD, role=role)
    (joined,) = given(*KNOWN).when(first).events
    assert isinstance(joined, PartnerJoined)
    second = JoinProgramme(programme=PLAN, partner=OTHER, role=role)
    given(*KNOWN, (first.key(), joined)).when(second).then(PartnerJoined(partner=OTHER, role=role))


def test_a_partner_may_have_several_roles() -> None:
    also = JoinProgramme(programme=PLAN, partner=LEAD, role=Role.FUNDER)
    given(*KNOWN, JOINED).when(also).then(PartnerJoined(partner=LEAD, role=Role.FUNDER))


def test_a_second_lead_is_refused() -> None:
    given(*KNOWN, JOINED).when(replace(JOIN, partner=OTHER)).refuses(AnotherLeads).naming("role").saying(LEAD, "Hand")


def test_who_left_can_join_again() -> None:
    given(*KNOWN, OTHER_JOINED, LEFT).when(OTHER_JOINS).then(OTHER_JOINED[1])


def test_a_partner_leaves_a_role_with_a_reason() -> None:
    given(*KNOWN, JOINED, OTHER_JOINED).when(LEAVE).then(LEFT[1])


def test_who_takes_no_part_cannot_leave() -> None:
    given(*KNOWN).when(LEAVE).refuses(TakesNoPart).naming("partner")
    given(*KNOWN, OTHER_JOINED, LEFT).when(LEAVE).refuses(TakesNoPart)


def test_a_partner_leaves_only_the_role_it_has() -> None:
    given(*KNOWN, OTHER_JOINED).when(replace(LEAVE, role=Role.FUNDER)).refuses(TakesNoPart).saying("funder")


def test_the_lead_cannot_leave_before_it_is_handed_over() -> None:
    leave = LeaveProgramme(programme=PLAN, partner=LEAD, role=Role.LEAD, on=Edtf("2019"), reason="Dissolved.")
    given(*KNOWN, JOINED).when(leave).refuses(LeadMustBeHandedOver).naming("role")
    given(*KNOWN, JOINED, HANDED_OVER).when(leave).refuses(TakesNoPart)


def test_the_lead_is_handed_over_on_one_day() -> None:
    given(*KNOWN, JOINED).when(HAND_OVER).then(HANDED_OVER[1])


def test_the_lead_can_come_back() -> None:
    given(*KNOWN, JOINED, HANDED_OVER).when(replace(HAND_OVER, to=LEAD)).then(
        LeadHandedOver(from_partner=OTHER, to_partner=LEAD, on=HAND_OVER.on, reason=HAND_OVER.reason)
    )


def test_a_lead_does_not_begin_before_the_one_that_it_follows() -> None:
    back = replace(HAND_OVER, to=LEAD, on=Edtf("2019-06-30"))
    given(*KNOWN, JOINED, HANDED_OVER).when(back).refuses(BeforeTheLast).naming("on")


def test_who_takes_the_lead_keeps_its_other_role() -> None:
    given(*KNOWN, JOINED, OTHER_JOINED, HANDED_OVER).when(OTHER_JOINS).refuses(AlreadyTakesPart)
    given(*KNOWN, JOINED, OTHER_JOINED, HANDED_OVER).when(LEAVE).then(LEFT[1])


def test_a_lead_that_nobody_has_cannot_be_handed_over() -> None:
    given(*KNOWN, OTHER_JOINED).when(HAND_OVER).refuses(NobodyLeads).naming("to")


def test_the_lead_is_not_handed_to_who_has_it() -> None:
    given(*KNOWN, JOINED).when(replace(HAND_OVER, to=LEAD)).refuses(AlreadyTakesPart).naming("to")


def test_an_unregistered_partner_can_neither_join_nor_lead() -> None:
    given(CREATED).when(JOIN).refuses(UnknownPartner).naming("partner")
    given(CREATED, REGISTERED, JOINED).when(HAND_OVER).refuses(UnknownPartner).naming("to")


def test_a_programme_that_was_never_created_has_no_partners() -> None:
    given(REGISTERED).when(JOIN).refuses(UnknownProgramme).naming("programme")


def test_every_fault_is_named_at_once() -> None:
    given(CREATED, CLOSED, JOINED).when(replace(JOIN, partner="nobody")).refuses(
        ProgrammeIsClosed, UnknownPartner, AnotherLeads
    )
    given().when(LEAVE).refuses(UnknownProgramme, UnknownPartner, TakesNoPart)
