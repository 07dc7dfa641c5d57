"""The slices: for each request, the facts that it makes and the read models that these touch, as the code has them."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from domain.kernel import Elsewhere, Recorded
from projections.catalogue import PROJECTIONS
from tests.domain.given import given
from tests.domain.samples import ACCEPTED


class Slice(NamedTuple):
    """One request of the domain, by its name, with what follows from it."""

    request: str
    facts: tuple[str, ...]
    read_models: tuple[str, ...]


def _slices() -> dict[str, Slice]:
    found: dict[str, Slice] = {}
    for command, facts in ACCEPTED:
        events = [
            fact if isinstance(fact, Elsewhere) else Elsewhere(command.key(), fact)
            for fact in given(*facts).when(command).events
        ]
        said = [Recorded(1, key, 9, event, datetime(2020, 1, 1, tzinfo=UTC), "team", "r") for key, event in events]
        touched = [p.table for p in PROJECTIONS if any(type(one.event) in p.on and p.touched(one) for one in said)]
        found[command.NAME] = Slice(command.NAME, tuple(dict.fromkeys(e.TOPIC for _, e in events)), tuple(touched))
    return found


SLICES: Final = _slices()
