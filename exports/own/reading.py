"""Reads a funder's own workbook: which marks stand in which cells, which rows repeat, and every fault at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange

from exports.own.faults import OwnFaults
from exports.own.growing import Place, grow
from exports.own.growth import Growth
from exports.own.marks import SINGLE, Known, Mark, Piece, has_marks, marks_in, read_marks
from exports.own.moving import Moving
from exports.own.package import OFFICE, Package, unpack, workbook_of
from exports.own.references import rows_of
from exports.own.rows import CELL, FORMULA, VALUE, column_of, prepare
from exports.own.styles import Styles
from exports.own.xml import MAIN, Node, outlined
from exports.question import AnyQuestion
from exports.questions import QUESTIONS

COVER: Final = (
    "programme",
    "recipient",
    "number",
    "as_of",
    "known_at",
    "recorded_at",
    "period",
    "since",
    "template",
    "language",
    "made_by",
)
"""The facts of the cover that a mark may name, unless the caller has others."""
MAX_MARKS: Final = 2_000
NOTES: Final = {
    "externalLink": "It refers to other workbooks: these references are kept as they are, and not looked up.",
    "connections": "It fetches data from elsewhere when it is opened: that is kept as it is.",
}
List = tuple[str, str | None]
"""The question that fills a repeated row, and the choice among its lines."""


class OwnSheet(NamedTuple):
    """A sheet: the cells that hold marks, and the rows that are repeated, each for the lines of one question."""

    name: str
    part: str
    cells: Mapping[str, tuple[Piece, ...]]
    repeated: Mapping[int, List]


class OwnTemplate(NamedTuple):
    """A funder's own workbook that has been checked. `notes` are what its owner should know."""

    parts: Mapping[str, bytes]
    sheets: tuple[OwnSheet, ...]
    known: Known
    notes: tuple[str, ...]

    @property
    def marks(self) -> dict[tuple[str, str], tuple[Mark, ...]]:
        """The marks by sheet and cell."""
        return {(sheet.name, at): tuple(marks_in(cell)) for sheet in self.sheets for at, cell in sheet.cells.items()}


def read_own(
    content: bytes, questions: Mapping[str, AnyQuestion] | None = None, cover: Collection[str] = COVER
) -> OwnTemplate:
    """A workbook as a template. Raises OwnFaults with everything that is wrong with it."""
    known = Known(QUESTIONS if questions is None else questions, cover)
    try:
        return _read(content, known)
    except (ValueError, LookupError, StopIteration) as error:
        raise OwnFaults([f"The workbook is damaged ({error}). Save it anew."]) from error


def _read(content: bytes, known: Known) -> OwnTemplate:
    package = unpack(content)
    Styles(package)
    texts = _shared_texts(package)
    faults: list[str] = []
    sheets = [_sheet(package, name, part, texts, faults) for name, part in sheets_of(package)]
    if sum(len(marks_in(cell)) for sheet in sheets for cell in sheet.cells.values()) > MAX_MARKS:
        raise OwnFaults([f"The workbook has more than {MAX_MARKS:,} marks. Take some away."])
    for sheet in sheets:
        faults += _unknown(sheet, known)
    if not faults and not any(sheet.cells for sheet in sheets):
        faults.append("There is no mark in the workbook: write {{question.field}} into a cell.")
    faults += _immovable(package, sheets)
    if faults:
        raise OwnFaults(faults)
    notes = [said for kind, said in NOTES.items() if any(package.related(workbook_of(package), kind))]
    return OwnTemplate(package.parts, tuple(sheets), known, tuple(notes))


def sheets_of(package: Package) -> Iterator[tuple[str, str]]:
    """The name and the part of every sheet that has cells."""
    workbook = workbook_of(package)
    parts = {relation.id: relation.target for relation in package.related(workbook, "worksheet")}
    for node in package.root(workbook).iter(f"{MAIN}sheet"):
        if (part := parts.get(node.get(f"{{{OFFICE}}}id") or "")) is not None:
            yield node.get("name") or "", part


def _shared_texts(package: Package) -> list[list[tuple[str, str | None]]]:
    """The texts that sheets share, in their runs, each with its look."""
    found = [relation.target for relation in package.related(workbook_of(package), "sharedStrings")]
    return [_runs(node) for part in found for node in package.root(part).findall(f"{MAIN}si")]


def _runs(text: Node) -> list[tuple[str, str | None]]:
    runs: list[tuple[str, str | None]] = []
    for node in text:
        if node.tag == f"{MAIN}t":
            runs.append((unescape(node.text or ""), None))
        elif node.tag == f"{MAIN}r":
            said, look = node.find(f"{MAIN}t"), node.find(f"{MAIN}rPr")
            runs.append((unescape((said is not None and said.text) or ""), None if look is None else outlined(look)))
    return runs


