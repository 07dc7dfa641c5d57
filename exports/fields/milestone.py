"""The question `milestones`: one line for each milestone, with the commitment that it belongs to."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from domain.vocabulary import CANADA_STATUS
from exports.cells import CellValue
from exports.field import Field, Kind, field, of, word
from exports.fields.claim import CLAIM, LATER_NOTE, REPORTED, WITHDRAWAL
from exports.fields.context import CONTEXT, KNOWN, pinned
from exports.fields.month import month_of
from exports.fields.promise import ANSWERABLE, IDENTITY, OVERDUE, PROMISE
from exports.fields.promised import lines_in
from exports.fields.review import COMMITMENT_REVIEW, MILESTONE_REVIEW
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words, source_text
from projections.due import DueDate, dues_of
from projections.field import ThingKind
from projections.line import NOT_REPORTED, WITHDRAWN, MilestoneStatus
from projections.report import CommitmentStatus
from words.message import marked


class MilestoneLine(NamedTuple):
    """A milestone, and the commitment that it belongs to, if any."""

    material: Material
    commitment: CommitmentStatus | None
    milestone: MilestoneStatus


def milestone_lines(material: Material) -> Iterator[MilestoneLine]:
    """Each commitment with its milestones, then the milestones of none."""
    for line in lines_in(material):
        if line.milestone:
            yield MilestoneLine(material, line.commitment, line.milestone)


def _material(line: MilestoneLine) -> Material:
    return line.material


def _milestone(line: MilestoneLine) -> MilestoneStatus:
    return line.milestone


def _about(line: MilestoneLine) -> About:
    return ThingKind.MILESTONE, line.milestone.code


def _is_late(line: MilestoneLine) -> bool:
    """Whether it is overdue, or was put off."""
    slipped = line.milestone.slippage
    return line.milestone.overdue or (slipped is not None and slipped.most_days > 0)


def _tracker_code(line: MilestoneLine, _: Words) -> CellValue:
    term = CANADA_STATUS.find(line.milestone.status)
    return term.code if term and line.material.vocabulary.id == CANADA_STATUS.id else None


def _former(former: DueDate, moved: DueDate, words: Words) -> str:
    day = f" ({words.language.period(moved.on)})" if moved.on else ""
    was = former.due or words(marked("file", "no due date"))
    return f"{was} → {moved.due}{day}: {moved.reason}"


def _former_dues(line: MilestoneLine, words: Words) -> str | None:
    if not line.milestone.reschedules:
        return None
    dues = dues_of(line.material.reading, line.material.code, line.milestone.code)
    moves = pairwise(dues)
    return "\n".join(_former(former, moved, words) for former, moved in moves if former.due) or None


def _last_reported(line: MilestoneLine, _: Words) -> date | None:
    reports = (line.milestone.claim, line.milestone.later_note)
    return max((one.reported_at.date() for one in reports if one), default=None)


def _reviewed(line: MilestoneLine, _: Words) -> date | None:
    return max((finding.recorded_at.date() for finding in line.milestone.findings), default=None)


def elsewhere(kind: str, fields: list[Field[CommitmentStatus]]) -> list[Field[CommitmentStatus]]:
    """These fields in the line of another thing: what they follow from has their own kind in front."""
    return [f._replace(tells=tuple(t if ":" in t else f"{kind}:{t}" for t in f.tells)) for f in fields]


STATUS: Final[list[Field[MilestoneLine]]] = [
    word(
        "status",
        marked("column", "Status"),
        marked("definition", "What the team claims, in the programme's vocabulary; or Not reported, or Withdrawn."),
        lambda line, words: words.status(line.material.vocabulary, line.milestone.status),
        "status",
    ),
    field(
        "status_code",
        marked("column", "Status code"),
        marked("definition", "The status as a code, the same in every language."),
        lambda line, _: line.milestone.status,
        Kind.CODE,
        tells=("status",),
    ),
    field(
        "tracker_code",
        marked("column", "Tracker's status code"),
        marked(
            "definition",
            "NS, LP, SP or C, as a national tracker publishes it; blank: the programme's statuses are in other words.",
        ),
        _tracker_code,
        Kind.CODE,
        tells=("status",),
    ),
]

HISTORY: Final[list[Field[MilestoneLine]]] = [
    field(
        "agreed_month",
        marked("column", "Due as agreed: month of the project"),
        marked("definition", "The month of the project in which it is due as agreed; blank: not known to the month."),
        lambda line, _: month_of(line.material.programme.period, line.milestone.due),
        Kind.CODE,
        tells=("due", "programme:period"),
    ),
    field(
        "previous_due_dates",
        marked("column", "Previous due dates"),
        marked("definition", "Every due date that another has replaced, with the day and the reason, one to a line."),
        _former_dues,
        width=44,
        tells=("due",),
    ),
    field(
        "last_reported",
        marked("column", "Last reported on"),
        marked("definition", "The day (UTC) on which the team last reported of it, with a status or without."),
        _last_reported,
        Kind.DAY,
        tells=REPORTED,
    ),
    field(
        "last_reviewed",
        marked("column", "Last reviewed on"),
        marked("definition", "The day (UTC) on which a reviewer's finding that stands was last recorded."),
        _reviewed,
        Kind.DAY,
        tells=MILESTONE_REVIEW[2].tells,
    ),
    field(
        "pinned",
        marked("column", "Page"),
        marked("definition", "The page of this milestone at the moment of the export, which stays as it is."),
        lambda line, words: pinned(line.material, words, "milestones", line.milestone.code),
        Kind.LINK,
        width=13,
        tells=("export:known_at", "export:as_of"),
    ),
]

END: Final[list[Field[MilestoneLine]]] = [
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which the promise is said, and its words."),
        lambda line, _: source_text(line.milestone.source),
        width=60,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked(
            "definition",
            "Yes: something in this line was made up to show how a record behaves; no source says it.",
        ),
        lambda line, words: words.yes_no(any(one.illustrative for one in (line.commitment, line.milestone) if one)),
        Kind.WORD,
        width=11,
    ),
]

FIELDS: Final[list[Field[MilestoneLine]]] = [
    *of(_material, [*CONTEXT, KNOWN]),
    *of(_milestone, IDENTITY),
    *STATUS,
    *of(_milestone, [OVERDUE]),
    *of(lambda line: line.commitment, [ANSWERABLE[0], *elsewhere("commitment", ANSWERABLE[1:])]),
    *of(_milestone, PROMISE),
    *of(lambda line: line.milestone.claim, CLAIM),
    *of(lambda line: line.milestone.later_note, LATER_NOTE),
    *of(lambda line: line.milestone.withdrawn, WITHDRAWAL),
    *of(lambda line: line.commitment, elsewhere("commitment", of(lambda c: c.findings, COMMITMENT_REVIEW))),
    *of(lambda line: line.milestone.findings, MILESTONE_REVIEW),
    *HISTORY,
    *END,
]

MILESTONES: Final = question(
    "milestones",
    marked("question", "Milestones"),
    milestone_lines,
    key=lambda line: line.milestone.code,
    about=_about,
    fields=FIELDS,
    only={
        "overdue": lambda line: line.milestone.overdue,
        "late": _is_late,
        "not-reported": lambda line: line.milestone.status == NOT_REPORTED,
        "withdrawn": lambda line: line.milestone.status == WITHDRAWN,
        "reported": lambda line: line.milestone.claim is not None and line.milestone.claim.status is not None,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (MILESTONES,)
