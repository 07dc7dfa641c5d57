"""The lists of a programme: its commitments, pilots, cohorts, events, deliverables and indicators, and what sources say of it all."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct

from domain.values import Text
from projections.cohort import cohorts_of
from projections.commitment import commitments_of
from projections.deliverable import deliverables_of
from projections.figure import Figure, figures_of
from projections.gathering import gatherings_of
from projections.indicator import indicators_of
from projections.moment import Reading
from projections.pilot import pilots_of
from projections.programme import Programme, programme
from projections.statement import Statement, statements_of
from web.links import THINGS
from web.page import Page, Query, known
from web.single import names_in


class Listed(Struct, frozen=True):
    """The things of one kind of a programme; `together` are the figures said of several cohorts at once, where these are listed."""

    programme: Programme
    kind: str
    things: Sequence[Any]
    together: Sequence[Figure]
    partners: dict[str, Text]


class Sources(Struct, frozen=True):
    """What sources say that has no other place, or in which they differ."""

    programme: Programme
    statements: Sequence[Statement]


class Kind(NamedTuple):
    """A kind of things that are listed, and the question that finds those of a programme."""

    name: str
    all_of: Callable[[Reading, str], Sequence[Any]]


KINDS: Final = (
    Kind("commitment", commitments_of),
    Kind("pilot", pilots_of),
    Kind("cohort", cohorts_of),
    Kind("event", gatherings_of),
    Kind("deliverable", deliverables_of),
    Kind("indicator", indicators_of),
)


def _answer(kind: Kind) -> Callable[[Reading, Query, str], Listed]:
    def answer(reading: Reading, _query: Query, of: str) -> Listed:
        found = known(programme(reading, of), "programme", None, of)
        items = kind.all_of(reading, of)
        figures = figures_of(reading, of) if kind.name == "cohort" else ()
        together = [figure for figure in figures if len(figure.cohorts) > 1]
        return Listed(found, kind.name, items, together, names_in(reading, items))

    return answer


def sources(reading: Reading, _query: Query, of: str) -> Sources:
    found = known(programme(reading, of), "programme", None, of)
    return Sources(found, statements_of(reading, of))


PAGES = (
    *(
        Page(
            path=f"/programmes/{{programme}}/{THINGS[kind.name]}",
            template="listed.html",
            answer=_answer(kind),
            rows=lambda found: found.things,
        )
        for kind in KINDS
    ),
    Page(
        path="/programmes/{programme}/sources",
        template="sources.html",
        answer=sources,
        rows=lambda found: found.statements,
    ),
)
