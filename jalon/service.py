"""The wiring: a database, the log on it, and a reader of its read models."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import psycopg

from domain.application import Log
from domain.log import install
from jalon.database import DatabaseUnavailable, database
from jalon.settings import Settings
from projections.catalogue import PROJECTIONS
from projections.engine import Engine, rebuild
from projections.reader import Reader, log_position
from projections.runner import bring_up_to_date, try_active

DATABASE = "jalon"
DEMONSTRATION = "demonstration"

Tell = Callable[[int], None]


class Service(NamedTuple):
    url: str
    log: Log
    reader: Reader
    demonstration: bool


@contextmanager
def opened(settings: Settings, *, demonstration: bool = False) -> Generator[Service]:
    """The log and the reader of the database that the settings name, or of the one for demonstration.

    Raises DatabaseUnavailable, also where a demonstration is asked of a database that was not made for one.
    """
    with ExitStack() as stack:
        url = stack.enter_context(database(settings, DEMONSTRATION if demonstration else DATABASE))
        is_demonstration = install(url, demonstration=demonstration)
        if demonstration and not is_demonstration:
            raise DatabaseUnavailable(
                "This database holds a real record, not a demonstration. "
                "Give the demonstration a database of its own, or leave DATABASE_URL away."
            )
        log = stack.enter_context(Log(url, pool_size=settings.pool, demonstration=is_demonstration))
        reader = Reader(url, pool_size=settings.pool)
        stack.callback(reader.close)
        yield Service(url, log, reader, is_demonstration)


def bring_current(service: Service, tell: Tell | None = None) -> int:
    """The log's last position, with the read models at it: brought there here, unless another process is at it."""
    with psycopg.connect(service.url, autocommit=True) as connection:
        if try_active(connection):
            bring_up_to_date(connection, Engine(PROJECTIONS), tell)
        return log_position(connection)


def rebuild_all(service: Service, tell: Tell | None = None) -> int:
    """The read models built anew from the log, beside the ones that go on answering; the position that they reached."""
    with psycopg.connect(service.url, autocommit=True) as connection:
        return rebuild(connection, PROJECTIONS, tell)
