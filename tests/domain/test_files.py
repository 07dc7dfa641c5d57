import io
import os
import tempfile
import tracemalloc
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from domain.files import PART, Kept, NotKept, has, keep, read
from domain.log import install

MISSING = sha256(b"never kept").hexdigest()


@pytest.fixture
def connection(log_url: str) -> Generator[psycopg.Connection[Any]]:
    with psycopg.connect(log_url, autocommit=True) as connection:
        connection.execute("TRUNCATE log.files CASCADE")
        yield connection


def counted(connection: psycopg.Connection[Any]) -> tuple[Any, ...] | None:
    query = "SELECT (SELECT count(*) FROM log.files), (SELECT count(*) FROM log.file_parts)"
    return connection.execute(query).fetchone()


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1])
def test_a_file_is_kept_by_its_digest_and_read_as_it_was(connection: psycopg.Connection[Any], size: int) -> None:
    content = os.urandom(size)
    digest = sha256(content).hexdigest()
    assert not has(connection, digest)
    assert keep(connection, io.BytesIO(content)) == Kept(digest, size)
    assert has(connection, digest)
    assert b"".join(read(connection, digest)) == content


def test_a_file_that_is_kept_twice_is_kept_once(connection: psycopg.Connection[Any]) -> None:
    file = io.BytesIO(b"the same bytes")
    file.read()
    assert keep(connection, file) == keep(connection, file)
    assert counted(connection) == (1, 1)


def test_two_who_keep_the_same_file_at_once_keep_it_once(connection: psycopg.Connection[Any], log_url: str) -> None:
    content = os.urandom(3 * PART)

    def keep_it() -> Kept:
        with psycopg.connect(log_url, autocommit=True) as other:
            return keep(other, io.BytesIO(content))

    with ThreadPoolExecutor(4) as pool:
        kept = {future.result() for future in [pool.submit(keep_it) for _ in range(4)]}
    assert kept == {Kept(sha256(content).hexdigest(), len(content))}
    assert counted(connection) == (1, 3)


def test_a_file_of_which_keeping_failed_is_not_kept_in_part(connection: psycopg.Connection[Any]) -> None:
    class Torn(io.BytesIO):
        readings = 0

        def read(self, size: int | None = -1) -> bytes:
            self.readings += 1
            if self.readings == 5:
                raise OSError("the disk is gone")
            return super().read(size)

    content = os.urandom(2 * PART)
    with pytest.raises(OSError, match="gone"):
        keep(connection, Torn(content))
    assert counted(connection) == (0, 0)
    assert not has(connection, sha256(content).hexdigest())


def test_a_file_that_is_not_kept_is_refused_at_once(connection: psycopg.Connection[Any]) -> None:
    assert not has(connection, MISSING)
    with pytest.raises(NotKept, match=MISSING):
        read(connection, MISSING)


def test_a_large_file_is_kept_and_read_in_the_memory_of_a_few_parts(connection: psycopg.Connection[Any]) -> None:
    with tempfile.TemporaryFile() as file:
        for _ in range(30):
            file.write(os.urandom(PART))
        tracemalloc.start()
        try:
            kept = keep(connection, file)
            digest = sha256()
            for content in read(connection, kept.sha256):
                digest.update(content)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (kept.size, digest.hexdigest()) == (30 * PART, kept.sha256)
    assert peak < 8 * PART


def test_a_database_of_an_earlier_edition_gets_what_files_need(own_log_url: str) -> None:
    with psycopg.connect(own_log_url, autocommit=True) as connection:
        connection.execute("DROP TABLE log.file_parts, log.files")
        connection.execute("UPDATE log.about SET edition = 'earlier'")
        install(own_log_url)
        assert keep(connection, io.BytesIO(b"x")).size == 1
        install(own_log_url)
        assert counted(connection) == (1, 1)
