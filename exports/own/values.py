"""Values in the cells of a funder's own workbook: typed where a cell is nothing but a mark, else as text among text."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from openpyxl.worksheet.cell_range import CellRange

from exports.cells import CellValue, Linked, hyperlink, looks_active, safe_cell, safe_text
from exports.own.marks import Mark, Piece
from exports.own.package import Package
from exports.own.styles import DAY, INSTANT, Styles
from exports.own.xml import MAIN, OFFICE, SPACE, Node, drop, element, parse, place
from exports.saying import Words
from exports.spool import MAX_LINKS

DAYS_TO_1904: Final = 1_462
BEFORE_LINKS: Final = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
)
Answer = Callable[[Mark], CellValue]


class Writer:
    """Writes into cells, and collects the links in each sheet."""

    def __init__(self, styles: Styles, words: Words, *, from_1904: bool) -> None:
        self._styles: Final = styles
        self._words: Final = words
        self._from_1904: Final = from_1904
        self._links: Final[dict[str, dict[str, tuple[str, str]]]] = {}

    def write(self, sheet: str, cell: Node, pieces: tuple[Piece, ...], answer: Answer) -> None:
        """Write what the marks of a cell are answered with."""
        for node in list(cell):
            cell.remove(node)
        drop(cell, "t")
        if len(pieces) == 1 and isinstance(mark := pieces[0].said, Mark):
            self._write_value(sheet, cell, answer(mark))
            return
        said = [
            (piece.said if isinstance(piece.said, str) else self._said(answer(piece.said)), piece.look)
            for piece in pieces
        ]
        whole = safe_text("".join(text for text, _ in said))
        escaped: list[tuple[str, str | None]] = [(safe_text(text), look) for text, look in said]
        if "".join(text for text, _ in escaped) != whole or all(look is None for _, look in said):
            escaped = [(whole, None)]
        self._write_text(cell, whole, escaped)

    def link(self, sheet: str, root: Node) -> None:
        """Let the cells of a sheet lead where their values do, instead of where its owner had let them lead."""
        links = self._links.get(sheet)
        if not links:
            return
        listed = root.find(f"{MAIN}hyperlinks")
        if listed is None:
            listed = element(f"{MAIN}hyperlinks")
            place(root, listed, BEFORE_LINKS)
        cells = [CellRange(cell) for cell in links]
        for node in list(listed):
            area = CellRange(node.get("ref") or "A1")
            if any(area.issuperset(cell) for cell in cells):
                listed.remove(node)
        for at, (cell, (_, anchor)) in enumerate(links.items(), 1):
            node = element(f"{MAIN}hyperlink", None, **{"ref": cell, f"{{{OFFICE}}}id": f"jalon{at}"})
            if anchor:
                node.set("location", anchor)
            listed.append(node)

    def relate(self, package: Package, part: str, sheet: str) -> None:
        """Give the addresses of the links in a sheet."""
        if links := self._links.get(sheet):
            addresses = {f"jalon{at}": address for at, (address, _) in enumerate(links.values(), 1)}
            package.relate(part, "hyperlink", addresses)

    def _write_value(self, sheet: str, cell: Node, value: CellValue) -> None:
        if value is None:
            return
        if isinstance(value, Linked):
            links = self._links.setdefault(sheet, {})
            if len(links) < MAX_LINKS and (found := hyperlink(value.url)):
                links[cell.get("r") or ""] = found
            value = value.text
        held = safe_cell(value)
        if isinstance(value, date) and not isinstance(held, str):
            held -= DAYS_TO_1904 if self._from_1904 else 0
            if held < 0:
                held = value.isoformat()
        if isinstance(held, str):
            self._write_text(cell, held, [(held, None)])
            return
        if isinstance(value, date):
            self._restyle(cell, self._styles.dated(_style(cell), INSTANT if isinstance(value, datetime) else DAY))
        cell.append(element(f"{MAIN}v", str(held)))

    def _write_text(self, cell: Node, whole: str, runs: list[tuple[str, str | None]]) -> None:
        """Write a text that is safe already, in runs."""
        if not whole:
            return
        if looks_active(whole):
            self._restyle(cell, self._styles.quoted(_style(cell)))
        cell.set("t", "inlineStr")
        inline = element(f"{MAIN}is")
        for said, look in runs:
            text = element(f"{MAIN}t", said)
            text.set(SPACE, "preserve")
            if len(runs) == 1 and look is None:
                inline.append(text)
                continue
            run = element(f"{MAIN}r")
            if look is not None:
                run.append(parse("a text", look.encode()))
            run.append(text)
            inline.append(run)
        cell.append(inline)

    def _restyle(self, cell: Node, style: int) -> None:
        if style != _style(cell):
            cell.set("s", str(style))

    def _said(self, value: CellValue) -> str:
        """A value among other words, in the language of the export."""
        match value:
            case None:
                return ""
            case str():
                return value
            case Linked(text, _):
                return text
            case datetime():
                return self._words.language.instant(value)
            case date():
                return self._words.language.day(value)
            case _:
                return self._words.language.number(value)


def _style(cell: Node) -> int:
    return int(cell.get("s") or 0)
