"""What other parts of a workbook say about the rows of its sheets: tables, drawings, charts, comments, pivots, names."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from exports.own.growth import Growth
from exports.own.moving import Moving
from exports.own.package import Package, workbook_of
from exports.own.references import Here, moved_area, moved_cell
from exports.own.xml import DRAWING, MAIN, Node, element, local, parse, place, written

CHARTS: Final = ("drawingml.chart+xml", "ms-office.chartex+xml")
CHAIN: Final = "calcChain"
CACHES: Final = ("strCache", "numCache", "multiLvlStrCache", "lvl")
PLOTTED: Final = ("tx", "txData")
"""What a chart names by one cell alone: its title and the names of its series."""
BEFORE_CALCULATION: Final = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)
_NOTE_ROW: Final = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_NOTE_ANCHOR: Final = re.compile(rb"(<x:Anchor>)([\d\s,]+)(</x:Anchor>)")


def changed(package: Package, name: str, change: Callable[[Node], None]) -> None:
    """Change a part; one in which nothing changes keeps its bytes."""
    root = package.root(name)
    before = written(root)
    change(root)
    after = written(root)
    if after != before:
        package.parts[name] = after


def move_parts_of(package: Package, sheet: str, part: str, moving: Moving) -> None:
    """Move what belongs to one sheet and stands in parts of its own."""
    growth = moving.of(sheet)
    for relation in package.related(part):
        if relation.outside or relation.target not in package.parts:
            continue
        match relation.kind.rpartition("/")[2]:
            case "table":
                changed(package, relation.target, partial(_move_table, sheet=sheet, moving=moving))
            case "drawing":
                changed(package, relation.target, partial(_move_drawing, sheet=sheet, moving=moving))
            case "comments" | "threadedComment":
                changed(package, relation.target, partial(_move_comments, growth=growth))
            case "vmlDrawing":
                package.parts[relation.target] = _move_notes(package.parts[relation.target], growth)
            case "pivotTable":
                changed(package, relation.target, partial(_move_pivot, growth=growth))
            case _:
                pass


def move_shared_parts(package: Package, moving: Moving) -> None:
    """Move what belongs to the whole workbook, and let it be calculated when it is opened."""
    for ending in CHARTS:
        for name in package.of_type(ending):
            changed(package, name, partial(_move_chart, name=name, moving=moving))
    for name in package.of_type("pivotCacheDefinition+xml"):
        changed(package, name, partial(_move_cache, moving=moving))
    workbook = workbook_of(package)
    changed(package, workbook, partial(_move_workbook, moving=moving))
    for relation in list(package.related(workbook, CHAIN)):
        package.remove(relation.target, workbook)


def _move_table(root: Node, sheet: str, moving: Moving) -> None:
    for node in root.iter():
        if (area := node.get("ref")) is not None:
            node.set("ref", moved_area(area, moving.of(sheet)))
        if local(node) in ("calculatedColumnFormula", "totalsRowFormula"):
            node.text = moving.formula(node.text, Here(sheet), f"{sheet}, table {root.get('displayName')}")


def _move_drawing(root: Node, sheet: str, moving: Moving) -> None:
    """A picture keeps its size: it moves with the row in which it begins. What does not move with cells stays."""
    growth = moving.of(sheet)
    for anchor in root:
        begins = anchor.find(f"{DRAWING}from/{DRAWING}row")
        if begins is None or anchor.get("editAs") == "absolute":
            continue
        was = int(begins.text or 0)
        by = growth.first(was + 1) - 1 - was
        for row in (begins, anchor.find(f"{DRAWING}to/{DRAWING}row")):
            if row is not None:
                row.text = str(int(row.text or 0) + by)
    for shape in root.iter():
        if link := shape.get("textlink"):
            shape.set("textlink", moving.formula(link, Here(sheet), f"{sheet}, a shape") or link)


def _move_comments(root: Node, growth: Growth) -> None:
    for node in root.iter():
        if (cell := node.get("ref")) is not None:
            node.set("ref", moved_cell(cell, growth))


def _move_notes(part: bytes, growth: Growth) -> bytes:
    """Where notes stand, in a form older than XML: their cell, and the rows in which their box begins and ends."""

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(growth.first(int(found[2]) + 1) - 1).encode() + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in found[2].split(b",")]
        by = growth.first(numbers[2] + 1) - 1 - numbers[2]
        numbers[2] += by
        numbers[6] += by
        return found[1] + ", ".join(map(str, numbers)).encode() + found[3]

    return _NOTE_ANCHOR.sub(anchor, _NOTE_ROW.sub(row, part))


def _move_pivot(root: Node, growth: Growth) -> None:
    for node in root.findall(f"{MAIN}location"):
        node.set("ref", moved_area(node.get("ref") or "", growth))


def _move_cache(root: Node, moving: Moving) -> None:
    """The cells that a pivot table sums up: it sums them up anew when the workbook is opened."""
    for source in root.iter(f"{MAIN}worksheetSource"):
        if area := source.get("ref"):
            source.set("ref", moved_area(area, moving.of(source.get("sheet") or "")))
    root.set("refreshOnLoad", "1")


def _move_chart(root: Node, name: str, moving: Moving) -> None:
    for node in list(root.iter()):
        if local(node) in ("f", "sqref"):
            alone = any(local(above) in PLOTTED for above in node.iterancestors())
            node.text = moving.formula(node.text, Here("", whole=not alone), name)
        elif local(node) in CACHES and (above := node.getparent()) is not None:
            above.remove(node)


def _move_workbook(root: Node, moving: Moving) -> None:
    sheets = [node.get("name") or "" for node in root.iter(f"{MAIN}sheet")]
    for node in root.iter(f"{MAIN}definedName"):
        local_sheet = node.get("localSheetId")
        sheet = sheets[int(local_sheet)] if local_sheet and int(local_sheet) < len(sheets) else ""
        node.text = moving.formula(node.text, Here(sheet, whole=True), f"the name {node.get('name')}")
    calculation = root.find(f"{MAIN}calcPr")
    if calculation is None:
        calculation = element(f"{MAIN}calcPr")
        place(root, calculation, BEFORE_CALCULATION)
    calculation.set("fullCalcOnLoad", "1")


def is_dated_from_1904(package: Package) -> bool:
    """Whether the workbook counts days from 1904, as old ones made on a Macintosh do."""
    settings = parse(workbook_of(package), package.parts[workbook_of(package)]).find(f"{MAIN}workbookPr")
    return settings is not None and settings.get("date1904") in ("1", "true")
