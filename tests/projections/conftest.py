from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from jalon.database import create, with_name
from projections.catalogue import PROJECTIONS
from tests.projections.fragile import Fragile
from tests.projections.ledger import Ledger


@pytest.fixture(scope="session")
def lasting(server_url: str) -> Iterator[Ledger]:
    """One database for all tests of this folder: to empty it takes a fraction of the time to make one."""
    name = f"test_{uuid4().hex}"
    create(server_url, name)
    with Ledger(with_name(server_url, name)) as ledger:
        yield ledger
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def ledger(lasting: Ledger) -> Ledger:
    lasting.empty()
    return lasting


@pytest.fixture
def fragile() -> Fragile:
    return Fragile(PROJECTIONS)


@pytest.fixture
def breaking(ledger: Ledger, fragile: Fragile) -> Ledger:
    """A ledger whose projections are those of `fragile`."""
    return ledger.seen_by(fragile.projections)
