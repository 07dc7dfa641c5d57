"""CSV text: UTF-8 with a byte order mark, RFC 4180.

A spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula. Such a text, and one that
begins with an apostrophe, is written with one apostrophe before it: to read it back, drop one leading apostrophe. All texts
stand in quotes; numbers and what is blank do not. Characters that no file of ours can hold become U+FFFD.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from exports.cells import CellValue, Linked, clean, whole_seconds

_ACTIVE: Final = re.compile("[=+\\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]")


def csv_text(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """These rows as CSV."""
    return BOM_UTF8 + b"".join(map(csv_line, rows))


def csv_line(row: Sequence[CellValue]) -> bytes:
    """One row as a line of CSV; before the first one stands a byte order mark."""
    return f"{','.join(map(_field, row))}\r\n".encode()


def _field(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case Linked():
            return _field(value.url)
        case datetime():
            return f"{whole_seconds(value).isoformat()}Z"
        case date():
            return value.isoformat()
        case str():
            text = clean(value)
            guarded = f"'{text}" if _ACTIVE.match(text) else text
            return '"' + guarded.replace('"', '""') + '"'
        case _:
            return str(value)
