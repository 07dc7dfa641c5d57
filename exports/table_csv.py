"""A template's lines as CSV, with the columns as they are published: one row for each line, written as they come."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO, Final

from exports.column import columns_of
from exports.csv_text import csv_line
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import DEMONSTRATION, Words
from exports.template import Template

TELL_EVERY: Final = 250


def write_csv(
    template: Template,
    material: Material,
    words: Words,
    target: BinaryIO,
    *,
    tell: Callable[[int], None] = lambda _: None,
    questions: Mapping[str, AnyQuestion],
    demonstration: bool = False,
) -> None:
    """Write the first sheet of a template; each row of a demonstration says in its first column that it is one."""
    sheet = template.sheets[0]
    question = questions[sheet.question]
    columns = columns_of(sheet, question, material, words)
    chosen = question.only[sheet.only] if sheet.only else None
    mark: Sequence[str] = (words(DEMONSTRATION),) if demonstration else ()
    target.write(BOM_UTF8)
    target.write(csv_line([*("demonstration" for _ in mark), *(column.name for column in columns)]))
    written = 0
    for line in question.lines(material):
        if chosen is None or chosen(line):
            target.write(csv_line([*mark, *(column.value(line) for column in columns)]))
            written += 1
            if written % TELL_EVERY == 0:
                tell(written)
