"""Cohorts in numbers: a line for each, with what its call sought and what is said of it alone; what is said of several is not split."""

from collections.abc import Collection, Iterator
from typing import Final

from domain.figure import FigureMeasure
from domain.values import Source
from exports.cells import CellValue
from exports.field import Field, Kind, field, of
from exports.fields.cohort import CALL, WHAT, about, last_call
from exports.fields.common import said_of
from exports.fields.thing import Line, lines_of, page_of, question
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from projections.cohort import CallSaid, Cohort, cohorts_of
from projections.figure import Figure
from words.message import Message, marked


def alone(cohort: Cohort, measure: FigureMeasure) -> int | None:
    """The number said of this cohort alone; None where none was, or where several were of which none is the whole."""
    said = [figure for figure in cohort.figures if figure.measure is measure]
    whole = [figure for figure in said if figure.of is None and figure.label is None] or said
    return whole[0].value if len(whole) == 1 else None


def _each(figures: Collection[Figure], words: Words) -> CellValue:
    """Figures in words, one to a line; those of several cohorts with the codes of these."""

    def tell(figure: Figure) -> str:
        what = " ".join(filter(None, (words.named(figure.measure), words.say(figure.label))))
        cohorts = f" ({'; '.join(figure.cohorts)})" if len(figure.cohorts) > 1 else ""
        return f"{what}{words.language.colon}{figure.value}{cohorts}"

    return "\n".join(map(tell, figures)) or None


def _with(cohort: Cohort, _: Words) -> CellValue:
    codes = [code for figure in cohort.figures_together for code in figure.cohorts if code != cohort.code]
    return "; ".join(dict.fromkeys(codes)) or None


def _counted(name: str, label: Message, measure: FigureMeasure) -> Field[Cohort]:
    definition = marked(
        "definition",
        "How many, said of this cohort alone. Blank: nothing was said, or only of several cohorts together, which is not split.",
    )
    return field(name, label, definition, lambda cohort, _: alone(cohort, measure), Kind.COUNT, tells=("figure:value",))


_NUMBERS: Final[list[Field[Cohort]]] = [
    _counted("applied", marked("column", "Applied"), FigureMeasure.APPLIED),
    _counted("admitted", marked("column", "Admitted"), FigureMeasure.ADMITTED),
    _counted("completed", marked("column", "Completed"), FigureMeasure.COMPLETED),
    _counted("left_early", marked("column", "Left early"), FigureMeasure.LEFT_EARLY),
    _counted("stayed", marked("column", "Stayed in the public sector"), FigureMeasure.STAYED),
    _counted("projects", marked("column", "Projects"), FigureMeasure.PROJECTS),
    field(
        "together_with",
        marked("column", "Said together with"),
        marked(
            "definition", "The codes of the cohorts with which numbers are said of this one together; blank: none are."
        ),
        _with,
        tells=("figure:value",),
    ),
    field(
        "figures_together",
        marked("column", "Numbers said together"),
        marked(
            "definition",
            "The numbers said of this cohort and others together, one to a line, with the codes of all of them.",
        ),
        lambda cohort, words: _each(cohort.figures_together, words),
        width=40,
        tells=("figure:value",),
    ),
    field(
        "figures_alone",
        marked("column", "Numbers said of it alone"),
        marked("definition", "Every number said of this cohort alone, one to a line."),
        lambda cohort, words: _each(cohort.figures, words),
        width=40,
        tells=("figure:value",),
    ),
]


def _call(line: Line[Cohort, Cohort]) -> CallSaid | None:
    return last_call(line.part)


def _source(line: Line[Cohort, Cohort]) -> Source | None:
    return line.part.source


def _illustrative(line: Line[Cohort, Cohort]) -> bool:
    cohort = line.part
    return any(one.illustrative for one in (cohort, *cohort.figures, *cohort.figures_together))


COHORT_NUMBERS: Final[list[Field[Line[Cohort, Cohort]]]] = [
    *of(lambda line: line.part, WHAT),
    *of(_call, CALL),
    *of(lambda line: line.part, _NUMBERS),
    *said_of(_source, _illustrative),
    page_of("cohorts"),
]


def _numbers(material: Material) -> Iterator[Line[Cohort, Cohort]]:
    cohorts = cohorts_of(material.reading, material.code)
    return lines_of(material, ((cohort.code, cohort.commitment, cohort, cohort) for cohort in cohorts))


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("cohort_numbers", marked("question", "Cohorts in numbers"), _numbers, about, COHORT_NUMBERS),
)
