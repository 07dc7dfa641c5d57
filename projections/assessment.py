"""What do independent reviewers find, in their own series, never merged with what the team reports?"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec import UNSET

from domain.assessment import Assessment as Stream
from domain.assessment import AssessmentRecorded, AssessmentRetracted, Subject
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Correction
from domain.values import Link, Source, Text
from projections.dossier import DossierRow, Said, Told, dossier, on_the_day
from projections.moment import KNOWN, Reading, beneath
from projections.projection import View


class AssessmentRow(DossierRow, frozen=True):
    TABLE = "assessment"


ASSESSMENTS = dossier(AssessmentRow, Stream.KIND)
About = tuple[Subject, str | None]
"""What a finding is about: the programme itself, or one of its commitments or milestones by its code."""


class Finding(View):
    """What one reviewer says of one variable. Not `assessed` is the reviewer's word that it is still open; `said` as published.

    `entry` is its number among those of this variable (`of`), `correction_reason` why it does not read as it was first recorded.
    """

    of: str
    entry: int
    subject: Subject
    about: str | None
    reviewer: str
    variable: str
    vocabulary: str
    assessed: bool
    values: tuple[str, ...]
    said: str | None
    on: Edtf | None
    note: Text | None
    sources: tuple[Link, ...]
    reason: str | None
    correction_reason: str | None
    position: int
    recorded_at: datetime
    recorded_by: str
    source: Source | None
    illustrative: bool


class Retraction(View):
    """A reviewer no longer stands by what was found until then, with the reason."""

    of: str
    entry: int
    subject: Subject
    about: str | None
    reviewer: str
    variable: str
    on: Edtf | None
    reason: str
    correction_reason: str | None
    position: int
    recorded_at: datetime
    recorded_by: str
    source: Source | None
    illustrative: bool


class ReviewKind(StrEnum):
    FOUND = "found"
    RETRACTED = "retracted"
    CORRECTED = "corrected"
    REMOVED = "removed"


class ReviewEntry(View):
    """An entry of the history of reviews: a finding, or a retraction of all that stood before it.

    One that is `corrected` reads as it should have from the start; one that is `removed` should not have been recorded.
    """

    kind: ReviewKind
    finding: Finding | None = None
    retraction: Retraction | None = None


def _finding(of: str, one: Said, event: AssessmentRecorded) -> Finding:
    return Finding(
        of=of,
        entry=one.entry,
        subject=event.subject,
        about=event.about,
        reviewer=event.reviewer,
        variable=event.variable,
        vocabulary=event.vocabulary,
        assessed=bool(event.values),
        values=event.values,
        said=event.said,
        on=event.on,
        note=event.note,
        sources=event.sources,
        reason=None if event.reason is UNSET else event.reason,
        correction_reason=_reason(one),
        position=one.told.position,
        recorded_at=one.told.recorded_at,
        recorded_by=one.told.actor,
        source=one.source,
        illustrative=one.illustrative,
    )


def _retraction(of: str, one: Said, event: AssessmentRetracted) -> Retraction:
    return Retraction(
        of=of,
        entry=one.entry,
        subject=event.subject,
        about=event.about,
        reviewer=event.reviewer,
        variable=event.variable,
        on=event.on,
        reason=event.reason,
        correction_reason=_reason(one),
        position=one.told.position,
        recorded_at=one.told.recorded_at,
        recorded_by=one.told.actor,
        source=one.source,
        illustrative=one.illustrative,
    )


def _reason(one: Said) -> str | None:
    correction = one.correction.event if one.correction else None
    return correction.reason if isinstance(correction, Correction) else None


def findings_of(reading: Reading, programme: str, milestone: str | None = None) -> list[Finding]:
    """What each reviewer says on the day of each variable of the programme, its commitments and its milestones; or of one of these."""
    return _found(reading, _rows(reading, programme, milestone))


def findings_about(reading: Reading, programme: str, subjects: Iterable[About]) -> list[Finding]:
    """What each reviewer says on the day of each variable of these."""
    return _found(reading, _rows_about(reading, programme, subjects))


def _rows(reading: Reading, programme: str, milestone: str | None) -> list[AssessmentRow]:
    if milestone:
        return _rows_about(reading, programme, [(Subject.MILESTONE, milestone)])
    return reading.rows(ASSESSMENTS, "programme = %(programme)s", programme=programme)


def _rows_about(reading: Reading, programme: str, subjects: Iterable[About]) -> list[AssessmentRow]:
    beginnings = [f"{programme}/{subject}/{about or ''}/" for subject, about in subjects]
    source, asked = beneath(ASSESSMENTS.table, beginnings)
    return reading.select(ASSESSMENTS, f"SELECT body::text FROM {source} WHERE {KNOWN} ORDER BY key", **asked)


def _found(reading: Reading, rows: Iterable[AssessmentRow]) -> list[Finding]:
    return [found for row in rows if (found := _standing(row, reading.moment.as_of))]


def _standing(row: AssessmentRow, as_of: date) -> Finding | None:
    """The last finding that holds on the day and that no retraction which holds by then has taken back."""
    said = on_the_day(row.facts, as_of)
    retracted = max((one.entry for one in said if isinstance(one.event, AssessmentRetracted)), default=0)
    found = [(one, one.event) for one in said if isinstance(one.event, AssessmentRecorded) and one.entry > retracted]
    return _finding(row.of, *found[-1]) if found else None


def review_history(reading: Reading, programme: str, milestone: str | None = None) -> list[ReviewEntry]:
    """Every finding and every retraction, in a programme or about one of its milestones, that was known, in the order of the log."""
    rows = _rows(reading, programme, milestone)
    told = [(one.position, _entry(row.of, one)) for row in rows for one in row.facts]
    return [entry for _, entry in sorted(told, key=lambda one: one[0])]


def _entry(of: str, told: Told) -> ReviewEntry:
    event = told.event
    if isinstance(event, (Corrected, Retracted)):
        fact = event.instead()
        kind = ReviewKind.CORRECTED if fact else ReviewKind.REMOVED
        return _review(of, kind, Said(event.corrects, told.recorded_at.date(), fact or event.was, told, told))
    kind = ReviewKind.FOUND if isinstance(event, AssessmentRecorded) else ReviewKind.RETRACTED
    return _review(of, kind, Said(told.entry, told.recorded_at.date(), event, told, None))


def _review(of: str, kind: ReviewKind, one: Said) -> ReviewEntry:
    if isinstance(one.event, AssessmentRecorded):
        return ReviewEntry(kind=kind, finding=_finding(of, one, one.event))
    assert isinstance(one.event, AssessmentRetracted)
    return ReviewEntry(kind=kind, retraction=_retraction(of, one, one.event))
