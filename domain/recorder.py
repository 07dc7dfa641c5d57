"""How facts are stored: `eventsourcing`'s PostgreSQL recorder and mapper with our envelope, time-outs and order of appends."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any, Final, LiteralString, NamedTuple, TypeVar, cast
from uuid import UUID, uuid4

import msgspec
import psycopg
import psycopg_pool
from eventsourcing.persistence import InterfaceError, Mapper, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresFactory
from eventsourcing.utils import Environment
from msgspec import Raw, Struct
from psycopg.rows import DictRow, dict_row, tuple_row

from domain.catalogue import EVENTS
from domain.kernel import Event, Key, Recorded
from domain.values import JSON, Source, decode_value

PATIENCE: Final = 4.0
POOL_TIMEOUT: Final = 2.0
LOCK_TIMEOUT: Final = 2.0
CHANNEL: Final = "events"
SETUP_LOCK: Final = 4270015

T = TypeVar("T")
R = TypeVar("R")


class Unavailable(Exception):
    """The database cannot be reached or is too busy. The same request may be sent again."""


class Caller(Struct, frozen=True, kw_only=True):
    """Who asks, under which request id and Idempotency-Key, on which version, and by which scripted clock (demonstrations only)."""

    actor: str
    request: str = msgspec.field(default_factory=lambda: uuid4().hex)
    idempotency_key: str | None = None
    if_version: int | None = None
    clock: datetime | None = None


class Append(Struct, frozen=True):
    """What an append says beside its events: the request that it answers, and which versions it writes and has read."""

    caller: Caller
    fingerprint: bytes
    written: dict[Key, int]
    read: dict[Key, int]


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
    """Facts to stored JSON and back, under their stable names instead of module paths."""

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
    decoder = _DATA.get(topic)
    if decoder is None:
        raise ValueError(f"no event is known by the name {topic!r}")
    return stored, decoder.decode(stored.data)


class LogDatastore(PostgresDatastore):
    """The library's connection pool on any libpq connection string, with time-outs on locks and on the pool itself."""

    def __init__(self, url: str, pool_size: int) -> None:
        super().__init__("", "", "", "", "", schema="log")
        self.pool = psycopg_pool.ConnectionPool(
            url,
            connection_class=psycopg.Connection[DictRow],
            kwargs={"row_factory": dict_row, "connect_timeout": 3, "tcp_user_timeout": 4000},
            min_size=1,
            max_size=pool_size,
            open=False,
            configure=_configure,
            check=psycopg_pool.ConnectionPool[psycopg.Connection[DictRow]].check_connection,
            timeout=POOL_TIMEOUT,
            reconnect_timeout=POOL_TIMEOUT,
        )


def _configure(connection: psycopg.Connection[Any]) -> None:
    connection.autocommit = True
    run(connection, f"SET lock_timeout = '{LOCK_TIMEOUT}s'; SET timezone = 'UTC'")
    run(connection, "SET idle_in_transaction_session_timeout = '10s'")


def run(connection: psycopg.Connection[R], query: str, arguments: Sequence[Any] | None = None) -> psycopg.Cursor[R]:
    """Execute SQL made of our own names; what users say goes in as parameters."""
    return connection.execute(cast("LiteralString", query), arguments)


_APPEND: Final = """
    SELECT position FROM log.append(
        %b, %b, %b, %b, %b::uuid[], %b::bigint[], %b::text[], %b::uuid[], %b::bigint[], %b,
        %b::uuid[], %b::bigint[], %b::text[], %b::bytea[]
    ) AS position
"""


