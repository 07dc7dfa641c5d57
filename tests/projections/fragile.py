"""Projections whose folds fail for some facts, until they are mended."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from domain.kernel import Recorded
from projections.fold import Fold, Held, take_all
from projections.projection import AnyProjection, Projection
from tests.projections.ledger import Ledger


class Fragile:
    """Copies of projections that fail for some facts.

    `lost` holds tables and positions for which they cannot tell which rows are touched; `unfoldable` those for which they
    cannot tell what becomes of a row whose key holds a text.
    """

    def __init__(self, projections: Iterable[AnyProjection]) -> None:
        self.lost: set[tuple[str, int]] = set()
        self.unfoldable: set[tuple[str, int, str]] = set()
        self.why = "position {} cannot be folded"
        self.projections = tuple(self._copy(projection) for projection in projections)

    def mend(self) -> None:
        self.lost.clear()
        self.unfoldable.clear()

    def _copy(self, whole: AnyProjection) -> AnyProjection:
        def touched(recorded: Recorded) -> Collection[str]:
            if (whole.table, recorded.position) in self.lost:
                raise KeyError(recorded.position)
            return whole.touched(recorded)

        def evolve(row: Any, recorded: Recorded, key: str) -> Any:
            for table, position, part in self.unfoldable:
                if (table, position) == (whole.table, recorded.position) and part in key:
                    raise ValueError(self.why.format(position))
            return whole.evolve(row, recorded, key)

        return Projection(whole.row, on=whole.on, touched=touched, evolve=evolve, births=whole.births)


def as_folded(ledger: Ledger) -> None:
    """Assert that the tables hold what the fold of the log gives, and that what it sets aside is set aside."""
    assert ledger.tables() == ledger.folded()
    assert ledger.set_aside() == expected_aside(ledger.projections, ledger.facts())


def expected_aside(projections: Sequence[AnyProjection], facts: Sequence[Any]) -> list[Held]:
    """What these projections must set aside of a log."""
    folds = [Fold(projection, {}) for projection in projections]
    take_all(folds, facts)
    return sorted((held for fold in folds for held in fold.set_aside), key=lambda h: (h.position, h.table, h.key))
