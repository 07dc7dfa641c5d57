"""The pages about who recorded what, newest first: in all programmes, and in one; each also as an Atom feed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Final

from msgspec import Struct

from domain.catalogue import EVOLVE
from domain.values import CODE, Text
from projections.activity import ActivityChoice, ActivityEntry, activity
from projections.moment import Reading
from projections.partner import partners_named
from projections.programme import Programme, programme
from serving.clocks import POSITION
from web.atom import ATOM, FEED, feed
from web.links import THINGS, Links
from web.page import Fault, File, Page, Query, WrongQuery, known
from web.sentences import Sentence, sentence
from words.language import Language

PROGRAMME: Final = "programme"
PERSON: Final = "person"
KIND: Final = "kind"
BEFORE: Final = "before"
KINDS: Final = tuple(EVOLVE)
"""The kinds of things of which facts are kept."""


class Together(Struct, frozen=True):
    """What one request recorded, newest first, as far as it stands on this page."""

    request: str
    recorded_at: datetime
    actor: str
    entries: tuple[ActivityEntry, ...]


class Day(Struct, frozen=True):
    """What was recorded on one day, in UTC, newest first."""

    day: date
    recorded: tuple[Together, ...]


class ActivityPage(Struct, frozen=True):
    """A page of what was recorded; `programme` is null where it is about all of them.

    `older` and `newer` are what to ask for as `before` to see the pages beside this one. `names` are those of the partners that
    the entries name, by code.
    """

    programme: Programme | None
    days: tuple[Day, ...]
    older: int | None
    newer: int | None
    actors: tuple[ActivityChoice, ...]
    kinds: tuple[ActivityChoice, ...]
    names: dict[str, Text]

    @property
    def entries(self) -> list[ActivityEntry]:
        return [one for day in self.days for together in day.recorded for one in together.entries]

    def sentence(self, one: ActivityEntry, say: Language) -> Sentence:
        return sentence(one, self.names, say)

    def where(self, one: ActivityEntry, links: Links) -> str:
        """The address at which an entry can be read where it stands in the record."""
        return address_of(one, links)


def all_activity(reading: Reading, query: Query) -> ActivityPage:
    return _page(reading, query, query.get(PROGRAMME))


def activity_in(reading: Reading, query: Query, code: str) -> ActivityPage:
    return _page(reading, query, code)


def _page(reading: Reading, query: Query, code: str | None) -> ActivityPage:
    before = _checked(query)
    of = known(programme(reading, code), "programme", None, code) if code else None
    found = activity(reading, programme=code, actor=query.get(PERSON), kind=query.get(KIND), before=before)
    named = {name for one in found.entries for name in (one.partner, one.former_partner, one.reviewer) if name}
    return ActivityPage(
        programme=of,
        days=tuple(_days(found.entries)),
        older=found.older,
        newer=found.newer,
        actors=found.actors,
        kinds=found.kinds,
        names={name: one.name for name, one in partners_named(reading, named).items()} if named else {},
    )


def _checked(query: Query) -> int | None:
    """The position before which entries are asked for, if one is. Raises WrongQuery for every parameter that cannot be."""
    _ = query.language.gettext
    faults: list[Fault] = []
    kind, before, code = query.get(KIND), query.get(BEFORE), query.get(PROGRAMME)
    if kind and kind not in KINDS:
        choice = query.language.list(KINDS)
        faults.append(
            Fault(KIND, kind, _("There is no kind of thing by this name. There are: %(kinds)s.") % {"kinds": choice})
        )
    if before and not re.fullmatch(POSITION, before):
        faults.append(Fault(BEFORE, before, _("This is not a position of the log. Write it as a number, such as 42.")))
    if code and not re.fullmatch(CODE, code):
        faults.append(Fault(PROGRAMME, code, _("This is not the code of a programme.")))
    if faults:
        raise WrongQuery(faults)
    return int(before) if before else None


def _days(entries: Iterable[ActivityEntry]) -> Iterator[Day]:
    for day, recorded in groupby(entries, lambda one: one.recorded_at.date()):
        yield Day(day, tuple(_together(recorded)))


def _together(entries: Iterable[ActivityEntry]) -> Iterator[Together]:
    for request, together in groupby(entries, lambda one: one.request):
        recorded = tuple(together)
        yield Together(request, recorded[0].recorded_at, recorded[0].actor, recorded)


def address_of(one: ActivityEntry, links: Links) -> str:
    """The address of an entry: on the page of its thing, of which some show every entry under its number."""
    if one.kind == "consortium":
        return f"{links.to(f'/programmes/{one.programme}/partners')}#entry-{one.entry}"
    if one.kind in THINGS or one.kind == "partner":
        return f"{links.of(one.of)}#entry-{one.entry}"
    review = one.kind == "assessment" and one.of.startswith("milestone:")
    return f"{links.of(one.of)}#review-{one.position}" if review else links.of(one.of)


def _feed(found: ActivityPage, query: Query, reading: Reading) -> bytes:
    return feed(found.programme, found.entries, found.names, found.older, query, reading.moment, address_of)


FILES: Final = {FEED: File(ATOM, _feed)}
PAGES = (
    Page(
        path="/activity",
        template="activity.html",
        answer=all_activity,
        rows=lambda found: found.entries,
        parameters=frozenset((PROGRAMME, PERSON, KIND, BEFORE)),
        files=FILES,
    ),
    Page(
        path="/programmes/{programme}/activity",
        template="activity.html",
        answer=activity_in,
        rows=lambda found: found.entries,
        parameters=frozenset((PERSON, KIND, BEFORE)),
        files=FILES,
    ),
)
