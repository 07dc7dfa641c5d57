"""A client in a process of its own: a few connections that ask for one address again and again, as fast as they are answered."""

import asyncio
import re
import sys
import time
from typing import Final, cast

import uvloop

CONNECTIONS: Final = 8
SECONDS: Final = 3.0
WARM_UP: Final = 0.5
_LENGTH: Final = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


class Wrong(Exception):
    """An answer that is not the one asked for."""


class Asking(asyncio.Protocol):
    """One connection: asks, counts the answer once it is complete, asks again."""

    def __init__(self, request: bytes, lost: asyncio.Future[None]) -> None:
        self._request = request
        self._lost = lost
        self._left = 0
        self.answers = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if self._left:
            self._left -= len(data)
        else:
            head, _, body = data.partition(b"\r\n\r\n")
            length = _LENGTH.search(head + b"\r\n")
            if not data.startswith(b"HTTP/1.1 200") or length is None:
                self._transport.abort()
                self._lost.set_exception(Wrong(head.decode("latin-1")))
                return
            self._left = int(length[1]) - len(body)
        if self._left == 0:
            self.answers += 1
            self._transport.write(self._request)


async def rate(port: int, path: str) -> float:
    """Answers a second, after a short while to warm up."""
    loop = asyncio.get_running_loop()
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n\r\n".encode()
    lost: asyncio.Future[None] = loop.create_future()
    connections = [
        (await loop.create_connection(lambda: Asking(request, lost), "127.0.0.1", port))[1] for _ in range(CONNECTIONS)
    ]
    await asyncio.wait([lost], timeout=WARM_UP)
    before, began = sum(c.answers for c in connections), time.perf_counter()
    await asyncio.wait([lost], timeout=SECONDS)
    if lost.done():
        lost.result()
    return (sum(c.answers for c in connections) - before) / (time.perf_counter() - began)


if __name__ == "__main__":
    print(uvloop.run(rate(int(sys.argv[1]), sys.argv[2])))
