"""Indicator: what is measured to see whether something works, from which baseline, towards which targets (target.py, observation.py).

defined ─AmendIndicator→ defined
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, Unknown, World
from domain.rules import not_in_the_future, something_to_amend
from domain.thing import AboutThing, BeginThing
from domain.values import Amount, Code, Prose, Text, Value

# ── Facts ─────────────────────────────────────────────


class IndicatorMeasure(StrEnum):
    """How an indicator is measured, as in IATI 2.03."""

    UNIT = "unit"
    PERCENTAGE = "percentage"
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    QUALITATIVE = "qualitative"


class Level(StrEnum):
    """Of which kind of result an indicator speaks, as in IATI 2.03."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    OTHER = "other"


class Baseline(Value):
    """Where things stood, and in which year; or that nobody knows it (`none_known`). No baseline at all: nothing was said of it."""

    value: Amount | None = None
    text: Text | None = None
    year: Edtf | None = None
    none_known: bool = False
    comment: Text | None = None


class IndicatorDefined(Event):
    TOPIC = "indicator.defined@1"
    title: Text
    measure: IndicatorMeasure
    unit: Text | None = None
    ascending: bool | None = None
    level: Level | None = None
    baseline: Baseline | None = None
    commitment: Code | None = None
    description: Text | None = None
    on: Edtf | None = None


class IndicatorAmended(Event):
    TOPIC = "indicator.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    unit: Text | UnsetType | None = UNSET
    ascending: bool | UnsetType | None = UNSET
    level: Level | UnsetType | None = UNSET
    baseline: Baseline | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    description: Text | UnsetType | None = UNSET


# ── State ─────────────────────────────────────────────

QUANTITIES: Final = (IndicatorMeasure.UNIT, IndicatorMeasure.PERCENTAGE)


class Indicator(State):
    KIND = "indicator"
    measure: IndicatorMeasure


def evolve(indicator: Indicator | None, event: Event, _version: int) -> Indicator:
    if isinstance(event, IndicatorDefined):
        return Indicator(measure=event.measure)
    if indicator is None:
        raise ValueError(f"{event.TOPIC} before the indicator was defined")
    return indicator


# ── Refusals ──────────────────────────────────────────


class UnknownIndicator(Unknown): ...


class IndicatorExists(Refusal): ...


class TakesValue(Unacceptable): ...


class TakesText(Unacceptable): ...


class BaselineSaysNothing(Unacceptable): ...


class BaselineNotKnown(Unacceptable): ...


def must_fit(
    measure: IndicatorMeasure, value: str | None, text: Text | None, field: str | None = None
) -> Iterator[Refusal]:
    """A refusal where a quantity is not said as a value alone, or anything else not as a text alone.

    A percentage has no bounds: it can lie above 100 (of a plan) and below 0 (of growth), and is kept as it was said.
    """
    if measure in QUANTITIES and (value is None or text is not None):
        what = "name its value" if value is None else "leave the text out, or say it as a comment"
        yield TakesValue(
            f"What is measured as {measure} has a value and no text: {what}.",
            field=field or ("value" if value is None else "text"),
        )
    if measure not in QUANTITIES and (text is None or value is not None):
        what = "say it in words" if text is None else "leave the value out, or say it in the text"
        yield TakesText(
            f"What is measured as {measure} has a text and no value: {what}.",
            field=field or ("text" if text is None else "value"),
        )


def must_fit_baseline(measure: IndicatorMeasure, baseline: Baseline | UnsetType | None) -> Iterator[Refusal]:
    """A refusal where a baseline is said otherwise than the indicator is measured; none known is never refused."""
    if not baseline:
        return
    if baseline.none_known:
        if (baseline.value, baseline.text, baseline.year) != (None, None, None):
            yield BaselineNotKnown(
                "A baseline that nobody knows has no value, text or year: leave them out, or leave none_known out.",
                field="baseline",
            )
    elif baseline.value is None and baseline.text is None:
        yield BaselineSaysNothing(
            "A baseline has a value or a text; where nobody knows it, say none_known.", field="baseline"
        )
    else:
        yield from must_fit(measure, baseline.value, baseline.text, "baseline")


# ── Requests ──────────────────────────────────────────


class DefineIndicator(BeginThing):
    """Say what is measured and how; a baseline of which nothing is said is not the same as one that nobody knows."""

    NAME = "define-indicator"
    STATE = Indicator
    FACT = IndicatorDefined
    EXISTS = IndicatorExists
    title: Text
    measure: IndicatorMeasure
    unit: Text | None = None
    ascending: bool | None = None
    level: Level | None = None
    baseline: Baseline | None = None
    commitment: Code | None = None
    description: Text | None = None
    on: Edtf | None = None

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from must_fit_baseline(self.measure, self.baseline)


class IndicatorCommand(AboutThing):
    """A request about an indicator that is defined."""

    STATE = Indicator
    UNKNOWN = UnknownIndicator


class AmendIndicator(IndicatorCommand):
    """Change what is said of an indicator, with the reason; what is measured in another way is another indicator."""

    NAME = "amend-indicator"
    FACT = IndicatorAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    unit: Text | UnsetType | None = UNSET
    ascending: bool | UnsetType | None = UNSET
    level: Level | UnsetType | None = UNSET
    baseline: Baseline | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    description: Text | UnsetType | None = UNSET

    def breaks(self, thing: Indicator, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from something_to_amend(
            self, "title", "unit", "ascending", "level", "baseline", "commitment", "description"
        )
        yield from must_fit_baseline(thing.measure, self.baseline)
