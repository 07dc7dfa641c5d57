"""The log as others meet it: made where it is missing, and read in its order."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, LiteralString, NamedTuple, cast

import psycopg
from psycopg.rows import tuple_row

from domain.kernel import Key, Recorded
from domain.recorder import LogDatastore, LogRecorder, run
from domain.stored import read_stored

SETUP_LOCK: Final = 4270015


def install(url: str, *, demonstration: bool = False) -> bool:
    """Make the log's tables where they are missing or of an earlier edition.

    Returns whether the log is a demonstration's, which is settled when it is made.
    """
    definitions = files("domain").joinpath("log.sql").read_text(encoding="utf-8")
    edition = sha256(definitions.encode()).hexdigest()
    with psycopg.connect(url, autocommit=True) as connection:
        found = _about(connection)
        if found is None or found[0] != edition:
            connection.execute("SELECT pg_advisory_lock(%s)", (SETUP_LOCK,))
            _make(connection, url, definitions)
            connection.execute(
                "INSERT INTO log.about (edition, demonstration) VALUES (%s, %s) "
                "ON CONFLICT (one_row) DO UPDATE SET edition = excluded.edition",
                (edition, demonstration),
            )
            found = _about(connection)
        assert found is not None
        return found[1]


def _about(connection: psycopg.Connection[Any]) -> tuple[str, bool] | None:
    """The edition of the log's definitions, and whether it is a demonstration's; None where there is no log."""
    if connection.execute("SELECT to_regclass('log.about')").fetchone() == (None,):
        return None
    return connection.execute("SELECT edition, demonstration FROM log.about").fetchone()


def _make(connection: psycopg.Connection[Any], url: str, definitions: str) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS log")
    datastore = LogDatastore(url, 2)
    try:
        LogRecorder(datastore).create_table()
    finally:
        datastore.close()
    run(connection, definitions)


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
