"""The engine: keeps the read models up to date with the log, all together, in batches, in one transaction with the position."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, LiteralString, cast

import psycopg

from domain.kernel import Recorded
from domain.log import Unreadable, read_log, read_positions
from domain.recorder import run
from projections.collector import uncollected
from projections.fold import Fold, is_stream, take_all
from projections.projection import STILL, AnyProjection, Row, Version

LIVE: Final = "read"
BESIDE: Final = "read_next"
FORMER: Final = "read_former"
ACTIVE_LOCK: Final = 4270017
REBUILD_LOCK: Final = 4270018
CHANNEL: Final = "read_models"
BATCH: Final = 10_000
# Rows and position commit together, so that what a crash takes back is folded again: no commit waits for the disk.
_NO_HURRY: Final = "set_config('synchronous_commit', 'off', true)"

Connection = psycopg.Connection[Any]
Tell = Callable[[int], None]


class Moved(Exception):
    """The read models are missing, or another set took their place meanwhile: look again."""


class Engine:
    """Folds the log into the tables of these projections, in one schema."""

    def __init__(self, projections: Sequence[AnyProjection], schema: str = LIVE) -> None:
        self.projections = tuple(projections)
        self.schema = schema

    @property
    def shape(self) -> str:
        """A fingerprint of tables and folds: read models of another shape must be built anew."""
        parts = [
            f"{p.create('')}{sorted(e.TOPIC for e in p.on)}{p.row.__struct_fields__}{p.edition}"
            for p in self.projections
        ]
        return sha256("".join(parts).encode()).hexdigest()

    def install(self, connection: Connection) -> None:
        """Make empty tables, in place of any that this schema had."""
        run(connection, f"DROP SCHEMA IF EXISTS {self.schema} CASCADE; CREATE SCHEMA {self.schema};")
        for projection in self.projections:
            run(connection, projection.create(self.schema))
        run(
            connection,
            f"CREATE TABLE {self.schema}.progress (position bigint NOT NULL, shape text NOT NULL);"
            f"CREATE TABLE {self.schema}.set_aside (projection text NOT NULL, key text NOT NULL, position bigint NOT NULL, "
            "why text NOT NULL, retry boolean NOT NULL DEFAULT false, PRIMARY KEY (projection, key, position));",
        )
        run(connection, f"INSERT INTO {self.schema}.progress VALUES (0, %s)", (self.shape,))

    def is_installed(self, connection: Connection) -> bool:
        """Whether all the tables are there, and of this shape."""
        tables = ["progress", "set_aside", *(p.table for p in self.projections)]
        names = [f"{self.schema}.{table}" for table in tables]
        missing = "SELECT FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NULL"
        if run(connection, missing, (names,)).fetchone() is not None:
            return False
        return run(connection, f"SELECT shape FROM {self.schema}.progress").fetchone() == (self.shape,)

    def catch_up(
        self, connection: Connection, *, batch: int = BATCH, until: int = STILL, tell: Tell | None = None
    ) -> int:
        """Fold all that is new (or `until` a position is reached), batch by batch; `tell` hears each batch's position."""
        while True:
            before, after = self.step(connection, batch)
            if before < after and tell:
                tell(after)
            if before == after or after >= until:
                return after

    @uncollected()
    def step(self, connection: Connection, batch: int = BATCH) -> tuple[int, int]:
        """Fold the next batch in one transaction; the positions before and after it."""
        try:
            return self._step(connection, batch, born=True)
        except psycopg.errors.UniqueViolation:
            return self._step(connection, batch, born=False)

    def _step(self, connection: Connection, batch: int, *, born: bool) -> tuple[int, int]:
        """With `born`, births are taken at their word: where a row was there before, its table refuses a second one."""
        with connection.transaction():
            row = run(connection, f"SELECT position, {_NO_HURRY} FROM {self.schema}.progress FOR UPDATE").fetchone()
            if row is None:
                raise Moved
            before = int(row[0])
            news = list(read_log(connection, before, batch))
            if not news:
                return before, before
            held = self._held(connection)
            folds = [
                Fold(p, self._open_rows(connection, p, news, born=born), held.get(p.table, ()))
                for p in self.projections
            ]
            take_all(folds, news)
            for fold in folds:
                self._write(connection, fold)
            after = news[-1].position
            query = f"UPDATE {self.schema}.progress SET position = %s WHERE position = %s"
            if run(connection, query, (after, before)).rowcount != 1:
                raise Moved
            run(connection, "SELECT pg_notify(%s, %s)", (CHANNEL, str(after)))
            return before, after

    def retry(self, connection: Connection) -> int:
        """Fold what was set aside and is marked for another try, at its old positions; how many events were folded."""
        with connection.transaction():
            run(connection, f"SELECT position FROM {self.schema}.progress FOR UPDATE")
            marked = run(
                connection,
                f"DELETE FROM {self.schema}.set_aside WHERE (projection, key) IN "
                f"(SELECT projection, key FROM {self.schema}.set_aside WHERE retry) RETURNING projection, key, position",
            ).fetchall()
            by_table = groupby(sorted(marked), key=lambda row: row[0])
            tables = {p.table: p for p in self.projections}
            held = self._held(connection)
            again: set[int] = set()
            for table, rows in by_table:
                if table in tables:
                    again |= self._retry_one(connection, tables[table], list(rows), held.get(table, set()))
            run(connection, "SELECT pg_notify(%s, '')", (CHANNEL,))
            return len({position for _, _, position in marked} - again)

    def _retry_one(
        self, connection: Connection, projection: AnyProjection, rows: list[tuple[str, str, int]], held: set[str]
    ) -> set[int]:
        """Fold one projection's facts again while the rows in `held` still wait; the positions set aside anew."""
        keys_at: dict[int, set[str]] = {}
        for _, key, position in rows:
            keys_at.setdefault(position, set()).add(key)
        facts = list(read_positions(connection, sorted(keys_at)))
        open_rows = self._open_rows(connection, projection, facts, born=False)
        fold = Fold(projection, open_rows, (key for key in held if not is_stream(key)))
        for fact in facts:
            if isinstance(fact, Unreadable):
                take_all([fold], [fact])
            elif type(fact.event) in projection.on:
                fold.take(fact, keys_at[fact.position])
        self._write(connection, fold)
        return {aside.position for aside in fold.set_aside}

    def _held(self, connection: Connection) -> dict[str, set[str]]:
        held: dict[str, set[str]] = {}
        for projection, key in run(connection, f"SELECT DISTINCT projection, key FROM {self.schema}.set_aside"):
            held.setdefault(projection, set()).add(key)
        return held

    def _open_rows(
        self,
        connection: Connection,
        projection: AnyProjection,
        news: Iterable[Recorded | Unreadable],
        *,
        born: bool,
    ) -> dict[str, tuple[int, Row]]:
        keys: set[str] = set()
        for recorded in news:
            if isinstance(recorded, Unreadable) or type(recorded.event) not in projection.on:
                continue
            if born and type(recorded.event) in projection.births:
                continue
            try:
                keys.update(projection.touched(recorded))
            except Exception:  # noqa: BLE001, S112 - the fold meets the same fault and sets the event aside
                continue
        if not keys:
            return {}
        rows = run(
            connection,
            f"SELECT key, known_from, body::text FROM {self.schema}.{projection.table} WHERE key = ANY(%s) AND known_to = {STILL}",
            (list(keys),),
        )
        return {key: (known_from, projection.decode(body)) for key, known_from, body in rows}

    def _write(self, connection: Connection, fold: Fold) -> None:
        table = f"{self.schema}.{fold.projection.table}"
        if fold.closed:
            run(
                connection,
                f"UPDATE {table} AS t SET known_to = c.known_to FROM unnest(%s::text[], %s::bigint[]) AS c (key, known_to) "
                f"WHERE t.key = c.key AND t.known_to = {STILL}",
                ([key for key, _ in fold.closed], [position for _, position in fold.closed]),
            )
        if versions := fold.versions():
            copy_versions(connection, table, fold.projection, versions)
        if fold.set_aside:
            query = f"INSERT INTO {self.schema}.set_aside VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
            with connection.cursor() as cursor:
                cursor.executemany(cast("LiteralString", query), fold.set_aside)


