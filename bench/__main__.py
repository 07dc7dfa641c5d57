"""`./run bench`: measures Jalon beside named peers and limits, in one run on one database, and prints the ratios."""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Final

import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bench import exporting, projecting, reading, recording, reporting, serving, table, writing
from bench.ground import LEAST, Ground, laid
from bench.measure import ROUNDS, Chapter, Tell
from jalon.embedded import DatabaseUnavailable
from jalon.settings import Settings, WrongSettings, read_settings

CHAPTERS: Final[dict[str, Callable[[Ground], Chapter]]] = {
    "projecting": projecting.measure,
    "recording": recording.measure,
    "serving": serving.measure,
    "workbook": writing.measure,
    "reporting": reporting.measure,
    "reading": reading.measure,
    "exporting": exporting.measure,
}
"""In this order: the last ones add programmes to the database."""
USUAL: Final = 100_000


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Measure Jalon beside named peers and limits: all sides take turns, on one database, in one run. "
        "The database is made for the run, on the server of DATABASE_URL or on an embedded one, and dropped in the end.",
    )
    parser.add_argument("--events", type=_events, default=USUAL, help="how many events the log holds (%(default)s)")
    parser.add_argument("--only", choices=CHAPTERS, help="measure nothing else")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each side has its turn (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file as well")
    return parser.parse_args(arguments)


def _events(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST:
        raise argparse.ArgumentTypeError(f"at least {LEAST} events are needed for the first ten programmes")
    return int(text)


@contextmanager
def telling() -> Generator[Tell]:
    """A line on standard error that says what is being done."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting PostgreSQL", total=None)
        yield lambda doing: progress.update(task, description=doing)


@contextmanager
def settled() -> Generator[Settings]:
    """The settings of the environment; an embedded server's data goes into a temporary folder."""
    settings = read_settings(os.environ)
    folder = Path(tempfile.mkdtemp(prefix="jalon-bench-"))
    try:
        yield msgspec.structs.replace(settings, data=folder)
    finally:
        rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    chosen = read_arguments(arguments)
    logging.basicConfig(level=logging.ERROR)
    names = [chosen.only] if chosen.only else list(CHAPTERS)
    with settled() as settings, telling() as tell, laid(settings, chosen.events, chosen.rounds, tell) as ground:
        events = ground.events
        chapters = [CHAPTERS[name](ground) for name in names]
        server = ground.server
    table.show(chapters)
    if chosen.json:
        run = {"events": events, "rounds": chosen.rounds, "cores": os.cpu_count(), "postgresql": server}
        chosen.json.write_bytes(table.as_json(chapters, **run))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (DatabaseUnavailable, WrongSettings) as error:
        sys.exit(f"jalon: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
