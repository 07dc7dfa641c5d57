"""A served demonstration that all tests of the pages read, and a server of their own for those that record."""

from collections.abc import Generator

import pytest

from domain.application import Log
from domain.log import install
from jalon.demo import record
from tests.api.serving import Served, serving
from tests.examples.sample import fresh_database
from tests.web.reading_room import ReadingRoom


@pytest.fixture(scope="session")
def demonstration(server_url: str) -> Generator[Served]:
    """The whole demonstration, to be read only."""
    with fresh_database(server_url) as url:
        install(url, demonstration=True)
        with Log(url, demonstration=True) as log:
            record(log)
        with serving(url, demonstration=True) as served:
            served.http.headers["Jalon-Position"] = str(served.position)  # waits for the read models
            yield served


@pytest.fixture(scope="session")
def room(demonstration: Served) -> ReadingRoom:
    return ReadingRoom(demonstration.http)


@pytest.fixture(scope="session")
def told(server_url: str) -> Generator[Served]:
    """A server to which tests tell programmes of their own."""
    with fresh_database(server_url) as url, serving(url) as served:
        yield served
