"""Which events does a programme hold, when and where were they promised and held, who came, and what came of them?"""

from collections.abc import Sequence

from domain.dates import Edtf, slip
from domain.gathering import EventCancelled, EventFormat, EventHeld, EventPlanned, EventStage, Gathering
from domain.move import EventMoved, moved
from domain.occasion import Session, Setting
from domain.values import Code, Country, Link, Source, Text
from projections.attendance import Attendance, attendance_in
from projections.dossier import DossierRow, Said, amended, dossier, dossier_of, dossiers_of, last_of, on_the_day
from projections.milestone import Slippage
from projections.moment import Reading
from projections.outcome import FollowUp, Outcome, outcomes_in
from projections.projection import View


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
    null means that none was recorded, `outcomes` empty that none was.
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
    links: tuple[Link, ...]
    source: Source | None
    illustrative: bool


_SAID = ("title", "format", "ordinal", "commitment", "hosts", "organisers", "sessions", "links")


def _gathering(reading: Reading, row: GatheringRow) -> GatheringView:
    as_of = reading.moment.as_of
    said = on_the_day(row.facts, as_of)
    planned, held, cancelled = said[0].event, last_of(said, EventHeld), last_of(said, EventCancelled)
    assert isinstance(planned, EventPlanned)
    first = moved(Setting(), planned)
    moves = _moves(first, said)
    last = moves[-1].agreed if moves else first
    where = moved(last, held) if held else last
    stage = EventStage.HELD if held else EventStage.CANCELLED if cancelled else EventStage.PLANNED
    slipped = slip(first.period, last.period) if first.period and last.period else None
    return GatheringView(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=stage,
        on=planned.on,
        promised=first.period,
        agreed=last.period,
        moves=moves,
        slippage=Slippage(least_days=slipped[0], most_days=slipped[1]) if slipped else None,
        overdue=stage is EventStage.PLANNED and last.period is not None and last.period.latest < as_of,
        held=held.on if held else None,
        cancelled=cancelled.on if cancelled else None,
        cancel_reason=cancelled.reason if cancelled else None,
        place=where.place,
        country=where.country,
        online=where.online,
        attendance=attendance_in(said),
        outcomes=outcomes_in(said, row.code, as_of),
        source=row.facts[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, _SAID),
    )


def _moves(first: Setting, said: Sequence[Said]) -> tuple[EventMove, ...]:
    moves: list[EventMove] = []
    former = first
    for one in said:
        if isinstance(one.event, EventMoved):
            agreed = moved(former, one.event)
            moves.append(
                EventMove(
                    entry=one.entry,
                    on=one.event.on,
                    reason=one.event.reason,
                    former=former,
                    agreed=agreed,
                    source=one.told.source,
                    illustrative=one.illustrative,
                )
            )
            former = agreed
    return tuple(moves)


def gatherings_of(reading: Reading, programme: str) -> list[GatheringView]:
    """A programme's events, in the order of their codes."""
    return [_gathering(reading, row) for row in dossiers_of(reading, GATHERINGS, programme)]


def gathering(reading: Reading, programme: str, code: str) -> GatheringView | None:
    """One event, or None where none was known by that code."""
    row = dossier_of(reading, GATHERINGS, programme, code)
    return _gathering(reading, row) if row else None


def follow_ups_of(reading: Reading, programme: str) -> list[FollowUp]:
    """The follow-ups of all events of a programme, event by event, in the order in which they were recorded."""
    outcomes = [outcome for event in gatherings_of(reading, programme) for outcome in event.outcomes]
    found = [follow_up for outcome in outcomes for follow_up in outcome.follow_ups]
    events = {code: place for place, code in enumerate(dict.fromkeys(follow_up.event for follow_up in found))}
    return sorted(found, key=lambda follow_up: (events[follow_up.event], follow_up.follow_up))
