"""Outcome: what an event led to, and the follow-ups that were agreed of it. Both are named by their entry in its timeline.

(nothing) ─RecordOutcome→ outcome ─AgreeFollowUp→ open ─CloseFollowUp→ done or dropped   (PromoteFollowUp → a milestone)
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final

from msgspec import UNSET, Meta

from domain.dates import Edtf
from domain.gathering import PROMOTED, EventAmended, EventPlanned, Gathering, HeldEventCommand
from domain.kernel import Elsewhere, Event, Facts, Key, Refusal, Unacceptable, Unknown, World
from domain.milestone import Milestone, MilestoneExists, PlanMilestone
from domain.rules import no_repeats
from domain.thing import code_in
from domain.values import Code, Country, Link, Prose, Text

EntryNumber = Annotated[int, Meta(ge=1, le=1_000_000, description="The number of an entry in the event's timeline.")]

# ── Facts ─────────────────────────────────────────────


class OutcomeKind(StrEnum):
    PROPOSAL = "proposal"
    AGREEMENT = "agreement"
    DECISION = "decision"
    OFFER = "offer"
    RECOMMENDATION = "recommendation"
    OTHER = "other"


class FollowUpResult(StrEnum):
    DONE = "done"
    DROPPED = "dropped"


class OutcomeRecorded(Event):
    TOPIC = "event.outcome_recorded@1"
    TIMELESS = True
    text: Text
    kind: OutcomeKind
    proposed_by: tuple[Code, ...] = ()
    proposing_countries: tuple[Country, ...] = ()
    on: Edtf | None = None


class FollowUpAgreed(Event):
    TOPIC = "event.follow_up_agreed@1"
    TIMELESS = True
    outcome: int
    action: Text
    owner: Code | None = None
    due: Edtf | None = None
    on: Edtf | None = None


class FollowUpClosed(Event):
    TOPIC = "event.follow_up_closed@1"
    follow_up: int
    result: FollowUpResult
    on: Edtf
    reason: str | None = None
    evidence: tuple[Link, ...] = ()


class FollowUpPromoted(Event):
    TOPIC = PROMOTED
    INSTEAD = "Amend the milestone that it became with amend-milestone, or withdraw it with withdraw-milestone."
    follow_up: int
    milestone: Code
    on: Edtf

    def took_over(self) -> int:
        return self.follow_up


# ── Refusals ──────────────────────────────────────────


class UnknownOutcome(Unknown): ...


class UnknownFollowUp(Unknown): ...


class FollowUpHasEnded(Refusal): ...


class DroppedNeedsReason(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class RecordOutcome(HeldEventCommand, kw_only=True):
    """Record one thing that an event led to, and who proposed it: partners, or countries that are none."""

    NAME = "record-outcome"
    FACT = OutcomeRecorded
    text: Text
    kind: OutcomeKind
    proposed_by: tuple[Code, ...] = ()
    proposing_countries: tuple[Country, ...] = ()
    on: Edtf | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"proposed_by": self.proposed_by}

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from no_repeats("proposing_countries", self.proposing_countries)


class AgreeFollowUp(HeldEventCommand, kw_only=True):
    """Say what is to be done about an outcome, by whom and by when, so that it is not forgotten."""

    NAME = "agree-follow-up"
    FACT = FollowUpAgreed
    outcome: EntryNumber
    action: Text
    owner: Code | None = None
    due: Edtf | None = None
    on: Edtf | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"owner": (self.owner,) if self.owner else ()}

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        facts = world.past(self.key()).facts
        if not isinstance(facts.get(self.outcome), OutcomeRecorded):
            yield UnknownOutcome(
                f"Entry {self.outcome} of event {self.code!r} is no outcome. Its outcomes: "
                f"{_entries(facts, OutcomeRecorded)}.",
                field="outcome",
            )


class FollowUpCommand(HeldEventCommand):
    """A request about a follow-up that is open. `follow_up` is its entry number in the timeline."""

    follow_up: EntryNumber

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        facts = world.past(self.key()).facts
        if not isinstance(facts.get(self.follow_up), FollowUpAgreed):
            yield UnknownFollowUp(
                f"Entry {self.follow_up} of event {self.code!r} is no follow-up. Its follow-ups: "
                f"{_entries(facts, FollowUpAgreed)}.",
                field="follow_up",
            )
        for entry, fact in facts.items():
            if isinstance(fact, (FollowUpClosed, FollowUpPromoted)) and fact.follow_up == self.follow_up:
                how = (
                    f"became milestone {fact.milestone!r}"
                    if isinstance(fact, FollowUpPromoted)
                    else f"is {fact.result}"
                )
                yield FollowUpHasEnded(f"Follow-up {self.follow_up} {how}, by entry {entry}.", field="follow_up")


class CloseFollowUp(FollowUpCommand):
    """Say that a follow-up was done, or that it was dropped; one that is dropped needs a reason."""

    NAME = "close-follow-up"
    FACT = FollowUpClosed
    result: FollowUpResult
    on: Edtf
    reason: Prose | None = None
    evidence: tuple[Link, ...] = ()

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if self.result is FollowUpResult.DROPPED and self.reason is None:
            yield DroppedNeedsReason("A follow-up that is dropped needs a reason: say why.", field="reason")


class PromoteFollowUp(FollowUpCommand):
    """Make a follow-up a milestone of the programme: its action, due date and owner go over unless said otherwise here."""

    NAME = "promote-follow-up"
    milestone: Code
    on: Edtf
    title: Text | None = None
    due: Edtf | None = None

    def things(self) -> tuple[Key, ...]:
        return (Key(Milestone.KIND, code_in(self.programme, self.milestone)),)

    def looks_up(self, world: World) -> tuple[Key, ...]:
        plan = self.plan(world)
        return plan.reads() if plan else ()

    def plan(self, world: World) -> PlanMilestone | None:
        """The request that plans the milestone; None where there is no such follow-up."""
        facts = world.past(self.key()).facts
        agreed = facts.get(self.follow_up)
        if not isinstance(agreed, FollowUpAgreed):
            return None
        return PlanMilestone(
            programme=self.programme,
            code=self.milestone,
            title=self.title or agreed.action,
            due=self.due or agreed.due,
            on=self.on,
            commitment=_commitment(facts),
            responsible=(agreed.owner,) if agreed.owner else (),
        )

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if world.find(Milestone, code_in(self.programme, self.milestone)):
            yield MilestoneExists(
                f"There is already a milestone {self.milestone!r} in {self.programme!r}. Choose another code.",
                field="milestone",
            )
        if plan := self.plan(world):
            for refusal in plan.named(world):
                refusal.field = "follow_up"
                yield refusal

    def events(self, world: World) -> Facts:
        plan = self.plan(world)
        assert plan is not None
        promoted = FollowUpPromoted(follow_up=self.follow_up, milestone=self.milestone, on=self.on)
        planned = (Elsewhere(plan.key(), fact) for fact in plan.events(world) if isinstance(fact, Event))
        return (promoted, *planned)


# ── Rules ─────────────────────────────────────────────

Entries = Mapping[int, Event]
_PLANS: Final = (EventPlanned, EventAmended)


def _entries(facts: Entries, kind: type[Event]) -> str:
    return ", ".join(str(entry) for entry, fact in facts.items() if isinstance(fact, kind)) or "none"


def _commitment(facts: Entries) -> Code | None:
    """The commitment that an event belongs to by now."""
    said = [fact.commitment for fact in facts.values() if isinstance(fact, _PLANS) and fact.commitment is not UNSET]
    return said[-1]
