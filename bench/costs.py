"""What the time of our rows is made of: each step by itself, over the same cells."""

import zlib
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

from bench.measure import stopwatch
from bench.workbook import KINDS_OF_CELLS, WIDTHS, Line, lines
from exports.cells import looks_active, safe_cell, safe_text
from exports.spool import Look, Spool
from exports.style import KINDS

LEVELS: Final = (1, 6, 9)


def _look(width: int, *, wraps: bool) -> Look:
    return Look(1, 2, width if wraps else 0)


LOOKS: Final = [_look(width, wraps=KINDS[kind].wrap) for kind, width in zip(KINDS_OF_CELLS, WIDTHS, strict=True)]


def spooled(cells: Sequence[Line]) -> bytes:
    spool = Spool()
    for line in cells:
        spool.append(LOOKS, line)
    data = b"".join(spool.sheet_data())
    spool.close()
    return data


def steps(rows: int) -> dict[str, float]:
    """Seconds that each step takes of these rows: the first is all that is done before packing, and holds the next four."""
    cells = list(lines(rows))
    texts = [(value, look) for line in cells for value, look in zip(line, LOOKS, strict=True) if isinstance(value, str)]
    others: list[Any] = [value for line in cells for value in line if not isinstance(value, str)]
    data = spooled(cells)

    def each(work: Callable[[Any, Look], object]) -> Callable[[], None]:
        def all_of_them() -> None:
            for value, look in texts:
                work(value, look)

        return all_of_them

    def converted() -> None:
        for value in others:
            safe_cell(value)

    works: dict[str, Callable[[], object]] = {
        "rows, before packing": lambda: spooled(cells),
        "of these: what no cell can hold": each(lambda text, _: safe_text(text)),
        "of these: what looks like a formula": each(lambda text, _: looks_active(text)),
        "of these: escaping": each(lambda text, _: escape(text, quote=False)),
        "of these: wrapping, for the height of rows": each(lambda text, look: look.lines(text)),
        "of these: numbers, days and instants": converted,
        **{f"packing at level {level}": packing(data, level) for level in LEVELS},
    }
    return {name: _seconds(work) for name, work in works.items()}


def packing(data: bytes, level: int) -> Callable[[], object]:
    def packed() -> object:
        return zlib.compress(data, level)

    return packed


def sizes(rows: int) -> dict[int, float]:
    """MB that these rows take, packed at each level."""
    data = spooled(list(lines(rows)))
    return {level: len(zlib.compress(data, level)) / 1e6 for level in LEVELS}


def _seconds(work: Callable[[], object]) -> float:
    with stopwatch() as seconds:
        work()
    return seconds()
