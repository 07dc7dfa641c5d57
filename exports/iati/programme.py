"""The activities of a programme: itself, and each of its commitments below it.

A commitment is an activity of its own (hierarchy 2): it has its own leader, dates, evidence and state, and can be withdrawn alone,
none of which an IATI result has. No money is told of at either level, so that nothing can be counted twice.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from domain.consortium import Role
from domain.dates import OPEN_PAST, Edtf
from domain.programme import ProgrammeClosed, ProgrammeReopened
from domain.values import Link
from exports.iati.activity import Activity
from exports.iati.making import Making
from exports.iati.organisations import Party, of_programme, parties, role_code
from projections.cohort import cohorts_of
from projections.deliverable import Deliverable, deliverables_of
from projections.dossier import as_recorded, on_the_day
from projections.gathering import gatherings_of
from projections.indicator import Indicator, indicators_of
from projections.pilot import pilots_of
from projections.programme import PROGRAMMES
from projections.report import CommitmentStatus, StatusReport, status_report
from projections.role import RESPONSIBLE

PIPELINE, IMPLEMENTATION, FINALISATION, CLOSED, CANCELLED = "1", "2", "3", "4", "5"
PARENT, CHILD = "1", "2"
INTERNAL, OTHER = "A1", "A9"
GENERAL, OBJECTIVES, OTHERWISE = "1", "2", "4"
BELOW: Final = ":"
"""Between the codes of a programme and a commitment: it stands in no code, so that no two identifiers are alike."""


class Doing(NamedTuple):
    """Something that took place or is to: of which commitment, when it began, and its links."""

    commitment: str | None
    began: Edtf | None
    links: tuple[Link, ...]
    illustrative: bool


class Parts(NamedTuple):
    """What is told of a programme, by the activity that it belongs to."""

    report: StatusReport
    commitments: tuple[CommitmentStatus, ...]
    indicators: tuple[Indicator, ...]
    deliverables: tuple[Deliverable, ...]
    doings: tuple[Doing, ...]
    ended: Edtf | None

    def home(self, commitment: str | None) -> str | None:
        """The commitment to whose activity something belongs; None: to that of the programme."""
        return commitment if any(one.code == commitment for one in self.commitments) else None

    def indicators_of(self, commitment: str | None) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if self.home(one.commitment) == commitment)

    def deliverables_of(self, commitment: str | None) -> tuple[Deliverable, ...]:
        return tuple(one for one in self.deliverables if self.home(one.commitment) == commitment)

    def doings_of(self, commitment: str | None) -> tuple[Doing, ...]:
        return tuple(one for one in self.doings if self.home(one.commitment) == commitment)


def activities(making: Making) -> list[Activity]:
    """The activities that are told of: the programme first, then its commitments in their order."""
    parts = _parts(making)
    return [_programme(making, parts), *(_commitment(making, parts, one) for one in parts.commitments)]


def _parts(making: Making) -> Parts:
    material = making.material
    report = status_report(material.reading, material.code)
    assert report is not None
    scope = material.scope
    return Parts(
        report,
        tuple(one for one in report.commitments if scope.has(one.code)),
        tuple(one for one in indicators_of(material.reading, material.code) if scope.has(one.commitment)),
        tuple(one for one in deliverables_of(material.reading, material.code) if scope.has(one.commitment)),
        tuple(one for one in _doings(making) if scope.has(one.commitment)),
        _closed(making),
    )


def _doings(making: Making) -> Iterable[Doing]:
    reading, code = making.material.reading, making.material.code
    for pilot in pilots_of(reading, code):
        links = (*pilot.links, *pilot.evaluation_evidence)
        yield Doing(pilot.commitment, pilot.started, links, pilot.illustrative)
    for cohort in cohorts_of(reading, code):
        yield Doing(cohort.commitment, cohort.started, cohort.links, cohort.illustrative)
    for event in gatherings_of(reading, code):
        yield Doing(event.commitment, event.held, event.links, event.illustrative)


def _closed(making: Making) -> Edtf | None:
    """The day on which the programme's record was closed, if it is."""
    row = making.material.reading.row(PROGRAMMES, making.material.code)
    said = on_the_day(row.facts, making.as_of) if row else []
    turns = [one.event for one in as_recorded(said) if isinstance(one.event, (ProgrammeClosed, ProgrammeReopened))]
    return turns[-1].on if turns and isinstance(turns[-1], ProgrammeClosed) else None


