"""Deliverable: what a project promised to hand in, how far it has come, and when each version was handed in and accepted.

promised ─DraftDeliverable→ draft ─SubmitDeliverable→ submitted ─AcceptDeliverable→ accepted   (or returned → …; withdrawn)
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Event, Facts, Past, Refusal, State, Unacceptable, Unknown, World, said
from domain.milestone import SameDueDate
from domain.rules import no_repeats, not_before, not_in_the_future
from domain.step import (
    HANDED_IN,
    LEADS_TO,
    PENDING,
    DeliverableAccepted,
    DeliverableDrafted,
    DeliverableReturned,
    DeliverableStage,
    DeliverableSubmitted,
)
from domain.thing import AboutThing, BeginThing
from domain.turn import in_turn, said_last
from domain.values import Code, Count, Language, Line, Prose, Text
from domain.wording import must_be_worded, worded

# ── Facts ─────────────────────────────────────────────


class DeliverablePromised(Event):
    """`language_count` and `quantity` are counts as promised, where the languages or the things themselves are not named."""

    TOPIC = "deliverable.promised@1"
    title: Text
    number: Line | None = None
    type: Line | None = None
    type_vocabulary: str | None = None
    level: Line | None = None
    level_vocabulary: str | None = None
    commitment: Code | None = None
    lead: Code | None = None
    due: Edtf | None = None
    languages: tuple[Language, ...] = ()
    language_count: Count | None = None
    quantity: Count | None = None
    unit: Text | None = None
    description: Text | None = None
    on: Edtf | None = None


class DeliverableRescheduled(Event):
    TOPIC = "deliverable.rescheduled@1"
    due: Edtf
    on: Edtf
    reason: str
    former: Edtf | None = None


class DeliverableWithdrawn(Event):
    TOPIC = "deliverable.withdrawn@1"
    on: Edtf
    reason: str


# ── State ─────────────────────────────────────────────

QUESTIONS: Final[Mapping[str, str]] = {"type": "deliverable-type", "level": "dissemination-level"}


class Deliverable(State):
    """`version` is the one handed in last, `submitted` the day of that, `stepped` that of what happened to it last."""

    KIND = "deliverable"
    stage: DeliverableStage = DeliverableStage.PROMISED
    version: str | None = None
    submitted: Edtf | None = None
    stepped: Edtf | None = None


def evolve(deliverable: Deliverable | None, event: Event, _version: int) -> Deliverable:
    if isinstance(event, DeliverablePromised):
        return Deliverable()
    if deliverable is None:
        raise ValueError(f"{event.TOPIC} before the deliverable was promised")
    match event:
        case DeliverableWithdrawn():
            return replace(deliverable, stage=DeliverableStage.WITHDRAWN)
        case DeliverableDrafted():
            return replace(deliverable, stage=DeliverableStage.DRAFT)
        case DeliverableSubmitted() if deliverable.stage in HANDED_IN:
            raise ValueError(
                f"version {event.version} was handed in while {deliverable.version} was {deliverable.stage}"
            )
        case DeliverableSubmitted() | DeliverableReturned() | DeliverableAccepted():
            submitted = event.on if isinstance(event, DeliverableSubmitted) else deliverable.submitted
            stage = LEADS_TO[type(event)]
            return replace(deliverable, stage=stage, version=event.version, submitted=submitted, stepped=event.on)
        case _:
            return deliverable


def agreed_due(past: Past, until: date = date.max) -> Edtf | None:
    """The due date that was agreed for the latest day, by a day."""
    return said_last(in_turn(past, DeliverablePromised, DeliverableRescheduled, until=until)).get("due")


# ── Refusals ──────────────────────────────────────────


class UnknownDeliverable(Unknown): ...


class DeliverableExists(Refusal): ...


class AtAnotherStage(Refusal): ...


class QuantityOfNothing(Unacceptable): ...


class MoreNamedThanCounted(Unacceptable): ...


def must_be_countable(said_of: Mapping[str, Any]) -> Iterator[Refusal]:
    """A refusal where it is not said what is counted, or where more languages are named than counted."""
    if said_of.get("quantity") is not None and not said_of.get("unit"):
        yield QuantityOfNothing('Say what is counted: a quantity has a unit, as in {"en": "webinars"}.', field="unit")
    counted, named = said_of.get("language_count"), said_of.get("languages", ())
    if counted is not None and counted < len(named):
        yield MoreNamedThanCounted(
            f"{len(named)} languages are named, but {counted} counted. Count at least those.", field="language_count"
        )


# ── Requests ──────────────────────────────────────────


class PromiseDeliverable(BeginThing):
    """Promise to hand something in; where a source only counts languages or things, their count is promised, not their names."""

    NAME = "promise-deliverable"
    STATE = Deliverable
    FACT = DeliverablePromised
    RATHER = "withdraw-deliverable"
    EXISTS = DeliverableExists
    title: Text
    number: Line | None = None
    type: Line | None = None
    type_vocabulary: Line | UnsetType | None = UNSET
    level: Line | None = None
    level_vocabulary: Line | UnsetType | None = UNSET
    commitment: Code | None = None
    lead: Code | None = None
    due: Edtf | None = None
    languages: tuple[Language, ...] = ()
    language_count: Count | None = None
    quantity: Count | None = None
    unit: Text | None = None
    description: Text | None = None
    on: Edtf | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"lead": (self.lead,) if self.lead else ()}

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from must_be_worded(self, world, QUESTIONS)
        yield from no_repeats("languages", self.languages)
        yield from must_be_countable(said(self))

    def events(self, world: World) -> Facts:
        return (DeliverablePromised(**said(self, *self.KEY_FIELDS) | worded(self, world, QUESTIONS)),)


class DeliverableCommand(AboutThing):
    """A request about a deliverable that exists, at one of the stages `AT`."""

    STATE = Deliverable
    UNKNOWN = UnknownDeliverable
    AT: ClassVar[tuple[DeliverableStage, ...]] = (*PENDING, *HANDED_IN)
    on: Edtf

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        if thing.stage not in self.AT:
            yield AtAnotherStage(f"Deliverable {self.code!r} is {thing.stage}: {INSTEAD[thing.stage]}.", field="code")
        yield from not_in_the_future(self.on, world.today)


INSTEAD: Final[Mapping[DeliverableStage, str]] = {
    **dict.fromkeys(PENDING, "submit a version first"),
    DeliverableStage.SUBMITTED: "have that version returned first",
    DeliverableStage.ACCEPTED: "what is accepted stands, unless its acceptance is retracted",
    DeliverableStage.WITHDRAWN: "nothing more is recorded of it",
}


class RescheduleDeliverable(DeliverableCommand):
    """Agree another due date, with the reason, before a version is handed in; the promised one stays beside it."""

    NAME = "reschedule-deliverable"
    FACT = DeliverableRescheduled
    AT = PENDING
    due: Edtf
    on: Edtf
    reason: Prose

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if self._former(world) == self.due:
            yield SameDueDate(f"Deliverable {self.code!r} is already due {self.due}.", field="due")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": self._former(world)}

    def _former(self, world: World) -> Edtf | None:
        """The due date in place of which this one was agreed."""
        return agreed_due(world.past(self.key()), self.on.holds_from(world.day))


class WithdrawDeliverable(DeliverableCommand):
    """Take a promise back, with the reason, before anything is accepted; it stays visible as withdrawn."""

    NAME = "withdraw-deliverable"
    FACT = DeliverableWithdrawn
    AT = (*PENDING, DeliverableStage.SUBMITTED)
    on: Edtf
    reason: Prose

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from not_before(thing.stepped, self.on, f"Version {thing.version!r} was {thing.stage}")
