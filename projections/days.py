"""On which days was something recorded of a programme, and how much?"""

from datetime import date
from typing import Final, LiteralString, cast

from projections.activity import ACTIVITY
from projections.moment import Reading
from projections.projection import STILL, View


class RecordedDay(View):
    """A day, by UTC, on which something was recorded: from which position to which, and how many entries of the programme."""

    day: date
    first: int
    last: int
    entries: int


_DAYS: Final = f"""
SELECT (said.recorded_at AT TIME ZONE 'UTC')::date, min(known_from), max(known_from), count(*)
FROM read.{ACTIVITY.table} JOIN log.events AS said ON said.notification_id = known_from
WHERE programme = %(programme)s AND known_to = {STILL} AND known_from <= %(known_at)s GROUP BY 1 ORDER BY 1
"""


def days_recorded(reading: Reading, programme: str) -> tuple[RecordedDay, ...]:
    """The days up to the moment on which something was recorded of a programme, the first first."""
    asked = {"programme": programme, "known_at": reading.moment.known_at}
    found = reading.connection.execute(cast("LiteralString", _DAYS), asked)
    return tuple(RecordedDay(day=day, first=first, last=last, entries=many) for day, first, last, many in found)
