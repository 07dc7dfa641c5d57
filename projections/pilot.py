"""Which pilots does a programme run, how far and how ready is each, in which phases, and what has it taught?"""

from collections.abc import Mapping

from msgspec.structs import asdict

from domain.dates import Edtf
from domain.pilot import (
    LEADS_TO,
    Lesson,
    LessonLearnt,
    PilotEvaluated,
    PilotScaled,
    PilotStage,
    PilotStarted,
    PilotStopped,
)
from domain.pilot import Pilot as Stream
from domain.place import Adoption, Site
from domain.values import Code, Link, Source, Text
from projections.checklist import CHECKLISTS, ChecklistRow
from projections.dossier import DossierRow, Said, amended, dossier, dossier_of, dossiers_of, last_of, on_the_day
from projections.moment import Reading
from projections.phase import Phase, phases_in
from projections.projection import View
from projections.readiness import Readiness, readiness_in


class PilotRow(DossierRow, frozen=True):
    TABLE = "pilot"


PILOTS = dossier(PilotRow, Stream.KIND)


class LessonSaid(View):
    """A lesson, and where it was said: in an entry of its own or with the evaluation."""

    entry: int
    on: Edtf | None
    what: Text
    for_whom: Text | None
    evidence: tuple[Link, ...]
    source: Source | None
    illustrative: bool


class Pilot(View):
    """A pilot on one day, as known at one moment.

    `lessons`, `phases` and `readiness` (its assessments, newest last) are empty where none was recorded.
    """

    programme: str
    code: str
    version: int
    stage: PilotStage
    title: Text
    site: Site
    hosts: tuple[Code, ...]
    partners: tuple[Code, ...]
    methodology: Text | None
    commitment: Code | None
    links: tuple[Link, ...]
    started: Edtf | None
    evaluated: Edtf | None
    evaluation: Text | None
    evaluation_evidence: tuple[Link, ...]
    stopped: Edtf | None
    stop_reason: str | None
    adopted: tuple[Adoption, ...]
    lessons: tuple[LessonSaid, ...]
    phases: tuple[Phase, ...]
    readiness: tuple[Readiness, ...]
    source: Source | None
    illustrative: bool


_SAID = ("title", "site", "hosts", "partners", "methodology", "commitment", "links")


def _pilot(reading: Reading, row: PilotRow, checklists: Mapping[str, ChecklistRow]) -> Pilot:
    said = on_the_day(row.facts, reading.moment.as_of)
    started, evaluated, stopped = (
        last_of(said, PilotStarted),
        last_of(said, PilotEvaluated),
        last_of(said, PilotStopped),
    )
    return Pilot(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=[LEADS_TO[type(one.event)] for one in said if type(one.event) in LEADS_TO][-1],
        started=started.on if started else None,
        evaluated=evaluated.on if evaluated else None,
        evaluation=evaluated.summary if evaluated else None,
        evaluation_evidence=evaluated.evidence if evaluated else (),
        stopped=stopped.on if stopped else None,
        stop_reason=stopped.reason if stopped else None,
        adopted=tuple(place for one in said if isinstance(one.event, PilotScaled) for place in one.event.adopted),
        lessons=tuple(lesson for one in said for lesson in _lessons(one)),
        phases=phases_in(said),
        readiness=readiness_in(said, checklists),
        source=row.facts[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, _SAID),
    )


def _lessons(said: Said) -> tuple[LessonSaid, ...]:
    lessons: tuple[Lesson, ...] = ()
    if isinstance(said.event, LessonLearnt):
        lessons = (said.event.lesson,)
    elif isinstance(said.event, PilotEvaluated):
        lessons = said.event.lessons
    return tuple(
        LessonSaid(
            entry=said.entry,
            on=getattr(said.event, "on", None),
            source=said.told.source,
            illustrative=said.illustrative,
            **asdict(lesson),
        )
        for lesson in lessons
    )


def _checklists(reading: Reading, programme: str) -> dict[str, ChecklistRow]:
    return {row.code: row for row in dossiers_of(reading, CHECKLISTS, programme)}


def pilots_of(reading: Reading, programme: str) -> list[Pilot]:
    """A programme's pilots, in the order of their codes."""
    checklists = _checklists(reading, programme)
    return [_pilot(reading, row, checklists) for row in dossiers_of(reading, PILOTS, programme)]


def pilot(reading: Reading, programme: str, code: str) -> Pilot | None:
    """One pilot, or None where none was known by that code."""
    row = dossier_of(reading, PILOTS, programme, code)
    return _pilot(reading, row, _checklists(reading, programme)) if row else None
