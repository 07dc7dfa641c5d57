"""What writes a timeline: its marks as SVG, and the same facts as cells of a table.

There may be thousands of them, so that they are put together here and not in a template. Every text is escaped.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from domain.vocabulary import VOCABULARIES, Vocabulary
from projections.chronicle import Strand
from projections.dated import Dated, Matter, Standing
from web.drawing import Band, Mark, Row
from web.glyphs import Glyph
from web.saying import in_full, moved, said, standing, what
from web.shapes import Look, Shapes, stage_glyph
from words.language import Language

Place = Callable[[str, str, str], str]

THICK: Final = 10
THIN: Final = 6


class Blanks(NamedTuple):
    """What stands in a cell where no date is said or where it is open at one side, and beside a fact that is illustrative."""

    unsaid: Markup
    open: Markup
    illustrative: Markup


class Pen:
    """Writes one programme's timeline in one language."""

    def __init__(self, programme: str, language: Language, place: Place) -> None:
        self._programme = programme
        self._language = language
        self._place = place
        self.shapes = Shapes()

    def place(self, strand: Strand) -> str:
        """The address of a thing's page."""
        return self._place(strand.kind, self._programme, strand.code)

    def cells(self, strand: Strand, unsaid: Markup, open_: Markup, illustrative: Markup) -> list[Markup]:
        """The cells of a table in which a thing's facts are told, line by line; a cell without a date says so in these words."""
        place = escape(self.place(strand))
        blanks = Blanks(unsaid, open_, illustrative)
        return [Markup("".join(self._cells(one, place, blanks))) for one in strand.dated]  # noqa: S704 - texts are escaped

    def _cells(self, one: Dated, place: str, blanks: Blanks) -> Iterator[str]:
        yield f'<td><a href="{place}{anchor(one)}">{_kept(what(one, self._language))}</a>'
        if slip := one.slippage:
            yield f' <span class="slip">{_kept(moved(slip, self._language))}</span>'
        if after := standing(one, self._language):
            yield f' <span class="flag quiet">{_kept(after)}</span>'
        yield f" {blanks.illustrative}</td>" if one.illustrative else "</td>"
        if one.said:
            yield f"<td>{_kept(said(one.said, self._language))}</td>"
            for day in (one.earliest, one.latest):
                yield f'<td class="day">{day or blanks.open}</td>'
        else:
            yield f"<td>{blanks.unsaid}</td>" * 3
        yield f'<td class="day">{one.recorded_at.date()}</td><td>{_kept(one.actor)}</td>'

    def row(self, row: Row) -> Markup:
        """A row as SVG: its arrows, its marks, each a link with what it stands for, and what is written beside the arrows."""
        return Markup("\n".join(self._row(row)))  # noqa: S704 - texts are escaped, and all else is ours

    def _row(self, row: Row) -> Iterator[str]:
        place, code = _escaped(self.place(row.strand)), row.strand.code
        for arrow in row.arrows:
            ahead = " ahead" if arrow.ahead else ""
            ends = f'x1="{arrow.x1}%" y1="{arrow.y1}" x2="{arrow.x2}%" y2="{arrow.y2}"'
            yield f'<line class="arrow{ahead}" {ends} marker-end="url(#tip)"/>'
        for mark in row.marks:
            one = mark.fact
            look = self.shapes.of(one)
            title = "\n".join([f"{code} · {in_full(fact, self._language)}" for fact in mark.facts])
            link = f'<a class="mark {look.tone} {one.standing}" href="{place}{anchor(one)}">'
            yield f"{link}<title>{_escaped(title)}</title>{''.join(_form(mark, look))}</a>"
        for label in row.labels:
            yield f'<text class="moved" x="{label.x}%" y="{label.y + 3}" text-anchor="middle">{escape(label.text)}</text>'

    def sum(self, rows: tuple[Row, ...]) -> Markup:
        """What holds in all these rows, on one line."""
        marks = (mark for row in rows for mark in row.marks if mark.fact.standing is Standing.HOLDS)
        shown = (mark for mark in marks if mark.fact.matter in {Matter.DUE, Matter.STEP, Matter.STATUS})
        drawn = ((self.shapes.of(mark.fact), mark.x) for mark in shown)
        uses = (f'<g class="mark {look.tone}">{_use(look.shape, x, 10)}</g>' for look, x in drawn)
        return Markup("".join(uses))  # noqa: S704 - places and names of shapes, which are ours

    def vocabulary(self, name: str) -> Vocabulary:
        return VOCABULARIES[name]

    def stage(self, stage: str) -> Glyph:
        return stage_glyph(stage)


def _escaped(text: str) -> str:
    return str(escape(text))


@lru_cache(maxsize=8192)
def _kept(text: str) -> str:
    """A text that is said again and again, escaped."""
    return _escaped(text)


def anchor(one: Dated) -> str:
    """Where on the page of its thing a fact is told; a finding has its place in the reviewer's record."""
    return "" if one.matter is Matter.FOUND else f"#entry-{one.entry}"


def _form(mark: Mark, look: Look) -> Iterator[str]:
    one, band = mark.fact, mark.band
    if band:
        yield from _band(band, mark.y)
    if not (band and band.period):
        yield _use(look.shape, mark.x, mark.y)
    if one.evidence:
        yield _use("evidence", mark.x, mark.y)
    if one.standing is Standing.REPLACED:
        yield _use("strike", mark.x, mark.y)
    if len(mark.facts) > 1:
        yield f'<text class="count" x="{mark.x}%" y="{mark.y + 4}" text-anchor="middle">{len(mark.facts)}</text>'


def _band(band: Band, y: float) -> Iterator[str]:
    form = f"band{' period' if band.period else ''}{' about' if band.about else ''}"
    high = THICK if band.period else THIN
    yield f'<rect class="{form}" x="{band.x}%" y="{y - high / 2}" width="{band.width}%" height="{high}"/>'
    for name, x in (("onward", band.onward), ("backward", band.backward)):
        if x is not None:
            yield _use(name, x, y)


def _use(shape: str, x: float, y: float) -> str:
    return f'<use href="#{shape}" x="{x}%" y="{y}"/>'
