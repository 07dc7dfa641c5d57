"""Where everything of a programme's timeline is drawn: rows of marks, bands, arrows and labels on one scale of days.

Lengths across are in percent of the picture's width, lengths down in pixels, so that the picture can be as wide as it likes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Final

from msgspec import Struct

from projections.chronicle import Chronicle, Group, Strand
from projections.dated import AGREED, Dated, Matter, Standing
from projections.milestone import Slippage
from web.scale import MARGIN, Scale, scale_of

Words = Callable[[Slippage], str]

GLYPH: Final = 3.0
"""The room of a mark across: 16 pixels and some air on a picture of 600, which is the least that it is."""
CHARACTER: Final = 1.1
LINE: Final = 22
LABEL: Final = 16
PAD: Final = 9
FEW: Final = 40
MANY: Final = 80
GATHERED: Final = (Matter.FOUND, Matter.NOTE, Matter.CHANGED)
"""What is drawn as one mark where it is of the same day."""


class Band(Struct, frozen=True, gc=False):
    """The days that a date can mean, or a period. Of an open one, `onward` or `backward` is where it is shown to go on."""

    x: float
    width: float
    period: bool
    about: bool
    onward: float | None
    backward: float | None


class Mark(Struct, frozen=True, gc=False):
    """One or more facts of the same kind and day at one place: what they are, and the band behind them."""

    x: float
    y: float
    facts: tuple[Dated, ...]
    band: Band | None

    @property
    def fact(self) -> Dated:
        return self.facts[0]


class Arrow(Struct, frozen=True, gc=False):
    """From a date that was agreed to the next one."""

    x1: float
    y1: float
    x2: float
    y2: float
    ahead: bool


class Label(Struct, frozen=True, gc=False):
    x: float
    y: float
    width: float
    text: str


class Row(Struct, frozen=True, gc=False):
    """A thing's row: its marks in the order of their days, and how high it is."""

    strand: Strand
    height: int
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]


class Stack(Struct, frozen=True, gc=False):
    """A group's rows; `open` unless they are folded away at first."""

    group: Group
    open: bool
    rows: tuple[Row, ...]
    heights: int


class Now(Struct, frozen=True, gc=False):
    """A line through the picture at a day; `beyond` where that lies outside it, and the line stands at the edge."""

    x: float
    day: date
    beyond: bool


class Picture(Struct, frozen=True, gc=False):
    """All that is drawn; `kinds` names what there is of it, so that only that need be explained."""

    scale: Scale
    as_of: Now
    known: Now | None
    stacks: tuple[Stack, ...]
    kinds: frozenset[str]


def picture(chronicle: Chronicle, known: date | None, words: Words, *, mirrored: bool, opened: bool) -> Picture:
    """The whole picture. `known` is the day until which things were known, where it is another than the day looked at."""
    facts = [one for group in chronicle.groups for strand in group.strands for one in strand.dated if one.day]
    days = {day for one in facts for day in (one.day, one.earliest, one.latest) if day}
    nows = [chronicle.as_of, *([known] if known else [])]
    scale = scale_of(days, nows, mirrored=mirrored)
    stacks = tuple(_stacks(chronicle.groups, scale, words, opened=opened))
    return Picture(
        scale=scale,
        as_of=_now(scale, chronicle.as_of),
        known=_now(scale, known) if known and known != chronicle.as_of else None,
        stacks=stacks,
        kinds=frozenset(_kinds([row for stack in stacks for row in stack.rows])),
    )


def _kinds(rows: Sequence[Row]) -> Iterator[str]:
    """What is drawn in these rows: facts by what they are and what became of them, bands by their form."""
    marks = [mark for row in rows for mark in row.marks]
    for matter, standing, evidenced in {(one.matter, one.standing, one.evidence > 0) for one in map(_FACT, marks)}:
        yield from (str(matter), str(standing), *(["evidence"] if evidenced else []))
    yield from ["moved"] if any(row.arrows for row in rows) else []
    for band in [mark.band for mark in marks if mark.band]:
        yield "bar" if band.period else "about" if band.about else "band"
        yield from ["open"] if band.onward is not None or band.backward is not None else []


_FACT: Final = attrgetter("fact")


def _now(scale: Scale, day: date) -> Now:
    if scale.holds(day):
        return Now(scale.x(day), day, beyond=False)
    return Now(scale.end if day > scale.last else scale.start, day, beyond=True)


def _stacks(groups: Sequence[Group], scale: Scale, words: Words, *, opened: bool) -> Iterator[Stack]:
    """A programme of few things is shown whole; of one with many, the first groups and those with something overdue, up to a limit."""
    few = opened or sum(len(group.strands) for group in groups) <= FEW
    shown = 0
    for group in groups:
        if not group.strands:
            continue
        rows = tuple(row_of(strand, scale, words) for strand in group.strands)
        is_open = few or shown == 0 or (group.overdue > 0 and shown + len(rows) <= MANY)
        shown += len(rows) if is_open else 0
        yield Stack(group, is_open, rows, sum(row.height for row in rows))


