"""The ground: one database with the material of a run in it, which every measurement stands on."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

from bench.material import FULL, GROUP, LIGHT, Course, Shape, partners, together
from bench.measure import Tell
from bench.scribe import Scribe
from domain.application import Log
from domain.log import install
from jalon.database import DatabaseUnavailable, create, database, with_name
from jalon.settings import Settings
from projections.catalogue import PROJECTIONS
from projections.engine import BATCH, Engine
from projections.runner import bring_up_to_date

FIRST: Final = tuple(f"P-{number:04}" for number in range(1, GROUP + 1))
LONG_AGO: Final = 3
"""The reporting period, counted from 0, after which it is asked again what was known."""
LEAST: Final = 12_000
"""What the first programmes take, and a little more."""


class Whole(NamedTuple):
    """A programme that is recorded to the end, and the position at which half of it was."""

    code: str
    halfway: int


class Ground:
    """A database whose log holds the material, and grows on demand."""

    def __init__(self, url: str, events: int, rounds: int, tell: Tell, shape: Shape = FULL) -> None:
        self.url = url
        self.rounds = rounds
        self.tell = tell
        self.shape = shape
        self.log = Log(url, pool_size=4)
        self.programmes: list[Course] = []
        self.whole: list[Whole] = []
        self.long_ago = 0
        """The position at which the first programmes have less than half of their reports: long ago."""
        self.first = 0
        """The position at which the first programmes, and nothing else, are recorded to the end."""
        self._scribe = Scribe(self.log)
        self._scribe.record(partners())
        self._lay_first()
        while self.events < events:
            self._lay(shape, events - self.events)

    @property
    def events(self) -> int:
        """How many events the material has by now; also the position that it ends at."""
        return self._scribe.position

    def _lay_first(self) -> None:
        courses = [Course(code, self.shape) for code in FIRST]
        for course in courses:
            self._scribe.record(course.plan())
        for period in range(self.shape.periods):
            self.tell(f"recording the first programmes, period {period + 1} of {self.shape.periods}")
            for course in courses:
                self._scribe.record(course.period())
            if period == LONG_AGO:
                self.long_ago = self._scribe.position
        self.first = self._scribe.position
        self.whole.extend(Whole(code, self.long_ago) for code in FIRST)
        self._keep(courses)

    def _lay(self, shape: Shape, at_most: int | None = None) -> None:
        laid, before = len(self.programmes), self.events
        courses = [Course(f"P-{laid + number:04}", shape) for number in range(1, GROUP + 1)]
        reached = self._scribe.record(together(courses), at_most)
        if shape == self.shape and (at_most is None or reached - before < at_most):
            self.whole.extend(Whole(course.code, (before + reached) // 2) for course in courses)
        self._keep(courses)
        self.tell(f"recording programmes: {self.events:,} events")

    def _keep(self, courses: list[Course]) -> None:
        self.programmes.extend(courses)
        self._scribe.forget()

    def grow(self, programmes: int) -> None:
        """Record more programmes, of as many milestones but fewer reports, until there are so many."""
        while len(self.programmes) < programmes:
            self._lay(LIGHT)

    def lay(self, code: str, shape: Shape) -> None:
        """Record one programme more, of this shape and to the end, which none of the other measurements asks for."""
        self._scribe.record(together([Course(code, shape)]))
        self._scribe.forget()

    @property
    def server(self) -> str:
        """The version of PostgreSQL."""
        with self.connect() as connection:
            return connection.info.parameter_status("server_version") or ""

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)

    def bring_current(self) -> None:
        """Bring the read models that questions are put to up to date."""
        with self.connect() as connection:
            self.tell("bringing the read models up to date")
            bring_up_to_date(connection, Engine(PROJECTIONS))
            connection.execute("VACUUM ANALYZE")

    def settle(self) -> None:
        """Let the server write down what came before, so that no side pays for another's work."""
        with self.connect() as connection, suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute("CHECKPOINT")


def fold_until(connection: psycopg.Connection[Any], engine: Engine, position: int) -> None:
    """Let an engine that has just been installed go to this position and no further."""
    reached = 0
    while reached < position:
        _, reached = engine.step(connection, min(BATCH, position - reached))


@contextmanager
def laid(settings: Settings, events: int, rounds: int, tell: Tell) -> Generator[Ground]:
    """The ground in a database of its own, on the server that the settings name; dropped in the end."""
    with database(settings) as server:
        name = f"jalon_bench_{os.getpid()}"
        try:
            create(server, name)
        except psycopg.errors.InsufficientPrivilege as error:
            raise DatabaseUnavailable(
                f"The benchmark needs a database of its own, which this user may not make: {error}"
            ) from None
        url = with_name(server, name)
        try:
            install(url)
            ground = Ground(url, events, rounds, tell)
            with ground.log:
                yield ground
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
