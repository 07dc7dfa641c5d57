"""When a cohort is cancelled before it reached its mark, then the milestone that stands for that is withdrawn, with that reason."""

from domain.cohort import CohortCancelled
from domain.following import when_cancelled
from domain.kernel import Command, Event, Key, World


def react(key: Key, event: Event, world: World) -> tuple[Command, ...]:
    return when_cancelled(key, world) if isinstance(event, CohortCancelled) else ()
