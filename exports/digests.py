r"""What stays the same of a file when it is packed anew, or saved again by another program: digests of its parts and cells.

The digest of a file's contents is the SHA-256 of lines as `sha256sum` writes them, `SHA-256  name\n`, one for each part, in the order
of the names' bytes. That of a sheet is the SHA-256 of a line of JSON for each cell, in the order of rows and columns, then one for each
link: `["B7","number","12"]`; a formula has `,"="` after what it came to.
"""

from collections.abc import Mapping
from hashlib import file_digest, sha256
from typing import Final

import msgspec

from exports.grid import Cell, Grid
from exports.unpacking import File, Limits, unpacked

_JSON: Final = msgspec.json.Encoder()


class SheetDigest:
    """The digest of a sheet, while its cells are read."""

    def __init__(self) -> None:
        self._digest = sha256()

    def take(self, cell: Cell) -> None:
        formula = ("=",) if cell.formula is not None else ()
        self._digest.update(_JSON.encode((cell.at, cell.kind, cell.value, *formula)) + b"\n")

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def sheet_digest(grid: Grid, title: str) -> str:
    digest = SheetDigest()
    for cell in grid.cells(title):
        digest.take(cell)
    return digest.hexdigest()


def parts_digest(parts: Mapping[str, str]) -> str:
    """The digest of a file's contents, by the SHA-256 of each of its parts."""
    lines = (f"{parts[name]}  {name}\n".encode() for name in sorted(parts, key=str.encode))
    return sha256(b"".join(lines)).hexdigest()


def contents_digest(file: File) -> str:
    """The digest of what is in a zip file, however it is packed. Raises Unreadable."""
    with unpacked(file, Limits()) as found:
        parts: dict[str, str] = {}
        for part in found.infolist():
            with found.open(part) as opened:
                parts[part.filename] = file_digest(opened, "sha256").hexdigest()  # pyright: ignore[reportArgumentType] - a part reads like a file
        return parts_digest(parts)
