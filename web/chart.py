"""An indicator as a small picture: what was agreed for each date, and what was observed in each period."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct

from projections.indicator import Indicator

WIDTH: Final = 640.0
HEIGHT: Final = 200.0
LEFT: Final = 60.0
RIGHT: Final = 20.0
TOP: Final = 16.0
BOTTOM: Final = 28.0


class Dot(Struct, frozen=True):
    """A value on a day, and where it lies in the picture."""

    x: float
    y: float
    on: date
    value: str


class Chart(Struct, frozen=True):
    """Both series, each from left to right, and the ends of the two scales; that of values begins at nought or at what lies below it."""

    agreed: tuple[Dot, ...]
    observed: tuple[Dot, ...]
    lowest: str
    highest: str
    first: date
    last: date

    def line(self, dots: Iterable[Dot]) -> str:
        """The points of a line through these dots."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots)


def chart_of(indicator: Indicator) -> Chart | None:
    """The picture of an indicator; None where fewer than two of its values are numbers."""
    agreed = [(target.by.latest, target.value) for target in indicator.targets if target.value]
    observed = [(seen.period.latest, seen.value) for seen in indicator.observations if seen.value]
    both = [*agreed, *observed]
    if len(both) < 2:  # noqa: PLR2004 - one value makes no picture
        return None
    values = [Decimal(value) for _, value in both]
    lowest, highest = min(Decimal(0), *values), max(Decimal(0), *values)
    first, last = min(day for day, _ in both), max(day for day, _ in both)

    def dots(series: Iterable[tuple[date, str]]) -> tuple[Dot, ...]:
        return tuple(_dot(day, value, (first, last), (lowest, highest)) for day, value in series)

    return Chart(dots(agreed), dots(observed), f"{lowest:f}", f"{highest:f}", first, last)


def _dot(day: date, value: str, days: tuple[date, date], scale: tuple[Decimal, Decimal]) -> Dot:
    (first, last), (lowest, highest) = days, scale
    along = (day - first).days / ((last - first).days or 1)
    up = float((Decimal(value) - lowest) / ((highest - lowest) or 1))
    x = LEFT + along * (WIDTH - LEFT - RIGHT)
    return Dot(round(x, 1), round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1), day, value)
