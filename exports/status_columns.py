"""The lines and columns of the status report: one line for each milestone."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from exports.claim_columns import CLAIM, LATER_NOTE, WITHDRAWAL
from exports.columns import Column, Kind, column, of
from exports.promise_columns import ANSWERABLE, IDENTITY, OVERDUE, PROMISE
from exports.review_columns import COMMITMENT_REVIEW, MILESTONE_REVIEW
from exports.words import source_text
from projections.line import MilestoneStatus
from projections.report import CommitmentStatus, StatusReport


class StatusLine(NamedTuple):
    """One line of the status report: a milestone, and the commitment that it belongs to, if any."""

    report: StatusReport
    commitment: CommitmentStatus | None
    milestone: MilestoneStatus


def status_lines(report: StatusReport) -> list[StatusLine]:
    """The lines in the order of the report: each commitment with its milestones, then the milestones of none."""
    within = (StatusLine(report, commitment, m) for commitment in report.commitments for m in commitment.milestones)
    return [*within, *(StatusLine(report, None, milestone) for milestone in report.milestones)]


def _milestone(line: StatusLine) -> MilestoneStatus:
    return line.milestone


STATUS: Final[Column[StatusLine]] = column(
    "status",
    ("Status", "État"),
    (
        "What the team claims, in the programme's vocabulary; or Not reported, or Withdrawn.",
        "Ce que l'équipe déclare, selon le vocabulaire du programme ; ou Non renseigné, ou Retiré.",
    ),
    lambda line, words: words.status(line.report.vocabulary, line.milestone.status),
)

STATUS_CODE: Final[Column[StatusLine]] = column(
    "status_code",
    ("Status code", "Code d'état"),
    (
        "The status as a code, the same in every language.",
        "L'état sous forme de code, le même dans toutes les langues.",
    ),
    lambda line, _: line.milestone.status,
    Kind.CODE,
)

ILLUSTRATIVE: Final[Column[StatusLine]] = column(
    "illustrative",
    ("Illustrative", "Fictif"),
    (
        "Yes: something in this line was made up to show how a record behaves; no source says it.",
        "Oui : un élément de cette ligne est inventé pour illustrer le fonctionnement ; aucune source ne le dit.",
    ),
    lambda line, words: words.yes_no(any(part.illustrative for part in (line.commitment, line.milestone) if part)),
    Kind.CODE,
    11,
)

SOURCE: Final[Column[StatusLine]] = column(
    "source",
    ("Source", "Source"),
    (
        "The document in which the promise is said, and its words.",
        "Le document où la promesse est dite, et ses termes.",
    ),
    lambda line, _: source_text(line.milestone.source),
    width=60,
)

STATUS_REPORT: Final[Sequence[Column[StatusLine]]] = (
    *of(_milestone, IDENTITY),
    ILLUSTRATIVE,
    STATUS,
    *of(_milestone, [OVERDUE]),
    *of(lambda line: line.commitment, ANSWERABLE),
    *of(_milestone, PROMISE),
    STATUS_CODE,
    *of(lambda line: line.milestone.claim, CLAIM),
    *of(lambda line: line.milestone.later_note, LATER_NOTE),
    *of(lambda line: line.milestone.withdrawn, WITHDRAWAL),
    *of(lambda line: line.commitment and line.commitment.findings, COMMITMENT_REVIEW[:2]),
    *of(lambda line: line.milestone.findings, MILESTONE_REVIEW),
    SOURCE,
)


CONTEXT: Final[Sequence[Column[StatusLine]]] = (
    column(
        "programme",
        ("Programme", "Programme"),
        ("The programme's code.", "Le code du programme."),
        lambda line, _: line.report.programme.code,
        Kind.CODE,
    ),
    column(
        "as_of",
        ("True on", "Vrai au"),
        ("The day for which the report holds.", "Le jour pour lequel le rapport vaut."),
        lambda line, _: line.report.as_of,
        Kind.DAY,
    ),
    column(
        "known_at",
        ("Known at log position", "Connu à la position du journal"),
        (
            "The last entry of the log that the report takes into account.",
            "La dernière entrée du journal prise en compte.",
        ),
        lambda line, _: line.report.known_at,
        Kind.COUNT,
    ),
    column(
        "recorded_at",
        ("Position recorded at (UTC)", "Position enregistrée le (UTC)"),
        ("When that entry was recorded.", "Quand cette entrée a été enregistrée."),
        lambda line, _: line.report.recorded_at,
        Kind.INSTANT,
    ),
)
