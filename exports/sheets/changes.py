"""What changed since the recipient's last export of this kind: every cell, formerly and now, and by which entry of the record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from exports.changed.telling import Unrecorded
from exports.changes import CellChange, changes_between, count
from exports.column import Shown, label_in
from exports.field import Kind
from exports.frame import FrameSheet, Table
from exports.material import Material
from exports.order import Former
from exports.saying import Words
from exports.sheets.count import own_column
from exports.sheets.making import Making, Noted
from exports.spool import Held
from exports.style import HEAD, NOTE
from projections.cause import Restated
from projections.comparison import ChangeKind
from words.message import Message, marked

TITLE: Final = marked("file", "Changes since your last export")
FIRST: Final = marked(
    "file", "This is the first export of its kind that you receive: there is none before it to compare with."
)
NOTHING: Final = marked("file", "Nothing changed since.")
FROZEN: Final = 2
UNRECORDED: Final[Mapping[Unrecorded, Message]] = {
    Unrecorded.CALENDAR: marked("change", "By the calendar: nothing was recorded"),
    Unrecorded.FOLLOWS: marked("change", "Follows from other changes"),
}
RESTATED: Final[Mapping[Restated, Message]] = {
    Restated.CORRECTED: marked("restated", "Restated: corrected after the fact"),
    Restated.RETRACTED: marked("restated", "Restated: retracted after the fact"),
    Restated.LATE: marked("restated", "Restated: recorded late"),
    Restated.ELSEWHERE: marked("restated", "Restated: by an entry about something else"),
}
Value = Callable[[CellChange, Words, Mapping[str, str]], Held]
COLUMNS: Final[Sequence[tuple[Message, Message, Kind, int, Value]]] = (
    (
        marked("column", "No."),
        marked(
            "definition",
            "The number of the change: all cells that one entry of the record altered have the same; blank: nothing was recorded.",
        ),
        Kind.COUNT,
        7,
        lambda one, _words, _titles: one.number,
    ),
    (
        marked("column", "What happened"),
        marked("definition", "What kind of change it is, or what was recorded."),
        Kind.WORD,
        22,
        lambda one, words, _: _happened(one, words),
    ),
    (
        marked("column", "Restated"),
        marked("definition", "How the past is told otherwise than before; blank: it happened since, in the world."),
        Kind.WORD,
        22,
        lambda one, words, _: words(RESTATED[one.restated]) if one.restated else None,
    ),
    (
        marked("column", "Kind of thing"),
        marked("definition", "What kind of thing changed."),
        Kind.WORD,
        14,
        lambda one, words, _: words.named(one.thing) if one.thing else None,
    ),
    (
        marked("column", "Code"),
        marked("definition", "The code of what changed."),
        Kind.CODE,
        13,
        lambda one, _words, _titles: one.code or None,
    ),
    (
        marked("column", "Title"),
        marked("definition", "What it is called."),
        Kind.TEXT,
        34,
        lambda one, words, _: words.say(one.title),
    ),
    (
        marked("column", "Sheet"),
        marked("definition", "The sheet of this file that has the cell; blank: what changed is in none of its cells."),
        Kind.TEXT,
        18,
        lambda one, _, titles: titles.get(one.sheet),
    ),
    (
        marked("column", "Row"),
        marked("definition", "What tells the row of that sheet from all others."),
        Kind.CODE,
        16,
        lambda one, _words, _titles: one.row or None,
    ),
    (
        marked("column", "Column"),
        marked("definition", "The column of that sheet."),
        Kind.TEXT,
        24,
        lambda one, _words, _titles: one.label or None,
    ),
    (
        marked("column", "Before"),
        marked("definition", "What stood in the cell at the moment of the former export; blank: nothing."),
        Kind.TEXT,
        40,
        lambda one, _words, _titles: one.old,
    ),
    (
        marked("column", "Now"),
        marked("definition", "What stands in the cell in this export; blank: nothing."),
        Kind.TEXT,
        40,
        lambda one, _words, _titles: one.new,
    ),
    (
        marked("column", "Reason"),
        marked("definition", "Why, as it was said."),
        Kind.TEXT,
        34,
        lambda one, _words, _titles: one.reason,
    ),
    (
        marked("column", "Holds for"),
        marked("definition", "The first clock: the day for which it was said, as it was said."),
        Kind.CODE,
        13,
        lambda one, _words, _titles: one.said_on,
    ),
    (
        marked("column", "Recorded at (UTC)"),
        marked("definition", "The second clock: when it was recorded."),
        Kind.INSTANT,
        20,
        lambda one, _words, _titles: one.recorded_at,
    ),
    (
        marked("column", "Recorded by"),
        marked("definition", "Who recorded it, by id."),
        Kind.CODE,
        14,
        lambda one, _words, _titles: one.recorded_by,
    ),
    (
        marked("column", "Log position"),
        marked("definition", "Where it stands in the log."),
        Kind.COUNT,
        10,
        lambda one, _words, _titles: one.position,
    ),
    (
        marked("column", "Illustrative"),
        marked("definition", "Yes: made up; no source says it."),
        Kind.WORD,
        11,
        lambda one, words, _: words.yes_no(one.illustrative) if one.position else None,
    ),
)
OF_THE_CELL: Final = (9, 10)
"""The columns that look as the cell does: what it held before, and what it holds now."""


def write_changes(making: Making, former: Material | None) -> None:
    """Write the sheet; `former` is the programme as the recipient's last export of this kind has it, None where there is none."""
    words, last = making.words, making.order.former
    columns = [own_column(making, *column[:3], at, column[3]) for at, column in enumerate(COLUMNS)]
    on = making.sheet(words(TITLE), [column.width for column in columns])
    changes: list[CellChange] = []
    if former is None or last is None:
        _say(making, on, words(FIRST))
    else:
        template, questions = making.order.template, making.questions
        changes = changes_between(template, former, making.material, words, questions)
        for text in _told(making, last, changes):
            _say(making, on, text)
    if changes:
        _table(making, on, columns, changes)
    making.note(Noted(on, words(TITLE), None, len(changes), columns))


