"""Marks: what a row keeps of facts in brief, so that the rows of many things can be read at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct

from domain.correction import Corrected, Retracted
from domain.kernel import Correction, Event, Recorded
from domain.turn import begins, since

T = TypeVar("T")


class Mark(Struct, Generic[T], frozen=True, array_like=True, gc=False):
    """A fact in brief: from which day it holds (as the number of the day), its entry, the day it was recorded, its value.

    What began a thing holds from 0 on, which is before every day.
    """

    since: int
    entry: int
    recorded: int
    value: T


Marks = tuple[Mark[T], ...]


class Placed(Struct, frozen=True, gc=False):
    """A fact where it stands in its stream: `event` None: it stands no longer."""

    entry: int
    event: Event | None
    recorded: int

    def mark(self, value: T) -> Mark[T]:
        assert self.event is not None
        since_day = 0 if begins(type(self.event)) else since(self.event, date.fromordinal(self.recorded)).toordinal()
        return Mark(since_day, self.entry, self.recorded, value)


def says(event: Event) -> type[Event]:
    """The kind of fact that an event is, or that it corrects."""
    return type(cast("Event", event.was)) if isinstance(event, (Corrected, Retracted)) else type(event)


def placed(recorded: Recorded, *kept: Iterable[Mark[Any]]) -> Placed:
    """What a fact says and in which entry; a correction speaks in place of the mark that is kept of what it corrects."""
    event, day = recorded.event, recorded.recorded_at.date().toordinal()
    if not isinstance(event, Correction):
        return Placed(recorded.version, event, day)
    first = (mark.recorded for marks in kept for mark in marks if mark.entry == event.corrects)
    return Placed(event.corrects, event.instead(), next(first, day))


def without(marks: Marks[T], entry: int) -> Marks[T]:
    return tuple(mark for mark in marks if mark.entry != entry)


def with_mark(marks: Marks[T], mark: Mark[T]) -> Marks[T]:
    """These marks and one more, in the order in which they came to hold."""
    if not marks or (marks[-1].since, marks[-1].entry) < (mark.since, mark.entry):
        return (*marks, mark)
    return tuple(sorted((*marks, mark), key=lambda one: (one.since, one.entry)))


def holding_by(marks: Sequence[Mark[T]], day: int) -> Mark[T] | None:
    """The mark that came to hold last, by this day."""
    for mark in reversed(marks):
        if mark.since <= day:
            return mark
    return None


def recorded_last(marks: Sequence[Mark[T]], day: int) -> Mark[T] | None:
    """The mark with the last entry among those that hold by this day."""
    return max((mark for mark in marks if mark.since <= day), key=lambda mark: mark.entry, default=None)
