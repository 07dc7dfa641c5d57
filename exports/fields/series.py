"""What became of an indicator: its last target, what was observed last, and how far the one lies from the other."""

from typing import Final

from exports.field import Field, Kind, dated, field, of
from exports.fields.common import evidence_of, version_of, yes_no
from exports.fields.number import number
from projections.indicator import Distance, Indicator, Observation, Target
from words.message import marked


def last_target(one: Indicator) -> Target | None:
    """The target of the latest date."""
    return one.targets[-1] if one.targets else None


def _latest(one: Indicator) -> Observation | None:
    return one.latest


def _distance(one: Indicator) -> Distance | None:
    return one.distance


_TARGET: Final[list[Field[Target]]] = [
    *dated(
        "target_by",
        (
            marked("column", "Last target by"),
            marked("column", "Last target by: earliest day"),
            marked("column", "Last target by: latest day"),
        ),
        marked(
            "definition",
            "By when the target of the latest date is to be reached, as it was said; blank: no target is set.",
        ),
        lambda target: target.by,
        tells=("target:value",),
    ),
    field(
        "target_value",
        marked("column", "Last target"),
        marked("definition", "What is to be reached by then, as a number. Blank: no number is agreed."),
        lambda target, _: number(target.value),
        Kind.NUMBER,
        tells=("target:value",),
    ),
    field(
        "target_text",
        marked("column", "Last target in words"),
        marked("definition", "What is to be reached by then, in words."),
        lambda target, words: words.say(target.text),
        tells=("target:text",),
    ),
]

_OBSERVED: Final[list[Field[Observation]]] = [
    *dated(
        "observed_period",
        (
            marked("column", "Last observed in"),
            marked("column", "Last observed in: earliest day"),
            marked("column", "Last observed in: latest day"),
        ),
        marked("definition", "The period of the last observation, as it was said; blank: nothing was observed."),
        lambda seen: seen.period,
        tells=("observation:value",),
    ),
    field(
        "observed_value",
        marked("column", "Observed"),
        marked("definition", "What was observed last, as a number. Zero was observed; blank: no number was."),
        lambda seen, _: number(seen.value),
        Kind.NUMBER,
        tells=("observation:value",),
    ),
    field(
        "observed_text",
        marked("column", "Observed in words"),
        marked("definition", "What was observed last, in words."),
        lambda seen, words: words.say(seen.text),
        tells=("observation:text",),
    ),
    *evidence_of(lambda seen: seen.evidence, tells=("observation:value",)),
]

_FAR: Final[list[Field[Distance]]] = [
    field(
        "difference",
        marked("column", "Distance from the target"),
        marked(
            "definition",
            "What was observed last, less the last target whose date has come. Blank: that cannot be said.",
        ),
        lambda far, _: number(far.difference),
        Kind.NUMBER,
        tells=("observation:value", "target:value"),
    ),
    yes_no(
        "reached",
        marked("column", "Target reached"),
        marked("definition", "Yes: what was observed last reaches that target. Blank: that cannot be said."),
        lambda far: far.reached,
        tells=("observation:value", "target:value"),
    ),
]

SERIES: Final[list[Field[Indicator]]] = [
    *of(last_target, _TARGET),
    *of(_latest, _OBSERVED),
    *of(_distance, _FAR),
    field(
        "target_count",
        marked("column", "Number of targets"),
        marked("definition", "For how many dates a target is set."),
        lambda one, _: len(one.targets),
        Kind.COUNT,
        tells=("target:value",),
    ),
    field(
        "observation_count",
        marked("column", "Number of observations"),
        marked("definition", "For how many periods something was observed."),
        lambda one, _: len(one.observations),
        Kind.COUNT,
        tells=("observation:value",),
    ),
    version_of(lambda one: one.version),
]
