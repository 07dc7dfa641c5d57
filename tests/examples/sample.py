"""The example files, and what a database makes of them."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import psycopg

from domain.application import Log
from domain.intake import read_batch
from domain.kernel import Command
from domain.log import install
from domain.recorder import Caller
from jalon.demo import EXAMPLES, record, script
from projections.catalogue import PROJECTIONS
from projections.engine import rebuild
from projections.moment import Moment, Reading
from projections.reader import position_at
from projections.report import MilestoneStatus, StatusReport, status_report

REAL: Final = EXAMPLES / "fr0038.json"
ILLUSTRATIVE: Final = sorted(EXAMPLES.glob("fr0038-illustrative-*.json"))
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
    """A database with these files recorded: the position that each step reached, and how it reads at a moment."""

    def __init__(self, connection: psycopg.Connection[Any], positions: list[int]) -> None:
        self.connection = connection
        self.positions = positions

    def read(self, as_of: date | None = None, *, step: int = -1) -> Reading:
        """As of a day (today if none is said), as known after one of the steps (the last if none is said)."""
        return Reading(self.connection, Moment(as_of or today(), self.positions[step]))


@contextmanager
def recorded(url: str, *, demonstration: bool) -> Generator[Recorded]:
    """The whole demonstration under its clock, or else the real facts alone in an ordinary database."""
    install(url, demonstration=demonstration)
    with Log(url, demonstration=demonstration) as log:
        if demonstration:
            record(log)
        else:
            log.record(commands(REAL), TEAM)
    instants = [step.at for step in script().steps] if demonstration else [datetime.now(UTC)]
    with psycopg.connect(url, autocommit=True) as connection:
        rebuild(connection, PROJECTIONS)
        yield Recorded(connection, [position_at(connection, instant) for instant in instants])
