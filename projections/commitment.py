"""Which commitments does a programme make, and what is said of each?"""

from datetime import date

from domain.commitment import (
    CommitmentAmended,
    CommitmentLeadChanged,
    CommitmentMade,
    StatedValue,
    SupportAdded,
    SupportEnded,
)
from domain.dates import Edtf
from domain.kernel import Recorded
from domain.values import Code, Link, Source, Text, Value
from projections.moment import Dated, Reading, amended, dated, illustrated, in_force, replace
from projections.projection import Projection, Row, View


class Support(Value):
    """A partner's support, begun or ended."""

    partner: str
    begins: bool


class Lead(Value):
    """Who leads, from a day on."""

    partner: str


class CommitmentRow(Row, frozen=True):
    TABLE = "commitment"
    COLUMNS = (("programme", "text"),)
    SEARCHED = ("programme",)

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
    lead: Code | None
    supporting: tuple[Code, ...]
    leads: tuple[Dated[Lead], ...] = ()
    supports: tuple[Dated[Support], ...] = ()
    amendments: tuple[Dated[CommitmentAmended], ...] = ()
    source: Source | None = None
    illustrative: bool = False


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
    lead: Code | None
    supporting: tuple[Code, ...]
    source: Source | None
    illustrative: bool


def touched(recorded: Recorded) -> tuple[str]:
    return (recorded.key.code,)


def evolve(row: CommitmentRow | None, recorded: Recorded, key: str) -> CommitmentRow:
    event = recorded.event
    programme, code = key.split("/", 1)
    if isinstance(event, CommitmentMade):
        return CommitmentRow(
            programme=programme,
            code=code,
            version=recorded.version,
            title=event.title,
            identifier=event.identifier,
            period=event.period,
            policy_areas=event.policy_areas,
            ogp_values=event.ogp_values,
            problem=event.problem,
            ambition=event.ambition,
            expected_result=event.expected_result,
            links=event.links,
            lead=event.lead,
            supporting=event.supporting,
            source=recorded.source,
            illustrative=recorded.illustrative,
        )
    if row is None:
        raise LookupError(f"commitment {key} was never made")
    row = replace(row, version=recorded.version)
    match event:
        case CommitmentAmended():
            return replace(row, amendments=(*row.amendments, dated(recorded, event.on, event)))
        case CommitmentLeadChanged():
            leads = (*row.leads, dated(recorded, event.on, Lead(partner=event.to)))
            no_more = dated(recorded, event.on, Support(partner=event.to, begins=False))
            return replace(row, leads=leads, supports=(*row.supports, no_more))
        case SupportAdded() | SupportEnded():
            support = Support(partner=event.partner, begins=isinstance(event, SupportAdded))
            return replace(row, supports=(*row.supports, dated(recorded, event.on, support)))
        case _:
            return row


COMMITMENTS = Projection(
    CommitmentRow,
    on=(CommitmentMade, CommitmentAmended, CommitmentLeadChanged, SupportAdded, SupportEnded),
    births=(CommitmentMade,),
    touched=touched,
    evolve=evolve,
)

_AMENDED = (
    "title",
    "identifier",
    "period",
    "policy_areas",
    "ogp_values",
    "problem",
    "ambition",
    "expected_result",
)


def _on_the_day(row: CommitmentRow, as_of: date) -> Commitment:
    leads = in_force(row.leads, as_of)
    lead = leads[-1].partner if leads else row.lead
    supporting = list(row.supporting)
    for support in in_force(row.supports, as_of):
        supporting = [p for p in supporting if p != support.partner] + ([support.partner] if support.begins else [])
    return Commitment(
        programme=row.programme,
        code=row.code,
        version=row.version,
        links=row.links,
        lead=lead,
        supporting=tuple(p for p in supporting if p != lead),
        source=row.source,
        illustrative=row.illustrative or illustrated(as_of, *row.amendments, *row.leads, *row.supports),
        **amended(row, row.amendments, as_of, _AMENDED),
    )


def commitments_of(reading: Reading, programme: str) -> list[Commitment]:
    """A programme's commitments, in the order of their numbers."""
    rows = reading.rows(COMMITMENTS, "programme = %(programme)s", programme=programme)
    return [_on_the_day(row, reading.moment.as_of) for row in sorted(rows, key=lambda row: in_order(row.code))]


def commitment(reading: Reading, programme: str, code: str) -> Commitment | None:
    """One commitment, or None where none was known by that code."""
    row = reading.row(COMMITMENTS, f"{programme}/{code}")
    return _on_the_day(row, reading.moment.as_of) if row else None


def in_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which 9.2 comes before 9.10, and numbers before words."""
    parts = code.replace("-", ".").replace("_", ".").split(".")
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
