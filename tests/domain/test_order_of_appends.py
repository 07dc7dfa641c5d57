"""Who reads the log from where they left off misses nothing, while many write. Without the lock they would."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path

import psycopg

from domain.kernel import Recorded
from domain.log import read_log
from tests.domain.logbook import change_append, recorded, tell

ROOT = Path(__file__).parents[2]
WRITERS = 8

NAP = """
    CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_sleep(random() * 0.01);
        RETURN NULL;
    END $$;
    CREATE TRIGGER nap AFTER INSERT ON log.events FOR EACH STATEMENT EXECUTE FUNCTION nap();
"""


@contextmanager
def writers(url: str, events: int, largest_batch: int) -> Generator[list[subprocess.Popen[str]]]:
    """Processes that are about to write so many events altogether, and begin together."""
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.domain.writer", f"P{n}", str(events // WRITERS), str(largest_batch)],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for n in range(WRITERS)
        ]
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin
            process.stdin.write("begin\n")
            process.stdin.flush()
        yield processes


def tailed(url: str, events: int, largest_batch: int) -> list[Recorded]:
    """What a reader sees who reads on from its last position, as the engine does, while others write."""
    seen: list[Recorded] = []
    with psycopg.connect(url, autocommit=True) as connection, writers(url, events, largest_batch) as processes:
        while True:
            writing = any(process.poll() is None for process in processes)
            news = list(read_log(connection, seen[-1].position if seen else 0, 2_000))
            seen += [fact for fact in news if isinstance(fact, Recorded)]
            if not news and not writing:
                break
    assert [process.returncode for process in processes] == [0] * WRITERS
    return seen


def test_a_tailing_reader_misses_none_of_what_many_write_and_sees_it_in_order(own_log_url: str) -> None:
    seen = tailed(own_log_url, events=50_000, largest_batch=200)
    assert len(seen) == 50_000 + WRITERS
    assert [fact.position for fact in seen] == [fact.position for fact in recorded(own_log_url)]
    assert [pair for pair in pairwise(fact.recorded_at for fact in seen) if pair[0] > pair[1]] == []


def test_without_the_lock_it_would_miss_some(own_log_url: str) -> None:
    change_append(own_log_url, "PERFORM pg_advisory_xact_lock(4270016);", "")
    tell(own_log_url, NAP)
    seen = {fact.position for fact in tailed(own_log_url, events=1_600, largest_batch=4)}
    written = {fact.position for fact in recorded(own_log_url)}
    assert len(written) == 1_600 + WRITERS
    assert seen < written
