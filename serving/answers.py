"""How a question is answered: from what is kept on the event loop, else by the read models in a thread."""

import time
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from projections.moment import Reading
from projections.reader import Reader, Standing
from serving.cache import Cache, Kept
from serving.threads import Threads

CURRENT: Final = 2.0


class Clocks(NamedTuple):
    """The moment that is asked about, a clock that is None standing at now; and the position that the caller has seen."""

    as_of: date | None = None
    known_at: int | datetime | None = None
    seen: int = 0


class Answers:
    """Answers questions about a moment, and keeps what was answered."""

    def __init__(self, reader: Reader, threads: Threads, cache: Cache) -> None:
        self._reader = reader
        self._threads = threads
        self._cache = cache

    async def answer(
        self, question: Hashable, clocks: Clocks, work_out: Callable[[Reading], Kept]
    ) -> tuple[Kept, bool]:
        """The answer to a question about the moment, worked out unless it is kept; and whether it will never change.

        Raises Behind, NotYet, Unavailable and whatever `work_out` raises.
        """
        day = clocks.as_of or datetime.now(UTC).date()
        standing = self._reader.standing
        position = _position(clocks, standing)
        kept = None if position is None else self._cache.get((question, day, position, standing.edition))
        if kept is None:
            kept, position, standing = await self._threads.run(lambda: self._work_out(day, clocks, work_out))
            self._cache.put((question, day, position, standing.edition), kept)
        settled = clocks.as_of is not None and isinstance(clocks.known_at, int) and not standing.set_aside
        return kept, settled

    def _work_out(self, day: date, clocks: Clocks, work_out: Callable[[Reading], Kept]) -> tuple[Kept, int, Standing]:
        with self._reader.reading(day, clocks.known_at, clocks.seen) as reading:
            standing = self._reader.standing
            return work_out(reading), reading.moment.known_at, standing


def _position(clocks: Clocks, standing: Standing) -> int | None:
    """The position at which the question can be answered from what is kept, or None where the database must say."""
    if isinstance(clocks.known_at, datetime) or standing.position < clocks.seen:
        return None
    if clocks.known_at is not None:
        return clocks.known_at if clocks.known_at <= standing.position else None
    return standing.position if time.monotonic() - standing.looked_at < CURRENT else None
