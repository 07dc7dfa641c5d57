"""How fast do the read models follow the log? Against the library's ProjectionRunner, and against COPY of the same rows."""

import tempfile
from collections.abc import Callable
from typing import IO, Any, Final, LiteralString, cast

import psycopg

from bench import library
from bench.ground import Ground, fold_until
from bench.measure import Chapter, Figure, Ratio, compare, figure, per_second, take_turns
from domain.recorder import run
from projections.catalogue import PROJECTIONS
from projections.engine import Engine, rebuild

OURS: Final = "bench_engine"
LIMIT: Final = "bench_copy"
BLOCK: Final = 1 << 20
TIMES: Final = 15.0

Connection = psycopg.Connection[Any]


class Sides:
    """Each way of bringing rows into empty tables, in events a second."""

    def __init__(self, ground: Ground, connection: Connection) -> None:
        self.ground = ground
        self.connection = connection
        self.engine = Engine(PROJECTIONS, OURS)

    def runner(self) -> float:
        """The library's runner, on the first programmes."""
        library.prepare(self.connection, self.ground.first)
        self.ground.settle()
        return self.ground.first / library.seconds_taken(self.ground.url)

    def engine_first(self) -> float:
        """Our engine, on the same events as the runner."""
        return self._ours(self.ground.first, lambda: fold_until(self.connection, self.engine, self.ground.first))

    def engine_all(self) -> float:
        return self._ours(self.ground.events, lambda: self.engine.catch_up(self.connection))

    def rebuild(self) -> float:
        self._forget(OURS)
        self.ground.settle()
        return per_second(self.ground.events, lambda: rebuild(self.connection, PROJECTIONS))

    def copy(self) -> float:
        """The rows of all events, as COPY gave them out, into tables of the same make. Reading them is not counted."""
        self._forget(OURS)
        seconds = 0.0
        run(self.connection, f"CREATE SCHEMA {LIMIT}")
        for projection in PROJECTIONS:
            run(self.connection, projection.create(LIMIT))
        self.ground.settle()
        for projection in PROJECTIONS:
            with tempfile.TemporaryFile() as file:
                self._give_out(file, f"read.{projection.table}", projection.written)
                seconds += self._take_in(file, f"{LIMIT}.{projection.table}", projection.written)
        self._forget(LIMIT)
        return self.ground.events / seconds

    def _ours(self, count: int, work: Callable[[], object]) -> float:
        with self.connection.transaction():
            self.engine.install(self.connection)
        self.ground.settle()
        return per_second(count, work)

    def _give_out(self, file: IO[bytes], table: str, columns: str) -> None:
        query = f"COPY (SELECT {columns} FROM {table} ORDER BY known_from) TO STDOUT (FORMAT binary)"
        with self.connection.cursor() as cursor, cursor.copy(cast("LiteralString", query)) as copy:
            for part in copy:
                file.write(part)
        file.seek(0)

    def _take_in(self, file: IO[bytes], table: str, columns: str) -> float:
        def copy_in() -> None:
            query = cast("LiteralString", f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)")
            with self.connection.cursor() as cursor, cursor.copy(query) as copy:
                while part := file.read(BLOCK):
                    copy.write(part)

        return 1 / per_second(1, copy_in)

    def _forget(self, schema: str) -> None:
        run(self.connection, f"DROP SCHEMA IF EXISTS {schema} CASCADE")

    def check(self) -> None:
        """The runner and the engine must have made the same rows, or their figures mean nothing."""
        for projection in PROJECTIONS:
            columns = f"key, known_from, known_to, body::jsonb FROM %s.{projection.table}"
            ours, theirs = (f"SELECT {columns % schema}" for schema in (OURS, library.SCHEMA))
            for one, other in ((ours, theirs), (theirs, ours)):
                if run(self.connection, f"({one}) EXCEPT ({other}) LIMIT 1").fetchone():
                    raise AssertionError(f"The runner and the engine made different rows in {projection.table}.")


def measure(ground: Ground) -> Chapter:
    ground.bring_current()
    with ground.connect() as connection:
        sides = Sides(ground, connection)
        by_name = {"the library's runner": sides.runner, "our engine": sides.engine_first}
        first = take_turns(by_name, ground.tell, rounds=ground.rounds)
        sides.check()
        library.forget(connection)
        by_name = {"catch-up": sides.engine_all, "rebuild": sides.rebuild, "COPY": sides.copy}
        every = take_turns(by_name, ground.tell, rounds=ground.rounds)
    return _told(ground, first, every)


def _told(ground: Ground, first: dict[str, list[float]], every: dict[str, list[float]]) -> Chapter:
    runner, ours = first["the library's runner"], first["our engine"]
    some, all_of_them = f"{ground.first:,} events", f"{ground.events:,} events"
    figures: list[Figure] = [
        figure("eventsourcing's ProjectionRunner", runner, "events/s", some),
        figure("engine, catch-up", ours, "events/s", some),
        figure("engine, catch-up", every["catch-up"], "events/s", all_of_them),
        figure("engine, rebuild", every["rebuild"], "events/s", all_of_them),
        figure("COPY of the same rows", every["COPY"], "events/s", all_of_them),
    ]
    return Chapter(
        "Read models: how fast they follow the log",
        tuple(figures),
        (
            Ratio("catch-up : ProjectionRunner, on the same events", compare(ours, runner), TIMES),
            Ratio("rebuild : ProjectionRunner", compare(every["rebuild"], runner), TIMES),
            Ratio("catch-up : COPY", compare(every["catch-up"], every["COPY"])),
            Ratio("rebuild : COPY", compare(every["rebuild"], every["COPY"])),
        ),
        (
            f"The runner, which takes one event per transaction, is given the first {some} only.",
            "The engine beside it has the same ones, and must make the same rows.",
        ),
    )
