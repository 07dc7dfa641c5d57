"""Writes a dossier: the same parts give the same bytes."""

from codecs import BOM_UTF8
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final
from zipfile import ZipFile

import msgspec

from domain.values import JSON
from exports.csv_text import csv_line
from exports.dossier.chain import Ending, chained
from exports.dossier.explaining import explanation
from exports.dossier.parts import EVENTS, EVIDENCE, PARTNERS, README, RECEIPT, REPORT, SUMS, DossierParts
from exports.package import member

IN_MEMORY: Final = 1 << 20
PIECE: Final = 1 << 16


class NotTheReceipted(Exception):
    """The file that was given for a dossier is not the one of its receipt."""


def write_dossier(parts: DossierParts, target: BinaryIO) -> None:
    """Write the dossier as a zip file, piece by piece. Raises NotTheReceipted; what was written is of no use then."""
    sums: dict[str, str] = {}
    with ZipFile(target, "w") as whole:

        def put(name: str, pieces: Iterable[bytes]) -> None:
            sums[name] = _put(whole, name, pieces)

        put(README, [explanation(parts).encode()])
        put(parts.file_name, parts.file)
        if sums[parts.file_name] != parts.receipt.sha256:
            raise NotTheReceipted(
                f"The file has the digest {sums[parts.file_name]}, its receipt says {parts.receipt.sha256}."
            )
        put(REPORT, [parts.report])
        put(EVIDENCE, chain([BOM_UTF8], map(csv_line, parts.evidence)))
        endings = {EVENTS: Ending(), PARTNERS: Ending()}
        put(EVENTS, chained(parts.events, endings[EVENTS]))
        put(PARTNERS, chained(parts.partners, endings[PARTNERS]))
        put(RECEIPT, [_receipt(parts, endings)])
        _put(whole, SUMS, [f"{digest}  {name}\n".encode() for name, digest in sums.items()])


def _put(whole: ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Write a part, whose size must be known before it begins; returns its SHA-256."""
    digest = sha256()
    with SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        for piece in pieces:
            digest.update(piece)
            spool.write(piece)
        info = member(name)
        info.file_size = spool.tell()
        spool.seek(0)
        with whole.open(info, "w") as part:
            while piece := spool.read(PIECE):
                part.write(piece)
    return digest.hexdigest()


def _receipt(parts: DossierParts, endings: dict[str, Ending]) -> bytes:
    said = JSON.encode({"receipt": parts.receipt, "facts": endings})
    return msgspec.json.format(said, indent=2) + b"\n"
