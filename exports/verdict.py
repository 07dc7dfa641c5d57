"""What became of a file since its receipt was given: nothing, or what differs, place by place."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct

LISTED: Final = 1_000


class Sameness(StrEnum):
    """How much of a file is as its receipt says, the strictest that is true.

    `cells` says nothing of formats, charts, pictures and notes, which every program writes in its own way.
    """

    BYTES = "bytes"
    CONTENTS = "contents"
    CELLS = "cells"
    DIFFERENT = "different"


class Difference(Struct, frozen=True):
    """One place in which a file differs: the sheet of a workbook, else nothing; the cell, or row and column, or element.

    `was` is what the receipted file holds there, `found` what the other does; null where there is nothing. The kinds say what
    each is: a text, a number, a formula, a link.
    """

    sheet: str
    at: str
    was: str | None
    found: str | None
    was_kind: str | None = None
    found_kind: str | None = None


class Verdict(Struct, frozen=True):
    """How a file compares with the receipted one.

    `differences` are the first of `total`. `reworded` are formulas that are written otherwise and came to the same: programs do
    that, and so may people. `missing` and `added` are sheets.
    """

    sameness: Sameness
    differences: tuple[Difference, ...] = ()
    total: int = 0
    reworded: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Tally:
    """Counts differences, and keeps the first."""

    def __init__(self) -> None:
        self.total = 0
        self.listed: list[Difference] = []

    def take(self, differences: Iterable[Difference]) -> None:
        for one in differences:
            self.total += 1
            if len(self.listed) < LISTED:
                self.listed.append(one)

    def verdict(self) -> Verdict:
        sameness = Sameness.DIFFERENT if self.total else Sameness.CELLS
        return Verdict(sameness=sameness, differences=tuple(self.listed), total=self.total)
