"""A served demonstration that all tests of the pages read, and a server of their own for those that record."""

from collections.abc import Generator

import pytest

from tests.api.serving import Served, serving, serving_demonstration
from tests.examples.sample import fresh_database
from tests.web.reading_room import ReadingRoom


@pytest.fixture(scope="session")
def demonstration(server_url: str) -> Generator[Served]:
    """The whole demonstration, to be read only."""
    with serving_demonstration(server_url) as served:
        yield served


@pytest.fixture(scope="session")
def room(demonstration: Served) -> ReadingRoom:
    return ReadingRoom(demonstration.http)


@pytest.fixture(scope="session")
def told(server_url: str) -> Generator[Served]:
    """A server to which tests tell programmes of their own."""
    with fresh_database(server_url) as url, serving(url) as served:
        yield served
