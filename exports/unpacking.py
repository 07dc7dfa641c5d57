"""Opens a zip file that anybody may have sent: within limits that are checked before anything in it is read."""

from os import PathLike
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

ZIP: Final = b"PK\x03\x04"
OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = 1
File = str | PathLike[str] | BinaryIO
SMALL: Final = 20_000_000
"""Up to this size, unpacked, it does not matter how well a file was packed."""


class Unreadable(Exception):
    """A file that is not read, and what to do about it."""


class Limits(NamedTuple):
    """How much is read of one file: its parts, their bytes unpacked, how many times as much that is as packed, the rows of a sheet."""

    parts: int = 2_000
    unpacked: int = 2_000_000_000
    ratio: int = 250
    rows: int = 1_048_576


def unpacked(file: File, limits: Limits) -> ZipFile:
    """The zip file, opened. Raises Unreadable. Close it in the end.

    No more is ever unpacked of a part than the file says beforehand, so that what it says can be relied on.
    """
    _must_begin_like_one(file)
    try:
        found = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"The file is damaged ({error}). Ask for it again, or save it again.") from error
    try:
        _must_be_within(found, limits)
    except Unreadable:
        found.close()
        raise
    return found


def _must_begin_like_one(file: File) -> None:
    if isinstance(file, (str, PathLike)):
        with Path(file).open("rb") as opened:
            head = opened.read(8)
    else:
        file.seek(0)
        head = file.read(8)
    if head == OLD_OR_LOCKED:
        raise Unreadable(
            "The workbook is protected with a password, or in the old form .xls. Save it as .xlsx without a password."
        )
    if not head.startswith(ZIP):
        raise Unreadable("The file is not a workbook. Give one that was saved as .xlsx.")


def _must_be_within(file: ZipFile, limits: Limits) -> None:
    parts = file.infolist()
    if len(parts) > limits.parts:
        raise Unreadable(f"The file has {len(parts)} parts; {limits.parts} are read at most.")
    if len({part.filename for part in parts}) < len(parts):
        raise Unreadable("The file is damaged: two of its parts have one name. Save it again.")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Unreadable("The file is protected with a password. Save it without one.")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise Unreadable("The file is packed in a way that no spreadsheet program uses. Save it again as .xlsx.")
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > limits.unpacked:
        raise Unreadable(
            f"The file is too large: {size:,} bytes when unpacked; {limits.unpacked:,} are read at most. Send it in parts."
        )
    if size > max(SMALL, limits.ratio * packed):
        raise Unreadable(
            f"The file unpacks to more than {limits.ratio} times its size, as no workbook does. Save it again as .xlsx."
        )
