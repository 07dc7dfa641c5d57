"""Correction: any entry of any stream can be corrected or retracted, with the reason; what was said before stays in the log.

recorded ─CorrectEntry→ corrected ─CorrectEntry→ …   (RetractEntry: it should not have been recorded)
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from msgspec import Meta, to_builtins

from domain.anew import anew, asked, later, with_it
from domain.assessment import Assessment
from domain.kernel import (
    SAYS,
    Command,
    Correction,
    Elsewhere,
    Event,
    Facts,
    Key,
    Past,
    Refusal,
    Unacceptable,
    Unknown,
    World,
)
from domain.partner import Partner
from domain.programme import Programme, must_be_open
from domain.strict_json import InputFault
from domain.values import Prose

# ── Facts ─────────────────────────────────────────────


class Corrected(Correction, frozen=True):
    """An entry should have said `fact` where it said `was`; both are facts of the kind that `topic` names."""

    TOPIC = "record.corrected@1"
    topic: str
    was: Any
    fact: Any

    def instead(self) -> Event:
        return self.fact


class Retracted(Correction, frozen=True):
    """An entry, which said `was`, should not have been recorded."""

    TOPIC = "record.retracted@1"
    topic: str
    was: Any

    def instead(self) -> None:
        return None


CorrectionEvent = Corrected | Retracted

# ── Refusals ──────────────────────────────────────────


class UnknownThing(Unknown): ...


class UnknownEntry(Unknown): ...


class NotCorrectable(Refusal): ...


class NothingCorrected(Unacceptable): ...


class WrongCorrection(Unacceptable): ...


# ── Requests ──────────────────────────────────────────

Thing = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]+:[A-Za-z0-9._/-]+$(?!\n)",
        max_length=400,
        description="A thing by its kind and code, as timelines name it: milestone:FR-2018/9.1.",
    ),
]
FieldName = Annotated[
    str, Meta(pattern=r"^[a-z_]{1,40}$(?!\n)", description="The name of a field, as the request has it.")
]
Entry = Annotated[int, Meta(ge=1, le=1_000_000)]


WHILE_CLOSED: Final = (Programme.KIND, Assessment.KIND)
"""What is corrected in a closed programme too: when it was closed, and what reviewers find."""


class CorrectionCommand(Command):
    """A request about one entry of a thing, by its number in the thing's timeline."""

    PATH_FIELDS = ()
    of: Thing
    entry: Entry
    reason: Prose

    def key(self) -> Key:
        return Key.read(self.of)

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self._programme),) if self._programme else ()

    @property
    def _programme(self) -> str | None:
        key = self.key()
        return None if key.kind == Partner.KIND else key.code.split("/", 1)[0]

    def refusals(self, world: World) -> Iterator[Refusal]:
        past = world.past(self.key())
        if not past.facts:
            yield UnknownThing(f"There is nothing by {self.of!r}. Take `of` from a timeline.", field="of")
            return
        if self._programme and self.key().kind not in WHILE_CLOSED:
            yield from must_be_open(world, self._programme, "of")
        was = past.facts.get(self.entry)
        if was is None:
            known = ", ".join(map(str, past.facts))
            yield UnknownEntry(
                f"{self.of!r} has no entry {self.entry} that could be corrected. It has: {known}.", field="entry"
            )
        elif not self.takes(was):
            yield NotCorrectable(
                f"Entry {self.entry} of {self.of!r} ({was.TOPIC}) cannot be corrected. {was.INSTEAD}", field="entry"
            )
        else:
            yield from self.breaks(world, past, was)

    def takes(self, was: Event) -> bool:
        """Whether a fact of this kind can be corrected so."""
        return type(was) in SAYS

    def with_it(self, world: World, fact: Event | None) -> Iterator[Event]:
        """Corrections of later entries for what they took from this one."""
        for entry, was, now in with_it(world, self.key(), world.past(self.key()), self.entry, fact):
            yield Corrected(corrects=entry, reason=self.reason, topic=was.TOPIC, was=was, fact=now)

    def breaks(self, world: World, past: Past, was: Event) -> Iterator[Refusal]:
        raise NotImplementedError


