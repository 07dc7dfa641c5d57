"""Turn: facts come to hold in another order than that in which they were said; rules and read models put them in the same order."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from msgspec import UNSET
from msgspec.structs import asdict

from domain.dates import Edtf
from domain.kernel import SAYS, Event, Past

E = TypeVar("E", bound=Event)


def begins(kind: type[Event]) -> bool:
    """Whether facts of this kind begin a thing."""
    return kind in SAYS and SAYS[kind].BEGINS


def day_of(event: Event) -> Edtf | None:
    """The day of which a fact speaks, if it names one."""
    return getattr(event, "on", None) or getattr(event, "since", None)


def since(event: Event, said: date) -> date:
    """The day from which a fact holds: the day said, or else that on which it was recorded; what is timeless always held."""
    on = day_of(event)
    if on is None:
        return date.min if event.TIMELESS else said
    return on.holds_from(said)


def turn(event: Event, said: date, entry: int) -> tuple[bool, date, int]:
    """The place of a fact among others: what began the thing is first, others come as they came to hold."""
    return (not begins(type(event)), since(event, said), entry)


def in_turn(past: Past, *kinds: type[E], until: date = date.max) -> list[E]:
    """The facts of these kinds that stand and hold by a day, in the order in which they came to hold."""
    found = [
        (turn(fact, past.days.get(entry, date.min), entry), fact)
        for entry, fact in past.facts.items()
        if isinstance(fact, kinds)
    ]
    return [fact for (later, day, _), fact in sorted(found, key=lambda each: each[0]) if not later or day <= until]


def said_last(facts: Iterable[Event]) -> dict[str, Any]:
    """What facts say of each field, the last word on it each time; what they leave unsaid stays as it was."""
    return {name: value for fact in facts for name, value in asdict(fact).items() if value is not UNSET}
