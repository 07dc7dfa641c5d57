"""Which cohorts does a programme have, how far is each, which challenges did they work on, and which figures are said of them?"""

from msgspec.structs import asdict

from domain.call import ChallengeHosted
from domain.cohort import (
    CallAnnounced,
    CohortAmended,
    CohortCancelled,
    CohortCompleted,
    CohortPlanned,
    CohortStage,
    CohortStarted,
    evolve,
)
from domain.cohort import Cohort as Stream
from domain.dates import Edtf
from domain.values import Code, Link, Source, Text
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
)
from projections.figure import Figure, figures_of
from projections.moment import Reading
from projections.projection import View


class CohortRow(DossierRow, frozen=True):
    TABLE = "cohort"


COHORTS = dossier(CohortRow, Stream.KIND)


class CallSaid(View):
    """A call as it was announced on one day, and why it had changed."""

    entry: int
    on: Edtf
    opens: Edtf | None
    closes: Edtf | None
    projects: int | None
    people: int | None
    reason: str | None
    links: tuple[Link, ...]
    source: Source | None
    illustrative: bool


class ChallengeSaid(View):
    """A challenge that a host offers, and for how many people, where that was said."""

    entry: int
    on: Edtf
    host: Code
    title: Text
    description: Text | None
    people: int | None
    source: Source | None
    illustrative: bool


class Cohort(View):
    """A cohort on one day, as known at one moment. Of the `calls` the last one holds.

    `figures` are said of it alone, `figures_together` of it and others; both are empty where nothing was said, and never zero.
    """

    programme: str
    code: str
    version: int
    stage: CohortStage
    title: Text
    ordinal: int | None
    label: str | None
    commitment: Code | None
    period: Edtf | None
    links: tuple[Link, ...]
    calls: tuple[CallSaid, ...]
    challenges: tuple[ChallengeSaid, ...]
    started: Edtf | None
    completed: Edtf | None
    cancelled: Edtf | None
    cancel_reason: str | None
    figures: tuple[Figure, ...]
    figures_together: tuple[Figure, ...]
    source: Source | None
    illustrative: bool


_SAID = ("title", "ordinal", "label", "commitment", "period", "links")


def _cohort(reading: Reading, row: CohortRow, figures: list[Figure]) -> Cohort:
    said = on_the_day(row.facts, reading.moment.as_of)
    cancelled = last_of(said, CohortCancelled)
    of_it = [figure for figure in figures if row.code in figure.cohorts]
    return Cohort(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=_stage(said),
        calls=tuple(
            CallSaid(**asdict(one.event), **as_said(one)) for one in said if isinstance(one.event, CallAnnounced)
        ),
        challenges=tuple(
            ChallengeSaid(**asdict(one.event), **as_said(one)) for one in said if isinstance(one.event, ChallengeHosted)
        ),
        started=day_of(said, CohortStarted),
        completed=day_of(said, CohortCompleted),
        cancelled=cancelled.on if cancelled else None,
        cancel_reason=cancelled.reason if cancelled else None,
        figures=tuple(figure for figure in of_it if len(figure.cohorts) == 1),
        figures_together=tuple(figure for figure in of_it if len(figure.cohorts) > 1),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, _SAID, CohortPlanned, CohortAmended),
    )


def _stage(said: list[Said]) -> CohortStage:
    state: Stream | None = None
    for one in said:
        state = evolve(state, one.event, one.entry)
    return (state or Stream()).stage


def cohorts_of(reading: Reading, programme: str) -> list[Cohort]:
    """A programme's cohorts, in the order of their codes."""
    rows = dossiers_of(reading, COHORTS, programme)
    figures = figures_of(reading, programme) if rows else []
    return [_cohort(reading, row, figures) for row in rows]


def cohort(reading: Reading, programme: str, code: str) -> Cohort | None:
    """One cohort, or None where none was known by that code."""
    row = dossier_of(reading, COHORTS, programme, code)
    return _cohort(reading, row, figures_of(reading, programme)) if row else None
