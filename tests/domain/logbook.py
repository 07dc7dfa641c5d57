"""What the tests ask of a log's database, behind the application's back."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any, Final, LiteralString, TypeVar, cast

import psycopg

from domain.kernel import Recorded
from domain.log import read_log
from domain.recorder import Caller

APPENDING: Final = 4270016

T = TypeVar("T")


def team() -> Caller:
    """The team, with a request of its own."""
    return Caller(actor="team")


def ask(url: str, question: LiteralString) -> Any:
    """The first column of the first row."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def tell(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(cast("LiteralString", statement))


def recorded(url: str) -> list[Recorded]:
    """All facts of the log, in order."""
    with psycopg.connect(url, autocommit=True) as connection:
        facts = list(read_log(connection, 0, 1_000_000))
    readable = [fact for fact in facts if isinstance(fact, Recorded)]
    assert len(readable) == len(facts)
    return readable


def topics(url: str) -> list[str]:
    return [fact.event.TOPIC for fact in recorded(url)]


def change_append(url: str, old: str, new: str) -> None:
    """Put another text in place of one in the function through which every append goes."""
    definition: str = ask(url, "SELECT pg_get_functiondef('log.begin_append'::regproc)")
    assert definition.count(old) == 1
    tell(url, definition.replace(old, new))


@contextmanager
def appends_held_up(url: str) -> Generator[Callable[..., None]]:
    """No append goes on within; yields a function that waits until each of these futures waits its turn."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (APPENDING,))

        def until_waiting(*futures: Future[Any]) -> None:
            query = (
                "SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database "
                "WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
            )
            while connection.execute(query).fetchone() != (len(futures),):
                assert not any(future.done() for future in futures)

        yield until_waiting


def all_at_once(actions: list[Callable[[], T]]) -> list[T | Exception]:
    """What came of each of these actions, begun at the same moment in threads of their own."""
    barrier = Barrier(len(actions))

    def act(action: Callable[[], T]) -> T:
        barrier.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        futures: list[Future[T]] = [pool.submit(act, action) for action in actions]
        return [cast("T | Exception", future.exception() or future.result()) for future in futures]
