"""The styles of a workbook, and those that are added: a cell's own, but with a format for dates, or that shows text as text."""

from typing import Final

from exports.own.package import Package, workbook_of
from exports.own.xml import MAIN, Node, copied, element

GENERAL: Final = ("general", "@")
"""Number formats in which a date would be a number."""
BUILT_IN: Final = {None: "general", "0": "general", "49": "@"}
FIRST_OWN: Final = 164
DAY: Final = "yyyy-mm-dd"
INSTANT: Final = "yyyy-mm-dd hh:mm"


class Styles:
    """The styles of a workbook by their numbers."""

    def __init__(self, package: Package) -> None:
        self._package: Final = package
        self._part: Final = next(relation.target for relation in package.related(workbook_of(package), "styles"))
        self._root: Final = package.root(self._part)
        cells = self._root.find(f"{MAIN}cellXfs")
        self._cells: Final[Node] = element(f"{MAIN}cellXfs") if cells is None else cells
        formats = self._root.find(f"{MAIN}numFmts")
        self._formats: Final[Node] = element(f"{MAIN}numFmts") if formats is None else formats
        self._styles: Final = self._cells.findall(f"{MAIN}xf")
        if not self._styles:
            raise ValueError("it has no styles")
        self._added: Final[dict[tuple[int, str], int]] = {}

    def dated(self, style: int, number_format: str) -> int:
        """The style, showing dates: as it does already, or else in this format."""
        number = self._own(style).get("numFmtId")
        own = {node.get("numFmtId"): (node.get("formatCode") or "").casefold() for node in self._formats}
        return self._variant(style, number_format) if (BUILT_IN | own).get(number) in GENERAL else style

    def quoted(self, style: int) -> int:
        """The style, for a text that would be taken for a formula were it typed in."""
        return self._variant(style, "")

    def _own(self, style: int) -> Node:
        """A style by its number; the first where there is none of that number, as spreadsheets take it."""
        return self._styles[style if style < len(self._styles) else 0]

    def save(self) -> None:
        """Put the styles back, where some were added."""
        if self._added:
            self._cells.set("count", str(len(self._cells)))
            self._package.put(self._part, self._root)

    def _variant(self, style: int, number_format: str) -> int:
        if (style, number_format) not in self._added:
            made = copied(self._own(style))
            if number_format:
                made.set("numFmtId", str(self._format(number_format)))
                made.set("applyNumberFormat", "1")
            else:
                made.set("quotePrefix", "1")
            self._added[style, number_format] = len(self._styles)
            self._styles.append(made)
            self._cells.append(made)
        return self._added[style, number_format]

    def _format(self, code: str) -> int:
        numbers = {node.get("formatCode"): int(node.get("numFmtId") or 0) for node in self._formats}
        if code not in numbers:
            if not len(self._formats):
                self._root.insert(0, self._formats)
            numbers[code] = max([FIRST_OWN - 1, *numbers.values()]) + 1
            self._formats.append(element(f"{MAIN}numFmt", numFmtId=str(numbers[code]), formatCode=code))
            self._formats.set("count", str(len(self._formats)))
        return numbers[code]
