"""Deliverables: what is promised, until when and by whom, how far its versions are, and why it is late."""

from collections.abc import Iterator
from typing import Final

from domain.deliverable import QUESTIONS as VOCABULARIES
from domain.step import DeliverableStage
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import SAID, partner_fields, slipped, stage_code_of, title_of, yes_no
from exports.fields.delivery import DELIVERY
from exports.fields.month import month_of
from exports.fields.thing import Line, lines_of, page_of, question
from exports.material import Material
from exports.question import AnyQuestion
from projections.deliverable import Deliverable, deliverables_of
from projections.field import ThingKind
from words.message import marked

STAGE_IS: Final = marked(
    "definition", "How far the deliverable is: promised, draft, submitted, accepted, returned, or withdrawn."
)
OF_DELIVERABLE: Final[list[Field[Deliverable]]] = [
    field(
        "deliverable",
        marked("column", "Deliverable"),
        marked("definition", "The code of the deliverable."),
        lambda one, _: one.code,
        Kind.CODE,
        tells=("deliverable:code",),
    ),
    field(
        "deliverable_title",
        marked("column", "Deliverable title"),
        marked("definition", "What the deliverable is called."),
        lambda one, words: words.say(one.title),
        width=40,
        tells=("deliverable:title",),
    ),
    word(
        "deliverable_stage",
        marked("column", "Stage of the deliverable"),
        STAGE_IS,
        lambda one, words: words.named(one.stage),
        DeliverableStage,
        tells=("deliverable:status",),
    ),
]
"""What a line about a part of a deliverable says of the deliverable."""

_WHAT: Final[list[Field[Deliverable]]] = [
    field(
        "code",
        marked("column", "Deliverable"),
        marked("definition", "The code of the deliverable."),
        lambda one, _: one.code,
        Kind.CODE,
    ),
    field(
        "number",
        marked("column", "Number"),
        marked("definition", "Its number as the grant agreement has it: D2.1; blank: not said."),
        lambda one, _: one.number,
        Kind.CODE,
    ),
    title_of(lambda one: one.title),
    word(
        "type",
        marked("column", "Type"),
        marked("definition", "What kind of deliverable it is, in the words of the programme's vocabulary."),
        lambda one, words: words.status(one.type_vocabulary, one.type),
        VOCABULARIES["type"],
    ),
    field(
        "type_code",
        marked("column", "Type code"),
        marked("definition", "The type as a code, the same in every language."),
        lambda one, _: one.type,
        Kind.CODE,
        tells=("type",),
    ),
    word(
        "level",
        marked("column", "Dissemination level"),
        marked("definition", "To whom it is open, in the words of the programme's vocabulary."),
        lambda one, words: words.status(one.level_vocabulary, one.level),
        VOCABULARIES["level"],
    ),
    field(
        "level_code",
        marked("column", "Dissemination level code"),
        marked("definition", "The dissemination level as a code, the same in every language."),
        lambda one, _: one.level,
        Kind.CODE,
        tells=("level",),
    ),
    word(
        "stage",
        marked("column", "Stage"),
        STAGE_IS,
        lambda one, words: words.named(one.stage),
        DeliverableStage,
        tells=("status",),
    ),
    stage_code_of(lambda one: one.stage.value),
    *partner_fields(
        ("lead", "lead_code"),
        (marked("column", "Lead"), marked("column", "Code of the lead")),
        marked("definition", "The partner that leads it; blank: nobody was named."),
        lambda one: (one.lead,) if one.lead else (),
    ),
    field(
        "description",
        marked("column", "Description"),
        marked("definition", "What it is about."),
        lambda one, words: words.say(one.description),
        width=50,
    ),
]


def was_late(one: Deliverable) -> bool | None:
    """Whether it is overdue, or was handed in after all days that its due date can mean; None where no due date is known."""
    if one.due is None:
        return None
    return one.overdue is True or (one.submitted is not None and one.submitted.earliest > one.due.latest)


