"""The question `totals`: how many milestones stand at each status, on the day of the report?"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from exports.field import Field, Kind, field, word
from exports.fields.promised import lines_in
from exports.material import Material
from exports.question import AnyQuestion, question
from projections.line import NOT_REPORTED, WITHDRAWN
from words.message import marked


class Total(NamedTuple):
    """How many milestones stand at a status; None: all together."""

    material: Material
    status: str | None
    milestones: int
    overdue: int
    rescheduled: int


def totals(material: Material) -> Iterator[Total]:
    """One line for each status that there is, also at zero, and one for all together."""
    counts: Counter[tuple[str | None, str]] = Counter()
    for one in (line.milestone for line in lines_in(material) if line.milestone):
        for status in (one.status, None):
            counts.update({(status, "milestones"): 1, (status, "overdue"): one.overdue})
            counts[status, "rescheduled"] += one.reschedules > 0
    for status in (*(term.code for term in material.vocabulary.terms), NOT_REPORTED, WITHDRAWN, None):
        yield Total(
            material,
            status,
            milestones=counts[status, "milestones"],
            overdue=counts[status, "overdue"],
            rescheduled=counts[status, "rescheduled"],
        )


FIELDS: Final[list[Field[Total]]] = [
    word(
        "status",
        marked("column", "Status"),
        marked("definition", "A status of the programme's vocabulary, Not reported, Withdrawn, or all together."),
        lambda line, words: words.status(line.material.vocabulary, line.status) or words(marked("file", "All")),
        "status",
    ),
    field(
        "status_code",
        marked("column", "Status code"),
        marked("definition", "The status as a code, the same in every language."),
        lambda line, _: line.status,
        Kind.CODE,
    ),
    field(
        "milestones",
        marked("column", "Milestones"),
        marked("definition", "How many milestones stand at this status on the day of the report."),
        lambda line, _: line.milestones,
        Kind.COUNT,
    ),
    field(
        "overdue",
        marked("column", "of these overdue"),
        marked("definition", "How many of them are overdue."),
        lambda line, _: line.overdue,
        Kind.COUNT,
    ),
    field(
        "rescheduled",
        marked("column", "of these rescheduled"),
        marked("definition", "How many of them were rescheduled."),
        lambda line, _: line.rescheduled,
        Kind.COUNT,
    ),
]

TOTALS: Final = question(
    "totals",
    marked("question", "Milestones by status"),
    totals,
    key=lambda line: line.status or "all",
    about=lambda _: None,
    fields=FIELDS,
)

QUESTIONS: tuple[AnyQuestion, ...] = (TOTALS,)