def identifier(making: Making, commitment: str | None = None) -> str:
    """The identifier of an activity for ever: that of the reporting organisation, then our codes."""
    code = making.material.code if commitment is None else f"{making.material.code}{BELOW}{commitment}"
    return f"{making.setting('reporting_org_ref')}-{code}"


def _began(doings: Iterable[Doing], period: Edtf | None) -> Edtf | None:
    """When the first of them began. What has no first day tells nothing, nor does what went on before the activity was to start."""
    planned = period.earliest if period else OPEN_PAST
    days = [one.began for one in doings if one.began and OPEN_PAST < one.began.earliest >= planned]
    return min(days, key=lambda day: (day.earliest, day.latest), default=None)


def _status(making: Making, period: Edtf | None, *, closed: bool) -> str:
    """Where an activity stands, by its dates: one that should be over and is not closed is being finished."""
    if closed:
        return CLOSED
    if period and making.as_of < period.earliest:
        return PIPELINE
    return FINALISATION if period and period.latest < making.as_of else IMPLEMENTATION


def _programme(making: Making, parts: Parts) -> Activity:
    programme, doings, indicators = making.material.programme, parts.doings_of(None), parts.indicators_of(None)
    loose = parts.report.milestones if making.material.scope.has(None) else ()
    return Activity(
        identifier=identifier(making),
        hierarchy="1",
        title=programme.title,
        descriptions=((GENERAL, programme.description),) if programme.description else (),
        others=((INTERNAL, programme.code),),
        parties=tuple(of_programme(making, {one.code for one in parts.commitments})),
        status=_status(making, programme.period, closed=programme.closed),
        period=programme.period,
        inherited=False,
        started=_began(parts.doings, programme.period),
        ended=parts.ended,
        links=tuple(link for one in doings for link in one.links),
        link_category="evidence",
        related=tuple((CHILD, identifier(making, one.code)) for one in parts.commitments),
        indicators=indicators,
        milestones=loose,
        deliverables=parts.deliverables_of(None),
        illustrative=any(
            one.illustrative for one in (programme, parts.report, *parts.doings, *parts.indicators, *parts.deliverables)
        ),
    )


def _commitment(making: Making, parts: Parts, commitment: CommitmentStatus) -> Activity:
    programme, doings = making.material.programme, parts.doings_of(commitment.code)
    indicators, deliverables = parts.indicators_of(commitment.code), parts.deliverables_of(commitment.code)
    texts = ((GENERAL, commitment.ambition), (OBJECTIVES, commitment.expected_result), (OTHERWISE, commitment.problem))
    period = commitment.period or programme.period
    status = _status(making, period, closed=programme.closed)
    return Activity(
        identifier=identifier(making, commitment.code),
        hierarchy="2",
        title=commitment.title,
        descriptions=tuple((kind, text) for kind, text in texts if text),
        others=((INTERNAL, commitment.code), *(((OTHER, commitment.identifier),) if commitment.identifier else ())),
        parties=tuple(_parties(making, commitment)),
        status=CANCELLED if commitment.withdrawn else status,
        period=period,
        inherited=commitment.period is None and period is not None,
        started=_began(doings, period),
        ended=parts.ended,
        links=(*commitment.links, *(link for one in doings for link in one.links)),
        link_category="commitment",
        related=((PARENT, identifier(making)),),
        indicators=indicators,
        milestones=commitment.milestones,
        deliverables=deliverables,
        illustrative=any(
            one.illustrative for one in (commitment, *commitment.milestones, *doings, *indicators, *deliverables)
        ),
    )


def _parties(making: Making, commitment: CommitmentStatus) -> list[Party]:
    """Who leads and supports a commitment, and who is responsible for its milestones."""
    named = [(Role.LEAD, commitment.lead)] if commitment.lead else []
    named += [(Role.SUPPORTING, one) for one in commitment.supporting]
    roles = [Party(role_code(making, role), one.code) for role, one in named]
    answering = [one for milestone in commitment.milestones for one in milestone.responsible]
    return parties([*roles, *(Party(role_code(making, RESPONSIBLE), one.code) for one in answering)])
