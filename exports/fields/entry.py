"""What one entry of a milestone's timeline says: for when, when it was learnt, by whom, what moved, and on what evidence."""

from typing import Final

from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, word
from exports.saying import Words, first_link, source_text
from projections.entry import EntryKind, TimelineEntry
from words.message import marked


def _text(entry: TimelineEntry, words: Words) -> CellValue:
    return words.lines(text for text in (entry.title, entry.text) if text)


def _tie(entry: TimelineEntry, words: Words) -> CellValue:
    if entry.tie is None:
        return None
    when = words.named(entry.tie.when) if entry.tie.when else None
    return f"{entry.tie.to} ({when})" if when else entry.tie.to


WHEN: Final[list[Field[TimelineEntry]]] = [
    field(
        "milestone",
        marked("column", "Milestone"),
        marked("definition", "The milestone's number."),
        lambda e, _: e.milestone,
        Kind.CODE,
        width=11,
    ),
    field(
        "entry",
        marked("column", "Entry"),
        marked("definition", "The entry's number in the milestone's timeline."),
        lambda e, _: e.entry,
        Kind.COUNT,
        width=8,
    ),
    word(
        "kind",
        marked("column", "What happened"),
        marked("definition", "Planned, amended, reported, corrected, rescheduled or withdrawn."),
        lambda e, words: words.named(e.kind),
        EntryKind,
    ),
    *dated(
        "holds_for",
        (
            marked("column", "Holds for"),
            marked("column", "Holds for: earliest day"),
            marked("column", "Holds for: latest day"),
        ),
        marked("definition", "The first clock: the day for which it was said, as it was said."),
        lambda e: e.on,
    ),
    field(
        "recorded_at",
        marked("column", "Recorded at (UTC)"),
        marked("definition", "The second clock: when it was recorded."),
        lambda e, _: e.recorded_at,
        Kind.INSTANT,
    ),
    field(
        "log_position",
        marked("column", "Log position"),
        marked("definition", "Where it stands in the log."),
        lambda e, _: e.position,
        Kind.COUNT,
    ),
    field(
        "recorded_by",
        marked("column", "Recorded by"),
        marked("definition", "Who recorded it, by id."),
        lambda e, _: e.actor,
        Kind.CODE,
    ),
    field(
        "request",
        marked("column", "Request"),
        marked("definition", "The id of the request with which it came; entries that came together have the same."),
        lambda e, _: e.request,
        Kind.CODE,
        width=38,
    ),
]

MOVED: Final[list[Field[TimelineEntry]]] = [
    field(
        "due_from",
        marked("column", "Due from"),
        marked("definition", "The due date before this entry, as it was said."),
        lambda e, _: e.due_from,
        Kind.CODE,
        tells=("due",),
    ),
    field(
        "due_to",
        marked("column", "Due to"),
        marked("definition", "The due date that it sets, as it was said."),
        lambda e, _: e.due_to,
        Kind.CODE,
        tells=("due",),
    ),
    field(
        "moved_least",
        marked("column", "Moved by at least (days)"),
        marked("definition", "By how many days it moves the due date, at least."),
        lambda e, _: e.slippage.least_days if e.slippage else None,
        Kind.COUNT,
        tells=("due",),
    ),
    field(
        "moved_most",
        marked("column", "Moved by at most (days)"),
        marked("definition", "The same, at most."),
        lambda e, _: e.slippage.most_days if e.slippage else None,
        Kind.COUNT,
        tells=("due",),
    ),
    field(
        "commitment_from",
        marked("column", "Commitment before"),
        marked("definition", "The commitment that the milestone belonged to before it was moved."),
        lambda e, _: e.commitment_from,
        Kind.CODE,
        tells=("commitment",),
    ),
    field(
        "commitment_to",
        marked("column", "Commitment after"),
        marked("definition", "The commitment in which it is planned, or to which it is moved."),
        lambda e, _: e.commitment_to,
        Kind.CODE,
        tells=("commitment",),
    ),
    field(
        "tie",
        marked("column", "Tied to"),
        marked("definition", "The cohort or event that it is tied to, or no longer, and what completes it."),
        _tie,
        tells=("ties",),
    ),
]

WHAT: Final[list[Field[TimelineEntry]]] = [
    field(
        "reason",
        marked("column", "Reason"),
        marked("definition", "Why, as it was said."),
        lambda e, _: e.reason,
        width=32,
    ),
    field(
        "text",
        marked("column", "Text"),
        marked("definition", "What was said."),
        _text,
        width=54,
        tells=("progress", "title", "description"),
    ),
    field(
        "evidence",
        marked("column", "Evidence"),
        marked("definition", "The first link that shows it."),
        lambda e, _: first_link(e.evidence),
        Kind.LINK,
    ),
    field(
        "evidence_links",
        marked("column", "All evidence"),
        marked("definition", "All links that show it, one to a line."),
        lambda e, words: words.links(e.evidence),
        width=40,
        tells=("evidence",),
    ),
    field(
        "challenges",
        marked("column", "Challenges"),
        marked("definition", "What stands in the way."),
        lambda e, words: words.say(e.challenges),
        width=34,
    ),
    field(
        "following",
        marked("column", "Taken from"),
        marked("definition", "The cohort or event from whose record the entry is taken; blank: the team says it."),
        lambda e, _: e.following,
        Kind.CODE,
    ),
    field(
        "overrules",
        marked("column", "Why it overrules that record"),
        marked("definition", "Why the record of the cohort or event that the milestone follows is not the word on it."),
        lambda e, _: e.overrules,
    ),
    field(
        "corrects",
        marked("column", "Corrects entry"),
        marked("definition", "The entry that this one replaces."),
        lambda e, _: e.corrects,
        Kind.COUNT,
    ),
    field(
        "corrected_by",
        marked("column", "Corrected by entry"),
        marked("definition", "The entry that has replaced this one since."),
        lambda e, _: e.corrected_by,
        Kind.COUNT,
        tells=("status", "progress", "challenges", "evidence", "due"),
    ),
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which it is said."),
        lambda e, _: source_text(e.source),
        width=60,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: made up; no source says it."),
        lambda e, words: words.yes_no(e.illustrative),
        Kind.WORD,
        width=11,
    ),
]
