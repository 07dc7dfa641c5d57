from typing import Any

import pytest
from msgspec.structs import replace

from domain.correction import CorrectEntry, NotCorrectable, RetractEntry
from domain.delivery import NarrowedToNothing, NothingAgreed, OrderExport
from domain.exporting import AgreedAlready, ExportIsOver, ExportMade, ExportOrdered, ExportProfile, UnknownExport
from domain.intake import BadInput, read_batch, read_command
from domain.kernel import Command
from domain.partner import UnknownPartner
from domain.programme import UnknownProgramme
from domain.rules import SaidTwice
from domain.thing import UnknownCommitment
from domain.values import JSON
from tests.domain.bodies import plain
from tests.domain.facts import CLOSED, CREATED, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_exporting import (
    ACCEPTED,
    AGREE,
    AGREED,
    CANCEL,
    CANCELLED,
    EXPORTS,
    FACTS,
    FAILED,
    FOR,
    MADE,
    ORDER,
    ORDERED,
    RECORD_FAILED,
    RECORD_MADE,
    WITH_ORDER,
)

USUAL = OrderExport(**FOR)
DELIVERIES = (CANCEL, RECORD_MADE, RECORD_FAILED)


def ordered(number: int, template: str = "iati@2") -> Fact:
    return (EXPORTS, replace(ORDERED[1], number=number, template=template))


def made(number: int) -> Fact:
    return (EXPORTS, replace(MADE[1], number=number))


def order_after(*facts: Fact, template: str) -> ExportOrdered:
    (fact,) = given(*PLAN_WITH_MILESTONE, *facts).when(OrderExport(**FOR, template=template)).events
    assert isinstance(fact, ExportOrdered)
    return fact


@pytest.mark.parametrize(
    ("request_", "facts", "fact"),
    [(*accepted, fact) for accepted, fact in zip(ACCEPTED, (AGREED, ORDERED, CANCELLED, MADE, FAILED), strict=True)],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_request_about_exports_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...], fact: Fact
) -> None:
    assert request_.key() == EXPORTS
    given(*facts).when(request_).then(fact[1])
    given(*facts, CLOSED).when(request_).then(fact[1])


def test_a_recipient_is_a_registered_partner_and_the_programme_is_known() -> None:
    for request in (AGREE, ORDER):
        given(*PLAN_WITH_MILESTONE).when(replace(request, recipient="nobody")).refuses(UnknownPartner).naming(
            "recipient"
        )
    given(*PLAN_WITH_MILESTONE).when(replace(AGREE, programme="FR-2021")).refuses(UnknownProgramme).naming("programme")


def test_what_is_usual_is_agreed_anew_only_where_something_differs() -> None:
    facts = (*PLAN_WITH_MILESTONE, AGREED)
    given(*facts).when(AGREE).refuses(AgreedAlready)
    for other in ({"template": "ogp-status-report@2"}, {"language": "ar"}, {"profile": ExportProfile.WORK}):
        given(*facts).when(replace(AGREE, **other)).then(replace(AGREED[1], **other))


def test_an_order_takes_what_was_agreed_unless_it_says_otherwise() -> None:
    facts = (*PLAN_WITH_MILESTONE, AGREED)
    usual = ExportOrdered(number=1, template="ogp-status-report@1", language="fr", profile=ExportProfile.PUBLISH)
    given(*facts).when(USUAL).then(usual)
    given(*facts).when(replace(USUAL, language="en")).then(replace(usual, language="en"))
    given(*facts).when(ORDER).then(ORDERED[1])


def test_where_nothing_was_agreed_an_order_names_its_template() -> None:
    given(*PLAN_WITH_MILESTONE).when(USUAL).refuses(NothingAgreed).naming("template")
    given(*PLAN_WITH_MILESTONE).when(replace(USUAL, template="iati@2")).then(
        ExportOrdered(number=1, template="iati@2", language="en", profile=ExportProfile.PUBLISH)
    )


