from msgspec.structs import replace

from domain.checklist import UnknownChecklist, UnknownQuestion
from domain.dates import Edtf
from domain.pilot import UnknownPilot
from domain.readiness import NothingAnswered, ReadinessAnswer, Verdict
from domain.rules import AboutTheFuture, SaidTwice
from tests.domain.facts import PLAN_WITH_MILESTONE
from tests.domain.given import given
from tests.domain.sample_checklist import (
    ASSESS_READINESS,
    CHECKLIST_AMENDED,
    DRAWN_UP,
    READINESS,
    WITH_CHECKLIST,
)
from tests.domain.sample_pilot import EVALUATED, STARTED, STOPPED, WITH_PILOT

FRAMEWORK = ReadinessAnswer(question="framework", verdict=Verdict.NO)
MEANS = ReadinessAnswer(question="means", verdict=Verdict.YES)


def test_readiness_is_assessed_as_it_was_said() -> None:
    given(*WITH_CHECKLIST).when(ASSESS_READINESS).then(READINESS[1])


def test_readiness_is_assessed_again_and_again_at_any_stage() -> None:
    for more in ((READINESS,), (STARTED,), (STARTED, EVALUATED), (STOPPED,)):
        given(*WITH_CHECKLIST, *more).when(ASSESS_READINESS).then(READINESS[1])


def test_only_what_the_checklist_asks_is_answered() -> None:
    request = replace(ASSESS_READINESS, answers=(FRAMEWORK, MEANS))
    given(*WITH_CHECKLIST).when(request).refuses(UnknownQuestion).naming("answers").saying("'framework'")
    assert given(*WITH_CHECKLIST, CHECKLIST_AMENDED).when(request).refusals == ()


def test_a_question_is_answered_once() -> None:
    request = replace(ASSESS_READINESS, answers=(MEANS, replace(MEANS, verdict=Verdict.UNKNOWN)))
    given(*WITH_CHECKLIST).when(request).refuses(SaidTwice).naming("answers").saying("'means'")


def test_at_least_one_question_is_answered() -> None:
    given(*WITH_CHECKLIST).when(replace(ASSESS_READINESS, answers=())).refuses(NothingAnswered).naming("answers")


def test_the_pilot_and_the_checklist_are_known() -> None:
    given(*WITH_PILOT).when(ASSESS_READINESS).refuses(UnknownChecklist).naming("checklist")
    given(*PLAN_WITH_MILESTONE, DRAWN_UP).when(ASSESS_READINESS).refuses(UnknownPilot).naming("code")


def test_what_lies_ahead_was_not_assessed() -> None:
    given(*WITH_CHECKLIST).when(replace(ASSESS_READINESS, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")
