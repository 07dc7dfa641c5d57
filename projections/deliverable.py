"""Which deliverables does a programme promise, how far is each version of them, how much was produced, and what is late?"""

from datetime import date
from typing import Any, Final

from domain.dates import Edtf
from domain.deliverable import Deliverable as Stream
from domain.deliverable import DeliverablePromised, DeliverableRescheduled, DeliverableWithdrawn
from domain.production import DelayJustified, ProductionReported
from domain.promise import DeliverableAmended
from domain.step import PENDING, DeliverableStage
from domain.values import Code, Language, Link, Source, Text
from projections.dossier import (
    DossierRow,
    Said,
    amended,
    as_said,
    dossier,
    dossier_of,
    dossiers_of,
    last_of,
    on_the_day,
)
from projections.milestone import Slippage, slippage
from projections.moment import Reading
from projections.projection import View
from projections.step import DeliverableVersion, stage_in, versions_in
from projections.withdrawal import Withdrawal


class DeliverableRow(DossierRow, frozen=True):
    TABLE = "deliverable"


DELIVERABLES = dossier(DeliverableRow, Stream.KIND)


class Production(View):
    """How many there were on a day, as it was said."""

    entry: int
    on: Edtf
    produced: int
    note: Text | None
    languages: tuple[Language, ...]
    language_count: int | None
    links: tuple[Link, ...]
    correction: str | None
    source: Source | None
    illustrative: bool


class Justification(View):
    """Why a deliverable is late, as it was said on a day."""

    entry: int
    on: Edtf
    text: Text
    source: Source | None
    illustrative: bool


class Deliverable(View):
    """A deliverable on one day, as known at one moment.

    `promised` is the first due date, `due` the one agreed since; `overdue` is null where no due date is known. `produced` is null
    where nothing was reported, 0 where that was said. `quantity` and `language_count` are counts as promised.
    """

    programme: str
    code: str
    version: int
    stage: DeliverableStage
    title: Text
    number: str | None
    type: str | None
    type_vocabulary: str | None
    level: str | None
    level_vocabulary: str | None
    commitment: Code | None
    lead: Code | None
    description: Text | None
    promised: Edtf | None
    due: Edtf | None
    due_reason: str | None
    slippage: Slippage | None
    reschedules: int
    overdue: bool | None
    needs_justification: bool
    justifications: tuple[Justification, ...]
    versions: tuple[DeliverableVersion, ...]
    submitted: Edtf | None
    accepted: Edtf | None
    languages: tuple[Language, ...]
    language_count: int | None
    quantity: int | None
    unit: Text | None
    produced: int | None
    productions: tuple[Production, ...]
    withdrawn: Withdrawal | None
    source: Source | None
    illustrative: bool


_SAID: Final = (
    "title",
    "number",
    "type",
    "type_vocabulary",
    "level",
    "level_vocabulary",
    "commitment",
    "lead",
    "description",
    "languages",
    "language_count",
    "quantity",
    "unit",
)
_COUNTED: Final = ("on", "produced", "note", "languages", "language_count", "links")


def _deliverable(reading: Reading, row: DeliverableRow) -> Deliverable:
    as_of = reading.moment.as_of
    said = on_the_day(row.facts, as_of)
    withdrawn = last_of(said, DeliverableWithdrawn)
    versions, stage = versions_in(said), DeliverableStage.WITHDRAWN if withdrawn else stage_in(said)
    dates = _dates(said)
    counted = tuple(_production(one) for one in said if isinstance(one.event, ProductionReported))
    justified = tuple(_justification(one) for one in said if isinstance(one.event, DelayJustified))
    late = _overdue(dates["due"], stage, as_of)
    return Deliverable(
        programme=row.programme,
        code=row.code,
        version=row.version,
        stage=stage,
        overdue=late,
        needs_justification=late is True and not justified,
        justifications=justified,
        versions=versions,
        submitted=next((one.submitted.on for one in reversed(versions) if one.submitted and not one.returned), None),
        accepted=next((one.accepted.on for one in versions if one.accepted), None),
        produced=counted[-1].produced if counted else None,
        productions=counted,
        withdrawn=Withdrawal(on=withdrawn.on, reason=withdrawn.reason) if withdrawn else None,
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **dates,
        **amended(said, _SAID, DeliverablePromised, DeliverableAmended),
    )


def _dates(said: list[Said]) -> dict[str, Any]:
    """The due date as it was promised and as it was agreed since, and by how much it moved."""
    began = said[0].event
    assert isinstance(began, DeliverablePromised)
    moves = [one.event for one in said if isinstance(one.event, DeliverableRescheduled)]
    due = moves[-1].due if moves else began.due
    return {
        "promised": began.due,
        "due": due,
        "due_reason": moves[-1].reason if moves else None,
        "slippage": slippage(began.due, due),
        "reschedules": max(0, len(moves) - (began.due is None)),
    }


def _overdue(due: Edtf | None, stage: DeliverableStage, as_of: date) -> bool | None:
    return None if due is None else stage in PENDING and due.latest < as_of


def _production(said: Said) -> Production:
    event = said.correction.event if said.correction else None
    return Production(correction=getattr(event, "reason", None), **as_said(said, *_COUNTED))


def _justification(said: Said) -> Justification:
    return Justification(**as_said(said, "on", "text"))


def deliverables_of(reading: Reading, programme: str) -> list[Deliverable]:
    """A programme's deliverables, in the order of their codes."""
    return [_deliverable(reading, row) for row in dossiers_of(reading, DELIVERABLES, programme)]


def deliverable(reading: Reading, programme: str, code: str) -> Deliverable | None:
    """One deliverable, or None where none was known by that code."""
    row = dossier_of(reading, DELIVERABLES, programme, code)
    return _deliverable(reading, row) if row else None
