"""When the record of an event or a cohort is corrected, then what a milestone said by following it is corrected with it."""

from domain.correction import Corrected, Retracted
from domain.followed import when_corrected
from domain.kernel import Command, Event, Key, World
from domain.mark import MARKS


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    return when_corrected(key, event, world) if key.kind in MARKS and isinstance(event, (Corrected, Retracted)) else ()
