from collections import Counter
from collections.abc import Generator

import psycopg
import pytest

from bench import library
from bench.material import KINDS, Course, Shape, partners, together
from bench.scribe import Scribe
from domain.application import Log
from domain.log import install
from domain.recorder import run
from projections.catalogue import PROJECTIONS
from projections.engine import Engine

SMALL = Shape(commitments=3, milestones=10, periods=9)


@pytest.fixture
def scribe(database_url: str) -> Generator[Scribe]:
    install(database_url)
    with Log(database_url, pool_size=2) as log:
        yield Scribe(log)


def test_the_same_programme_is_made_up_every_time() -> None:
    assert list(together([Course("P-1", SMALL)])) == list(together([Course("P-1", SMALL)]))
    assert list(Course("P-1", SMALL).plan()) != list(Course("P-2", SMALL).plan())


def test_of_milestones_everything_is_said_that_can_be_said() -> None:
    said = Counter(type(command) for command in together([Course("P-1", SMALL), Course("P-2", SMALL)]))
    assert set(KINDS) <= set(said)


def test_the_scribe_stops_after_so_many_facts(scribe: Scribe) -> None:
    scribe.record(partners())
    before = scribe.recorded
    assert scribe.record(together([Course("P-1", SMALL)]), 100) == before + 100


def test_the_library_and_the_engine_make_the_same_rows(scribe: Scribe, database_url: str) -> None:
    scribe.record(partners())
    last = scribe.record(together([Course("P-1", SMALL)]))
    engine = Engine(PROJECTIONS, "ours")
    with psycopg.connect(database_url, autocommit=True) as connection:
        engine.install(connection)
        assert engine.catch_up(connection) == last
        assert run(connection, "SELECT count(*) FROM ours.set_aside").fetchone() == (0,)
        library.prepare(connection, last)
        library.seconds_taken(database_url)
        filled: set[str] = set()
        for projection in PROJECTIONS:
            rows = "SELECT key, known_from, known_to, body::text FROM {}.{} ORDER BY key, known_from"
            ours = run(connection, rows.format("ours", projection.table)).fetchall()
            assert ours == run(connection, rows.format(library.SCHEMA, projection.table)).fetchall()
            filled |= {projection.table} if ours else set()
        of_material = {"programme", "partner", "role", "consortium", "commitment", "milestone", "claim", "entry"}
        assert filled == {*of_material, "assessment", "activity", "finder", "shelf", "tally"}
