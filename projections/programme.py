"""Which programmes are there, and what is said of each?"""

from domain.dates import Edtf
from domain.kernel import Recorded
from domain.programme import (
    Policies,
    ProgrammeAmended,
    ProgrammeClosed,
    ProgrammeCreated,
    ProgrammeKind,
    ProgrammeReopened,
)
from domain.values import Country, Language, Source, Text, Value
from projections.moment import Dated, Reading, amended, dated, illustrated, in_force, replace
from projections.projection import Projection, Row, View


class Closing(Value):
    """A programme's closing, or its reopening."""

    closed: bool
    reason: str | None = None


class ProgrammeRow(Row, frozen=True):
    TABLE = "programme"
    COLUMNS = (("kind", "text"),)

    code: str
    version: int
    kind: ProgrammeKind
    title: Text
    period: Edtf
    languages: tuple[Language, ...]
    countries: tuple[Country, ...]
    description: Text | None
    vocabulary: str
    policies: Policies
    amendments: tuple[Dated[ProgrammeAmended], ...] = ()
    closings: tuple[Dated[Closing], ...] = ()
    source: Source | None = None
    illustrative: bool = False


class Programme(View):
    """A programme on one day, as known at one moment."""

    code: str
    version: int
    kind: ProgrammeKind
    title: Text
    period: Edtf
    languages: tuple[Language, ...]
    countries: tuple[Country, ...]
    description: Text | None
    vocabulary: str
    policies: Policies
    closed: bool
    source: Source | None = None
    illustrative: bool = False


def touched(recorded: Recorded) -> tuple[str]:
    return (recorded.key.code,)


def evolve(row: ProgrammeRow | None, recorded: Recorded, key: str) -> ProgrammeRow:
    event = recorded.event
    if isinstance(event, ProgrammeCreated):
        return ProgrammeRow(
            code=key,
            version=recorded.version,
            kind=event.kind,
            title=event.title,
            period=event.period,
            languages=event.languages,
            countries=event.countries,
            description=event.description,
            vocabulary=event.vocabulary,
            policies=event.policies,
            source=recorded.source,
            illustrative=recorded.illustrative,
        )
    if row is None:
        raise LookupError(f"programme {key} was never created")
    match event:
        case ProgrammeAmended():
            return replace(
                row, version=recorded.version, amendments=(*row.amendments, dated(recorded, event.on, event))
            )
        case ProgrammeClosed() | ProgrammeReopened():
            closing = Closing(closed=isinstance(event, ProgrammeClosed), reason=event.reason)
            return replace(row, version=recorded.version, closings=(*row.closings, dated(recorded, event.on, closing)))
        case _:
            return row


PROGRAMMES = Projection(
    ProgrammeRow,
    on=(ProgrammeCreated, ProgrammeAmended, ProgrammeClosed, ProgrammeReopened),
    births=(ProgrammeCreated,),
    touched=touched,
    evolve=evolve,
)

_AMENDED = ("title", "period", "languages", "countries", "description", "policies")


def _on_the_day(row: ProgrammeRow, reading: Reading) -> Programme:
    as_of = reading.moment.as_of
    closings = in_force(row.closings, as_of)
    return Programme(
        code=row.code,
        version=row.version,
        kind=row.kind,
        vocabulary=row.vocabulary,
        closed=bool(closings) and closings[-1].closed,
        source=row.source,
        illustrative=row.illustrative or illustrated(as_of, *row.amendments, *row.closings),
        **amended(row, row.amendments, as_of, _AMENDED),
    )


def all_programmes(reading: Reading, *, after: str = "", limit: int = 100) -> list[Programme]:
    """The programmes in the order of their codes, from after this code on."""
    return [_on_the_day(row, reading) for row in reading.page(PROGRAMMES, after, limit)]


def programme(reading: Reading, code: str) -> Programme | None:
    """One programme, or None where none was known by that code."""
    row = reading.row(PROGRAMMES, code)
    return _on_the_day(row, reading) if row else None
