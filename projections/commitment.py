"""Which commitments does a programme make, and what is said of each?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from domain.commitment import Commitment as Stream
from domain.commitment import (
    CommitmentAmended,
    CommitmentLeadChanged,
    CommitmentMade,
    StatedValue,
    SupportAdded,
    SupportEnded,
)
from domain.dates import Edtf
from domain.kernel import Event
from domain.values import Code, Link, Source, Text
from projections.dossier import DossierRow, amended, as_recorded, dossier, dossier_of, dossiers_of, on_the_day
from projections.moment import Reading
from projections.projection import View
from projections.withdrawal import Withdrawal, withdrawal


class CommitmentRow(DossierRow, frozen=True):
    TABLE = "commitment"


class Commitment(View):
    """A commitment on one day, as known at one moment."""

    programme: str
    code: str
    version: int
    title: Text
    identifier: str | None
    period: Edtf | None
    policy_areas: tuple[str, ...]
    ogp_values: tuple[StatedValue, ...]
    problem: Text | None
    ambition: Text | None
    expected_result: Text | None
    links: tuple[Link, ...]
    submitted: Edtf | None
    withdrawn: Withdrawal | None
    lead: Code | None
    supporting: tuple[Code, ...]
    source: Source | None
    illustrative: bool


COMMITMENTS = dossier(CommitmentRow, Stream.KIND)

_SAID = (
    "title",
    "identifier",
    "period",
    "policy_areas",
    "ogp_values",
    "problem",
    "ambition",
    "expected_result",
    "links",
    "submitted",
)


def _on_the_day(row: CommitmentRow, as_of: date) -> Commitment:
    said = on_the_day(row.facts, as_of)
    values: dict[str, Any] = {"submitted": None, **amended(said, _SAID, CommitmentMade, CommitmentAmended)}
    lead, supporting = None, []
    for one in as_recorded(said):
        lead, supporting = _answering(one.event, lead, supporting)
    return Commitment(
        programme=row.programme,
        code=row.code,
        version=row.version,
        lead=lead,
        withdrawn=withdrawal(said),
        supporting=tuple(p for p in supporting if p != lead),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **values,
    )


def _answering(event: Event, lead: str | None, supporting: list[str]) -> tuple[str | None, list[str]]:
    """Who leads and who supports after a fact."""
    match event:
        case CommitmentMade():
            return event.lead, list(event.supporting)
        case CommitmentLeadChanged():
            return event.to, [p for p in supporting if p != event.to]
        case SupportAdded():
            return lead, [*(p for p in supporting if p != event.partner), event.partner]
        case SupportEnded():
            return lead, [p for p in supporting if p != event.partner]
        case _:
            return lead, supporting


def commitments_of(reading: Reading, programme: str, codes: Collection[str] | None = None) -> list[Commitment]:
    """A programme's commitments, or those of these codes, in the order of their numbers."""
    as_of = reading.moment.as_of
    return [_on_the_day(row, as_of) for row in dossiers_of(reading, COMMITMENTS, programme, codes)]


def commitment(reading: Reading, programme: str, code: str) -> Commitment | None:
    """One commitment, or None where none was known by that code."""
    row = dossier_of(reading, COMMITMENTS, programme, code)
    return _on_the_day(row, reading.moment.as_of) if row else None
