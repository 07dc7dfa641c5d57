"""What the record tells of the changes between two moments, entry by entry, so that each cell can be put down to one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from domain.values import Text
from exports.changed.lines import Altered
from exports.material import Material
from exports.question import About
from projections.cause import Cause, Restated
from projections.compared import things_of
from projections.comparison import Change, ChangeKind, changes_of
from projections.field import ThingKind
from projections.partner import partners_named
from projections.since import Since, recorded_since

NAME: Final = "name"
WHOLE: Final = {
    ThingKind.PHASE: ThingKind.PILOT,
    ThingKind.TARGET: ThingKind.INDICATOR,
    ThingKind.OBSERVATION: ThingKind.INDICATOR,
    ThingKind.FOLLOW_UP: ThingKind.EVENT,
}
"""The kinds of parts, with the kind of what they are part of."""


class Unrecorded(StrEnum):
    """How a cell came to differ of whose thing nothing tells: the day moved on, or it follows from other things."""

    CALENDAR = "by-the-calendar"
    FOLLOWS = "follows-from-others"


class Telling(NamedTuple):
    """One entry that changed a thing, or a change of which no entry of the thing tells.

    `field` is null for a whole thing; `since` is the entry itself, where it was recorded since the former export; `names` are
    those of a partner formerly and now. An entry that is not the `last` on its field has been overtaken by another.
    """

    kind: ChangeKind | Unrecorded
    restated: Restated | None
    about: About | None
    field: str | None
    cause: Cause | None
    since: Since | None = None
    last: bool = True
    names: tuple[Text | None, Text | None] = (None, None)

    @property
    def is_of_the_whole(self) -> bool:
        """Whether it tells that a thing came or went."""
        return self.field is None and self.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.WITHDRAWN)

    @property
    def position(self) -> int:
        return self.cause.position if self.cause else 0

    @property
    def key(self) -> tuple[object, ...]:
        """What is one change: an entry of the log, whatever it alters, or else what became of one thing."""
        if self.cause:
            return (self.cause.position,)
        return (isinstance(self.kind, Unrecorded) and self.kind, self.about)


def whole(about: About) -> About:
    """The thing that a part is recorded with; a thing that is no part is its own."""
    kind, code = about
    return (WHOLE[kind], code.partition("/")[0]) if kind in WHOLE else about


def tellings(before: Material, after: Material, altered: Iterable[Altered], shown: Collection[About]) -> list[Telling]:
    """What changed of the things that the sheets show, of what their lines tell, and of the programme, and by which entries."""
    since = recorded_since(after.reading, after.code, before.moment.known_at)
    asked = {(ThingKind.PROGRAMME, after.code), *(one.about for one in since)}
    asked.update(about for about in shown if about[0] is not ThingKind.MILESTONE)
    for line in altered:
        asked.update((ThingKind(kind), code) for kind, code in line.told.items() if kind in set(ThingKind))
        if line.about:
            asked.update((line.about, whole(line.about)))
    changes = list(changes_of(before.reading, after.reading, after.code, asked))
    entries = _Entries(since, changes)
    told = [one for change in changes for one in _of_change(change, entries, before.moment.as_of)]
    known = {(whole(one.about), one.position) for one in told if one.about and one.cause}
    return [*told, *_of_entries(before, after, [one for one in since if (one.about, one.position) not in known])]


class _Entries:
    """The entries that were recorded since, by what they are about."""

    def __init__(self, since: Iterable[Since], changes: Iterable[Change]) -> None:
        self._of: dict[About, list[Since]] = {}
        for one in since:
            self._of.setdefault(one.about, []).append(one)
        self._causes = {cause.position for change in changes for cause in change.causes}

    def at(self, about: About, position: int) -> Since | None:
        return next((one for one in self._of.get(whole(about), ()) if one.position == position), None)

    def behind(self, about: About, field: str | None) -> Since | None:
        """The entry behind a change of which comparisons name none: the last to say the field, or the last that explains nothing else."""
        entries = self._of.get(whole(about), ())
        said = [one for one in entries if field and one.says(field)]
        return next(reversed(said or [one for one in entries if one.position not in self._causes]), None)


def _of_change(change: Change, entries: _Entries, day: date) -> Iterator[Telling]:
    about = (change.thing, change.code)
    if not change.causes and (behind := entries.behind(about, change.field)):
        yield Telling(change.kind, behind.restates(day), about, change.field, behind.cause, behind)
        return
    for cause in change.causes or (None,):
        yield Telling(
            kind=change.kind,
            restated=change.restated,
            about=about,
            field=change.field,
            cause=cause,
            since=entries.at(about, cause.position) if cause else None,
            last=cause == change.cause,
        )


def _of_entries(before: Material, after: Material, since: Iterable[Since]) -> Iterator[Telling]:
    """Entries of which no compared field tells."""
    since = list(since)
    codes = [one.about[1] for one in since if one.about[0] is ThingKind.PARTNER]
    then, now = (partners_named(moment.reading, codes) for moment in (before, after))
    for one in since:
        kind, code = one.about
        was, found = (known.get(code) if kind is ThingKind.PARTNER else None for known in (then, now))
        names = (was.name if was else None, found.name if found else None)
        yield Telling(
            kind=_kind(one),
            restated=one.restates(before.moment.as_of),
            about=one.about,
            field=NAME if one.says(NAME) else None,
            cause=one.cause,
            since=one,
            names=names,
        )


def _kind(one: Since) -> ChangeKind:
    return ChangeKind.ADDED if one.begins else ChangeKind.OTHER


def titles_of(before: Material, after: Material, abouts: Collection[About]) -> Mapping[About, Text | None]:
    """What things are called, or were when they were there."""
    partners = [code for kind, code in abouts if kind is ThingKind.PARTNER]
    found: dict[About, Text | None] = {}
    for moment in (before, after):
        found |= {(ThingKind.PARTNER, code): one.name for code, one in partners_named(moment.reading, partners).items()}
        things = things_of(moment.reading, moment.code, abouts).values()
        found |= {(one.kind, one.code): one.title for one in things if one.title}
    return found