def row_of(strand: Strand, scale: Scale, words: Words) -> Row:
    """The row of one thing: above, the dates that were agreed; below, what was claimed, found and changed, line by line."""
    drawn = [Mark(scale.x(one.day), 0, (one,), band_of(one, scale)) for one in strand.dated if one.day]
    agreed = [mark for mark in drawn if mark.fact.matter in AGREED]
    others = _gathered(mark for mark in drawn if mark.fact.matter not in AGREED)
    chain = sorted(agreed, key=lambda mark: (mark.fact.since or date.min, mark.fact.entry))
    texts = list(_texts([mark for mark in chain if mark.fact.standing is not Standing.REPLACED], words))
    top = PAD + (LABEL if texts else 0)
    placed, lines = _placed(agreed, top)
    others, more = _placed(others, top + lines * LINE)
    by_entry = {mark.fact.entry: mark for mark in placed if mark.fact.standing is not Standing.REPLACED}
    moves = [(by_entry[before.entry], by_entry[after.entry]) for before, after, _ in texts]
    return Row(
        strand=strand,
        height=top + max(1, lines + more) * LINE + PAD,
        marks=tuple(sorted((*placed, *others), key=lambda mark: (mark.fact.day or date.max, mark.y))),
        arrows=tuple(Arrow(a.x, a.y, b.x, b.y, b.fact.standing is Standing.AHEAD) for a, b in moves),
        labels=tuple(_labels((a.x, b.x, text) for (a, b), (_, _, text) in zip(moves, texts, strict=True))),
    )


def band_of(one: Dated, scale: Scale) -> Band | None:
    """The days that a fact's date can mean; None of one exact day, or of a date that is not said."""
    if one.said is None or one.said.is_day:
        return None
    start = scale.x(one.earliest) if one.earliest else scale.start
    end = scale.x(one.latest) if one.latest else scale.end
    return Band(
        x=min(start, end),
        width=round(abs(end - start), 2),
        period=one.matter is Matter.PERIOD,
        about=any(sign in one.said for sign in "~?%"),
        onward=None if one.latest else scale.across(100 - MARGIN / 2),
        backward=None if one.earliest else scale.across(MARGIN / 2),
    )


def _gathered(marks: Iterable[Mark]) -> list[Mark]:
    """The marks, where those of findings, notes and changes of the same day are one."""
    by_day: dict[object, Mark] = {}
    for mark in marks:
        one = mark.fact
        key = (
            (one.matter, one.day, one.standing) if one.matter in GATHERED else (one.of, one.entry, one.matter, one.said)
        )
        before = by_day.get(key)
        by_day[key] = Mark(mark.x, 0, (*before.facts, one), before.band) if before else mark
    return list(by_day.values())


def _placed(marks: Sequence[Mark], top: int) -> tuple[list[Mark], int]:
    """The marks on as many lines as they need, so that none lies on another; and how many these are."""
    ends: list[float] = []
    placed: list[Mark] = []
    for left, x, right, mark in sorted(map(_reaching, marks), key=_PLACE):
        line = next((place for place, end in enumerate(ends) if end <= left), len(ends))
        ends[line:] = [right, *ends[line + 1 :]]
        placed.append(Mark(x, top + line * LINE + LINE / 2, mark.facts, mark.band))
    return placed, len(ends)


_PLACE: Final = itemgetter(0, 1)


def _reaching(mark: Mark) -> tuple[float, float, float, Mark]:
    """A mark, where it is, and where it begins and ends across with the band behind it."""
    x, band = mark.x, mark.band
    left, right = x - GLYPH / 2, x + GLYPH / 2
    return (min(left, band.x), x, max(right, band.x + band.width), mark) if band else (left, x, right, mark)


def _texts(chain: Sequence[Mark], words: Words) -> Iterator[tuple[Dated, Dated, str]]:
    """Each date that was agreed after another, with what is written beside the arrow between them."""
    for before, after in pairwise(chain):
        slip = after.fact.slippage
        yield before.fact, after.fact, words(slip) if slip else ""


def _labels(moves: Iterable[tuple[float, float, str]]) -> Iterator[Label]:
    """What is written above the arrows, the last moves first, as far as there is room for it."""
    taken: list[tuple[float, float]] = []
    for start, end, text in reversed(list(moves)):
        width = round(len(text) * CHARACTER, 2)
        middle = min(max((start + end) / 2, width / 2), 100 - width / 2)
        left, right = middle - width / 2, middle + width / 2
        if text and all(right <= other or left >= over for other, over in taken):
            taken.append((left, right))
            yield Label(round(middle, 2), PAD + LABEL / 2, width, text)
