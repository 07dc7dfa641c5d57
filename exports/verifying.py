"""Is this the file that a receipt was given for, and if not: what differs?"""

from hashlib import file_digest
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Final

from msgspec import Struct

from exports.apart import Content, apart
from exports.compared_texts import compared_csv, compared_xml
from exports.compared_workbooks import compared_workbooks
from exports.grid import CellKind, Grid
from exports.template import Form
from exports.unpacking import File
from exports.verdict import Sameness, Verdict

RECEIPT: Final = "jalon_receipt"
"""The defined name that points to the first cell of the sheet with the receipt."""


class Claimed(Struct, frozen=True):
    """The receipt that a workbook says is its own: worth no more than the comparison with it."""

    programme: str
    recipient: str
    number: int
    position: int
    template: str


def compare_files(form: Form, receipted: Content, found: Content) -> Verdict:
    """How a file compares with the receipted one, of the form that its template says. Raises Unreadable."""
    if digest(receipted) == digest(found):
        return Verdict(sameness=Sameness.BYTES)
    work = {"workbook": compared_workbooks, "csv": csv_files, "iati": xml_files}[form]
    return apart(work, Verdict, receipted, found)


def compare_workbooks(receipted: Content, found: Content) -> Verdict:
    """How a workbook compares with the receipted one, cell by cell. Raises Unreadable."""
    return compare_files("workbook", receipted, found)


def digest(content: Content) -> str:
    """The SHA-256 of a file."""
    with BytesIO(content) if isinstance(content, bytes) else Path(content).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def csv_files(receipted: str | PathLike[str], found: str | PathLike[str]) -> Verdict:
    return compared_csv(Path(receipted).read_bytes(), Path(found).read_bytes())


def xml_files(receipted: str | PathLike[str], found: str | PathLike[str]) -> Verdict:
    return compared_xml(Path(receipted).read_bytes(), Path(found).read_bytes())


def claimed_receipt(content: Content) -> Claimed | None:
    """The receipt that a workbook says is its own; None where it says none. Raises Unreadable."""
    return apart(claimed_in, Claimed | None, content)  # pyright: ignore[reportArgumentType] - msgspec takes a union for a type


def claimed_in(file: File) -> Claimed | None:
    """Its sheet holds in the third column what a machine calls each line, and in the second what it says."""
    with Grid(file) as grid:
        title = grid.names.get(RECEIPT, "").rpartition("!")[0].strip("'").replace("''", "'")
        if title not in grid.titles:
            return None
        cells = {cell.at: cell.value for cell in grid.cells(title) if cell.kind is not CellKind.LINK}
    said = {name: cells.get(f"B{at[1:]}", "") for at, name in cells.items() if at[0] == "C" and at[1:].isdigit()}
    try:
        number, position = int(said["number"]), int(said["position"])
        return Claimed(said["programme"], said["recipient"], number, position, said["template"])
    except (KeyError, ValueError):
        return None
