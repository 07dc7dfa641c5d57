"""Which programmes are there of this kind, in this country, open or closed, with these words, and where does each stand?"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Final

from msgspec import UNSET

from domain.correction import Corrected, Retracted
from domain.kernel import Event, Recorded
from domain.programme import Programme as Stream
from domain.programme import ProgrammeAmended, ProgrammeClosed, ProgrammeCreated, ProgrammeKind, ProgrammeReopened
from domain.values import Country
from projections.finder import matching_programmes, things_in
from projections.marks import Marks, holding_by, placed, recorded_last, says, with_mark, without
from projections.moment import Reading, replace
from projections.programme import Programme, programmes_named
from projections.projection import Projection, Row, View
from projections.report import Totals
from projections.tally import tallied

PAGE: Final = 25
SORTING: Final[tuple[type[Event], ...]] = (ProgrammeCreated, ProgrammeAmended, ProgrammeClosed, ProgrammeReopened)


class ShelfRow(Row, frozen=True):
    """By what a programme is filtered, as it stands after corrections: its kinds, its countries, and whether it was closed."""

    TABLE = "shelf"
    COLUMNS: ClassVar = ()

    code: str
    kinds: Marks[str] = ()
    countries: Marks[tuple[str, ...]] = ()
    closings: Marks[bool] = ()

    def on(self, day: int) -> "Shelved":
        kind, countries = holding_by(self.kinds, day), holding_by(self.countries, day)
        closing = recorded_last(self.closings, day) if self.closings else None
        return Shelved(
            code=self.code,
            kind=kind.value if kind else "",
            countries=countries.value if countries else (),
            closed=closing is not None and closing.value,
        )


class Shelved(View):
    """By what a programme is filtered, on one day."""

    code: str
    kind: str
    countries: tuple[str, ...]
    closed: bool


def touched(recorded: Recorded) -> tuple[str, ...]:
    kind = says(recorded.event)
    return (recorded.key.code,) if kind in SORTING and recorded.key.kind == Stream.KIND else ()


def evolve(before: ShelfRow | None, recorded: Recorded, key: str) -> ShelfRow | None:
    row = before or ShelfRow(code=key)
    fact = placed(recorded, row.kinds, row.countries, row.closings)
    kinds, countries = without(row.kinds, fact.entry), without(row.countries, fact.entry)
    closings = without(row.closings, fact.entry)
    event = fact.event
    if isinstance(event, (ProgrammeClosed, ProgrammeReopened)):
        closings = with_mark(closings, fact.mark(isinstance(event, ProgrammeClosed)))
    elif isinstance(event, (ProgrammeCreated, ProgrammeAmended)):
        said: dict[str, Any] = {name: getattr(event, name, UNSET) for name in ("kind", "countries")}
        if said["kind"] is not UNSET:
            kinds = with_mark(kinds, fact.mark(str(said["kind"])))
        if said["countries"] is not UNSET:
            countries = with_mark(countries, fact.mark(tuple(said["countries"])))
    if not (kinds or countries or closings):
        return None
    after = replace(row, kinds=kinds, countries=countries, closings=closings)
    return before if after == before else after


SHELF: Final = Projection(
    ShelfRow, on=(*SORTING, Corrected, Retracted), births=(ProgrammeCreated,), touched=touched, evolve=evolve
)


class Choice(View):
    """A choice of a filter that occurs, and how many of all the programmes it would leave."""

    value: str
    programmes: int


class DirectoryLine(View):
    """A programme of the directory, where it stands, and how many things of each kind are recorded in it."""

    programme: Programme
    totals: Totals
    things: dict[str, int]


class Directory(View):
    """One page of the programmes that match: how many there are of them, and of all; the pages before and after, if any.

    `kinds` and `countries` are the choices for the filters, whatever has been chosen.
    """

    lines: tuple[DirectoryLine, ...]
    matches: int
    programmes: int
    page: int
    pages: int
    previous_page: int | None
    next_page: int | None
    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]


def directory(
    reading: Reading,
    *,
    words: str = "",
    kind: ProgrammeKind | None = None,
    country: Country | None = None,
    closed: bool | None = None,
    page: int = 1,
    limit: int = PAGE,
) -> Directory:
    """A page of the programmes that match, in the order of their codes; a page past the last one is the last one."""
    day = reading.moment.as_of.toordinal()
    shelf = [row.on(day) for row in reading.rows(SHELF, "true")]
    matching = [
        one.code
        for one in shelf
        if (kind is None or one.kind == kind)
        and (country is None or country in one.countries)
        and (closed is None or one.closed is closed)
    ]
    if words.strip():
        found = matching_programmes(reading, words, matching)
        matching = [code for code in matching if code in found]
    pages = max(1, -(-len(matching) // limit))
    page = min(max(page, 1), pages)
    return Directory(
        lines=_lines(reading, matching[(page - 1) * limit : page * limit]),
        matches=len(matching),
        programmes=len(shelf),
        page=page,
        pages=pages,
        previous_page=page - 1 if page > 1 else None,
        next_page=page + 1 if page < pages else None,
        kinds=_choices(one.kind for one in shelf),
        countries=_choices(code for one in shelf for code in set(one.countries)),
    )


def _choices(values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, programmes=many) for value, many in sorted(Counter(values).items()))


def _lines(reading: Reading, codes: Collection[str]) -> tuple[DirectoryLine, ...]:
    found = programmes_named(reading, codes)
    totals = tallied(reading, {one.code: one.vocabulary for one in found})
    things = things_in(reading, codes)
    return tuple(DirectoryLine(programme=one, totals=totals[one.code], things=things[one.code]) for one in found)
