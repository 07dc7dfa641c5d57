"""Imprecise dates as people say them: a subset of EDTF (ISO 8601-2:2019, levels 0 and 1), kept as given.

Taken: year, year-month, day, season (21 spring … 24 winter), interval, open interval (`2016-10/..` is "ongoing"), interval
with an unknown end (`2016-10/`) or start; each approximate (`~`), uncertain (`?`) or both (`%`).
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Self, cast

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_POINT: Final = r"[0-9]{4}(?:-(?:2[1-4]|(?:0[1-9]|1[0-2])(?:-[0-9]{2})?))?[~?%]?"
PATTERN: Final = rf"^(?:{_POINT}|{_POINT}/(?:{_POINT}|\.\.)?|(?:\.\.)?/{_POINT})$"
_NO_POINT: Final = ("..", "")
OPEN_PAST: Final = date.min
OPEN_FUTURE: Final = date.max
_WINTER: Final = r"[0-9]{4}-24[~?%]?"
_MONTHS: Final = 12


class NotADate(ValueError):
    """The text is not a date that Jalon takes; says which forms are."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(
            f"{text[:60]!r} is not a date: {why}. Write a day (2018-06-27), month (2018-06), year (2018), season (2018-21), "
            "interval (2017-02/2017-06), open interval (2016-10/.., or 2016-10/ where the end is unknown), "
            "or one of these with ~ for approximate."
        )


class Edtf(str):
    """An imprecise date: the text as it was given, with the earliest and the latest day that it can mean."""

    __slots__ = ("earliest", "latest")
    earliest: date
    latest: date

    def __new__(cls, text: str) -> Self:
        return cast("Self", _read(str(text)))

    def __getnewargs__(self) -> tuple[str]:
        return (str(self),)

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest and self[-1] not in "~?%"

    @property
    def is_open(self) -> bool:
        """Whether it has no stated end, as `2016-10/..`, or an unknown one, as `2016-10/`."""
        return self.endswith(("/..", "/"))

    def holds_from(self, said: date) -> date:
        """The day from which a fact dated so counts: the last day it can speak of, or the day it was said if that is earlier.

        A status "for 2018" said in June 2018 counts from that day in June; said in 2019, from 31 December 2018.
        """
        return max(self.earliest, min(self.latest, said))


@lru_cache(maxsize=65_536)
def _read(text: str) -> Edtf:
    if not re.fullmatch(PATTERN, text):
        raise NotADate(text, "it is written in no form known here")
    first, interval, last = text.partition("/")
    earliest = OPEN_PAST if first in _NO_POINT else _bounds(first, text)[0]
    latest = OPEN_FUTURE if interval and last in _NO_POINT else _bounds(last or first, text)[1]
    if latest < earliest:
        raise NotADate(text, "it ends before it begins")
    edtf = str.__new__(Edtf, text)
    edtf.earliest, edtf.latest = earliest, latest
    return edtf


def _bounds(point: str, text: str) -> tuple[date, date]:
    try:
        return _plain(point) or _season(point)
    except (EDTFParseException, ValueError) as error:
        raise NotADate(text, f"{point} is not in the calendar") from error


def _plain(point: str) -> tuple[date, date] | None:
    """The bounds of a year, a month or a day, without the parser: it takes milliseconds, and a log holds thousands of days."""
    match [int(part) for part in point.rstrip("~?%").split("-")]:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month] if month <= _MONTHS:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
        case _:
            return None


def _season(point: str) -> tuple[date, date]:
    parsed = cast("EDTFObject", parse_edtf(point.rstrip("~?%")))
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    first, last = date(*lower[:3]), date(*upper[:3])
    if re.fullmatch(_WINTER, point):
        last = date(first.year + 1, 3, 1) - timedelta(days=1)
    return first, last


def slip(first: Edtf, agreed: Edtf) -> tuple[int, int] | None:
    """By how many days a due date moved, as (least, most) that the two dates allow; None where either is open.

    Two dates of the same length move by one figure: from `2018` to `2019` is 365 days, not "1 to 729".
    """
    if first == agreed:
        return (0, 0)
    if first.is_open or agreed.is_open or OPEN_PAST in (first.earliest, agreed.earliest):
        return None
    at_start = (agreed.earliest - first.earliest).days
    at_end = (agreed.latest - first.latest).days
    return (min(at_start, at_end), max(at_start, at_end))
