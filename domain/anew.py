"""Anew: an entry's request is asked again, with other words or after other entries, to see what follows and which rules break."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from domain.kernel import SAYS, Command, Event, Key, Past, Refusal, World
from domain.shape import shape_faults
from domain.strict_json import InputFault
from domain.values import JSON, decode_value


class LaterEntryBreaks(Refusal): ...


def asked(key: Key, was: Event, say: Mapping[str, Any]) -> tuple[Command | None, tuple[InputFault, ...]]:
    """The request that says a fact, with other words in some of its fields; or the faults in these."""
    kind = SAYS[type(was)]
    fixed = {"source", "illustrative", *kind.KEY_FIELDS}
    if wrong := [name for name in say if name in fixed]:
        return None, tuple(InputFault(None, f"$.{name}", "cannot be corrected: it names the thing") for name in wrong)
    body: dict[str, Any] = {**_body(key, was, kind), **say}
    try:
        request = msgspec.convert(body, kind, dec_hook=decode_value)
    except (msgspec.ValidationError, RecursionError) as error:
        return None, tuple(shape_faults(kind, body)) or (InputFault(None, "$", str(error)),)
    if request.key() != key:
        return None, (
            InputFault(None, "$", "would make it an entry of another thing: retract it, and record it there"),
        )
    return request, ()


def _body(key: Key, was: Event, kind: type[Command]) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode(JSON.encode(was))
    said |= {name: said[as_said] for name, as_said in kind.SAID_AS.items() if as_said in said}
    named = dict(zip(kind.KEY_FIELDS, key.code.split("/", len(kind.KEY_FIELDS) - 1), strict=False))
    return {name: value for name, value in {**named, **said}.items() if name in kind.__struct_fields__}


def fact_of(request: Command, world: World) -> Event:
    """The one fact that a request says."""
    (fact,) = request.events(world)
    assert isinstance(fact, Event)
    return fact


def newly_broken(request: Command, said: Command | None, world: World) -> tuple[Refusal, ...]:
    """The rules that a request breaks, without those that the entry as it was said breaks today: a partner has ended since."""
    old = {refusal.detail for refusal in said.refusals(world)} if said else set[str]()
    return tuple(refusal for refusal in request.refusals(world) if refusal.detail not in old)


class Follows(NamedTuple):
    """A later entry that says something else once an earlier one does."""

    entry: int
    was: Event
    fact: Event


def with_it(world: World, key: Key, past: Past, corrected: int, to: Event | None) -> Iterator[Follows]:
    """What later entries took from an entry that is corrected (None: retracted): the due date in place of which one was agreed."""
    old, new = past.having({}), past.having({})
    for entry, event in past.facts.items():
        now: Event | None = to if entry == corrected else event
        if entry > corrected:
            taken, then = _taken(world, key, old, event), _taken(world, key, new, event)
            if other := {name: value for name, value in then.items() if value != taken[name]}:
                now = replace(event, **other)
                yield Follows(entry, event, now)
        old.put(entry, event)
        if now is not None:
            new.put(entry, now)


def _taken(world: World, key: Key, past: Past, event: Event) -> dict[str, Any]:
    """What the fact of an entry takes from the entries before it."""
    request, _ = asked(key, event, {}) if type(event) in SAYS else (None, ())
    return request.derived(world.if_instead(key, past)) if request else {}


def before(world: World, key: Key, past: Past, entry: int) -> World:
    """The world as it was before an entry of this stream."""
    return world.if_instead(key, past.having({n: event for n, event in past.facts.items() if n < entry}))


def later(world: World, key: Key, past: Past, facts: Mapping[int, Event], entry: int) -> Iterator[Refusal]:
    """A refusal for each later entry that would break a rule which it did not break before."""
    broken = set(_broken(world, key, past, past.facts.items(), entry))
    for number, why in _broken(world, key, past, facts.items(), entry):
        if (number, why) not in broken:
            yield LaterEntryBreaks(f"Then entry {number} could not stand: {why} Correct that one first.", field="entry")


def _broken(
    world: World, key: Key, past: Past, facts: Iterable[tuple[int, Event]], after: int
) -> Iterator[tuple[int, str]]:
    """The entries after one that break a rule, each with the rule, if these facts stood in the stream."""
    told = past.having({})
    for entry, event in facts:
        if entry > after and type(event) in SAYS:
            request, _ = asked(key, event, {})
            if request is not None:
                for refusal in request.refusals(world.if_instead(key, told)):
                    yield entry, refusal.detail
        try:
            told.put(entry, event)
        except ValueError as error:
            yield entry, f"{error}."
