"""Indicators: what is measured, from which baseline, towards which target, what was observed last, and how far that lies from it."""

from collections.abc import Iterator
from typing import Final

from domain.indicator import Baseline, IndicatorMeasure, Level
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import NOT_SAID, SAID, title_of, yes_no_unsaid
from exports.fields.number import number
from exports.fields.series import SERIES
from exports.fields.thing import Line, lines_of, page_of, question
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.indicator import Indicator, indicators_of
from words.message import marked

NONE_KNOWN: Final = marked("file", "None is known")


_MEASURED: Final[list[Field[Indicator]]] = [
    word(
        "measure",
        marked("column", "Measure"),
        marked(
            "definition",
            "How it is measured, as in IATI 2.03: a number, a percentage, a category, a rank, or in words.",
        ),
        lambda one, words: words.named(one.measure),
        IndicatorMeasure,
    ),
    field(
        "measure_code",
        marked("column", "Measure code"),
        marked("definition", "The measure as a code, the same in every language."),
        lambda one, _: one.measure.value,
        Kind.CODE,
        tells=("measure",),
    ),
    field(
        "unit",
        marked("column", "Unit"),
        marked("definition", "In what it is counted."),
        lambda one, words: words.say(one.unit),
    ),
    yes_no_unsaid(
        "ascending",
        marked("column", "More is better"),
        marked("definition", "Yes: it is to rise; No: it is to fall; or Not said."),
        lambda one: one.ascending,
    ),
    word(
        "level",
        marked("column", "Level of result"),
        marked(
            "definition",
            "Of which kind of result it speaks: output, outcome, impact, or another; Not said where nobody said.",
        ),
        lambda one, words: words.named(one.level) if one.level else words(NOT_SAID),
        Level,
    ),
    field(
        "level_code",
        marked("column", "Level code"),
        marked("definition", "The level as a code, the same in every language; blank: not said."),
        lambda one, _: one.level.value if one.level else None,
        Kind.CODE,
        tells=("level",),
    ),
]


def _baseline_known(one: Indicator, words: Words) -> CellValue:
    if one.baseline is None:
        return words(NOT_SAID)
    return words(NONE_KNOWN) if one.baseline.none_known else words.yes_no(True)  # noqa: FBT003 - the answer itself


BASELINE: Final[list[Field[Baseline]]] = [
    field(
        "baseline_value",
        marked("column", "Baseline"),
        marked("definition", "Where things stood at first, as a number. Zero was said; blank: no number was."),
        lambda baseline, _: number(baseline.value),
        Kind.NUMBER,
        tells=("baseline",),
    ),
    field(
        "baseline_text",
        marked("column", "Baseline in words"),
        marked("definition", "Where things stood at first, in words."),
        lambda baseline, words: words.say(baseline.text),
        tells=("baseline",),
    ),
    *dated(
        "baseline_year",
        (
            marked("column", "Year of the baseline"),
            marked("column", "Year of the baseline: earliest day"),
            marked("column", "Year of the baseline: latest day"),
        ),
        marked("definition", "When things stood so, as it was said."),
        lambda baseline: baseline.year,
        tells=("baseline",),
    ),
    field(
        "baseline_comment",
        marked("column", "Comment on the baseline"),
        marked("definition", "What is said about the baseline."),
        lambda baseline, words: words.say(baseline.comment),
        width=40,
        tells=("baseline",),
    ),
]

IS_BASELINE_KNOWN: Final[Field[Indicator]] = field(
    "baseline_known",
    marked("column", "Baseline known"),
    marked("definition", "Yes; or None is known, where that was said; or Not said, where nothing was said of it."),
    _baseline_known,
    Kind.WORD,
    tells=("baseline",),
)

IDENTITY: Final[list[Field[Indicator]]] = [
    field(
        "code",
        marked("column", "Indicator"),
        marked("definition", "The code of the indicator."),
        lambda one, _: one.code,
        Kind.CODE,
    ),
    title_of(lambda one: one.title),
    field(
        "description",
        marked("column", "Description"),
        marked("definition", "What it is about."),
        lambda one, words: words.say(one.description),
        width=50,
    ),
    *_MEASURED,
    IS_BASELINE_KNOWN,
    *of(lambda one: one.baseline, BASELINE),
]
"""What an indicator is: the same in the lines of the logical framework."""


OfIndicator = Line[Indicator, Indicator]
INDICATOR: Final[list[Field[OfIndicator]]] = [
    *of(lambda line: line.part, [*IDENTITY, *SERIES]),
    *of(lambda line: line.part, SAID),
    page_of("indicators"),
]


def _indicators(material: Material) -> Iterator[OfIndicator]:
    found = indicators_of(material.reading, material.code)
    return lines_of(material, ((one.code, one.commitment, one, one) for one in found))


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "indicators",
        marked("question", "Indicators"),
        _indicators,
        lambda line: (ThingKind.INDICATOR, line.part.code),
        INDICATOR,
        {"observed": lambda line: line.part.latest is not None},
    ),
)
