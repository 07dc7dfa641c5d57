"""What changed in a programme between two moments: what happened in the world, and what is now said otherwise of the earlier day?

There are three corners: the earlier day as known then, the earlier day as known later, and the later day as known later.
What differs between the first two was restated after the fact; what differs between the last two happened.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from domain.dates import Edtf
from domain.values import Text
from projections.cause import Cause, Restated
from projections.compared import About, Thing, things_of
from projections.field import Form, Meaning, ThingKind
from projections.keeping import Keeping
from projections.milestone import Slippage, slippage
from projections.moment import Moment, Reading
from projections.order import in_order
from projections.programme import programme as programme_at
from projections.projection import View
from projections.record import Draft, Record


class ChangeKind(StrEnum):
    """What changed. `withdrawn`: it stands no more on the later day; `removed`: it is no longer said that it ever did."""

    ADDED = "added"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    RESCHEDULED = Meaning.DATE.value
    STATUS = Meaning.STATUS.value
    TEXT = Meaning.TEXT.value
    REPORTED = Meaning.REPORT.value
    ASSESSED = Meaning.FINDING.value
    OTHER = Meaning.OTHER.value


PAGE: Final = 500
ENDED: Final = ("withdrawn", "cancelled")


class Change(View):
    """One field of one thing that differs, and why.

    Of a thing that was added or removed, `field` is null and all that is said of it is in `new` or `old`, by field. `reviewer` is
    whose finding it is. `restated` is null where it happened in the world. The last of `causes` says what is `new`; they are
    empty where no entry of the thing itself tells why.
    """

    kind: ChangeKind
    restated: Restated | None
    thing: ThingKind
    code: str
    title: Text | None
    field: str | None
    form: Form
    reviewer: str | None
    old: Any
    new: Any
    slippage: Slippage | None
    causes: tuple[Cause, ...]

    @property
    def cause(self) -> Cause | None:
        return self.causes[-1] if self.causes else None


class Comparison(View):
    """What differs between two moments of a programme; the counts name every kind of change, also at zero."""

    programme: str
    title: Text
    before: Moment
    after: Moment
    restated: tuple[Change, ...]
    happened: tuple[Change, ...]
    restated_by_kind: dict[ChangeKind, int]
    happened_by_kind: dict[ChangeKind, int]


Things = Mapping[tuple[str, ...], Thing]


def compare(before: Reading, after: Reading, code: str) -> Comparison | None:
    """What changed in this programme between two moments; None where it is not known at the later one.

    What was recorded in between about the earlier day or a day before it is restated, late reports too; what was recorded of days
    after it happened.
    """
    later = Keeping(after)
    found = programme_at(later, code)
    if found is None:
        return None
    return _comparison(code, found.title, (before.moment, after.moment), _differences(before, later, code))


def changes_of(before: Reading, after: Reading, programme: str, about: Collection[About]) -> Iterator[Change]:
    """What a comparison tells of these things, for those who know already where to look; a page of things in memory at a time.

    The things come in its order; of each, first what was restated. Commitments and milestones are read only where they are asked
    about, other things only if any of their kind is.
    """
    asked = sorted(frozenset(about), key=lambda one: _turn(*one))
    for start in range(0, len(asked), PAGE):
        page = frozenset(asked[start : start + PAGE])
        later = Keeping(after)
        if programme_at(later, programme) is not None:
            yield from sorted(_differences(before, later, programme, page), key=_place)


def _differences(
    before: Reading, later: Keeping, code: str, about: Collection[About] | None = None
) -> Iterator[Change]:
    """The changes of all things of a programme, or of these: what was restated, then what happened."""
    earlier = later.on(before.moment)
    then, between, now = before.moment, earlier.moment, later.moment
    first = things_of(Keeping(before), code, about)
    second = first if then.known_at == now.known_at else things_of(earlier, code, about)
    third = second if then.as_of == now.as_of else things_of(later, code, about)
    latest = max(before, later, key=lambda reading: reading.moment.known_at)
    record = Record(latest, [*_changed(first, second), *_changed(second, third)])
    born = {one for one in second.keys() - first.keys() if record.begun(second[one], now) > then.as_of}
    known = {one: thing for one, thing in second.items() if one not in born}
    yield from _Changes(record, then, between).between(first, known)
    yield from _Changes(record, between, now).between(known, third)


def in_turn(one: Reading, other: Reading) -> tuple[Reading, Reading]:
    """Of two moments the earlier day as known earlier, and the later day as known later."""

    def at(day: date, position: int) -> Reading:
        moments = (one.moment, other.moment)
        recorded = next(moment.recorded_at for moment in moments if moment.known_at == position)
        return Reading(other.connection, Moment(day, position, recorded))

    days = sorted((one.moment.as_of, other.moment.as_of))
    positions = sorted((one.moment.known_at, other.moment.known_at))
    return at(days[0], positions[0]), at(days[1], positions[1])


def _changed(one: Things, other: Things) -> Iterator[Thing]:
    """The things that differ, as they are at either corner."""
    for key in one.keys() | other.keys():
        was, now = one.get(key), other.get(key)
        if was is None or now is None or was.values != now.values:
            yield from (thing for thing in (was, now) if thing)


def _place(change: Change) -> tuple[Any, ...]:
    return (*_turn(change.thing, change.code), change.restated is None, change.reviewer or "")


def _turn(kind: ThingKind, code: str) -> tuple[Any, ...]:
    return (_RANK[kind], in_order(code), code)


_RANK: Final = {kind: place for place, kind in enumerate(ThingKind)}


def _comparison(code: str, title: Text, at: tuple[Moment, Moment], changes: Iterable[Change]) -> Comparison:
    in_turn = sorted(changes, key=_place)
    restated = tuple(change for change in in_turn if change.restated)
    happened = tuple(change for change in in_turn if not change.restated)
    counts = [Counter(change.kind for change in group) for group in (restated, happened)]
    before, after = at
    return Comparison(
        programme=code,
        title=title,
        before=before,
        after=after,
        restated=restated,
        happened=happened,
        restated_by_kind={kind: counts[0][kind] for kind in ChangeKind},
        happened_by_kind={kind: counts[1][kind] for kind in ChangeKind},
    )


class _Changes:
    """The changes between two corners."""

    def __init__(self, record: Record, before: Moment, after: Moment) -> None:
        self._record = record
        self._at = (before, after)
        self._restates = before.known_at != after.known_at

    def between(self, one: Things, other: Things) -> Iterator[Change]:
        for key, thing in {**one, **other}.items():
            for draft in _drafts(one.get(key), other.get(key), thing, self._at):
                yield self._change(draft)

    def _change(self, draft: Draft) -> Change:
        thing, field = draft.thing, draft.field
        how, causes = self._record.explain(draft)
        return Change(
            kind=_kind(draft, restates=self._restates),
            restated=(how or Restated.ELSEWHERE) if self._restates else None,
            thing=thing.kind,
            code=thing.code,
            title=thing.title,
            field=field.name if field else None,
            form=field.form if field else Form.DATA,
            reviewer=thing.reviewer,
            old=draft.old,
            new=draft.new,
            slippage=_slippage(draft),
            causes=causes,
        )


def _drafts(was: Thing | None, now: Thing | None, thing: Thing, at: tuple[Moment, Moment]) -> Iterator[Draft]:
    if (was is None or now is None) and not thing.reviewer:
        yield Draft(thing, None, was and dict(was.values), now and dict(now.values), at)
        return
    for field in thing.fields:
        old, new = (one.values.get(field.name) if one else None for one in (was, now))
        if old != new:
            yield Draft(thing, field, old, new, at)


def _kind(draft: Draft, *, restates: bool) -> ChangeKind:
    field = draft.field
    if field is None and draft.old is None:
        return ChangeKind.ADDED
    if field is None:
        return ChangeKind.REMOVED if restates else ChangeKind.WITHDRAWN
    if field.meaning is Meaning.STATUS and draft.new in ENDED:
        return ChangeKind.WITHDRAWN
    if field.meaning is Meaning.STATUS and draft.old in ENDED:
        return ChangeKind.REINSTATED
    return ChangeKind(field.meaning)


def _slippage(draft: Draft) -> Slippage | None:
    if draft.field is None or draft.field.form is not Form.DATE:
        return None
    old, new = (one if isinstance(one, Edtf) else None for one in (draft.old, draft.new))
    return slippage(old, new)
