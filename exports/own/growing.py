"""Lets the repeated rows of a workbook grow: whatever means their cells, or cells below them, goes on to mean them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from exports.own.around import move_around
from exports.own.elsewhere import changed, move_parts_of, move_shared_parts
from exports.own.moving import Moving
from exports.own.package import Package
from exports.own.rows import FORMULA, move_rows, prepare
from exports.own.xml import Node


class Place(NamedTuple):
    """A sheet and the part that holds it. `write` puts values into its cells once they have moved."""

    sheet: str
    part: str
    write: Callable[[Node], None] | None = None


def grow(package: Package, places: Sequence[Place], moving: Moving) -> None:
    """Move everything in a workbook; what could not follow is told by `moving.faults`."""
    for place in places:
        root = package.root(place.part)
        if not moving.any and place.write is None and next(root.iter(FORMULA), None) is None:
            continue

        def move(root: Node, place: Place = place) -> None:
            prepare(root)
            move_rows(root, place.sheet, moving)
            move_around(root, place.sheet, moving)
            if place.write is not None:
                place.write(root)

        changed(package, place.part, move)
        if moving.of(place.sheet):
            move_parts_of(package, place.sheet, place.part, moving)
    move_shared_parts(package, moving)
