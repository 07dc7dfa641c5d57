from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import asdict, replace

from domain.correction import Corrected, CorrectEntry
from domain.dates import Edtf
from domain.deliverable import (
    AtAnotherStage,
    DeliverableExists,
    MoreNamedThanCounted,
    PromiseDeliverable,
    QuantityOfNothing,
    UnknownDeliverable,
)
from domain.kernel import Command
from domain.milestone import SameDueDate
from domain.partner import UnknownPartner
from domain.profile import NoVocabulary, UnknownTerm
from domain.programme import ProgrammeIsClosed, UnknownVocabulary, VocabulariesChosen
from domain.promise import AMENDABLE, DeliverableAmended
from domain.rules import AboutTheFuture, NothingToAmend, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import CLOSED, CREATED, PLAN_WITH_MILESTONE, PROGRAMME
from tests.domain.given import Fact, given
from tests.domain.sample_deliverable import (
    ACCEPTANCE,
    ACCEPTED,
    AMEND,
    DELIVERABLE,
    DELIVERABLE_AMENDED,
    DELIVERABLE_MOVED,
    DELIVERABLE_WITHDRAWN,
    DRAFTED,
    LEVELS,
    OF_DELIVERABLE,
    PROMISE,
    PROMISED,
    RESCHEDULE,
    RETURNED,
    TYPES,
    WITH_DELIVERABLE,
    WITH_TYPES,
    WITH_VERSION,
    WITHDRAW,
)

FORMER: Fact = (PROGRAMME, VocabulariesChosen(profiles=("eu-deliverables@2014",), reason="Another call."))
ANEW = {"type_vocabulary": UNSET, "level_vocabulary": UNSET}


def corrected(**say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(DELIVERABLE), entry=1, reason="A slip of the pen.", say=say)


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_a_deliverable_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    asked = asdict(request_)
    for name in ("source", "illustrative", "programme", "code"):
        asked.pop(name)
    assert {name: getattr(fact, name) for name in asked} == asked


def test_a_deliverable_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_DELIVERABLE).when(PROMISE).refuses(DeliverableExists).naming("code")
    given(*WITH_TYPES, CLOSED).when(PROMISE).refuses(ProgrammeIsClosed)


def test_a_deliverable_is_promised_with_its_title_alone() -> None:
    assert given(CREATED).when(PromiseDeliverable(**OF_DELIVERABLE, title={"en": "x"})).refusals == ()


def test_who_leads_and_what_it_belongs_to_is_known() -> None:
    wrong = {"lead": "nobody", "commitment": "99"}
    for facts, request in ((WITH_TYPES, PROMISE), (WITH_DELIVERABLE, AMEND)):
        given(*facts).when(replace(request, **wrong)).refuses(UnknownPartner, UnknownCommitment).naming(
            "lead", "commitment"
        )


def test_type_and_level_are_said_in_the_vocabularies_chosen_now_and_name_them() -> None:
    given(*WITH_TYPES).when(replace(PROMISE, **ANEW)).then(PROMISED[1])
    given(*WITH_DELIVERABLE).when(replace(AMEND, **ANEW)).then(DELIVERABLE_AMENDED[1])
    assert (PROMISE.type_vocabulary, PROMISE.level_vocabulary) == (TYPES, LEVELS)


def test_an_unknown_type_or_level_is_refused_with_the_known_ones() -> None:
    unknown = {"type": "REPORT", "level": "CO"}
    for facts, request in ((WITH_TYPES, PROMISE), (WITH_DELIVERABLE, AMEND)):
        for beside in ({}, ANEW):
            given(*facts).when(replace(request, **unknown, **beside)).refuses(UnknownTerm, UnknownTerm).naming(
                "type", "level"
            ).saying("R, DEM, DEC, DATA", "PU, SEN")


def test_a_type_without_a_chosen_vocabulary_is_refused_with_the_request_that_chooses_one() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(PROMISE, **ANEW)).refuses(NoVocabulary, NoVocabulary).naming(
        "type", "level"
    ).saying("choose-vocabularies", "eu-deliverables@2014")
    given(*PLAN_WITH_MILESTONE).when(PROMISE).refuses(UnknownVocabulary, UnknownVocabulary).naming(
        "type_vocabulary", "level_vocabulary"
    ).saying("Known: none")


