"""Observation: what an indicator showed in a period, said once for each period.

(nothing) ─ObserveIndicator→ observed   (restated by CorrectEntry alone: domain/correction.py)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.indicator import Indicator, IndicatorCommand, must_fit
from domain.kernel import Event, Refusal, World
from domain.rules import not_in_the_future
from domain.values import Amount, Link, Text

# ── Facts ─────────────────────────────────────────────


class IndicatorObserved(Event):
    TOPIC = "indicator.observed@1"
    period: Edtf
    value: Amount | None = None
    text: Text | None = None
    comment: Text | None = None
    links: tuple[Link, ...] = ()

    @property
    def since(self) -> Edtf:
        """An observation is true of its period, however late it is learnt."""
        return self.period


# ── Refusals ──────────────────────────────────────────


class ObservedAlready(Refusal): ...


# ── Requests ──────────────────────────────────────────


class ObserveIndicator(IndicatorCommand):
    """Say what was observed in a period, once: whoever restates it corrects that entry, so that readers see what changed and why."""

    NAME = "observe-indicator"
    FACT = IndicatorObserved
    period: Edtf
    value: Amount | None = None
    text: Text | None = None
    comment: Text | None = None
    links: tuple[Link, ...] = ()

    def breaks(self, thing: Indicator, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.period, world.today, "period")
        yield from must_fit(thing.measure, self.value, self.text)
        period = (self.period.earliest, self.period.latest)
        for entry, one in world.past(self.key()).facts.items():
            if isinstance(one, IndicatorObserved) and (one.period.earliest, one.period.latest) == period:
                yield ObservedAlready(
                    f"{self.period} was observed already, in entry {entry} of '{self.key()}'. To restate it, use "
                    f"correct-entry with entry {entry}.",
                    field="period",
                )
