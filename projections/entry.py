"""What was said of a milestone: every claim, reschedule and correction; for when, when learnt, by whom, on what evidence?"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec import UNSET, Raw, Struct

from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Correction, Event, Recorded
from domain.mark import Mark
from domain.milestone import (
    Milestone,
    MilestoneAmended,
    MilestoneMoved,
    MilestonePlanned,
    MilestoneReinstated,
    MilestoneRescheduled,
    MilestoneWithdrawn,
)
from domain.report import ProgressReported, ReportCorrected
from domain.tie import MilestoneTied, MilestoneUntied
from domain.values import Code, Link, Source, Text, decode_value
from projections.milestone import Slippage, Tie, slippage
from projections.moment import KNOWN, Reading
from projections.order import in_order
from projections.projection import Projection, Row, View


class EntryKind(StrEnum):
    PLANNED = "planned"
    AMENDED = "amended"
    REPORTED = "reported"
    CORRECTED = "corrected"
    RESCHEDULED = "rescheduled"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    TIED = "tied"
    UNTIED = "untied"
    RETRACTED = "retracted"


class EntryRow(Row, frozen=True):
    """One fact about a milestone, as it was said; `entry` is its number in the milestone's timeline."""

    TABLE = "entry"
    COLUMNS = (
        ("programme", "text"),
        ("milestone_key", "text"),
    )
    SEARCHED = ("programme", "milestone_key")

    programme: str
    milestone: str
    entry: int
    kind: EntryKind
    position: int
    recorded_at: datetime
    actor: str
    request: str
    on: Edtf | None = None
    status: str | None = None
    vocabulary: str | None = None
    text: Text | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None
    title: Text | None = None
    due: Edtf | None = None
    former_due: Edtf | None = None
    commitment: Code | None = None
    former_commitment: Code | None = None
    to: str | None = None
    when: Mark | None = None
    part: int | None = None
    following: str | None = None
    overrules: str | None = None
    reason: str | None = None
    corrects: int | None = None
    source: Source | None = None
    illustrative: bool = False

    @property
    def milestone_key(self) -> str:
        return f"{self.programme}/{self.milestone}"


class BriefEntry(Struct, frozen=True, gc=False):
    """An entry without what was said in it; to read the texts and links of thousands takes longer than all else about them."""

    programme: str
    milestone: str
    entry: int
    kind: EntryKind
    recorded_at: datetime
    actor: str
    on: Edtf | None = None
    status: str | None = None
    vocabulary: str | None = None
    evidence: tuple[Raw, ...] = ()
    due: Edtf | None = None
    corrects: int | None = None
    illustrative: bool = False


PAGE: Final = 200
_BRIEF: Final = msgspec.json.Decoder(BriefEntry, dec_hook=decode_value)


class TimelineEntry(View):
    """One entry of a timeline.

    `status` is what the entry itself claims; `status_from` is the status that stood before it in the record, `status_to` the
    one after it. `tie` is what the milestone is tied to, or no longer; `following` is from whose record the entry is taken,
    `overrules` why that record is not the word on it. `corrects` is the entry that this one replaces, `corrected_by` the entry
    that has replaced this one by the moment asked for.
    """

    programme: str
    milestone: str
    entry: int
    kind: EntryKind
    position: int
    recorded_at: datetime
    actor: str
    request: str
    on: Edtf | None
    status: str | None
    status_from: str | None
    status_to: str | None
    vocabulary: str | None
    text: Text | None
    evidence: tuple[Link, ...]
    challenges: Text | None
    title: Text | None
    due_from: Edtf | None
    due_to: Edtf | None
    slippage: Slippage | None
    commitment_from: Code | None
    commitment_to: Code | None
    tie: Tie | None
    following: str | None
    overrules: str | None
    reason: str | None
    corrects: int | None
    corrected_by: int | None
    source: Source | None
    illustrative: bool


_SAME: Final = tuple(name for name in TimelineEntry.__struct_fields__ if name in EntryRow.__struct_fields__)


def touched(recorded: Recorded) -> tuple[str, ...]:
    return (f"{recorded.key.code}#{recorded.version}",) if recorded.key.kind == Milestone.KIND else ()


def evolve(_row: EntryRow | None, recorded: Recorded, _key: str) -> EntryRow:
    event = recorded.event
    programme, milestone = recorded.key.code.split("/", 1)
    fact = event.instead() if isinstance(event, Correction) else event
    said: dict[str, Any] = _said(fact) if fact else {}
    if isinstance(event, Correction):
        kind = EntryKind.CORRECTED if fact else EntryKind.RETRACTED
        said |= {"kind": kind, "corrects": event.corrects, "reason": event.reason}
    return EntryRow(
        programme=programme,
        milestone=milestone,
        entry=recorded.version,
        position=recorded.position,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        request=recorded.request,
        source=recorded.source,
        illustrative=recorded.illustrative,
        **said,
    )


