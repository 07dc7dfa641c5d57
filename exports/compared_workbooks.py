"""Which cells of two workbooks differ? Both are read once, side by side, in memory that does not grow with their rows."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from exports.digests import contents_digest
from exports.grid import Cell, Grid, place
from exports.unpacking import File
from exports.verdict import LISTED, Difference, Sameness, Tally, Verdict

FORMULA: Final = "formula"


def compared_workbooks(receipted: File, found: File) -> Verdict:
    """How a workbook compares with the receipted one. Raises Unreadable."""
    if contents_digest(receipted) == contents_digest(found):
        return Verdict(sameness=Sameness.CONTENTS)
    tally = Tally()
    reworded: list[Difference] = []
    with Grid(receipted) as mine, Grid(found) as its:
        missing = tuple(title for title in mine.titles if title not in its.titles)
        added = tuple(title for title in its.titles if title not in mine.titles)
        for title in mine.titles:
            if title in its.titles:
                tally.take(differences(title, mine.cells(title), its.cells(title), reworded))
    verdict = replace(tally.verdict(), reworded=tuple(reworded), missing=missing, added=added)
    return replace(verdict, sameness=Sameness.DIFFERENT) if missing or added else verdict


def differences(
    title: str, mine: Iterator[Cell], its: Iterator[Cell], reworded: list[Difference]
) -> Iterator[Difference]:
    """The cells of a sheet that differ, in order. Formulas that are only worded otherwise are put aside, the first of them."""
    for was, is_now in pairs(mine, its):
        if was is None or is_now is None or not was.same(is_now):
            yield _difference(title, was, is_now)
        elif was.formula != is_now.formula and len(reworded) < LISTED:
            reworded.append(Difference(title, was.at, was.formula, is_now.formula, FORMULA, FORMULA))


def pairs(mine: Iterator[Cell], its: Iterator[Cell]) -> Iterator[tuple[Cell | None, Cell | None]]:
    """What stands in each place in which either sheet holds something."""
    was, is_now = next(mine, None), next(its, None)
    while was or is_now:
        mine_first = is_now is None or (was is not None and place(was) < place(is_now))
        if was and is_now and place(was) == place(is_now):
            yield was, is_now
            was, is_now = next(mine, None), next(its, None)
        elif mine_first:
            yield was, None
            was = next(mine, None)
        else:
            yield None, is_now
            is_now = next(its, None)


def _difference(title: str, was: Cell | None, is_now: Cell | None) -> Difference:
    one = was or is_now
    assert one is not None
    return Difference(title, one.at, _shown(was), _shown(is_now), _kind(was), _kind(is_now))


def _shown(cell: Cell | None) -> str | None:
    return cell and cell.value


def _kind(cell: Cell | None) -> str | None:
    return cell and (cell.kind.value if cell.formula is None else FORMULA)
