"""The runner: keeps one engine at work, as a thread of the server or as a process of its own; others stand by and take over."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

import psycopg

from domain.recorder import CHANNEL, run
from projections.engine import ACTIVE_LOCK, Engine, Moved, rebuild
from projections.projection import AnyProjection

POLL: Final = 0.5
STAND_BY: Final = 0.5
AGAIN: Final = 0.2
AFTER_A_FAULT: Final = 2.0

log = logging.getLogger("jalon.projections")


class Stopped(Exception):
    """The runner was told to stop while there was more to fold."""


class Runner(threading.Thread):
    """Folds what is new as soon as the log says so, and twice a second in any case, until it is stopped."""

    def __init__(self, url: str, projections: Sequence[AnyProjection]) -> None:
        super().__init__(name="projections", daemon=True)
        self._url = url
        self._projections = projections
        self._engine = Engine(projections)
        self._stopped = threading.Event()
        self.active = False

    def stop(self) -> None:
        """End after the batch under way, and wait for that."""
        self._stopped.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        while not self._stopped.is_set():
            self._stopped.wait(self._attempt())

    def _attempt(self) -> float:
        """Work until that is no longer possible; after how many seconds to try again."""
        try:
            with psycopg.connect(self._url, autocommit=True, connect_timeout=3) as connection:
                self._stand_by(connection)
                self._work(connection)
        except (Moved, Stopped):
            return 0
        except psycopg.Error as error:
            log.warning("the projections lost the database and try again: %s", error)
        except Exception:
            log.exception("the projections met a fault and try again")
            return AFTER_A_FAULT
        finally:
            self.active = False
        return AGAIN

    def _stand_by(self, connection: psycopg.Connection[Any]) -> None:
        while not self._stopped.is_set() and not try_active(connection):
            self._stopped.wait(STAND_BY)

    def _work(self, connection: psycopg.Connection[Any]) -> None:
        if self._stopped.is_set():
            return
        self.active = True
        run(connection, f"LISTEN {CHANNEL}")
        while not self._stopped.is_set():
            bring_up_to_date(connection, self._engine, self._go_on)
            for _ in connection.notifies(timeout=POLL, stop_after=1):
                pass

    def _go_on(self, _position: int) -> None:
        if self._stopped.is_set():
            raise Stopped


def try_active(connection: psycopg.Connection[Any]) -> bool:
    """Become the one active engine, for as long as this connection lives, unless another one is."""
    return run(connection, "SELECT pg_try_advisory_lock(%s)", (ACTIVE_LOCK,)).fetchone() == (True,)


def bring_up_to_date(
    connection: psycopg.Connection[Any], engine: Engine, tell: Callable[[int], None] | None = None
) -> int:
    """Build the read models if they are missing or of another shape, try again what was marked for it, fold what is new."""
    if not engine.is_installed(connection):
        rebuild(connection, engine.projections, tell)
    if run(connection, f"SELECT FROM {engine.schema}.set_aside WHERE retry LIMIT 1").fetchone() is not None:
        engine.retry(connection)
    return engine.catch_up(connection, tell=tell)
