"""Workbooks as other programs make them, and as nobody should."""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs] - it has none

from exports.grid import Cell, Grid

NUMBER: Final = "yyyy-mm-dd"


class Link(NamedTuple):
    text: str
    url: str


class Total(NamedTuple):
    """A formula, and what it came to."""

    formula: str
    value: Any


Held = str | float | date | datetime | Link | Total
Sheets = Mapping[str, Mapping[str, Held]]


def made(sheets: Sheets, names: Mapping[str, str] | None = None) -> bytes:
    """A workbook that holds this: by sheet, by cell."""
    file = BytesIO()
    with Workbook(file, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        typed: Any = book
        day = typed.add_format({"num_format": NUMBER})
        instant = typed.add_format({"num_format": f"{NUMBER} hh:mm:ss"})
        for title, cells in sheets.items():
            sheet = typed.add_worksheet(title)
            for at, held in cells.items():
                match held:
                    case Link(text, url):
                        sheet.write_url(at, url, string=text)
                    case Total(formula, value):
                        sheet.write_formula(at, formula, None, value)
                    case datetime():
                        sheet.write_datetime(at, held, instant)
                    case date():
                        sheet.write_datetime(at, held, day)
                    case str():
                        sheet.write_string(at, held)
                    case _:
                        sheet.write_number(at, held)
        for name, place in (names or {}).items():
            typed.define_name(name, place)
    return file.getvalue()


def cells(workbook: bytes, title: str) -> list[Cell]:
    with Grid(BytesIO(workbook)) as grid:
        return list(grid.cells(title))


def packed_anew(workbook: bytes, changes: Mapping[str, bytes] | None = None, *, compression: int = ZIP_STORED) -> bytes:
    """The same parts in another order and packed otherwise; those named are changed or added."""
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(file, "w", compression) as after:
        parts = {name: before.read(name) for name in reversed(before.namelist())} | dict(changes or {})
        for name, part in parts.items():
            after.writestr(name, part)
    return file.getvalue()


def with_part(workbook: bytes, name: str, was: bytes, now: bytes) -> bytes:
    """The workbook with other words in one of its parts."""
    with ZipFile(BytesIO(workbook)) as before:
        part = before.read(name)
    assert was in part
    return packed_anew(workbook, {name: part.replace(was, now)}, compression=ZIP_DEFLATED)
