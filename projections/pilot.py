"""Which pilots does a programme run, how far and how ready is each, in which phases, and what has it taught?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import asdict

from domain.dates import Edtf
from domain.pilot import (
    LEADS_TO,
    Lesson,
    LessonLearnt,
    PilotAmended,
    PilotEvaluated,
    PilotProposed,
    PilotScaled,
    PilotStage,
    PilotStarted,
    PilotStopped,
)
from domain.pilot import Pilot as Stream
from domain.place import Adoption, Site
from domain.values import Code, Link, Source, Text
from projections.checklist import CHECKLISTS
from projections.dossier import (
    DossierRow,
    Said,
    amended,
    as_said,
    day_of,
    dossier,
    dossier_of,
    dossiers_of,
    last_of,
    on_the_day,
    standing,
)
from projections.moment import Reading
from projections.phase import Phase, phases_in
from projections.projection import View
from projections.readiness import Readiness, readiness_in
from projections.statement import Statement, statements_by_thing


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

    `lessons`, `phases` and `readiness` (its assessments, newest last) are empty where none was recorded. `statements` are what
    sources say of it that has no other place, or of which they differ.
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
    statements: tuple[Statement, ...]
    source: Source | None
    illustrative: bool


_SAID = ("title", "site", "hosts", "partners", "methodology", "commitment", "links")


class _Others(NamedTuple):
    """What is asked once for all pilots of a programme: what stands of its checklists, and what sources say of each thing."""

    checklists: Mapping[str, Sequence[Said]]
    statements: Mapping[str, tuple[Statement, ...]]


def _others(reading: Reading, programme: str) -> _Others:
    checklists = {row.code: standing(row.facts) for row in dossiers_of(reading, CHECKLISTS, programme)}
    return _Others(checklists, statements_by_thing(reading, programme))


def _pilot(reading: Reading, row: PilotRow, others: _Others) -> Pilot:
    said = on_the_day(row.facts, reading.moment.as_of)
    evaluated, stopped = last_of(said, PilotEvaluated), last_of(said, PilotStopped)
    return Pilot(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=_stage(said),
        started=day_of(said, PilotStarted),
        evaluated=evaluated.on if evaluated else None,
        evaluation=evaluated.summary if evaluated else None,
        evaluation_evidence=evaluated.evidence if evaluated else (),
        stopped=stopped.on if stopped else None,
        stop_reason=stopped.reason if stopped else None,
        adopted=tuple(place for one in said if isinstance(one.event, PilotScaled) for place in one.event.adopted),
        lessons=tuple(lesson for one in said for lesson in _lessons(one)),
        phases=phases_in(said),
        readiness=readiness_in(said, others.checklists),
        statements=others.statements.get(row.of, ()),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, _SAID, PilotProposed, PilotAmended),
    )


def _stage(said: Sequence[Said]) -> PilotStage:
    """That of the step which was recorded last, among those that stand."""
    steps = {one.entry: LEADS_TO[type(one.event)] for one in said if type(one.event) in LEADS_TO}
    return steps[max(steps)]


def _lessons(said: Said) -> tuple[LessonSaid, ...]:
    lessons: tuple[Lesson, ...] = ()
    if isinstance(said.event, LessonLearnt):
        lessons = (said.event.lesson,)
    elif isinstance(said.event, PilotEvaluated):
        lessons = said.event.lessons
    return tuple(
        LessonSaid(on=getattr(said.event, "on", None), **asdict(lesson), **as_said(said)) for lesson in lessons
    )


def pilots_of(reading: Reading, programme: str) -> list[Pilot]:
    """A programme's pilots, in the order of their codes."""
    rows = dossiers_of(reading, PILOTS, programme)
    others = _others(reading, programme) if rows else _Others({}, {})
    return [_pilot(reading, row, others) for row in rows]


def pilot(reading: Reading, programme: str, code: str) -> Pilot | None:
    """One pilot, or None where none was known by that code."""
    row = dossier_of(reading, PILOTS, programme, code)
    return _pilot(reading, row, _others(reading, programme)) if row else None
