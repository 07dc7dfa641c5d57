"""A server in a process of its own: our API, or a bare handler that has the same bytes in its hand."""

import argparse
import socket
import sys
from pathlib import Path

import uvicorn
from litestar import Litestar, Response, get

from domain.application import Log
from jalon.memory import settle
from jalon.site import create_site
from projections.reader import Reader
from serving.cache import USUAL

THREADS = 4


def bare(body: bytes) -> Litestar:
    @get("/report")
    async def report() -> Response[bytes]:
        return Response(body, media_type="application/json")

    return Litestar([report], openapi_config=None, logging_config=None)


def serve(app: Litestar) -> None:
    """Serve as `./run serve` does, on a free port, which the first line of output tells."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    settle()
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.served")
    parser.add_argument("--database", help="serve our API on this database")
    parser.add_argument("--cold", action="store_true", help="keep no answers")
    parser.add_argument("--body", type=Path, help="serve the bytes of this file instead")
    chosen = parser.parse_args(arguments)
    if chosen.body:
        serve(bare(chosen.body.read_bytes()))
        return
    reader = Reader(chosen.database, pool_size=THREADS)
    with Log(chosen.database, pool_size=THREADS) as log:
        serve(create_site(log, reader, demonstration=False, threads=THREADS, cache=0 if chosen.cold else USUAL))
    reader.close()


if __name__ == "__main__":
    main(sys.argv[1:])
