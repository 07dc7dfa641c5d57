"""When an event is cancelled, then the milestone that stands for it is withdrawn, with that reason."""

from domain.following import when_cancelled
from domain.gathering import EventCancelled
from domain.kernel import Command, Event, Key, World


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    return when_cancelled(key, world) if isinstance(event, EventCancelled) else ()
