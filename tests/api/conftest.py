from collections.abc import Generator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from jalon.database import create, with_name
from tests.api.said import tell_everything
from tests.api.serving import Served, serving


@pytest.fixture(scope="session")
def api_database_url(server_url: str) -> Generator[str]:
    """One database for the tests that change nothing that another one reads."""
    name = f"test_api_{uuid4().hex}"
    create(server_url, name)
    yield with_name(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def shared(api_database_url: str) -> Generator[Served]:
    """A server that holds the programme FR-2018; each test that records makes a programme of its own."""
    with serving(api_database_url) as served:
        tell_everything(served)
        yield served


@pytest.fixture
def fresh(database_url: str) -> Generator[Served]:
    """A server that holds nothing yet."""
    with serving(database_url) as served:
        yield served
