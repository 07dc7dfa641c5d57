"""The exporter: has every export that was ordered made by a process of its own, one after another.

The queue is the log: what was ordered and not yet made, cancelled or failed. So a restart loses nothing, and nothing is made twice.
"""

import logging
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import psycopg

from domain.application import BatchRefused
from domain.delivery import RecordExportFailed
from domain.exporting import ExportState
from domain.recorder import Caller, Unavailable
from jalon.making import MAKER, Cancelled, make, make_again
from jalon.service import Service
from jalon.settings import ROOT
from projections.export import Export, export, unkept, waiting
from projections.reader import Behind

POLL: Final = 0.5
AT_MOST: Final = 3
"""How often the making of an export may end without a result before it counts as failed."""
PATIENCE: Final = 10.0

log: Final = logging.getLogger("jalon.exports")


class Exporter(threading.Thread):
    """Looks for exports to make twice a second, until it is stopped; what is being made then is made after the next start."""

    def __init__(self, service: Service) -> None:
        super().__init__(name="exports", daemon=True)
        self._service = service
        self._stopped = threading.Event()
        self._ended: Counter[tuple[str, str, int]] = Counter()

    def stop(self) -> None:
        self._stopped.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        while not self._stopped.wait(POLL):
            try:
                for one in self._due():
                    if self._stopped.is_set():
                        return
                    self._have_made(one)
            except (Unavailable, Behind, psycopg.Error) as error:
                log.warning("exports wait, since the database does not answer: %s", error)
            except Exception:
                log.exception("the exporter met a fault and goes on")

    def _due(self) -> list[Export]:
        """What is to be made: what was ordered, then what is no longer kept; not what ended without a result too often."""
        with suppress(Unavailable), self._service.reader.reading() as reading:
            found = [*waiting(reading), *unkept(reading)]
            return [one for one in found if self._ended[_name(one)] < AT_MOST]
        return []

    def _have_made(self, one: Export) -> None:
        """Have an export made by a process of its own, and wait for its end."""
        words = [sys.executable, "-P", "-m", "jalon", "make-export", *map(str, _name(one))]
        environment = {**os.environ, "DATABASE_URL": self._service.url, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL) as process:
            while process.poll() is None:
                if self._stopped.wait(POLL / 5):
                    process.terminate()
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(PATIENCE)
                    process.kill()
                    return
        if process.returncode == 0:
            return
        self._ended[_name(one)] += 1
        if self._ended[_name(one)] >= AT_MOST and one.state is ExportState.ORDERED:
            self._give_up(one)

    def _give_up(self, one: Export) -> None:
        programme, recipient, number = _name(one)
        reason = f"Its making ended {AT_MOST} times without a result."
        said = RecordExportFailed(programme=programme, recipient=recipient, number=number, reason=reason)
        with suppress(BatchRefused):
            self._service.log.record([said], Caller(actor=MAKER))


def make_one(service: Service, name: tuple[str, str, int], tell: Callable[[int], None] = lambda _: None) -> None:
    """Make one export, unless another process is at it or it is over; one that was made and is not kept is made again."""
    with psycopg.connect(service.url, autocommit=True) as connection:
        query = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
        if connection.execute(query, (f"export:{'/'.join(map(str, name))}",)).fetchone() != (True,):
            return
        with service.reader.reading() as reading:
            one = export(reading, *name)
        if one is None:
            return
        if one.state is ExportState.ORDERED:
            with suppress(Cancelled):
                make(service, one, tell)
        elif one.state is ExportState.MADE and not make_again(service, one):
            log.error("export %s comes out otherwise than its receipt says, and its file is not kept any more", name)


def _name(one: Export) -> tuple[str, str, int]:
    return one.programme, one.recipient, one.number
