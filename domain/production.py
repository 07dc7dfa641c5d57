"""Production: how much of a deliverable there is so far, and why it is late.

(nothing) ─ReportProduced→ counted ─ReportProduced→ …   (JustifyDelay: once its due date has passed)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.deliverable import Deliverable, DeliverableCommand, agreed_due, must_be_countable
from domain.kernel import Event, Refusal, World, said
from domain.rules import no_repeats
from domain.step import HANDED_IN
from domain.values import Count, Language, Link, Text

# ── Facts ─────────────────────────────────────────────


class ProductionReported(Event):
    """How many there were on a day, since the beginning; the languages are those in which they are."""

    TOPIC = "deliverable.production_reported@1"
    produced: Count
    on: Edtf
    note: Text | None = None
    languages: tuple[Language, ...] = ()
    language_count: Count | None = None
    links: tuple[Link, ...] = ()


class DelayJustified(Event):
    TOPIC = "deliverable.delay_justified@1"
    on: Edtf
    text: Text


# ── Refusals ──────────────────────────────────────────


class CountedAlready(Refusal): ...


class CountsFall(Refusal): ...


class NotLate(Refusal): ...


# ── Requests ──────────────────────────────────────────


class ReportProduced(DeliverableCommand):
    """Count what was produced up to a day. What was produced stays so: a lower count later means that one is wrong, and is corrected."""

    NAME = "report-produced"
    FACT = ProductionReported
    produced: Count
    on: Edtf
    note: Text | None = None
    languages: tuple[Language, ...] = ()
    language_count: Count | None = None
    links: tuple[Link, ...] = ()

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from no_repeats("languages", self.languages)
        yield from must_be_countable(said(self))
        for entry, one in world.past(self.key()).facts.items():
            if isinstance(one, ProductionReported):
                yield from self._beside(entry, one)

    def _beside(self, entry: int, other: ProductionReported) -> Iterator[Refusal]:
        """A refusal where this count does not go with another that stands."""
        instead = f"Check both; if entry {entry} is wrong, say so with correct-entry."
        fewer_later = other.on.latest <= self.on.earliest and self.produced < other.produced
        more_before = self.on.latest <= other.on.earliest and self.produced > other.produced
        if other.on == self.on:
            yield CountedAlready(f"{other.produced} were counted on {self.on} already. {instead}", field="on")
        elif fewer_later or more_before:
            yield CountsFall(
                f"{other.produced} were counted on {other.on}: it cannot be {self.produced} on {self.on}. {instead}",
                field="produced",
            )


class JustifyDelay(DeliverableCommand):
    """Say why a deliverable is late: one that is due and not handed in, or that was handed in after its due date."""

    NAME = "justify-delay"
    FACT = DelayJustified
    on: Edtf
    text: Text

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        day = thing.submitted if thing.stage in HANDED_IN and thing.submitted else self.on
        due = agreed_due(world.past(self.key()))
        if due is None or day.latest <= due.latest:
            when = f"due {due}" if due else "due at no date that is known"
            yield NotLate(f"Deliverable {self.code!r} is {when}: it was not late on {day}.", field="on")
