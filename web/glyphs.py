"""A status as a small picture beside its word: a disc that fills as the work proceeds, so that nothing is said by colour alone."""

from math import cos, pi, sin
from typing import Final, NamedTuple

from domain.vocabulary import Vocabulary
from projections.line import NOT_REPORTED, WITHDRAWN


class Glyph(NamedTuple):
    """A picture of 16 by 16: the class that colours it, and the path that fills its disc (none: an empty one)."""

    tone: str
    path: str | None


FULL: Final = "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z"
OUTSIDE: Final = ("no-evidence", WITHDRAWN)
"""What a reviewer may find that is no step on the way."""
TONES: Final = ("none", "some", "most", "done")


def glyph(vocabulary: Vocabulary, status: str | None) -> Glyph:
    """The picture of a status of this vocabulary."""
    if status is None or status == NOT_REPORTED:
        return Glyph("unsaid", None)
    if status == WITHDRAWN:
        return Glyph("withdrawn", "M4 4l8 8M12 4l-8 8")
    term = vocabulary.find(status)
    if term is None:
        return Glyph("unsaid", None)
    if status in OUTSIDE:
        return Glyph("unsaid", None)
    if term.done:
        return Glyph("done", FULL)
    steps = [one.code for one in vocabulary.terms if not one.done and one.code not in OUTSIDE]
    share = steps.index(status) / len(steps) if status in steps else 0.0
    return Glyph(TONES[min(2, round(share * 3))], sector(share) if share else None)


def sector(share: float) -> str:
    angle = 2 * pi * share - pi / 2
    large = int(share > 0.5)  # noqa: PLR2004 - more than half a turn
    return f"M8 8V2A6 6 0 {large} 1 {8 + 6 * cos(angle):.2f} {8 + 6 * sin(angle):.2f}z"
