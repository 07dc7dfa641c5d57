"""Who takes part in what, in which role, from when until when?"""

from datetime import date
from functools import singledispatch
from typing import NamedTuple

from msgspec import UNSET

from domain.commitment import CommitmentLeadChanged, CommitmentMade, SupportAdded, SupportEnded
from domain.consortium import LeadHandedOver, PartnerJoined, PartnerLeft, Role
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Key, Recorded
from domain.milestone import MilestoneAmended, MilestonePlanned
from domain.values import Value
from projections.dossier import Told, standing, told
from projections.moment import Reading, replace
from projections.projection import Projection, Row, View

RESPONSIBLE = "responsible"


class Span(Value):
    """A role from one day (None: from the beginning) until another (None: it still holds)."""

    role: str
    since: Edtf | None = None
    starts: date | None = None
    until: Edtf | None = None
    ends: date | None = None
    reason: str | None = None

    def holds(self, as_of: date) -> bool:
        return (self.starts is None or self.starts <= as_of) and (self.ends is None or as_of < self.ends)


class RoleRow(Row, frozen=True):
    """What has been said of the roles of one partner in one thing: a programme, a commitment or a milestone (`part_of`)."""

    TABLE = "role"
    COLUMNS = (
        ("programme", "text"),
        ("partner", "text"),
    )
    SEARCHED = ("programme", "partner")

    programme: str
    partner: str
    part_of: str
    facts: tuple[Told, ...] = ()


class PartnerRole(View):
    """One role of one partner, with when it began and ended, and whether it holds on the day asked for."""

    partner: str
    programme: str
    part_of: str
    role: str
    since: Edtf | None
    until: Edtf | None
    reason: str | None
    holds: bool
    illustrative: bool = False


class Change(NamedTuple):
    """A role that an event begins or ends."""

    partner: str
    role: str
    begins: bool
    on: Edtf | None = None
    reason: str | None = None


@singledispatch
def changes(_event: object) -> tuple[Change, ...]:
    """The roles that an event begins or ends."""
    return ()


@changes.register
def _(event: PartnerJoined) -> tuple[Change, ...]:
    return (Change(event.partner, event.role, begins=True, on=event.since),)


@changes.register
def _(event: PartnerLeft) -> tuple[Change, ...]:
    return (Change(event.partner, event.role, begins=False, on=event.on, reason=event.reason),)


@changes.register
def _(event: LeadHandedOver) -> tuple[Change, ...]:
    return (
        Change(event.from_partner, Role.LEAD, begins=False, on=event.on, reason=event.reason),
        Change(event.to_partner, Role.LEAD, begins=True, on=event.on, reason=event.reason),
    )


@changes.register
def _(event: CommitmentMade) -> tuple[Change, ...]:
    lead = (Change(event.lead, Role.LEAD, begins=True),) if event.lead else ()
    return (*lead, *(Change(partner, Role.SUPPORTING, begins=True) for partner in event.supporting))


@changes.register
def _(event: CommitmentLeadChanged) -> tuple[Change, ...]:
    former = (Change(event.former, Role.LEAD, begins=False, on=event.on, reason=event.reason),) if event.former else ()
    return (
        *former,
        Change(event.to, Role.SUPPORTING, begins=False, on=event.on, reason=event.reason),
        Change(event.to, Role.LEAD, begins=True, on=event.on, reason=event.reason),
    )


@changes.register
def _(event: SupportAdded) -> tuple[Change, ...]:
    return (Change(event.partner, Role.SUPPORTING, begins=True, on=event.on, reason=event.reason),)


@changes.register
def _(event: SupportEnded) -> tuple[Change, ...]:
    return (Change(event.partner, Role.SUPPORTING, begins=False, on=event.on, reason=event.reason),)


@changes.register
def _(event: MilestonePlanned) -> tuple[Change, ...]:
    return tuple(Change(partner, RESPONSIBLE, begins=True, on=event.on) for partner in event.responsible)


@changes.register
def _(event: MilestoneAmended) -> tuple[Change, ...]:
    if event.responsible is UNSET:
        return ()
    before, after = event.formerly_responsible, event.responsible
    return (
        *(Change(p, RESPONSIBLE, begins=False, on=event.on, reason=event.reason) for p in before if p not in after),
        *(Change(p, RESPONSIBLE, begins=True, on=event.on, reason=event.reason) for p in after if p not in before),
    )


def _part_of(key: Key) -> str:
    return f"programme:{key.code}" if key.kind == "consortium" else str(key)


def touched(recorded: Recorded) -> tuple[str, ...]:
    part_of, event = _part_of(recorded.key), recorded.event
    facts = (event.was, event.instead()) if isinstance(event, (Corrected, Retracted)) else (event,)
    partners = dict.fromkeys(change.partner for fact in facts for change in changes(fact))
    return tuple(f"{part_of}|{partner}" for partner in partners)


def evolve(row: RoleRow | None, recorded: Recorded, key: str) -> RoleRow:
    part_of, partner = key.rsplit("|", 1)
    programme = recorded.key.code.split("/")[0]
    row = row or RoleRow(programme=programme, partner=partner, part_of=part_of)
    return replace(row, facts=(*row.facts, told(recorded)))


def _spans_of(row: RoleRow) -> list[Span]:
    spans: list[Span] = []
    for said in standing(row.facts):
        day = said.told.recorded_at.date()
        for of, role, begins, on, reason in changes(said.event):
            if of != row.partner:
                continue
            starts = on.holds_from(day) if on else None
            if begins:
                spans.append(Span(role=role, since=on, starts=starts, reason=reason))
            else:
                spans = [_end(s, on, starts, reason) if s.role == role and s.ends is None else s for s in spans]
    return spans


def _end(span: Span, on: Edtf | None, day: date | None, reason: str | None) -> Span:
    return Span(role=span.role, since=span.since, starts=span.starts, until=on, ends=day, reason=reason)


ROLES = Projection(
    RoleRow,
    on=(
        PartnerJoined,
        PartnerLeft,
        LeadHandedOver,
        CommitmentMade,
        CommitmentLeadChanged,
        SupportAdded,
        SupportEnded,
        MilestonePlanned,
        MilestoneAmended,
        Corrected,
        Retracted,
    ),
    births=(CommitmentMade, MilestonePlanned),
    touched=touched,
    evolve=evolve,
)


def roles_in(reading: Reading, programme: str) -> list[PartnerRole]:
    """All roles in a programme, its commitments and its milestones, past ones included."""
    return _spans(reading, reading.rows(ROLES, "programme = %(programme)s", programme=programme))


def roles_of(reading: Reading, partner: str) -> list[PartnerRole]:
    """All roles of one partner in all programmes, past ones included."""
    return _spans(reading, reading.rows(ROLES, "partner = %(partner)s", partner=partner))


def _spans(reading: Reading, rows: list[RoleRow]) -> list[PartnerRole]:
    return [
        PartnerRole(
            partner=row.partner,
            programme=row.programme,
            part_of=row.part_of,
            role=span.role,
            since=span.since,
            until=span.until,
            reason=span.reason,
            holds=span.holds(reading.moment.as_of),
            illustrative=any(one.illustrative for one in row.facts),
        )
        for row in rows
        for span in _spans_of(row)
    ]
