"""The references of formulas, moved with the cells that they mean; a range over a repeated row grows with it."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from exports.own.growth import MAX_ROW, Growth

UNREAD: Final = (TokenizerError, IndexError, AssertionError)
"""What openpyxl raises for a formula that is none."""
LAST_COLUMN: Final = "XFD"
_SHEET: Final = r"(?:'(?:[^']|'')+'|[^\s'!()*,;\[\]]+)!"
_CORNER: Final = r"(\$?[A-Za-z]{1,3})?(\$?)([1-9][0-9]{0,6})"
_REFERENCE: Final = re.compile(rf"({_SHEET})?{_CORNER}(?::({_SHEET})?{_CORNER})?")
_STILL: Final = Growth({})


class Unmovable(Exception):
    """A formula that cannot follow rows that are repeated."""


class Corner(NamedTuple):
    """A corner of a range: its sheet and column as written, its `$`, its row."""

    sheet: str
    column: str
    fixed: str
    row: int

    def at(self, row: int) -> str:
        return f"{self.sheet}{self.column}{self.fixed}{row}"


class Here(NamedTuple):
    """Where a formula stands: its sheet; the row from which its references count; how far it is filled down from there.

    `repeated`: it stands in a repeated row. `whole`: a single cell means all its repetitions, as in the ranges of a chart.
    """

    sheet: str
    row: int | None = None
    down: int = 0
    repeated: bool = False
    whole: bool = False


class References:
    """The growth of every sheet of a workbook by its name."""

    def __init__(self, growths: Mapping[str, Growth]) -> None:
        self._growths: Final = {name.casefold(): growth for name, growth in growths.items()}
        self._any: Final = any(self._growths.values())

    def of(self, sheet: str) -> Growth:
        return self._growths.get(sheet.casefold(), _STILL)

    def formula(self, formula: str, here: Here) -> str:
        """A formula (without its `=`) as it reads afterwards. Raises Unmovable."""
        if not self._any and not here.down:
            return formula
        try:
            tokens = Tokenizer(f"={formula}").items
        except UNREAD as error:
            raise Unmovable(f"it cannot be read ({error})") from None
        return "".join(self._token(token, here) for token in tokens)

    def _token(self, token: Token, here: Here) -> str:
        value: str = token.value
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            if value.startswith(":"):
                return ":" + self._operand(value[1:], here, ends=True)
            return self._operand(value, here)
        if token.type == Token.FUNC and ":" in value:
            begin, _, function = value.rpartition(":")
            return f"{self._operand(begin, here._replace(whole=False))}:{function}"
        return value

    def _operand(self, value: str, here: Here, *, ends: bool = False) -> str:
        found = _REFERENCE.fullmatch(value)
        if found is None or "[" in value:
            return value
        sheet, column, fixed, row, again, last_column, last_fixed, last_row = found.groups("")
        first = Corner(sheet, column, fixed, int(row))
        if not last_row:
            return self._alone(first, here, ends=ends) if _is_cell(first) else value
        last = Corner(again, last_column, last_fixed, int(last_row))
        if not _is_cell(first) and (column or last_column):
            return value
        growth = self._growth(first, here)
        begins, finishes = self._corner(first, here, growth), self._corner(last, here, growth, again=first.sheet)
        if first.row > last.row:
            return f"{first.at(begins[1])}:{last.at(finishes[0])}"
        return f"{first.at(begins[0])}:{last.at(finishes[1])}"

    def _alone(self, corner: Corner, here: Here, *, ends: bool) -> str:
        first, last = self._corner(corner, here, self._growth(corner, here))
        if here.whole and first != last:
            return f"{corner.at(first)}:{corner._replace(sheet='').at(last)}"
        return corner.at(last if ends else first)

    def _growth(self, corner: Corner, here: Here) -> Growth:
        sheet = corner.sheet[:-1]
        if ":" in sheet and self._any:
            raise Unmovable(f"{sheet} names several sheets at once: name them one by one")
        return self.of(_unquoted(sheet) if sheet else here.sheet)

    def _corner(self, corner: Corner, here: Here, growth: Growth, *, again: str = "") -> tuple[int, int]:
        """The first and the last row that a corner may mean."""
        row, sheet = corner.row, _unquoted((corner.sheet or again)[:-1])
        if here.row is None or corner.fixed:
            return growth.first(row), growth.last(row)
        at_home = not sheet or sheet.casefold() == here.sheet.casefold()
        if at_home and row == here.row:
            return growth.first(row) + here.down, growth.first(row) + here.down
        if at_home and row == here.row - 1 and here.repeated:
            return growth.last(row) + here.down, growth.last(row) + here.down
        if here.repeated:
            written = corner._replace(fixed="$").at(row)
            raise Unmovable(f"{corner.at(row)} would move down with every line: write {written} for that row alone")
        return growth.first(row), growth.last(row)


def _is_cell(corner: Corner) -> bool:
    column = corner.column.lstrip("$").upper()
    return bool(column) and (len(column) < len(LAST_COLUMN) or column <= LAST_COLUMN) and corner.row <= MAX_ROW


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def moved_area(area: str, growth: Growth) -> str:
    """The cells of an attribute such as `ref` and `sqref`, which may be several ranges: each grows with the rows in it."""
    return " ".join(_grown(one, growth) for one in area.split())


def moved_cell(cell: str, growth: Growth) -> str:
    """One cell or range that does not grow: where it begins."""
    first = cell.partition(":")[0]
    found = _REFERENCE.fullmatch(first)
    return first if found is None else f"{found[2] or ''}{found[3]}{growth.first(int(found[4]))}"


def _grown(area: str, growth: Growth) -> str:
    found = _REFERENCE.fullmatch(area)
    if found is None:
        return area
    _, column, fixed, row, _, last_column, last_fixed, last_row = found.groups("")
    first, last = Corner("", column, fixed, int(row)), Corner("", last_column, last_fixed, int(last_row or 0))
    if not last.row:
        last = first
    begins, finishes = first.at(growth.first(first.row)), last.at(growth.last(last.row))
    return begins if begins == finishes else f"{begins}:{finishes}"


def rows_of(area: str) -> tuple[int, int] | None:
    """The first and the last row of a range; None where it names none."""
    found = _REFERENCE.fullmatch(area)
    return None if found is None else (int(found[4]), int(found[8] or found[4]))
