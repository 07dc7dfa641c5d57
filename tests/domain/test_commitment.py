import pytest
from msgspec.structs import replace

from domain.answering import AlreadyAnswers, DoesNotSupport
from domain.commitment import (
    AmendCommitment,
    CommitmentAmended,
    CommitmentExists,
    CommitmentLeadChanged,
    CommitmentMade,
    LeadAndSupporting,
    MakeCommitment,
    StatedValue,
    UnknownValue,
)
from domain.dates import Edtf
from domain.kernel import Command
from domain.partner import UnknownPartner
from domain.programme import ProgrammeIsClosed, UnknownProgramme
from domain.rules import BeforeTheLast, NothingToAmend, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import (
    CLOSED,
    COMMITMENT,
    COMMITMENT_AMENDED,
    CREATED,
    LEAD,
    LEAD_CHANGED,
    MADE,
    MADE_WITHOUT_PARTNERS,
    NUMBER,
    OTHER,
    OTHER_REGISTERED,
    PLAN,
    REGISTERED,
    SUPPORT_ADDED,
    SUPPORT_ENDED,
)
from tests.domain.given import given
from tests.domain.requests import ADD_SUPPORT, AMEND_COMMITMENT, CHANGE_LEAD, END_SUPPORT, MAKE

KNOWN = (CREATED, REGISTERED, OTHER_REGISTERED)


def test_a_commitment_is_made_under_its_number() -> None:
    given(*KNOWN).when(MAKE).then(MADE[1])
    assert MAKE.key() == COMMITMENT


def test_a_commitment_may_be_made_before_anyone_answers_for_it() -> None:
    bare = MakeCommitment(programme=PLAN, code=NUMBER, title={"en": "Capacity-building"})
    given(CREATED).when(bare).then(CommitmentMade(title={"en": "Capacity-building"}))


def test_a_number_is_given_once_in_a_programme() -> None:
    given(*KNOWN, MADE).when(MAKE).refuses(CommitmentExists).naming("code")
    given(*KNOWN, MADE).when(replace(MAKE, code="10")).then(MADE[1])


def test_the_same_number_may_be_given_in_another_programme() -> None:
    assert replace(MAKE, programme="FR-2021").key() != MAKE.key()


def test_who_answers_for_a_commitment_must_be_registered() -> None:
    given(CREATED).when(MAKE).refuses(UnknownPartner, UnknownPartner).naming("lead", "supporting")


def test_the_lead_does_not_support_as_well() -> None:
    given(*KNOWN).when(replace(MAKE, supporting=(OTHER, LEAD))).refuses(LeadAndSupporting).naming("supporting")


def test_supporting_partners_and_policy_areas_are_named_once_each() -> None:
    given(*KNOWN).when(replace(MAKE, supporting=(OTHER, OTHER), policy_areas=("Health", "Tax", "Health"))).refuses(
        SaidTwice, SaidTwice
    ).naming("supporting", "policy_areas")


def test_an_unknown_value_is_refused_with_the_known_ones() -> None:
    values = (StatedValue(code="integrity"), StatedValue(code="civic-participation"))
    given(*KNOWN).when(replace(MAKE, ogp_values=values)).refuses(UnknownValue).naming("ogp_values").saying(
        "integrity", "access-to-information"
    )


def test_a_value_is_named_once() -> None:
    values = (StatedValue(code="civic-participation"), StatedValue(code="civic-participation", said="Yes"))
    given(*KNOWN).when(replace(MAKE, ogp_values=values)).refuses(SaidTwice).naming("ogp_values")


def test_every_fault_of_a_new_commitment_is_named_at_once() -> None:
    faulty = replace(
        MAKE,
        lead="nobody",
        supporting=("nobody", "nobody"),
        policy_areas=("a", "a"),
        ogp_values=(StatedValue(code="x"), StatedValue(code="x")),
    )
    given(*KNOWN, MADE, CLOSED).when(faulty).refuses(
        ProgrammeIsClosed,
        CommitmentExists,
        UnknownPartner,
        UnknownPartner,
        LeadAndSupporting,
        SaidTwice,
        SaidTwice,
        UnknownValue,
        UnknownValue,
        SaidTwice,
    )


def test_a_commitment_is_amended_with_a_reason() -> None:
    given(*KNOWN, MADE).when(AMEND_COMMITMENT).then(COMMITMENT_AMENDED[1])


def test_what_an_amendment_does_not_name_stays_unsaid() -> None:
    request = AmendCommitment(programme=PLAN, code=NUMBER, reason="Wrong.", identifier=None)
    given(*KNOWN, MADE).when(request).then(CommitmentAmended(reason="Wrong.", identifier=None))


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    request = AmendCommitment(programme=PLAN, code=NUMBER, reason="None.")
    given(*KNOWN, MADE).when(request).refuses(NothingToAmend).saying("expected_result")


