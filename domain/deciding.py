"""Deciding: the streams that requests look at, and what one request leads to in them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from domain.catalogue import REACTIONS, past
from domain.kernel import Command, Elsewhere, Event, Key, Past, Refused, World, decide


class Streams(dict[Key, Past]):
    """Streams by key; those of which nothing is told hold nothing."""

    def __missing__(self, key: Key) -> Past:
        self[key] = past(key)
        return self[key]


class Happened(NamedTuple):
    """A fact taken into its stream as the entry with this number, and the request that said it."""

    key: Key
    entry: int
    event: Event
    command: Command


def carry_out(command: Command, streams: Streams, today: date) -> Iterator[Happened]:
    """The facts that follow from a request and, by themselves, from those; each is taken into its stream. Raises Refused.

    What follows from a thing of which anything is illustrative is illustrative too.
    """
    world = World(streams, today)
    happened: list[Happened] = []
    for fact in decide(command, world):
        key, event = fact if isinstance(fact, Elsewhere) else (command.key(), fact)
        streams[key].take(event, today, illustrative=command.illustrative)
        happened.append(Happened(key, streams[key].version, event, command))
    yield from happened
    for one in happened:
        for following in (request for react in REACTIONS for request in react(one.key, one.event, world)):
            # What follows by itself gives way to a person's word: where that stands in its way, nothing follows.
            with suppress(Refused):
                yield from carry_out(replace(following, illustrative=streams[one.key].illustrative), streams, today)
