"""The slices: for each request, the facts that it makes and the read models that these touch, as the code has them."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from domain.correction import Corrected, Retracted
from domain.kernel import Command, Elsewhere, Recorded
from projections.catalogue import PROJECTIONS
from projections.projection import AnyProjection
from tests.domain.given import Fact, given
from tests.domain.samples import ACCEPTED, MODULES


class Slice(NamedTuple):
    """One request of the domain, by its name, with what follows from it."""

    request: str
    facts: tuple[str, ...]
    read_models: tuple[str, ...]


def _made(command: Command, facts: tuple[Fact, ...]) -> list[Recorded]:
    """The facts that follow from a request under these facts."""
    events = given(*facts).when(command).events
    elsewhere = [event if isinstance(event, Elsewhere) else Elsewhere(command.key(), event) for event in events]
    return [Recorded(1, key, 9, event, datetime(2020, 1, 1, tzinfo=UTC), "team", "r") for key, event in elsewhere]


def _reaches(projection: AnyProjection, said: Recorded) -> bool:
    """Whether a fact touches rows of a projection; a correction may touch those of any that knows corrections."""
    if type(said.event) not in projection.on:
        return False
    return isinstance(said.event, (Corrected, Retracted)) or bool(projection.touched(said))


def _slices() -> dict[str, Slice]:
    made: dict[str, list[Recorded]] = {}
    otherwise = [one for module in MODULES for one in getattr(module, "OTHERWISE", ())]
    for command, facts in (*ACCEPTED, *otherwise):
        made.setdefault(command.NAME, []).extend(_made(command, facts))
    return {
        name: Slice(
            name,
            tuple(dict.fromkeys(one.event.TOPIC for one in said)),
            tuple(p.table for p in PROJECTIONS if any(_reaches(p, one) for one in said)),
        )
        for name, said in made.items()
    }


SLICES: Final = _slices()
