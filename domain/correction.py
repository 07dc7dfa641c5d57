"""Correction: any entry of any stream can be corrected or retracted, with the reason; what was said before stays in the log.

recorded ─CorrectEntry→ corrected ─CorrectEntry→ …   (RetractEntry: it should not have been recorded)
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta

from domain.anew import asked, before, fact_of, later, newly_broken, with_it
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
        if self._programme and self.key().kind != Assessment.KIND:
            yield from must_be_open(world, self._programme, "of")
        was = past.facts.get(self.entry)
        if was is None:
            known = ", ".join(map(str, past.facts))
            yield UnknownEntry(
                f"{self.of!r} has no entry {self.entry} that could be corrected. It has: {known}.", field="entry"
            )
        elif not self.takes(was):
            yield NotCorrectable(
                f"Entry {self.entry} of {self.of!r} ({was.TOPIC}) cannot be corrected. Record what follows it instead, or "
                "retract it where it was said, and say it anew.",
                field="entry",
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

    def breaks(self, world: World, past: Past, was: Event) -> Iterator[Refusal]:
        request, faults = asked(self.key(), was, self.say)
        for fault in faults:
            yield WrongCorrection(f"say{fault.place.removeprefix('$')}: {fault.why}.", field="say")
        if request is None:
            return
        then = before(world, self.key(), past, self.entry)
        if refusals := newly_broken(request, asked(self.key(), was, {})[0], then):
            for refusal in refusals:
                refusal.field = "say"
            yield from refusals
            return
        fact = fact_of(request, then)
        if fact == was:
            yield NothingCorrected(f"Entry {self.entry} says just that already.", field="say")
        yield from later(world, self.key(), past, past.facts | {self.entry: fact}, self.entry)

    def events(self, world: World) -> Facts:
        past = world.past(self.key())
        was = past.facts[self.entry]
        request, _ = asked(self.key(), was, self.say)
        assert request is not None
        fact = fact_of(request, before(world, self.key(), past, self.entry))
        corrected = Corrected(corrects=self.entry, reason=self.reason, topic=was.TOPIC, was=was, fact=fact)
        return (corrected, *self.with_it(world, fact))


class RetractEntry(CorrectionCommand):
    """Say that an entry should never have been recorded. What began a thing is withdrawn or closed, not retracted."""

    NAME = "retract-entry"

    def takes(self, was: Event) -> bool:
        return super().takes(was) or bool(was.elsewhere(self.key()))

    def breaks(self, world: World, past: Past, was: Event) -> Iterator[Refusal]:
        if self.entry == 1 and type(was) in SAYS and SAYS[type(was)].BEGINS:
            yield NotCorrectable(
                f"Entry 1 began the record of {self.of!r}: correct it, or withdraw the thing itself.", field="entry"
            )
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
        for key, event in was.elsewhere(self.key()):
            entries = [entry for entry, fact in world.past(key).facts.items() if fact == event]
            for entry in entries[-1:]:
                there = Retracted(corrects=entry, reason=self.reason, topic=event.TOPIC, was=event)
                yield Elsewhere(key, there)
