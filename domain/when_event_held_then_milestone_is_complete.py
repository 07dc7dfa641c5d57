"""When an event was held and its attendance recorded, whichever comes last, then the milestone that stands for it is complete."""

from domain.attendance import AttendanceRecorded
from domain.following import when_reached
from domain.gathering import EventHeld
from domain.kernel import Command, Event, Key, World
from domain.mark import Mark
from domain.tie import EventMilestoneTied


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    if isinstance(event, (EventHeld, AttendanceRecorded, EventMilestoneTied)):
        return when_reached(key, (Mark.HELD,), world)
    return ()
