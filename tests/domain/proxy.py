"""A relay between an application and PostgreSQL that can lose an answer, and go away and come back."""

import socket
import threading
from contextlib import suppress
from typing import Final, Literal, Self

from psycopg.conninfo import conninfo_to_dict, make_conninfo

READY: Final = b"Z\x00\x00\x00\x05I"
"""What PostgreSQL says when it is done: a statement outside of a transaction is committed by then."""

What = Literal["nothing", "the request", "the answer"]


class Proxy:
    """Relays on 127.0.0.1. When a request that holds `mark` comes by, what `loses` says is lost once, and counted in `lost`."""

    def __init__(self, url: str, mark: bytes) -> None:
        given = conninfo_to_dict(url)
        self._host, self._port = str(given.get("host") or "127.0.0.1"), str(given.get("port") or "5432")
        self.mark = mark
        self.loses: What = "nothing"
        self.lost = 0
        self._open: list[socket.socket] = []
        self._listener = self._listen(0)
        port = self._listener.getsockname()[1]
        self.url = make_conninfo(url, host="127.0.0.1", port=port, sslmode="disable", gssencmode="disable")

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = self._connect()
                self._open += [client, server]
                relay = _Relay(self, client, server)
                for pump in (relay.requests, relay.answers):
                    threading.Thread(target=pump, daemon=True).start()

    def _connect(self) -> socket.socket:
        if not self._host.startswith("/"):
            return socket.create_connection((self._host, int(self._port)))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{self._host}/.s.PGSQL.{self._port}")
        return server

    def go_away(self) -> None:
        """Close all connections, and take no new ones."""
        _close(self._listener, *self._open)
        self._open.clear()

    def come_back(self) -> None:
        self._listener = self._listen(int(conninfo_to_dict(self.url)["port"] or 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.go_away()


class _Relay:
    """One connection, both ways."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._loses_answer = False

    def requests(self) -> None:
        with suppress(OSError):
            while chunk := self._client.recv(65_536):
                if self._proxy.mark in chunk and self._proxy.loses != "nothing":
                    loses, self._proxy.loses = self._proxy.loses, "nothing"
                    self._proxy.lost += 1
                    if loses == "the request":
                        break
                    self._loses_answer = True
                self._server.sendall(chunk)
        _close(self._client, self._server)

    def answers(self) -> None:
        with suppress(OSError):
            while chunk := self._server.recv(65_536):
                if not self._loses_answer:
                    self._client.sendall(chunk)
                elif READY in chunk:
                    break
        _close(self._client, self._server)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
