"""Cohorts: how far each is, and what its call seeks."""

from collections.abc import Iterator
from typing import Final, TypeVar

from domain.cohort import CohortStage
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import SAID, links_of, stage_code_of, title_of, version_of
from exports.fields.thing import Line, lines_of, page_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from projections.cohort import CallSaid, Cohort, cohorts_of
from projections.field import ThingKind
from words.message import marked

P = TypeVar("P")

COHORT_CODE: Final = marked("column", "Cohort")
COHORT_CODE_IS: Final = marked("definition", "The code of the cohort.")
STAGE_IS: Final = marked(
    "definition", "How far the cohort is: planned, its call announced, running, completed, or cancelled."
)
OF_COHORT: Final[list[Field[Cohort]]] = [
    field("cohort", COHORT_CODE, COHORT_CODE_IS, lambda cohort, _: cohort.code, Kind.CODE, tells=("cohort:code",)),
    field(
        "cohort_title",
        marked("column", "Cohort title"),
        marked("definition", "What the cohort is called."),
        lambda cohort, words: words.say(cohort.title),
        width=40,
        tells=("cohort:title",),
    ),
    word(
        "cohort_stage",
        marked("column", "Stage of the cohort"),
        STAGE_IS,
        lambda cohort, words: words.named(cohort.stage),
        CohortStage,
        tells=("cohort:status",),
    ),
]
"""What a line about a part of a cohort says of the cohort."""

CALL: Final[list[Field[CallSaid]]] = [
    *dated(
        "opens",
        (
            marked("column", "Call opens"),
            marked("column", "Call opens: earliest day"),
            marked("column", "Call opens: latest day"),
        ),
        marked("definition", "When the call opens, as it was said; blank: no day was said."),
        lambda call: call.opens,
    ),
    *dated(
        "closes",
        (
            marked("column", "Call closes"),
            marked("column", "Call closes: earliest day"),
            marked("column", "Call closes: latest day"),
        ),
        marked("definition", "When the call closes, as it was said; blank: no day was said."),
        lambda call: call.closes,
    ),
    field(
        "projects_sought",
        marked("column", "Projects sought"),
        marked("definition", "How many projects the call seeks; blank: not said."),
        lambda call, _: call.projects,
        Kind.COUNT,
        tells=("opens",),
    ),
    field(
        "people_sought",
        marked("column", "Places"),
        marked("definition", "For how many people the call is; blank: not said."),
        lambda call, _: call.people,
        Kind.COUNT,
        tells=("opens",),
    ),
]

WHAT: Final[list[Field[Cohort]]] = [
    field("code", COHORT_CODE, COHORT_CODE_IS, lambda cohort, _: cohort.code, Kind.CODE),
    title_of(lambda cohort: cohort.title),
    field(
        "ordinal",
        marked("column", "Ordinal number"),
        marked("definition", "Which one it is, counted from 1; blank: not said."),
        lambda cohort, _: cohort.ordinal,
        Kind.COUNT,
    ),
    field(
        "label",
        marked("column", "Label"),
        marked("definition", "A short name that sources use for it."),
        lambda cohort, _: cohort.label,
    ),
    word(
        "stage",
        marked("column", "Stage"),
        STAGE_IS,
        lambda cohort, words: words.named(cohort.stage),
        CohortStage,
        tells=("status",),
    ),
    stage_code_of(lambda cohort: cohort.stage.value),
    *dated(
        "period",
        (marked("column", "Period"), marked("column", "Period: earliest day"), marked("column", "Period: latest day")),
        marked("definition", "The days for which it is planned, as they were said."),
        lambda cohort: cohort.period,
    ),
]

_COURSE: Final[list[Field[Cohort]]] = [
    *dated(
        "started",
        (
            marked("column", "Started"),
            marked("column", "Started: earliest day"),
            marked("column", "Started: latest day"),
        ),
        marked("definition", "When it started, as it was said; blank: it was not said to have started."),
        lambda cohort: cohort.started,
        tells=("status",),
    ),
    *dated(
        "completed",
        (
            marked("column", "Completed"),
            marked("column", "Completed: earliest day"),
            marked("column", "Completed: latest day"),
        ),
        marked("definition", "When it was completed, as it was said; blank: it was not said to have been."),
        lambda cohort: cohort.completed,
        tells=("status",),
    ),
    *dated(
        "cancelled",
        (
            marked("column", "Cancelled"),
            marked("column", "Cancelled: earliest day"),
            marked("column", "Cancelled: latest day"),
        ),
        marked("definition", "When it was cancelled, as it was said."),
        lambda cohort: cohort.cancelled,
        tells=("status",),
    ),
    field(
        "cancel_reason",
        marked("column", "Why it was cancelled"),
        marked("definition", "The reason, as it was said."),
        lambda cohort, _: cohort.cancel_reason,
        tells=("status",),
    ),
    field(
        "challenges",
        marked("column", "Challenges"),
        marked("definition", "The challenges that hosts put to it, one to a line."),
        lambda cohort, words: words.lines(challenge.title for challenge in cohort.challenges),
        width=50,
    ),
    *links_of(lambda cohort: cohort.links),
    version_of(lambda cohort: cohort.version),
]


def last_call(cohort: Cohort) -> CallSaid | None:
    """The call that holds."""
    return cohort.calls[-1] if cohort.calls else None


def _call(line: Line[Cohort, Cohort]) -> CallSaid | None:
    return last_call(line.part)


COHORT: Final[list[Field[Line[Cohort, Cohort]]]] = [
    *of(lambda line: line.part, WHAT),
    *of(_call, CALL),
    *of(lambda line: line.part, _COURSE),
    *of(lambda line: line.part, SAID),
    page_of("cohorts"),
]


def _cohorts(material: Material) -> Iterator[Line[Cohort, Cohort]]:
    cohorts = cohorts_of(material.reading, material.code)
    return lines_of(material, ((cohort.code, cohort.commitment, cohort, cohort) for cohort in cohorts))


def about(line: Line[Cohort, object]) -> About:
    return ThingKind.COHORT, line.whole.code


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "cohorts",
        marked("question", "Cohorts"),
        _cohorts,
        about,
        COHORT,
        {
            "started": lambda line: line.part.stage in {CohortStage.RUNNING, CohortStage.COMPLETED},
            "completed": lambda line: line.part.stage is CohortStage.COMPLETED,
        },
    ),
)