def _say(making: Making, on: FrameSheet, text: str) -> None:
    on.rows.append([making.frame.look(NOTE)], [text])


def _told(making: Making, last: Former, changes: Sequence[CellChange]) -> Iterator[str]:
    """What the sheet says above its table: how many changes since when, and how both exports are shown."""
    words, say = making.words, making.words.language
    counted = count(changes, last.known_at)
    since = words(
        marked("file", "Since export %(number)d of %(day)s (true on %(as_of)s, known at log position %(position)d):")
    )
    yield since % {
        "number": last.number,
        "day": say.day(last.made_at.date()),
        "as_of": last.as_of.isoformat(),
        "position": last.known_at,
    }
    if not changes:
        yield words(NOTHING)
    yield from _counted(making, changes, counted.recorded, counted.recorded_cells)
    if counted.earlier:
        earlier = words(marked("file", "Recorded before that, but true only since: %(changes)d, in %(cells)d cells."))
        yield earlier % {"changes": counted.earlier, "cells": counted.earlier_cells}
    if counted.unrecorded_cells:
        others = words(
            marked(
                "file",
                "Without a number: %(cells)d cells that differ because the day moved on, or because they follow from other changes.",
            )
        )
        yield others % {"cells": counted.unrecorded_cells}
    template = making.order.template.id
    if last.template != template:
        versions = words(marked("file", "The former export was made with %(former)s, this one with %(now)s:"))
        yield versions % {"former": last.template, "now": template}
    yield words(marked("file", "Both moments are compared in the columns and the language of this export."))


def _counted(making: Making, changes: Sequence[CellChange], recorded: int, cells: int) -> Iterator[str]:
    if not changes:
        return
    say = making.words.language
    number = say.ngettext("%(num)s recorded change", "%(num)s recorded changes", recorded) % {"num": recorded}
    held = say.ngettext("%(num)s cell", "%(num)s cells", cells) % {"num": cells}
    yield making.words(marked("file", "%(changes)s in %(cells)s.")) % {"changes": number, "cells": held}


def _happened(one: CellChange, words: Words) -> str:
    if isinstance(one.kind, Unrecorded):
        return words(UNRECORDED[one.kind])
    if one.kind is ChangeKind.OTHER and one.fact:
        said = words.language.named(one.fact, "fact")
        return said[:1].upper() + said[1:]
    return words.named(one.kind)


def _table(making: Making, on: FrameSheet, columns: Sequence[Shown], changes: Sequence[CellChange]) -> None:
    """The table, whose cells before and now look as they do in their sheet; a line is drawn where the next change begins."""
    frame, words = making.frame, making.words
    titles = {sheet.name: label_in(sheet.title, words) for sheet in making.order.template.sheets}
    widths = [column.width for column in columns]
    on.rows.append([frame.look(HEAD, width - 2) for width in widths], [column.label for column in columns])
    head, number = on.rows.count, changes[0].number
    for one in making.rows(changes):
        above = one.number != number
        styles = [one.style if at in OF_THE_CELL else column.style for at, column in enumerate(columns)]
        looks = [frame.look(style._replace(above=above), width) for style, width in zip(styles, widths, strict=True)]
        on.rows.append(looks, [value(one, words, titles) for *_, value in COLUMNS])
        number = one.number
    said = words(marked("file", "A table of %(lines)d rows and %(columns)d columns."))
    table = Table(
        name="changes_since",
        title=on.name,
        description=said % {"lines": len(changes), "columns": len(columns)},
        labels=[column.label for column in columns],
        first_row=head,
        last_row=on.rows.count,
        totals=[None] * len(columns),
        total_label="",
        filters=not making.order.publish,
    )
    frame.table(on, table)
    frame.fit(on, widths, head, FROZEN)
    if not making.order.publish:
        on.sheet.freeze_panes(head, FROZEN)
