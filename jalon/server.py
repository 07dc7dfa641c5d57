"""The processes that stay: the HTTP server, with the projections in a thread of it or apart, and the projections' own process."""

import logging
import signal
import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

import uvicorn

from domain.recorder import Unavailable
from jalon.exporter import Exporter
from jalon.memory import settle
from jalon.service import Service
from jalon.settings import Settings
from jalon.site import create_site
from projections.catalogue import PROJECTIONS
from projections.reader import Reader
from projections.runner import Runner

MOST_AT_ONCE: Final = 256
PATIENCE: Final = 10.0
AGAIN: Final = 0.05


class PortTaken(Exception):
    pass


def serve(service: Service, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` hears the address as soon as it takes requests. Raises PortTaken."""
    listening = _listen(settings)
    app = create_site(service.log, service.reader, demonstration=service.demonstration, threads=settings.pool)
    _tell_log(settings)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="on",
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=5,
    )
    runner = Runner(service.url, PROJECTIONS) if settings.worker == "inside" else None
    exporter = Exporter(service) if runner else None
    if runner:
        runner.start()
    try:
        with _interruptible(uvicorn.Server(config)) as server:
            if runner:
                _wait_until_current(service.reader, server)
            settle()
            if exporter:
                exporter.start()
            ready(f"http://{shown_host(settings.host)}:{settings.port}")
            server.run(sockets=[listening])
    finally:
        if exporter:
            exporter.stop()
        if runner:
            runner.stop()


def _wait_until_current(reader: Reader, server: uvicorn.Server) -> None:
    """Wait until the read models have come up to the log, so that the first page is there; after ten seconds they come up while serving."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not server.should_exit:
        with suppress(Unavailable):
            if not reader.health().lag_events and reader.standing.tables:
                return
        time.sleep(AGAIN)


@contextmanager
def _interruptible(server: uvicorn.Server) -> Generator[uvicorn.Server]:
    """The server, which ends at SIGINT also in the instant before it listens for signals itself, when one would be lost."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = signal.signal(signal.SIGINT, end)
    try:
        yield server
    finally:
        signal.signal(signal.SIGINT, before)


def work(service: Service) -> None:
    """Keep the read models current, and make what exports are ordered, until SIGINT or SIGTERM."""
    runner, exporter = Runner(service.url, PROJECTIONS), Exporter(service)
    try:
        with suppress(KeyboardInterrupt):
            runner.start()
            exporter.start()
            runner.join()
    finally:
        exporter.stop()
        runner.stop()


def _tell_log(settings: Settings) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    if settings.log == "requests":
        logging.getLogger("jalon.http").setLevel(logging.INFO)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"Cannot serve on {settings.host}:{settings.port}: {error.strerror}. Choose another port with JALON_PORT."
        ) from error
    listening.listen(2048)
    return listening


def shown_host(host: str) -> str:
    """A host as an address has it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
