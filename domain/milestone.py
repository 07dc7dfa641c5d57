"""Milestone: one promise with a due date, and every claim made of it since.

planned ─RescheduleMilestone, MoveMilestone, AmendMilestone→ planned ─WithdrawMilestone→ withdrawn ─ReinstateMilestone→ planned

(reports: domain/report.py; what it stands for: domain/tie.py; withdrawals: domain/withdrawal.py)
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Event, Key, Refusal, State, Unknown, World
from domain.rules import something_to_amend
from domain.thing import COMMITMENT, AboutThing, BeginThing, code_in, must_stand, not_in_the_future
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
    KIND = "milestone"
    due: Edtf | None
    responsible: tuple[str, ...]
    commitment: str | None = None
    parts: int = 0
    withdrawn: Edtf | None = None
    reinstated: Edtf | None = None


def evolve(milestone: Milestone | None, event: Event, _version: int) -> Milestone:
    if isinstance(event, MilestonePlanned):
        due, responsible = event.due, event.responsible
        return Milestone(due=due, responsible=responsible, commitment=event.commitment, parts=len(event.parts))
    if milestone is None:
        raise ValueError(f"{event.TOPIC} before the milestone was planned")
    match event:
        case MilestoneRescheduled():
            milestone = replace(milestone, due=event.due)
        case MilestoneMoved():
            milestone = replace(milestone, commitment=event.commitment)
        case MilestoneWithdrawn():
            milestone = replace(milestone, withdrawn=event.on)
        case MilestoneReinstated():
            milestone = replace(milestone, withdrawn=None, reinstated=event.on)
        case MilestoneAmended():
            responsible = milestone.responsible if event.responsible is UNSET else event.responsible
            parts = milestone.parts if event.parts is UNSET else len(event.parts)
            milestone = replace(milestone, responsible=responsible, parts=parts)
        case _:
            pass
    return milestone


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

    def looks_up(self, world: World) -> tuple[Key, ...]:
        milestone = world.find(Milestone, self.key().code)
        commitment = milestone and milestone.commitment
        return (Key(COMMITMENT, code_in(self.programme, commitment)),) if commitment else ()

    def bars(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        if thing.withdrawn:
            yield MilestoneIsWithdrawn(
                f"Milestone {self.code!r} was withdrawn {thing.withdrawn}. Reinstate it, with a reason, to record more.",
                field="code",
            )
        elif thing.commitment:
            yield from must_stand(world, self.programme, thing.commitment, self.day(), "code")


class AmendMilestone(MilestoneCommand):
    """Change what is said of a milestone, with the reason; its due date moves by rescheduling only."""

    NAME = "amend-milestone"
    FACT = MilestoneAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    parts: tuple[Text, ...] | UnsetType = UNSET
    responsible: tuple[Code, ...] | UnsetType = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"responsible": self.responsible or ()}

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from something_to_amend(self, "title", "description", "parts", "responsible")

    def derived(self, world: World) -> dict[str, Any]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return {"formerly_responsible": milestone.responsible}


class RescheduleMilestone(MilestoneCommand):
    """Agree another due date, with the reason; the promised one stays beside it. `on` is the day it was agreed."""

    NAME = "reschedule-milestone"
    FACT = MilestoneRescheduled
    due: Edtf
    on: Edtf
    reason: Prose

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if thing.due == self.due:
            yield SameDueDate(f"Milestone {self.code!r} is already due {self.due}.", field="due")

    def derived(self, world: World) -> dict[str, Any]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return {"former": milestone.due}


class MoveMilestone(MilestoneCommand):
    """Let a milestone belong to another commitment of the programme, or to none, with the reason; before, it stays where it was."""

    NAME = "move-milestone"
    FACT = MilestoneMoved
    commitment: Code | None
    on: Edtf
    reason: Prose

    def bars(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        return super().bars(replace(thing, commitment=None), world)

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if thing.commitment == self.commitment:
            where = f"belongs to {self.commitment!r}" if self.commitment else "belongs to no commitment"
            yield SameCommitment(f"Milestone {self.code!r} already {where}.", field="commitment")

    def derived(self, world: World) -> dict[str, Any]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return {"former": milestone.commitment}
