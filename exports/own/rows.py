"""The rows of a sheet, each at its place, those that repeat as often as they do; no formula keeps the value it had."""

from typing import Final, cast

from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter

from exports.own.faults import OwnFaults
from exports.own.moving import Moving
from exports.own.references import UNREAD, Here, moved_area, moved_cell, rows_of
from exports.own.xml import MAIN, Node, copied, drop

ROW: Final = f"{MAIN}row"
CELL: Final = f"{MAIN}c"
FORMULA: Final = f"{MAIN}f"
VALUE: Final = f"{MAIN}v"
DATA: Final = f"{MAIN}sheetData"
MAX_CELLS: Final = 3_000_000
"""How many cells all repetitions of one row may have."""
MAX_SPELT: Final = 20_000_000
"""How long all the formulas of a sheet may be together that share their texts."""


def prepare(sheet: Node) -> None:
    """Give every row and cell its number, which a file may leave out, and every shared formula its own text."""
    shared: dict[str, tuple[str, str]] = {}
    number, spelt = 0, 0
    for row in sheet.iter(ROW):
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        for at, cell in enumerate(row.findall(CELL), 1):
            if cell.get("r") is None:
                cell.set("r", f"{get_column_letter(at)}{number}")
            formula = cell.find(FORMULA)
            if formula is not None and formula.get("t") == "shared":
                spelt += _spell_out(formula, cell.get("r") or "", shared)
                if spelt > MAX_SPELT:
                    raise OwnFaults(["The formulas that share their texts are too many and too long. Take some away."])


def _spell_out(formula: Node, cell: str, shared: dict[str, tuple[str, str]]) -> int:
    group = formula.get("si") or ""
    if formula.text:
        shared[group] = (formula.text, cell)
    elif group in shared:
        formula.text = _translated(*shared[group], cell)
    for key in ("t", "si", "ref"):
        drop(formula, key)
    return len(formula.text or "")


def _translated(shared: str, origin: str, cell: str) -> str:
    try:
        text = cast("str", Translator(f"={shared}", origin).translate_formula(cell))  # pyright: ignore[reportUnknownMemberType] - its stubs say nothing
    except (*UNREAD, TranslatorError) as error:
        raise OwnFaults([f"{cell}: the formula that it shares cannot be read ({error}). Write it anew."]) from None
    return text[1:]


def column_of(cell: str) -> str:
    return cell.rstrip("0123456789")


def move_rows(root: Node, sheet: str, moving: Moving) -> None:
    """Put every row where it stands in the end. Formulas of a repeated row read as though they were filled down."""
    growth = moving.of(sheet)
    data = root.find(DATA)
    if data is None:
        return
    placed: list[Node] = []
    for row in list(data):
        data.remove(row)
        number = int(row.get("r") or 0)
        repeated = number in growth.times
        if repeated and len(row) * growth.times[number] > MAX_CELLS:
            moving.fault(
                f"{sheet}!{number}", f"so many lines have no room: {MAX_CELLS:,} cells at most. Choose among them."
            )
            continue
        if repeated and row.get("customHeight") not in ("1", "true"):
            drop(row, "ht")  # as high as what is in it needs, not as high as the marks needed
        copies = [row, *(copied(row) for _ in range(growth.times.get(number, 1) - 1))]
        for down, (copy, at) in enumerate(zip(copies, growth.all(number), strict=True)):
            _place(copy, at, Here(sheet, number if repeated else None, down, repeated=repeated), moving)
        placed += copies
    data.extend(placed)


def _place(row: Node, at: int, here: Here, moving: Moving) -> None:
    row.set("r", str(at))
    for cell in row.findall(CELL):
        was = cell.get("r") or ""
        cell.set("r", f"{column_of(was)}{at}")
        formula = cell.find(FORMULA)
        if formula is None:
            continue
        where = f"{here.sheet}!{was}"
        formula.text = moving.formula(formula.text, here, where)
        if formula.get("ref") is not None:
            _place_area(formula, at, here, moving, where)
        for value in cell.findall(VALUE):
            cell.remove(value)
        drop(cell, "t")


def _place_area(formula: Node, at: int, here: Here, moving: Moving, where: str) -> None:
    """The cells over which an array formula or a what-if table spreads."""
    area = formula.get("ref") or ""
    growth = moving.of(here.sheet)
    first, last = rows_of(area) or (0, 0)
    spreads = any(first <= row <= last for row in growth.times)
    if spreads and (first != last or formula.get("t") == "dataTable"):
        moving.fault(where, f"the formula spreads over {area}, of which a row repeats: write one for each row.")
    if here.repeated and first == last:
        begin, _, end = area.partition(":")
        area = f"{column_of(begin)}{at}" + (f":{column_of(end)}{at}" if end else "")
        formula.set("ref", area)
    else:
        formula.set("ref", moved_area(area, growth))
    for key in ("r1", "r2"):
        if (cell := formula.get(key)) is not None:
            formula.set(key, moved_cell(cell, growth))
