"""How long does one request take to load, decide and record? Against the library's `get` and `save`, and a bare INSERT."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any, Final

import psycopg
from psycopg_pool import ConnectionPool

from bench import library
from bench.aggregates import Programmes
from bench.ground import Ground
from bench.material import Course, Shape
from bench.measure import Chapter, Figure, Ratio, compare, figure, per_second, take_turns
from domain.application import Log
from domain.recorder import Caller
from domain.report import ProgressReported, ReportProgress
from domain.stored import Entry
from domain.vocabulary import OGP_STATUS

MILESTONES: Final = Shape(commitments=10, milestones=20)
REPORTED: Final = 9
"""Reports on each milestone before the first round: with the planning, ten facts to load."""
WRITERS: Final = 4
AS_LONG: Final = 1.0
MOST_ROUNDS: Final = 9
TABLES: Final = f"""
    CREATE SCHEMA {library.SCHEMA};
    CREATE SCHEMA bench_plain;
    CREATE TABLE bench_plain.events (
        originator_id uuid NOT NULL, originator_version bigint NOT NULL, topic text, state bytea,
        notification_id bigserial, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (originator_id, originator_version));
    CREATE UNIQUE INDEX ON bench_plain.events (notification_id);
"""
INSERT: Final = (
    "INSERT INTO bench_plain.events (originator_id, originator_version, topic, state) VALUES (%s, %s, %s, %s) "
    "RETURNING notification_id"
)

Do = Callable[[ReportProgress], object]


class Sides:
    """Each way to record the same reports; every way has a log of its own to write to."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.course = Course("R-0001", MILESTONES)
        with ground.connect() as connection:
            connection.execute(TABLES)
        self.log = Log(ground.url)
        self.programmes = Programmes(library.environment(ground.url))
        self.pool = ConnectionPool[psycopg.Connection[Any]](
            ground.url, kwargs={"autocommit": True}, min_size=WRITERS, max_size=WRITERS, open=True
        )
        self._versions = count(1)
        self._lay()

    def _lay(self) -> None:
        team = Caller(actor="team")
        self.log.record(tuple(self.course.plan()), team)
        self.programmes.begin(self.course.code, OGP_STATUS.id)
        for milestone in self.course.milestones:
            reports = [self.course.report(milestone) for _ in range(REPORTED)]
            self.log.record(reports, Caller(actor="team"))
            self.programmes.plan(self.course.code, milestone, {"en": milestone}, reports)
        with self.ground.connect() as connection:
            connection.execute("ANALYZE")

    def close(self) -> None:
        self.log.close()
        self.programmes.close()
        self.pool.close()
        with self.ground.connect() as connection:
            library.forget(connection)
            connection.execute("DROP SCHEMA bench_plain CASCADE")

    def ours(self, request: ReportProgress) -> None:
        self.log.record((request,), Caller(actor="team"))

    def library(self, request: ReportProgress) -> None:
        self.programmes.report(request)

    def insert(self, request: ReportProgress) -> None:
        """What our log would store of the request, and nothing done to find out whether it may."""
        key = request.key()
        event = ProgressReported(on=request.on, text=request.text, status=request.status, evidence=request.evidence)
        entry = Entry(key.stream, next(self._versions), key, event, "team", "request", None, illustrative=False)
        stored = self.log.mapper.to_stored_event(entry)
        with self.pool.connection() as connection:
            arguments = (stored.originator_id, stored.originator_version, stored.topic, stored.state)
            connection.execute(INSERT, arguments, prepare=True).fetchone()

    def alone(self, do: Do) -> Callable[[], float]:
        """One writer: one report on every milestone, in requests a second."""

        def side() -> float:
            requests = self._requests()
            return per_second(len(requests), lambda: _do_all(do, requests))

        return side

    def together(self, do: Do) -> Callable[[], float]:
        """Several writers at once, each on milestones of its own."""

        def side() -> float:
            requests = self._requests()
            shares = [requests[n::WRITERS] for n in range(WRITERS)]
            with ThreadPoolExecutor(WRITERS) as writers:
                return per_second(len(requests), lambda: list(writers.map(_do_all, [do] * WRITERS, shares)))

        return side

    def _requests(self) -> list[ReportProgress]:
        return [self.course.report(milestone) for milestone in self.course.milestones]


def _do_all(do: Do, requests: Sequence[ReportProgress]) -> None:
    for request in requests:
        do(request)


def measure(ground: Ground) -> Chapter:
    sides = Sides(ground)
    try:
        ways: dict[str, Do] = {"ours": sides.ours, "library": sides.library, "INSERT": sides.insert}
        rounds = max(ground.rounds, MOST_ROUNDS)
        alone = take_turns({name: sides.alone(do) for name, do in ways.items()}, ground.tell, rounds=rounds)
        together = take_turns({name: sides.together(do) for name, do in ways.items()}, ground.tell, rounds=rounds)
    finally:
        sides.close()
    return _told(alone, together)


def _told(alone: dict[str, list[float]], together: dict[str, list[float]]) -> Chapter:
    figures: list[Figure] = []
    ratios: list[Ratio] = []
    for found, writers in ((alone, "one writer"), (together, f"{WRITERS} writers")):
        figures += [
            figure("load, decide, record", found["ours"], "requests/s", writers),
            figure("library: get, decide, save", found["library"], "requests/s", writers),
            figure("bare INSERT and its commit", found["INSERT"], "requests/s", writers),
        ]
        ratios += [
            Ratio(
                f"time : the library's time, {writers}", compare(found["library"], found["ours"]), AS_LONG, "at most"
            ),
            Ratio(f"time : INSERT's time, {writers}", compare(found["INSERT"], found["ours"])),
        ]
    return Chapter("Write side: one report on a milestone that has ten facts", tuple(figures), tuple(ratios))
