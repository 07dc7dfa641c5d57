"""What does each report claim, as it reads after its corrections?"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Correction, Recorded
from domain.report import ProgressReported, ReportCorrected
from domain.values import Link, Source, Text
from projections.moment import KNOWN, Reading, beneath, replace
from projections.projection import Projection, Row


class ClaimRow(Row, frozen=True):
    """One report: what it claims, for which day; `entry` is its number in the timeline, `said_in` that of its last correction."""

    TABLE = "claim"
    COLUMNS = (
        ("programme", "text"),
        ("milestone", "text"),
        ("since", "date"),
        ("entry", "integer"),
        ("has_status", "boolean"),
    )
    SEARCHED = ("programme",)

    programme: str
    milestone: str
    entry: int
    said_in: int
    since: date
    on: Edtf
    status: str | None
    vocabulary: str | None
    text: Text
    evidence: tuple[Link, ...]
    challenges: Text | None
    reported_at: datetime
    reported_by: str
    following: str | None = None
    overrules: str | None = None
    corrections: int = 0
    correction_reason: str | None = None
    source: Source | None = None
    illustrative: bool = False

    @property
    def has_status(self) -> bool:
        return self.status is not None


def touched(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, (Corrected, Retracted)) and not isinstance(event.was, ProgressReported):
        return ()
    entry = event.corrects if isinstance(event, Correction) else recorded.version
    return (f"{recorded.key.code}#{entry}",)


def evolve(row: ClaimRow | None, recorded: Recorded, key: str) -> ClaimRow | None:
    event = recorded.event
    match event:
        case ProgressReported():
            programme, milestone = recorded.key.code.split("/", 1)
            return ClaimRow(
                programme=programme,
                milestone=milestone,
                entry=recorded.version,
                **_claimed(event, recorded.version, recorded.recorded_at),
                reported_at=recorded.recorded_at,
                reported_by=recorded.actor,
                source=recorded.source,
                illustrative=recorded.illustrative,
            )
        case Correction() if row:
            fact = event.instead()
            if fact is None:
                return None
            assert isinstance(fact, ProgressReported)
            return replace(
                row,
                **_claimed(fact, recorded.version, row.reported_at),
                corrections=row.corrections + 1,
                correction_reason=event.reason,
                source=recorded.source or row.source,
                illustrative=row.illustrative or recorded.illustrative,
            )
        case _:
            raise LookupError(f"report {key} was never made")


def _claimed(event: ProgressReported, said_in: int, reported_at: datetime) -> dict[str, Any]:
    """What a report claims, in which entry, and since when it holds: a correction does not move it to the day of correcting."""
    return {
        "said_in": said_in,
        "since": event.on.holds_from(reported_at.date()),
        "on": event.on,
        "status": event.status,
        "vocabulary": event.vocabulary,
        "text": event.text,
        "evidence": event.evidence,
        "challenges": event.challenges,
        "following": event.following or None,
        "overrules": event.overrules or None,
    }


CLAIMS = Projection(
    ClaimRow,
    on=(ProgressReported, ReportCorrected, Corrected, Retracted),
    births=(ProgressReported,),
    touched=touched,
    evolve=evolve,
    edition=3,
)


def latest_claims(
    reading: Reading, programme: str, milestones: Collection[str] | None = None
) -> dict[str, list[ClaimRow]]:
    """By milestone, of all or of these: the claim and the note that stand on the day, each the last for a day up to it, in turn."""
    asked: dict[str, Any] = {"programme": programme}
    source, where = "read.claim", "programme = %(programme)s"
    if milestones is not None:
        source, asked = beneath("claim", [f"{programme}/{milestone}#" for milestone in sorted(milestones)])
        where = "true"
    query = (
        f"SELECT DISTINCT ON (milestone, has_status) body::text FROM {source} WHERE {where} "
        f"AND since <= %(as_of)s AND {KNOWN} ORDER BY milestone, has_status, since DESC, entry DESC"
    )
    latest: dict[str, list[ClaimRow]] = {}
    for row in reading.select(CLAIMS, query, **asked):
        latest.setdefault(row.milestone, []).append(row)
    return {milestone: sorted(rows, key=lambda row: (row.since, row.entry)) for milestone, rows in latest.items()}


def claims_of(reading: Reading, programme: str, milestone: str) -> list[ClaimRow]:
    """The claims about one milestone that hold on the day, in the order in which they came to hold."""
    query = (
        "SELECT body::text FROM read.claim WHERE programme = %(programme)s AND milestone = %(milestone)s "
        f"AND since <= %(as_of)s AND {KNOWN} ORDER BY since, entry"
    )
    return reading.select(CLAIMS, query, programme=programme, milestone=milestone)
