"""Which events does a programme hold, when and where were they promised and held, who came, and what came of them?"""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.attendance import AttendanceRecorded
from domain.dates import Edtf
from domain.gathering import EventAmended, EventCancelled, EventFormat, EventHeld, EventPlanned, EventStage, Gathering
from domain.move import EventMoved, moved
from domain.occasion import Session, Setting
from domain.outcome import FollowUpAgreed, FollowUpClosed, FollowUpPromoted, OutcomeRecorded
from domain.values import Code, Country, Link, Source, Text
from projections.attendance import Attendance, attendance_in
from projections.dossier import (
    DossierRow,
    Said,
    amended,
    as_said,
    dossier,
    dossier_of,
    dossiers_of,
    holding,
    last_of,
    standing,
)
from projections.milestone import Slippage, slippage
from projections.moment import Reading
from projections.outcome import FollowUp, Outcome, outcomes_in
from projections.projection import View
from projections.statement import Statement, statements_by_thing


class GatheringRow(DossierRow, frozen=True):
    TABLE = "event"


GATHERINGS = dossier(GatheringRow, Gathering.KIND)


class EventMove(View):
    """One agreement on other days or another place, with the reason: from what to what."""

    entry: int
    on: Edtf
    reason: str
    former: Setting
    agreed: Setting
    source: Source | None
    illustrative: bool


class GatheringView(View):
    """An event on one day, as known at one moment.

    `promised` are its first days, `agreed` those agreed since, `held` those on which it took place. It is overdue while it is
    planned after the agreed days. Its place is where it was held, or else is to be held; `online` null: not said. `attendance`
    null means that none was recorded, `outcomes` empty that none was. `statements` are what sources say of it that has no other
    place, or of which they differ.
    """

    programme: str
    code: str
    version: int
    stage: EventStage
    title: Text
    format: EventFormat
    ordinal: int | None
    commitment: Code | None
    on: Edtf | None
    promised: Edtf | None
    agreed: Edtf | None
    moves: tuple[EventMove, ...]
    slippage: Slippage | None
    overdue: bool
    held: Edtf | None
    cancelled: Edtf | None
    cancel_reason: str | None
    place: str | None
    country: Country | None
    online: bool | None
    hosts: tuple[Code, ...]
    organisers: tuple[Code, ...]
    sessions: tuple[Session, ...]
    attendance: Attendance | None
    outcomes: tuple[Outcome, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    source: Source | None
    illustrative: bool


_CAME_OF_IT = (OutcomeRecorded, FollowUpAgreed, FollowUpClosed, FollowUpPromoted)
_SAID = ("title", "format", "ordinal", "commitment", "hosts", "organisers", "sessions", "links")


def _gathering(reading: Reading, row: GatheringRow, statements: Mapping[str, tuple[Statement, ...]]) -> GatheringView:
    as_of = reading.moment.as_of
    said = _until(row, as_of)
    planned, held, cancelled = said[0].event, last_of(said, EventHeld), last_of(said, EventCancelled)
    assert isinstance(planned, EventPlanned)
    first = moved(Setting(), planned)
    moves = _moves(first, said)
    last = moves[-1].agreed if moves else first
    where = moved(last, held) if held else last
    stage = EventStage.HELD if held else EventStage.CANCELLED if cancelled else EventStage.PLANNED
    return GatheringView(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=stage,
        on=planned.on,
        promised=first.period,
        agreed=last.period,
        moves=moves,
        slippage=slippage(first.period, last.period),
        overdue=stage is EventStage.PLANNED and last.period is not None and last.period.latest < as_of,
        held=held.on if held else None,
        cancelled=cancelled.on if cancelled else None,
        cancel_reason=cancelled.reason if cancelled else None,
        place=where.place,
        country=where.country,
        online=where.online,
        attendance=attendance_in(said),
        outcomes=outcomes_in(said, row.code, as_of),
        statements=statements.get(row.of, ()),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, _SAID, EventPlanned, EventAmended),
    )


def _until(row: GatheringRow, as_of: date) -> list[Said]:
    """What stands on a day: who came, from the day on which it was held, and what came of it, on no day before that."""
    stands = standing(row.facts)
    said = [one for one in holding(stands, as_of) if not isinstance(one.event, AttendanceRecorded)]
    held = last_of(said, EventHeld)
    if held is None:
        return [one for one in said if not isinstance(one.event, _CAME_OF_IT)]
    came = [one for one in stands if isinstance(one.event, AttendanceRecorded)]
    return [*said, *(one for one in came if held.on.holds_from(one.told.recorded_at.date()) <= as_of)]


def _moves(first: Setting, said: Sequence[Said]) -> tuple[EventMove, ...]:
    moves: list[EventMove] = []
    former = first
    for one in said:
        if isinstance(one.event, EventMoved):
            agreed = moved(former, one.event)
            moves.append(EventMove(former=former, agreed=agreed, **as_said(one, "on", "reason")))
            former = agreed
    return tuple(moves)


def gatherings_of(reading: Reading, programme: str) -> list[GatheringView]:
    """A programme's events, in the order of their codes."""
    rows = dossiers_of(reading, GATHERINGS, programme)
    statements = statements_by_thing(reading, programme) if rows else {}
    return [_gathering(reading, row, statements) for row in rows]


def gathering(reading: Reading, programme: str, code: str) -> GatheringView | None:
    """One event, or None where none was known by that code."""
    row = dossier_of(reading, GATHERINGS, programme, code)
    return _gathering(reading, row, statements_by_thing(reading, programme)) if row else None


def follow_ups_of(reading: Reading, programme: str) -> list[FollowUp]:
    """The follow-ups of all events of a programme, event by event, in the order in which they were recorded."""
    outcomes = [outcome for event in gatherings_of(reading, programme) for outcome in event.outcomes]
    found = [follow_up for outcome in outcomes for follow_up in outcome.follow_ups]
    events = {code: place for place, code in enumerate(dict.fromkeys(follow_up.event for follow_up in found))}
    return sorted(found, key=lambda follow_up: (events[follow_up.event], follow_up.follow_up))
