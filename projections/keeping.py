"""A reading that asks the database nothing twice."""

from typing import Any, TypeVar

from projections.moment import Moment, Reading
from projections.projection import Projection, Row

R = TypeVar("R", bound=Row)


class Keeping(Reading):
    """A reading that keeps what it was told, for other days too: what was known does not depend on the day that is asked about."""

    def __init__(self, reading: Reading, kept: dict[Any, list[Any]] | None = None) -> None:
        super().__init__(reading.connection, reading.moment)
        self._kept: dict[Any, list[Any]] = {} if kept is None else kept

    def on(self, moment: Moment) -> "Keeping":
        """What is known here, asked about the day of another moment."""
        mine = self.moment
        day = Moment(moment.as_of, mine.known_at, mine.recorded_at)
        return Keeping(Reading(self.connection, day), self._kept)

    def select(self, projection: Projection[R], query: str, **arguments: object) -> list[R]:
        day = self.moment.as_of if "%(as_of)s" in query else None
        asked = (query, day, *((name, repr(value)) for name, value in arguments.items()))
        if asked not in self._kept:
            self._kept[asked] = super().select(projection, query, **arguments)
        return self._kept[asked]
