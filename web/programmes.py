"""The pages about programmes: all of them with what is found by words, and one with what its record holds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from msgspec import Struct

from domain.dates import Edtf
from domain.programme import ProgrammeKind
from domain.values import Text
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.directory import Choice, Directory, directory
from projections.finder import PROGRAMME, Found, find
from projections.gap import Gap, GapKind
from projections.holdings import Holding, holdings_of
from projections.missing import missing
from projections.moment import Reading
from projections.partner import partners_named
from projections.programme import Programme, ProgrammeInFull, programme_in_full, programmes_named
from projections.report import Totals
from projections.role import PartnerRole, roles_in
from projections.tally import tallied
from web.changes import WHOLE
from web.page import Fault, Page, Query, WrongQuery, known
from web.things import Thing, things_of
from web.totals import Share, shares

T = TypeVar("T")

WORDS: Final = "q"
KIND: Final = "kind"
COUNTRY: Final = "country"
CLOSED: Final = "closed"
PAGE: Final = "page"
CLOSINGS: Final = {"yes": True, "no": False}
FOUND: Final = 40
OVERDUE: Final = (
    GapKind.MILESTONE_OVERDUE,
    GapKind.DELIVERABLE_OVERDUE,
    GapKind.EVENT_NOT_HELD,
    GapKind.FOLLOW_UP_OVERDUE,
)


class Shelf(Struct, frozen=True):
    """A programme in the list: where its milestones stand, as the parts of a bar and in numbers, and what it holds by kind."""

    programme: Programme
    vocabulary: Vocabulary
    totals: Totals
    shares: tuple[Share, ...]
    things: dict[str, int]


class Line(Struct, frozen=True):
    """A programme of the list in numbers, for a table."""

    code: str
    title: Text
    kind: str
    period: Edtf | None
    countries: tuple[str, ...]
    closed: bool
    illustrative: bool
    milestones: int
    by_status: dict[str, int]
    overdue: int
    rescheduled: int
    things: dict[str, int]


class Programmes(Struct, frozen=True):
    """A page of the programmes that match, and the things that are recorded under the words that were asked for.

    `titles` are those of the programmes that these things belong to, by code; `kinds` and `countries` the choices that occur.
    """

    items: tuple[Shelf, ...]
    matches: int
    programmes: int
    page: int
    pages: int
    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    found: tuple[Found, ...]
    titles: dict[str, Text]

    @property
    def lines(self) -> list[Line]:
        return [_line(one) for one in self.items]


class Part(Struct, frozen=True):
    """A partner's role in the programme as a whole."""

    partner: str
    name: Text
    role: str
    holds: bool
    illustrative: bool


class Overdue(Struct, frozen=True):
    """What should have been done by the day; `kind` and `code` name the thing whose page tells of it."""

    gap: GapKind
    kind: str
    code: str
    title: Text
    due: Edtf | None
    illustrative: bool


class Staged(Struct, frozen=True):
    """How many things of a kind stand at a stage on the day."""

    kind: str
    stage: str
    things: int


class Overview(Struct, frozen=True):
    """A programme: where it stands, what is overdue, what is missing, what its record holds, and who takes part in it.

    `stages` are those of its pilots, cohorts, events and deliverables. `partners` have a role in the programme as a whole;
    `partners_in_things` counts those that have one in a thing of it.
    """

    programme: ProgrammeInFull
    vocabulary: Vocabulary
    totals: Totals
    shares: tuple[Share, ...]
    stages: tuple[Staged, ...]
    overdue: tuple[Overdue, ...]
    missing: dict[GapKind, int]
    holdings: tuple[Holding, ...]
    partners: tuple[Part, ...]
    partners_in_things: int

    @property
    def lacking(self) -> int:
        return sum(self.missing.values())


def programmes(reading: Reading, query: Query) -> Programmes:
    faults: list[Fault] = []
    kind, country, closed, page = _filters(query, faults)
    if faults:
        raise WrongQuery(faults)
    words = query.get(WORDS) or ""
    shelf = directory(reading, words=words, kind=kind, country=country, closed=closed, page=page)
    found = [one for one in find(reading, words, limit=FOUND) if one.kind != PROGRAMME] if words else []
    return Programmes(
        items=_shelves(shelf),
        matches=shelf.matches,
        programmes=shelf.programmes,
        page=shelf.page,
        pages=shelf.pages,
        kinds=shelf.kinds,
        countries=shelf.countries,
        found=tuple(found),
        titles=_titles(reading, {one.programme for one in found if one.programme}),
    )


