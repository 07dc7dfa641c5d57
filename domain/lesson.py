"""Lesson: what a pilot has taught, recorded at any time, even after it has ended; and the evaluation that builds on it.

(facts: domain/pilot.py)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.kernel import Refusal, Unacceptable, World
from domain.pilot import Lesson, LessonLearnt, Pilot, PilotCommand, PilotEvaluated, PilotStage, PilotStepCommand
from domain.values import Link, Text

# ── Refusals ──────────────────────────────────────────


class NoLessonLearnt(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class LearnLesson(PilotCommand, kw_only=True):
    """Record what was learnt, for whom it matters and what shows it; `on` is the day it was learnt, where that is known."""

    NAME = "learn-lesson"
    FACT = LessonLearnt
    lesson: Lesson
    on: Edtf | None = None


class EvaluatePilot(PilotStepCommand):
    """Lessons are what the next plan is built from, so an evaluation without one, then or before, is refused."""

    NAME = "evaluate-pilot"
    FACT = PilotEvaluated
    AT = (PilotStage.RUNNING,)
    on: Edtf
    summary: Text
    lessons: tuple[Lesson, ...] = ()
    evidence: tuple[Link, ...] = ()

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if not self.lessons and not thing.has_lessons:
            yield NoLessonLearnt("No lesson has been recorded: an evaluation names at least one.", field="lessons")
