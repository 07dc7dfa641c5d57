"""How long does a status report take: now and as known long ago, with ten programmes in the database and with a thousand?"""

from collections.abc import Callable
from typing import Any, Final

import psycopg

from bench.ground import FIRST, Ground, fold_until
from bench.measure import Chapter, Figure, Ratio, compare, figure, per_second, take_turns
from domain.recorder import run
from projections.catalogue import PROJECTIONS
from projections.engine import LIVE, Engine
from projections.reader import Reader
from projections.report import status_report

MANY: Final = 1_000
TEN: Final = "bench_ten"
ASIDE: Final = "bench_aside"
REPORTS: Final = 5
"""Reports of each of the first programmes in one round."""
LONG_AGO: Final = 1.2
CROWDED: Final = 1.3
LEAST_ROUNDS: Final = 7
MILLISECONDS: Final = 1_000.0


class Sides:
    """The report of the first programmes, in milliseconds, from read models that hold few or many."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def prepare(self) -> None:
        """Read models of a thousand programmes, and beside them others that end where the first ten do."""
        self.ground.grow(MANY)
        self.ground.bring_current()
        self.ground.tell("making the read models of ten programmes")
        engine = Engine(PROJECTIONS, TEN)
        with self.ground.connect() as connection:
            with connection.transaction():
                engine.install(connection)
            fold_until(connection, engine, self.ground.first)
            connection.execute("VACUUM ANALYZE")
        self.ground.settle()

    def many(self, known_at: int | None) -> Callable[[], float]:
        return lambda: self._milliseconds(known_at)

    def ten(self, known_at: int | None) -> Callable[[], float]:
        def side() -> float:
            with self.ground.connect() as connection:
                swap(connection, {LIVE: ASIDE, TEN: LIVE})
                try:
                    return self._milliseconds(known_at)
                finally:
                    swap(connection, {LIVE: TEN, ASIDE: LIVE})

        return side

    def _milliseconds(self, known_at: int | None) -> float:
        reader = Reader(self.ground.url, pool_size=1)
        try:
            self._ask(reader, known_at)
            rate = per_second(len(FIRST) * REPORTS, lambda: [self._ask(reader, known_at) for _ in range(REPORTS)])
        finally:
            reader.close()
        return MILLISECONDS / rate

    def _ask(self, reader: Reader, known_at: int | None) -> None:
        for code in FIRST:
            with reader.reading(known_at=known_at) as reading:
                report = status_report(reading, code)
            assert report is not None
            assert report.totals.milestones == self.ground.programmes[0].shape.size


def swap(connection: psycopg.Connection[Any], names: dict[str, str]) -> None:
    with connection.transaction():
        for name, other in names.items():
            run(connection, f"ALTER SCHEMA {name} RENAME TO {other}")


def measure(ground: Ground) -> Chapter:
    sides = Sides(ground)
    sides.prepare()
    by_name = {
        "now": sides.many(None),
        "long ago": sides.many(ground.long_ago),
        "now, ten programmes": sides.ten(None),
        "long ago, ten programmes": sides.ten(ground.long_ago),
    }
    found = take_turns(by_name, ground.tell, rounds=max(ground.rounds, LEAST_ROUNDS))
    with ground.connect() as connection:
        connection.execute(f"DROP SCHEMA {TEN} CASCADE")
    return _told(ground, found)


def _told(ground: Ground, found: dict[str, list[float]]) -> Chapter:
    many = f"{len(ground.programmes):,} programmes, {ground.events:,} events"
    ten = f"{len(FIRST)} programmes, {ground.first:,} events"
    now, then = found["now"], found["long ago"]
    ten_now, ten_then = found["now, ten programmes"], found["long ago, ten programmes"]
    figures: tuple[Figure, ...] = (
        figure("status report, 100 milestones, now", now, "ms", many),
        figure("status report, 100 milestones, long ago", then, "ms", many),
        figure("status report, 100 milestones, now", ten_now, "ms", ten),
        figure("status report, 100 milestones, long ago", ten_then, "ms", ten),
    )
    ratios = (
        Ratio("long ago : now, with many programmes", compare(then, now), LONG_AGO, "at most"),
        Ratio("long ago : now, with ten programmes", compare(ten_then, ten_now), LONG_AGO, "at most"),
        Ratio("many : ten programmes, now", compare(now, ten_now), CROWDED, "at most"),
        Ratio("many : ten programmes, long ago", compare(then, ten_then), CROWDED, "at most"),
    )
    notes = (
        f"Long ago is position {ground.long_ago:,}, after four of the nine periods that the programmes report on.",
        "Beyond the events asked for, programmes are added with one report on each milestone instead of nine.",
    )
    return Chapter("Status report: one programme of 100 milestones", figures, ratios, notes)
