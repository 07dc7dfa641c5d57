"""The reader: puts questions to the read models, waits until they have reached what the caller has seen, and tells how they fare."""

import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from domain.recorder import CHANNEL as LOG_CHANNEL
from domain.recorder import LOCK_TIMEOUT, POOL_TIMEOUT, Unavailable, run
from projections.engine import CHANNEL, LIVE
from projections.moment import Moment, Reading
from projections.projection import View

PATIENCE: Final = 4.0
POLL: Final = 0.5
AGAIN: Final = 0.2
LAGGING: Final = 10.0


class Behind(Exception):
    """The read models have not reached the position that the caller has seen."""

    def __init__(self, seen: int, reached: int) -> None:
        super().__init__(f"The read models stand at position {reached} and have not reached {seen} yet.")


class NotYet(Exception):
    """A question about a position that the log has not reached."""

    def __init__(self, asked: int, reached: int) -> None:
        super().__init__(f"The log has reached position {reached}; nothing is known at {asked} yet.")


class Standing(NamedTuple):
    """Where the read models were last seen to stand, and when that was, by the monotonic clock.

    `tables` and `set_aside` (the sum of the positions that are) change whenever answers about the past may have changed.
    """

    position: int = 0
    tables: int = 0
    set_aside: int = 0
    looked_at: float = float("-inf")

    @property
    def edition(self) -> tuple[int, int]:
        return self.tables, self.set_aside


class SetAside(View):
    """An event that a projection could not fold, or that waits behind such a one."""

    projection: str
    key: str
    position: int
    why: str


class Health(View):
    """How the read models fare: `ok`, `degraded` (events set aside, or lagging for more than ten seconds) or `down`."""

    status: str
    log_position: int
    position: int
    lag_events: int
    lag_seconds: float
    set_aside: tuple[SetAside, ...]
    demonstration: bool


