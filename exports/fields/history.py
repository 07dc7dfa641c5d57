"""The question `history`: one line for each entry of a milestone's timeline, from → to."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from exports.cells import CellValue
from exports.field import Field, of, word
from exports.fields.context import CONTEXT
from exports.fields.entry import MOVED, WHAT, WHEN
from exports.fields.promised import belonging
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words
from projections.entry import EntryKind, TimelineEntry, timeline_entries
from projections.field import ThingKind
from projections.line import NOT_REPORTED, WITHDRAWN
from words.message import marked

CLAIMS: Final = {EntryKind.REPORTED, EntryKind.CORRECTED}


class HistoryLine(NamedTuple):
    """An entry, and the programme in whose vocabulary its statuses are."""

    material: Material
    entry: TimelineEntry


def history_lines(material: Material) -> Iterator[HistoryLine]:
    """The timelines of all milestones, one after the other."""
    belongs = belonging(material)
    for entry in timeline_entries(material.reading, material.code):
        if belongs(ThingKind.MILESTONE, entry.milestone):
            yield HistoryLine(material, entry)


def _about(line: HistoryLine) -> About:
    return ThingKind.MILESTONE, line.entry.milestone


def _before(line: HistoryLine, words: Words) -> CellValue:
    vocabulary = line.material.vocabulary
    if line.entry.kind is EntryKind.REINSTATED:
        return words.status(vocabulary, WITHDRAWN)
    changes = line.entry.kind in {*CLAIMS, EntryKind.WITHDRAWN}
    return words.status(vocabulary, line.entry.status_from or NOT_REPORTED) if changes else None


def _after(line: HistoryLine, words: Words) -> CellValue:
    vocabulary = line.material.vocabulary
    match line.entry.kind:
        case EntryKind.REPORTED | EntryKind.CORRECTED | EntryKind.REINSTATED:
            return words.status(vocabulary, line.entry.status_to or NOT_REPORTED)
        case EntryKind.PLANNED:
            return words.status(vocabulary, NOT_REPORTED)
        case EntryKind.WITHDRAWN:
            return words.status(vocabulary, WITHDRAWN)
        case _:
            return None


STATUSES: Final[list[Field[HistoryLine]]] = [
    word(
        "claimed",
        marked("column", "Claimed"),
        marked("definition", "The status that this entry itself claims; blank: a note without one, or no report."),
        lambda line, words: words.status(line.material.vocabulary, line.entry.status),
        "status",
        tells=("status",),
    ),
    word(
        "status_from",
        marked("column", "Status from"),
        marked("definition", "The status that stood before this entry."),
        _before,
        "status",
        tells=("status",),
    ),
    word(
        "status_to",
        marked("column", "Status to"),
        marked("definition", "The status that stands after it; a report for an earlier day may leave it as it was."),
        _after,
        "status",
        tells=("status",),
    ),
]


def _entry(line: HistoryLine) -> TimelineEntry:
    return line.entry


HISTORY: Final = question(
    "history",
    marked("question", "Status history"),
    history_lines,
    key=lambda line: f"{line.entry.milestone}#{line.entry.entry}",
    about=_about,
    fields=[
        *of(lambda line: line.material, CONTEXT),
        *of(_entry, WHEN),
        *STATUSES,
        *of(_entry, [*MOVED, *WHAT]),
    ],
    only={
        "reports": lambda line: line.entry.kind in CLAIMS,
        "reschedules": lambda line: line.entry.kind is EntryKind.RESCHEDULED,
        "corrections": lambda line: line.entry.corrects is not None,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (HISTORY,)
