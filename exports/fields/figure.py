"""Figures of cohorts: each as it was said, of one cohort or of several together, and never split among them."""

from collections.abc import Iterator
from typing import Final

from domain.figure import FigureMeasure
from domain.values import Link, Source
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, word
from exports.fields.common import evidence_of, note_of, said_of, yes_no
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from projections.cohort import Cohort, cohorts_of
from projections.field import ThingKind
from projections.figure import Figure, FigureSaid, figures_of
from words.message import marked

Cohorts = tuple[Cohort, ...]
"""The cohorts that a figure is said of."""
OfFigure = Line[Cohorts, Figure]


def _figures(material: Material) -> Iterator[OfFigure]:
    """A figure of cohorts of several commitments is in the export where one of these is."""
    known = {cohort.code: cohort for cohort in cohorts_of(material.reading, material.code)}

    def told() -> Iterator[Told[Cohorts, Figure]]:
        for figure in figures_of(material.reading, material.code):
            cohorts = tuple(known[code] for code in figure.cohorts if code in known)
            commitments = {cohort.commitment for cohort in cohorts} or {None}
            if any(map(material.scope.has, commitments)):
                yield figure.code, next(iter(commitments)) if len(commitments) == 1 else None, cohorts, figure

    return lines_of(material, told(), narrowed=True)


def _said_as(line: OfFigure, words: Words) -> str:
    return words.named(line.part.measure)


def _last(line: OfFigure) -> FigureSaid:
    return line.part.statements[-1]


def _cohort_titles(line: OfFigure, words: Words) -> CellValue:
    return words.lines(cohort.title for cohort in line.whole)


def _former(figure: Figure, words: Words) -> CellValue:
    """The numbers that were said before, one to a line: each with its day."""
    return "\n".join(f"{said.on}{words.language.colon}{said.value}" for said in figure.statements[:-1]) or None


_WHICH: Final[list[Field[OfFigure]]] = [
    field(
        "code",
        marked("column", "Figure"),
        marked("definition", "The code of the figure."),
        lambda line, _: line.part.code,
        Kind.CODE,
        width=18,
    ),
    word(
        "measure",
        marked("column", "What is counted"),
        marked("definition", "What the number counts: people who applied, were admitted, completed, and so on."),
        _said_as,
        FigureMeasure,
    ),
    field(
        "measure_code",
        marked("column", "Measure code"),
        marked("definition", "The measure as a code, the same in every language."),
        lambda line, _: line.part.measure.value,
        Kind.CODE,
        tells=("measure",),
    ),
    field(
        "label",
        marked("column", "Label"),
        marked("definition", "What it counts in more words, where they are needed."),
        lambda line, words: words.say(line.part.label),
    ),
    field(
        "cohorts",
        marked("column", "Cohorts"),
        marked(
            "definition",
            "The cohorts of which it is said, one to a line. How it is shared among them is not known.",
        ),
        _cohort_titles,
        tells=("cohorts", "cohort:title"),
    ),
    field(
        "cohort_codes",
        marked("column", "Codes of the cohorts"),
        marked("definition", "The same by their codes."),
        lambda line, _: "; ".join(line.part.cohorts),
        Kind.CODE,
        tells=("cohorts",),
    ),
    yes_no(
        "together",
        marked("column", "Said of several together"),
        marked("definition", "Yes: it is one number for several cohorts."),
        lambda line: len(line.part.cohorts) > 1,
        tells=("cohorts",),
    ),
    field(
        "of",
        marked("column", "Part of figure"),
        marked("definition", "The code of the figure of which it is a part; blank: of none."),
        lambda line, _: line.part.of,
        Kind.CODE,
        width=18,
    ),
]

_NUMBER: Final[list[Field[OfFigure]]] = [
    field(
        "value",
        marked("column", "Number"),
        marked("definition", "The number as it was said last. A zero was said; nothing is ever filled in."),
        lambda line, _: line.part.value,
        Kind.COUNT,
    ),
    *dated(
        "on",
        (
            marked("column", "Holds for"),
            marked("column", "Holds for: earliest day"),
            marked("column", "Holds for: latest day"),
        ),
        marked("definition", "The day or days for which the number holds, as they were said."),
        lambda line: line.part.on,
        tells=("value",),
    ),
    field(
        "said",
        marked("column", "In the words of the source"),
        marked("definition", "The words in which the number is said."),
        lambda line, _: _last(line).said,
        width=50,
        tells=("value",),
    ),
    field(
        "reason",
        marked("column", "Why it was restated"),
        marked("definition", "Why the number is another than before, as it was said; blank: it was said once."),
        lambda line, _: _last(line).reason,
        width=40,
        tells=("value",),
    ),
    field(
        "first_value",
        marked("column", "First number"),
        marked("definition", "The number as it was said first."),
        lambda line, _: line.part.statements[0].value,
        Kind.COUNT,
        tells=("value",),
    ),
    field(
        "former",
        marked("column", "Former numbers"),
        marked(
            "definition", "The numbers that were said before, each with the day for which it was said, one to a line."
        ),
        lambda line, words: _former(line.part, words),
        tells=("value",),
    ),
    note_of(lambda line: _last(line).note, tells=("value",)),
]


def _links(line: OfFigure) -> tuple[Link, ...]:
    return _last(line).links


def _source(line: OfFigure) -> Source | None:
    return _last(line).source


FIGURE: Final[list[Field[OfFigure]]] = [
    *_WHICH,
    *_NUMBER,
    *evidence_of(_links, tells=("value",)),
    *said_of(_source, lambda line: line.part.illustrative),
]


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "figures",
        marked("question", "Figures of cohorts"),
        _figures,
        lambda line: (ThingKind.FIGURE, line.part.code),
        FIGURE,
        {
            "alone": lambda line: len(line.part.cohorts) == 1,
            "together": lambda line: len(line.part.cohorts) > 1,
        },
    ),
)