def _said(event: Event) -> dict[str, Any]:
    """What a fact says, in the fields of an entry."""
    same = ("on", "status", "vocabulary", "text", "evidence", "challenges", "reason", "title", "due", "commitment")
    same = (*same, "to", "when", "part", "following", "overrules")
    said = {name: getattr(event, name, UNSET) for name in same}
    said |= {"kind": KINDS[type(event)]}
    if isinstance(event, (MilestonePlanned, MilestoneAmended)):
        said["text"] = event.description
    if isinstance(event, MilestoneRescheduled):
        said["former_due"] = event.former
    if isinstance(event, MilestoneMoved):
        said["former_commitment"] = event.former
    return {name: value for name, value in said.items() if value is not UNSET}


KINDS: Final[Mapping[type[Event], EntryKind]] = {
    MilestonePlanned: EntryKind.PLANNED,
    MilestoneAmended: EntryKind.AMENDED,
    ProgressReported: EntryKind.REPORTED,
    MilestoneRescheduled: EntryKind.RESCHEDULED,
    MilestoneMoved: EntryKind.MOVED,
    MilestoneWithdrawn: EntryKind.WITHDRAWN,
    MilestoneReinstated: EntryKind.REINSTATED,
    MilestoneTied: EntryKind.TIED,
    MilestoneUntied: EntryKind.UNTIED,
}
_EVENTS = (*KINDS, ReportCorrected, Corrected, Retracted)

ENTRIES = Projection(EntryRow, on=_EVENTS, births=_EVENTS, touched=touched, evolve=evolve, edition=2)


def timeline(reading: Reading, programme: str, milestone: str) -> list[TimelineEntry]:
    """Every entry about one milestone that was known at the moment, in the order in which they were recorded."""
    key = f"{programme}/{milestone}"
    return _told(reading.rows(ENTRIES, "milestone_key = %(key)s", key=key))


def timelines(reading: Reading, programme: str) -> list[TimelineEntry]:
    """The timelines of all milestones of a programme, one after the other."""
    return list(timeline_entries(reading, programme))


def timeline_entries(reading: Reading, programme: str) -> Iterator[TimelineEntry]:
    """The timelines of all milestones of a programme, of which no more than a page is in memory at a time."""
    keys = _milestones(reading, programme)
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        by_milestone: dict[str, list[EntryRow]] = {key: [] for key in page}
        for row in reading.rows(ENTRIES, "milestone_key = ANY(%(page)s)", page=page):
            by_milestone[row.milestone_key].append(row)
        yield from (entry for rows in by_milestone.values() for entry in _told(rows))


def _milestones(reading: Reading, programme: str) -> list[str]:
    """The keys of the milestones of which anything was said, in the order of their codes."""
    query = f"SELECT DISTINCT milestone_key FROM read.entry WHERE programme = %(programme)s AND {KNOWN}"
    asked = {"programme": programme, "known_at": reading.moment.known_at}
    keys: list[str] = [key for (key,) in reading.connection.execute(query, asked, prepare=True).fetchall()]
    return sorted(keys, key=lambda key: (in_order(key.removeprefix(f"{programme}/")), key))


def brief_entries(reading: Reading, programme: str) -> list[BriefEntry]:
    """Every entry about a programme's milestones, in brief."""
    query = f"SELECT body::text FROM read.entry WHERE programme = %(programme)s AND {KNOWN}"
    asked = {"programme": programme, "known_at": reading.moment.known_at}
    return [_BRIEF.decode(body) for (body,) in reading.connection.execute(query, asked, prepare=True).fetchall()]


def _told(rows: list[EntryRow]) -> list[TimelineEntry]:
    rows = sorted(rows, key=lambda row: row.entry)
    last_word = {row.corrects: row.entry for row in rows if row.corrects}
    stands: dict[int, tuple[EntryRow, date]] = {}
    told: list[TimelineEntry] = []
    for row in rows:
        before = _status(stands)
        if row.kind is EntryKind.RETRACTED:
            stands.pop(row.corrects or 0, None)
        else:
            number = row.corrects or row.entry
            stands[number] = (row, stands[number][1] if number in stands else row.recorded_at.date())
        last = last_word.get(row.corrects or row.entry)
        told.append(_tell(row, before, _status(stands), None if last == row.entry else last))
    return told


def _status(stands: Mapping[int, tuple[EntryRow, date]]) -> str | None:
    """The status that stands after these reports, each with the day on which it was first made: the one said for the latest day."""
    said = [
        (row.on.holds_from(first), number, row.status)
        for number, (row, first) in stands.items()
        if row.status and row.on
    ]
    return max(said)[2] if said else None


def _tell(row: EntryRow, before: str | None, after: str | None, corrected_by: int | None) -> TimelineEntry:
    return TimelineEntry(
        status_from=before,
        status_to=after,
        due_from=row.former_due,
        due_to=row.due,
        slippage=slippage(row.former_due, row.due),
        commitment_from=row.former_commitment,
        commitment_to=row.commitment,
        tie=Tie(to=row.to, when=row.when, part=row.part) if row.to else None,
        corrected_by=corrected_by,
        **{name: getattr(row, name) for name in _SAME},
    )
