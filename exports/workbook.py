"""The workbook of a programme: cover, status report, commitments, status history, partners. The same question gives the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Final

from exports.book import Book
from exports.commitment_columns import COMMITMENTS
from exports.cover import write_cover
from exports.history_columns import HISTORY, history_lines
from exports.partner_columns import PARTNERS, partner_lines
from exports.status_columns import STATUS_REPORT, status_lines
from exports.words import Both, Words
from projections.entry import TimelineEntry
from projections.partner import Partner
from projections.report import StatusReport
from projections.role import PartnerRole

STATUS_SHEET: Final = Both("Status report", "Avancement")
COMMITMENTS_SHEET: Final = Both("Commitments", "Engagements")
HISTORY_SHEET: Final = Both("Status history", "Historique")
PARTNERS_SHEET: Final = Both("Partners", "Partenaires")


def workbook(
    status: StatusReport,
    history: Sequence[TimelineEntry],
    roles: Sequence[PartnerRole],
    partners: Mapping[str, Partner],
    *,
    language: str = "en",
    demonstration: bool = False,
) -> bytes:
    """An XLSX file with these answers, which must have been asked as of one moment.

    Texts are in `language` (a BCP 47 tag) or, marked, in another; labels in French for French and in English for all others.
    The bytes depend on the arguments only, given the same versions of the libraries.
    """
    book = Book(status, Words(language), demonstration=demonstration)
    report = status_lines(status)
    told = history_lines(status.vocabulary, history)
    taking_part = partner_lines(roles, partners)
    write_cover(
        book,
        [
            (STATUS_SHEET, STATUS_REPORT, len(report)),
            (COMMITMENTS_SHEET, COMMITMENTS, len(status.commitments)),
            (HISTORY_SHEET, HISTORY, len(told)),
            (PARTNERS_SHEET, PARTNERS, len(taking_part)),
        ],
    )
    book.table(STATUS_SHEET, STATUS_REPORT, report, frozen=3)
    book.table(COMMITMENTS_SHEET, COMMITMENTS, status.commitments, frozen=3)
    book.table(HISTORY_SHEET, HISTORY, told, frozen=3)
    book.table(PARTNERS_SHEET, PARTNERS, taking_part, frozen=2)
    return book.save()
