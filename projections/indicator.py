"""What does a programme measure, from which baseline, towards which targets, what was observed, and how far is it from them?"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from domain.correction import Corrected
from domain.dates import Edtf
from domain.indicator import Baseline, IndicatorAmended, IndicatorDefined, IndicatorMeasure, Level
from domain.indicator import Indicator as Stream
from domain.observation import IndicatorObserved
from domain.target import AnyTarget, TargetReplaced, TargetSet
from domain.values import Code, Link, Source, Text
from projections.dossier import DossierRow, Said, Told, amended, as_said, dossier, dossier_of, dossiers_of, on_the_day
from projections.moment import Reading
from projections.projection import View


class IndicatorRow(DossierRow, frozen=True):
    TABLE = "indicator"


INDICATORS = dossier(IndicatorRow, Stream.KIND)


class Target(View):
    """What was agreed for a date: at first, and now where another was agreed since; `replaced` says why, the last time."""

    entry: int
    by: Edtf
    value: str | None
    text: Text | None
    first_value: str | None
    first_text: Text | None
    set_on: Edtf | None
    reason: str | None
    replaced_on: Edtf | None
    replaced: str | None
    source: Source | None
    illustrative: bool


class Restatement(View):
    """That an observation was corrected: in which entry, when that was recorded, and why."""

    entry: int
    recorded_at: datetime
    reason: str


class Observation(View):
    """What was observed in a period, as it is said now; `restated` names every correction of it."""

    entry: int
    period: Edtf
    value: str | None
    text: Text | None
    comment: Text | None
    evidence: tuple[Link, ...]
    restated: tuple[Restatement, ...]
    source: Source | None
    illustrative: bool


class Distance(View):
    """How far what was observed last lies from the last target whose date has come: `difference` is observed less target.

    `reached` is null where it is not said whether more is better.
    """

    by: Edtf
    target: str
    period: Edtf
    observed: str
    difference: str
    reached: bool | None


class Indicator(View):
    """An indicator on one day, as known at one moment.

    `baseline` is null where nothing was said of it, which is not the same as a baseline of which none is known. `distance` is
    null where the measure is no number, no target's date has come, or nothing was observed.
    """

    programme: str
    code: str
    version: int
    title: Text
    measure: IndicatorMeasure
    unit: Text | None
    ascending: bool | None
    level: Level | None
    description: Text | None
    commitment: Code | None
    baseline: Baseline | None
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    latest: Observation | None
    distance: Distance | None
    source: Source | None
    illustrative: bool


_SAID: Final = ("title", "unit", "ascending", "level", "description", "commitment", "baseline")


def _indicator(reading: Reading, row: IndicatorRow) -> Indicator:
    said = on_the_day(row.facts, reading.moment.as_of)
    defined = said[0].event
    assert isinstance(defined, IndicatorDefined)
    fields = amended(said, _SAID, IndicatorDefined, IndicatorAmended)
    targets, observations = _targets(said), _observations(said, row.facts)
    latest = observations[-1] if observations else None
    return Indicator(
        programme=row.programme,
        code=row.code,
        version=row.version,
        measure=defined.measure,
        targets=targets,
        observations=observations,
        latest=latest,
        distance=_distance(targets, latest, reading.moment.as_of, ascending=fields["ascending"]),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **fields,
    )


def _targets(said: Sequence[Said]) -> tuple[Target, ...]:
    """The target of each date, in the order of the dates; dates that end on one day are one date."""
    targets: dict[date, list[tuple[Said, AnyTarget]]] = {}
    for one in said:
        if isinstance(one.event, AnyTarget):
            targets.setdefault(one.event.by.latest, []).append((one, one.event))
    return tuple(_target(targets[day]) for day in sorted(targets))


def _target(agreed: Sequence[tuple[Said, AnyTarget]]) -> Target:
    """What was agreed for one date; where the first target itself is not said for the day, its replacement tells what it was."""
    in_turn = sorted(agreed, key=lambda each: isinstance(each[1], TargetReplaced))
    (said, now), (_, first) = in_turn[-1], in_turn[0]
    replaced = now if isinstance(now, TargetReplaced) else None
    was_set = first if isinstance(first, TargetSet) else None
    return Target(
        entry=said.entry,
        by=now.by,
        value=now.value,
        text=now.text,
        first_value=first.former_value if isinstance(first, TargetReplaced) else first.value,
        first_text=first.former_text if isinstance(first, TargetReplaced) else first.text,
        set_on=was_set.on if was_set else None,
        reason=was_set.reason if was_set else None,
        replaced_on=replaced.on if replaced else None,
        replaced=replaced.reason if replaced else None,
        source=said.source,
        illustrative=any(one.illustrative for one, _ in agreed),
    )


def _observations(said: Sequence[Said], facts: Sequence[Told]) -> tuple[Observation, ...]:
    """The series, in the order in which its periods end and begin."""
    observed = [(one, one.event) for one in said if isinstance(one.event, IndicatorObserved)]
    restated = _restated(facts)
    observed.sort(key=lambda each: (each[1].period.latest, each[1].period.earliest, each[0].entry))
    return tuple(
        Observation(
            evidence=event.links,
            restated=tuple(restated.get(one.entry, ())),
            **as_said(one, "period", "value", "text", "comment"),
        )
        for one, event in observed
    )


def _restated(facts: Sequence[Told]) -> dict[int, list[Restatement]]:
    """The corrections of each entry that was corrected."""
    restated: dict[int, list[Restatement]] = {}
    for one in facts:
        if one.topic == Corrected.TOPIC and isinstance(event := one.event, Corrected):
            correction = Restatement(entry=one.entry, recorded_at=one.recorded_at, reason=event.reason)
            restated.setdefault(event.corrects, []).append(correction)
    return restated


def _distance(
    targets: Sequence[Target], latest: Observation | None, as_of: date, *, ascending: bool | None
) -> Distance | None:
    come = [target for target in targets if target.by.latest <= as_of]
    if not come or come[-1].value is None or latest is None or latest.value is None:
        return None
    target, observed = Decimal(come[-1].value), Decimal(latest.value)
    return Distance(
        by=come[-1].by,
        target=come[-1].value,
        period=latest.period,
        observed=latest.value,
        difference=f"{observed - target + 0:f}",
        reached=None if ascending is None else observed >= target if ascending else observed <= target,
    )


def indicators_of(reading: Reading, programme: str) -> list[Indicator]:
    """A programme's indicators, in the order of their codes."""
    return [_indicator(reading, row) for row in dossiers_of(reading, INDICATORS, programme)]


def indicator(reading: Reading, programme: str, code: str) -> Indicator | None:
    """One indicator, or None where none was known by that code."""
    row = dossier_of(reading, INDICATORS, programme, code)
    return _indicator(reading, row) if row else None
