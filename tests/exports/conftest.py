from collections.abc import Generator, Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from jalon.database import create, with_name
from tests.examples.sample import Recorded, fresh_database, recorded
from tests.exports.asked import Answers, ask, record
from tests.projections.ledger import Ledger


@pytest.fixture(scope="session")
def plan_url(server_url: str) -> Iterator[str]:
    """A database in which the plan of `asked.py` is recorded, for tests that only read it."""
    name = f"test_{uuid4().hex}"
    create(server_url, name)
    url = with_name(server_url, name)
    with Ledger(url) as ledger:
        record(ledger)
        ledger.build()
    yield url
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def answers(plan_url: str) -> Answers:
    return ask(plan_url)


@pytest.fixture(scope="session")
def data(answers: Answers) -> bytes:
    """The workbook in English."""
    return answers.workbook()


@pytest.fixture(scope="session")
def demonstration(server_url: str) -> Generator[Recorded]:
    """The whole demonstration, for tests that only read it."""
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as database:
        yield database
