"""What does a partner owe?"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from domain.dates import Edtf
from domain.gathering import EventStage
from domain.step import PENDING
from domain.values import Text
from projections.deliverable import deliverables_of
from projections.gathering import follow_ups_of, gatherings_of
from projections.line import WITHDRAWN
from projections.moment import Reading
from projections.outcome import FollowUpState
from projections.projection import View
from projections.report import status_report
from projections.role import programmes_naming


class Owed(StrEnum):
    MILESTONE = "milestone"
    DELIVERABLE = "deliverable"
    EVENT = "event"
    FOLLOW_UP = "follow-up"


class Obligation(View):
    """Something that a partner owes: `role` says why; of a follow-up, `code` is its event and `follow_up` its entry there."""

    programme: str
    kind: Owed
    code: str
    title: Text
    role: str
    status: str
    due: Edtf | None
    overdue: bool
    illustrative: bool
    follow_up: int | None = None


class Obligations(View):
    """All that a partner owes on one day, what is overdue first, then by due date, what has none last."""

    partner: str
    owed: tuple[Obligation, ...]
    overdue: int


def obligations(reading: Reading, partner: str) -> Obligations:
    """What a partner owes in all programmes; nothing where it is not known."""
    owed = [one for programme in programmes_naming(reading, partner) for one in _owed(reading, programme, partner)]
    owed.sort(key=lambda one: (not one.overdue, one.due.latest if one.due else date.max))
    return Obligations(partner=partner, owed=tuple(owed), overdue=sum(one.overdue for one in owed))


def _owed(reading: Reading, programme: str, partner: str) -> Iterator[Obligation]:
    yield from _milestones(reading, programme, partner)
    yield from _deliverables(reading, programme, partner)
    yield from _events(reading, programme, partner)
    yield from _follow_ups(reading, programme, partner)


def _milestones(reading: Reading, programme: str, partner: str) -> Iterator[Obligation]:
    report = status_report(reading, programme)
    if report is None:
        return
    led = {
        line.code for part in report.commitments if part.lead and part.lead.code == partner for line in part.milestones
    }
    done = {term.code for term in report.vocabulary.terms if term.done}
    for line in report.all_milestones():
        responsible = any(one.code == partner for one in line.responsible)
        if line.status not in {*done, WITHDRAWN} and (responsible or line.code in led):
            yield Obligation(
                programme=programme,
                kind=Owed.MILESTONE,
                code=line.code,
                title=line.title,
                role="responsible" if responsible else "lead",
                status=line.status,
                due=line.due,
                overdue=line.overdue,
                illustrative=line.illustrative,
            )


def _deliverables(reading: Reading, programme: str, partner: str) -> Iterator[Obligation]:
    for one in deliverables_of(reading, programme):
        if one.lead == partner and one.stage in PENDING:
            yield Obligation(
                programme=programme,
                kind=Owed.DELIVERABLE,
                code=one.code,
                title=one.title,
                role="lead",
                status=one.stage,
                due=one.due,
                overdue=one.overdue is True,
                illustrative=one.illustrative,
            )


def _events(reading: Reading, programme: str, partner: str) -> Iterator[Obligation]:
    for one in gatherings_of(reading, programme):
        if partner in one.hosts and one.stage is EventStage.PLANNED:
            yield Obligation(
                programme=programme,
                kind=Owed.EVENT,
                code=one.code,
                title=one.title,
                role="host",
                status=one.stage,
                due=one.agreed,
                overdue=one.overdue,
                illustrative=one.illustrative,
            )


def _follow_ups(reading: Reading, programme: str, partner: str) -> Iterator[Obligation]:
    for one in follow_ups_of(reading, programme):
        if one.owner == partner and one.state is FollowUpState.OPEN:
            yield Obligation(
                programme=programme,
                kind=Owed.FOLLOW_UP,
                code=one.event,
                follow_up=one.follow_up,
                title=one.action,
                role="owner",
                status=one.state,
                due=one.due,
                overdue=one.overdue,
                illustrative=one.illustrative,
            )
