r"""Cells that stay what they are: text never becomes a formula, and what a workbook cannot hold is changed visibly.

| what is written | what the cell holds |
| --- | --- |
| text | the text, never a formula, an error or a number; `\r\n` and `\r` become a line feed |
| control characters, lone surrogates, U+FFFE, U+FFFF | U+FFFD, one for each |
| `_x0041_`, which spreadsheets read as an escape | `_x005F_x0041_`, which they show as it was |
| more than 32,767 UTF-16 units | the beginning, then `… [cut: N more characters]` |
| an empty text, nothing | an empty cell |
| an integer beyond 2^53, NaN, infinity | its digits or its name, as text |
| a day | its serial number; before 1900-03-01 its ISO 8601 form, as text |
| an instant | its serial number in UTC, cut to the second; before 1900-03-01 as text (without a zone it is taken for UTC) |
| a link | its text, with a hyperlink while the address has at most 2,079 characters and the sheet at most 65,530 links |
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import accumulate
from math import ceil, isfinite
from typing import Final, NamedTuple, cast
from urllib.parse import quote

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

MAX_UNITS: Final = 32_767
MAX_TARGET: Final = 2_079
MAX_LINKS: Final = 65_530
LINE_HEIGHT: Final = 15
MAX_HEIGHT: Final = 409
MAX_INTEGER: Final = 2**53
FIRST_DAY: Final = date(1900, 3, 1)
DAY_ZERO: Final = date(1899, 12, 30).toordinal()

_NEWLINE: Final = re.compile("\r\n?")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LOOKS_ACTIVE: Final = re.compile("[=+\\-@\t\n'#\uff1d\uff0b\uff0d\uff20]")
_STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")


class Linked(NamedTuple):
    """A text that leads to a web address."""

    text: str
    url: str


CellValue = str | int | float | date | datetime | Linked | None


class Style(NamedTuple):
    """How the cells of one column look. `width` is in characters; with it the rows are made high enough for wrapped text."""

    number_format: str = "General"
    wrap: bool = True
    horizontal: str | None = None
    font: Font | None = None
    fill: PatternFill | None = None
    width: int = 0


def clean(text: str) -> str:
    """The text as every file of ours can hold it: unwritable characters become U+FFFD, line ends a line feed."""
    if _UNWRITABLE.search(text) is None:
        return text
    return _UNWRITABLE.sub("\ufffd", _NEWLINE.sub("\n", text))


def safe_text(text: str) -> str:
    """The text as a cell holds it (see the table above)."""
    text = clean(text)
    escapes = {match.start() for match in _ESCAPE.finditer(text)} if "_x" in text else set[int]()
    if len(text) * 2 > MAX_UNITS or escapes:
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


def safe_value(value: str | float | date) -> str | int | float:
    """What is written for a value: a text or a number. Days and instants become serial numbers."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.toordinal() - DAY_ZERO if value >= FIRST_DAY else value.isoformat()
    return value if isfinite(value) and abs(value) <= MAX_INTEGER else str(value)


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


def hyperlink(url: str) -> Hyperlink | None:
    """A hyperlink to a web address, or None where it is longer than a workbook can hold."""
    address, _, anchor = _STRAY_PERCENT.sub("%25", url).partition("#")
    address, anchor = (quote(clean(part), safe="%/:?#[]@!$&'()*+,;=~") for part in (address, anchor))
    if len(address) > MAX_TARGET or len(anchor) > MAX_TARGET:
        return None
    return Hyperlink(ref="", target=address, location=anchor or None)


class StyledCell(Cell):
    """A cell that is written again for every row, so that its style is looked up once and not once per row."""

    __slots__ = ("_style_id",)

    def __init__(self, sheet: Worksheet, style: Style, *, quoted: bool) -> None:
        super().__init__(sheet, row=1, column=1)
        self.number_format = style.number_format
        indent = 1 if style.horizontal == "right" else 0
        self.alignment = Alignment(style.horizontal, "top", wrap_text=style.wrap, indent=indent)
        if style.font:
            self.font = style.font
        if style.fill:
            self.fill = style.fill
        self.quotePrefix = quoted
        self._style_id = int(super().style_id)

    @property
    def style_id(self) -> int:
        return self._style_id

    @property
    def has_style(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "StyledCell"  # openpyxl asks for it once per cell written, for an error that it then drops


class SafeColumn:
    """The two cells with which a column is written: one for all values, one for texts that look like a formula."""

    def __init__(self, sheet: Worksheet, style: Style) -> None:
        self._width = style.width if style.wrap else 0
        self._usual = StyledCell(sheet, style, quoted=False)
        self._quoted = StyledCell(sheet, style, quoted=True)

    def lines(self, text: str) -> int:
        """About how many lines a text takes in this column."""
        if not self._width or (len(text) <= self._width and "\n" not in text):
            return 1
        return sum(max(1, ceil(len(line) / self._width)) for line in text.split("\n"))

    def cell(self, value: str | float | date, link: Hyperlink | None = None) -> Cell | None:
        """The cell that holds this value until the column's next one is asked for."""
        safe = safe_value(value)
        if not isinstance(safe, str):
            self._usual.value = safe
            self._usual.hyperlink = link
            return self._usual
        if not safe:
            return None
        cell = self._quoted if _LOOKS_ACTIVE.match(safe) else self._usual
        cell.value = safe
        cell.data_type = "s"
        cell.hyperlink = link
        return cell


class SafeSheet:
    """A sheet to which rows of any values can be appended."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.rows = 0
        self._links = 0
        self._heights = cast("dict[int, dict[str, str]]", sheet.row_dimensions)

    def columns(self, styles: Sequence[Style]) -> list[SafeColumn]:
        return [SafeColumn(self.sheet, style) for style in styles]

    def append(self, columns: Sequence[SafeColumn], values: Sequence[CellValue], *, height: int = LINE_HEIGHT) -> None:
        """Write the next row, of this height in points or more; there may be fewer values than columns."""
        self.rows += 1
        row: list[Cell | None] = []
        lines = 1
        for column, value in zip(columns, values, strict=False):
            if isinstance(value, str):
                lines = max(lines, column.lines(value))
                row.append(column.cell(value))
            elif isinstance(value, Linked):
                lines = max(lines, column.lines(value.text))
                row.append(column.cell(value.text, self._link(value.url)))
            else:
                row.append(None if value is None else column.cell(value))
        high = min(max(height, lines * LINE_HEIGHT), MAX_HEIGHT)
        if high > LINE_HEIGHT:
            self._heights[self.rows] = {"ht": str(high)}
        self.sheet.append(row)
        self._heights.pop(self.rows, None)

    def _link(self, url: str) -> Hyperlink | None:
        link = hyperlink(url) if self._links < MAX_LINKS else None
        self._links += link is not None
        return link
