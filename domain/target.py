"""Target: what an indicator is to reach by a date. Another one that is agreed is another fact; a slip of the pen is corrected.

(nothing) ─SetTarget→ set ─ReplaceTarget→ replaced ─ReplaceTarget→ …
"""

from collections.abc import Iterator
from typing import Any

from domain.dates import Edtf
from domain.indicator import Indicator, IndicatorCommand, must_fit
from domain.kernel import Event, Key, Refusal, Unknown, World
from domain.thing import not_in_the_future
from domain.values import Amount, Prose, Text

# ── Facts ─────────────────────────────────────────────


class TargetSet(Event):
    TOPIC = "indicator.target_set@1"
    by: Edtf
    value: Amount | None = None
    text: Text | None = None
    on: Edtf | None = None
    reason: str | None = None


class TargetReplaced(Event):
    """What was agreed in place of the target by the same date; `former_…` is what stood until then."""

    TOPIC = "indicator.target_replaced@1"
    by: Edtf
    on: Edtf
    reason: str
    value: Amount | None = None
    text: Text | None = None
    former_value: Amount | None = None
    former_text: Text | None = None


AnyTarget = TargetSet | TargetReplaced

# ── State ─────────────────────────────────────────────


def target_by(world: World, indicator: Key, by: Edtf) -> tuple[int, AnyTarget] | None:
    """The target that was agreed last for a date, with its entry. Dates that end on one day are one date: 2020 and 2020-12."""
    targets = [
        (entry, event)
        for entry, event in world.past(indicator).facts.items()
        if isinstance(event, (TargetSet, TargetReplaced)) and event.by.latest == by.latest
    ]
    return targets[-1] if targets else None


# ── Refusals ──────────────────────────────────────────


class TargetExists(Refusal): ...


class UnknownTarget(Unknown): ...


class SameTarget(Refusal): ...


# ── Requests ──────────────────────────────────────────


class SetTarget(IndicatorCommand):
    """Set a target by a date, one for each date: what is agreed anew for the same date replaces it, so that both stay visible."""

    NAME = "set-target"
    FACT = TargetSet
    by: Edtf
    value: Amount | None = None
    text: Text | None = None
    on: Edtf | None = None
    reason: Prose | None = None

    def breaks(self, thing: Indicator, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from must_fit(thing.measure, self.value, self.text)
        if found := target_by(world, self.key(), self.by):
            yield TargetExists(
                f"Entry {found[0]} is the target by {found[1].by}. If another was agreed, use replace-target; "
                "if it was wrongly said, correct-entry.",
                field="by",
            )


class ReplaceTarget(IndicatorCommand):
    """Agree another target by the same date, with the reason; the one that was set first stays beside it."""

    NAME = "replace-target"
    FACT = TargetReplaced
    by: Edtf
    on: Edtf
    reason: Prose
    value: Amount | None = None
    text: Text | None = None

    def breaks(self, thing: Indicator, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from must_fit(thing.measure, self.value, self.text)
        found = target_by(world, self.key(), self.by)
        if found is None:
            yield UnknownTarget(f"No target by {self.by} is set. Set it first, with set-target.", field="by")
        elif (found[1].value, found[1].text) == (self.value, self.text):
            yield SameTarget(f"The target by {self.by} is just that already.", field="value" if self.value else "text")

    def derived(self, world: World) -> dict[str, Any]:
        found = target_by(world, self.key(), self.by)
        assert found is not None
        return {"former_value": found[1].value, "former_text": found[1].text}
