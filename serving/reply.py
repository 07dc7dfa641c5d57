"""A reply: a status, headers and a body, sent as they are."""

from typing import NamedTuple

from litestar.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


class Reply(NamedTuple):
    """An answer that is ready to send. No media type means no body."""

    status: int
    media: str | None
    body: bytes
    headers: Headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = self.headers
        if self.media is not None:
            length = str(len(self.body)).encode()
            headers = [(b"content-type", self.media.encode()), (b"content-length", length), *headers]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})
