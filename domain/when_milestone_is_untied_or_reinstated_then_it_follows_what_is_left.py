"""When a milestone is untied from what was still open, or is reinstated, then it is complete if all that it stands for is there."""

from domain.following import when_milestone_changed
from domain.kernel import Command, Event, Key, World
from domain.tie import MilestoneUntied
from domain.withdrawal import MilestoneReinstated


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    return when_milestone_changed(key, world) if isinstance(event, (MilestoneUntied, MilestoneReinstated)) else ()
