"""Which partners are there, and what is said of each?"""

from collections.abc import Iterable

from domain.kernel import Recorded
from domain.partner import PartnerAmended, PartnerKind, PartnerRegistered
from domain.values import Country, Line, Source, Text
from projections.moment import Dated, Reading, amended, dated, illustrated, replace
from projections.projection import Projection, Row, View


class PartnerRow(Row, frozen=True):
    TABLE = "partner"

    code: str
    version: int
    name: Text
    kind: PartnerKind
    country: Country | None
    place: Line | None
    amendments: tuple[Dated[PartnerAmended], ...] = ()
    source: Source | None = None
    illustrative: bool = False


class Partner(View):
    """A partner on one day, as known at one moment."""

    code: str
    version: int
    name: Text
    kind: PartnerKind
    country: Country | None
    place: Line | None
    source: Source | None = None
    illustrative: bool = False


def touched(recorded: Recorded) -> tuple[str]:
    return (recorded.key.code,)


def evolve(row: PartnerRow | None, recorded: Recorded, key: str) -> PartnerRow:
    event = recorded.event
    if isinstance(event, PartnerRegistered):
        return PartnerRow(
            code=key,
            version=recorded.version,
            name=event.name,
            kind=event.kind,
            country=event.country,
            place=event.place,
            source=recorded.source,
            illustrative=recorded.illustrative,
        )
    if row is None or not isinstance(event, PartnerAmended):
        raise LookupError(f"partner {key} was never registered")
    return replace(row, version=recorded.version, amendments=(*row.amendments, dated(recorded, event.on, event)))


PARTNERS = Projection(
    PartnerRow,
    on=(PartnerRegistered, PartnerAmended),
    births=(PartnerRegistered,),
    touched=touched,
    evolve=evolve,
)


def _on_the_day(row: PartnerRow, reading: Reading) -> Partner:
    return Partner(
        code=row.code,
        version=row.version,
        source=row.source,
        illustrative=row.illustrative or illustrated(reading.moment.as_of, *row.amendments),
        **amended(row, row.amendments, reading.moment.as_of, ("name", "kind", "country", "place")),
    )


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
