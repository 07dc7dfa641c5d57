"""The status report as CSV: UTF-8 with a byte order mark, RFC 4180, one row for each milestone.

A spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula. Such a text, and one that
begins with an apostrophe, is written with one apostrophe before it: to read it back, drop one leading apostrophe. All texts
stand in quotes; numbers and what is blank do not. Characters that no file of ours can hold become U+FFFD.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from exports.cells import CellValue, Linked, clean, whole_seconds
from exports.columns import Column, Kind, column
from exports.status_columns import CONTEXT, STATUS_REPORT, StatusLine, status_lines
from exports.words import Words
from projections.report import StatusReport

_ACTIVE: Final = re.compile("[=+\\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]")

COLUMNS: Final[Sequence[Column[StatusLine]]] = (*CONTEXT, *STATUS_REPORT)


def status_csv(status: StatusReport, *, language: str = "en", demonstration: bool = False) -> bytes:
    """The status report as CSV; the first row holds the columns' names, which are the same in every language.

    Each row carries its programme, both clocks, and whether it comes from a demonstration.
    """
    words = Words(language)
    marked = (*COLUMNS[: len(CONTEXT)], _mark(demonstration=demonstration), *STATUS_REPORT)
    lines = [",".join(_field(c.name) for c in marked)]
    lines.extend(",".join(_field(c.value(line, words)) for c in marked) for line in status_lines(status))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _mark(*, demonstration: bool) -> Column[StatusLine]:
    return column(
        "demonstration",
        ("Demonstration", "Démonstration"),
        ("Yes: not a real report.", "Oui : ce n'est pas un vrai rapport."),
        lambda _, words: words.yes_no(demonstration),
        Kind.CODE,
    )


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