class Reader:
    """A pool of reading connections, and a watch on how far the read models are. Thread-safe; close it in the end."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self._url = url
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=pool_size,
            kwargs={"autocommit": True, "connect_timeout": 3},
            configure=_configure,
            check=ConnectionPool.check_connection,
            timeout=POOL_TIMEOUT,
            reconnect_timeout=POOL_TIMEOUT,
            open=True,
        )
        self._moved = threading.Condition()
        self._standing = Standing()
        self._stopped = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="watch", daemon=True)
        self._watch.start()

    def close(self) -> None:
        self._stopped.set()
        with suppress(PoolTimeout, psycopg.Error), self._pool.connection(timeout=POLL) as connection:
            run(connection, "SELECT pg_notify(%s, '')", (CHANNEL,))  # wakes the watch
        self._watch.join()
        self._pool.close()

    @property
    def position(self) -> int:
        """The position that the read models were last seen at, without asking the database."""
        return self._standing.position

    @property
    def standing(self) -> Standing:
        """Where the read models were last seen to stand, without asking the database."""
        return self._standing

    @contextmanager
    def reading(
        self, as_of: date | None = None, known_at: int | datetime | None = None, seen: int = 0
    ) -> Generator[Reading]:
        """A view at this moment (both clocks default to now), not before the read models have reached `seen`.

        Raises Behind, NotYet or Unavailable.
        """
        with self._connection() as connection:
            position = known_at if isinstance(known_at, int) else None
            if isinstance(known_at, datetime):
                position = position_at(connection, known_at)
            reached = self.wait_for(connection, max(seen, position or 0))
            moment = Moment(as_of or datetime.now(UTC).date(), reached if position is None else position)
            yield Reading(connection, Moment(moment.as_of, moment.known_at, recorded_at(connection, moment.known_at)))

    def wait_for(self, connection: psycopg.Connection[Any], seen: int) -> int:
        """The position of the read models, once they have reached `seen`."""
        reached = self._look(connection)
        if reached >= seen:
            return reached
        head = log_position(connection)
        if seen > head:
            raise NotYet(seen, head)
        with self._moved:
            self._moved.wait_for(lambda: self._standing.position >= seen, timeout=PATIENCE)
        if (reached := self._look(connection)) < seen:
            raise Behind(seen, reached)
        return reached

    def health(self) -> Health:
        """How the read models fare. Raises Unavailable when the database does not answer."""
        with self._connection() as connection:
            head, position = log_position(connection), self._look(connection)
            query = "SELECT recorded_at FROM log.events WHERE notification_id > %s ORDER BY notification_id LIMIT 1"
            waiting = run(connection, query, (position,)).fetchone()
            lag = max(0.0, (datetime.now(UTC) - waiting[0]).total_seconds()) if waiting else 0.0
            aside = set_aside(connection)
            demonstration = run(connection, "SELECT demonstration FROM log.about").fetchone() == (True,)
        return Health(
            status="degraded" if aside or (lag > LAGGING and not demonstration) else "ok",
            log_position=head,
            position=position,
            lag_events=head - position,
            lag_seconds=round(lag, 3),
            set_aside=tuple(aside),
            demonstration=demonstration,
        )

    @contextmanager
    def _connection(self) -> Generator[psycopg.Connection[Any]]:
        try:
            with self._pool.connection() as connection:
                yield connection
        except (PoolTimeout, psycopg.OperationalError) as error:
            raise Unavailable("The database cannot be reached or is too busy at the moment.") from error
        except psycopg.errors.UndefinedTable as error:
            raise Unavailable("The read models have not been built yet.") from error

    def _look(self, connection: psycopg.Connection[Any]) -> int:
        standing = look(connection)
        self._announce(standing)
        return standing.position

    def _announce(self, standing: Standing) -> None:
        with self._moved:
            if standing.looked_at > self._standing.looked_at:
                self._standing = standing
                self._moved.notify_all()

    def _keep_watch(self) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=3) as connection:
                    run(connection, f"LISTEN {CHANNEL}")
                    while not self._stopped.is_set():
                        self._look(connection)
                        for _ in connection.notifies(timeout=POLL, stop_after=1):
                            pass
            except psycopg.Error:
                self._stopped.wait(AGAIN)


def _configure(connection: psycopg.Connection[Any]) -> None:
    """To compile a question, where PostgreSQL can, would take longer than to answer it."""
    run(
        connection,
        f"SET statement_timeout = '30s'; SET lock_timeout = '{LOCK_TIMEOUT}s'; SET timezone = 'UTC'; SET jit = off",
    )


def look(connection: psycopg.Connection[Any]) -> Standing:
    """Where the read models stand; at position 0 where they have not been built yet."""
    looked_at = time.monotonic()
    query = (
        f"SELECT position, '{LIVE}.progress'::regclass::oid::bigint, "
        f"(SELECT coalesce(sum(position), 0)::bigint FROM {LIVE}.set_aside) FROM {LIVE}.progress"
    )
    try:
        row = run(connection, query).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        row = None
    return Standing(row[0], row[1], row[2], looked_at) if row else Standing(looked_at=looked_at)


def log_position(connection: psycopg.Connection[Any]) -> int:
    """The position of the last event in the log; 0 where it is empty."""
    row = run(connection, "SELECT coalesce(max(notification_id), 0) FROM log.events").fetchone()
    assert row is not None
    return int(row[0])


def position_at(connection: psycopg.Connection[Any], instant: datetime) -> int:
    """The position that the log had reached at an instant."""
    query = "SELECT notification_id FROM log.events WHERE recorded_at <= %s ORDER BY recorded_at DESC, notification_id DESC LIMIT 1"
    row = run(connection, query, (instant,)).fetchone()
    return int(row[0]) if row else 0


def recorded_at(connection: psycopg.Connection[Any], position: int) -> datetime | None:
    """When the last event up to this position was recorded."""
    query = "SELECT recorded_at FROM log.events WHERE notification_id <= %s ORDER BY notification_id DESC LIMIT 1"
    row = run(connection, query, (position,)).fetchone()
    return row[0] if row else None


def beside(reading: Reading, as_of: date | None, known_at: int | datetime | None) -> Reading:
    """The same view at another moment; a clock that is None stands where that of the reading does. Raises Behind, NotYet.

    An instant that is not over yet stands for no more than what the reading knows.
    """
    connection, here = reading.connection, reading.moment
    position = here.known_at if known_at is None else known_at
    if isinstance(position, datetime):
        position = position_at(connection, position) if position < datetime.now(UTC) else here.known_at
    if position > here.known_at and position > (reached := look(connection).position):
        head = log_position(connection)
        raise Behind(position, reached) if position <= head else NotYet(position, head)
    return Reading(connection, Moment(as_of or here.as_of, position, recorded_at(connection, position)))


def set_aside(connection: psycopg.Connection[Any]) -> Sequence[SetAside]:
    """What the projections could not fold, in the order of the log."""
    try:
        rows = run(
            connection, f"SELECT projection, key, position, why FROM {LIVE}.set_aside ORDER BY position"
        ).fetchall()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        return []
    return [SetAside(projection=p, key=k, position=n, why=w) for p, k, n, w in rows]


def mark_for_retry(connection: psycopg.Connection[Any]) -> int:
    """Ask the active engine to try again what it set aside; how many events that are."""
    marked = {row[0] for row in run(connection, f"UPDATE {LIVE}.set_aside SET retry = true RETURNING position")}
    run(connection, "SELECT pg_notify(%s, '')", (LOG_CHANNEL,))
    return len(marked)
