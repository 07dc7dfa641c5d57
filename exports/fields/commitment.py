"""The question `commitments`: all that is said of a commitment as a whole, one line for each."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import groupby
from typing import Final, NamedTuple

from domain.assessment import Subject
from domain.dates import OPEN_FUTURE
from exports.field import Field, Kind, field, of, word
from exports.fields.context import CONTEXT, KNOWN, pinned
from exports.fields.ogp import OGP_VALUE_FIELDS
from exports.fields.pledge import ABOUT, END, LINKS, STANDING
from exports.fields.promise import ANSWERABLE
from exports.fields.promised import lines_in
from exports.fields.review import COMMITMENT_REVIEW, COMPLETION, VARIABLE_FIELDS, Findings, found_of
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words
from projections.assessment import findings_about
from projections.commitment import commitments_of
from projections.field import ThingKind
from projections.line import NOT_REPORTED, WITHDRAWN
from projections.moment import Moment, Reading
from projections.report import CommitmentStatus
from words.message import Message, marked

ALL: Final = "all"
OVERDUE: Final = "overdue"


class CommitmentLine(NamedTuple):
    """A commitment, how many milestones it has at each status, and what was found of its completion before the programme's end."""

    material: Material
    commitment: CommitmentStatus
    milestones: Counter[str]
    at_midterm: Findings


def commitment_lines(material: Material) -> Iterator[CommitmentLine]:
    """The commitments in the order of their numbers."""
    at_midterm = _at_midterm(material)
    for _, lines in groupby(lines_in(material), lambda line: line.commitment and line.commitment.code):
        commitment, milestones = None, Counter[str]()
        for line in lines:
            commitment = line.commitment
            if line.milestone:
                milestones.update((ALL, line.milestone.status))
                milestones[OVERDUE] += line.milestone.overdue
        if commitment:
            yield CommitmentLine(material, commitment, milestones, at_midterm.get(commitment.code, ()))


def _at_midterm(material: Material) -> dict[str, Findings]:
    """By commitment: what stood of its completion on the last day before that on which the programme ends."""
    moment, period = material.moment, material.programme.period
    day = moment.as_of
    if period and period.latest != OPEN_FUTURE:
        day = min(day, period.latest - timedelta(days=1))
    before = Reading(material.reading.connection, Moment(day, moment.known_at, moment.recorded_at))
    found: dict[str, Findings] = {}
    commitments = [(Subject.COMMITMENT, one.code) for one in commitments_of(before, material.code)]
    for finding in findings_about(before, material.code, commitments):
        if finding.about and finding.variable == COMPLETION:
            found[finding.about] = (*found.get(finding.about, ()), finding)
    return found


def _material(line: CommitmentLine) -> Material:
    return line.material


def _commitment(line: CommitmentLine) -> CommitmentStatus:
    return line.commitment


def _about(line: CommitmentLine) -> About:
    return ThingKind.COMMITMENT, line.commitment.code


def _at_the_end(line: CommitmentLine, words: Words) -> str:
    before = {(finding.of, finding.entry) for finding in line.at_midterm}
    return found_of(tuple(f for f in line.commitment.findings if (f.of, f.entry) not in before), COMPLETION, words)


def _count(
    name: str, label: Message, definition: Message, count: Callable[[CommitmentLine], int]
) -> Field[CommitmentLine]:
    return field(name, label, definition, lambda line, _: count(line), Kind.COUNT, tells=("milestone:status",))


def _done(line: CommitmentLine) -> int:
    return sum(line.milestones[term.code] for term in line.material.vocabulary.terms if term.done)


MILESTONES: Final[list[Field[CommitmentLine]]] = [
    _count(
        "milestones",
        marked("column", "Milestones"),
        marked("definition", "How many milestones it has."),
        lambda line: line.milestones[ALL],
    ),
    _count(
        "milestones_done",
        marked("column", "Milestones done"),
        marked("definition", "How many of its milestones the team reports as done."),
        _done,
    ),
    _count(
        "milestones_overdue",
        marked("column", "Milestones overdue"),
        marked("definition", "How many of its milestones are overdue."),
        lambda line: line.milestones[OVERDUE],
    ),
    _count(
        "milestones_not_reported",
        marked("column", "Milestones not reported"),
        marked("definition", "Of how many of its milestones the team has reported no status."),
        lambda line: line.milestones[NOT_REPORTED],
    ),
    _count(
        "milestones_withdrawn",
        marked("column", "Milestones withdrawn"),
        marked("definition", "How many of its milestones were withdrawn."),
        lambda line: line.milestones[WITHDRAWN],
    ),
]

COMPLETIONS: Final[list[Field[CommitmentLine]]] = [
    word(
        "completion_progress_report",
        marked("column", "Completion (progress report)"),
        marked("definition", "What the reviewer said of completion for a day before that on which the programme ends."),
        lambda line, words: found_of(line.at_midterm, COMPLETION, words),
        COMPLETION,
        tells=(COMPLETION,),
    ),
    word(
        "completion_end_of_term",
        marked("column", "Completion (end of term)"),
        marked(
            "definition",
            "What the reviewer says of completion for the day on which the programme ends, or a later one.",
        ),
        _at_the_end,
        COMPLETION,
        tells=(COMPLETION,),
    ),
]

PAGE: Final[Field[CommitmentLine]] = field(
    "pinned",
    marked("column", "Page"),
    marked("definition", "The page of this commitment at the moment of the export, which stays as it is."),
    lambda line, words: pinned(line.material, words, "commitments", line.commitment.code),
    Kind.LINK,
    width=13,
    tells=("export:known_at", "export:as_of"),
)

FIELDS: Final[list[Field[CommitmentLine]]] = [
    *of(_material, [*CONTEXT, KNOWN]),
    *of(_commitment, [*ANSWERABLE, *STANDING, *ABOUT]),
    *MILESTONES,
    *of(_commitment, [*LINKS, *OGP_VALUE_FIELDS]),
    *of(lambda line: line.commitment.findings, [*COMMITMENT_REVIEW, *VARIABLE_FIELDS]),
    *COMPLETIONS,
    *of(_commitment, END),
    PAGE,
]

COMMITMENTS: Final = question(
    "commitments",
    marked("question", "Commitments"),
    commitment_lines,
    key=lambda line: line.commitment.code,
    about=_about,
    fields=FIELDS,
    only={
        "standing": lambda line: line.commitment.withdrawn is None,
        "withdrawn": lambda line: line.commitment.withdrawn is not None,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (COMMITMENTS,)
