"""Where the rows of a sheet stand once some of them are repeated."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

MAX_ROW: Final = 1_048_576


class Growth:
    """How one sheet grows: how often each repeated row stands in the end, at least once."""

    def __init__(self, times: Mapping[int, int]) -> None:
        self.times: Final = dict(sorted(times.items()))
        self._rows: Final = list(self.times)
        self._added: Final = [0, *accumulate(times - 1 for times in self.times.values())]

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def added(self) -> int:
        return self._added[-1]

    def first(self, row: int) -> int:
        """Where a row stands; a repeated one: its first."""
        return min(row + self._added[bisect_left(self._rows, row)], MAX_ROW)

    def last(self, row: int) -> int:
        """Where a row stands; a repeated one: its last."""
        return min(row + self._added[bisect_right(self._rows, row)], MAX_ROW)

    def all(self, row: int) -> Iterator[int]:
        """Everywhere that a row stands."""
        yield from range(self.first(row), self.last(row) + 1)
