"""Who takes part in what, in which role, from when until when?"""

from collections.abc import Iterator
from datetime import date

from domain.commitment import CommitmentLeadChanged, CommitmentMade, SupportAdded, SupportEnded
from domain.consortium import LeadHandedOver, PartnerJoined, PartnerLeft, Role
from domain.dates import Edtf
from domain.kernel import Event, Key, Recorded
from domain.milestone import MilestoneAmended, MilestonePlanned
from domain.values import Value
from projections.moment import Reading
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
    """All roles of one partner in one thing: a programme, a commitment or a milestone (`part_of`, as a stream's key)."""

    TABLE = "role"
    COLUMNS = {"programme": "text", "partner": "text"}  # noqa: RUF012 - a constant of the class
    SEARCHED = ("programme", "partner")

    programme: str
    partner: str
    part_of: str
    spans: tuple[Span, ...] = ()
    illustrative: bool = False


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


def _changes(event: Event) -> Iterator[tuple[str, str, bool, Edtf | None, str | None]]:
    """Each role that an event begins or ends: partner, role, whether it begins, on which day, why."""
    match event:
        case PartnerJoined():
            yield event.partner, event.role, True, event.since, None
        case PartnerLeft():
            yield event.partner, event.role, False, event.on, event.reason
        case LeadHandedOver():
            yield event.from_partner, Role.LEAD, False, event.on, event.reason
            yield event.to_partner, Role.LEAD, True, event.on, event.reason
        case CommitmentMade():
            if event.lead:
                yield event.lead, Role.LEAD, True, None, None
            for partner in event.supporting:
                yield partner, Role.SUPPORTING, True, None, None
        case CommitmentLeadChanged():
            if event.former:
                yield event.former, Role.LEAD, False, event.on, event.reason
            yield event.to, Role.SUPPORTING, False, event.on, event.reason
            yield event.to, Role.LEAD, True, event.on, event.reason
        case SupportAdded():
            yield event.partner, Role.SUPPORTING, True, event.on, event.reason
        case SupportEnded():
            yield event.partner, Role.SUPPORTING, False, event.on, event.reason
        case MilestonePlanned():
            for partner in event.responsible:
                yield partner, RESPONSIBLE, True, event.on, None
        case MilestoneAmended() if isinstance(event.responsible, tuple):
            for partner in event.formerly_responsible:
                if partner not in event.responsible:
                    yield partner, RESPONSIBLE, False, event.on, event.reason
            for partner in event.responsible:
                if partner not in event.formerly_responsible:
                    yield partner, RESPONSIBLE, True, event.on, event.reason
        case _:
            return


def _part_of(key: Key) -> str:
    return f"programme:{key.code}" if key.kind == "consortium" else str(key)


def touched(recorded: Recorded) -> tuple[str, ...]:
    part_of = _part_of(recorded.key)
    return tuple(dict.fromkeys(f"{part_of}|{partner}" for partner, *_ in _changes(recorded.event)))


def evolve(row: RoleRow | None, recorded: Recorded, key: str) -> RoleRow | None:
    part_of, partner = key.rsplit("|", 1)
    spans = list(row.spans) if row else []
    said = recorded.recorded_at.date()
    for of, role, begins, on, reason in _changes(recorded.event):
        if of != partner:
            continue
        day = on.holds_from(said) if on else None
        if begins:
            spans.append(Span(role=role, since=on, starts=day, reason=reason))
        else:
            spans = [_end(s, on, day, reason) if s.role == role and s.ends is None else s for s in spans]
    if not spans:
        return row
    return RoleRow(
        programme=recorded.key.code.split("/")[0],
        partner=partner,
        part_of=part_of,
        spans=tuple(spans),
        illustrative=recorded.illustrative or (row is not None and row.illustrative),
    )


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
            illustrative=row.illustrative,
        )
        for row in rows
        for span in row.spans
    ]
