"""Days on a line: where each lies on a picture that is 100 wide, the marks of its years and months, and what lies outside it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

MARGIN: Final = 3.0
ROOM: Final = 0.25
"""How far beyond the days of the facts, in parts of their span, a day may lie that is drawn as well."""
LEAST: Final = 60
MOST_TICKS: Final = 14
A_YEAR: Final = 366
FEW_YEARS: Final = 4 * A_YEAR
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(Struct, frozen=True, gc=False):
    """A mark of the calendar; one that is `major` is written out, as its year or as its month."""

    x: float
    day: date
    major: bool
    month: bool


class Scale(Struct, frozen=True, gc=False):
    """The days from `first` to `last` on a line from 0 to 100, which runs the other way where it is `mirrored`."""

    first: date
    last: date
    mirrored: bool = False

    def x(self, day: date) -> float:
        """Where a day lies; one outside lies at the edge."""
        first = self.first.toordinal()
        share = (day.toordinal() - first) / max(1, self.last.toordinal() - first)
        return self.across(MARGIN + (100 - 2 * MARGIN) * min(1.0, max(0.0, share)))

    def across(self, x: float) -> float:
        return round(100 - x if self.mirrored else x, 2)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def start(self) -> float:
        return self.across(0)

    @property
    def end(self) -> float:
        return self.across(100)

    def ticks(self) -> list[Tick]:
        """The years; the quarters as well, or the months, where there are few years or less than two."""
        span = (self.last - self.first).days
        if span <= A_YEAR:
            return [self._tick(day, major=True, month=day.month > 1) for day in self._months(1)]
        years = [day for day in self._months(12) if day.year % _step(self.first.year, self.last.year) == 0]
        minor = [day for day in self._months(3) if day.month > 1] if span <= FEW_YEARS else []
        ticks = [*(self._tick(day, major=True) for day in years), *(self._tick(day, major=False) for day in minor)]
        return sorted(ticks, key=lambda tick: tick.day)

    def _tick(self, day: date, *, major: bool, month: bool = False) -> Tick:
        return Tick(self.x(day), day, major, month)

    def _months(self, step: int) -> Iterator[date]:
        """The first days of every month, quarter or year that begins between the first day and the last."""
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, step):
                if self.holds(day := date(year, month, 1)):
                    yield day


def _step(first: int, last: int) -> int:
    return next((step for step in STEPS if (last - first) // step < MOST_TICKS), STEPS[-1])


def scale_of(days: Iterable[date], now: Iterable[date], *, mirrored: bool = False) -> Scale:
    """The scale on which all these days lie, and those days of now that are not far from them."""
    found = sorted(days)
    now = sorted(now)
    first, last = (found[0], found[-1]) if found else (now[0], now[-1])
    room = int((last - first).days * ROOM) + LEAST
    near = [
        day for day in now if -room <= (day - last).days and (day - first).days >= -room and (day - last).days <= room
    ]
    first, last = min(first, *near, first), max(last, *near, last)
    lacking = max(0, LEAST - (last - first).days) // 2
    return Scale(_moved(first, -lacking), _moved(last, lacking), mirrored)


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day
