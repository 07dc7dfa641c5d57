"""Move: an event gets other days or another place while it is planned; what was promised stays beside it.

planned ─MoveEvent→ planned
"""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.gathering import EventCommand, EventPlanned, EventStage, Gathering
from domain.kernel import Event, Refusal, World
from domain.occasion import Setting
from domain.rules import something_to_amend
from domain.turn import in_turn
from domain.values import Country, Line, Prose

# ── Facts ─────────────────────────────────────────────


class EventMoved(Event):
    """`period` None: no day is agreed any more. `former` is what was agreed before."""

    TOPIC = "event.moved@1"
    on: Edtf
    reason: str
    period: Edtf | UnsetType | None = UNSET
    place: Line | UnsetType | None = UNSET
    country: Country | UnsetType | None = UNSET
    online: bool | UnsetType | None = UNSET
    former: Setting = Setting()


# ── Refusals ──────────────────────────────────────────


class NotElsewhere(Refusal): ...


# ── Requests ──────────────────────────────────────────


class MoveEvent(EventCommand):
    """Agree other days or another place, with the reason; a period of null says that no day is agreed any more."""

    NAME = "move-event"
    FACT = EventMoved
    AT = (EventStage.PLANNED,)
    on: Edtf
    reason: Prose
    period: Edtf | UnsetType | None = UNSET
    place: Line | UnsetType | None = UNSET
    country: Country | UnsetType | None = UNSET
    online: bool | UnsetType | None = UNSET

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from something_to_amend(self, *Setting.__struct_fields__)
        former = self._former(world)
        if named(self) and moved(former, self) == former:
            yield NotElsewhere(f"Event {self.code!r} is already agreed so. Name what changes.")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": self._former(world)}

    def _former(self, world: World) -> Setting:
        """The days and the place in whose stead these were agreed."""
        return agreed(in_turn(world.past(self.key()), EventPlanned, EventMoved, until=self.on.holds_from(world.day)))


# ── Rules ─────────────────────────────────────────────


def named(said: Any) -> dict[str, Any]:
    """What is said of days and place, without what is left open."""
    return {name: value for name in Setting.__struct_fields__ if (value := getattr(said, name, UNSET)) is not UNSET}


def moved(setting: Setting, said: Any) -> Setting:
    """Days and place after what was said of them."""
    return replace(setting, **named(said))


def agreed(facts: Iterable[EventPlanned | EventMoved]) -> Setting:
    """The days and the place that the last of these facts agree on."""
    setting = Setting()
    for fact in facts:
        setting = moved(setting, fact)
    return setting
