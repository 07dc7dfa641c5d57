"""The zip file of a workbook: openpyxl writes all parts but the rows, which are put in here; it depends on its contents only."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.rows import Rows

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
UNIX: Final = 3
NO_ROWS: Final = re.compile(rb"<sheetData>\s*</sheetData>|<sheetData\s*/>")
AFTER_LINKS: Final = re.compile(rb"<(?:printOptions|pageMargins)\b")


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = 0o644 << 16
    return info


class WorkbookArchive(ZipFile):
    """What openpyxl's writer writes to. `sheets` are the rows by the name of the part that they belong to."""

    def __init__(self, buffer: BytesIO, sheets: Mapping[str, Rows]) -> None:
        super().__init__(buffer, "w")
        self._sheets = sheets

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a sheet that openpyxl has left in a file, with its rows and links."""
        name = str(arcname)
        rows = self._sheets[name]
        sheet = Path(filename).read_bytes()
        before, after = NO_ROWS.split(sheet, maxsplit=1)
        links_at = AFTER_LINKS.search(after)
        if links_at is None:
            raise ValueError(f"openpyxl wrote {name} without page margins, before which the links belong")
        tail = after[: links_at.start()] + rows.hyperlinks() + after[links_at.start() :]
        pieces = [before, *rows.sheet_data(), tail]
        info = _member(name)
        info.file_size = sum(map(len, pieces))  # known beforehand: Excel takes a needless ZIP64 header for damage
        with self.open(info, "w") as part:
            part.writelines(pieces)
        if rows.links:
            part_name = PurePosixPath(name)
            self.writestr(f"{part_name.parent}/_rels/{part_name.name}.rels", rows.relationships())
