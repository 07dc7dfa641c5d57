"""Which entries explain why a thing differs between two moments?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from domain.kernel import Event, Key
from domain.milestone import MilestoneReinstated, MilestoneWithdrawn
from projections.assessment import ASSESSMENTS
from projections.cause import (
    Cause,
    Difference,
    Heard,
    Restated,
    Traces,
    differences,
    first_word,
    in_dossier,
    in_reports,
    last_word,
    traces,
)
from projections.cohort import COHORTS
from projections.commitment import COMMITMENTS
from projections.compared import Thing
from projections.consortium import CONSORTIA
from projections.deliverable import DELIVERABLES
from projections.entry import ENTRIES, EntryRow
from projections.field import WITHDRAWALS, Field, ThingKind
from projections.figure import FIGURES
from projections.gathering import GATHERINGS
from projections.indicator import INDICATORS
from projections.line import WITHDRAWN
from projections.milestone import MILESTONES
from projections.moment import Moment, Reading
from projections.pilot import PILOTS
from projections.programme import PROGRAMMES
from projections.projection import AnyProjection, Projection

About = tuple[str | None, ...]
"""What tells apart what is recorded of things: a thing, and what it goes with."""


class Draft(NamedTuple):
    """A difference between two corners, whose causes are not known yet; of a whole thing where `field` is None."""

    thing: Thing
    field: Field | None
    old: Any
    new: Any
    at: tuple[Moment, Moment]


_DOSSIERS: Final[Mapping[str, AnyProjection]] = {
    "programme": PROGRAMMES,
    "consortium": CONSORTIA,
    "commitment": COMMITMENTS,
    "milestone": MILESTONES,
    "pilot": PILOTS,
    "cohort": COHORTS,
    "figure": FIGURES,
    "event": GATHERINGS,
    "deliverable": DELIVERABLES,
    "indicator": INDICATORS,
    "assessment": ASSESSMENTS,
}


_TAKEN_BACK: Final = (*WITHDRAWALS, MilestoneWithdrawn, MilestoneReinstated)


class Record:
    """What was recorded of the things that changed, to tell why they did."""

    def __init__(self, reading: Reading, things: Iterable[Thing]) -> None:
        wanted: dict[str, set[str]] = {}
        for thing in things:
            kind, key = _dossier(thing)
            wanted.setdefault(kind, set()).add(key)
            if thing.within:
                wanted.setdefault("commitment", set()).add(Key.read(thing.within).code)
        self._rows = {kind: _rows(reading, _DOSSIERS[kind], keys) for kind, keys in wanted.items()}
        self._reports = _reports(reading, wanted.get("milestone", ()))
        self._heard: dict[About, list[Heard]] = {}
        self._known: dict[tuple[About, int], Traces] = {}
        self._differences: dict[tuple[About, Moment, Moment], list[Difference]] = {}

    def _known_of(self, thing: Thing, known_at: int) -> Traces:
        """What was known of a thing at a position."""
        told = (*thing.id, thing.within)
        if told not in self._heard:
            self._heard[told] = list(self._hear(thing))
        if (told, known_at) not in self._known:
            self._known[told, known_at] = traces(self._heard[told], known_at)
        return self._known[told, known_at]

    def _differences_of(self, thing: Thing, before: Moment, after: Moment) -> list[Difference]:
        """What differs between two moments of all that was recorded of a thing."""
        between = ((*thing.id, thing.within), before, after)
        if between not in self._differences:
            then, now = (self._known_of(thing, moment.known_at) for moment in (before, after))
            self._differences[between] = differences(then, now, before.as_of, after.as_of)
        return self._differences[between]

    def _hear(self, thing: Thing) -> Iterator[Heard]:
        kind, key = _dossier(thing)
        if row := self._rows[kind].get(key):
            yield from in_dossier(row)
        yield from in_reports(self._reports.get(key, ()) if kind == "milestone" else ())
        above = self._rows["commitment"].get(Key.read(thing.within).code) if thing.within else None
        if above:
            yield from (
                one for one in in_dossier(above) if isinstance(getattr(one.event, "was", one.event), WITHDRAWALS)
            )

    def begun(self, thing: Thing, moment: Moment) -> date:
        """The day on which a thing began, by what is known at a moment."""
        first = first_word(self._known_of(thing, moment.known_at), partial(_says, thing, None))
        return first.begun if first else date.min

    def explain(self, draft: Draft) -> tuple[Restated | None, tuple[Cause, ...]]:
        """How a difference came about, and by which entries: those that differ, or else the one with the last word on it."""
        thing, field, (before, after) = draft.thing, draft.field, draft.at
        says = partial(_says, thing, field)
        known = self._known_of(thing, after.known_at)
        if field is None and draft.old is None and (first := first_word(known, says)):
            late = first.first.position > before.known_at
            return Restated.LATE if late else Restated.CORRECTED, (first.last,)
        found = [one for one in self._differences_of(thing, before, after) if one.tells(says)]
        if field:
            found.sort(key=lambda one: getattr(one.trace.fact, field.name, None) == draft.new)
            found = [one for one in found if not _beside(draft, one.trace.fact)] or found
        if found:
            return found[-1].how, tuple(one.trace.last for one in found)
        last = last_word(known, after.as_of, says) if before.known_at == after.known_at else None
        return None, (last,) if last else ()


def _beside(draft: Draft, fact: Event) -> bool:
    """Whether a fact is about what was withdrawn, and the status of a milestone changed otherwise."""
    return WITHDRAWN not in (draft.old, draft.new) and isinstance(fact, _TAKEN_BACK)


def _says(thing: Thing, field: Field | None, fact: Event) -> bool:
    """Whether a fact says this field of a thing, or anything of it."""
    if thing.part and not thing.part(fact):
        return False
    return field is None or field.said_by(fact)


def _dossier(thing: Thing) -> tuple[str, str]:
    """In which dossier a thing is recorded: its kind and key."""
    kind, key = Key.read(thing.of)
    return kind, f"{key}/{thing.code}" if thing.kind is ThingKind.FIGURE else key


def _rows(reading: Reading, projection: Projection[Any], keys: Iterable[str]) -> dict[str, Any]:
    rows = reading.rows(projection, "key = ANY(%(keys)s)", keys=sorted(keys))
    return {
        f"{Key.read(row.of).code}/{row.code}" if projection is FIGURES else Key.read(row.of).code: row for row in rows
    }


def _reports(reading: Reading, milestones: Iterable[str]) -> dict[str, list[EntryRow]]:
    found: dict[str, list[EntryRow]] = {}
    wanted = sorted(milestones)
    for row in reading.rows(ENTRIES, "milestone_key = ANY(%(keys)s)", keys=wanted) if wanted else ():
        found.setdefault(row.milestone_key, []).append(row)
    return found
