"""Reads a workbook that anybody may have sent, in a process of its own and within limits."""

from typing import Final

from msgspec import Struct

from exports.apart import Content, apart
from exports.digests import sheet_digest
from exports.grid import Cell, CellKind, Grid
from exports.unpacking import File, Unreadable

MOST_CELLS: Final = 500_000

Cells = dict[str, Cell]


class Sheet(Struct, frozen=True):
    """What a sheet holds, by place: `cells["B7"]`; blank cells are left out. `links` are where cells lead."""

    cells: Cells
    links: dict[str, str]


def read_sheets(content: Content) -> dict[str, Sheet]:
    """The sheets of a workbook by title, in order, as their cells stand. Raises Unreadable, which says what to do."""
    return apart(sheets_of, dict[str, Sheet], content)


def sheet_digests(content: Content) -> dict[str, str]:
    """The digest of each sheet's cells, which stays when a spreadsheet program opens the workbook and saves it. Raises Unreadable."""
    return apart(digests_of, dict[str, str], content)


def digests_of(file: File) -> dict[str, str]:
    with Grid(file) as grid:
        return {title: sheet_digest(grid, title) for title in grid.titles}


def sheets_of(file: File) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    left = MOST_CELLS
    with Grid(file) as grid:
        for title in grid.titles:
            sheet = found[title] = Sheet({}, {})
            for cell in grid.cells(title):
                left -= 1
                if left < 0:
                    raise Unreadable(f"The workbook has more than {MOST_CELLS:,} cells. Send it in parts.")
                if cell.kind is CellKind.LINK:
                    sheet.links[cell.at] = cell.value
                else:
                    sheet.cells[cell.at] = cell
    return found
