"""M-numbers: the month of a project in which a date falls, counted from its start: begun on 1 October 2020, M10 is July 2021."""

import re
from datetime import date
from typing import Final

from domain.dates import OPEN_PAST, Edtf

_MONTH_OR_DAY: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?[~?%]?")
_YEAR: Final = 12


def month_of(period: Edtf | None, said: Edtf | None) -> str | None:
    """`M10`; None where the start is not known to the month, where the date lies before it or in more than one month."""
    if period is None or said is None or said.is_open or said.earliest == OPEN_PAST:
        return None
    if not re.fullmatch(_MONTH_OR_DAY, period.partition("/")[0]):
        return None
    first, last = (_number(period.earliest, day) for day in (said.earliest, said.latest))
    return f"M{first}" if first == last and first > 0 else None


def _number(start: date, day: date) -> int:
    """A month begins on the day of the month on which the project did."""
    months = (day.year - start.year) * _YEAR + day.month - start.month
    return months + (day.day >= start.day)
