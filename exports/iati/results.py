"""Results in IATI XML: indicators by the kind of result they speak of, with their baselines, targets and what was observed."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from domain.indicator import QUANTITIES, Baseline, IndicatorMeasure, Level
from domain.values import Text
from exports.iati.making import Making
from exports.iati.markup import as_said, child, document_links, narrative, narratives, with_words
from exports.iati.periods import NO_BOUNDS, OWN_VOCABULARY, QUALITATIVE, Bounds, bounds_of, write_bounds, write_comment
from projections.indicator import Indicator, Observation, Target
from words.message import marked

TYPES: Final = {Level.OUTPUT: "1", Level.OUTCOME: "2", Level.IMPACT: "3", Level.OTHER: "9"}
MEASURES: Final = {IndicatorMeasure.UNIT: "1", IndicatorMeasure.PERCENTAGE: "2"}
NO_LEVEL: Final = marked("iati", "Kind of result not said")
MEASURED: Final = marked("iati", "Measured as")
UNIT: Final = marked("iati", "Unit")
IN_WORDS: Final = marked(
    "iati", "It is measured in words, which the standard takes for numbers here. It stands there as qualitative."
)
NO_YEAR: Final = marked("iati", "The year of the baseline is not said. The baseline was left out.")
NONE_KNOWN: Final = marked("iati", "No baseline is known. None was written.")
AT_FIRST: Final = marked("iati", "Target at first")
SINCE: Final = marked("iati", "Changed because")
RESTATED: Final = marked("iati", "Corrected because")


class Period(NamedTuple):
    """A period of an indicator, with what was aimed at and what was observed in it."""

    bounds: Bounds
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]


def indicator_results(parent: Element, making: Making, indicators: Sequence[Indicator]) -> None:
    """A result for each kind of result, with its indicators."""
    order = [*Level, None]
    found = sorted(indicators, key=lambda one: order.index(one.level))
    for level, of_it in groupby(found, key=lambda one: one.level):
        kind = TYPES[level] if level else making.pairs("result_types").get("unsaid", "9")
        result = child(parent, "result", type=kind)
        title = making.words.named(level, "level") if level else making.words(NO_LEVEL)
        narrative(child(result, "title"), title, making.language)
        for one in of_it:
            _indicator(result, making, one)


def _indicator(parent: Element, making: Making, indicator: Indicator) -> None:
    quantity = indicator.measure in QUANTITIES
    if not quantity and indicator.measure is not IndicatorMeasure.QUALITATIVE:
        making.note("indicator", IN_WORDS, indicator.code)
    ascending = None if indicator.ascending is None else str(indicator.ascending).lower()
    measure = MEASURES.get(indicator.measure, QUALITATIVE)
    found = child(parent, "indicator", measure=measure, ascending=ascending)
    narratives(child(found, "title"), indicator.title, making.language)
    narratives(child(found, "description"), _description(indicator, making), making.language)
    child(found, "reference", vocabulary=OWN_VOCABULARY, code=indicator.code)
    if indicator.baseline:
        _baseline(found, making, indicator, indicator.baseline)
    for period in _periods(indicator, making):
        _period(found, making, period, quantity=quantity)


def _description(indicator: Indicator, making: Making) -> Text:
    colon, unit = making.words.language.colon, making.words.say(indicator.unit)
    measured = f"{making.words(MEASURED)}{colon}{making.words.named(indicator.measure, 'indicator')}"
    said = f"{measured}\n{making.words(UNIT)}{colon}{unit}" if unit else measured
    return with_words(said, indicator.description, making.language)


def _baseline(parent: Element, making: Making, indicator: Indicator, baseline: Baseline) -> None:
    if baseline.none_known:
        making.note("baseline", NONE_KNOWN, indicator.code)
        return
    year = baseline.year
    if year is None or year.earliest.year != year.latest.year:
        making.note("baseline", NO_YEAR, indicator.code)
        return
    day = year.earliest.isoformat() if year.is_day else None
    value = baseline.value if indicator.measure in QUANTITIES else None
    found = child(parent, "baseline", year=str(year.earliest.year), iso_date=day, value=value)
    write_comment(found, making, "", baseline.text, baseline.comment)


def _periods(indicator: Indicator, making: Making) -> list[Period]:
    """The periods that were observed, each with the target that falls due when it ends; then targets that have none, in order."""
    observed: dict[Bounds, Observation] = {}
    aimed: dict[Bounds, Target] = {}
    for one in indicator.observations:
        if bounds := bounds_of(one.period, making.as_of):
            observed[bounds] = one
        else:
            making.note("period", NO_BOUNDS, f"{indicator.code} {one.period}")
    for target in indicator.targets:
        alike = [bounds for bounds, one in observed.items() if one.period.latest == target.by.latest]
        if not target.by.is_open and (bounds := alike[-1] if alike else bounds_of(target.by, making.as_of)):
            aimed[bounds] = target
        else:
            making.note("period", NO_BOUNDS, f"{indicator.code} {target.by}")
    return [
        Period(
            bounds,
            (aimed[bounds],) if bounds in aimed else (),
            (observed[bounds],) if bounds in observed else (),
        )
        for bounds in sorted({*observed, *aimed}, key=lambda bounds: (bounds[1], bounds[0]))
    ]


def _period(parent: Element, making: Making, period: Period, *, quantity: bool) -> None:
    found = write_bounds(parent, period.bounds)
    for target in period.targets:
        one = child(found, "target", value=target.value if quantity else None)
        write_comment(one, making, _of_target(target, making), target.text)
    for observation in period.observations:
        one = child(found, "actual", value=observation.value if quantity else None)
        write_comment(one, making, _of_observation(observation, making), observation.text, observation.comment)
        document_links(one, making, observation.evidence, "evidence")


def _of_target(target: Target, making: Making) -> str:
    words, colon = making.words, making.words.language.colon
    said = [] if target.by.is_day else [as_said(making, target.by)]
    first = target.first_value or words.say(target.first_text)
    if target.replaced_on:
        said += [f"{words(AT_FIRST)}{colon}{first}"] if first else []
        said += [f"{words(SINCE)}{colon}{target.replaced} ({target.replaced_on})"]
    return "\n".join(said)


def _of_observation(observation: Observation, making: Making) -> str:
    colon = making.words.language.colon
    said = [as_said(making, observation.period)] if observation.period.is_open else []
    said += [f"{making.words(RESTATED)}{colon}{one.reason}" for one in observation.restated]
    return "\n".join(said)
