from domain.partner import AmendPartner, PartnerAmended, PartnerExists, UnknownPartner
from domain.rules import NothingToAmend
from tests.domain.facts import LEAD, OTHER_REGISTERED, REGISTERED, RENAMED
from tests.domain.given import given
from tests.domain.requests import REGISTER, REGISTER_OTHER, RENAME


def test_a_partner_is_registered_once_for_all_programmes() -> None:
    given().when(REGISTER).then(REGISTERED[1])
    given(REGISTERED).when(REGISTER).refuses(PartnerExists).naming("code").saying(LEAD)
    given(REGISTERED).when(REGISTER_OTHER).then(OTHER_REGISTERED[1])


def test_a_renamed_partner_keeps_its_code() -> None:
    given(REGISTERED, RENAMED).when(REGISTER).refuses(PartnerExists)


def test_a_partner_is_amended_with_a_reason() -> None:
    given(REGISTERED).when(RENAME).then(RENAMED[1])
    given(REGISTERED, RENAMED).when(RENAME).then(RENAMED[1])


def test_what_an_amendment_does_not_name_stays_unsaid() -> None:
    moved = AmendPartner(code=LEAD, reason="It moved.", place="Lyon")
    given(REGISTERED).when(moved).then(PartnerAmended(reason="It moved.", place="Lyon"))


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    given(REGISTERED).when(AmendPartner(code=LEAD, reason="None.")).refuses(NothingToAmend).saying("name", "place")


def test_a_partner_that_was_never_registered_is_not_amended() -> None:
    given(OTHER_REGISTERED).when(RENAME).refuses(UnknownPartner).naming("code")
    given().when(AmendPartner(code=LEAD, reason="None.")).refuses(UnknownPartner, NothingToAmend)
