"""Checklist: key questions by which the readiness of a pilot is assessed.

drawn up ─AmendChecklist→ drawn up   (a question may be reworded, and others added; none is removed, and no code is used again)
"""

from collections.abc import Iterator, Mapping

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, Unknown, World
from domain.rules import NothingToAmend, no_repeats, not_in_the_future
from domain.thing import AboutThing, BeginThing
from domain.values import Code, Link, Prose, Text, Value

# ── Facts ─────────────────────────────────────────────


class Question(Value):
    """A question under the code by which answers name it."""

    code: Code
    text: Text


class ChecklistDrawnUp(Event):
    TOPIC = "checklist.drawn_up@1"
    title: Text
    questions: tuple[Question, ...]
    links: tuple[Link, ...] = ()
    on: Edtf | None = None


class ChecklistAmended(Event):
    TOPIC = "checklist.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    added: tuple[Question, ...] = ()
    reworded: tuple[Question, ...] = ()


ChecklistEvent = ChecklistDrawnUp | ChecklistAmended

# ── State ─────────────────────────────────────────────


class Checklist(State):
    KIND = "checklist"
    questions: Mapping[str, Text]


def evolve(checklist: Checklist | None, event: ChecklistEvent, _version: int) -> Checklist:
    if isinstance(event, ChecklistDrawnUp):
        return Checklist(questions={question.code: question.text for question in event.questions})
    if checklist is None:
        raise ValueError(f"{event.TOPIC} before the checklist was drawn up")
    said = (*event.added, *event.reworded)
    return Checklist(questions={**checklist.questions, **{question.code: question.text for question in said}})


# ── Refusals ──────────────────────────────────────────


class ChecklistExists(Refusal): ...


class UnknownChecklist(Unknown): ...


class UnknownQuestion(Unknown): ...


class QuestionExists(Refusal): ...


class NoQuestions(Unacceptable): ...


class SameWords(Refusal): ...


def must_be_asked(checklist: Checklist, codes: tuple[str, ...], field: str) -> Iterator[Refusal]:
    """A refusal for each code under which a checklist has no question."""
    for code in dict.fromkeys(codes):
        if code not in checklist.questions:
            known = ", ".join(checklist.questions)
            yield UnknownQuestion(f"The checklist has no question {code!r}. It has: {known}.", field=field)


# ── Requests ──────────────────────────────────────────


class DrawUpChecklist(BeginThing, kw_only=True):
    """Record the key questions of a programme, each under a code that answers can name for ever."""

    NAME = "draw-up-checklist"
    STATE = Checklist
    FACT = ChecklistDrawnUp
    RATHER = "amend-checklist"
    EXISTS = ChecklistExists
    title: Text
    questions: tuple[Question, ...]
    links: tuple[Link, ...] = ()
    on: Edtf | None = None

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if not self.questions:
            yield NoQuestions("A checklist asks something: name at least one question.", field="questions")
        yield from no_repeats("questions", tuple(question.code for question in self.questions))


class AmendChecklist(AboutThing, kw_only=True):
    """Add questions, or say them better, with the reason; one that means something else gets a code of its own."""

    NAME = "amend-checklist"
    STATE = Checklist
    FACT = ChecklistAmended
    UNKNOWN = UnknownChecklist
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    added: tuple[Question, ...] = ()
    reworded: tuple[Question, ...] = ()

    def breaks(self, thing: Checklist, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if self.title is UNSET and not self.added and not self.reworded:
            yield NothingToAmend("Nothing to amend: name a title, added questions or reworded ones.")
        yield from no_repeats("added", tuple(question.code for question in self.added))
        yield from no_repeats("reworded", tuple(question.code for question in self.reworded))
        for code in dict.fromkeys(question.code for question in self.added):
            if code in thing.questions:
                yield QuestionExists(
                    f"{code!r} is a question of {self.code!r} already. Reword it, or add yours under another code.",
                    field="added",
                )
        yield from must_be_asked(thing, tuple(question.code for question in self.reworded), "reworded")
        for question in self.reworded:
            if thing.questions.get(question.code) == question.text:
                yield SameWords(f"Question {question.code!r} is worded just so already.", field="reworded")
