"""The library's own way to the same rows: its ProjectionRunner, one event in one transaction, into tables like ours."""

import threading
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, LiteralString, cast

import psycopg
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow

from domain.application import Log
from domain.kernel import Recorded
from domain.stored import Entry
from projections.catalogue import PROJECTIONS
from projections.projection import STILL, AnyProjection

SCHEMA: Final = "library"
PATIENCE: Final = 3600.0

Cursor = psycopg.Cursor[DictRow]


class Statements:
    """The SQL of one row's life in one table."""

    def __init__(self, projection: AnyProjection) -> None:
        table = f"{SCHEMA}.{projection.table}"
        self.columns = [name for name, _ in projection.row.COLUMNS]
        names = ", ".join(("key", "known_from", "known_to", *self.columns, "body"))
        values = ", ".join(["%s"] * (4 + len(self.columns)))
        self.find: LiteralString = cast(
            "LiteralString", f"SELECT body::text FROM {table} WHERE key = %s AND known_to = {STILL}"
        )
        self.end: LiteralString = cast(
            "LiteralString", f"UPDATE {table} SET known_to = %s WHERE key = %s AND known_to = {STILL}"
        )
        self.begin: LiteralString = cast("LiteralString", f"INSERT INTO {table} ({names}) VALUES ({values})")


class RowView(PostgresTrackingRecorder):
    """The view: the folds of our projections, and their rows written as each event comes.

    The library hands over events without the instant at which they were recorded, so those are looked up beforehand.
    """

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self._statements = {p.table: Statements(p) for p in PROJECTIONS}
        self._interested: dict[type, list[AnyProjection]] = {}
        self.instants = self._look_up()
        self.until = max(self.instants)
        self.began = 0.0
        self.ended = 0.0
        self.finished = threading.Event()

    def _look_up(self) -> dict[int, datetime]:
        with self.datastore.get_connection() as connection:
            query = "SELECT notification_id, recorded_at FROM log.events WHERE notification_id <= (SELECT until FROM library.task)"
            rows = connection.execute(query).fetchall()
        return {row["notification_id"]: row["recorded_at"] for row in rows}

    def take(self, entry: Entry, tracking: Tracking) -> None:
        """Fold one event into its rows, in one transaction with the tracking of its position."""
        position = tracking.notification_id
        if position > self.until:
            return
        self.began = self.began or time.perf_counter()
        recorded = Recorded(
            position,
            entry.key,
            entry.originator_version,
            entry.event,
            self.instants[position],
            entry.actor,
            entry.request,
            entry.source,
            entry.illustrative,
        )
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            for projection in self._projections(type(entry.event)):
                for key in projection.touched(recorded):
                    self._evolve(cursor, projection, key, recorded)
        if position == self.until:
            self.ended = time.perf_counter()
            self.finished.set()

    def _projections(self, kind: type) -> list[AnyProjection]:
        if kind not in self._interested:
            self._interested[kind] = [p for p in PROJECTIONS if kind in p.on]
        return self._interested[kind]

    def _evolve(self, cursor: Cursor, projection: AnyProjection, key: str, recorded: Recorded) -> None:
        statements = self._statements[projection.table]
        before = None
        if type(recorded.event) not in projection.births:
            found = cursor.execute(statements.find, (key,), prepare=True).fetchone()
            before = projection.decode(found["body"]) if found else None
        after = projection.evolve(before, recorded, key)
        if after is before:
            return
        if before is not None:
            cursor.execute(statements.end, (recorded.position, key), prepare=True)
        if after is not None:
            columns = [getattr(after, name) for name in statements.columns]
            body = projection.encode(after).decode()
            cursor.execute(statements.begin, (key, recorded.position, STILL, *columns, body), prepare=True)


class RowProjection(Projection[RowView]):
    name = "rows"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # pyright: ignore[reportIncompatibleVariableOverride] - one method for all kinds
        self.view.take(domain_event, tracking)


class TheLog(Log):
    """Our log, built as the library builds an application: from its environment."""

    name = "log"

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        super().__init__((env or {})["LOG_URL"], pool_size=4)


def environment(url: str) -> dict[str, str]:
    """The library's settings for a database."""
    named = conninfo_to_dict(url)
    return {
        "LOG_URL": url,
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(named.get("dbname", "")),
        "POSTGRES_HOST": str(named.get("host", "")),
        "POSTGRES_PORT": str(named.get("port", "5432")),
        "POSTGRES_USER": str(named.get("user", "")),
        "POSTGRES_PASSWORD": str(named.get("password", "")),
        "POSTGRES_SCHEMA": SCHEMA,
    }


def prepare(connection: psycopg.Connection[Any], until: int) -> None:
    """Empty tables for the library, and the position up to which it is to go."""
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    for projection in PROJECTIONS:
        connection.execute(cast("LiteralString", projection.create(SCHEMA)))
    connection.execute(f"CREATE TABLE {SCHEMA}.task (until bigint NOT NULL)")
    connection.execute(f"INSERT INTO {SCHEMA}.task VALUES (%s)", (until,))


def seconds_taken(url: str) -> float:
    """How long the runner takes from its first event to the last that it was told to fold."""
    runner = ProjectionRunner(
        application_class=TheLog, projection_class=RowProjection, view_class=RowView, env=environment(url)
    )
    with runner:
        while not runner.view.finished.wait(timeout=1.0):
            if runner.is_interrupted.is_set():
                break
    return runner.view.ended - runner.view.began


def forget(connection: psycopg.Connection[Any]) -> None:
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
