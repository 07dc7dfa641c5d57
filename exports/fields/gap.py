"""What is missing: one line for each thing that the record lacks on the day."""

from collections.abc import Iterator
from typing import Final

from domain.cohort import CohortStage
from domain.deliverable import DeliverableStage
from domain.gathering import EventStage
from domain.pilot import PilotStage
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import links_of, title_of, yes_no
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.gap import Gap, GapKind
from projections.missing import missing
from projections.outcome import FollowUpState
from words.message import marked

OfGap = Line[Gap, Gap]
_STAGES: Final = {
    ThingKind.PILOT: PilotStage,
    ThingKind.COHORT: CohortStage,
    ThingKind.EVENT: EventStage,
    ThingKind.DELIVERABLE: DeliverableStage,
    ThingKind.FOLLOW_UP: FollowUpState,
}


def _gaps(material: Material) -> Iterator[OfGap]:
    def told() -> Iterator[Told[Gap, Gap]]:
        found = missing(material.reading, material.code, material.scope.period)
        for gap in found.gaps if found else ():
            link = f"/{gap.evidence.url}" if gap.evidence else ""
            of_itself = gap.code if gap.thing is ThingKind.COMMITMENT else None
            yield f"{gap.kind}/{gap.thing}/{gap.code}{link}", gap.commitment or of_itself, gap, gap

    return lines_of(material, told())


def _status(line: OfGap, words: Words) -> CellValue:
    """The status of a milestone, or the stage of another thing."""
    gap = line.part
    if gap.status is None or gap.thing is ThingKind.MILESTONE:
        return words.status(line.material.vocabulary, gap.status)
    stages = _STAGES.get(gap.thing)
    return words.named(stages(gap.status)) if stages else gap.status


_GAP: Final[list[Field[Gap]]] = [
    word(
        "lacking",
        marked("column", "What is missing"),
        marked("definition", "What the record lacks: a report, evidence, a lead, and so on."),
        lambda gap, words: words.named(gap.kind),
        GapKind,
    ),
    field(
        "lacking_code",
        marked("column", "Code of what is missing"),
        marked("definition", "What is missing as a code, the same in every language."),
        lambda gap, _: gap.kind.value,
        Kind.CODE,
        width=24,
        tells=("lacking",),
    ),
    word(
        "thing",
        marked("column", "Thing"),
        marked("definition", "What kind of thing lacks it: a milestone, an event, and so on."),
        lambda gap, words: words.named(gap.thing),
        ThingKind,
    ),
    field(
        "code",
        marked("column", "Code"),
        marked("definition", "The code of the thing that lacks it."),
        lambda gap, _: gap.code,
        Kind.CODE,
    ),
    title_of(lambda gap: gap.title),
]

_DAYS: Final[list[Field[Gap]]] = [
    *dated(
        "due",
        (marked("column", "Due"), marked("column", "Due: earliest day"), marked("column", "Due: latest day")),
        marked("definition", "When the thing is or was due, as it was said; blank: no date is known."),
        lambda gap: gap.due,
    ),
    *dated(
        "last_said",
        (
            marked("column", "Last spoken of"),
            marked("column", "Last spoken of: earliest day"),
            marked("column", "Last spoken of: latest day"),
        ),
        marked("definition", "The last day of which the record speaks for the thing, as it was said; blank: of none."),
        lambda gap: gap.on,
        tells=("status",),
    ),
    *links_of(lambda gap: (gap.evidence,) if gap.evidence else ()),
    yes_no(
        "illustrative",
        marked("column", "Illustrative"),
        marked(
            "definition", "Yes: something in this line was made up to show what the record can hold; no source says it."
        ),
        lambda gap: gap.illustrative,
    ),
]

GAP: Final[list[Field[OfGap]]] = [
    *of(lambda line: line.part, _GAP),
    field(
        "status",
        marked("column", "Status"),
        marked("definition", "What is claimed of a milestone, or the stage of another thing; blank where it has none."),
        _status,
        Kind.WORD,
    ),
    *of(lambda line: line.part, _DAYS),
]


def _about(line: OfGap) -> About:
    return line.part.thing, line.part.code


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("missing", marked("question", "What is missing"), _gaps, _about, GAP),
)
