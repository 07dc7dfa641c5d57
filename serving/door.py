"""The door: every request gets an id, every answer the headers that all have, and every pair of them one line in the log."""

import logging
import re
import time
from collections.abc import Callable, Iterable
from typing import Any, Final, cast
from uuid import uuid4

import msgspec
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from projections.reader import Reader
from serving.reply import Reply

LONGEST: Final = 4096
REQUEST: Final = r"^[A-Za-z0-9._:-]{1,64}$"
log: Final = logging.getLogger("jalon.http")

_SAFE: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_POSITION: Final = b"jalon-position"


class Door:
    """Stands before the application. HEAD is answered as GET is, without the body.

    `too_long` makes the reply to a request, of which it gets the id, whose address is longer than LONGEST.
    """

    def __init__(self, app: ASGIApp, reader: Reader, *, demonstration: bool, too_long: Callable[[str], Reply]) -> None:
        self._app = app
        self._reader = reader
        self._too_long = too_long
        self._always = [*_SAFE, *([(b"jalon-demonstration", b"true")] if demonstration else [])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passage = Passage(scope, send, self._always, self._reader)
        try:
            if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST:
                await self._too_long(passage.request)(scope, receive, passage.send)
                return
            # A copy: the server goes by its own scope when it leaves the body of a HEAD away.
            inside = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self._app(cast("Scope", inside), receive, passage.send)
        finally:
            passage.tell()


class Passage:
    """One request on its way in and its answer on its way out."""

    def __init__(self, scope: HTTPScope, send: Send, always: Iterable[tuple[bytes, bytes]], reader: Reader) -> None:
        self._scope = scope
        self._send = send
        self._always = always
        self._reader = reader
        self._started = time.perf_counter()
        self._method = str(scope["method"])
        self._status = 0
        self._bytes = 0
        self._position = b""
        self.request = _request_id(scope)
        scope["state"]["request"] = self.request

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on, with the headers that all answers have."""
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            names = dict(headers)
            headers += [header for header in self._always if header[0] not in names]
            headers.append((b"jalon-request", self.request.encode()))
            self._position = names.get(_POSITION) or str(self._reader.position).encode()
            if _POSITION not in names:
                headers.append((_POSITION, self._position))
            message["headers"] = headers
            self._status = message["status"]
        elif message["type"] == "http.response.body":
            self._bytes += len(message["body"])
            if self._method == "HEAD":
                message["body"] = b""
        await self._send(message)

    def tell(self) -> None:
        """Log the request and its answer, without their bodies."""
        if not log.isEnabledFor(logging.INFO):
            return
        line: dict[str, Any] = {
            "method": self._method,
            "path": self._scope["raw_path"].decode("latin-1")[:LONGEST],
            "query": self._scope["query_string"].decode("latin-1")[:LONGEST],
            "status": self._status,
            "bytes": self._bytes,
            "ms": round((time.perf_counter() - self._started) * 1000, 2),
            "request": self.request,
            "actor": _header(self._scope, b"jalon-actor")[:64],
            "position": int(self._position or 0),
        }
        log.info(msgspec.json.encode(line).decode())


def _request_id(scope: HTTPScope) -> str:
    """The caller's id for the request, or a new one."""
    given = _header(scope, b"jalon-request")
    return given if re.fullmatch(REQUEST, given) else uuid4().hex


def _header(scope: HTTPScope, name: bytes) -> str:
    return next((value.decode("latin-1") for header, value in scope["headers"] if header == name), "")
