"""Milestone: one promise with a due date, and every claim made of it since.

planned ─RescheduleMilestone, MoveMilestone, AmendMilestone→ planned ─WithdrawMilestone→ withdrawn ─ReinstateMilestone→ planned

(amendments: domain/amendment.py; reports: domain/report.py; what it stands for: domain/tie.py; withdrawals: domain/withdrawal.py)
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Event, Key, Past, Refusal, State, Unknown, World
from domain.rules import not_in_the_future
from domain.thing import COMMITMENT, AboutThing, BeginThing, code_in, must_stand
from domain.turn import in_turn, said_last
from domain.values import Code, Prose, Text

# ── Facts ─────────────────────────────────────────────


class MilestonePlanned(Event):
    TOPIC = "milestone.planned@1"
    title: Text
    due: Edtf | None = None
    on: Edtf | None = None
    commitment: Code | None = None
    description: Text | None = None
    parts: tuple[Text, ...] = ()
    responsible: tuple[Code, ...] = ()


class MilestoneAmended(Event):
    TOPIC = "milestone.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    parts: tuple[Text, ...] | UnsetType = UNSET
    responsible: tuple[Code, ...] | UnsetType = UNSET
    formerly_responsible: tuple[Code, ...] = ()


class MilestoneRescheduled(Event):
    TOPIC = "milestone.rescheduled@1"
    due: Edtf
    on: Edtf
    reason: str
    former: Edtf | None = None


class MilestoneMoved(Event):
    """`commitment` None: it belongs to no commitment any more. `former` is the one that it belonged to."""

    TOPIC = "milestone.moved@1"
    commitment: Code | None
    on: Edtf
    reason: str
    former: Code | None = None


class MilestoneWithdrawn(Event):
    TOPIC = "milestone.withdrawn@1"
    on: Edtf
    reason: str
    following: str | UnsetType = UNSET


class MilestoneReinstated(Event):
    TOPIC = "milestone.reinstated@1"
    on: Edtf
    reason: str


# ── State ─────────────────────────────────────────────


class Milestone(State):
    """`assigned` is the day from which those are responsible who are, where it was not so from the beginning."""

    KIND = "milestone"
    responsible: tuple[str, ...]
    assigned: Edtf | None = None
    withdrawn: Edtf | None = None
    reinstated: Edtf | None = None


def evolve(milestone: Milestone | None, event: Event, _version: int) -> Milestone:
    if isinstance(event, MilestonePlanned):
        return Milestone(responsible=event.responsible)
    if milestone is None:
        raise ValueError(f"{event.TOPIC} before the milestone was planned")
    match event:
        case MilestoneWithdrawn():
            return replace(milestone, withdrawn=event.on)
        case MilestoneReinstated():
            return replace(milestone, withdrawn=None, reinstated=event.on)
        case MilestoneAmended(responsible=responsible) if responsible is not UNSET:
            return replace(milestone, responsible=responsible, assigned=event.on)
        case _:
            return milestone


def promised(past: Past, until: date = date.max) -> dict[str, Any]:
    """What a milestone promises by a day, by field: its parts, by when it is due, and to which commitment it belongs."""
    kinds = (MilestonePlanned, MilestoneAmended, MilestoneRescheduled, MilestoneMoved)
    return said_last(in_turn(past, *kinds, until=until))


# ── Refusals ──────────────────────────────────────────


class UnknownMilestone(Unknown): ...


class MilestoneExists(Refusal): ...


class MilestoneIsWithdrawn(Refusal): ...


class SameDueDate(Refusal): ...


class SameCommitment(Refusal): ...


# ── Requests ──────────────────────────────────────────


class PlanMilestone(BeginThing):
    """Promise something by a due date of any precision; `on` is the day of the promise, where it is known."""

    NAME = "plan-milestone"
    STATE = Milestone
    FACT = MilestonePlanned
    RATHER = "withdraw-milestone"
    EXISTS = MilestoneExists
    title: Text
    due: Edtf | None = None
    on: Edtf | None = None
    commitment: Code | None = None
    description: Text | None = None
    parts: tuple[Text, ...] = ()
    responsible: tuple[Code, ...] = ()

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"responsible": self.responsible}

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)


class MilestoneCommand(AboutThing):
    """A request about a milestone that was not withdrawn, neither by itself nor with its commitment."""

    STATE = Milestone
    UNKNOWN = UnknownMilestone
    BEGIN = "Plan"

    def belongs(self, world: World) -> str | None:
        """The commitment that must stand for the request, if it is to be about a milestone of one."""
        return promised(world.past(self.key())).get(COMMITMENT)

    def looks_up(self, world: World) -> tuple[Key, ...]:
        commitment = self.belongs(world)
        return (Key(COMMITMENT, code_in(self.programme, commitment)),) if commitment else ()

    def bars(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        if thing.withdrawn:
            yield MilestoneIsWithdrawn(
                f"Milestone {self.code!r} was withdrawn {thing.withdrawn}. Reinstate it, with a reason, to record more.",
                field="code",
            )
        elif commitment := self.belongs(world):
            yield from must_stand(world, self.programme, commitment, self.day(), "code")


class RescheduleMilestone(MilestoneCommand):
    """Agree another due date, with the reason; the promised one stays beside it. `on` is the day it was agreed."""

    NAME = "reschedule-milestone"
    FACT = MilestoneRescheduled
    due: Edtf
    on: Edtf
    reason: Prose

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if self._former(world) == self.due:
            yield SameDueDate(f"Milestone {self.code!r} is already due {self.due}.", field="due")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": self._former(world)}

    def _former(self, world: World) -> Edtf | None:
        """The due date in place of which this one was agreed."""
        return promised(world.past(self.key()), self.on.holds_from(world.day)).get("due")


class MoveMilestone(MilestoneCommand):
    """Let a milestone belong to another commitment of the programme, or to none, with the reason; before, it stays where it was."""

    NAME = "move-milestone"
    FACT = MilestoneMoved
    commitment: Code | None
    on: Edtf
    reason: Prose

    def belongs(self, world: World) -> str | None:
        """None: a milestone is also moved away from a commitment that was withdrawn."""
        return None

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if self._former(world) == self.commitment:
            where = f"belongs to {self.commitment!r}" if self.commitment else "belongs to no commitment"
            yield SameCommitment(f"Milestone {self.code!r} already {where}.", field="commitment")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": self._former(world)}

    def _former(self, world: World) -> str | None:
        return promised(world.past(self.key()), self.on.holds_from(world.day)).get(COMMITMENT)
