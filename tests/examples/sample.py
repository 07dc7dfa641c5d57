"""The example files, and what a database makes of them."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg import sql

from domain.application import Log
from domain.intake import read_batch
from domain.kernel import Command
from domain.log import install
from domain.recorder import Caller
from jalon.database import create, with_name
from jalon.demo import EXAMPLES, record, script
from projections.catalogue import PROJECTIONS
from projections.engine import rebuild
from projections.line import MilestoneStatus
from projections.moment import Moment, Reading
from projections.reader import position_at
from projections.report import StatusReport, status_report

REAL: Final = EXAMPLES / "fr0038.json"
LOADS: Final = [step.load for step in script().steps]
ILLUSTRATIVE: Final = sorted(EXAMPLES.glob("*-illustrative-*.json"))
ALL_REAL: Final = [EXAMPLES / load for load in LOADS if EXAMPLES / load not in ILLUSTRATIVE]
"""The files of real facts, in an order in which they can be recorded."""
TEAM: Final = Caller(actor="team")


def today() -> date:
    return datetime.now(UTC).date()


def requests(*files: Path) -> list[dict[str, Any]]:
    """The requests of these files as they are written."""
    return [request for file in files for request in json.loads(file.read_bytes())["requests"]]


def commands(file: Path) -> tuple[Command, ...]:
    return read_batch(file.read_bytes())


def report(reading: Reading) -> StatusReport:
    found = status_report(reading, "FR-2018")
    assert found
    return found


def by_code(reading: Reading) -> dict[str, MilestoneStatus]:
    return {milestone.code: milestone for milestone in report(reading).all_milestones()}


class Recorded:
    """A database with these files recorded: the position that each reached, by its name, and how it reads at a moment."""

    def __init__(self, connection: psycopg.Connection[Any], positions: dict[str, int]) -> None:
        self.connection = connection
        self.positions = positions

    @property
    def position(self) -> int:
        return max(self.positions.values())

    def read(self, as_of: date | None = None, *, step: str | None = None) -> Reading:
        """As of a day (today if none is said), as known after one of the files (all of them if none is said)."""
        return Reading(self.connection, Moment(as_of or today(), self.positions[step] if step else self.position))


@contextmanager
def fresh_database(server_url: str) -> Generator[str]:
    """A database for the tests of one file."""
    name = f"test_{uuid4().hex}"
    create(server_url, name)
    yield with_name(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def recorded(url: str, *, demonstration: bool) -> Generator[Recorded]:
    """The whole demonstration under its clock, or else the real facts alone in an ordinary database."""
    install(url, demonstration=demonstration)
    positions: dict[str, int] = {}
    with Log(url, demonstration=demonstration) as log:
        if demonstration:
            record(log)
        else:
            positions = {file.name: log.record(commands(file), Caller(actor="team")).position for file in ALL_REAL}
    with psycopg.connect(url, autocommit=True) as connection:
        rebuild(connection, PROJECTIONS)
        if demonstration:
            positions = {step.load: position_at(connection, step.at) for step in script().steps}
        yield Recorded(connection, positions)
