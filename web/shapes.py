"""By which shape each kind of dated fact is drawn: its form says what it is, and a disc how far the work had come."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from domain.cohort import CohortStage
from domain.gathering import EventStage
from domain.pilot import PilotStage
from domain.step import DeliverableStage
from domain.vocabulary import VOCABULARIES
from projections.chronicle import ENDED
from projections.dated import Dated, Matter
from web.glyphs import FULL, Glyph, glyph, sector

CROSS: Final = Glyph("withdrawn", "M4 4l8 8M12 4l-8 8")
BACK: Final = Glyph("some", "M11 4L5 8l6 4z")
SHARES: Final[Mapping[str, float]] = {
    CohortStage.CALLED: 0.25,
    CohortStage.RUNNING: 0.5,
    DeliverableStage.DRAFT: 0.25,
    DeliverableStage.SUBMITTED: 0.6,
    PilotStage.EVALUATED: 0.65,
}
DONE: Final = (CohortStage.COMPLETED, EventStage.HELD, DeliverableStage.ACCEPTED, PilotStage.SCALED)


@lru_cache(maxsize=256)
def stage_glyph(stage: str) -> Glyph:
    """The picture of a stage of a cohort, an event, a deliverable or a pilot."""
    if stage in ENDED:
        return CROSS
    if stage in DONE:
        return Glyph("done", FULL)
    if stage == DeliverableStage.RETURNED:
        return BACK
    share = SHARES.get(stage, 0.0)
    return (
        Glyph("most" if share > SHARES[CohortStage.RUNNING] else "some", sector(share))
        if share
        else Glyph("none", None)
    )


@lru_cache(maxsize=1024)
def status_glyph(vocabulary: str | None, status: str) -> Glyph:
    found = VOCABULARIES.get(vocabulary or "")
    return glyph(found, status) if found else Glyph("unsaid", None)


class Look(NamedTuple):
    """The name of the shape by which a fact is drawn, and the class that colours it."""

    shape: str
    tone: str


class Shapes:
    """The shapes of one picture: a name for each, and the discs among them by their names."""

    def __init__(self) -> None:
        self._discs: dict[Glyph, str] = {}
        self._looks: dict[tuple[Matter, tuple[str, ...], str | None], Look] = {}

    @property
    def discs(self) -> list[tuple[str, Glyph]]:
        return [(name, disc) for disc, name in self._discs.items()]

    def of(self, one: Dated) -> Look:
        """How a fact is drawn, which is the same for all that say the same."""
        said = (one.matter, one.values, one.vocabulary)
        if said not in self._looks:
            self._looks[said] = self._look(one)
        return self._looks[said]

    def _look(self, one: Dated) -> Look:
        if disc := disc_of(one):
            return Look(self._discs.setdefault(disc, f"disc-{len(self._discs) + 1}"), f"tone-{disc.tone}")
        return Look(str(Matter.DUE if one.matter is Matter.PERIOD else one.matter), str(one.matter))


def disc_of(one: Dated) -> Glyph | None:
    """The disc that stands for a status or a step; None of other facts."""
    if not one.values or one.matter not in {Matter.STATUS, Matter.STEP}:
        return None
    value = one.values[0]
    return status_glyph(one.vocabulary, value) if one.matter is Matter.STATUS else stage_glyph(value)
