"""The list of evidence of a programme, as lines of a CSV file."""

from collections.abc import Iterator, Sequence

from exports.cells import CellValue
from exports.material import Material
from exports.questions import QUESTIONS
from exports.saying import Words

QUESTION = "evidence"


def evidence_lines(material: Material, words: Words) -> Iterator[Sequence[CellValue]]:
    """The names of the fields, then a line for each piece of evidence."""
    question = QUESTIONS[QUESTION]
    fields = list(question.fields.values())
    yield [field.name for field in fields]
    for line in question.lines(material):
        yield [field.value(line, words) for field in fields]
