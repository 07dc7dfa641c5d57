"""What does the record of a programme lack on the day?

The rules are those of a careful reader, not of the record: nothing here was refused. What is withdrawn or cancelled lacks nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Final

from domain.dates import Edtf
from domain.values import Text
from domain.vocabulary import STATUS_VOCABULARIES
from projections.claim import CLAIMS
from projections.cohort import cohorts_of
from projections.deliverable import deliverables_of
from projections.gap import (
    Days,
    Gap,
    GapKind,
    of_cohort,
    of_commitment,
    of_deliverable,
    of_event,
    of_indicator,
    of_milestone,
    of_pilot,
)
from projections.gathering import gatherings_of
from projections.indicator import indicators_of
from projections.lines import PAGE, report_lines
from projections.moment import KNOWN, Reading, beneath
from projections.order import in_order
from projections.pilot import pilots_of
from projections.programme import Programme
from projections.programme import programme as programme_at
from projections.projection import View


class Missing(View):
    """What the record of a programme lacks on one day, as known at one position; every kind is counted, also at zero.

    Reports are looked for that speak of a day from `period_from` to `period_to`.
    """

    programme: str
    title: Text
    as_of: date
    known_at: int
    period_from: date
    period_to: date
    by_kind: dict[GapKind, int]
    gaps: tuple[Gap, ...]


def missing(reading: Reading, programme: str, period: Edtf | None = None) -> Missing | None:
    """What is missing, or None where no programme was known by that code; without a period, reports of the last year are due."""
    found = programme_at(reading, programme)
    if found is None:
        return None
    days = _days(period, reading.moment.as_of)
    gaps = sorted(_gaps(reading, found, days), key=lambda gap: (_RANK[gap.kind], in_order(gap.code)))
    counted = Counter(gap.kind for gap in gaps)
    return Missing(
        programme=programme,
        title=found.title,
        as_of=reading.moment.as_of,
        known_at=reading.moment.known_at,
        period_from=days.first,
        period_to=days.last,
        by_kind={kind: counted[kind] for kind in GapKind},
        gaps=tuple(gaps),
    )


_RANK: Final = {kind: place for place, kind in enumerate(GapKind)}
_YEAR: Final = 365


def _days(period: Edtf | None, as_of: date) -> Days:
    """The days of the period, or else the 365 up to the day."""
    if period:
        return Days(period.earliest, period.latest)
    return Days(date.fromordinal(max(1, as_of.toordinal() - _YEAR + 1)), as_of)


def _gaps(reading: Reading, programme: Programme, days: Days) -> Iterator[Gap]:
    code = programme.code
    yield from _of_promises(reading, programme, days)
    for one in deliverables_of(reading, code):
        yield from of_deliverable(one)
    for event in gatherings_of(reading, code):
        yield from of_event(event)
    for cohort in cohorts_of(reading, code):
        yield from of_cohort(cohort)
    for pilot in pilots_of(reading, code):
        yield from of_pilot(pilot)
    for indicator in indicators_of(reading, code):
        yield from of_indicator(indicator, reading.moment.as_of)


def _of_promises(reading: Reading, programme: Programme, days: Days) -> Iterator[Gap]:
    vocabulary = STATUS_VOCABULARIES[programme.vocabulary]
    every = report_lines(reading, programme)
    last: str | None = None
    while lines := list(islice(every, PAGE)):
        reported = _reported(reading, programme.code, [line.milestone.code for line in lines if line.milestone])
        for commitment, milestone in lines:
            if commitment and commitment.code != last:
                last = commitment.code
                yield from of_commitment(commitment)
            if milestone:
                of = commitment.code if commitment else None
                yield from of_milestone(milestone, of, vocabulary, reported.get(milestone.code, []), days)


def _reported(reading: Reading, programme: str, milestones: Iterable[str]) -> dict[str, list[Edtf]]:
    """By milestone: of which dates its reports speak, a note without a status among them."""
    found: dict[str, list[Edtf]] = {}
    source, asked = beneath(CLAIMS.table, [f"{programme}/{milestone}#" for milestone in milestones])
    query = f"SELECT body::text FROM {source} WHERE since <= %(as_of)s AND {KNOWN} ORDER BY key"
    for row in reading.select(CLAIMS, query, **asked):
        found.setdefault(row.milestone, []).append(row.on)
    return found