def _sheet(
    package: Package, name: str, part: str, texts: list[list[tuple[str, str | None]]], faults: list[str]
) -> OwnSheet:
    root = package.root(part)
    prepare(root)
    cells: dict[str, tuple[Piece, ...]] = {}
    for cell in root.iter(CELL):
        at = cell.get("r") or ""
        formula = cell.find(FORMULA)
        if formula is not None:
            if has_marks(formula.text or ""):
                faults.append(
                    f"{name}!{at}: a mark cannot stand in a formula: let the formula name a cell with the mark."
                )
            continue
        runs = _text(cell, texts)
        if has_marks("".join(said for said, _ in runs)):
            pieces, wrong = _pieces(runs)
            faults += [f"{name}!{at}: {fault}." for fault in wrong]
            cells[at] = tuple(pieces)
    repeated = _repeated(name, cells, faults)
    faults += [*_spread(name, root, cells, repeated), *_headed(package, name, part, cells)]
    return OwnSheet(name, part, cells, repeated)


def _text(cell: Node, texts: list[list[tuple[str, str | None]]]) -> list[tuple[str, str | None]]:
    value, kind = cell.find(VALUE), cell.get("t")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return [] if inline is None else _runs(inline)
    if value is None or not value.text:
        return []
    if kind == "s":
        at = int(value.text)
        return texts[at] if at < len(texts) else []
    return [(unescape(value.text), None)] if kind == "str" else []


def _pieces(runs: list[tuple[str, str | None]]) -> tuple[list[Piece], list[str]]:
    """The pieces of a text; runs keep their looks unless a mark goes over several of them."""
    whole, faults = read_marks("".join(said for said, _ in runs))
    single = [read_marks(said, look)[0] for said, look in runs]
    apart = [piece for pieces in single for piece in pieces]
    return (apart if marks_in(apart) == marks_in(whole) else whole), faults


def _repeated(sheet: str, cells: Mapping[str, tuple[Piece, ...]], faults: list[str]) -> dict[int, List]:
    """The rows that hold marks of a list, each with its question."""
    found: dict[int, List] = {}
    for at, pieces in cells.items():
        row = int(at[len(column_of(at)) :])
        for mark in marks_in(pieces):
            if mark.question in SINGLE:
                continue
            asked = (mark.question, mark.only)
            if found.setdefault(row, asked) != asked:
                faults.append(
                    f"{sheet}!{at}: row {row} is repeated for {_named(found[row])}, so it cannot be for {_named(asked)} too."
                )
    return found


def _named(asked: List) -> str:
    return asked[0] if asked[1] is None else f"{asked[0]}:{asked[1]}"


def _spread(sheet: str, root: Node, cells: Iterable[str], repeated: Iterable[int]) -> list[str]:
    """The cells of repeated rows that are merged with cells of other rows."""
    areas = [node.get("ref") or "" for node in root.iter(f"{MAIN}mergeCell")]
    merged = {area.partition(":")[0]: area for area in areas if len(set(rows_of(area) or ())) > 1}
    rows = set(repeated)
    return [
        f"{sheet}!{at}: the cell is merged over several rows ({merged[at]}), of which one is repeated: part them."
        for at in cells
        if at in merged and int(at[len(column_of(at)) :]) in rows
    ]


def _headed(package: Package, sheet: str, part: str, cells: Iterable[str]) -> list[str]:
    """The marks in the headers of tables, which name columns and must not change."""
    faults: list[str] = []
    for relation in package.related(part, "table"):
        table = package.root(relation.target)
        area = CellRange(table.get("ref") or "A1")
        if table.get("headerRowCount") == "0":
            continue
        area.shrink(bottom=area.max_row - area.min_row)
        heads = [at for at in cells if area.issuperset(CellRange(at))]
        faults += [f"{sheet}!{at}: a mark cannot stand in the header of a table." for at in heads]
    return faults


def _unknown(sheet: OwnSheet, known: Known) -> list[str]:
    marks = {(at, mark): known.fault(mark) for at, pieces in sheet.cells.items() for mark in marks_in(pieces)}
    return [f"{sheet.name}!{at}: {fault}." for (at, _), fault in marks.items() if fault]


def _immovable(package: Package, sheets: Iterable[OwnSheet]) -> list[str]:
    """What could not follow its rows: found by letting each row stand twice, in a copy."""
    growths = {sheet.name: Growth(dict.fromkeys(sheet.repeated, 2)) for sheet in sheets}
    moving = Moving(growths)
    grow(Package(package.parts), [Place(sheet.name, sheet.part) for sheet in sheets], moving)
    return moving.faults
