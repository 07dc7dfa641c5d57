"""A fact as it is stored: JSON that an auditor can read, under a stable name; and back."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, StoredEvent
from msgspec import Raw, Struct
from msgspec.structs import replace

from domain.catalogue import EVENTS
from domain.correction import Corrected, Retracted
from domain.kernel import Event, Key
from domain.values import JSON, Source, decode_value


class Entry(NamedTuple):
    """A fact with its envelope on its way into the log; the library calls it a domain event."""

    originator_id: UUID
    originator_version: int
    key: Key
    event: Event
    actor: str
    request: str
    source: Source | None
    illustrative: bool


class Stored(Struct, frozen=True, gc=False, omit_defaults=True):
    """A fact as stored: JSON that an auditor can read, the envelope around the fact's own data."""

    stream: str
    actor: str
    request: str
    data: Raw
    source: Source | None = None
    illustrative: bool = False


_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_STORED: Final = msgspec.json.Decoder(Stored)
_DATA: Final[Mapping[str, msgspec.json.Decoder[Event]]] = {
    topic: msgspec.json.Decoder(kind, dec_hook=decode_value) for topic, kind in EVENTS.items()
}


class EntryMapper(Mapper[UUID]):
    """Facts to stored JSON and back, under their stable names; a ValueError is a fact that could not be read again."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        entry = cast("Entry", domain_event)
        stored = Stored(
            stream=str(entry.key),
            actor=entry.actor,
            request=entry.request,
            data=Raw(JSON.encode(entry.event)),
            source=entry.source,
            illustrative=entry.illustrative,
        )
        state = JSON.encode(stored)
        if _NUL.search(state):
            raise ValueError(
                f"A text of {entry.event.TOPIC} holds U+0000, which PostgreSQL's JSON could never read again."
            )
        read_fact(entry.event.TOPIC, stored.data)  # what could not be read again is never stored
        return StoredEvent(entry.originator_id, entry.originator_version, entry.event.TOPIC, state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        stored, event = read_stored(stored_event.topic, stored_event.state)
        return Entry(
            originator_id=cast("UUID", stored_event.originator_id),
            originator_version=stored_event.originator_version,
            key=Key.read(stored.stream),
            event=event,
            actor=stored.actor,
            request=stored.request,
            source=stored.source,
            illustrative=stored.illustrative,
        )


def read_stored(topic: str, state: bytes) -> tuple[Stored, Event]:
    """The envelope and the fact of a stored event. Raises ValueError (msgspec's included) where it cannot be read."""
    stored = _STORED.decode(state)
    return stored, read_fact(topic, stored.data)


def read_fact(topic: str, data: Raw | bytes) -> Event:
    """A fact by its stored name, without its envelope. Raises ValueError where it cannot be read."""
    decoder = _DATA.get(topic)
    if decoder is None:
        raise ValueError(f"no event is known by the name {topic!r}")
    return _typed(decoder.decode(data))


def _typed(event: Event) -> Event:
    """A correction holds facts of the kind that it names."""
    if isinstance(event, Retracted):
        return replace(event, was=_convert(event.topic, event.was))
    if isinstance(event, Corrected):
        return replace(event, was=_convert(event.topic, event.was), fact=_convert(event.topic, event.fact))
    return event


def _convert(topic: str, fact: Any) -> Event:
    kind = EVENTS.get(topic)
    if kind is None:
        raise ValueError(f"no event is known by the name {topic!r}")
    return msgspec.convert(fact, kind, dec_hook=decode_value)
