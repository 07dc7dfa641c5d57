"""What does the log hold of a programme, and of the partners that it names, fact by fact as it was stored?

A fact that this Jalon cannot read is among them, as long as another one of its stream can be read.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, LiteralString, cast

import msgspec
from msgspec import Raw, Struct

from domain.kernel import Key
from domain.partner import Partner
from projections.activity import ACTIVITY
from projections.moment import Reading
from projections.partner import PARTNERS
from projections.projection import STILL, View

PAGE: Final = 1_000
NOTHING: Final = Raw(b"null")


class StoredFact(View):
    """A fact with its envelope, in the words in which it stands in the log: `topic`: its stored name; `entry`: its number in its stream."""

    position: int
    stream: str
    entry: int
    topic: str
    recorded_at: datetime
    actor: str
    request: str
    source: Raw
    illustrative: bool
    fact: Raw


class _Envelope(Struct, frozen=True):
    stream: str
    actor: str
    request: str
    data: Raw
    source: Raw = NOTHING
    illustrative: bool = False


_ENVELOPE: Final = msgspec.json.Decoder(_Envelope)
_CODE: Final = re.compile(r'"([A-Za-z0-9][A-Za-z0-9._-]{0,63})"')
_OF_PROGRAMME: Final = f"""
SELECT notification_id FROM log.events WHERE notification_id <= %(known_at)s AND originator_id IN (
    SELECT events.originator_id FROM read.{ACTIVITY.table} AS told
    JOIN log.events AS events ON events.notification_id = told.known_from
    WHERE told.programme = %(programme)s AND told.known_to = {STILL} AND told.known_from <= %(known_at)s
) ORDER BY notification_id
"""
_OF_STREAMS: Final = """
SELECT notification_id FROM log.events WHERE notification_id <= %(known_at)s AND originator_id = ANY(%(streams)s)
ORDER BY notification_id
"""
_FACTS: Final = """
SELECT notification_id, originator_version, topic, recorded_at, state FROM log.events
WHERE notification_id = ANY(%s) ORDER BY notification_id
"""


def facts_of_programme(reading: Reading, programme: str) -> Iterator[StoredFact]:
    """The facts of a programme and of all that is recorded of it, in the order of the log, up to the position that is asked for.

    What is known later only follows: up to a position these facts are the same for ever.
    """
    return _facts(reading, _positions(reading, _OF_PROGRAMME, programme=programme))


def facts_of_partners(reading: Reading, programme: str) -> Iterator[StoredFact]:
    """The facts of the partners that a programme names, and of those that they came from or went on in, in the order of the log."""
    registered = _registered(reading)
    named: set[str] = set()
    found = _codes(facts_of_programme(reading, programme)) & registered
    while found - named:
        named |= found
        found = _codes(_of_partners(reading, found)) & registered - named
    return _of_partners(reading, named)


def _of_partners(reading: Reading, codes: Iterable[str]) -> Iterator[StoredFact]:
    streams = [Key(Partner.KIND, code).stream for code in codes]
    return _facts(reading, _positions(reading, _OF_STREAMS, streams=streams))


def _registered(reading: Reading) -> set[str]:
    """The codes of all partners known at the moment."""
    query = f"SELECT DISTINCT key FROM read.{PARTNERS.table} WHERE known_from <= %(known_at)s"
    return {key.rpartition(":")[2] for (key,) in _ask(reading, query, known_at=reading.moment.known_at)}


def _codes(facts: Iterable[StoredFact]) -> set[str]:
    """Whatever these facts hold that may be a code, and the last part of the code of each stream."""
    found: set[str] = set()
    for fact in facts:
        found.update(_CODE.findall(bytes(fact.fact).decode()))
        found.add(fact.stream.rpartition("/")[2])
    return found


def _positions(reading: Reading, query: str, **asked: object) -> list[int]:
    return [position for (position,) in _ask(reading, query, known_at=reading.moment.known_at, **asked)]


def _ask(reading: Reading, query: str, **asked: object) -> Any:
    return reading.connection.execute(cast("LiteralString", query), asked)


def _facts(reading: Reading, positions: list[int]) -> Iterator[StoredFact]:
    for begin in range(0, len(positions), PAGE):
        found = reading.connection.execute(_FACTS, (positions[begin : begin + PAGE],), prepare=True, binary=True)
        for position, entry, topic, recorded_at, state in found.fetchall():
            said = _ENVELOPE.decode(state)
            yield StoredFact(
                position=position,
                stream=said.stream,
                entry=entry,
                topic=topic,
                recorded_at=recorded_at.astimezone(UTC),
                actor=said.actor,
                request=said.request,
                source=said.source,
                illustrative=said.illustrative,
                fact=said.data,
            )
