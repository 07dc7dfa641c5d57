"""Target: what an indicator is to reach by a date. Another one that is agreed is another fact; a slip of the pen is corrected.

(nothing) ─SetTarget→ set ─ReplaceTarget→ replaced ─ReplaceTarget→ …
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from domain.dates import Edtf
from domain.indicator import Indicator, IndicatorCommand, must_fit
from domain.kernel import Event, Past, Refusal, Unknown, World
from domain.rules import not_before, not_in_the_future
from domain.turn import in_turn
from domain.values import Amount, Prose, Text

# ── Facts ─────────────────────────────────────────────


class TargetSet(Event):
    TOPIC = "indicator.target_set@1"
    TIMELESS = True
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


def targets_by(past: Past, by: Edtf, until: date = date.max) -> tuple[AnyTarget, ...]:
    """What was agreed for a date by a day, the target that was set first. Dates that end on one day are one: 2020 and 2020-12."""
    agreed = (*in_turn(past, TargetSet), *in_turn(past, TargetReplaced, until=until))
    return tuple(target for target in agreed if target.by.latest == by.latest)


def same(one: str | None, other: str | None) -> bool:
    """Whether two values are one amount, however they are written: 12 and 12.0."""
    return one == other or (one is not None and other is not None and Decimal(one) == Decimal(other))


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
        past = world.past(self.key())
        if found := targets_by(past, self.by):
            entry = next(entry for entry, fact in past.facts.items() if fact is found[-1])
            yield TargetExists(
                f"Entry {entry} is the target by {found[-1].by}. If another was agreed, use replace-target; "
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
        found = self._former(world)
        if not found:
            yield UnknownTarget(f"No target by {self.by} is set. Set it first, with set-target.", field="by")
            return
        yield from not_before(found[0].on, self.on, "The target was set")
        if same(found[-1].value, self.value) and found[-1].text == self.text:
            yield SameTarget(f"The target by {self.by} is just that already.", field="value" if self.value else "text")

    def derived(self, world: World) -> dict[str, Any]:
        former = self._former(world)[-1]
        return {"former_value": former.value, "former_text": former.text}

    def _former(self, world: World) -> tuple[AnyTarget, ...]:
        """What was agreed for the date before this was."""
        return targets_by(world.past(self.key()), self.by, self.on.holds_from(world.day))
