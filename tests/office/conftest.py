"""LibreOffice, as a program that opens our files and saves them again."""

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.exports.conftest import plan_url

XLSX = "xlsx:Calc MS Excel 2007 XML"
PATIENCE = 120

__all__ = ["plan_url"]

SavedAgain = Callable[[bytes], bytes]


@pytest.fixture(scope="session")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> SavedAgain:
    """What LibreOffice makes of a workbook that it opens and saves."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-calc-nogui"
    home = tmp_path_factory.mktemp("office")
    target = home / "saved"

    def save(workbook: bytes) -> bytes:
        source = home / "workbook.xlsx"
        source.write_bytes(workbook)
        (target / source.name).unlink(missing_ok=True)
        subprocess.run(
            [office, "--headless", "--convert-to", XLSX, "--outdir", str(target), str(source)],
            env={**os.environ, "HOME": str(home)},
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        return (target / source.name).read_bytes()  # soffice ends with status 0 even when it could not read a file

    return save
