"""Which deliverables does a programme promise, how far is each version of them, how much was produced, and what is late?"""

from datetime import date
from operator import itemgetter
from typing import Any, Final

from domain.dates import Edtf, slip
from domain.deliverable import Deliverable as Stream
from domain.deliverable import DeliverablePromised, DeliverableRescheduled, DeliverableWithdrawn
from domain.production import DelayJustified, ProductionReported
from domain.promise import DeliverableAmended
from domain.step import (
    LEADS_TO,
    PENDING,
    By,
    DeliverableAccepted,
    DeliverableDrafted,
    DeliverableReturned,
    DeliverableStage,
    DeliverableSubmitted,
    Step,
)
from domain.values import Code, File, Language, Link, Source, Text
from projections.dossier import DossierRow, Said, amended, dossier, dossier_of, dossiers_of, last_of, on_the_day
from projections.milestone import Slippage, Withdrawal
from projections.moment import Reading
from projections.projection import View


class DeliverableRow(DossierRow, frozen=True):
    TABLE = "deliverable"


DELIVERABLES = dossier(DeliverableRow, Stream.KIND)


class VersionHandled(View):
    """A version as it was drafted or handed in: on which day, as which file, and where it lies."""

    entry: int
    on: Edtf
    file: File | None
    link: Link | None
    note: Text | None
    languages: tuple[Language, ...]
    source: Source | None
    illustrative: bool


class VersionJudged(View):
    """By whom and on which day a version was returned, and why; or accepted."""

    entry: int
    on: Edtf
    by: By
    reason: str | None
    source: Source | None
    illustrative: bool


class DeliverableVersion(View):
    """One version, with all that happened to it. What has not happened is null."""

    version: str
    drafted: VersionHandled | None
    submitted: VersionHandled | None
    returned: VersionJudged | None
    accepted: VersionJudged | None


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
_HANDLED: Final = ("on", "file", "link", "note")
_COUNTED: Final = ("on", "produced", "note", "languages", "language_count", "links")


def _deliverable(reading: Reading, row: DeliverableRow) -> Deliverable:
    as_of = reading.moment.as_of
    said = on_the_day(row.facts, as_of)
    withdrawn = last_of(said, DeliverableWithdrawn)
    versions, stage = _versions(said), DeliverableStage.WITHDRAWN if withdrawn else _stage(said)
    counted = tuple(_production(one) for one in said if isinstance(one.event, ProductionReported))
    justified = tuple(_justification(one) for one in said if isinstance(one.event, DelayJustified))
    late = _overdue(said, stage, as_of)
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
        source=row.facts[0].source,
        illustrative=any(one.illustrative for one in said),
        **_due(said),
        **amended([one for one in said if isinstance(one.event, (DeliverablePromised, DeliverableAmended))], _SAID),
    )


def _stage(said: list[Said]) -> DeliverableStage:
    """The stage to which the last step leads; steps follow each other as they were recorded, whatever their dates can mean."""
    steps = [(one.entry, type(one.event)) for one in said if type(one.event) in LEADS_TO]
    return LEADS_TO[max(steps, key=itemgetter(0))[1]] if steps else DeliverableStage.PROMISED


def _due(said: list[Said]) -> dict[str, Any]:
    """The due date as it was promised and as it was agreed since, and by how much it moved."""
    began = said[0].event
    assert isinstance(began, DeliverablePromised)
    moves = [one.event for one in said if isinstance(one.event, DeliverableRescheduled)]
    due = moves[-1].due if moves else began.due
    moved = slip(began.due, due) if began.due and due else None
    return {
        "promised": began.due,
        "due": due,
        "due_reason": moves[-1].reason if moves else None,
        "slippage": Slippage(least_days=moved[0], most_days=moved[1]) if moved else None,
        "reschedules": max(0, len(moves) - (began.due is None)),
    }


def _overdue(said: list[Said], stage: DeliverableStage, as_of: date) -> bool | None:
    due: Edtf | None = _due(said)["due"]
    return None if due is None else stage in PENDING and due.latest < as_of


def _versions(said: list[Said]) -> tuple[DeliverableVersion, ...]:
    """Every version, in the order in which they were first recorded."""
    steps: dict[str, dict[type[Step], Said]] = {}
    for one in sorted(said, key=lambda one: one.entry):
        if isinstance(one.event, Step):
            steps.setdefault(one.event.version, {})[type(one.event)] = one
    return tuple(
        DeliverableVersion(
            version=version,
            drafted=_handled(of.get(DeliverableDrafted)),
            submitted=_handled(of.get(DeliverableSubmitted)),
            returned=_judged(of.get(DeliverableReturned)),
            accepted=_judged(of.get(DeliverableAccepted)),
        )
        for version, of in steps.items()
    )


def _handled(said: Said | None) -> VersionHandled | None:
    if said is None:
        return None
    languages: tuple[Language, ...] = getattr(said.event, "languages", ())
    return VersionHandled(languages=languages, **_as_said(said, *_HANDLED))


def _judged(said: Said | None) -> VersionJudged | None:
    if said is None:
        return None
    return VersionJudged(reason=getattr(said.event, "reason", None), **_as_said(said, "on", "by"))


def _production(said: Said) -> Production:
    event = said.correction.event if said.correction else None
    return Production(correction=getattr(event, "reason", None), **_as_said(said, *_COUNTED))


def _justification(said: Said) -> Justification:
    return Justification(**_as_said(said, "on", "text"))


def _as_said(said: Said, *fields: str) -> dict[str, Any]:
    """These fields of a fact, with the entry and the source that say so."""
    told = {"entry": said.entry, "source": said.told.source, "illustrative": said.illustrative}
    return {name: getattr(said.event, name) for name in fields} | told


def deliverables_of(reading: Reading, programme: str) -> list[Deliverable]:
    """A programme's deliverables, in the order of their codes."""
    return [_deliverable(reading, row) for row in dossiers_of(reading, DELIVERABLES, programme)]


def deliverable(reading: Reading, programme: str, code: str) -> Deliverable | None:
    """One deliverable, or None where none was known by that code."""
    row = dossier_of(reading, DELIVERABLES, programme, code)
    return _deliverable(reading, row) if row else None
