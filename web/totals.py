"""How many milestones stand at each status, as one bar: what is drawn, and what stands beside it."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from domain.vocabulary import Vocabulary
from projections.line import MilestoneStatus
from web.glyphs import glyph

WIDTH: Final = 100.0


class Share(Struct, frozen=True):
    """The part of a bar that one status takes: where it begins and how wide it is, in percent of the whole."""

    status: str
    count: int
    tone: str
    begins: float
    width: float


def shares(by_status: dict[str, int], vocabulary: Vocabulary) -> tuple[Share, ...]:
    """The parts of the bar, one after the other; a status that no milestone has takes none."""
    whole = sum(by_status.values())
    found: list[Share] = []
    before = 0
    for status, count in by_status.items():
        if count:
            begins = WIDTH * before / whole
            width = WIDTH * (before + count) / whole - begins
            found.append(Share(status, count, glyph(vocabulary, status).tone, round(begins, 3), round(width, 3)))
        before += count
    return tuple(found)


def counted(lines: Iterable[MilestoneStatus], statuses: Iterable[str]) -> dict[str, int]:
    """How many of these milestones stand at each of these statuses, in their order."""
    counts = dict.fromkeys(statuses, 0)
    for line in lines:
        counts[line.status] += 1
    return counts
