"""The page of one pilot, cohort, event, deliverable or indicator: what stands of it, what sources say, and its story in time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, cast

from msgspec import Struct

from domain.values import Text
from projections.cohort import COHORTS, Cohort, cohort
from projections.commitment import Commitment, commitment
from projections.deliverable import DELIVERABLES, Deliverable, deliverable
from projections.dossier import dossier_of, dossiers_of
from projections.figure import FIGURES
from projections.gathering import GATHERINGS, GatheringView, gathering
from projections.indicator import INDICATORS, Indicator, indicator
from projections.moment import Reading
from projections.partner import partners_named
from projections.pilot import PILOTS, Pilot, pilot
from projections.programme import Programme, programme
from projections.projection import Projection
from projections.statement import Statement, statements_by_thing
from web.chart import Chart, chart_of
from web.links import THINGS
from web.page import Page, Query, known
from web.story import PARTNERS, Story, story_of

View = Pilot | Cohort | GatheringView | Deliverable | Indicator


class ThingPage(Struct, frozen=True):
    """One thing, the names of the partners that it names, what sources say of it, and its story.

    `figures` are the stories of the figures that are said of a cohort, by their codes.
    """

    programme: Programme
    commitment: Commitment | None
    kind: str
    thing: View
    partners: dict[str, Text]
    statements: tuple[Statement, ...]
    chart: Chart | None
    story: Story
    figures: dict[str, Story]


class Kind(NamedTuple):
    """A kind of things that have pages: the question that finds one, and the projection that keeps what was said of it."""

    name: str
    find: Callable[[Reading, str, str], View | None]
    projection: Projection[Any]


KINDS: Final = (
    Kind("pilot", pilot, PILOTS),
    Kind("cohort", cohort, COHORTS),
    Kind("event", gathering, GATHERINGS),
    Kind("deliverable", deliverable, DELIVERABLES),
    Kind("indicator", indicator, INDICATORS),
)


def _answer(kind: Kind) -> Callable[[Reading, Query, str, str], ThingPage]:
    def answer(reading: Reading, _query: Query, of: str, code: str) -> ThingPage:
        found = known(programme(reading, of), "programme", None, of)
        thing = known(kind.find(reading, of, code), kind.name, of, code)
        row = known(dossier_of(reading, kind.projection, of, code), kind.name, of, code)
        return ThingPage(
            programme=found,
            commitment=commitment(reading, of, thing.commitment) if thing.commitment else None,
            kind=kind.name,
            thing=thing,
            partners=names_in(reading, (thing,)),
            statements=statements_by_thing(reading, of).get(row.of, ()),
            chart=chart_of(thing) if isinstance(thing, Indicator) else None,
            story=story_of(reading, row),
            figures=_figures(reading, thing) if isinstance(thing, Cohort) else {},
        )

    return answer


def _figures(reading: Reading, of: Cohort) -> dict[str, Story]:
    rows = {row.code: row for row in dossiers_of(reading, FIGURES, of.programme)}
    return {one.code: story_of(reading, rows[one.code]) for one in (*of.figures, *of.figures_together)}


def names_in(reading: Reading, views: Iterable[Struct]) -> dict[str, Text]:
    """The names of the partners that these views name, by code."""
    codes = {code for view in views for code in _partners(view)}
    return {code: one.name for code, one in partners_named(reading, codes).items()} if codes else {}


def _partners(value: Any) -> Iterator[str]:
    """The codes in the fields that name partners, at any depth."""
    if isinstance(value, tuple):
        for one in cast("tuple[Any, ...]", value):
            yield from _partners(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            field = getattr(value, name)
            if name in PARTNERS and field:
                yield from (field,) if isinstance(field, str) else field
            else:
                yield from _partners(field)


PAGES = tuple(
    Page(
        path=f"/programmes/{{programme}}/{THINGS[kind.name]}/{{code}}",
        template=f"{kind.name}.html",
        answer=_answer(kind),
        rows=lambda found: found.story.entries,
    )
    for kind in KINDS
)
