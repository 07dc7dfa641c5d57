"""How many rows of a workbook are written a second? Against plain writers on the same cells."""

from typing import Final

from bench import workbook
from bench.ground import Ground
from bench.measure import Chapter, Figure, Ratio

ROWS: Final = 5_000
AS_FAST: Final = 1.0


def measure(ground: Ground) -> Chapter:
    ground.tell("writing workbooks")
    ours, *others = workbook.run(ROWS)
    figures = [Figure(m.writer, m.rows_per_second, "rows/s", note=f"{ROWS:,} rows") for m in (ours, *others)]
    ratios = [
        Ratio(
            f"Jalon : {other.writer}",
            ours.rows_per_second / other.rows_per_second,
            AS_FAST if other.writer == workbook.REFERENCE else None,
        )
        for other in others
    ]
    return Chapter("Workbook: rows of eight cells", tuple(figures), tuple(ratios), ("Best of five rounds each.",))
