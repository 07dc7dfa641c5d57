"""How facts are stored: `eventsourcing`'s PostgreSQL recorder with our time-outs and our order of appends."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, LiteralString, TypeVar, cast
from uuid import UUID, uuid4

import msgspec
import psycopg
import psycopg_pool
from eventsourcing.persistence import InterfaceError, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresFactory
from eventsourcing.utils import Environment
from msgspec import Struct
from psycopg.rows import DictRow, dict_row

from domain.kernel import Key

PATIENCE: Final = 4.0
POOL_TIMEOUT: Final = 2.0
LOCK_TIMEOUT: Final = 2.0
CHANNEL: Final = "events"

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
    run(
        connection, f"SET lock_timeout = '{LOCK_TIMEOUT}s'; SET statement_timeout = '{PATIENCE}s'; SET timezone = 'UTC'"
    )
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

    def select_streams(self, streams: Sequence[UUID]) -> list[tuple[UUID, datetime, str, bytes]]:
        """All facts of these streams as (stream, when recorded, stored name, state), in order, in one query."""

        def select() -> list[tuple[UUID, datetime, str, bytes]]:
            with self.datastore.get_connection() as connection:
                rows = connection.execute(
                    "SELECT originator_id, recorded_at, topic, state FROM log.events "
                    "WHERE originator_id = ANY(%s) ORDER BY originator_id, originator_version",
                    (streams,),
                    prepare=True,
                    binary=True,
                ).fetchall()
            return [(r["originator_id"], r["recorded_at"], r["topic"], r["state"]) for r in rows]

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