def test_what_was_said_in_a_former_vocabulary_is_corrected_in_that_one() -> None:
    later = (*WITH_DELIVERABLE, FORMER)
    was, films = PROMISED[1], {"en": "Films"}
    given(*later).when(corrected(title=films)).then(
        Corrected(corrects=1, reason="A slip of the pen.", topic=was.TOPIC, was=was, fact=replace(was, title=films))
    )
    given(*later).when(corrected(level="CO")).refuses(UnknownTerm).naming("say").saying(LEVELS)
    assert given(*later).when(corrected(level="CO", level_vocabulary="eu-dissemination-levels@2014")).refusals == ()


def test_a_quantity_says_what_it_counts() -> None:
    given(*WITH_TYPES).when(replace(PROMISE, unit=None)).refuses(QuantityOfNothing).naming("unit")
    given(*WITH_DELIVERABLE).when(replace(AMEND, unit=None)).refuses(QuantityOfNothing).naming("unit")
    both = replace(AMEND, unit=None, quantity=None)
    given(*WITH_DELIVERABLE).when(both).then(replace(DELIVERABLE_AMENDED[1], unit=None, quantity=None))
    only = replace(AMEND, unit=UNSET)
    given(*WITH_DELIVERABLE).when(only).then(replace(DELIVERABLE_AMENDED[1], unit=UNSET))


def test_zero_is_a_quantity_and_needs_its_unit() -> None:
    given(*WITH_TYPES).when(replace(PROMISE, quantity=0, unit=None)).refuses(QuantityOfNothing)
    given(*WITH_TYPES).when(replace(PROMISE, quantity=0)).then(replace(PROMISED[1], quantity=0))


def test_languages_are_named_once_and_not_more_of_them_than_counted() -> None:
    given(*WITH_TYPES).when(replace(PROMISE, languages=("fr", "fr"))).refuses(SaidTwice).naming("languages")
    given(*WITH_TYPES).when(replace(PROMISE, language_count=1)).refuses(MoreNamedThanCounted).naming("language_count")
    given(*WITH_TYPES).when(replace(PROMISE, language_count=2)).then(replace(PROMISED[1], language_count=2))
    fewer = replace(AMEND, languages=UNSET, language_count=1)
    given(*WITH_DELIVERABLE).when(fewer).refuses(MoreNamedThanCounted).naming("language_count").saying("2 languages")
    given(*WITH_DELIVERABLE).when(replace(AMEND, languages=("en", "en"))).refuses(SaidTwice).naming("languages")


@pytest.mark.parametrize("request_", [one for one, _ in ACCEPTED if one is not PROMISE], ids=lambda one: one.NAME)
def test_nothing_is_said_of_a_deliverable_that_was_not_promised_or_that_was_withdrawn(request_: Command) -> None:
    given(*WITH_TYPES).when(request_).refuses(UnknownDeliverable).naming("code")
    given(*WITH_DELIVERABLE, DELIVERABLE_WITHDRAWN).when(request_).refuses(AtAnotherStage).naming("code").saying(
        "is withdrawn: nothing more"
    )


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_what_lies_ahead_has_not_happened_to_a_deliverable(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_amending_changes_something() -> None:
    nothing = replace(AMEND, **dict.fromkeys(AMENDABLE, UNSET), **ANEW)
    given(*WITH_DELIVERABLE).when(nothing).refuses(NothingToAmend)
    title = {"en": "Films"}
    given(*WITH_DELIVERABLE).when(replace(nothing, title=title)).then(
        DeliverableAmended(reason=AMEND.reason, on=AMEND.on, title=title)
    )


def test_a_due_date_moves_and_the_former_one_is_kept() -> None:
    given(*WITH_DELIVERABLE).when(RESCHEDULE).then(DELIVERABLE_MOVED[1])
    given(*WITH_DELIVERABLE, DELIVERABLE_MOVED).when(RESCHEDULE).refuses(SameDueDate).naming("due")


def test_a_due_date_moves_before_a_version_is_handed_in_and_after_it_was_returned() -> None:
    for facts in ((*WITH_DELIVERABLE, DRAFTED), (*WITH_VERSION, RETURNED)):
        given(*facts).when(RESCHEDULE).then(DELIVERABLE_MOVED[1])
    given(*WITH_VERSION).when(RESCHEDULE).refuses(AtAnotherStage).naming("code").saying("have that version returned")
    given(*WITH_VERSION, ACCEPTANCE).when(RESCHEDULE).refuses(AtAnotherStage).saying("is accepted")


def test_what_is_accepted_is_not_withdrawn() -> None:
    given(*WITH_VERSION).when(WITHDRAW).then(DELIVERABLE_WITHDRAWN[1])
    given(*WITH_VERSION, ACCEPTANCE).when(WITHDRAW).refuses(AtAnotherStage).naming("code")
