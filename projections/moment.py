"""The two clocks of every question: true on which day, known at which position of the log."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, LiteralString, TypeVar, cast

import msgspec
import psycopg
from msgspec import Struct

from projections.projection import Projection, Row

KNOWN: Final = "known_to > %(known_at)s AND known_from <= %(known_at)s"

R = TypeVar("R", bound=Row)


class Moment(Struct, frozen=True):
    """As of which day in the world, and as known at which position of the log (`recorded_at`: when that was recorded)."""

    as_of: date
    known_at: int
    recorded_at: datetime | None = None


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


def beneath(table: str, beginnings: Iterable[str]) -> tuple[str, dict[str, list[str]]]:
    """From where to select the rows whose keys begin with one of these, and the arguments of that.

    Each is looked up in the index of keys by itself: `OFFSET 0` keeps PostgreSQL from comparing every row with every beginning.
    """
    firsts = list(beginnings)
    source = (
        "unnest(%(firsts)s::text[], %(ends)s::text[]) AS asked (first, beyond) CROSS JOIN LATERAL "
        f"(SELECT * FROM read.{table} WHERE key >= first AND key < beyond OFFSET 0) AS beneath"
    )
    return source, {"firsts": firsts, "ends": [end_of(first) for first in firsts]}


def end_of(beginning: str) -> str:
    """The first text after all those that begin so, in the order of their characters."""
    return f"{beginning[:-1]}{chr(ord(beginning[-1]) + 1)}"


def replace(row: R, **changes: Any) -> R:
    """The row with other values in these fields."""
    return msgspec.structs.replace(row, **changes)
