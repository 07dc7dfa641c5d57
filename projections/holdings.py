"""How much does the record of a programme hold, kind by kind?"""

from typing import Final, LiteralString, cast

from projections.catalogue import PROJECTIONS
from projections.dossier import DossierRow
from projections.entry import EntryRow
from projections.milestone import MilestoneRow
from projections.moment import KNOWN, Reading
from projections.projection import View

OF_A_PROGRAMME = tuple(
    projection.table
    for projection in PROJECTIONS
    if issubclass(projection.row, DossierRow) and "programme" in projection.row.SEARCHED
)
"""The kinds of things that belong to a programme, by the tables that hold their dossiers."""


_FACTS: Final = "sum(json_array_length(body -> 'facts'))"
_ENTRIES: Final = {
    MilestoneRow.TABLE: f"(SELECT count(*) FROM read.{EntryRow.TABLE} WHERE programme = %(programme)s AND {KNOWN})"
}
"""How the entries of a kind are counted whose dossiers do not hold all of them."""


class Holding(View):
    """How many things of one kind were recorded in a programme, and with how many entries in all."""

    kind: str
    things: int
    entries: int


class Holdings(View):
    """What the record of a programme holds: each kind of thing that it has, with its number.

    What is recorded is recorded for every day, so that of the two clocks only `known_at` applies.
    """

    programme: str
    known_at: int
    holdings: tuple[Holding, ...]


def holdings_of(reading: Reading, programme: str) -> Holdings:
    """The number of things and of their entries that were known at the moment, by kind; kinds of which there are none are left out."""
    query = " UNION ALL ".join(
        f"SELECT '{table}', count(*), {_ENTRIES.get(table, _FACTS)} FROM read.{table} "
        f"WHERE programme = %(programme)s AND {KNOWN}"
        for table in OF_A_PROGRAMME
    )
    arguments = {"programme": programme, "known_at": reading.moment.known_at}
    found = reading.connection.execute(cast("LiteralString", query), arguments, prepare=True).fetchall()
    return Holdings(
        programme=programme,
        known_at=reading.moment.known_at,
        holdings=tuple(Holding(kind=kind, things=things, entries=entries) for kind, things, entries in found if things),
    )
