"""On which links and files does the record of a programme rest: of what, said by whom, and when?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple, cast

from msgspec import UNSET, Struct

from domain.assessment import AssessmentRecorded, Subject
from domain.dates import Edtf
from domain.kernel import Event
from domain.report import ProgressReported
from domain.values import Code, File, Link, Source, Text
from projections.assessment import Finding, findings_about
from projections.checklist import CHECKLISTS
from projections.claim import CLAIMS, ClaimRow
from projections.cohort import COHORTS
from projections.commitment import COMMITMENTS
from projections.deliverable import DELIVERABLES
from projections.dossier import DossierRow, dossiers_of, on_the_day
from projections.figure import FIGURES, FigureRow
from projections.gathering import GATHERINGS
from projections.indicator import INDICATORS
from projections.lines import ReportLine, report_lines
from projections.moment import KNOWN, Reading, beneath
from projections.pilot import PILOTS
from projections.programme import Programme
from projections.projection import AnyProjection, View

PAGE: Final = 500
_DOSSIERS: Final[Sequence[AnyProjection]] = [
    COMMITMENTS,
    PILOTS,
    CHECKLISTS,
    COHORTS,
    FIGURES,
    GATHERINGS,
    DELIVERABLES,
    INDICATORS,
]
"""The dossiers whose facts can have links or files; reports and findings are read by themselves."""


class Evidence(View):
    """A link or a file that was said to show something, and what says so: an entry about a thing, by the stored name of its fact.

    `number` counts the links and files of the entry. `on` is the day for which it was said.
    """

    kind: str
    code: Code
    title: Text | None
    commitment: Code | None
    entry: int
    number: int
    fact: str
    link: Link | None
    file: File | None
    on: Edtf | None
    recorded_at: datetime
    recorded_by: str
    reviewer: Code | None
    variable: str | None
    source: Source | None
    illustrative: bool


class _Thing(NamedTuple):
    kind: str
    code: Code
    title: Text | None
    commitment: Code | None


def evidence_of(reading: Reading, of: Programme) -> Iterator[Evidence]:
    """Every link and every file that stands in the record on the day: of promises, reports and findings, then of all other things."""
    whole = _Thing(Subject.PROGRAMME, of.code, of.title, None)
    for finding in findings_about(reading, of.code, [(Subject.PROGRAMME, None)]):
        yield from _found(whole, finding)
    yield from _promised(reading, of)
    for projection in _DOSSIERS:
        for row in _rows(reading, projection, of.code):
            yield from _in_dossier(reading, row)


def _rows(reading: Reading, projection: AnyProjection, programme: str) -> list[DossierRow]:
    return dossiers_of(reading, projection, programme)


def _promised(reading: Reading, programme: Programme) -> Iterator[Evidence]:
    reviewed: set[str] = set()
    every = report_lines(reading, programme)
    while lines := list(islice(every, PAGE)):
        codes = [line.milestone.code for line in lines if line.milestone]
        claims = _claims(reading, programme.code, codes)
        for line in lines:
            if line.commitment and line.commitment.code not in reviewed:
                reviewed.add(line.commitment.code)
                yield from _of_commitment(line)
            if line.milestone:
                yield from _of_milestone(line, claims.get(line.milestone.code, ()))


def _claims(reading: Reading, programme: str, milestones: Iterable[str]) -> dict[str, tuple[ClaimRow, ...]]:
    """By milestone: the reports that hold on the day, as they read after their corrections, in the order of their entries."""
    source, asked = beneath(CLAIMS.table, [f"{programme}/{milestone}#" for milestone in milestones])
    query = f"SELECT body::text FROM {source} WHERE since <= %(as_of)s AND {KNOWN} ORDER BY entry"
    claims: dict[str, tuple[ClaimRow, ...]] = {}
    for row in reading.select(CLAIMS, query, **asked):
        claims[row.milestone] = (*claims.get(row.milestone, ()), row)
    return claims


def _of_commitment(line: ReportLine) -> Iterator[Evidence]:
    assert line.commitment
    thing = _Thing(Subject.COMMITMENT, line.commitment.code, line.commitment.title, line.commitment.code)
    for finding in line.commitment.findings:
        yield from _found(thing, finding)


def _of_milestone(line: ReportLine, claims: Iterable[ClaimRow]) -> Iterator[Evidence]:
    assert line.milestone
    within = line.commitment.code if line.commitment else None
    thing = _Thing(Subject.MILESTONE, line.milestone.code, line.milestone.title, within)
    for claim in claims:
        for number, link in enumerate(claim.evidence, 1):
            yield Evidence(
                **thing._asdict(),
                entry=claim.entry,
                number=number,
                fact=_name(ProgressReported),
                link=link,
                file=None,
                on=claim.on,
                recorded_at=claim.reported_at,
                recorded_by=claim.reported_by,
                reviewer=None,
                variable=None,
                source=claim.source,
                illustrative=claim.illustrative,
            )
    for finding in line.milestone.findings:
        yield from _found(thing, finding)


def _found(thing: _Thing, finding: Finding) -> Iterator[Evidence]:
    for number, link in enumerate(finding.sources, 1):
        yield Evidence(
            **thing._asdict(),
            entry=finding.entry,
            number=number,
            fact=_name(AssessmentRecorded),
            link=link,
            file=None,
            on=finding.on,
            recorded_at=finding.recorded_at,
            recorded_by=finding.recorded_by,
            reviewer=finding.reviewer,
            variable=finding.variable,
            source=finding.source,
            illustrative=finding.illustrative,
        )


def _in_dossier(reading: Reading, row: DossierRow) -> Iterator[Evidence]:
    said = on_the_day(row.facts, reading.moment.as_of)
    events = [one.event for one in said]
    code = row.figure if isinstance(row, FigureRow) else row.code
    commitment = code if row.key.kind == Subject.COMMITMENT else _last(events, "commitment")
    thing = _Thing(row.key.kind, code, _last(events, "title") or _last(events, "label"), commitment)
    for one in said:
        for number, shown in enumerate(_shown(one.event), 1):
            yield Evidence(
                **thing._asdict(),
                entry=one.entry,
                number=number,
                fact=_name(type(one.event)),
                link=shown if isinstance(shown, Link) else None,
                file=shown if isinstance(shown, File) else None,
                on=getattr(one.event, "on", None),
                recorded_at=one.told.recorded_at,
                recorded_by=one.told.actor,
                reviewer=None,
                variable=None,
                source=one.source,
                illustrative=one.illustrative,
            )


def _last(events: Iterable[Event], name: str) -> Any:
    """What was last said in a field by facts that have it."""
    said = [getattr(event, name) for event in events if name in event.__struct_fields__]
    return next((value for value in reversed(said) if value is not UNSET), None)


def _shown(value: Any) -> Iterator[Link | File]:
    """Every link and file in a fact, however deep, in the order of its fields."""
    if isinstance(value, (Link, File)):
        yield value
    elif isinstance(value, Struct):
        yield from (shown for name in value.__struct_fields__ for shown in _shown(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (shown for part in cast("tuple[Any, ...]", value) for shown in _shown(part))


def _name(event: type[Event]) -> str:
    return event.TOPIC.partition("@")[0]