def test_exports_are_numbered_for_each_recipient_whatever_became_of_them() -> None:
    facts = (ORDERED, CANCELLED, ordered(2), (EXPORTS, replace(FAILED[1], number=2)), ordered(3))
    assert order_after(*facts, template="iati@2").number == 4
    other = given(*PLAN_WITH_MILESTONE, *facts).when(replace(ORDER, recipient="dgafp")).events
    assert [fact.number for fact in other if isinstance(fact, ExportOrdered)] == [1]


def test_an_export_is_compared_to_the_last_one_made_by_the_same_template_in_any_version() -> None:
    facts = (ordered(1), made(1), ordered(2, "csv@1"), made(2), ordered(3, "iati@1"))
    assert order_after(*facts, template="iati@3").since_export == 1
    assert order_after(*facts, made(3), template="iati@3").since_export == 3
    assert order_after(*facts, made(3), template="csv@1").since_export == 2
    assert order_after(*facts, template="iati-flat@1").since_export is None


def test_an_export_is_narrowed_to_commitments_that_there_are() -> None:
    narrowed = given(*PLAN_WITH_MILESTONE)
    narrowed.when(replace(ORDER, commitments=("9", "10"))).refuses(UnknownCommitment).naming("commitments")
    narrowed.when(replace(ORDER, commitments=("9", "9"))).refuses(SaidTwice).naming("commitments")
    narrowed.when(replace(ORDER, commitments=())).refuses(NarrowedToNothing).naming("commitments")


@pytest.mark.parametrize("request_", DELIVERIES, ids=lambda request: request.NAME)
def test_only_an_export_that_waits_is_made_cancelled_or_fails(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownExport).naming("number")
    given(*WITH_ORDER).when(replace(request_, number=2)).refuses(UnknownExport).naming("number")
    for after in (MADE, CANCELLED, FAILED):
        given(*WITH_ORDER, after).when(request_).refuses(ExportIsOver).naming("number")


@pytest.mark.parametrize("after", [MADE, CANCELLED, FAILED], ids=lambda fact: fact[1].TOPIC)
def test_nothing_is_said_of_an_export_before_it_was_ordered(after: Fact) -> None:
    with pytest.raises(ValueError, match=after[1].TOPIC):
        given(*PLAN_WITH_MILESTONE, AGREED, after)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[1].TOPIC)
def test_a_receipt_is_neither_corrected_nor_retracted(fact: Fact) -> None:
    facts = (CREATED, *([] if fact in (AGREED, ORDERED) else [ORDERED]), fact)
    entry = len(facts) - 1
    about: dict[str, Any] = {"of": str(EXPORTS), "entry": entry, "reason": "A slip of the pen."}
    for request in (CorrectEntry(**about, say={"language": "en"}), RetractEntry(**about)):
        given(*facts).when(request).refuses(NotCorrectable).saying(type(fact[1]).INSTEAD)


def test_only_jalon_itself_says_that_an_export_was_made_or_failed() -> None:
    for request in (RECORD_MADE, RECORD_FAILED):
        line = {"request": request.NAME, **plain(request)}
        with pytest.raises(BadInput, match="is no request"):
            read_batch(JSON.encode({"requests": [line]}))
        assert read_command(type(request), plain(request)) == request
    for request in (AGREE, ORDER, CANCEL):
        line = {"request": request.NAME, **plain(request)}
        assert read_batch(JSON.encode({"requests": [line]})) == (request,)


@pytest.mark.parametrize("template", ["iati", "iati@0", "IATI@1", "iati@1 ", "iati@1\n", "../iati@1", "@1"])
def test_a_template_is_named_with_its_version(template: str) -> None:
    with pytest.raises(BadInput, match="Expected: A template"):
        read_command(OrderExport, plain(replace(ORDER, template=template)))


def test_a_made_export_names_the_digest_of_each_sheet() -> None:
    (fact,) = given(*WITH_ORDER).when(RECORD_MADE).events
    assert isinstance(fact, ExportMade)
    assert list(fact.sheets) == ["milestones", "changes"]
    with pytest.raises(BadInput, match=r"\$\.sheets\.changes"):
        read_command(type(RECORD_MADE), {**plain(RECORD_MADE), "sheets": {"changes": "short"}})
