"""Withdrawal: a promise is taken back, or stands again, with the reason; it stays visible at all times.

(facts: domain/commitment.py, domain/milestone.py)
"""

from collections.abc import Iterator

from msgspec import UNSET, UnsetType

from domain.commitment import Commitment, CommitmentCommand, CommitmentReinstated, CommitmentWithdrawn
from domain.correction import Thing
from domain.dates import Edtf
from domain.kernel import Key, Refusal, World
from domain.milestone import Milestone, MilestoneCommand, MilestoneReinstated, MilestoneWithdrawn
from domain.report import must_not_be_overruled
from domain.rules import not_before, not_in_the_future
from domain.thing import NotWithdrawn
from domain.tie import is_lost, must_be_tied, stands_for, thing_of, ties_of
from domain.values import Prose

# ── Refusals ──────────────────────────────────────────


class NotCancelled(Refusal): ...


# ── Requests ──────────────────────────────────────────


class WithdrawCommitment(CommitmentCommand):
    """Take a whole promise back, with the reason; it stays visible as withdrawn, and its open milestones with it."""

    NAME = "withdraw-commitment"
    FACT = CommitmentWithdrawn
    on: Edtf
    reason: Prose

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from not_before(thing.reinstated, self.on, "It was reinstated")


class ReinstateCommitment(CommitmentCommand):
    """A withdrawn commitment stands again, with the reason, and its milestones with it."""

    NAME = "reinstate-commitment"
    FACT = CommitmentReinstated
    on: Edtf
    reason: Prose

    def bars(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        if not thing.withdrawn:
            yield NotWithdrawn(f"Commitment {self.code!r} stands: there is nothing to reinstate.", field="code")

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from not_before(thing.withdrawn, self.on, "It was withdrawn")


class WithdrawMilestone(MilestoneCommand):
    """Take a promise back, with the reason; it stays visible. `following` is what it stood for, where that was cancelled."""

    NAME = "withdraw-milestone"
    FACT = MilestoneWithdrawn
    on: Edtf
    reason: Prose
    following: Thing | UnsetType = UNSET

    def looks_up(self, world: World) -> tuple[Key, ...]:
        followed = (thing_of(self.programme, to) for to in ties_of(self, world)) if self.following else ()
        return (*super().looks_up(world), *followed)

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from not_before(thing.reinstated, self.on, "It was reinstated")
        if self.following:
            yield from must_be_tied(self, world, self.following)
            yield from must_not_be_overruled(self, world)
            whole = stands_for(ties_of(self, world).values())
            if not whole or not all(is_lost(world, self.programme, tie) for tie in whole):
                yield NotCancelled(
                    f"Not all that milestone {self.code!r} stands for is cancelled: withdraw it without `following`.",
                    field="following",
                )


class ReinstateMilestone(MilestoneCommand):
    """A withdrawn milestone is planned again, with the reason, as it was; that it was withdrawn stays visible."""

    NAME = "reinstate-milestone"
    FACT = MilestoneReinstated
    on: Edtf
    reason: Prose

    def bars(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        if not thing.withdrawn:
            yield NotWithdrawn(f"Milestone {self.code!r} was not withdrawn itself: nothing to reinstate.", field="code")

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from not_before(thing.withdrawn, self.on, "It was withdrawn")
