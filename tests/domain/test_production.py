from typing import Any

import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.deliverable import MoreNamedThanCounted
from domain.production import CountedAlready, CountsFall, NotLate, ProductionReported
from domain.rules import SaidTwice
from tests.domain.given import Fact, given
from tests.domain.sample_deliverable import (
    ACCEPTANCE,
    COUNT,
    DELIVERABLE,
    DELIVERABLE_MOVED,
    DRAFTED,
    JUSTIFIED,
    JUSTIFY,
    PRODUCED,
    PROMISED,
    RETURNED,
    SUBMITTED,
    WITH_DELIVERABLE,
    WITH_TYPES,
    WITH_VERSION,
)

COUNTED = (*WITH_DELIVERABLE, PRODUCED)


def counted(produced: int, on: str) -> Fact:
    return (DELIVERABLE, ProductionReported(produced=produced, on=Edtf(on)))


def correct(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(DELIVERABLE), entry=entry, reason="Counted twice.", say=say)


def test_what_was_produced_is_counted_at_every_stage() -> None:
    for facts in (WITH_DELIVERABLE, (*WITH_DELIVERABLE, DRAFTED), WITH_VERSION, (*WITH_VERSION, ACCEPTANCE)):
        given(*facts).when(COUNT).then(PRODUCED[1])


def test_nothing_produced_is_a_count() -> None:
    none = replace(COUNT, produced=0, languages=(), language_count=None)
    given(*WITH_DELIVERABLE).when(none).then(replace(PRODUCED[1], produced=0, languages=(), language_count=None))


@pytest.mark.parametrize(("produced", "on"), [(11, "2019-05"), (13, "2019-03"), (0, "2019-12-31")])
def test_what_was_produced_is_never_less_later(produced: int, on: str) -> None:
    request = replace(COUNT, produced=produced, on=Edtf(on))
    given(*COUNTED).when(request).refuses(CountsFall).naming("produced").saying(
        "12 were counted", "entry 2", "correct-"
    )


@pytest.mark.parametrize(
    ("produced", "on"),
    [(12, "2019-05"), (20, "2019-05"), (12, "2019-03"), (0, "2019-03"), (5, "2019"), (30, "2019-04-15")],
)
def test_a_count_goes_beside_those_with_which_it_can_be_true(produced: int, on: str) -> None:
    assert given(*COUNTED).when(replace(COUNT, produced=produced, on=Edtf(on))).refusals == ()


def test_a_count_is_restated_by_correction_only() -> None:
    given(*COUNTED).when(replace(COUNT, produced=13)).refuses(CountedAlready).naming("on").saying("correct-entry")
    assert given(*COUNTED).when(correct(2, produced=10)).refusals == ()


def test_a_corrected_count_keeps_the_counts_after_it_true() -> None:
    facts = (*COUNTED, counted(15, "2019-06"))
    given(*facts).when(correct(2, produced=16)).refuses(LaterEntryBreaks).saying("entry 3")


def test_languages_are_named_once_and_not_more_of_them_than_counted() -> None:
    given(*WITH_DELIVERABLE).when(replace(COUNT, languages=("en", "en"))).refuses(SaidTwice).naming("languages")
    fewer = replace(COUNT, languages=("en", "fr"), language_count=1)
    given(*WITH_DELIVERABLE).when(fewer).refuses(MoreNamedThanCounted).naming("language_count")


def test_a_delay_is_justified_once_the_due_date_has_passed() -> None:
    for on in ("2019-04-01", "2019-04", "2019"):
        given(*WITH_DELIVERABLE).when(replace(JUSTIFY, on=Edtf(on))).then(replace(JUSTIFIED[1], on=Edtf(on)))
    for on in ("2019-03-31", "2019-03", "2018"):
        given(*WITH_DELIVERABLE).when(replace(JUSTIFY, on=Edtf(on))).refuses(NotLate).naming("on").saying("due 2019-03")
    given(*WITH_DELIVERABLE, DELIVERABLE_MOVED).when(replace(JUSTIFY, on=Edtf("2019-04"))).refuses(NotLate)


def test_what_has_no_due_date_is_not_late() -> None:
    never: Fact = (DELIVERABLE, replace(PROMISED[1], due=None))
    given(*WITH_TYPES, never).when(JUSTIFY).refuses(NotLate).naming("on").saying("no date")


def test_what_was_handed_in_late_is_justified_afterwards_and_what_was_in_time_is_not() -> None:
    for facts in (WITH_VERSION, (*WITH_VERSION, ACCEPTANCE)):
        assert given(*facts).when(JUSTIFY).refusals == ()
    in_time: Fact = (DELIVERABLE, replace(SUBMITTED[1], on=Edtf("2019-03-31")))
    given(*WITH_DELIVERABLE, in_time).when(JUSTIFY).refuses(NotLate).naming("on")
    assert given(*WITH_DELIVERABLE, in_time, RETURNED).when(JUSTIFY).refusals == ()