def test_an_amendment_is_held_to_the_same_values_and_areas() -> None:
    request = replace(AMEND_COMMITMENT, policy_areas=("a", "a"), ogp_values=(StatedValue(code="x"),))
    given(*KNOWN, MADE).when(request).refuses(SaidTwice, UnknownValue).naming("policy_areas", "ogp_values")


def test_an_amendment_leaves_those_who_answer_as_they_were() -> None:
    given(*KNOWN, MADE, COMMITMENT_AMENDED).when(ADD_SUPPORT).refuses(AlreadyAnswers)


@pytest.mark.parametrize(
    "command", [AMEND_COMMITMENT, CHANGE_LEAD, ADD_SUPPORT, END_SUPPORT], ids=lambda command: command.NAME
)
def test_what_was_never_promised_is_not_changed(command: Command) -> None:
    given(*KNOWN).when(command).refuses(UnknownCommitment).naming("code")
    given(REGISTERED, OTHER_REGISTERED).when(command).refuses(UnknownProgramme, UnknownCommitment)


def test_another_partner_takes_the_lead_and_the_former_one_is_kept() -> None:
    given(*KNOWN, MADE).when(CHANGE_LEAD).then(LEAD_CHANGED[1])


def test_a_commitment_that_nobody_led_gets_a_lead() -> None:
    given(*KNOWN, MADE_WITHOUT_PARTNERS).when(CHANGE_LEAD).then(
        CommitmentLeadChanged(to=OTHER, on=CHANGE_LEAD.on, reason=CHANGE_LEAD.reason, former=None)
    )


def test_the_lead_does_not_change_to_who_has_it() -> None:
    given(*KNOWN, MADE, LEAD_CHANGED).when(CHANGE_LEAD).refuses(AlreadyAnswers).naming("to")


def test_a_lead_does_not_begin_before_the_one_that_it_follows() -> None:
    back = replace(CHANGE_LEAD, to=LEAD)
    given(*KNOWN, MADE, LEAD_CHANGED).when(replace(back, on=Edtf("2019-08"))).refuses(BeforeTheLast).naming("on")
    given(*KNOWN, MADE, LEAD_CHANGED).when(replace(back, on=Edtf("2019-10"))).then(
        CommitmentLeadChanged(to=LEAD, on=Edtf("2019-10"), reason=back.reason, former=OTHER)
    )


def test_the_lead_goes_to_registered_partners_only() -> None:
    given(CREATED, REGISTERED, MADE).when(CHANGE_LEAD).refuses(UnknownPartner).naming("to")


def test_who_takes_the_lead_supports_no_longer() -> None:
    given(*KNOWN, MADE, LEAD_CHANGED).when(END_SUPPORT).refuses(DoesNotSupport)
    given(*KNOWN, MADE, LEAD_CHANGED).when(ADD_SUPPORT).refuses(AlreadyAnswers)


def test_who_led_may_support_afterwards() -> None:
    assert given(*KNOWN, MADE, LEAD_CHANGED).when(replace(ADD_SUPPORT, partner=LEAD)).refusals == ()


def test_a_partner_supports_from_a_day_on() -> None:
    given(*KNOWN, MADE_WITHOUT_PARTNERS).when(ADD_SUPPORT).then(SUPPORT_ADDED[1])
    given(*KNOWN, MADE, SUPPORT_ENDED).when(ADD_SUPPORT).then(SUPPORT_ADDED[1])


def test_who_leads_or_supports_is_not_added_again() -> None:
    given(*KNOWN, MADE).when(ADD_SUPPORT).refuses(AlreadyAnswers).naming("partner")
    given(*KNOWN, MADE).when(replace(ADD_SUPPORT, partner=LEAD)).refuses(AlreadyAnswers).naming("partner")


def test_support_comes_from_registered_partners_only() -> None:
    given(CREATED, MADE_WITHOUT_PARTNERS).when(ADD_SUPPORT).refuses(UnknownPartner).naming("partner")


def test_support_ends_with_a_reason() -> None:
    given(*KNOWN, MADE).when(END_SUPPORT).then(SUPPORT_ENDED[1])
    given(*KNOWN, MADE_WITHOUT_PARTNERS, SUPPORT_ADDED).when(END_SUPPORT).then(SUPPORT_ENDED[1])


def test_support_that_was_never_given_does_not_end() -> None:
    given(*KNOWN, MADE_WITHOUT_PARTNERS).when(END_SUPPORT).refuses(DoesNotSupport).naming("partner")
    given(*KNOWN, MADE, SUPPORT_ENDED).when(END_SUPPORT).refuses(DoesNotSupport)
    given(*KNOWN, MADE).when(replace(END_SUPPORT, partner=LEAD)).refuses(DoesNotSupport)
