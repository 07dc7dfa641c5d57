"""Programmes, with a fold that stops at its first fact and waits to be let go."""

import threading

from domain.kernel import Recorded
from projections.programme import PROGRAMMES, ProgrammeRow
from projections.projection import Projection

PATIENCE = 60


class Gated:
    """`reached` is set at the first fact; nothing more is folded by that engine before `let_go` is set."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.let_go = threading.Event()
        self.projections = (
            Projection(
                ProgrammeRow,
                on=PROGRAMMES.on,
                births=PROGRAMMES.births,
                touched=PROGRAMMES.touched,
                evolve=self._evolve,
            ),
        )

    def _evolve(self, row: ProgrammeRow | None, recorded: Recorded, key: str) -> ProgrammeRow | None:
        first = not self.reached.is_set()
        self.reached.set()
        if first:
            self.let_go.wait(PATIENCE)
        return PROGRAMMES.evolve(row, recorded, key)
