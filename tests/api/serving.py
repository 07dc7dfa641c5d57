"""A Jalon that really serves: a database, the projections at work, and uvicorn on a free port."""

import socket
import threading
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import uvicorn
from litestar import Litestar

from domain.application import Log
from domain.log import install
from jalon.demo import record
from jalon.site import create_site
from projections.catalogue import PROJECTIONS
from projections.reader import Reader
from projections.runner import Runner
from serving.cache import USUAL
from tests.examples.sample import fresh_database

THREADS = 4


class Served:
    """A running server, as one client of it sees it: it asks for nothing older than what it has told."""

    def __init__(self, address: str, url: str, log: Log, reader: Reader, runner: Runner) -> None:
        self.address = address
        self.url = url
        self.log = log
        self.reader = reader
        self.runner = runner
        self.http = httpx.Client(base_url=address, timeout=20)
        self.seen = "0"

    @property
    def position(self) -> int:
        """How far the log has come."""
        return self.reader.health().log_position

    def tell(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """The answer to a POST by the team; headers are named with underscores."""
        named = {"Jalon-Actor": "team"} | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.http.post(path, json=body, headers=named)
        self.seen = answer.headers["Jalon-Position"] if answer.is_success else self.seen
        return answer

    def told(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """As `tell`, of what must be recorded."""
        answer = self.tell(path, body, **headers)
        assert answer.is_success, answer.text
        return answer

    def ask(self, path: str, parameters: Mapping[str, Any] | None = None, **headers: str) -> httpx.Response:
        """The answer to a GET that has seen what was told before."""
        named = {"Jalon-Position": self.seen} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.get(path, params=parameters, headers=named)

    def asked(self, path: str, parameters: Mapping[str, Any] | None = None, **headers: str) -> Any:
        """As `ask`, of what must be answered; the JSON of the answer."""
        answer = self.ask(path, parameters, **headers)
        assert answer.is_success, answer.text
        return answer.json()


class Server(uvicorn.Server):
    """Serves in a thread; `up` is set as soon as it takes requests."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@contextmanager
def serving(
    url: str,
    *,
    demonstration: bool = False,
    threads: int = THREADS,
    cache: int = USUAL,
    projecting: bool = True,
) -> Generator[Served]:
    """Jalon on this database; `projecting` unless the read models are to stay as they are."""
    install(url, demonstration=demonstration)
    with ExitStack() as stack:
        log = stack.enter_context(Log(url, pool_size=threads, demonstration=demonstration))
        reader = Reader(url, pool_size=threads)
        stack.callback(reader.close)
        runner = Runner(url, PROJECTIONS)
        if projecting:
            runner.start()
        stack.callback(runner.stop)
        app = create_site(log, reader, demonstration=demonstration, threads=threads, cache=cache)
        served = Served(stack.enter_context(listening(app)), url, log, reader, runner)
        stack.callback(served.http.close)
        yield served


@contextmanager
def serving_demonstration(server_url: str) -> Generator[Served]:
    """The whole demonstration in a database of its own; whoever asks sees all of it."""
    with fresh_database(server_url) as url, serving(url, demonstration=True) as served:
        record(served.log)
        served.seen = str(served.position)
        served.http.headers["Jalon-Position"] = served.seen
        yield served


@contextmanager
def listening(app: Litestar) -> Generator[str]:
    """The address at which uvicorn serves the application, in a thread."""
    server = Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert server.up.wait(20)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)
