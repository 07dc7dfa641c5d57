"""Which checklists has a programme drawn up, and what does each ask?"""

from collections.abc import Iterable

from domain.checklist import Checklist as Stream
from domain.checklist import ChecklistAmended, ChecklistDrawnUp
from domain.dates import Edtf
from domain.values import Code, Link, Source, Text
from projections.dossier import DossierRow, Said, amended, dossier, dossier_of, dossiers_of, on_the_day
from projections.moment import Reading
from projections.projection import View


class ChecklistRow(DossierRow, frozen=True):
    TABLE = "checklist"


CHECKLISTS = dossier(ChecklistRow, Stream.KIND)


class QuestionAsked(View):
    """A question as it is worded; `first` is how it was worded first, where that was otherwise."""

    code: Code
    text: Text
    first: Text | None


class Checklist(View):
    """A checklist on one day, as known at one moment. Its questions stand in the order in which they were added."""

    programme: str
    code: str
    version: int
    title: Text
    on: Edtf | None
    questions: tuple[QuestionAsked, ...]
    links: tuple[Link, ...]
    source: Source | None
    illustrative: bool


def questions_in(said: Iterable[Said]) -> tuple[QuestionAsked, ...]:
    """The questions that these facts ask, each in its last words."""
    wordings: dict[str, list[Text]] = {}
    for one in said:
        match one.event:
            case ChecklistDrawnUp(questions=questions):
                wordings.update({question.code: [question.text] for question in questions})
            case ChecklistAmended(added=added, reworded=reworded):
                for question in (*added, *reworded):
                    wordings.setdefault(question.code, []).append(question.text)
            case _:
                pass
    return tuple(
        QuestionAsked(code=code, text=texts[-1], first=texts[0] if texts[0] != texts[-1] else None)
        for code, texts in wordings.items()
    )


def _checklist(reading: Reading, row: ChecklistRow) -> Checklist:
    said = on_the_day(row.facts, reading.moment.as_of)
    drawn_up = said[0].event
    assert isinstance(drawn_up, ChecklistDrawnUp)
    return Checklist(
        programme=row.programme,
        code=row.code,
        version=row.version,
        on=drawn_up.on,
        questions=questions_in(said),
        links=drawn_up.links,
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, ("title",), ChecklistDrawnUp, ChecklistAmended),
    )


def checklists_of(reading: Reading, programme: str) -> list[Checklist]:
    """A programme's checklists, in the order of their codes."""
    return [_checklist(reading, row) for row in dossiers_of(reading, CHECKLISTS, programme)]


def checklist(reading: Reading, programme: str, code: str) -> Checklist | None:
    """One checklist, or None where none was known by that code."""
    row = dossier_of(reading, CHECKLISTS, programme, code)
    return _checklist(reading, row) if row else None
