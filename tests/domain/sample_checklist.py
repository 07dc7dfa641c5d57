"""Sample facts and requests about checklists, and about the readiness that is assessed by them."""

from typing import Any, Final

from domain.checklist import (
    AmendChecklist,
    Checklist,
    ChecklistAmended,
    ChecklistDrawnUp,
    DrawUpChecklist,
    Question,
)
from domain.dates import Edtf
from domain.kernel import Command, Key
from domain.readiness import AssessReadiness, ReadinessAnswer, ReadinessAssessed, Verdict
from tests.domain.facts import LINK, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact
from tests.domain.sample_pilot import OF_PILOT, PILOT, WITH_PILOT

KEY_QUESTIONS: Final = "local-digital-strategy"
CHECKLIST: Final = Key(Checklist.KIND, f"{PLAN}/{KEY_QUESTIONS}")
OF_CHECKLIST: Final[dict[str, Any]] = {"programme": PLAN, "code": KEY_QUESTIONS}

_DRAWN_UP: Final[dict[str, Any]] = {
    "title": {"en": "Building a local digital strategy"},
    "questions": (
        Question(code="territory", text={"en": "Is the territory sufficiently mature?"}),
        Question(code="skills", text={"en": "Are digital skills present?", "fr": "Y a-t-il des compétences ?"}),
        Question(code="means", text={"en": "Are there sufficient financial means?"}),
    ),
    "links": (LINK,),
    "on": Edtf("2018-03"),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "The framework was forgotten.",
    "on": Edtf("2018-09"),
    "title": {"en": "Building a digital strategy"},
    "added": (Question(code="framework", text={"en": "Is the regulatory framework stable?"}),),
    "reworded": (Question(code="skills", text={"en": "Are digital skills there?"}),),
}
_ASSESSED: Final[dict[str, Any]] = {
    "checklist": KEY_QUESTIONS,
    "by": "reviewer-1",
    "on": Edtf("2018-06"),
    "answers": (
        ReadinessAnswer(question="territory", verdict=Verdict.PARTLY, note={"en": "There are few start-ups."}),
        ReadinessAnswer(question="skills", verdict=Verdict.UNKNOWN),
    ),
    "note": {"en": "Before the start."},
}

DRAWN_UP: Final[Fact] = (CHECKLIST, ChecklistDrawnUp(**_DRAWN_UP))
CHECKLIST_AMENDED: Final[Fact] = (CHECKLIST, ChecklistAmended(**_AMENDED))
READINESS: Final[Fact] = (PILOT, ReadinessAssessed(**_ASSESSED))

DRAW_UP: Final = DrawUpChecklist(**OF_CHECKLIST, **_DRAWN_UP)
AMEND_CHECKLIST: Final = AmendChecklist(**OF_CHECKLIST, **_AMENDED)
ASSESS_READINESS: Final = AssessReadiness(**OF_PILOT, **_ASSESSED)

WITH_CHECKLIST: Final = (*WITH_PILOT, DRAWN_UP)
FACTS: Final = (DRAWN_UP, CHECKLIST_AMENDED, READINESS)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (DRAW_UP, PLAN_WITH_MILESTONE),
    (AMEND_CHECKLIST, WITH_CHECKLIST),
    (ASSESS_READINESS, WITH_CHECKLIST),
)
