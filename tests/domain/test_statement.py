from typing import Any

import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import Corrected, CorrectEntry, RetractEntry, UnknownThing
from domain.dates import Edtf
from domain.kernel import Command, Event
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture
from domain.statement import (
    MatterExists,
    NotAStatement,
    OfAnotherProgramme,
    PreferredAlready,
    SaidInNoSource,
    UnknownMatter,
)
from tests.domain.facts import CLOSED, CREATED, LEAD, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_figure import WHOLE, WITH_WHOLE
from tests.domain.sample_statement import (
    ACCEPTED,
    ADD_STATEMENT,
    CONTRADICTED,
    MAKE_STATEMENT,
    PREFER_STATEMENT,
    STATEMENT,
    STATEMENT_ADDED,
    STATEMENT_MADE,
    STATEMENT_PREFERRED,
    WITH_STATEMENT,
)


def corrected(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(STATEMENT), entry=entry, reason="Misread.", say=say)


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_a_statement_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    assert isinstance(fact, Event)
    assert request_.key() == STATEMENT
    assert {name: getattr(request_, name) for name in fact.__struct_fields__} == {
        name: getattr(fact, name) for name in fact.__struct_fields__
    }


def test_a_matter_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_STATEMENT).when(MAKE_STATEMENT).refuses(MatterExists).naming("code")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(MAKE_STATEMENT).refuses(ProgrammeIsClosed)


@pytest.mark.parametrize("request_", [ADD_STATEMENT, PREFER_STATEMENT], ids=lambda request: request.NAME)
def test_nothing_is_added_to_a_matter_of_which_nothing_was_said(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownMatter).naming("code")


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED[:2], ids=lambda value: getattr(value, "NAME", ""))
def test_a_statement_has_a_source(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, source=None)).refuses(SaidInNoSource).naming("source")


def test_a_statement_is_about_a_thing_that_exists_in_the_same_programme() -> None:
    for about in ("milestone:FR-2018/9.9", "figure:FR-2018/nothing", "event:FR-2018/seminar-3"):
        given(*WITH_WHOLE).when(replace(MAKE_STATEMENT, about=about)).refuses(UnknownThing).naming("about")
    for about in (f"partner:{LEAD}", "milestone:FR-2021/9.1", "programme:FR-2021"):
        given(*WITH_WHOLE).when(replace(MAKE_STATEMENT, about=about)).refuses(OfAnotherProgramme).naming("about")
    for about in (f"programme:{PLAN}", "commitment:FR-2018/9", "cohort:FR-2018/eig-1", f"figure:{PLAN}/{WHOLE}"):
        given(*WITH_WHOLE).when(replace(MAKE_STATEMENT, about=about)).then(replace(STATEMENT_MADE[1], about=about))


def test_that_there_is_none_yet_can_be_said_by_a_source() -> None:
    none_yet = replace(
        MAKE_STATEMENT,
        code="lessons",
        about=f"programme:{PLAN}",
        matter="lessons learnt",
        says={"en": "It is early to make a list."},
        period=None,
    )
    assert given(CREATED).when(none_yet).refusals == ()


def test_a_source_says_nothing_on_a_day_ahead_but_may_speak_of_one() -> None:
    for request, facts in ACCEPTED:
        given(*facts).when(replace(request, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")
        assert given(*facts).when(replace(request, on=None)).refusals == ()
    assert given(*WITH_STATEMENT).when(replace(ADD_STATEMENT, period=Edtf("2021"))).refusals == ()


def test_a_statement_that_stands_is_preferred_by_its_entry() -> None:
    given(*WITH_STATEMENT).when(replace(PREFER_STATEMENT, entry=2)).refuses(NotAStatement).naming("entry").saying("1")
    facts = (*CONTRADICTED, STATEMENT_PREFERRED)
    given(*facts).when(replace(PREFER_STATEMENT, entry=3)).refuses(NotAStatement).saying("1, 2")


def test_what_is_preferred_changes_with_another_reason() -> None:
    facts = (*CONTRADICTED, STATEMENT_PREFERRED)
    given(*facts).when(PREFER_STATEMENT).refuses(PreferredAlready).naming("entry")
    again = replace(PREFER_STATEMENT, reason="A host was sought for June 2007.")
    given(*facts).when(again).then(replace(STATEMENT_PREFERRED[1], reason=again.reason))
    given(*facts).when(replace(PREFER_STATEMENT, entry=2)).then(replace(STATEMENT_PREFERRED[1], entry=2))


def test_a_statement_is_corrected_under_its_own_source() -> None:
    (fact,) = given(*CONTRADICTED).when(corrected(2, period="2007-12")).events
    assert isinstance(fact, Corrected)
    assert fact.fact == replace(STATEMENT_ADDED[1], period=Edtf("2007-12"))
    given(*CONTRADICTED).when(corrected(1, about="milestone:FR-2018/9.9")).refuses(UnknownThing).naming("say")
    given(*CONTRADICTED).when(corrected(2, source=None)).refuses(SaidInNoSource).naming("say")


def test_a_preferred_statement_is_not_retracted() -> None:
    retract = RetractEntry(of=str(STATEMENT), entry=2, reason="Read from another report.")
    second = (STATEMENT, replace(STATEMENT_PREFERRED[1], entry=2))
    given(*CONTRADICTED, second).when(retract).refuses(LaterEntryBreaks)
    assert given(*CONTRADICTED, STATEMENT_PREFERRED).when(retract).refusals == ()
