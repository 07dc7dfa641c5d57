"""How many rows of a workbook are written a second, and in how much memory? Against plain writers on the same cells."""

from functools import partial
from typing import Final

from bench import costs
from bench.ground import Ground
from bench.measure import Chapter, Figure, Ratio, Side, Tell, compare, figure, take_turns
from bench.workbook import OURS, REFERENCE, WRITERS, Taken, apart

ROWS: Final = 100_000
COLUMNS: Final = (8, 30)
AS_FAST: Final = 1.5


def measure(ground: Ground) -> Chapter:
    figures, ratios = list[Figure](), list[Ratio]()
    for columns in COLUMNS:
        found, ahead = _beside(ROWS, columns, ground.rounds, ground.tell)
        figures += found
        ratios += ahead
    ground.tell("what the time of a row is made of")
    figures += _made_of(ROWS)
    return Chapter(
        "Workbook: rows, styled and safe",
        tuple(figures),
        tuple(ratios),
        (
            "Each writer in a process of its own; memory: the most that it had, and in brackets what it had before the first row.",
        ),
    )


def _beside(rows: int, columns: int, rounds: int, tell: Tell) -> tuple[list[Figure], list[Ratio]]:
    """Ours beside the others at so many columns."""
    taken: dict[str, list[Taken]] = {writer: [] for writer in WRITERS}

    def side(writer: str) -> float:
        taken[writer].append(apart(writer, rows, columns))
        return rows / taken[writer][-1].seconds

    sides: dict[str, Side] = {writer: partial(side, writer) for writer in WRITERS}
    rates = take_turns(sides, tell, rounds=rounds)
    figures: list[Figure] = []
    for writer, values in rates.items():
        rest, size = taken[writer][0].rest, taken[writer][0].size / 1e6
        note = f"{rows:,} rows of {columns} cells"
        figures.append(figure(writer, values, "rows/s", f"{note}, {size:.1f} MB"))
        figures.append(figure(writer, [one.peak for one in taken[writer]], "MB", f"{note}, memory ({rest:.0f})"))
    ratios = [
        Ratio(
            f"Jalon : {writer}, of {columns} cells",
            compare(rates[OURS], values),
            AS_FAST if writer == REFERENCE else None,
        )
        for writer, values in rates.items()
        if writer != OURS
    ]
    return figures, ratios


def _made_of(rows: int) -> list[Figure]:
    sizes = {f"packing at level {level}": f", {size:.1f} MB" for level, size in costs.sizes(rows).items()}
    note = f"{rows:,} rows of {COLUMNS[0]} cells"
    return [Figure(name, seconds, "s", note=note + sizes.get(name, "")) for name, seconds in costs.steps(rows).items()]
