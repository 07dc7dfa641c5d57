"""The status report as CSV: one row for each milestone."""

from collections.abc import Sequence
from typing import Final

from exports.columns import Column, Kind, column
from exports.csv_text import csv_text
from exports.status_columns import CONTEXT, STATUS_REPORT, StatusLine, status_lines
from exports.words import Words
from projections.report import StatusReport

COLUMNS: Final[Sequence[Column[StatusLine]]] = (*CONTEXT, *STATUS_REPORT)


def status_csv(status: StatusReport, *, language: str = "en", demonstration: bool = False) -> bytes:
    """The status report as CSV; the first row holds the columns' names, which are the same in every language.

    Each row carries its programme, both clocks, and whether it comes from a demonstration.
    """
    words = Words(language)
    marked = (*COLUMNS[: len(CONTEXT)], _mark(demonstration=demonstration), *STATUS_REPORT)
    head = [c.name for c in marked]
    return csv_text([head, *([c.value(line, words) for c in marked] for line in status_lines(status))])


def _mark(*, demonstration: bool) -> Column[StatusLine]:
    return column(
        "demonstration",
        ("Demonstration", "Démonstration"),
        ("Yes: not a real report.", "Oui : ce n'est pas un vrai rapport."),
        lambda _, words: words.yes_no(demonstration),
        Kind.CODE,
    )