def _filters(query: Query, faults: list[Fault]) -> tuple[ProgrammeKind | None, str | None, bool | None, int]:
    _ = query.language.gettext

    def said(name: str, pattern: str, read: Callable[[str], T], advice: str) -> T | None:
        text = query.get(name)
        if text is None:
            return None
        if re.fullmatch(pattern, text):
            return read(text)
        faults.append(Fault(name, text, advice))
        return None

    kinds = query.language.list(ProgrammeKind)
    return (
        said(KIND, "|".join(ProgrammeKind), ProgrammeKind, _("Write one of these: %(kinds)s.") % {"kinds": kinds}),
        said(COUNTRY, "[A-Z]{2}", str, _("Write the two capital letters of a country, such as FR.")),
        said(
            CLOSED,
            "yes|no",
            lambda text: CLOSINGS[text],
            _("Write “yes” for closed programmes, “no” for running ones."),
        ),
        said(PAGE, "[1-9][0-9]{0,5}", int, _("Write the number of a page, from 1 on.")) or 1,
    )


def _titles(reading: Reading, codes: set[str]) -> dict[str, Text]:
    return {one.code: one.title for one in programmes_named(reading, codes)} if codes else {}


def _shelves(found: Directory) -> tuple[Shelf, ...]:
    return tuple(
        Shelf(one.programme, vocabulary, one.totals, shares(one.totals.by_status, vocabulary), one.things)
        for one in found.lines
        for vocabulary in [STATUS_VOCABULARIES[one.programme.vocabulary]]
    )


def _line(one: Shelf) -> Line:
    about, totals = one.programme, one.totals
    named: dict[str, Any] = {name: getattr(about, name) for name in ("code", "title", "period", "countries", "closed")}
    return Line(
        **named,
        kind=str(about.kind),
        illustrative=about.illustrative,
        milestones=totals.milestones,
        by_status=totals.by_status,
        overdue=totals.overdue,
        rescheduled=totals.rescheduled,
        things=one.things,
    )


def overview(reading: Reading, _query: Query, code: str) -> Overview:
    found = known(programme_in_full(reading, code), "programme", None, code)
    lacks = known(missing(reading, code), "programme", None, code)
    totals = tallied(reading, {code: found.vocabulary})[code]
    vocabulary = STATUS_VOCABULARIES[found.vocabulary]
    whole, within = _roles(reading, code)
    return Overview(
        programme=found,
        vocabulary=vocabulary,
        totals=totals,
        shares=shares(totals.by_status, vocabulary),
        stages=_stages(things_of(reading, code)),
        overdue=tuple(_overdue(gap) for gap in lacks.gaps if gap.kind in OVERDUE),
        missing=lacks.by_kind,
        holdings=holdings_of(reading, code).holdings,
        partners=_partners(reading, whole),
        partners_in_things=len({one.partner for one in within}),
    )


def _stages(things: Iterable[Thing]) -> tuple[Staged, ...]:
    counted = Counter((one.kind, one.stage) for one in things if one.stage)
    return tuple(Staged(kind, stage, n) for (kind, stage), n in counted.items() if stage)


def _overdue(gap: Gap) -> Overdue:
    whole = WHOLE.get(gap.thing)
    kind, code = (whole, gap.code.partition("/")[0]) if whole else (gap.thing.value, gap.code)
    return Overdue(gap.kind, kind, code, gap.title, gap.due, gap.illustrative)


def _roles(reading: Reading, code: str) -> tuple[list[PartnerRole], list[PartnerRole]]:
    """The roles in the programme as a whole, and those in its things."""
    roles = roles_in(reading, code)
    whole = f"programme:{code}"
    return [one for one in roles if one.part_of == whole], [one for one in roles if one.part_of != whole]


def _partners(reading: Reading, roles: list[PartnerRole]) -> tuple[Part, ...]:
    """Who has these roles, those who hold them first."""
    names = partners_named(reading, {one.partner for one in roles}) if roles else {}
    parts = [
        Part(one.partner, names[one.partner].name, one.role, one.holds, one.illustrative)
        for one in roles
        if one.partner in names
    ]
    return tuple(sorted(parts, key=lambda part: not part.holds))


PAGES = (
    Page(
        path="/",
        template="programmes.html",
        answer=programmes,
        rows=lambda found: found.lines,
        parameters=frozenset((WORDS, KIND, COUNTRY, CLOSED, PAGE)),
    ),
    Page(path="/programmes/{programme}", template="programme.html", answer=overview, rows=lambda found: found.holdings),
)
