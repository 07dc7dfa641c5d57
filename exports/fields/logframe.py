"""The logical framework: for each indicator and each date, the planned row above the achieved one."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from domain.dates import Edtf
from domain.values import Link, Source, Text
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of
from exports.fields.common import evidence_of, said_of
from exports.fields.indicator import IDENTITY
from exports.fields.number import number
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.indicator import Indicator, Observation, Target, indicators_of
from words.message import marked

PLANNED: Final = marked("file", "Planned")
ACHIEVED: Final = marked("file", "Achieved")
NO_TARGET: Final = marked("file", "No target set")
NOT_OBSERVED: Final = marked("file", "Not observed")


class Row(NamedTuple):
    """A row of the framework: what was agreed for a date, or what was observed; achieved or else planned. `said` None: nothing was."""

    achieved: bool
    date: Edtf | None
    said: Target | Observation | None

    @property
    def target(self) -> Target | None:
        return self.said if isinstance(self.said, Target) else None

    @property
    def observation(self) -> Observation | None:
        return self.said if isinstance(self.said, Observation) else None


OfRow = Line[Indicator, Row]


def rows_of(one: Indicator) -> Iterator[tuple[str, Row]]:
    """The rows of an indicator, with what tells them apart: dates that end on one day are one, and one without dates has two rows."""
    targets = {target.by.latest: target for target in one.targets}
    days = sorted({*targets, *(seen.period.latest for seen in one.observations)})
    for day in days or [None]:
        name, target = day.isoformat() if day else "none", targets.get(day) if day else None
        observed = [seen for seen in one.observations if seen.period.latest == day]
        by = target.by if target else observed[0].period if observed else None
        yield f"{name}/planned", Row(achieved=False, date=by, said=target)
        for seen in observed or [None]:
            yield f"{name}/achieved", Row(achieved=True, date=seen.period if seen else by, said=seen)


def _rows(material: Material) -> Iterator[OfRow]:
    def told() -> Iterator[Told[Indicator, Row]]:
        for one in indicators_of(material.reading, material.code):
            for name, row in rows_of(one):
                yield f"{one.code}/{name}", one.commitment, one, row

    return lines_of(material, told())


def elsewhere(kind: ThingKind, fields: Iterable[Field[Any]]) -> list[Field[Any]]:
    """The fields of a thing in a line that tells of another."""
    return [
        one._replace(tells=tuple(name if ":" in name else f"{kind}:{name}" for name in one.tells)) for one in fields
    ]


def _value(row: Row, words: Words) -> CellValue:
    """A number, or else what is said in words, or that nothing was."""
    if row.said is None:
        return words(NOT_OBSERVED if row.achieved else NO_TARGET)
    return number(row.said.value) if row.said.value is not None else words.say(row.said.text)


def _text(row: Row) -> Text | None:
    return row.said.text if row.said else None


_ROW: Final[list[Field[Row]]] = [
    field(
        "row",
        marked("column", "Row"),
        marked("definition", "Planned: what was agreed for the date; Achieved: what was observed."),
        lambda row, words: words(ACHIEVED if row.achieved else PLANNED),
        Kind.WORD,
    ),
    *dated(
        "date",
        (marked("column", "Date"), marked("column", "Date: earliest day"), marked("column", "Date: latest day")),
        marked(
            "definition",
            "By when it is to be reached, or when it was observed, as it was said; each stands for the other where one is not said.",
        ),
        lambda row: row.date,
        tells=("value",),
    ),
    field(
        "value",
        marked("column", "Value"),
        marked(
            "definition",
            "The number; or words where it is none, where no target is set, or where nothing was observed.",
        ),
        _value,
        Kind.NUMBER,
        tells=("value", "text"),
    ),
    field(
        "text",
        marked("column", "Value in words"),
        marked("definition", "What is said of the value in words."),
        lambda row, words: words.say(_text(row)),
    ),
]

_AGREED: Final[list[Field[Target]]] = [
    field(
        "first_value",
        marked("column", "First target"),
        marked("definition", "The target that was set first for the date, as a number; blank in an achieved row."),
        lambda target, _: number(target.first_value),
        Kind.NUMBER,
        tells=("value",),
    ),
    field(
        "target_reason",
        marked("column", "Why the target was set or replaced"),
        marked("definition", "The reason for the target that holds, as it was said."),
        lambda target, _: target.replaced or target.reason,
        width=40,
        tells=("value",),
    ),
    *dated(
        "target_since",
        (
            marked("column", "Target agreed on"),
            marked("column", "Target agreed on: earliest day"),
            marked("column", "Target agreed on: latest day"),
        ),
        marked("definition", "When the target that holds was agreed, as it was said."),
        lambda target: target.replaced_on or target.set_on,
        tells=("value",),
    ),
]

_SEEN: Final[list[Field[Observation]]] = [
    field(
        "comment",
        marked("column", "Comment"),
        marked("definition", "What is said about the observation."),
        lambda seen, words: words.say(seen.comment),
        width=40,
        tells=("value",),
    ),
    field(
        "restated",
        marked("column", "Why it was restated"),
        marked("definition", "The reasons for its corrections, one to a line; blank: it was not corrected."),
        lambda seen, _: "\n".join(one.reason for one in seen.restated) or None,
        width=40,
        tells=("value",),
    ),
]


def _evidence(row: Row) -> tuple[Link, ...]:
    return row.observation.evidence if row.observation else ()


def _source(line: OfRow) -> Source | None:
    return line.part.said.source if line.part.said else None


def _illustrative(line: OfRow) -> bool:
    return (line.part.said or line.whole).illustrative


ROW: Final[list[Field[OfRow]]] = [
    *of(lambda line: line.whole, elsewhere(ThingKind.INDICATOR, IDENTITY)),
    *of(lambda line: line.part, _ROW),
    *of(lambda line: line.part.target, _AGREED),
    *of(lambda line: line.part.observation, _SEEN),
    *of(lambda line: line.part, evidence_of(_evidence, tells=("value",))),
    field(
        "assumptions",
        marked("column", "Assumptions"),
        marked(
            "definition",
            "What must hold so that the target can be reached. The record does not hold it: left blank to be filled in.",
        ),
        lambda _line, _words: None,
        width=40,
    ),
    *said_of(_source, _illustrative),
]


def _about(line: OfRow) -> About:
    if line.part.said is None:
        return ThingKind.INDICATOR, line.whole.code
    kind = ThingKind.OBSERVATION if line.part.achieved else ThingKind.TARGET
    return kind, f"{line.whole.code}/{line.part.date}"


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "indicator_rows",
        marked("question", "Logical framework"),
        _rows,
        _about,
        ROW,
        {
            "planned": lambda line: not line.part.achieved,
            "achieved": lambda line: line.part.achieved,
        },
    ),
)
