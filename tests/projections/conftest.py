from collections.abc import Iterator

import pytest

from projections.catalogue import PROJECTIONS
from tests.projections.fragile import Fragile
from tests.projections.ledger import Ledger


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    with Ledger(database_url) as ledger:
        yield ledger


@pytest.fixture
def fragile() -> Fragile:
    return Fragile(PROJECTIONS)


@pytest.fixture
def breaking(database_url: str, fragile: Fragile) -> Iterator[Ledger]:
    """A ledger whose projections are those of `fragile`."""
    with Ledger(database_url, fragile.projections) as ledger:
        yield ledger
