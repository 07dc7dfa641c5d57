r"""Cells that stay what they are: text never becomes a formula, and what a workbook cannot hold is changed visibly.

| what is written | what the cell holds |
| --- | --- |
| text | the text, never a formula, an error or a number; `\r\n` and `\r` become a line feed |
| control characters, lone surrogates, U+FFFE, U+FFFF | U+FFFD, one for each |
| `_x0041_`, which spreadsheets read as an escape | `_x005F_x0041_`, which they show as it was |
| more than 32,767 UTF-16 units, escapes counted | the beginning, then `… [cut: N more characters]` |
| an empty text, nothing | an empty cell |
| an integer beyond 2^53, NaN, infinity | its digits or its name, as text |
| a day | its serial number; before 1900-03-01 its ISO 8601 form, as text |
| an instant | its serial number in UTC, cut to the second; before 1900-03-01 as text (without a zone it is taken for UTC) |
| a link | its text, with a hyperlink while the address has at most 2,079 characters and the sheet at most 65,530 links |
"""

import re
from datetime import UTC, date, datetime
from itertools import accumulate
from math import isfinite
from typing import Final, NamedTuple
from urllib.parse import quote

MAX_UNITS: Final = 32_767
MAX_TARGET: Final = 2_079
MAX_INTEGER: Final = 2**53
FIRST_DAY: Final = date(1900, 3, 1)
DAY_ZERO: Final = date(1899, 12, 30).toordinal()

_NEWLINE: Final = re.compile("\r\n?")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LOOKS_ACTIVE: Final = frozenset("=+-@\t\n'#\uff1d\uff0b\uff0d\uff20")
_STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")


class Linked(NamedTuple):
    """A text that leads to a web address."""

    text: str
    url: str


CellValue = str | int | float | date | datetime | Linked | None


def clean(text: str) -> str:
    """The text as every file of ours can hold it: unwritable characters become U+FFFD, line ends a line feed."""
    if text.isprintable() or _UNWRITABLE.search(text) is None:
        return text
    return _UNWRITABLE.sub("\ufffd", _NEWLINE.sub("\n", text))


def safe_text(text: str) -> str:
    """The text as a cell holds it (see the table above)."""
    text = clean(text)
    if len(text) * 2 <= MAX_UNITS and "_x" not in text:
        return text
    escapes = {match.start() for match in _ESCAPE.finditer(text)}
    text = _cut(text, escapes)
    return _ESCAPE.sub("_x005F_", text) if escapes else text


def _cut(text: str, escapes: set[int]) -> str:
    """The text, with a note in place of what goes beyond the limit once these characters are escaped."""
    units = [1 + (character > "\uffff") + (at in escapes) * len("x005F_") for at, character in enumerate(text)]
    if sum(units) <= MAX_UNITS:
        return text
    room = MAX_UNITS - len(f"… [cut: {len(text)} more characters]")
    kept = sum(used <= room for used in accumulate(units))
    return f"{text[:kept]}… [cut: {len(text) - kept} more characters]"


def looks_active(text: str) -> bool:
    """Whether a spreadsheet would take this text for something else, were it typed in."""
    return text[:1] in _LOOKS_ACTIVE


def safe_cell(value: str | float | date) -> str | int | float:
    """What a cell holds for a value: a text, or a number. Days and instants become serial numbers."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.toordinal() - DAY_ZERO if value >= FIRST_DAY else value.isoformat()
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return int(value) if abs(value) <= MAX_INTEGER else str(value)


def whole_seconds(instant: datetime) -> datetime:
    """The instant in UTC, cut to the second: rounded up, the last microsecond of a day would fall on the next one."""
    if instant.tzinfo is None:
        return instant.replace(microsecond=0)
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None)


def _instant(instant: datetime) -> str | float:
    utc = whole_seconds(instant)
    if utc.date() < FIRST_DAY:
        return utc.isoformat()
    seconds = utc.hour * 3600 + utc.minute * 60 + utc.second
    return utc.toordinal() - DAY_ZERO + seconds / 86_400


def hyperlink(url: str) -> tuple[str, str] | None:
    """A web address as a workbook keeps it, with what follows its `#` apart; None where it is longer than it can hold."""
    address, _, anchor = _STRAY_PERCENT.sub("%25", clean(url)).partition("#")
    address, anchor = (quote(part, safe="%/:?#[]@!$&'()*+,;=~") for part in (address, anchor))
    return None if max(len(address), len(anchor)) > MAX_TARGET else (address, anchor)
