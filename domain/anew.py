"""Anew: an entry's request is asked again, with other words or after other entries, to see what follows and which rules break."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from domain.kernel import SAYS, Command, Event, Key, Past, Refusal, World
from domain.shape import shape_faults
from domain.strict_json import InputFault
from domain.values import JSON, decode_value


class LaterEntryBreaks(Refusal): ...


ENVELOPE: Final[Mapping[str, str]] = {
    "source": "stands beside what was said: give the right one as the `source` of this correction",
    "illustrative": "stands beside what was said and cannot be corrected: retract the entry, and record it anew",
}


def asked(key: Key, was: Event, say: Mapping[str, Any]) -> tuple[Command | None, tuple[InputFault, ...]]:
    """The request that says a fact, with other words in some of its fields; or the faults in these."""
    kind = SAYS[type(was)]
    if faults := tuple(_fixed(kind, was, say)):
        return None, faults
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


def _fixed(kind: type[Command], was: Event, say: Mapping[str, Any]) -> Iterator[InputFault]:
    """A fault for each field that no correction of this entry says otherwise."""
    for name in say:
        if name in kind.KEY_FIELDS:
            yield InputFault(None, f"$.{name}", "cannot be corrected: it names the thing")
        elif name in kind.SETTLED:
            yield InputFault(None, f"$.{name}", f"cannot be corrected: {kind.SETTLED[name]}")
        elif name in ENVELOPE and name not in was.__struct_fields__:
            yield InputFault(None, f"$.{name}", ENVELOPE[name])


def _body(key: Key, was: Event, kind: type[Command]) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode(JSON.encode(was))
    said |= {name: said[as_said] for name, as_said in kind.SAID_AS.items() if as_said in said}
    named = dict(zip(kind.KEY_FIELDS, key.code.split("/", len(kind.KEY_FIELDS) - 1), strict=False))
    return {name: value for name, value in {**named, **said}.items() if name in kind.__struct_fields__}


class Anew(NamedTuple):
    """What comes of an entry whose request is asked anew: the fact that it says now, unless it breaks these rules."""

    fact: Event
    refusals: tuple[Refusal, ...] = ()


def anew(request: Command, past: Past, entry: int, world: World) -> Anew:
    """An entry said otherwise, by this request, in the world as it was before it.

    A rule that the entry breaks today as it was said may stay broken in what is left as it was: a partner has ended since.
    """
    key, was = request.key(), past.facts[entry]
    then = world.before(key, past.having({n: event for n, event in past.facts.items() if n < entry}), entry)
    first, _ = asked(key, was, {})
    changed = {name for name in request.__struct_fields__ if getattr(request, name) != getattr(first, name, None)}
    old = (
        {(refusal.type, refusal.field) for refusal in first.refusals(then)} if first else set[tuple[str, str | None]]()
    )
    broken = tuple(request.refusals(then))
    if new := tuple(one for one in broken if one.field in changed or (one.type, one.field) not in old):
        return Anew(was, new)
    return Anew(_in_place(request, was, changed, then) if broken else _fact_of(request, then))


def _fact_of(request: Command, world: World) -> Event:
    """The one fact that a request says where it breaks no rule."""
    (fact,) = request.events(world)
    assert isinstance(fact, Event)
    return fact


def _in_place(request: Command, was: Event, changed: Iterable[str], world: World) -> Event:
    """What was said with what is said otherwise in its place; the request breaks a rule and cannot say a fact of its own."""
    named = {request.SAID_AS.get(name, name): getattr(request, name) for name in changed}
    said = {name: value for name, value in {**named, **request.derived(world)}.items() if name in was.__struct_fields__}
    return replace(was, **said)


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


def later(world: World, key: Key, past: Past, facts: Mapping[int, Event], entry: int) -> Iterator[Refusal]:
    """A refusal for each later entry that would break a rule which it did not break before."""
    broken = {(number, refusal.type, refusal.field) for number, refusal in _broken(world, key, past, past.facts, entry)}
    for number, refusal in _broken(world, key, past, facts, entry):
        if (number, refusal.type, refusal.field) not in broken:
            event = facts[number]
            first = f"Correct or retract entry {number} first." if type(event) in SAYS else event.INSTEAD
            yield LaterEntryBreaks(f"Entry {number} could not stand then. {refusal.detail} {first}", field="entry")


def _broken(
    world: World, key: Key, past: Past, facts: Mapping[int, Event], after: int
) -> Iterator[tuple[int, Refusal]]:
    """The entries after one that break a rule, each with the rule, if these facts stood in the stream."""
    told = past.having({})
    for entry, event in facts.items():
        if entry > after and type(event) in SAYS:
            request, _ = asked(key, event, {})
            if request is not None:
                for refusal in request.refusals(world.before(key, told, entry)):
                    yield entry, refusal
        try:
            told.put(entry, event)
        except ValueError as error:
            yield entry, Refusal(f"It would be {error}.")
