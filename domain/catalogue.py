"""The catalogue: every aggregate's evolve, every event by its stored name, every request by its name, every reaction."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Final, TypeVar

from domain import (
    amendment,
    answering,
    assessment,
    attendance,
    call,
    checklist,
    closing,
    cohort,
    commitment,
    consortium,
    correction,
    deliverable,
    delivery,
    exporting,
    figure,
    gathering,
    indicator,
    lesson,
    milestone,
    move,
    observation,
    outcome,
    partner,
    phase,
    pilot,
    production,
    profile,
    programme,
    promise,
    readiness,
    report,
    statement,
    step,
    submission,
    succession,
    target,
    tie,
    when_cohort_cancelled_then_milestone_is_withdrawn,
    when_cohort_reaches_its_mark_then_milestone_is_complete,
    when_event_cancelled_then_milestone_is_withdrawn,
    when_event_held_then_milestone_is_complete,
    when_milestone_is_untied_or_reinstated_then_it_follows_what_is_left,
    when_what_a_milestone_follows_is_corrected_then_what_followed_is_corrected,
    withdrawal,
)
from domain.kernel import Command, Event, Evolve, Key, Past, Reaction, State

MODULES: Final[tuple[ModuleType, ...]] = (
    programme,
    closing,
    profile,
    consortium,
    partner,
    succession,
    commitment,
    answering,
    milestone,
    amendment,
    report,
    withdrawal,
    assessment,
    pilot,
    lesson,
    phase,
    checklist,
    readiness,
    cohort,
    call,
    figure,
    statement,
    step,
    deliverable,
    promise,
    submission,
    production,
    indicator,
    target,
    observation,
    gathering,
    move,
    attendance,
    outcome,
    tie,
    exporting,
    delivery,
    correction,
)
"""Every module with events or requests, in the order in which these are listed to people."""

T = TypeVar("T")


def _kinds(below: type[T], name: str) -> Iterator[type[T]]:
    """The kinds that the modules define below this one and that say this of themselves."""
    for module in MODULES:
        for kind in vars(module).values():
            defined_here = isinstance(kind, type) and kind.__module__ == module.__name__
            if defined_here and issubclass(kind, below) and name in vars(kind):
                yield kind


EVOLVE: Final[Mapping[str, Evolve]] = {
    kind.KIND: vars(module)["evolve"]
    for module in MODULES
    for kind in _kinds(State, "KIND")
    if kind.__module__ == module.__name__
}
EVENTS: Final[Mapping[str, type[Event]]] = {kind.TOPIC: kind for kind in _kinds(Event, "TOPIC")}
"""Names begin with the kind of thing that the fact is about: `pilot.started@1`."""
COMMANDS: Final[Mapping[str, type[Command]]] = {kind.NAME: kind for kind in _kinds(Command, "NAME")}
OFFERED: Final[Mapping[str, type[Command]]] = {name: kind for name, kind in COMMANDS.items() if not kind.OURS}
"""The requests that can be sent to Jalon; the others it makes itself."""
REACTIONS: Final[tuple[Reaction, ...]] = (
    when_event_held_then_milestone_is_complete.react,
    when_event_cancelled_then_milestone_is_withdrawn.react,
    when_cohort_reaches_its_mark_then_milestone_is_complete.react,
    when_cohort_cancelled_then_milestone_is_withdrawn.react,
    when_milestone_is_untied_or_reinstated_then_it_follows_what_is_left.react,
    when_what_a_milestone_follows_is_corrected_then_what_followed_is_corrected.react,
)
"""What follows by itself from what is recorded; each is one module, named as a sentence."""


def events_of(kind: str) -> tuple[type[Event], ...]:
    """The facts about one kind of thing."""
    return tuple(event for topic, event in EVENTS.items() if topic.startswith(f"{kind}."))


def past(key: Key) -> Past:
    """A stream to which nothing was recorded yet."""
    return Past(EVOLVE.get(key.kind, _nothing))


def _nothing(_state: State | None, event: Event, _version: int) -> State:
    raise ValueError(f"{event.TOPIC} is no fact of this kind of thing")
