"""What the team claims: fields of the claim that stands, and of what was said of the milestone since."""

from typing import Final

from domain.dates import Edtf
from exports.field import Field, Kind, dated, field
from exports.saying import Words, first_link, source_text
from projections.line import Claim
from projections.withdrawal import Withdrawal
from words.message import marked

REPORTED: Final = ("status", "progress", "challenges", "evidence")
"""What a report says, as comparisons call it."""


def _note(note: Claim, words: Words) -> str:
    challenges = words.say(note.challenges)
    hindered = f"{words(marked('file', 'Challenges:'))} {challenges}" if challenges else None
    return "\n".join(filter(None, (words.say(note.progress), hindered, *map(words.link, note.evidence))))


def _day(claim: Claim) -> Edtf:
    return claim.on


WHEN: Final[list[Field[Claim]]] = [
    *dated(
        "holds_for",
        (
            marked("column", "Holds for"),
            marked("column", "Holds for: earliest day"),
            marked("column", "Holds for: latest day"),
        ),
        marked("definition", "The day for which the team reports this, as it was said."),
        _day,
        tells=REPORTED,
    ),
    field(
        "reported_at",
        marked("column", "Reported at (UTC)"),
        marked("definition", "When the report was recorded."),
        lambda claim, _: claim.reported_at,
        Kind.INSTANT,
        tells=REPORTED,
    ),
    field(
        "reported_by",
        marked("column", "Reported by"),
        marked("definition", "Who recorded the report, by id."),
        lambda claim, _: claim.reported_by,
        Kind.CODE,
        tells=REPORTED,
    ),
    field(
        "report_entry",
        marked("column", "Entry of the report"),
        marked("definition", "The number of the report in the milestone's timeline."),
        lambda claim, _: claim.entry,
        Kind.COUNT,
        tells=REPORTED,
    ),
]

WHAT: Final[list[Field[Claim]]] = [
    field(
        "progress",
        marked("column", "Progress"),
        marked("definition", "What was done, in the team's words."),
        lambda claim, words: words.say(claim.progress),
        width=60,
    ),
    field(
        "evidence",
        marked("column", "Evidence"),
        marked("definition", "The first link that shows it."),
        lambda claim, _: first_link(claim.evidence),
        Kind.LINK,
    ),
    field(
        "evidence_links",
        marked("column", "All evidence"),
        marked("definition", "All links that show it, one to a line."),
        lambda claim, words: words.links(claim.evidence),
        width=44,
        tells=("evidence",),
    ),
    field(
        "challenges",
        marked("column", "Challenges"),
        marked("definition", "What stands in the way, in the team's words."),
        lambda claim, words: words.say(claim.challenges),
        width=40,
    ),
    field(
        "following",
        marked("column", "Taken from"),
        marked("definition", "The cohort or event from whose record the report is taken; blank: the team reports it."),
        lambda claim, _: claim.following,
        Kind.CODE,
        tells=REPORTED,
    ),
    field(
        "overrules",
        marked("column", "Why it overrules that record"),
        marked("definition", "Why the record of the cohort or event that the milestone follows is not the word on it."),
        lambda claim, _: claim.overrules,
        tells=REPORTED,
    ),
]

CORRECTED: Final[list[Field[Claim]]] = [
    field(
        "corrections",
        marked("column", "Times corrected"),
        marked("definition", "How often this report was corrected; the first claim is in the history."),
        lambda claim, _: claim.corrections,
        Kind.COUNT,
        tells=REPORTED,
    ),
    field(
        "correction_reason",
        marked("column", "Reason for correction"),
        marked("definition", "Why it was last corrected."),
        lambda claim, _: claim.correction_reason,
        tells=REPORTED,
    ),
    field(
        "claim_source",
        marked("column", "Source of the report"),
        marked("definition", "The document in which this is said, and its words."),
        lambda claim, _: source_text(claim.source),
        width=44,
        tells=REPORTED,
    ),
]

CLAIM: Final[list[Field[Claim]]] = [*WHEN, *WHAT, *CORRECTED]

LATER_NOTE: Final[list[Field[Claim]]] = [
    field(
        "later_note_for",
        marked("column", "Later note holds for"),
        marked("definition", "The day for which something was reported since, without a status."),
        lambda note, _: note.on,
        Kind.CODE,
        tells=("progress", "challenges"),
    ),
    field(
        "later_note",
        marked("column", "Later note"),
        marked("definition", "What was reported since, without a status."),
        _note,
        width=40,
        tells=("progress", "challenges"),
    ),
]

WITHDRAWAL: Final[list[Field[Withdrawal]]] = [
    field(
        "withdrawn_on",
        marked("column", "Withdrawn on"),
        marked("definition", "The day from which it is withdrawn, as it was said."),
        lambda withdrawal, _: withdrawal.on,
        Kind.CODE,
        tells=("status",),
    ),
    field(
        "withdrawn_reason",
        marked("column", "Reason for withdrawal"),
        marked("definition", "Why it was withdrawn."),
        lambda withdrawal, _: withdrawal.reason,
        tells=("status",),
    ),
]
