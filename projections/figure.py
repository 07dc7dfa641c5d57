"""Which figures were said of a programme's cohorts, of one alone or of several together, and how were they restated?"""

from domain.dates import Edtf
from domain.figure import FigureMeasure, FigureRestated, FigureStated
from domain.kernel import Recorded
from domain.values import Code, Link, Source, Text
from projections.dossier import CORRECTIONS, DossierRow, Said, as_said, dossier_of, dossiers_of, holding, standing
from projections.moment import Reading
from projections.projection import Projection, View


class FigureRow(DossierRow, frozen=True, kw_only=True):
    """What was said of one figure; `of` is the stream of all figures of its programme, in which its entries are numbered."""

    TABLE = "figure"
    figure: str

    @property
    def code(self) -> str:
        return self.figure


def _touched(recorded: Recorded) -> tuple[str, ...]:
    fact = getattr(recorded.event, "was", recorded.event)
    return (f"{recorded.key.code}/{fact.code}",) if isinstance(fact, (FigureStated, FigureRestated)) else ()


def _evolve(before: FigureRow | None, recorded: Recorded, key: str) -> FigureRow:
    row = before or FigureRow(of=str(recorded.key), figure=key.rpartition("/")[2])
    return row.with_told(recorded)


FIGURES = Projection(FigureRow, on={FigureStated, FigureRestated} | CORRECTIONS, touched=_touched, evolve=_evolve)


class FigureSaid(View):
    """One time that a figure's number was said: in which words, for when, and why it had changed."""

    entry: int
    value: int
    on: Edtf
    said: str
    reason: str | None
    note: Text | None
    links: tuple[Link, ...]
    source: Source | None
    illustrative: bool


class Figure(View):
    """A figure on one day, as known at one moment. `value` is what was said for the latest day by then, the last of `statements`.

    `of` is the figure of which it is a part. What the cohorts have of it each is unknown where it was said of several together.
    """

    programme: str
    code: str
    cohorts: tuple[Code, ...]
    measure: FigureMeasure
    label: Text | None
    of: Code | None
    value: int
    on: Edtf
    statements: tuple[FigureSaid, ...]
    illustrative: bool


def _figure(reading: Reading, row: FigureRow) -> Figure | None:
    """The figure on that day; None where no number had been said for it by then, or all that was has been retracted."""
    stands = standing(row.facts)
    stated = next((one.event for one in stands if isinstance(one.event, FigureStated)), None)
    said = holding(stands, reading.moment.as_of)
    statements = tuple(made for one in said if (made := _said(one)))
    if stated is None or not statements:
        return None
    return Figure(
        programme=row.programme,
        code=row.code,
        cohorts=stated.cohorts,
        measure=stated.measure,
        label=stated.label,
        of=stated.of,
        value=statements[-1].value,
        on=statements[-1].on,
        statements=statements,
        illustrative=any(one.illustrative for one in said),
    )


def _said(one: Said) -> FigureSaid | None:
    fact = one.event
    if not isinstance(fact, (FigureStated, FigureRestated)):
        return None
    return FigureSaid(
        reason=fact.reason if isinstance(fact, FigureRestated) else None,
        **as_said(one, "value", "on", "said", "note", "links"),
    )


def figures_of(reading: Reading, programme: str) -> list[Figure]:
    """The figures said of a programme's cohorts by that day, in the order of their codes."""
    rows = dossiers_of(reading, FIGURES, programme)
    return [figure for row in rows if (figure := _figure(reading, row))]


def figure(reading: Reading, programme: str, code: str) -> Figure | None:
    """One figure, or None where none was known by that code for that day."""
    row = dossier_of(reading, FIGURES, programme, code)
    return _figure(reading, row) if row else None
