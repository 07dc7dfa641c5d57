"""A log with its read models, as a test writes and reads them."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import UTC, date, datetime, time
from typing import Any, Self

import psycopg
from psycopg import sql

from domain.application import Log
from domain.kernel import Command, Recorded, stream_id
from domain.log import Unreadable, install, read_log
from domain.recorder import Caller
from projections.catalogue import PROJECTIONS
from projections.engine import LIVE, Engine, rebuild
from projections.fold import Held, fold_all
from projections.moment import Moment, Reading
from projections.projection import STILL, AnyProjection, Version

Tables = dict[str, list[Version]]


class Ledger:
    """One database: requests go in under a scripted clock, read models come out."""

    projections: tuple[AnyProjection, ...] = PROJECTIONS
    engine = Engine(PROJECTIONS)

    def __init__(self, url: str) -> None:
        install(url, demonstration=True)
        self.url = url
        self.log = Log(url, pool_size=2, demonstration=True)
        self.connection = psycopg.connect(url, autocommit=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self.log.close()

    def seen_by(self, projections: Sequence[AnyProjection]) -> Self:
        """The same log, read by other projections."""
        other = copy(self)
        other.projections = tuple(projections)
        other.engine = Engine(projections)
        return other

    def say(self, day: str, *commands: Command, actor: str = "team", at: time = time(12)) -> int:
        """Record requests, together, on this day; returns the position that they reached."""
        clock = datetime.combine(date.fromisoformat(day), at, UTC)
        return self.log.record(commands, Caller(actor=actor, clock=clock)).position

    def empty(self) -> None:
        """Forget everything, so that a test, or an example that Hypothesis tries, begins with nothing."""
        self.connection.execute("TRUNCATE log.events, log.requests RESTART IDENTITY")
        self.connection.execute("UPDATE log.about SET demonstration = true WHERE NOT demonstration")
        self.connection.execute("DROP SCHEMA IF EXISTS read, read_next, read_former CASCADE")

    def build(self) -> int:
        return rebuild(self.connection, self.projections)

    def catch_up(self) -> int:
        if not self.engine.is_installed(self.connection):
            return self.build()
        return self.engine.catch_up(self.connection)

    def reading(self, as_of: str = "2030-01-01", known_at: int | None = None) -> Reading:
        """The read models, up to date, as a question at this moment sees them; everything is known unless said otherwise."""
        reached = self.catch_up()
        return Reading(self.connection, Moment(date.fromisoformat(as_of), reached if known_at is None else known_at))

    def facts(self, until: int | None = None) -> list[Recorded | Unreadable]:
        found = read_log(self.connection, 0, 1_000_000)
        return [fact for fact in found if until is None or fact.position <= until]

    def folded(self, until: int | None = None) -> Tables:
        """What the tables must hold when the log has been folded up to a position."""
        return in_order(fold_all(self.projections, self.facts(until)))

    def tables(self, schema: str = LIVE) -> Tables:
        return {p.table: list(versions(self.connection, p, schema)) for p in self.projections}

    def known(self, position: int) -> dict[str, list[Any]]:
        """The rows of each table as a question that is put as known at this position sees them."""
        reading = Reading(self.connection, Moment(date.max, position))
        return {p.table: reading.rows(p, "true") for p in self.projections}

    def set_aside(self) -> list[Held]:
        query = "SELECT projection, key, position, why FROM read.set_aside ORDER BY position, projection, key"
        return [Held(*row) for row in self.connection.execute(query)]

    def mark(self) -> None:
        self.connection.execute("UPDATE read.set_aside SET retry = true")

    @property
    def position(self) -> int:
        row = self.connection.execute("SELECT position FROM read.progress").fetchone()
        return row[0] if row else 0

    @contextmanager
    def broken(self, *positions: int, topic: str = "no.such_fact@9") -> Generator[None]:
        """Let these facts be such as this Jalon cannot read, until it can."""
        names = dict(
            self.connection.execute(
                "SELECT notification_id, topic FROM log.events WHERE notification_id = ANY(%s)",
                (list(positions),),
            ).fetchall()
        )
        change = "UPDATE log.events SET topic = %s WHERE notification_id = %s"
        for position in names:
            self.connection.execute(change, (topic, position))
        yield
        for position, name in names.items():
            self.connection.execute(change, (name, position))

    def write_raw(self, stream: str, version: int, topic: str, state: str | bytes) -> int:
        """Put an event into the log past all rules, and past the notification that a request sends."""
        row = self.connection.execute(
            "INSERT INTO log.events (originator_id, originator_version, topic, state, recorded_at) "
            "SELECT %s, %s, %s, %s, coalesce(max(recorded_at), '2018-06-01') FROM log.events "
            "RETURNING notification_id",
            (stream_id(stream), version, topic, state.encode() if isinstance(state, str) else state),
        ).fetchone()
        assert row is not None
        return row[0]


def versions(connection: psycopg.Connection[Any], projection: AnyProjection, schema: str = LIVE) -> Iterator[Version]:
    """All versions of all rows of one table, in order."""
    query = sql.SQL('SELECT key, known_from, known_to, body::text FROM {} ORDER BY key COLLATE "C", known_from')
    for key, known_from, known_to, body in connection.execute(query.format(sql.Identifier(schema, projection.table))):
        yield Version(key, known_from, known_to, projection.decode(body))


def in_order(tables: dict[str, list[Version]]) -> Tables:
    return {table: sorted(found, key=lambda v: (v.key, v.known_from)) for table, found in tables.items()}


def standing(tables: Tables) -> dict[str, list[Any]]:
    """The rows that still hold, in the order of their keys."""
    return {table: [v.row for v in found if v.known_to == STILL] for table, found in tables.items()}


def in_turn(items: Iterable[Any], lengths: Iterable[int]) -> Iterator[list[Any]]:
    """Split into pieces of these lengths; what is left over is the last piece."""
    rest = list(items)
    for length in lengths:
        if rest:
            yield rest[:length]
            rest = rest[length:]
    if rest:
        yield rest
