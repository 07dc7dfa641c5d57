"""Logs for the tests of the application: empty ones on a database that they share, or one of their own."""

from collections.abc import Generator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from domain.application import Log
from domain.log import install
from jalon.database import create, with_name
from tests.domain.logbook import tell


@pytest.fixture(scope="session")
def shared_database_url(server_url: str) -> Generator[str]:
    name = f"test_{uuid4().hex}"
    create(server_url, name)
    url = with_name(server_url, name)
    install(url)
    yield url
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def log_url(shared_database_url: str) -> str:
    """A database with an empty log, for tests that only record."""
    tell(shared_database_url, "TRUNCATE log.events, log.requests RESTART IDENTITY")
    return shared_database_url


@pytest.fixture
def own_log_url(database_url: str) -> str:
    """A database with an empty log, for tests that change how it works."""
    install(database_url)
    return database_url


@pytest.fixture
def log(log_url: str) -> Generator[Log]:
    with Log(log_url) as log:
        yield log


@pytest.fixture
def demonstration(database_url: str) -> Generator[Log]:
    """The log of a database that was made for demonstration."""
    install(database_url, demonstration=True)
    with Log(database_url, demonstration=True) as log:
        yield log
