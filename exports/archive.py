"""A zip file that depends on its contents only: one time for all members, no trace of the system that wrote it."""

import shutil
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
UNIX: Final = 3


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = 0o644 << 16
    return info


class FixedZip(ZipFile):
    """Takes what openpyxl's writer hands it: text or bytes, and whole files."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        info = _member(str(arcname or filename))
        info.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as file, self.open(info, "w") as member:
            shutil.copyfileobj(file, member, 1024 * 1024)
