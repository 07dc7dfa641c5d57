"""Which partners are there, and what is said of each?"""

from collections.abc import Iterable

from domain.dates import Edtf
from domain.kernel import Event
from domain.partner import Partner as Stream
from domain.partner import (
    PartnerAbsorbed,
    PartnerAmended,
    PartnerKind,
    PartnerMerged,
    PartnerRegistered,
    PartnerSplit,
    PartnerSplitOff,
)
from domain.values import Country, Line, Source, Text
from projections.dossier import DossierRow, amended, dossier, on_the_day
from projections.moment import Reading
from projections.projection import View


class PartnerRow(DossierRow, frozen=True):
    TABLE = "partner"
    COLUMNS = ()
    SEARCHED = ()


class Succession(View):
    """Another partner that this one went on in, or came out of: from which day, and why."""

    partner: str
    on: Edtf
    reason: str


class Partner(View):
    """A partner on one day, as known at one moment. `ended`: it goes on in its successors only."""

    code: str
    version: int
    name: Text
    kind: PartnerKind
    country: Country | None
    place: Line | None
    ended: Edtf | None = None
    successors: tuple[Succession, ...] = ()
    predecessors: tuple[Succession, ...] = ()
    source: Source | None = None
    illustrative: bool = False


PARTNERS = dossier(PartnerRow, Stream.KIND)


def _on_the_day(row: PartnerRow, reading: Reading) -> Partner:
    said = on_the_day(row.facts, reading.moment.as_of)
    ended = [day for one in said if (day := _end(one.event))]
    return Partner(
        code=row.code,
        version=row.version,
        ended=ended[-1] if ended else None,
        successors=tuple(heir for one in said for heir in _successors(one.event)),
        predecessors=tuple(
            Succession(partner=one.event.partner, on=one.event.on, reason=one.event.reason)
            for one in said
            if isinstance(one.event, (PartnerAbsorbed, PartnerSplitOff))
        ),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **amended(said, ("name", "kind", "country", "place"), PartnerRegistered, PartnerAmended),
    )


def _end(event: Event) -> Edtf | None:
    match event:
        case PartnerMerged() | PartnerSplit(ends=True):
            return event.on
        case _:
            return None


def _successors(event: Event) -> tuple[Succession, ...]:
    if isinstance(event, PartnerMerged):
        return (Succession(partner=event.into, on=event.on, reason=event.reason),)
    if isinstance(event, PartnerSplit):
        return tuple(Succession(partner=code, on=event.on, reason=event.reason) for code in event.into)
    return ()


def all_partners(reading: Reading, *, after: str = "", limit: int = 100) -> list[Partner]:
    """The partners in the order of their codes, from after this code on."""
    return [_on_the_day(row, reading) for row in reading.page(PARTNERS, after, limit)]


def partner(reading: Reading, code: str) -> Partner | None:
    """One partner, or None where none was known by that code."""
    row = reading.row(PARTNERS, code)
    return _on_the_day(row, reading) if row else None


def partners_named(reading: Reading, codes: Iterable[str]) -> dict[str, Partner]:
    """The partners with these codes, by code."""
    return {
        row.code: _on_the_day(row, reading) for row in reading.rows(PARTNERS, "key = ANY(%(codes)s)", codes=list(codes))
    }
