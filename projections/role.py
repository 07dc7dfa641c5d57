"""Who takes part in what, in which role, from when until when?"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import singledispatch
from typing import Final, NamedTuple

from msgspec import UNSET

from domain.call import ChallengeHosted
from domain.commitment import CommitmentLeadChanged, CommitmentMade, SupportAdded, SupportEnded
from domain.consortium import LeadHandedOver, PartnerJoined, PartnerLeft, Role
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.deliverable import DeliverablePromised
from domain.gathering import EventAmended, EventPlanned
from domain.kernel import Event, Key, Recorded
from domain.milestone import MilestoneAmended, MilestonePlanned
from domain.outcome import FollowUpAgreed
from domain.phase import PhasePlanned
from domain.pilot import PilotAmended, PilotProposed
from domain.promise import DeliverableAmended
from domain.values import Value
from projections.deliverable import DELIVERABLES
from projections.dossier import Told, standing, told
from projections.gathering import GATHERINGS
from projections.moment import KNOWN, Reading, beneath, replace
from projections.partner import partners_named
from projections.pilot import PILOTS
from projections.projection import AnyProjection, Projection, Row, View

PAGE: Final = 1_000
RESPONSIBLE = "responsible"
HOST = "host"
ORGANISER = "organiser"
IN_FULL: Final = (PILOTS, GATHERINGS, DELIVERABLES)
"""Kinds of things whose amendments name those who take part from then on, and not those who no longer do."""


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
    """What has been said of the roles of one partner in one thing (`part_of`): a programme, a milestone, a pilot and so on.

    Of things `IN_FULL` these are only the facts that name the partner: how its roles ended stands in their own dossiers.
    """

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
    """One role of one partner, with when it began and ended, and whether it holds on the day asked for.

    It holds until somebody says otherwise, also after the partner was merged or dissolved: who takes the role over is not
    guessed. One that has not `begun` is still ahead on that day. `partner_ended` is the day on which the partner itself ended,
    if it has by the day asked for.
    """

    partner: str
    programme: str
    part_of: str
    role: str
    since: Edtf | None
    until: Edtf | None
    reason: str | None
    holds: bool
    begun: bool
    partner_ended: Edtf | None = None
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


@changes.register
def _(event: ChallengeHosted) -> tuple[Change, ...]:
    return (Change(event.host, HOST, begins=True, on=event.on),)


@changes.register
def _(event: PhasePlanned) -> tuple[Change, ...]:
    return tuple(Change(partner, Role.FUNDER, begins=True, on=event.on) for partner in event.funders)


@singledispatch
def holders(_event: object) -> Mapping[str, tuple[str, ...]]:
    """By role: all who hold it from this event on, where it says so."""
    return {}


@holders.register
def _(event: PilotProposed | PilotAmended) -> Mapping[str, tuple[str, ...]]:
    said = {HOST: event.hosts, Role.PARTNER: event.partners}
    return {role: partners for role, partners in said.items() if partners is not UNSET}


@holders.register
def _(event: EventPlanned | EventAmended) -> Mapping[str, tuple[str, ...]]:
    said = {HOST: event.hosts, ORGANISER: event.organisers}
    return {role: partners for role, partners in said.items() if partners is not UNSET}


@holders.register
def _(event: DeliverablePromised | DeliverableAmended) -> Mapping[str, tuple[str, ...]]:
    return {} if event.lead is UNSET else {Role.LEAD: (event.lead,) if event.lead else ()}


def _named(event: Event) -> Iterable[str]:
    """The partners that an event names; who owes a follow-up has no role by that, but takes part in the event."""
    yield from (change.partner for change in changes(event))
    yield from (partner for partners in holders(event).values() for partner in partners)
    if isinstance(event, FollowUpAgreed) and event.owner:
        yield event.owner


def _part_of(key: Key) -> str:
    return f"programme:{key.code}" if key.kind == "consortium" else str(key)


def touched(recorded: Recorded) -> tuple[str, ...]:
    part_of, event = _part_of(recorded.key), recorded.event
    facts = (event.was, event.instead()) if isinstance(event, (Corrected, Retracted)) else (event,)
    partners = dict.fromkeys(partner for fact in facts if fact for partner in _named(fact))
    return tuple(f"{part_of}|{partner}" for partner in partners)


def evolve(row: RoleRow | None, recorded: Recorded, key: str) -> RoleRow:
    part_of, partner = key.rsplit("|", 1)
    programme = recorded.key.code.split("/")[0]
    row = row or RoleRow(programme=programme, partner=partner, part_of=part_of)
    return replace(row, facts=(*row.facts, told(recorded)))


def _spans_of(partner: str, facts: tuple[Told, ...]) -> list[Span]:
    spans: list[Span] = []
    for said in standing(facts):
        day = said.told.recorded_at.date()
        for of, role, begins, on, reason in (*changes(said.event), *_changed(said.event, partner, spans)):
            if of != partner:
                continue
            starts = on.holds_from(day) if on else None
            if begins:
                spans.append(Span(role=role, since=on, starts=starts, reason=reason))
            else:
                spans = [_end(s, on, starts, reason) if s.role == role and s.ends is None else s for s in spans]
    return spans


def _changed(event: Event, partner: str, spans: Iterable[Span]) -> tuple[Change, ...]:
    """What a partner becomes, or is no longer, where an event names all who hold a role from then on."""
    holds = {span.role for span in spans if span.ends is None}
    on, reason = getattr(event, "on", None), getattr(event, "reason", None)
    return tuple(
        Change(partner, role, begins=partner in partners, on=on, reason=reason)
        for role, partners in holders(event).items()
        if (partner in partners) is not (role in holds)
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
        PilotProposed,
        PilotAmended,
        PhasePlanned,
        ChallengeHosted,
        EventPlanned,
        EventAmended,
        FollowUpAgreed,
        DeliverablePromised,
        DeliverableAmended,
        Corrected,
        Retracted,
    ),
    births=(CommitmentMade, MilestonePlanned, PilotProposed, EventPlanned, DeliverablePromised),
    touched=touched,
    evolve=evolve,
    edition=2,
)


def roles_in(reading: Reading, programme: str) -> list[PartnerRole]:
    """All roles in a programme and in all that is recorded of it, past ones included."""
    query = f"SELECT key FROM read.role WHERE programme = %(programme)s AND {KNOWN} ORDER BY key"
    asked = {"programme": programme, "known_at": reading.moment.known_at}
    keys: list[str] = [key for (key,) in reading.connection.execute(query, asked, prepare=True).fetchall()]
    pages = (keys[start : start + PAGE] for start in range(0, len(keys), PAGE))
    return [role for page in pages for role in _spans(reading, reading.rows(ROLES, "key = ANY(%(page)s)", page=page))]


def members_of(reading: Reading, programme: str) -> list[PartnerRole]:
    """The roles in the programme itself, past ones included."""
    source, asked = beneath(ROLES.table, [f"programme:{programme}|"])
    return _spans(
        reading, reading.select(ROLES, f"SELECT body::text FROM {source} WHERE {KNOWN} ORDER BY key", **asked)
    )


def roles_of(reading: Reading, partner: str) -> list[PartnerRole]:
    """All roles of one partner in all programmes, past ones included."""
    return _spans(reading, reading.rows(ROLES, "partner = %(partner)s", partner=partner))


def programmes_naming(reading: Reading, partner: str) -> list[str]:
    """The programmes in which a partner was ever named, whether in a role or as the owner of a follow-up."""
    return sorted({row.programme for row in reading.rows(ROLES, "partner = %(partner)s", partner=partner)})


def _spans(reading: Reading, rows: list[RoleRow]) -> list[PartnerRole]:
    full = _in_full(reading, rows)
    partners = partners_named(reading, {row.partner for row in rows}) if rows else {}
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
            begun=span.starts is None or span.starts <= reading.moment.as_of,
            partner_ended=partners[row.partner].ended if row.partner in partners else None,
            illustrative=any(one.illustrative for one in row.facts),
        )
        for row in rows
        for span in _spans_of(row.partner, full.get(row.part_of, row.facts))
    ]


def _in_full(reading: Reading, rows: Iterable[RoleRow]) -> dict[str, tuple[Told, ...]]:
    """By thing: every fact of it, of those that must be read in full to know who no longer takes part."""
    codes: dict[str, set[str]] = {}
    for key in {Key.read(row.part_of) for row in rows}:
        codes.setdefault(key.kind, set()).add(key.code)
    found: dict[str, tuple[Told, ...]] = {}
    for projection in IN_FULL:
        if (kind := projection.table) in codes:
            found |= _dossiers(reading, projection, codes[kind])
    return found


def _dossiers(reading: Reading, projection: AnyProjection, codes: Iterable[str]) -> dict[str, tuple[Told, ...]]:
    return {row.of: row.facts for row in reading.rows(projection, "key = ANY(%(codes)s)", codes=sorted(codes))}
