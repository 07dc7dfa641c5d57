"""What do independent reviewers find, in their own series, never merged with what the team reports?"""

from datetime import datetime

from domain.assessment import AssessmentRecorded, Subject
from domain.dates import Edtf
from domain.kernel import Recorded
from domain.values import Link, Source, Text
from projections.moment import Dated, Reading, dated, in_force, replace
from projections.projection import Projection, Row, View


class Finding(View):
    """What one reviewer says of one variable. Not `assessed` is the reviewer's word that it is still open; `said` as published."""

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
    recorded_at: datetime
    recorded_by: str
    source: Source | None
    illustrative: bool


class AssessmentRow(Row, frozen=True):
    TABLE = "assessment"
    COLUMNS = (("programme", "text"),)
    SEARCHED = ("programme",)

    programme: str
    findings: tuple[Dated[Finding], ...] = ()


def touched(recorded: Recorded) -> tuple[str]:
    return (recorded.key.code,)


def evolve(row: AssessmentRow | None, recorded: Recorded, _key: str) -> AssessmentRow | None:
    event = recorded.event
    if not isinstance(event, AssessmentRecorded):
        return row
    finding = Finding(
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
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.actor,
        source=recorded.source,
        illustrative=recorded.illustrative,
    )
    row = row or AssessmentRow(programme=event.programme)
    return replace(row, findings=(*row.findings, dated(recorded, event.on, finding)))


ASSESSMENTS = Projection(AssessmentRow, on=(AssessmentRecorded,), touched=touched, evolve=evolve)


def findings_of(reading: Reading, programme: str) -> list[Finding]:
    """What each reviewer says on the day of each variable of the programme, its commitments and its milestones."""
    rows = reading.rows(ASSESSMENTS, "programme = %(programme)s", programme=programme)
    standing = (in_force(row.findings, reading.moment.as_of) for row in rows)
    return [facts[-1] for facts in standing if facts]
