"""Gathering: a multiplier event, seminar, workshop or the like, to which people from outside come.

planned ─MoveEvent, AmendEvent→ planned ─HoldEvent→ held   (CancelEvent while planned → cancelled)   (moves: domain/move.py)
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Final

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, Unknown, World
from domain.occasion import Session
from domain.rules import not_in_the_future, something_to_amend
from domain.thing import AboutThing, BeginThing
from domain.values import Code, Country, Line, Link, Ordinal, Prose, Text

# ── Facts ─────────────────────────────────────────────

ATTENDED: Final = "event.attendance_recorded@1"
PROMOTED: Final = "event.follow_up_promoted@1"


class EventFormat(StrEnum):
    MULTIPLIER_EVENT = "multiplier-event"
    SEMINAR = "seminar"
    WORKSHOP = "workshop"
    HACKATHON = "hackathon"
    WEBINAR = "webinar"
    TRAINING = "training"
    STUDY_VISIT = "study-visit"
    CONFERENCE = "conference"
    OTHER = "other"


class EventPlanned(Event):
    """`online` None: not said."""

    TOPIC = "event.planned@1"
    title: Text
    format: EventFormat
    ordinal: Ordinal | None = None
    commitment: Code | None = None
    period: Edtf | None = None
    place: Line | None = None
    country: Country | None = None
    online: bool | None = None
    hosts: tuple[Code, ...] = ()
    organisers: tuple[Code, ...] = ()
    sessions: tuple[Session, ...] = ()
    on: Edtf | None = None
    links: tuple[Link, ...] = ()


class EventAmended(Event):
    TOPIC = "event.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    format: EventFormat | UnsetType = UNSET
    ordinal: Ordinal | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    hosts: tuple[Code, ...] | UnsetType = UNSET
    organisers: tuple[Code, ...] | UnsetType = UNSET
    sessions: tuple[Session, ...] | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET


class EventHeld(Event):
    """Where it was held is said only if that is not where it was agreed to be."""

    TOPIC = "event.held@1"
    on: Edtf
    place: Line | UnsetType | None = UNSET
    country: Country | UnsetType | None = UNSET
    online: bool | UnsetType | None = UNSET


class EventCancelled(Event):
    TOPIC = "event.cancelled@1"
    on: Edtf
    reason: str


# ── State ─────────────────────────────────────────────


class EventStage(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Gathering(State):
    KIND = "event"
    held: Edtf | None = None
    attended: bool = False
    cancelled: bool = False
    entries: frozenset[int] = frozenset()

    @property
    def stage(self) -> EventStage:
        if self.cancelled:
            return EventStage.CANCELLED
        return EventStage.PLANNED if self.held is None else EventStage.HELD


def evolve(gathering: Gathering | None, event: Event, version: int) -> Gathering:
    if gathering is None and not isinstance(event, EventPlanned):
        raise ValueError(f"{event.TOPIC} before the event was planned")
    gathering = gathering or Gathering()
    if event.TOPIC == PROMOTED and getattr(event, "follow_up", None) not in gathering.entries:
        raise ValueError(f"{event.TOPIC} of a follow-up that does not stand")
    return Gathering(
        held=event.on if isinstance(event, EventHeld) else gathering.held,
        attended=gathering.attended or event.TOPIC == ATTENDED,
        cancelled=gathering.cancelled or isinstance(event, EventCancelled),
        entries=gathering.entries | {version},
    )


# ── Refusals ──────────────────────────────────────────


class UnknownEvent(Unknown): ...


class EventExists(Refusal): ...


class EventNotAtThatStage(Refusal): ...


class BeforeTheEvent(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class PlanEvent(BeginThing):
    """Record an event: what, when, where, and by whom. All but its title and format may come later."""

    NAME = "plan-event"
    STATE = Gathering
    FACT = EventPlanned
    RATHER = "cancel-event"
    EXISTS = EventExists
    title: Text
    format: EventFormat
    ordinal: Ordinal | None = None
    commitment: Code | None = None
    period: Edtf | None = None
    place: Line | None = None
    country: Country | None = None
    online: bool | None = None
    hosts: tuple[Code, ...] = ()
    organisers: tuple[Code, ...] = ()
    sessions: tuple[Session, ...] = ()
    on: Edtf | None = None
    links: tuple[Link, ...] = ()

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"hosts": self.hosts, "organisers": self.organisers}

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)


class EventCommand(AboutThing):
    """A request about an event that was planned, at one of the stages `AT`."""

    STATE = Gathering
    UNKNOWN = UnknownEvent
    AT: ClassVar[tuple[EventStage, ...]] = tuple(EventStage)
    on: Edtf | None

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        if thing.stage not in self.AT:
            yield EventNotAtThatStage(
                f"Event {self.code!r} is {thing.stage}: for this it must be {' or '.join(self.AT)}.", field="code"
            )
        yield from not_in_the_future(self.on, world.today)


class HeldEventCommand(EventCommand):
    """A request about what came of an event."""

    AT = (EventStage.HELD,)

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if thing.held and self.on and self.on.latest < thing.held.earliest:
            yield BeforeTheEvent(f"The event was held {thing.held}: nothing came of it {self.on}.", field="on")


class AmendEvent(EventCommand):
    """Change what is said of an event, with the reason; its days and its place change by moving it."""

    NAME = "amend-event"
    FACT = EventAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    format: EventFormat | UnsetType = UNSET
    ordinal: Ordinal | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    hosts: tuple[Code, ...] | UnsetType = UNSET
    organisers: tuple[Code, ...] | UnsetType = UNSET
    sessions: tuple[Session, ...] | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"hosts": self.hosts or (), "organisers": self.organisers or ()}

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        fields = ("title", "format", "ordinal", "commitment", "hosts", "organisers", "sessions", "links")
        yield from something_to_amend(self, *fields)


class HoldEvent(EventCommand):
    """The event took place, on these days; say where only if that was elsewhere than agreed."""

    NAME = "hold-event"
    FACT = EventHeld
    AT = (EventStage.PLANNED,)
    on: Edtf
    place: Line | UnsetType | None = UNSET
    country: Country | UnsetType | None = UNSET
    online: bool | UnsetType | None = UNSET


class CancelEvent(EventCommand):
    """The event will not take place, with the reason; what was planned stays visible."""

    NAME = "cancel-event"
    FACT = EventCancelled
    AT = (EventStage.PLANNED,)
    on: Edtf
    reason: Prose