class LogRecorder(PostgresApplicationRecorder):
    """The library's recorder with one change: appends wait their turn on an advisory lock, not on a table lock."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="events")
        self.lock_table_statements = []

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """One statement, so one transaction. The library's pipeline never ends once a batch outgrows the socket's buffer."""
        append: Append = kwargs["append"]
        arguments = (
            append.caller.actor,
            append.caller.idempotency_key or append.caller.request,
            append.fingerprint,
            append.caller.request,
            [key.stream for key in append.written],
            list(append.written.values()),
            [str(key) for key in append.written],
            [key.stream for key in append.read],
            list(append.read.values()),
            append.caller.clock,
            [stored.originator_id for stored in stored_events],
            [stored.originator_version for stored in stored_events],
            [stored.topic for stored in stored_events],
            [stored.state for stored in stored_events],
        )

        def insert() -> list[int]:
            with self.datastore.get_connection() as connection:
                rows = connection.execute(_APPEND, arguments, prepare=True, binary=True).fetchall()
            return [row["position"] for row in rows]

        return patiently(insert)

    def select_streams(self, streams: Sequence[UUID]) -> list[tuple[UUID, int, str, bytes]]:
        """All facts of these streams as (stream, version, stored name, state), in order, in one query."""

        def select() -> list[tuple[UUID, int, str, bytes]]:
            with self.datastore.get_connection() as connection:
                rows = connection.execute(
                    "SELECT originator_id, originator_version, topic, state FROM log.events "
                    "WHERE originator_id = ANY(%s) ORDER BY originator_id, originator_version",
                    (streams,),
                    prepare=True,
                    binary=True,
                ).fetchall()
            return [(r["originator_id"], r["originator_version"], r["topic"], r["state"]) for r in rows]

        return patiently(select)


class LogFactory(PostgresFactory):
    """Builds recorder and mapper on `LogDatastore` instead of the library's POSTGRES_… variables."""

    def __init__(self, datastore: LogDatastore) -> None:
        super().__init__(
            Environment(
                "log",
                dict.fromkeys(("POSTGRES_DBNAME", "POSTGRES_HOST", "POSTGRES_USER", "POSTGRES_PASSWORD"), ""),
            )
        )
        self.datastore = datastore


def patiently(attempt: Callable[[], T]) -> T:
    """The attempt's result; a lost connection is tried again within `PATIENCE` seconds, then it is `Unavailable`.

    Safe for appends: one that had gone through in spite of its lost answer is met by its own row in `log.requests`.
    """
    deadline = time.monotonic() + PATIENCE - POOL_TIMEOUT
    while True:
        try:
            return attempt()
        except (InterfaceError, OperationalError) as error:
            cause = error.__cause__
            hopeless = isinstance(
                cause,
                (psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, psycopg.errors.LockNotAvailable),
            )
            if hopeless or time.monotonic() > deadline:
                raise Unavailable("The database cannot be reached or is too busy at the moment.") from error
            time.sleep(0.05)


def install(url: str, *, demonstration: bool = False) -> bool:
    """Make the log's tables where they are missing; returns whether the log is a demonstration's, which is settled when it is made."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (SETUP_LOCK,))
        connection.execute("CREATE SCHEMA IF NOT EXISTS log")
        datastore = LogDatastore(url, 2)
        try:
            LogRecorder(datastore).create_table()
        finally:
            datastore.close()
        run(connection, files("domain").joinpath("log.sql").read_text(encoding="utf-8"))
        connection.execute("INSERT INTO log.about (demonstration) VALUES (%s) ON CONFLICT DO NOTHING", (demonstration,))
        row = connection.execute("SELECT demonstration FROM log.about").fetchone()
        assert row is not None
        return bool(row[0])


class Unreadable(NamedTuple):
    """A stored event that this version of Jalon cannot read, and why."""

    position: int
    stream: str
    error: str


_SELECT: Final = """
    SELECT notification_id, originator_id, originator_version, topic, state, recorded_at FROM log.events
    WHERE notification_id > %s ORDER BY notification_id LIMIT %s
"""
_SELECT_THESE: Final = """
    SELECT notification_id, originator_id, originator_version, topic, state, recorded_at FROM log.events
    WHERE notification_id = ANY(%s) ORDER BY notification_id
"""


def read_log(connection: psycopg.Connection[Any], after: int, limit: int) -> Iterator[Recorded | Unreadable]:
    """The next facts of the log after a position, in order, `limit` at most."""
    return _recorded(connection, _SELECT, (after, limit))


def read_positions(connection: psycopg.Connection[Any], positions: Sequence[int]) -> Iterator[Recorded | Unreadable]:
    """The facts at these positions, in order."""
    return _recorded(connection, _SELECT_THESE, (list(positions),))


def _recorded(
    connection: psycopg.Connection[Any], query: str, arguments: tuple[Any, ...]
) -> Iterator[Recorded | Unreadable]:
    with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
        found = cursor.execute(cast("LiteralString", query), arguments, prepare=True).fetchall()
        for position, stream, version, topic, state, recorded_at in found:
            try:
                stored, event = read_stored(topic, state)
                key = Key.read(stored.stream)
            except (ValueError, RecursionError) as error:
                yield Unreadable(position, str(stream), str(error))
                continue
            yield Recorded(
                position,
                key,
                version,
                event,
                recorded_at,
                stored.actor,
                stored.request,
                stored.source,
                stored.illustrative,
            )
