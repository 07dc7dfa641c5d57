"""The two clocks of every question: true on which day, known at which position of the log."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, Generic, LiteralString, TypeVar, cast

import msgspec
import psycopg
from msgspec import UNSET, Struct

from domain.dates import Edtf
from domain.kernel import Recorded
from projections.projection import Projection, Row

KNOWN: Final = "known_to > %(known_at)s AND known_from <= %(known_at)s"

R = TypeVar("R", bound=Row)
T = TypeVar("T", bound=Struct)


class Moment(Struct, frozen=True):
    """As of which day in the world, and as known at which position of the log (`recorded_at`: when that was recorded)."""

    as_of: date
    known_at: int
    recorded_at: datetime | None = None


class Dated(Struct, Generic[T], frozen=True, gc=False):
    """A fact that holds from a day on, said in one entry of its stream."""

    since: date
    entry: int
    fact: T
    illustrative: bool = False


class Reading:
    """One reader's view: a connection and the moment to which all its questions are put."""

    def __init__(self, connection: psycopg.Connection[Any], moment: Moment) -> None:
        self.connection = connection
        self.moment = moment

    def rows(self, projection: Projection[R], where: str, **arguments: object) -> list[R]:
        """The rows of a projection as known at the moment that also meet `where`, in the order of their keys."""
        return self.select(
            projection,
            f"SELECT body::text FROM read.{projection.table} WHERE {where} AND {KNOWN} ORDER BY key",
            **arguments,
        )

    def select(self, projection: Projection[R], query: str, **arguments: object) -> list[R]:
        """The rows of a projection that a query of their bodies finds; it may use `%(as_of)s` and `%(known_at)s`."""
        moment = {"as_of": self.moment.as_of, "known_at": self.moment.known_at}
        found = self.connection.execute(cast("LiteralString", query), moment | arguments, prepare=True)
        return [projection.decode(body) for (body,) in found.fetchall()]

    def row(self, projection: Projection[R], key: str) -> R | None:
        """The row with this key as known at the moment."""
        return next(iter(self.rows(projection, "key = %(key)s", key=key)), None)

    def page(self, projection: Projection[R], after: str, limit: int) -> list[R]:
        """The first rows as known at the moment whose keys come after this one."""
        query = f"SELECT body::text FROM read.{projection.table} WHERE key > %(after)s AND {KNOWN} ORDER BY key LIMIT %(limit)s"
        return self.select(projection, query, after=after, limit=limit)


def dated(recorded: Recorded, on: Edtf | None, fact: T) -> Dated[T]:
    """A fact with the day from which it holds: the day said, or else the day on which it was recorded."""
    day = recorded.recorded_at.date()
    return Dated(on.holds_from(day) if on else day, recorded.version, fact, recorded.illustrative)


def in_force(facts: Iterable[Dated[T]], as_of: date) -> list[T]:
    """The facts that hold on a day, in the order in which they came to hold."""
    return [d.fact for d in sorted(facts, key=lambda d: (d.since, d.entry)) if d.since <= as_of]


def illustrated(as_of: date, *facts: Dated[Any]) -> bool:
    """Whether any of these facts that hold on a day is illustrative."""
    return any(d.illustrative for d in facts if d.since <= as_of)


def amended(row: Struct, changes: Sequence[Dated[Any]], as_of: date, fields: Sequence[str]) -> dict[str, Any]:
    """The fields of a row on a day: as first said, with every change that holds by then."""
    values = {name: getattr(row, name) for name in fields}
    for change in in_force(changes, as_of) if changes else ():
        values.update({name: value for name in fields if (value := getattr(change, name, UNSET)) is not UNSET})
    return values


def replace(row: R, **changes: Any) -> R:
    """The row with other values in these fields."""
    return msgspec.structs.replace(row, **changes)