def copy_versions(connection: Connection, table: str, projection: AnyProjection, versions: Iterable[Version]) -> None:
    """COPY versions of rows into their table."""
    columns = [name for name, _ in projection.row.COLUMNS]
    types = ["text", "bigint", "bigint", *[kind for _, kind in projection.row.COLUMNS], "bytea"]
    query = cast("LiteralString", f"COPY {table} ({projection.written}) FROM STDIN (FORMAT binary)")
    encode = projection.encode
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.set_types(types)
        for key, known_from, known_to, row in versions:
            copy.write_row((key, known_from, known_to, *[getattr(row, c) for c in columns], encode(row)))


def rebuild(connection: Connection, projections: Sequence[AnyProjection], tell: Tell | None = None) -> int:
    """Build the read models anew beside the live ones and put them in their place; the position they reached.

    The live ones answer, and are kept up to date, until the swap. Two rebuilds at once take turns. What is recorded after it
    began may be left to the live engine, so that it ends however much is recorded.
    """
    engine = Engine(projections, BESIDE)
    run(connection, "SELECT pg_advisory_lock(%s)", (REBUILD_LOCK,))
    try:
        run(connection, f"DROP SCHEMA IF EXISTS {FORMER} CASCADE")
        with connection.transaction():
            engine.install(connection)
        head = _one(connection, "SELECT coalesce(max(notification_id), 0) FROM log.events")
        engine.catch_up(connection, until=head, tell=tell)
        with connection.transaction():
            if _one(connection, "SELECT to_regclass(%s)", f"{LIVE}.progress"):
                head = _one(connection, f"SELECT position FROM {LIVE}.progress FOR UPDATE") or 0
            if _one(connection, "SELECT to_regnamespace(%s)", LIVE):
                run(connection, f"ALTER SCHEMA {LIVE} RENAME TO {FORMER}")
            position = engine.catch_up(connection, until=head)
            run(connection, f"ALTER SCHEMA {BESIDE} RENAME TO {LIVE}")
            run(connection, "SELECT pg_notify(%s, %s)", (CHANNEL, str(position)))
        run(connection, f"DROP SCHEMA IF EXISTS {FORMER} CASCADE")
    finally:
        run(connection, "SELECT pg_advisory_unlock(%s)", (REBUILD_LOCK,))
    return position


def _one(connection: Connection, query: str, *arguments: str) -> Any:
    row = run(connection, query, arguments).fetchone()
    return row[0] if row else None
