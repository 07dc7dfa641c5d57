"""What a dossier is made of."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from exports.cells import CellValue
from projections.export import Export
from projections.trail import StoredFact
from words.language import Language

REPORT: Final = "report.html"
EVIDENCE: Final = "evidence.csv"
EVENTS: Final = "events.jsonl"
PARTNERS: Final = "partners.jsonl"
RECEIPT: Final = "receipt.json"
README: Final = "README.txt"
SUMS: Final = "SHA256SUMS"


class DossierParts(NamedTuple):
    """An export as it was made, and what is known of it.

    `file` is the export itself, piece by piece, with the name that it has in the dossier; `report` the page of the same moment;
    `evidence` the lines of the list of evidence, the first with its headings; `events` and `partners` the facts of the programme
    and of its partners up to the position that the export shows. `address` is where the record is kept, if it has an address.
    """

    receipt: Export
    file_name: str
    file: Iterable[bytes]
    report: bytes
    evidence: Iterable[Sequence[CellValue]]
    events: Iterable[StoredFact]
    partners: Iterable[StoredFact]
    language: Language
    address: str | None = None
