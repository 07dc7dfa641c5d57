"""Exports that are made while a test looks on: a file of a few bytes, kept and recorded as whoever makes them does it."""

import io
from hashlib import sha256
from typing import Any, Final

import psycopg

from domain.delivery import RecordExportMade
from domain.files import keep
from domain.recorder import Caller
from tests.api.serving import Served

CONTENT: Final = b"hello"


def record_made(served: Served, programme: str, recipient: str, number: int, content: bytes = CONTENT) -> str:
    """Say that an export was made, without keeping its file; its SHA-256."""
    digest = sha256(content).hexdigest()
    made: dict[str, Any] = {"sha256": digest, "size": len(content), "contents": digest, "sheets": {"sheet": digest}}
    command = RecordExportMade(
        programme=programme, recipient=recipient, number=number, made_with="Jalon, in a test", **made
    )
    served.seen = str(served.log.record([command], Caller(actor="jalon")).position)
    return digest


def keep_file(served: Served, content: bytes = CONTENT) -> None:
    """Keep a file where those of exports are kept."""
    with psycopg.connect(served.url, autocommit=True) as connection:
        keep(connection, io.BytesIO(content))


def make_the_first_export(served: Served) -> None:
    """The first export of the documentation's examples, made of the bytes whose digest it names."""
    record_made(served, "FR-2018", "fr-interior", 1)
    keep_file(served)
