"""Imprecise dates and what lies between dates, in the words of a language."""

import re
from datetime import date
from typing import Final

from domain.dates import Edtf
from words.wording import Wording

_MONTHS: Final = 12


def said_of(wording: Wording, period: Edtf) -> str:
    """An imprecise date as people say it: `summer 2018`, `about 2018`, `from June 2017 to May 2018`."""
    first, interval, last = period.partition("/")
    if not interval:
        return _point(wording, first)
    if first in {"", ".."}:
        return _until(wording, last, known=first == "..")
    if last in {"", ".."}:
        return _since(wording, first, known=last == "..")
    return _between(wording, first, last)


def _point(wording: Wording, text: str) -> str:
    said = {"date": _bare(wording, text.rstrip("~?%"))}
    match text[-1]:
        case "~":
            return wording.gettext("about %(date)s") % said
        case "?":
            return wording.gettext("perhaps %(date)s") % said
        case "%":
            return wording.gettext("perhaps about %(date)s") % said
        case _:
            return said["date"]


def _bare(wording: Wording, text: str) -> str:
    match [int(part) for part in text.split("-")]:
        case [year]:
            return f"{year}"
        case [year, month] if month <= _MONTHS:
            return wording.month(date(year, month, 1))
        case [year, season]:
            return _season(wording, season) % {"year": f"{year}", "next": f"{year + 1}"}
        case parts:
            return wording.day(date(*parts))


def _season(wording: Wording, season: int) -> str:
    match season:
        case 21:
            return wording.gettext("spring %(year)s")
        case 22:
            return wording.gettext("summer %(year)s")
        case 23:
            return wording.gettext("autumn %(year)s")
        case _:
            return wording.gettext("winter %(year)s/%(next)s")


def _is_day(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def _is_season(text: str) -> bool:
    return re.match(r"[0-9]{4}-2[1-4]", text) is not None


def _between(wording: Wording, first: str, last: str) -> str:
    said = {"start": _point(wording, first), "end": _point(wording, last)}
    if _is_day(first) and _is_day(last):
        return wording.pgettext("two days", "from %(start)s to %(end)s") % said
    return wording.pgettext("two periods", "from %(start)s to %(end)s") % said


def _since(wording: Wording, first: str, *, known: bool) -> str:
    """`known`: that it has no end is known; else nobody said whether it has one."""
    said = {"start": _point(wording, first)}
    if _is_day(first):
        ongoing = wording.pgettext("a day", "since %(start)s (ongoing)")
        unknown = wording.pgettext("a day", "from %(start)s, end not known")
    elif _is_season(first):
        ongoing = wording.pgettext("a season", "since %(start)s (ongoing)")
        unknown = wording.pgettext("a season", "from %(start)s, end not known")
    else:
        ongoing = wording.pgettext("a month or year", "since %(start)s (ongoing)")
        unknown = wording.pgettext("a month or year", "from %(start)s, end not known")
    return (ongoing if known else unknown) % said


def _until(wording: Wording, last: str, *, known: bool) -> str:
    """`known`: that it has no beginning is known; else nobody said whether it has one."""
    said = {"end": _point(wording, last)}
    if _is_day(last):
        open_ = wording.pgettext("a day", "until %(end)s, without a beginning")
        unknown = wording.pgettext("a day", "until %(end)s, beginning not known")
    elif _is_season(last):
        open_ = wording.pgettext("a season", "until %(end)s, without a beginning")
        unknown = wording.pgettext("a season", "until %(end)s, beginning not known")
    else:
        open_ = wording.pgettext("a month or year", "until %(end)s, without a beginning")
        unknown = wording.pgettext("a month or year", "until %(end)s, beginning not known")
    return (open_ if known else unknown) % said


def days(wording: Wording, n: int) -> str:
    return wording.ngettext("%(days)s day", "%(days)s days", n) % {"days": wording.number(n)}


def slip(wording: Wording, least: int, most: int) -> str:
    """By how many days a date moved, as (least, most) that the two dates allow; what is negative is earlier."""
    if least == most == 0:
        return wording.gettext("not moved")
    if least < 0 < most:
        said = {"earlier": _earlier(wording, -least), "later": _later(wording, most)}
        return wording.gettext("between %(earlier)s and %(later)s") % said
    if least == most:
        return _later(wording, most) if most > 0 else _earlier(wording, -most)
    near, far = (least, most) if most > 0 else (-most, -least)
    said = {"least": wording.number(near), "most": wording.number(far)}
    if most > 0:
        return (
            wording.ngettext(
                "between %(least)s and %(most)s day later", "between %(least)s and %(most)s days later", far
            )
            % said
        )
    return (
        wording.ngettext(
            "between %(least)s and %(most)s day earlier", "between %(least)s and %(most)s days earlier", far
        )
        % said
    )


def _later(wording: Wording, n: int) -> str:
    return wording.ngettext("%(days)s day later", "%(days)s days later", n) % {"days": wording.number(n)}


def _earlier(wording: Wording, n: int) -> str:
    return wording.ngettext("%(days)s day earlier", "%(days)s days earlier", n) % {"days": wording.number(n)}
