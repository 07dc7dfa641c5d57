"""What changed between two exports of a template, cell by cell: formerly, now, and by which entry of the record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from domain.dates import Edtf
from domain.values import Text
from exports.cells import CellValue
from exports.changed.lines import Altered, Moments, Walk, tables
from exports.changed.putting_down import PuttingDown
from exports.changed.telling import Telling, Unrecorded, tellings, titles_of, whole
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from exports.style import PLAIN, Style
from exports.template import Template
from projections.cause import Restated
from projections.comparison import ChangeKind
from projections.field import ThingKind
from projections.moment import Moment, Reading
from projections.order import in_order


class CellChange(NamedTuple):
    """A cell that differs, and the change that it belongs to: several cells that one entry of the record altered have one number.

    Where nothing of a change is in a cell of the template, `column` is empty. `fact` is what was recorded (`words.facts`), at
    `position` of the log; what is Unrecorded has no such entry and no number. `style` is how the cell looks.
    """

    number: int | None
    kind: ChangeKind | Unrecorded
    restated: Restated | None
    thing: ThingKind | None
    code: str
    title: Text | None
    field: str | None
    sheet: str
    row: str
    column: str
    label: str
    old: CellValue
    new: CellValue
    fact: str | None
    reason: str | None
    said_on: Edtf | None
    recorded_at: datetime | None
    recorded_by: str | None
    position: int | None
    illustrative: bool
    style: Style


class Count(NamedTuple):
    """How many changes there are and in how many cells: recorded since, recorded before but true only now, and not recorded."""

    recorded: int
    recorded_cells: int
    earlier: int
    earlier_cells: int
    unrecorded_cells: int


def count(changes: Sequence[CellChange], known_at: int) -> Count:
    """The count of changes since an export that was made as known at this position."""
    numbered = [one for one in changes if one.number is not None]
    earlier = [one for one in numbered if one.position is not None and one.position <= known_at]
    ahead = {one.number for one in earlier}
    recorded = [one for one in numbered if one.number not in ahead]
    return Count(
        len({one.number for one in recorded}),
        sum(bool(one.column) for one in recorded),
        len(ahead),
        sum(bool(one.column) for one in earlier),
        len(changes) - len(numbered),
    )


def changes_between(
    template: Template, before: Material, after: Material, words: Words, questions: Mapping[str, AnyQuestion]
) -> list[CellChange]:
    """What differs between what a template shows at two moments, in the order of its number, sheet and line.

    Both are shown as the template and the language have it today. What was recorded since and is in no cell of the template, but
    is about a thing that it shows, is listed without one.
    """
    moments, shown = _moments(before, after), set[About]()
    altered = [
        line
        for sheet in tables(template)
        for line in Walk(sheet, questions[sheet.question], moments, words, shown).altered()
    ]
    told = tellings(before, after, altered, shown)
    known_at = before.moment.known_at
    put = PuttingDown(told, known_at, words)
    cells = [cell for line in altered for cell in _cells(line, put)]
    cells += _without_cells(cells, told, shown)
    titles = titles_of(before, after, {one.telling.about for one in cells if one.telling.about})
    return _numbered(cells, titles, known_at)


class _Cell(NamedTuple):
    """A cell that differs and what it is put down to; what is in no cell has no line."""

    telling: Telling
    line: Altered | None = None
    at: int = 0


def _moments(before: Material, after: Material) -> Moments:
    then, now = before.moment, after.moment
    if then.as_of == now.as_of:
        return Moments(before, before, after)
    if then.known_at == now.known_at:
        return Moments(before, after, after)
    between = Reading(after.reading.connection, Moment(now.as_of, then.known_at, then.recorded_at))
    return Moments(before, Material(between, after.code, after.scope), after)


def _cells(line: Altered, put: PuttingDown) -> Iterator[_Cell]:
    differing = [at for at in range(len(line.columns)) if line.differs(at)]
    came_or_went = put.line(line) if line.old is None or line.new is None else None
    for at in differing:
        yield _Cell(came_or_went or put.cell(line, at), line, at)


def _without_cells(cells: Sequence[_Cell], told: Sequence[Telling], shown: set[About]) -> Iterator[_Cell]:
    """What changed of the programme and of the things that the template shows, and is in none of its cells."""
    listed = {cell.telling.key for cell in cells}
    for one in sorted(told, key=lambda one: not one.last):
        if one.key not in listed and one.about and _is_shown(one.about, shown):
            listed.add(one.key)
            yield _Cell(one)


def _is_shown(about: About, shown: set[About]) -> bool:
    return about in shown or whole(about) in shown or about[0] is ThingKind.PROGRAMME


_RANK: Final = {kind: rank for rank, kind in enumerate(ThingKind)}
_UNRECORDED: Final = (2,)


def _numbered(cells: Sequence[_Cell], titles: Mapping[About, Text | None], known_at: int) -> list[CellChange]:
    """The changes with their numbers: what was recorded since first, thing by thing; what was not recorded is last."""
    places: dict[tuple[object, ...], tuple[object, ...]] = {}
    for cell in cells:
        key, place = cell.telling.key, _place(cell.telling, known_at)
        places[key] = min(places.get(key, place), place)
    in_turn = sorted(places, key=lambda key: places[key])
    recorded = [key for key in in_turn if places[key][:1] != _UNRECORDED]
    numbers = {key: number for number, key in enumerate(recorded, 1)}
    turns = {key: turn for turn, key in enumerate(in_turn)}
    in_turn_cells = sorted(cells, key=lambda cell: turns[cell.telling.key])
    return [_change(numbers.get(cell.telling.key), cell, titles) for cell in in_turn_cells]


def _place(one: Telling, known_at: int) -> tuple[object, ...]:
    """Where a change is listed; one of which no entry of its thing tells was recorded elsewhere."""
    kind, code = one.about or (None, "")
    thing = (_RANK[kind] if kind else len(_RANK), in_order(code), code, one.position)
    if isinstance(one.kind, Unrecorded):
        return (*_UNRECORDED, one.kind.value, *thing)
    return (int(one.cause is not None and one.position <= known_at), "", *thing)


def _change(number: int | None, cell: _Cell, titles: Mapping[About, Text | None]) -> CellChange:
    one, line, cause = cell.telling, cell.line, cell.telling.cause
    column = line.columns[cell.at] if line else None
    thing, code = one.about or (None, "")
    return CellChange(
        number=number,
        kind=one.kind,
        restated=one.restated,
        thing=thing,
        code=code,
        title=titles.get(one.about) if one.about else None,
        field=one.field,
        sheet=line.sheet.name if line else "",
        row=line.key if line else "",
        column=column.name if column else "",
        label=column.label if column else "",
        old=line.before(cell.at) if line else None,
        new=line.now(cell.at) if line else None,
        fact=cause.kind if cause else None,
        reason=cause.reason if cause else None,
        said_on=cause.on if cause else None,
        recorded_at=cause.recorded_at if cause else None,
        recorded_by=cause.recorded_by if cause else None,
        position=cause.position if cause else None,
        illustrative=cause.illustrative if cause else False,
        style=column.style if column else PLAIN,
    )
