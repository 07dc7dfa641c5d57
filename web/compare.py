"""What changed in a programme between two moments: that of the page, and one before it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Any, Final

from msgspec import Struct

from domain.values import JSON, Text
from projections.cause import Restated
from projections.comparison import Change, ChangeKind, Comparison, compare, in_turn
from projections.days import RecordedDay, days_recorded
from projections.field import ThingKind
from projections.moment import Moment, Reading
from projections.partner import partners_named
from projections.programme import Programme, programme
from projections.reader import beside
from web.asked import read_day, read_known_at
from web.changes import Told, partners_in
from web.page import Fault, Page, Query, WrongQuery, known
from words.language import Language

FROM_AS_OF: Final = "from_as_of"
FROM_KNOWN_AT: Final = "from_known_at"
ALL: Final = "all"
FEW: Final = 4
MANY: Final = 120
"""The number of changes beyond which only the first of them are shown, unless all are asked for."""
FIRST: Final = 80


class OfferKind(StrEnum):
    """A comparison that is ready to be had; `since`: from the eve of a day on which something was recorded."""

    SINCE = "since"
    FIRST_DAY = "first-day"
    YEAR = "a-year-before"
    SAME_DAY = "known-a-year-before"
    BEGINNING = "since-the-programme-began"
    WORLD_YEAR = "the-year-before"


class Offer(Struct, frozen=True):
    """What to give as the earlier moment; a clock that is null stands where that of the page does.

    `day` is the one that the offer speaks of, `entries` how many were recorded on it.
    """

    kind: OfferKind
    from_as_of: date | None
    from_known_at: date | None
    day: date
    entries: int | None = None


class Compared(Struct, frozen=True):
    """Two moments of a programme compared; `offer` is the comparison that is shown because none was asked for.

    `turned`: the moments were given the other way round. `partners` are those that are named, by code. `whole`: all changes are
    shown, however many there are.
    """

    programme: Programme
    comparison: Comparison
    turned: bool
    offer: Offer | None
    offers: tuple[Offer, ...]
    days: tuple[RecordedDay, ...]
    partners: dict[str, Text]
    whole: bool

    def shown(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Those of the changes that are shown: all, or of many the first ones, with all those of the same thing as the last."""
        if self.whole or len(changes) <= MANY:
            return changes
        last = changes[FIRST - 1]
        rest = takewhile(lambda one: (one.thing, one.code) == (last.thing, last.code), changes[FIRST:])
        return (*changes[:FIRST], *rest)

    def told(self, say: Language) -> Told:
        """The changes as they are shown in a language."""
        return Told(self.programme, self.partners, say)


class Row(Struct, frozen=True):
    """A change in a line. What is not one plain value is JSON; the entry is the one that says what is new."""

    kind: ChangeKind
    restated: Restated | None
    thing: ThingKind
    code: str
    title: Text | None
    field: str | None
    reviewer: str | None
    old: str | None
    new: str | None
    least_days: int | None
    most_days: int | None
    of: str | None
    entry: int | None
    recorded_at: str | None
    recorded_by: str | None
    reason: str | None


def compared(reading: Reading, query: Query, code: str) -> Compared:
    asked = _asked(query)
    days = days_recorded(reading, code)
    offers = tuple(_offers(days, reading.moment, programme(reading, code)))
    offer = offers[0] if offers and asked is None else None
    before = beside(reading, *_clocks(offer, query.language) if offer else asked or (None, None))
    earlier, later = in_turn(before, reading)
    found = known(compare(earlier, later, code), "programme", None, code)
    named = partners_named(later, partners_in((*found.restated, *found.happened)))
    return Compared(
        programme=known(programme(later, code), "programme", None, code),
        comparison=found,
        turned=earlier.moment != before.moment,
        offer=offer,
        offers=offers,
        days=days,
        partners={each: partner.name for each, partner in named.items()},
        whole=query.get(ALL) is not None,
    )


Clocks = tuple[date | None, Any]


def _asked(query: Query) -> Clocks | None:
    """The earlier moment that is asked for, or None. Raises WrongQuery."""
    if (whole := query.get(ALL)) not in (None, "yes"):
        advice = query.language.gettext("This is none of: %(choices)s.") % {"choices": "yes"}
        raise WrongQuery([Fault(ALL, whole or "", advice)])
    return _read({name: query.get(name) for name in (FROM_AS_OF, FROM_KNOWN_AT)}, query.language)


def _read(given: dict[str, str | None], language: Language) -> Clocks | None:
    said = {name: text for name, text in given.items() if text}
    faults: list[Fault] = []
    as_of = read_day(said, FROM_AS_OF, language, faults)
    known_at = read_known_at(said, FROM_KNOWN_AT, language, faults)
    if faults:
        raise WrongQuery(faults)
    return (as_of, known_at) if said else None


def _clocks(offer: Offer, language: Language) -> Clocks:
    given = {FROM_AS_OF: offer.from_as_of, FROM_KNOWN_AT: offer.from_known_at}
    return _read({name: day.isoformat() if day else None for name, day in given.items()}, language) or (None, None)


def _offers(days: tuple[RecordedDay, ...], moment: Moment, found: Programme | None) -> Iterator[Offer]:
    """What can sensibly be compared with the moment, the most telling first."""
    if not days or found is None or moment.recorded_at is None:
        return
    first, last, today = days[0].day, days[-1].day, moment.as_of
    for one in days[:0:-1][:FEW]:
        eve = one.day - timedelta(days=1)
        yield Offer(OfferKind.SINCE, min(eve, today), eve, one.day, one.entries)
    if len(days) > 1:
        yield Offer(OfferKind.FIRST_DAY, min(first, today), first, first, days[0].entries)
    year_before = _year_before(moment.recorded_at.date())
    if first <= year_before < last:
        yield Offer(OfferKind.YEAR, _year_before(today), year_before, year_before)
        yield Offer(OfferKind.SAME_DAY, None, year_before, year_before)
    began = found.period.earliest if found.period else today
    if date.min < began < today:
        yield Offer(OfferKind.BEGINNING, began, None, began)
    yield Offer(OfferKind.WORLD_YEAR, _year_before(today), None, _year_before(today))


def _year_before(day: date) -> date:
    year = max(day.year - 1, 1)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def rows(found: Compared) -> list[Row]:
    return [_row(change) for change in (*found.comparison.restated, *found.comparison.happened)]


def _row(change: Change) -> Row:
    cause, moved = change.cause, change.slippage
    return Row(
        kind=change.kind,
        restated=change.restated,
        thing=change.thing,
        code=change.code,
        title=change.title,
        field=change.field,
        reviewer=change.reviewer,
        old=_plain(change.old),
        new=_plain(change.new),
        least_days=moved.least_days if moved else None,
        most_days=moved.most_days if moved else None,
        of=cause.of if cause else None,
        entry=cause.entry if cause else None,
        recorded_at=cause.recorded_at.isoformat() if cause else None,
        recorded_by=cause.recorded_by if cause else None,
        reason=cause.reason if cause else None,
    )


def _plain(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value and str.__str__(value)
    return JSON.encode(value).decode()


PAGES = (
    Page(
        path="/programmes/{programme}/compare",
        template="compare.html",
        answer=compared,
        rows=rows,
        parameters=frozenset((FROM_AS_OF, FROM_KNOWN_AT, ALL)),
    ),
)