_WHEN: Final[list[Field[Deliverable]]] = [
    *dated(
        "promised",
        (
            marked("column", "First due"),
            marked("column", "First due: earliest day"),
            marked("column", "First due: latest day"),
        ),
        marked("definition", "The due date that was promised first, as it was said; blank: none was."),
        lambda one: one.promised,
        tells=("due",),
    ),
    *dated(
        "due",
        (marked("column", "Due"), marked("column", "Due: earliest day"), marked("column", "Due: latest day")),
        marked("definition", "The due date that is agreed now, as it was said; blank: none is."),
        lambda one: one.due,
    ),
    *slipped(lambda one: one.slippage, tells=("due",)),
    field(
        "due_reason",
        marked("column", "Why the due date moved"),
        marked("definition", "The reason for the last move, as it was said."),
        lambda one, _: one.due_reason,
        width=40,
        tells=("due",),
    ),
    field(
        "reschedules",
        marked("column", "Times rescheduled"),
        marked("definition", "How often the due date was moved."),
        lambda one, _: one.reschedules,
        Kind.COUNT,
        tells=("due",),
    ),
    yes_no(
        "overdue",
        marked("column", "Overdue"),
        marked("definition", "Yes: its due date has passed, and it is not handed in. Blank: no due date is known."),
        lambda one: one.overdue,
        tells=("due", "status"),
    ),
    yes_no(
        "late",
        marked("column", "Late"),
        marked("definition", "Yes: it is overdue, or was handed in after its due date. Blank: no due date is known."),
        was_late,
        tells=("due", "status"),
    ),
    *dated(
        "submitted",
        (
            marked("column", "Delivered on"),
            marked("column", "Delivered on: earliest day"),
            marked("column", "Delivered on: latest day"),
        ),
        marked(
            "definition",
            "When the version that counts was handed in, as it was said; blank: none was, or it was returned.",
        ),
        lambda one: one.submitted,
        tells=("status",),
    ),
    *dated(
        "accepted",
        (
            marked("column", "Accepted on"),
            marked("column", "Accepted on: earliest day"),
            marked("column", "Accepted on: latest day"),
        ),
        marked("definition", "When it was accepted, as it was said; blank: it was not."),
        lambda one: one.accepted,
        tells=("status",),
    ),
]

OfDeliverable = Line[Deliverable, Deliverable]
_MONTHS: Final[list[Field[OfDeliverable]]] = [
    field(
        "promised_month",
        marked("column", "First due: month of the project"),
        marked(
            "definition",
            "The month in which it was first due, counted from the start of the programme: M1 is its first.",
        ),
        lambda line, _: month_of(line.material.programme.period, line.part.promised),
        Kind.CODE,
        tells=("due", "programme:period"),
    ),
    field(
        "due_month",
        marked("column", "Due: month of the project"),
        marked("definition", "The month in which it is due, counted from the start of the programme: M1 is its first."),
        lambda line, _: month_of(line.material.programme.period, line.part.due),
        Kind.CODE,
        tells=("due", "programme:period"),
    ),
]
DELIVERABLE: Final[list[Field[OfDeliverable]]] = [
    *of(lambda line: line.part, [*_WHAT, *_WHEN]),
    *_MONTHS,
    *of(lambda line: line.part, DELIVERY),
    *of(lambda line: line.part, SAID),
    page_of("deliverables"),
]


def _deliverables(material: Material) -> Iterator[OfDeliverable]:
    found = deliverables_of(material.reading, material.code)
    return lines_of(material, ((one.code, one.commitment, one, one) for one in found))


def _due(line: OfDeliverable) -> bool:
    """Whether it is due by the day of the export, or in the reporting period where one is said."""
    due, scope = line.part.due, line.material.scope
    if due is None or line.part.stage is DeliverableStage.WITHDRAWN:
        return False
    if scope.period is None:
        return due.earliest <= line.material.moment.as_of
    return due.earliest <= scope.period.latest and due.latest >= scope.period.earliest


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "deliverables",
        marked("question", "Deliverables"),
        _deliverables,
        lambda line: (ThingKind.DELIVERABLE, line.part.code),
        DELIVERABLE,
        {
            "late": lambda line: was_late(line.part) is True,
            "due": _due,
            "submitted": lambda line: line.part.submitted is not None,
        },
    ),
)
