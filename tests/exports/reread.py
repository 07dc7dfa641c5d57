"""Workbooks as openpyxl reads them back."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.book import Book
from exports.cells import CellValue
from exports.columns import Column, Kind, column
from exports.words import Both, Words
from tests.exports.asked import nothing_yet

Line = dict[str, Any]


@lru_cache(maxsize=8)
def reread(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def sheet(data: bytes, name: str) -> Worksheet:
    found = reread(data)[name]
    assert isinstance(found, Worksheet)
    return found


def lines(data: bytes, name: str, *, head: int = 1) -> list[Line]:
    """The lines of a table by their headers, which stand in row `head`."""
    rows = list(sheet(data, name).iter_rows(min_row=head, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def some(line: Line, *headers: str) -> list[Any]:
    return [line[header] for header in headers]


def pairs(data: bytes, name: str = "Cover") -> list[tuple[Any, Any]]:
    """What stands in the first two columns."""
    return [(row[0], row[1]) for row in sheet(data, name).iter_rows(max_col=2, values_only=True)]


def facts(data: bytes, name: str = "Cover") -> Line:
    """What stands in the first column of a cover, each with what stands beside it where it stands first."""
    return {str(label): beside for label, beside in reversed(pairs(data, name)) if label is not None}


def with_values(values: Sequence[CellValue], kind: Kind = Kind.TEXT) -> bytes:
    """A workbook whose only sheet, `Values`, holds these below one header."""
    only: Column[CellValue] = column("value", ("Value", "Valeur"), ("A value.", "Une valeur."), lambda v, _: v, kind)
    book = Book(nothing_yet(), Words("en"), demonstration=False)
    book.table(Both("Values", "Valeurs"), [only], values, frozen=1)
    return book.save()


def cells(data: bytes, name: str = "Values") -> list[Cell]:
    """The cells of the first column below its header."""
    found = sheet(data, name).iter_rows(min_row=2, max_col=1)
    return [cell for (cell,) in found if isinstance(cell, Cell)]


def held(value: CellValue, kind: Kind = Kind.TEXT) -> Any:  # what openpyxl finds has any type
    """What a cell gives back of a value; texts as a spreadsheet shows them."""
    found = cells(with_values([value, "end"], kind))[0].value
    return unescape(found) if isinstance(found, str) else found
