"""What do the sources say of a matter, do they agree, and which of them is taken to be right?"""

from collections.abc import Collection, Iterable
from itertools import combinations

from domain.dates import Edtf
from domain.statement import Statement as Stream
from domain.statement import StatementAdded, StatementMade, StatementPreferred
from domain.values import Source, Text
from projections.dossier import DossierRow, Said, dossier, dossier_of, dossiers_of, on_the_day
from projections.moment import Reading
from projections.projection import View


class StatementRow(DossierRow, frozen=True):
    TABLE = "statement"


STATEMENTS = dossier(StatementRow, Stream.KIND)


class StatementSaid(View):
    """What one source says of the matter; `entry` is the number by which it can be preferred."""

    entry: int
    on: Edtf | None
    says: Text
    period: Edtf | None
    source: Source
    preferred: bool
    illustrative: bool


class Statement(View):
    """What sources say of one matter, as it stood on one day and was known at one moment.

    `agreed` is false while several statements differ and none is preferred. Two that both give a period agree where it is the
    same; others where they say the same in every language.
    """

    programme: str
    code: str
    version: int
    about: str
    matter: str
    statements: tuple[StatementSaid, ...]
    preferred: int | None
    preferred_reason: str | None
    agreed: bool
    illustrative: bool


def _statement(reading: Reading, row: StatementRow) -> Statement:
    said = on_the_day(row.facts, reading.moment.as_of)
    began = said[0].event
    assert isinstance(began, StatementMade)
    made = {one.entry for one in said if isinstance(one.event, (StatementMade, StatementAdded))}
    preferred = _preferred(said, made)
    statements = tuple(_said(one, preferred) for one in said if one.entry in made)
    return Statement(
        programme=row.programme,
        code=row.code,
        version=row.version,
        about=began.about,
        matter=began.matter,
        statements=statements,
        preferred=preferred.entry if preferred else None,
        preferred_reason=preferred.reason if preferred else None,
        agreed=preferred is not None or not any(_differ(*two) for two in combinations(statements, 2)),
        illustrative=any(one.illustrative for one in said),
    )


def _preferred(said: Iterable[Said], made: Collection[int]) -> StatementPreferred | None:
    """The preference that was recorded last, among those that stand."""
    found = {one.entry: one.event for one in said if isinstance(one.event, StatementPreferred)}
    preferences = {entry: event for entry, event in found.items() if event.entry in made}
    return preferences[max(preferences)] if preferences else None


def _said(one: Said, preferred: StatementPreferred | None) -> StatementSaid:
    fact = one.event
    assert isinstance(fact, (StatementMade, StatementAdded))
    return StatementSaid(
        entry=one.entry,
        on=fact.on,
        says=fact.says,
        period=fact.period,
        source=fact.source,
        preferred=preferred is not None and preferred.entry == one.entry,
        illustrative=one.illustrative,
    )


def _differ(one: StatementSaid, other: StatementSaid) -> bool:
    return one.period != other.period if one.period and other.period else one.says != other.says


def statements_of(reading: Reading, programme: str) -> list[Statement]:
    """The matters of a programme of which sources say something, in the order of their codes."""
    return [_statement(reading, row) for row in dossiers_of(reading, STATEMENTS, programme)]


def statement(reading: Reading, programme: str, code: str) -> Statement | None:
    """One matter, or None where none was known by that code."""
    row = dossier_of(reading, STATEMENTS, programme, code)
    return _statement(reading, row) if row else None


def statements_by_thing(reading: Reading, programme: str) -> dict[str, tuple[Statement, ...]]:
    """What sources say of each thing of a programme, by its name in timelines (`event:GFD/seminar-3`)."""
    by_thing: dict[str, tuple[Statement, ...]] = {}
    for one in statements_of(reading, programme):
        by_thing[one.about] = (*by_thing.get(one.about, ()), one)
    return by_thing
