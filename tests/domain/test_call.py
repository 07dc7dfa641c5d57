import pytest
from msgspec.structs import replace

from domain.call import CallAfterTheStart, CallChangedWithoutReason, CallClosesBeforeItOpens, ChallengeHostedAlready
from domain.cohort import CallAnnounced
from domain.dates import Edtf
from domain.partner import UnknownPartner
from domain.rules import AboutTheFuture
from tests.domain.facts import OTHER, PLAN
from tests.domain.given import given
from tests.domain.sample_cohort import (
    ANNOUNCE,
    CALLED,
    COHORT_COMPLETED,
    COHORT_RUNNING,
    HOST,
    HOSTED,
    THIRD,
    WITH_COHORT,
)


def test_a_call_is_announced_before_all_of_it_is_known() -> None:
    bare = type(ANNOUNCE)(programme=PLAN, code=THIRD, on=Edtf("2018-05"))
    given(*WITH_COHORT).when(bare).then(CallAnnounced(on=Edtf("2018-05")))


def test_a_call_that_changes_is_announced_again_with_the_reason() -> None:
    silent = replace(ANNOUNCE, reason=None)
    given(*WITH_COHORT).when(silent).then(replace(CALLED[1], reason=None))
    given(*WITH_COHORT, CALLED).when(silent).refuses(CallChangedWithoutReason).naming("reason")
    given(*WITH_COHORT, CALLED).when(ANNOUNCE).then(CALLED[1])


@pytest.mark.parametrize(("opens", "closes"), [("2018-06", "2018-05"), ("2018-06-02", "2018-06-01"), ("2019", "2018")])
def test_a_call_does_not_close_before_it_opens(opens: str, closes: str) -> None:
    request = replace(ANNOUNCE, opens=Edtf(opens), closes=Edtf(closes))
    given(*WITH_COHORT).when(request).refuses(CallClosesBeforeItOpens).naming("closes").saying(opens, closes)


@pytest.mark.parametrize(
    ("opens", "closes"), [("2018-06", "2018-06"), ("2018-06-30", "2018"), (None, "2018"), ("2018", None)]
)
def test_a_call_may_be_dated_imprecisely_or_on_one_side_only(opens: str | None, closes: str | None) -> None:
    request = replace(ANNOUNCE, opens=opens and Edtf(opens), closes=closes and Edtf(closes))
    assert given(*WITH_COHORT).when(request).refusals == ()


def test_a_call_may_be_announced_for_days_ahead_but_not_on_them() -> None:
    ahead = replace(ANNOUNCE, opens=Edtf("2020-02"), closes=Edtf("2020-03"))
    assert given(*WITH_COHORT).when(ahead).refusals == ()
    given(*WITH_COHORT).when(replace(ahead, on=Edtf("2020-01"))).refuses(AboutTheFuture).naming("on")


def test_a_call_may_be_learnt_late_but_was_not_announced_after_the_start() -> None:
    for facts in (COHORT_RUNNING, (*COHORT_RUNNING, COHORT_COMPLETED)):
        given(*facts).when(ANNOUNCE).then(CALLED[1])
        given(*facts).when(replace(ANNOUNCE, on=Edtf("2018-10"))).refuses(CallAfterTheStart).naming("on")
        assert given(*facts).when(replace(ANNOUNCE, on=Edtf("2018-09-30"))).refusals == ()


def test_a_challenge_is_hosted_by_a_registered_partner() -> None:
    given(*WITH_COHORT).when(replace(HOST, host="nobody")).refuses(UnknownPartner).naming("host")


def test_a_host_names_a_challenge_once_and_may_host_another() -> None:
    facts = (*WITH_COHORT, HOSTED)
    given(*facts).when(HOST).refuses(ChallengeHostedAlready).naming("title")
    assert given(*facts).when(replace(HOST, title={"en": "Open the data"})).refusals == ()
    assert given(*facts).when(replace(HOST, host=OTHER)).refusals == ()
