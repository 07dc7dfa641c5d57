import pytest
from msgspec import UNSET
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.checklist import (
    ChecklistExists,
    NoQuestions,
    Question,
    QuestionExists,
    SameWords,
    UnknownChecklist,
    UnknownQuestion,
)
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.kernel import Command
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture, NothingToAmend, SaidTwice
from tests.domain.facts import CLOSED, PLAN_WITH_MILESTONE
from tests.domain.given import given
from tests.domain.sample_checklist import (
    AMEND_CHECKLIST,
    CHECKLIST,
    CHECKLIST_AMENDED,
    DRAW_UP,
    DRAWN_UP,
    WITH_CHECKLIST,
)

FRAMEWORK = Question(code="framework", text={"en": "Is the regulatory framework stable?"})
SKILLS = Question(code="skills", text={"en": "Are digital skills there?"})
AMENDED = (*WITH_CHECKLIST, CHECKLIST_AMENDED)


def test_a_checklist_is_drawn_up_as_it_was_said() -> None:
    given(*PLAN_WITH_MILESTONE).when(DRAW_UP).then(DRAWN_UP[1])


def test_a_checklist_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_CHECKLIST).when(DRAW_UP).refuses(ChecklistExists).naming("code")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(DRAW_UP).refuses(ProgrammeIsClosed).naming("programme")
    given(*PLAN_WITH_MILESTONE).when(AMEND_CHECKLIST).refuses(UnknownChecklist).naming("code")


def test_a_checklist_asks_something_and_each_question_has_a_code_of_its_own() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(DRAW_UP, questions=())).refuses(NoQuestions).naming("questions")
    twice = replace(DRAW_UP, questions=(SKILLS, SKILLS))
    given(*PLAN_WITH_MILESTONE).when(twice).refuses(SaidTwice).naming("questions").saying("'skills'")


def test_questions_are_added_and_said_better() -> None:
    given(*WITH_CHECKLIST).when(AMEND_CHECKLIST).then(CHECKLIST_AMENDED[1])


def test_a_code_is_never_used_for_another_question() -> None:
    again = replace(AMEND_CHECKLIST, added=(replace(FRAMEWORK, code="skills"),), reworded=())
    given(*WITH_CHECKLIST).when(again).refuses(QuestionExists).naming("added").saying("'skills'")
    again = replace(again, added=(FRAMEWORK,))
    given(*AMENDED).when(again).refuses(QuestionExists).naming("added")


def test_only_a_question_that_is_asked_is_said_better_and_in_other_words() -> None:
    given(*WITH_CHECKLIST).when(replace(AMEND_CHECKLIST, added=(), reworded=(FRAMEWORK,))).refuses(
        UnknownQuestion
    ).naming("reworded").saying("'framework'", "territory, skills, means")
    given(*AMENDED).when(replace(AMEND_CHECKLIST, added=())).refuses(SameWords).naming("reworded").saying("'skills'")
    back = replace(AMEND_CHECKLIST, added=(), reworded=(replace(FRAMEWORK, text={"en": "Is it stable?"}),))
    assert given(*AMENDED).when(back).refusals == ()


def test_each_question_is_named_once() -> None:
    twice = replace(AMEND_CHECKLIST, added=(FRAMEWORK, FRAMEWORK), reworded=(SKILLS, SKILLS))
    given(*WITH_CHECKLIST).when(twice).refuses(SaidTwice, SaidTwice).naming("added", "reworded")


def test_amending_changes_something() -> None:
    nothing = replace(AMEND_CHECKLIST, title=UNSET, added=(), reworded=())
    given(*WITH_CHECKLIST).when(nothing).refuses(NothingToAmend).naming(None)
    for said in ({"title": {"en": "x"}}, {"added": (FRAMEWORK,)}, {"reworded": (SKILLS,)}):
        assert given(*WITH_CHECKLIST).when(replace(nothing, **said)).refusals == ()


@pytest.mark.parametrize("request_", [DRAW_UP, AMEND_CHECKLIST], ids=lambda request: request.NAME)
def test_what_lies_ahead_was_not_drawn_up(request_: Command) -> None:
    facts = PLAN_WITH_MILESTONE if request_ is DRAW_UP else WITH_CHECKLIST
    given(*facts).when(replace(request_, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_a_question_that_was_reworded_since_is_not_corrected_away() -> None:
    without = [{"code": "territory", "text": {"en": "Is it mature?"}}]
    correction = CorrectEntry(of=str(CHECKLIST), entry=1, reason="A slip of the pen.", say={"questions": without})
    given(*AMENDED).when(correction).refuses(LaterEntryBreaks).naming("entry").saying("no question 'skills'")
    assert given(*WITH_CHECKLIST).when(correction).refusals == ()
