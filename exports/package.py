"""The zip file of a workbook: the frame that XlsxWriter made, with our rows put in; the same bytes for the same contents."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.spool import LETTERS, Spool

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
UNIX: Final = 3
ROWS: Final = re.compile(rb"<sheetData>.*</sheetData>|<sheetData/>", re.DOTALL)
DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"/>')
AFTER_LINKS: Final = re.compile(rb"<(?:printOptions|pageMargins)\b")
RELATIONSHIPS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
END: Final = b"</Relationships>"


class Filling(NamedTuple):
    """What is put into the frame: rows by the number of their sheet, ranges by the number of their table, and the language.

    The range of a table is given with and without its row of totals.
    """

    rows: Mapping[int, Spool]
    tables: Mapping[int, tuple[str, str]]
    language: str


def member(name: str) -> ZipInfo:
    """An entry of a zip file that depends on its name alone."""
    info = ZipInfo(name, EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = 0o644 << 16
    return info


def write_package(frame: bytes, filling: Filling, target: BinaryIO) -> None:
    """Write the workbook whose frame this is."""
    with ZipFile(BytesIO(frame)) as made, ZipFile(target, "w") as whole:
        names = made.namelist()
        for name in names:
            number = _number(name)
            part = made.read(name)
            if name.startswith("xl/worksheets/sheet"):
                spool = filling.rows[number]
                _write(whole, name, spool.size, _sheet(part, spool))
                if (rels := f"xl/worksheets/_rels/sheet{number}.xml.rels") not in names and spool.relationships():
                    whole.writestr(member(rels), RELATIONSHIPS + spool.relationships() + END)
                continue
            if name.startswith("xl/worksheets/_rels/"):
                part = part.replace(END, filling.rows[number].relationships() + END)
            elif name.startswith("xl/tables/"):
                part = _table(part, *filling.tables[number])
            elif name == "docProps/core.xml":
                part = _with_language(part, filling.language)
            whole.writestr(member(name), part)


def _number(name: str) -> int:
    found = re.search(r"(\d+)\.xml", name)
    return int(found[1]) if found else 0


def _sheet(part: bytes, spool: Spool) -> list[bytes | Spool]:
    """A sheet in the order of its pieces: what comes before its rows, they, and what comes after."""
    last = f"{LETTERS[spool.columns - 1]}{max(spool.count, 1)}"
    part = DIMENSION.sub(f'<dimension ref="A1:{last}"/>'.encode(), part, count=1)
    rows = ROWS.search(part)
    links_at = AFTER_LINKS.search(part, rows.end() if rows else 0)
    if rows is None or links_at is None:
        raise ValueError("the frame of a sheet has no place for rows or links")
    return [
        part[: rows.start()],
        spool,
        part[rows.end() : links_at.start()] + spool.hyperlinks() + part[links_at.start() :],
    ]


def _write(whole: ZipFile, name: str, size: int, pieces: list[bytes | Spool]) -> None:
    info = member(name)
    # Known beforehand: Excel takes a needless ZIP64 header for damage.
    info.file_size = size + sum(len(piece) for piece in pieces if isinstance(piece, bytes))
    with whole.open(info, "w") as file:
        for piece in _flat(pieces):
            file.write(piece)


def _flat(pieces: list[bytes | Spool]) -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            yield from piece.sheet_data()


def _table(part: bytes, whole: str, without_totals: str) -> bytes:
    part = re.sub(rb'(<table\b[^>]*?\bref=")[^"]*', rb"\g<1>" + whole.encode(), part, count=1)
    return re.sub(rb'(<autoFilter ref=")[^"]*', rb"\g<1>" + without_totals.encode(), part, count=1)


def _with_language(part: bytes, language: str) -> bytes:
    said = f"<dc:language>{escape(language)}</dc:language>".encode()
    if b"<dc:language>" in part or b"<cp:lastModifiedBy>" not in part:
        raise ValueError("the properties of the frame have no place for a language")
    return part.replace(b"<cp:lastModifiedBy>", said + b"<cp:lastModifiedBy>", 1)
