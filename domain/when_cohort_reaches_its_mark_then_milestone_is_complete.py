"""When a cohort starts or is completed, then the milestone that stands for that is complete."""

from domain.cohort import CohortCompleted, CohortStarted
from domain.following import when_reached
from domain.kernel import Command, Event, Key, World
from domain.mark import Mark
from domain.tie import CohortMilestoneTied


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    match event:
        case CohortStarted():
            return when_reached(key, (Mark.STARTED,), world)
        case CohortCompleted():
            return when_reached(key, (Mark.COMPLETED,), world)
        case CohortMilestoneTied():
            return when_reached(key, (Mark.STARTED, Mark.COMPLETED), world)
        case _:
            return ()
