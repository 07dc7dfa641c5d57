"""Files that were handed over, kept beside the log by the SHA-256 of their bytes: in parts, and only ever added."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO, Final, NamedTuple

import psycopg
from psycopg.rows import tuple_row

PART: Final = 1024 * 1024
"""The bytes of a part; the last part of a file may have fewer."""


class NotKept(LookupError):
    """No file with this digest is kept here."""


class Kept(NamedTuple):
    """A file that is kept."""

    sha256: str
    size: int


def keep(connection: psycopg.Connection[Any], file: BinaryIO) -> Kept:
    """Keep a file, from its beginning; one that is kept already is not kept twice. Takes the memory of one part."""
    kept = _measured(file)
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        new = cursor.execute(
            "INSERT INTO log.files (sha256, size) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING true", kept
        ).fetchone()
        if new:
            for number, content in enumerate(_parts(file)):
                cursor.execute("INSERT INTO log.file_parts VALUES (%s, %s, %b)", (kept.sha256, number, content))
    return kept


def has(connection: psycopg.Connection[Any], digest: str) -> bool:
    """Whether a file with this SHA-256 is kept."""
    return _size(connection, digest) is not None


def read(connection: psycopg.Connection[Any], digest: str) -> Iterator[bytes]:
    """The bytes of a kept file, part by part. Raises NotKept at once."""
    size = _size(connection, digest)
    if size is None:
        raise NotKept(f"No file with the SHA-256 {digest} is kept.")
    return (_part(connection, digest, number) for number in range(-(-size // PART)))


def _measured(file: BinaryIO) -> Kept:
    digest, size = sha256(), 0
    for content in _parts(file):
        digest.update(content)
        size += len(content)
    return Kept(digest.hexdigest(), size)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while content := file.read(PART):
        yield content


def _size(connection: psycopg.Connection[Any], digest: str) -> int | None:
    with connection.cursor(row_factory=tuple_row) as cursor:
        found = cursor.execute("SELECT size FROM log.files WHERE sha256 = %s", (digest,)).fetchone()
    return found[0] if found else None


def _part(connection: psycopg.Connection[Any], digest: str, number: int) -> bytes:
    query = "SELECT content FROM log.file_parts WHERE sha256 = %s AND part = %s"
    with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
        found = cursor.execute(query, (digest, number)).fetchone()
    if found is None:
        raise NotKept(f"Part {number} of the file with the SHA-256 {digest} is missing.")
    return found[0]
