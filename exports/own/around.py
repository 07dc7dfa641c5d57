"""What a sheet says about its rows outside of them: merged cells, formats, validations, links, filters, breaks, panes."""

from typing import Final

from exports.own.growth import Growth
from exports.own.moving import Moving
from exports.own.references import Here, moved_area, moved_cell, rows_of
from exports.own.rows import DATA, column_of
from exports.own.xml import DRAWING, IN_EXCEL, MAIN, Node, copied, local

AREAS: Final = ("ref", "sqref")
CELLS: Final = ("topLeftCell", "activeCell")
FORMULAS: Final = {f"{MAIN}formula", f"{MAIN}formula1", f"{MAIN}formula2", f"{IN_EXCEL}f"}
RULES: Final = ("conditionalFormatting", "dataValidation")
SPARKLINE: Final = "sparkline"


def move_around(root: Node, sheet: str, moving: Moving) -> None:
    """Move all that stands beside the rows of a sheet."""
    growth = moving.of(sheet)
    _repeat_merged(root, growth)
    _repeat_sparklines(root, sheet, moving)
    nodes = [node for child in root if child.tag != DATA for node in child.iter() if not _in_sparkline(node)]
    for node in nodes:
        if node.tag in FORMULAS or (local(node) == "cfvo" and node.get("type") == "formula"):
            _move_formula(node, sheet, moving)
    for node in nodes:
        _move_areas(node, sheet, moving, growth)


def _in_sparkline(node: Node) -> bool:
    return local(node) == SPARKLINE or any(local(above) == SPARKLINE for above in node.iterancestors())


def _move_areas(node: Node, sheet: str, moving: Moving, growth: Growth) -> None:
    name = local(node)
    if name == "sqref":
        node.text = moved_area(node.text or "", growth)
    elif name == "brk" and (above := node.getparent()) is not None and local(above) == "rowBreaks":
        node.set("id", str(growth.last(int(node.get("id") or 0))))
    elif name == "row" and node.tag == f"{DRAWING}row":
        node.text = str(growth.first(int(node.text or 0) + 1) - 1)
    elif name == "hyperlink" and (place := node.get("location")):
        node.set("location", moving.formula(place, Here(sheet), f"{sheet}!{node.get('ref')}") or place)
    if name not in ("dataRef", "mergeCell"):
        _move_attributes(node, growth, grows=name != "selection")


def _move_attributes(node: Node, growth: Growth, *, grows: bool) -> None:
    for key in AREAS:
        if (area := node.get(key)) is not None:
            node.set(key, moved_area(area, growth) if grows else moved_cell(area.split()[0], growth))
    for key in CELLS:
        if (cell := node.get(key)) is not None:
            node.set(key, moved_cell(cell, growth))


def _move_formula(node: Node, sheet: str, moving: Moving) -> None:
    """A rule's formula counts from the first row of the cells to which it applies, which move after it."""
    rule = next((above for above in node.iterancestors() if local(above) in RULES), None)
    here = Here(sheet, _first_row(rule) if rule is not None else None)
    if node.get("val") is not None:
        node.set("val", moving.formula(node.get("val"), here, sheet) or "")
    else:
        node.text = moving.formula(node.text, here, sheet)


def _first_row(rule: Node) -> int | None:
    area = rule.get("sqref") or next((node.text for node in rule if local(node) == "sqref"), None)
    rows = rows_of(area.split()[0]) if area else None
    return rows[0] if rows else None


def _repeat_merged(root: Node, growth: Growth) -> None:
    """Cells merged in a repeated row are merged in each of its repetitions; those over several rows grow."""
    merged = root.find(f"{MAIN}mergeCells")
    if merged is None:
        return
    for node in list(merged):
        area = node.get("ref") or ""
        rows = rows_of(area)
        if rows is None or rows[0] != rows[1]:
            node.set("ref", moved_area(area, growth))
            continue
        begin, _, end = area.partition(":")
        for at in growth.all(rows[0]):
            one = copied(node)
            one.set("ref", f"{column_of(begin)}{at}:{column_of(end or begin)}{at}")
            merged.append(one)
        merged.remove(node)
    if merged.get("count") is not None:
        merged.set("count", str(len(merged)))


def _repeat_sparklines(root: Node, sheet: str, moving: Moving) -> None:
    """A small chart in a cell stands in every repetition of its row, of the cells of that repetition."""
    growth = moving.of(sheet)
    for node in [node for node in root.iter() if local(node) == SPARKLINE]:
        parts = {local(part): part.text or "" for part in node}
        rows, above = rows_of(parts.get("sqref", "")), node.getparent()
        if rows is None or above is None:
            continue
        repeated = rows[0] in growth.times
        for down, at in enumerate(growth.all(rows[0])):
            one = copied(node)
            for part in one:
                here = Here(sheet, rows[0] if repeated else None, down, repeated=repeated)
                cell = f"{column_of(parts['sqref'])}{at}"
                is_cell = local(part) == "sqref"
                part.text = cell if is_cell else moving.formula(part.text, here, f"{sheet}!{parts['sqref']}")
            above.append(one)
        above.remove(node)
