"""Sample facts and requests about pilots and their lessons."""

from typing import Any, Final

from domain.dates import Edtf
from domain.kernel import Command, Key
from domain.lesson import EvaluatePilot, LearnLesson
from domain.pilot import (
    AmendPilot,
    Lesson,
    LessonLearnt,
    Pilot,
    PilotAmended,
    PilotEvaluated,
    PilotProposed,
    PilotScaled,
    PilotStarted,
    PilotStopped,
    ProposePilot,
    ScalePilot,
    StartPilot,
    StopPilot,
)
from domain.place import Adoption, Site
from tests.domain.facts import LEAD, LINK, NUMBER, OTHER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

TOWN: Final = "town"
PILOT: Final = Key(Pilot.KIND, f"{PLAN}/{TOWN}")
OF_PILOT: Final[dict[str, Any]] = {"programme": PLAN, "code": TOWN}
SITE: Final = Site(place="A town", country="FR", population=7_500, population_said="8 000 or less")
LESSON: Final = Lesson(what={"en": "An hour a week."}, for_whom={"en": "Heads of service"}, evidence=(LINK,))
ADOPTION: Final = Adoption(where="The department", country="FR", plan="FR-2021", since=Edtf("2019-12"))

_PROPOSED: Final[dict[str, Any]] = {
    "title": {"en": "Training in a town"},
    "site": SITE,
    "hosts": (LEAD,),
    "partners": (OTHER,),
    "methodology": {"en": "Learning by doing"},
    "commitment": NUMBER,
    "on": Edtf("2018-05"),
    "links": (LINK,),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "Another town.",
    "on": Edtf("2018-06"),
    "title": {"en": "Training in two towns"},
    "site": Site(place="Two towns"),
    "hosts": (OTHER,),
    "partners": (),
    "methodology": None,
}
_EVALUATED: Final[dict[str, Any]] = {
    "on": Edtf("2019-06"),
    "summary": {"en": "It works."},
    "lessons": (LESSON,),
    "evidence": (LINK,),
}

PROPOSED: Final[Fact] = (PILOT, PilotProposed(**_PROPOSED))
PILOT_AMENDED: Final[Fact] = (PILOT, PilotAmended(**_AMENDED))
STARTED: Final[Fact] = (PILOT, PilotStarted(on=Edtf("2018-22")))
LEARNT: Final[Fact] = (PILOT, LessonLearnt(lesson=LESSON, on=Edtf("2018-10")))
EVALUATED: Final[Fact] = (PILOT, PilotEvaluated(**_EVALUATED))
SCALED: Final[Fact] = (PILOT, PilotScaled(on=Edtf("2019-12"), adopted=(ADOPTION,)))
STOPPED: Final[Fact] = (PILOT, PilotStopped(on=Edtf("2019-03"), reason="The host withdrew."))

PROPOSE: Final = ProposePilot(**OF_PILOT, **_PROPOSED)
AMEND: Final = AmendPilot(**OF_PILOT, **_AMENDED)
START: Final = StartPilot(**OF_PILOT, on=Edtf("2018-22"))
LEARN: Final = LearnLesson(**OF_PILOT, lesson=LESSON, on=Edtf("2018-10"))
EVALUATE: Final = EvaluatePilot(**OF_PILOT, **_EVALUATED)
SCALE: Final = ScalePilot(**OF_PILOT, on=Edtf("2019-12"), adopted=(ADOPTION,))
STOP: Final = StopPilot(**OF_PILOT, on=Edtf("2019-03"), reason="The host withdrew.")

WITH_PILOT: Final = (*PLAN_WITH_MILESTONE, PROPOSED)
RUNNING: Final = (*WITH_PILOT, STARTED)
FACTS: Final = (PROPOSED, PILOT_AMENDED, STARTED, LEARNT, EVALUATED, SCALED, STOPPED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (PROPOSE, PLAN_WITH_MILESTONE),
    (AMEND, WITH_PILOT),
    (START, WITH_PILOT),
    (LEARN, WITH_PILOT),
    (EVALUATE, RUNNING),
    (SCALE, (*RUNNING, EVALUATED)),
    (STOP, RUNNING),
)
