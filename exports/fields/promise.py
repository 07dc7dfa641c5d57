"""What was promised: fields of a commitment that say who answers for it, and of a milestone and its due dates."""

from collections.abc import Iterable
from typing import Final

from exports.field import Field, Kind, dated, field
from exports.saying import Words
from projections.line import MilestoneStatus, Named
from projections.report import CommitmentStatus
from words.message import marked


def names(partners: Iterable[Named], words: Words) -> str | None:
    return "; ".join(words.texts([partner.name for partner in partners])) or None


def codes(partners: Iterable[Named]) -> str | None:
    return "; ".join(partner.code for partner in partners) or None


def _described(milestone: MilestoneStatus, words: Words) -> str | None:
    parts = [f"• {part}" for part in words.texts(milestone.parts)]
    return "\n".join(filter(None, (words.say(milestone.description), *parts))) or None


def _ties(milestone: MilestoneStatus, words: Words) -> str | None:
    said: list[str] = []
    for tie in milestone.ties:
        when = words.named(tie.when) if tie.when else None
        said.append(f"{tie.to} ({when})" if when else tie.to)
    return "; ".join(said) or None


ANSWERABLE: Final[list[Field[CommitmentStatus]]] = [
    field(
        "commitment",
        marked("column", "Commitment"),
        marked("definition", "The commitment's own number in the programme."),
        lambda c, _: c.code,
        Kind.CODE,
    ),
    field(
        "commitment_identifier",
        marked("column", "Identifier"),
        marked("definition", "The commitment's public identifier."),
        lambda c, _: c.identifier,
        Kind.CODE,
        tells=("identifier",),
    ),
    field(
        "commitment_title",
        marked("column", "Commitment title"),
        marked("definition", "What the commitment is called."),
        lambda c, words: words.say(c.title),
        width=32,
        tells=("title",),
    ),
    field(
        "lead",
        marked("column", "Lead"),
        marked("definition", "Who answers for the commitment on the day of the report."),
        lambda c, words: words.say(c.lead.name) if c.lead else None,
        width=26,
        tells=("lead", "partner:name"),
    ),
    field(
        "lead_code",
        marked("column", "Lead's code"),
        marked("definition", "The code of the partner that answers for the commitment on the day of the report."),
        lambda c, _: c.lead.code if c.lead else None,
        Kind.CODE,
        width=18,
        tells=("lead",),
    ),
    field(
        "supporting",
        marked("column", "Supporting"),
        marked("definition", "Who supports it on the day of the report."),
        lambda c, words: names(c.supporting, words),
        width=44,
        tells=("supporting", "partner:name"),
    ),
    field(
        "supporting_codes",
        marked("column", "Codes of those supporting"),
        marked("definition", "The codes of the partners that support it on the day of the report."),
        lambda c, _: codes(c.supporting),
        Kind.CODE,
        width=24,
        tells=("supporting",),
    ),
]

IDENTITY: Final[list[Field[MilestoneStatus]]] = [
    field(
        "milestone",
        marked("column", "Milestone"),
        marked("definition", "The milestone's number in the programme."),
        lambda m, _: m.code,
        Kind.CODE,
        width=11,
    ),
    field(
        "milestone_title",
        marked("column", "Milestone title"),
        marked("definition", "What is promised."),
        lambda m, words: words.say(m.title),
        width=38,
        tells=("title",),
    ),
]

DUE: Final[list[Field[MilestoneStatus]]] = [
    *dated(
        "promised",
        (
            marked("column", "Due as promised"),
            marked("column", "Due as promised: earliest day"),
            marked("column", "Due as promised: latest day"),
        ),
        marked("definition", "The due date that was first promised, as it was said."),
        lambda m: m.promised,
        tells=("promised", "due"),
    ),
    *dated(
        "agreed",
        (
            marked("column", "Due as agreed"),
            marked("column", "Due as agreed: earliest day"),
            marked("column", "Due as agreed: latest day"),
        ),
        marked("definition", "The due date that holds on the day of the report."),
        lambda m: m.due,
        tells=("due",),
    ),
    field(
        "agreed_in_words",
        marked("column", "Due as agreed, in words"),
        marked("definition", "The due date that holds on the day of the report, as one says it."),
        lambda m, words: words.language.period(m.due) if m.due else None,
        width=20,
        tells=("due",),
    ),
    field(
        "slipped_least",
        marked("column", "Slipped by at least (days)"),
        marked(
            "definition",
            "Days from the promised to the agreed due date, at least; 0: not moved; blank: cannot be counted.",
        ),
        lambda m, _: m.slippage.least_days if m.slippage else None,
        Kind.COUNT,
        tells=("due",),
    ),
    field(
        "slipped_most",
        marked("column", "Slipped by at most (days)"),
        marked("definition", "The same, at most."),
        lambda m, _: m.slippage.most_days if m.slippage else None,
        Kind.COUNT,
        tells=("due",),
    ),
    field(
        "rescheduled",
        marked("column", "Times rescheduled"),
        marked("definition", "How often another due date was agreed."),
        lambda m, _: m.reschedules,
        Kind.COUNT,
        tells=("due",),
    ),
    field(
        "reschedule_reason",
        marked("column", "Reason"),
        marked("definition", "Why the agreed due date was chosen."),
        lambda m, _: m.due_reason,
        tells=("due",),
    ),
]

PROMISE: Final[list[Field[MilestoneStatus]]] = [
    field(
        "description",
        marked("column", "Description and parts"),
        marked("definition", "What belongs to the milestone, in more words."),
        _described,
        width=38,
        tells=("description", "parts"),
    ),
    field(
        "responsible",
        marked("column", "Responsible"),
        marked("definition", "Who carries the milestone out."),
        lambda m, words: names(m.responsible, words),
        width=24,
        tells=("responsible", "partner:name"),
    ),
    field(
        "responsible_codes",
        marked("column", "Codes of those responsible"),
        marked("definition", "The codes of the partners that carry the milestone out."),
        lambda m, _: codes(m.responsible),
        Kind.CODE,
        width=24,
        tells=("responsible",),
    ),
    *DUE,
    field(
        "ties",
        marked("column", "Tied to"),
        marked(
            "definition", "The cohorts and events that the milestone stands for or concerns, and what completes it."
        ),
        _ties,
    ),
]

OVERDUE: Final[Field[MilestoneStatus]] = field(
    "overdue",
    marked("column", "Overdue"),
    marked(
        "definition",
        "Yes: the agreed due date has wholly passed on the day of the report, and the milestone is neither done nor withdrawn.",
    ),
    lambda m, words: words.yes_no(m.overdue),
    Kind.WORD,
    width=10,
    tells=("status", "due"),
)
