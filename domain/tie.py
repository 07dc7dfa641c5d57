"""Tie: a milestone stands for a cohort or an event, or for a part of it, and then follows the record of that.

free ─TieMilestone→ tied ─UntieMilestone→ free   (what follows: domain/following.py)
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta

from domain.cohort import Cohort
from domain.dates import Edtf
from domain.gathering import Gathering
from domain.kernel import Elsewhere, Event, Facts, Key, Refusal, Unacceptable, Unknown, World, said
from domain.mark import MARKS, Mark
from domain.milestone import Milestone, MilestoneCommand, promised
from domain.rules import not_before, not_in_the_future
from domain.thing import code_in
from domain.values import CODE, Code, Ordinal, Prose

# ── Facts ─────────────────────────────────────────────


class MilestoneTied(Event):
    """`when` None: it only concerns it. `part` None: it stands for the whole milestone."""

    TOPIC = "milestone.tied@1"
    INSTEAD = "Untie it with untie-milestone, and tie it anew with tie-milestone."
    to: str
    when: Mark | None = None
    part: Ordinal | None = None
    on: Edtf | None = None

    def elsewhere(self, key: Key) -> tuple[Elsewhere, ...]:
        programme, milestone = key.code.split("/", 1)
        kind = CohortMilestoneTied if self.to.startswith(Cohort.KIND) else EventMilestoneTied
        there = kind(milestone=milestone, when=self.when, part=self.part, on=self.on)
        return (Elsewhere(thing_of(programme, self.to), there),)


class MilestoneUntied(Event):
    TOPIC = "milestone.untied@1"
    INSTEAD = "Tie it anew with tie-milestone."
    to: str
    reason: str
    on: Edtf | None = None

    def elsewhere(self, key: Key) -> tuple[Elsewhere, ...]:
        programme, milestone = key.code.split("/", 1)
        kind = CohortMilestoneUntied if self.to.startswith(Cohort.KIND) else EventMilestoneUntied
        return (Elsewhere(thing_of(programme, self.to), kind(milestone=milestone, reason=self.reason, on=self.on)),)


class CohortMilestoneTied(Event):
    TOPIC = "cohort.milestone_tied@1"
    INSTEAD = "It was said of the milestone: untie that with untie-milestone, and tie it anew with tie-milestone."
    milestone: Code
    when: Mark | None = None
    part: Ordinal | None = None
    on: Edtf | None = None


class CohortMilestoneUntied(Event):
    TOPIC = "cohort.milestone_untied@1"
    INSTEAD = "It was said of the milestone: tie that anew with tie-milestone."
    milestone: Code
    reason: str
    on: Edtf | None = None


class EventMilestoneTied(Event):
    TOPIC = "event.milestone_tied@1"
    INSTEAD = "It was said of the milestone: untie that with untie-milestone, and tie it anew with tie-milestone."
    milestone: Code
    when: Mark | None = None
    part: Ordinal | None = None
    on: Edtf | None = None


class EventMilestoneUntied(Event):
    TOPIC = "event.milestone_untied@1"
    INSTEAD = "It was said of the milestone: tie that anew with tie-milestone."
    milestone: Code
    reason: str
    on: Edtf | None = None


# ── What is known of ties ─────────────────────────────


def ties(facts: Iterable[Event]) -> dict[str, MilestoneTied]:
    """By thing: how a milestone is tied to it, going by the facts of the milestone that stand."""
    found: dict[str, MilestoneTied] = {}
    for fact in facts:
        if isinstance(fact, MilestoneTied):
            found[fact.to] = fact
        elif isinstance(fact, MilestoneUntied):
            found.pop(fact.to, None)
    return found


def stands_for(found: Iterable[MilestoneTied]) -> tuple[MilestoneTied, ...]:
    """The ties by which a milestone as a whole follows something."""
    return tuple(tie for tie in found if tie.when and tie.part is None)


def thing_of(programme: str, to: str) -> Key:
    """The stream of what a milestone of a programme is tied to."""
    kind, code = to.split(":", 1)
    return Key(kind, code_in(programme, code))


def reached(world: World, key: Key, mark: Mark | None) -> Edtf | None:
    """The day on which a cohort or an event reached its mark; an event has been held once its attendance is recorded."""
    state = world.past(key).state
    if isinstance(state, Gathering):
        return state.held if mark is Mark.HELD and state.attended else None
    assert state is None or isinstance(state, Cohort)
    return getattr(state, mark, None) if mark else None


def is_cancelled(world: World, key: Key) -> bool:
    state = world.past(key).state
    return isinstance(state, (Cohort, Gathering)) and state.cancelled


def is_lost(world: World, programme: str, tie: MilestoneTied) -> bool:
    """Whether what a milestone is tied to was cancelled before it reached its mark."""
    key = thing_of(programme, tie.to)
    return is_cancelled(world, key) and reached(world, key, tie.when) is None


def is_fulfilled(world: World, programme: str, found: Iterable[MilestoneTied]) -> bool:
    """Whether a milestone is complete by what it stands for: as a whole, and all of it."""
    marked = [tie for tie in found if tie.when]
    return bool(stands_for(marked)) and all(reached(world, thing_of(programme, t.to), t.when) for t in marked)


# ── Refusals ──────────────────────────────────────────


class NothingToFollow(Unknown): ...


class AlreadyTied(Refusal): ...


class TiedToCancelled(Refusal): ...


class WrongMark(Unacceptable): ...


class NoSuchPart(Unacceptable): ...


class NotTied(Refusal): ...


def ties_of(request: MilestoneCommand, world: World) -> dict[str, MilestoneTied]:
    """What the milestone of a request is tied to."""
    return ties(world.past(request.key()).facts.values())


def turned(request: "TieMilestone | UntieMilestone", world: World) -> Edtf | None:
    """The day on which a milestone was last tied to a thing or untied from it."""
    steps = (f for f in world.past(request.key()).facts.values() if isinstance(f, (MilestoneTied, MilestoneUntied)))
    return next((step.on for step in reversed(tuple(steps)) if step.to == request.to and step.on), None)


def must_be_tied(request: MilestoneCommand, world: World, following: str) -> Iterator[Refusal]:
    """A refusal where the milestone of a request does not follow this thing, named by its stream."""
    known = [str(thing_of(request.programme, tie.to)) for tie in ties_of(request, world).values() if tie.when]
    if following not in known:
        yield NotTied(
            f"Milestone {request.code!r} does not follow {following!r}. It follows {', '.join(known) or 'nothing'}.",
            field="following",
        )


# ── Requests ──────────────────────────────────────────

Followed = Annotated[
    str,
    Meta(
        pattern=rf"^(?:{Cohort.KIND}|{Gathering.KIND}):" + CODE.removeprefix("^"),
        description="A cohort or an event of the programme, by its code: cohort:CODE or event:CODE.",
    ),
]


class TieMilestone(MilestoneCommand, kw_only=True):
    """Let a milestone, or its part of this number, follow a cohort or an event, so that what happened is not reported twice."""

    NAME = "tie-milestone"
    to: Followed
    when: Mark | None = None
    part: Ordinal | None = None
    on: Edtf | None = None

    def things(self) -> tuple[Key, ...]:
        return (thing_of(self.programme, self.to),)

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        key = thing_of(self.programme, self.to)
        if not world.past(key).facts:
            yield NothingToFollow(
                f"There is no {self.to!r} in {self.programme!r}. Plan it first, or check its code.", field="to"
            )
        elif self.when and is_cancelled(world, key) and reached(world, key, self.when) is None:
            yield TiedToCancelled(f"{self.to!r} is cancelled: nothing can stand for it any more.", field="to")
        if self.to in ties_of(self, world):
            yield AlreadyTied(f"Milestone {self.code!r} is tied to {self.to!r} already. Untie it first.", field="to")
        if self.when and self.when not in MARKS[key.kind]:
            marks = " or ".join(MARKS[key.kind])
            yield WrongMark(f"{self.to!r} is never {self.when}: say {marks}, or leave it out.", field="when")
        parts = len(promised(world.past(self.key()))["parts"])
        if self.part and self.part > parts:
            yield NoSuchPart(f"Milestone {self.code!r} has {parts} parts, and no part {self.part}.", field="part")
        yield from not_before(turned(self, world), self.on, "It was untied")
        yield from not_in_the_future(self.on, world.today)

    def events(self, world: World) -> Facts:
        tied = MilestoneTied(**said(self, *self.KEY_FIELDS))
        return (tied, *tied.elsewhere(self.key()))


class UntieMilestone(MilestoneCommand, kw_only=True):
    """A milestone no longer follows a cohort or an event, with the reason; what followed from it stays."""

    NAME = "untie-milestone"
    to: Followed
    reason: Prose
    on: Edtf | None = None

    def things(self) -> tuple[Key, ...]:
        return (thing_of(self.programme, self.to),)

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        found = ties_of(self, world)
        if self.to not in found:
            known = ", ".join(found) or "nothing"
            yield NotTied(f"Milestone {self.code!r} is not tied to {self.to!r}. It is tied to {known}.", field="to")
        yield from not_before(turned(self, world), self.on, "It was tied")
        yield from not_in_the_future(self.on, world.today)

    def events(self, world: World) -> Facts:
        untied = MilestoneUntied(**said(self, *self.KEY_FIELDS))
        return (untied, *untied.elsewhere(self.key()))