class CorrectEntry(CorrectionCommand):
    """Say what an entry should have said, under the rules of its own request: `say` holds the fields that were wrong; others stay."""

    NAME = "correct-entry"
    say: dict[FieldName, Any]

    def _asked(self, was: Event) -> tuple[Command | None, tuple[InputFault, ...]]:
        """The request as it should have been; a fact that holds its source takes that of the correction, if `say` has none."""
        source = to_builtins(self.source) if self.source and "source" in was.__struct_fields__ else None
        return asked(self.key(), was, {"source": source, **self.say} if source else self.say)

    def breaks(self, world: World, past: Past, was: Event) -> Iterator[Refusal]:
        request, faults = self._asked(was)
        for fault in faults:
            yield WrongCorrection(
                f"Entry {self.entry} cannot be corrected so: say{fault.place.removeprefix('$')} {fault.why}.",
                field="say",
            )
        if request is None:
            return
        for entry, fact in past.facts.items():
            if fact.took_over() == self.entry:
                yield NotCorrectable(f"What it says went over with entry {entry}. {fact.INSTEAD}", field="entry")
                return
        fact, refusals = anew(request, past, self.entry, world)
        for refusal in refusals:
            refusal.field = "say"
            yield refusal
        if refusals:
            return
        if fact == was and self.source is None:
            yield NothingCorrected(f"Entry {self.entry} says just that already.", field="say")
        yield from later(world, self.key(), past, past.facts | {self.entry: fact}, self.entry)

    def events(self, world: World) -> Facts:
        past = world.past(self.key())
        was = past.facts[self.entry]
        request, _ = self._asked(was)
        assert request is not None
        fact, _ = anew(request, past, self.entry, world)
        corrected = Corrected(corrects=self.entry, reason=self.reason, topic=was.TOPIC, was=was, fact=fact)
        return (corrected, *self.with_it(world, fact))


class RetractEntry(CorrectionCommand):
    """Say that an entry should never have been recorded; what began a thing only where nothing more is, or can be, said of it."""

    NAME = "retract-entry"

    def takes(self, was: Event) -> bool:
        return super().takes(was) or bool(was.elsewhere(self.key()))

    def breaks(self, world: World, past: Past, was: Event) -> Iterator[Refusal]:
        request = SAYS.get(type(was))
        if request and request.BEGINS and (request.RATHER or len(past.facts) > 1):
            what = f"correct it, or use {request.RATHER}" if request.RATHER else "retract first what was said after it"
            yield NotCorrectable(f"Entry {self.entry} began the record of {self.of!r}: {what}.", field="entry")
            return
        left = {entry: event for entry, event in past.facts.items() if entry != self.entry}
        yield from later(world, self.key(), past, left, self.entry)

    def events(self, world: World) -> Facts:
        past = world.past(self.key())
        was = past.facts[self.entry]
        return (
            Retracted(corrects=self.entry, reason=self.reason, topic=was.TOPIC, was=was),
            *self.with_it(world, None),
            *self._elsewhere(world, was),
        )

    def _elsewhere(self, world: World, was: Event) -> Iterator[Elsewhere]:
        """What says the same in other streams is retracted with it."""
        nth = _entries(world.past(self.key()), was).index(self.entry)
        for key, event in was.elsewhere(self.key()):
            for entry in _entries(world.past(key), event)[nth : nth + 1]:
                there = Retracted(corrects=entry, reason=self.reason, topic=event.TOPIC, was=event)
                yield Elsewhere(key, there)


def _entries(past: Past, fact: Event) -> list[int]:
    """The entries of a stream that say just this: a milestone may be tied, untied and tied again."""
    return [entry for entry, one in past.facts.items() if one == fact]
