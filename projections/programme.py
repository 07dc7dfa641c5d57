"""Which programmes are there, and what is said of each?"""

from collections.abc import Collection
from typing import Any

from domain.dates import Edtf
from domain.programme import (
    Policies,
    ProgrammeAmended,
    ProgrammeClosed,
    ProgrammeCreated,
    ProgrammeKind,
    ProgrammeReopened,
    VocabulariesChosen,
)
from domain.programme import Programme as Stream
from domain.values import Country, Language, Line, Source, Text
from domain.vocabulary import STATUS, UNSAID, answered
from projections.dossier import DossierRow, amended, as_recorded, dossier, on_the_day
from projections.moment import Reading
from projections.projection import View
from projections.statement import Statement, statements_by_thing


class ProgrammeRow(DossierRow, frozen=True):
    TABLE = "programme"
    COLUMNS = ()
    SEARCHED = ()


PROGRAMMES = dossier(ProgrammeRow, Stream.KIND)


class Programme(View):
    """A programme on one day, as known at one moment. `duration` is what was said of its length, where that is all that was said.

    `vocabularies` are those of its profiles, by the question that they answer.
    """

    code: str
    version: int
    kind: ProgrammeKind
    title: Text
    period: Edtf | None
    duration: Line | None
    languages: tuple[Language, ...]
    countries: tuple[Country, ...]
    description: Text | None
    vocabulary: str
    policies: Policies
    profiles: tuple[str, ...]
    vocabularies: dict[str, str]
    closed: bool
    source: Source | None = None
    illustrative: bool = False


class ProgrammeInFull(Programme):
    """A programme, and what sources say of it that has no other place, or of which they differ (`statements`)."""

    statements: tuple[Statement, ...] = ()


_AMENDED = ("kind", "title", "period", "duration", "languages", "countries", "description", "vocabulary", "policies")


def _on_the_day(row: ProgrammeRow, reading: Reading) -> Programme:
    said = on_the_day(row.facts, reading.moment.as_of)
    last = [one.event for one in as_recorded(said) if isinstance(one.event, (ProgrammeClosed, ProgrammeReopened))]
    values: dict[str, Any] = {
        "duration": None,
        **amended(said, _AMENDED, ProgrammeCreated, ProgrammeAmended),
        **amended(as_recorded(said), ("profiles",), ProgrammeCreated, VocabulariesChosen),
    }
    profiles = values.pop("profiles", UNSAID)
    return Programme(
        code=row.code,
        version=row.version,
        profiles=profiles,
        vocabularies={STATUS: values["vocabulary"], **answered(profiles)},
        closed=bool(last) and isinstance(last[-1], ProgrammeClosed),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said),
        **values,
    )


def all_programmes(reading: Reading, *, after: str = "", limit: int = 100) -> list[Programme]:
    """The programmes in the order of their codes, from after this code on."""
    return [_on_the_day(row, reading) for row in reading.page(PROGRAMMES, after, limit)]


def programmes_named(reading: Reading, codes: Collection[str]) -> list[Programme]:
    """Those of these programmes that are known, in the order of their codes."""
    rows = reading.rows(PROGRAMMES, "key = ANY(%(codes)s)", codes=list(codes))
    return [_on_the_day(row, reading) for row in rows]


def programme(reading: Reading, code: str) -> Programme | None:
    """One programme, or None where none was known by that code."""
    row = reading.row(PROGRAMMES, code)
    return _on_the_day(row, reading) if row else None


def programme_in_full(reading: Reading, code: str) -> ProgrammeInFull | None:
    """One programme with what sources say of it, or None where none was known by that code."""
    found = programme(reading, code)
    if found is None:
        return None
    said = statements_by_thing(reading, code).get(f"{Stream.KIND}:{code}", ())
    return ProgrammeInFull(**{name: getattr(found, name) for name in Programme.__struct_fields__}, statements=said)
