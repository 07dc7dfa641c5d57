"""Which entry of the record is a cell put down to, of all that changed?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

from exports.changed.lines import Altered
from exports.changed.telling import NAME, Telling, Unrecorded, whole
from exports.question import About
from exports.saying import Words
from projections.field import ThingKind

_KINDS: Final = {kind.value: kind for kind in ThingKind}
_POSITION: Final = attrgetter("position")


class PuttingDown:
    """Puts cells down to what the record tells: to what a field follows from, the nearest first, then to the thing as a whole.

    What would read the same had nothing been recorded since `known_at` is put down to no entry that was.
    """

    def __init__(self, tellings: Iterable[Telling], known_at: int, words: Words) -> None:
        self._known_at: Final = known_at
        self._words: Final = words
        self._of: Final[dict[About, list[Telling]]] = defaultdict(list)
        self._at: Final[dict[int, Telling]] = {}
        self._renamed: Final[list[Telling]] = []
        for one in tellings:
            if one.about:
                self._of[one.about].append(one)
            self._at.setdefault(one.position, one)
            if one.names[0] != one.names[1]:
                self._renamed.append(one)

    def line(self, line: Altered) -> Telling:
        """What a line is put down to that was not there before, or is there no more."""
        by_itself = (line.between is None) == (line.new is None)
        if line.about and (found := self._last(self._wholes(line.about), by_itself)):
            return found
        if found := self._itself(line):
            return found
        for at in range(len(line.columns)):
            if found := self._by_field(line, at, by_itself, own=True):
                return found
        return self._otherwise(line.about, by_itself)

    def cell(self, line: Altered, at: int) -> Telling:
        """What a cell is put down to of a line that was there before and still is."""
        by_itself = line.came_by_itself(at)
        found = self._itself(line) or self._by_field(line, at, by_itself)
        if found is None and line.about:
            found = self._last(self._wholes(line.about), by_itself)
        return found or self._otherwise(line.about, by_itself, own=_is_of_its_own(line, at))

    def _itself(self, line: Altered) -> Telling | None:
        """The entry that a line is, or that corrects it; or the last word on what it is found of."""
        if line.position and line.position > self._known_at and (found := self._at.get(line.position)):
            return found
        if line.about is None:
            return None
        if line.variable:
            told = [one for one in self._of.get(line.about, ()) if one.last and one.field == line.variable]
            return told[-1] if told else None
        record = whole(line.about)
        told = [one for one in self._of.get(record, ()) if line.entry and _is_entry(one, record, line.entry)]
        return max(told, key=_POSITION, default=None)

    def _by_field(self, line: Altered, at: int, by_itself: bool, *, own: bool = False) -> Telling | None:  # noqa: FBT001 - of what is asked about
        """What the field follows from; `own`: of the thing itself alone."""
        field = line.columns[at].field
        for tells in field.tells if field else ():
            kind, _, name = tells.rpartition(":")
            if kind and own:
                continue
            if kind == ThingKind.PARTNER and name == NAME:
                found = self._renamed_in(line, at)
            else:
                found = self._said(line.about if not kind else _told(line, kind), name, by_itself)
            if found:
                return found
        return None

    def _said(self, about: About | None, name: str, by_itself: bool) -> Telling | None:  # noqa: FBT001 - of what is asked about
        """What was said last of a field: as comparisons tell it, or else by an entry that has the field."""
        if about is None:
            return None
        told = [one for one in self._of.get(about, ()) if one.last and one.field == name]
        if found := self._last(told, by_itself):
            return found
        entries = [one for one in self._of.get(whole(about), ()) if one.since and one.since.says(name)]
        return self._last(sorted(entries, key=_POSITION), by_itself)

    def _wholes(self, about: About) -> list[Telling]:
        return [one for one in self._of.get(about, ()) if one.is_of_the_whole]

    def _last(self, told: Sequence[Telling], by_itself: bool) -> Telling | None:  # noqa: FBT001 - of what is asked about
        """The last of these, or of those that could be known before."""
        told = [one for one in told if not by_itself or one.position <= self._known_at]
        return told[-1] if told else None

    def _otherwise(self, about: About | None, by_itself: bool, *, own: bool = True) -> Telling:  # noqa: FBT001 - of what is asked about
        """The last entry about the thing, where it is of its `own` that is told; or that no entry about it tells why."""
        if about and own and not by_itself:
            told = [*self._of.get(about, ()), *self._of.get(whole(about), ())]
            if found := max(told, key=_POSITION, default=None):
                return found
        kind = Unrecorded.CALENDAR if by_itself else Unrecorded.FOLLOWS
        return Telling(kind, None, about, None, None)

    def _renamed_in(self, line: Altered, at: int) -> Telling | None:
        """The partner whose former name stood in a cell, and whose name stands in it now."""
        was, now = (str(value or "").split("\n") for value in (line.before(at), line.now(at)))
        for one in self._renamed:
            then, found = map(self._words.say, one.names)
            if then in was and found in now:
                return one
        return None


def _is_of_its_own(line: Altered, at: int) -> bool:
    """Whether a cell follows from the thing of its line, and not from other things alone, as a count of them does."""
    field = line.columns[at].field
    return field is None or any(":" not in tells for tells in field.tells)


def _told(line: Altered, kind: str) -> About | None:
    code = line.told.get(kind)
    return (_KINDS[kind], code) if code and kind in _KINDS else None


def _is_entry(one: Telling, record: About, entry: int) -> bool:
    """Whether it is this entry in the record of a thing, or corrects it."""
    cause = one.cause
    if cause is None or one.since is None or not cause.of.startswith(f"{record[0]}:"):
        return False
    return entry in (cause.entry, cause.corrects)
