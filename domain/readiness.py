"""Readiness: how far a pilot answers the questions of a checklist, as one person judges it on one day.

(nothing) ─AssessReadiness→ assessed ─AssessReadiness→ …   (a question left out is not answered, which is not "unknown")
"""

from collections.abc import Iterator
from enum import StrEnum

from domain.checklist import Checklist, UnknownChecklist, must_be_asked
from domain.dates import Edtf
from domain.kernel import Event, Key, Refusal, Unacceptable, World
from domain.pilot import Pilot, PilotCommand
from domain.rules import no_repeats
from domain.thing import code_in
from domain.values import Actor, Code, Text, Value

# ── Facts ─────────────────────────────────────────────


class Verdict(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class ReadinessAnswer(Value):
    """The verdict on one question."""

    question: Code
    verdict: Verdict
    note: Text | None = None


class ReadinessAssessed(Event):
    TOPIC = "pilot.readiness_assessed@1"
    checklist: Code
    by: Actor
    on: Edtf
    answers: tuple[ReadinessAnswer, ...]
    note: Text | None = None


# ── Refusals ──────────────────────────────────────────


class NothingAnswered(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class AssessReadiness(PilotCommand, kw_only=True):
    """Answer the questions of a checklist for a pilot, as often as it is looked at; earlier answers stay beside the new ones."""

    NAME = "assess-readiness"
    FACT = ReadinessAssessed
    checklist: Code
    by: Actor
    on: Edtf
    answers: tuple[ReadinessAnswer, ...]
    note: Text | None = None

    def things(self) -> tuple[Key, ...]:
        return (Key(Checklist.KIND, code_in(self.programme, self.checklist)),)

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        questions = tuple(answer.question for answer in self.answers)
        if not questions:
            yield NothingAnswered(
                "Answer at least one question; say 'unknown' where that is the answer.", field="answers"
            )
        yield from no_repeats("answers", questions)
        checklist = world.find(Checklist, code_in(self.programme, self.checklist))
        if checklist is None:
            yield UnknownChecklist(
                f"There is no checklist {self.checklist!r} in {self.programme!r}. Draw it up first, or check its code.",
                field="checklist",
            )
        else:
            yield from must_be_asked(checklist, questions, "answers")
