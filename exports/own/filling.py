"""Fills a funder's own workbook: every mark gives way to what it names, every repeated row stands once for each line."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from exports.cells import CellValue
from exports.material import Material
from exports.own.elsewhere import is_dated_from_1904
from exports.own.faults import OwnFaults
from exports.own.growing import Place, grow
from exports.own.growth import MAX_ROW, Growth
from exports.own.marks import COVER, PROGRAMME, Mark
from exports.own.moving import Moving
from exports.own.package import Package
from exports.own.reading import List, OwnSheet, OwnTemplate
from exports.own.rows import CELL, ROW, column_of
from exports.own.styles import Styles
from exports.own.values import Writer
from exports.own.xml import Node
from exports.saying import Words

Line = Any


def fill(own: OwnTemplate, material: Material, cover: Mapping[str, CellValue], words: Words) -> bytes:
    """The workbook, filled: the same bytes for the same answers. Raises OwnFaults where it has no place for them."""
    answers = _Answers(own, material, cover, words)
    growths = {sheet.name: Growth(answers.times(sheet)) for sheet in own.sheets}
    _must_fit(own, cover, growths)
    package = Package(own.parts)
    styles = Styles(package)
    writer = Writer(styles, words, from_1904=is_dated_from_1904(package))
    moving = Moving(growths)
    places = [
        Place(
            sheet.name,
            sheet.part,
            partial(_write, sheet, answers, writer, growths[sheet.name]) if sheet.cells else None,
        )
        for sheet in own.sheets
    ]
    grow(package, places, moving)
    if moving.faults:
        raise OwnFaults(moving.faults)
    for sheet in own.sheets:
        writer.relate(package, sheet.part, sheet.name)
    styles.save()
    return package.packed()


class _Answers:
    """What the marks of a workbook are answered with."""

    def __init__(self, own: OwnTemplate, material: Material, cover: Mapping[str, CellValue], words: Words) -> None:
        self._questions: Final = own.known.questions
        self._material: Final = material
        self._cover: Final = cover
        self._words: Final = words
        self._lines: Final[dict[List, list[Line]]] = {}

    def lines(self, asked: List) -> list[Line]:
        """The lines of a question that a row is repeated for."""
        if asked not in self._lines:
            question = self._questions[asked[0]]
            chosen = question.only[asked[1]] if asked[1] else _every
            self._lines[asked] = [line for line in question.lines(self._material) if chosen(line)]
        return self._lines[asked]

    def times(self, sheet: OwnSheet) -> dict[int, int]:
        """How often each repeated row stands: once where there is no line."""
        return {row: max(1, len(self.lines(asked))) for row, asked in sheet.repeated.items()}

    def value(self, mark: Mark, line: Line | None) -> CellValue:
        """What stands for a mark, of this line where it is of a list."""
        if mark.question == COVER:
            return self._cover[mark.field]
        if mark.question == PROGRAMME:
            line = next(iter(self.lines((mark.question, mark.only))), None)
        return None if line is None else self._questions[mark.question].fields[mark.field].value(line, self._words)


def _every(_: Line) -> bool:
    return True


def _must_fit(own: OwnTemplate, cover: Mapping[str, CellValue], growths: Mapping[str, Growth]) -> None:
    faults = [
        f"{sheet}!{at}: the cover of this export does not say {mark.field!r}; it says: {', '.join(sorted(cover))}."
        for (sheet, at), marks in own.marks.items()
        for mark in marks
        if mark.question == COVER and mark.field not in cover
    ]
    for name, growth in growths.items():
        if growth.times and max(growth.times) + growth.added > MAX_ROW:
            faults.append(f"{name}: a sheet has {MAX_ROW:,} rows, and the lines need more. Choose among them.")
    if faults:
        raise OwnFaults(faults)


def _write(sheet: OwnSheet, answers: _Answers, writer: Writer, growth: Growth, root: Node) -> None:
    """Write the answers into the cells of a sheet, whose rows have grown."""
    wanted: dict[int, list[tuple[str, Callable[[Mark], CellValue]]]] = {}
    for at in sheet.cells:
        row = int(at[len(column_of(at)) :])
        lines = answers.lines(sheet.repeated[row]) if row in sheet.repeated else []
        for place, line in zip(growth.all(row), [*lines] or [None], strict=False):
            wanted.setdefault(place, []).append((at, partial(answers.value, line=line)))
    for row in root.iter(ROW):
        place = int(row.get("r") or 0)
        cells = {column_of(cell.get("r") or ""): cell for cell in row.findall(CELL)} if place in wanted else {}
        for at, value in wanted.get(place, ()):
            writer.write(sheet.name, cells[column_of(at)], sheet.cells[at], value)
    writer.link(sheet.name, root)
