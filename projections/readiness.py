"""How ready was a pilot, each time that it was assessed by a checklist?

A question that the checklist did not have when the pilot was assessed was not asked then, whatever was added since.
"""

from collections.abc import Iterable, Mapping, Sequence

from domain.checklist import ChecklistAmended, ChecklistDrawnUp
from domain.dates import Edtf
from domain.readiness import ReadinessAnswer, ReadinessAssessed, Verdict
from domain.values import Actor, Code, Source, Text
from projections.checklist import questions_in
from projections.dossier import Said, amended, as_said
from projections.projection import View


class Answered(View):
    """A question as it was worded when it was asked, and its verdict: null where it was not answered.

    `text` is null where a question was answered that the checklist, as corrected since, does not have.
    """

    question: Code
    text: Text | None
    verdict: Verdict | None
    note: Text | None


class Readiness(View):
    """One assessment of readiness, with every question of the checklist as it was then."""

    entry: int
    on: Edtf
    by: Actor
    checklist: Code
    title: Text | None
    answers: tuple[Answered, ...]
    note: Text | None
    source: Source | None
    illustrative: bool


def readiness_in(said: Iterable[Said], checklists: Mapping[str, Sequence[Said]]) -> tuple[Readiness, ...]:
    """The assessments among these facts, the newest last, by what stands of the programme's checklists."""
    return tuple(
        _readiness(one, one.event, checklists.get(one.event.checklist, ()))
        for one in said
        if isinstance(one.event, ReadinessAssessed)
    )


def _readiness(one: Said, assessed: ReadinessAssessed, checklist: Sequence[Said]) -> Readiness:
    asked = [fact for fact in checklist if fact.told.position < one.told.position]
    return Readiness(
        title=amended(asked, ("title",), ChecklistDrawnUp, ChecklistAmended).get("title"),
        answers=_answers(asked, {answer.question: answer for answer in assessed.answers}),
        **as_said(one, "on", "by", "checklist", "note"),
    )


def _answers(asked: Sequence[Said], given: Mapping[str, ReadinessAnswer]) -> tuple[Answered, ...]:
    texts = {question.code: question.text for question in questions_in(asked)}
    return tuple(
        Answered(
            question=code,
            text=texts.get(code),
            verdict=answer.verdict if (answer := given.get(code)) else None,
            note=answer.note if answer else None,
        )
        for code in dict.fromkeys((*texts, *given))
    )
