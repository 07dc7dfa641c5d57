from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

import openpyxl

from exports.field import Field, Kind, field
from exports.make import make_workbook
from exports.material import Material
from exports.order import Order
from exports.question import question
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.template import Column, Sheet, Template
from tests.examples.sample import Recorded
from words.message import marked

COUNTED = marked("column", "Counted")
Line = tuple[int | None, int | None]
PEOPLE: list[Line] = [(3, None), (0, None), (None, None)]


def _held(at: int) -> Callable[[Line, Words], int | None]:
    return lambda line, _: line[at]


def _questions() -> Mapping[str, Any]:
    def told(_: Material) -> Iterator[Line]:
        yield from PEOPLE

    fields: list[Field[Line]] = [
        field("came", COUNTED, COUNTED, _held(0), Kind.COUNT),
        field("stayed", COUNTED, COUNTED, _held(1), Kind.COUNT),
    ]
    asked = question("people", COUNTED, told, key=str, about=lambda _: None, fields=fields)
    return {**QUESTIONS, asked.name: asked}


def test_what_nobody_counted_has_no_total_and_zero_is_counted(demonstration: Recorded) -> None:
    columns = (Column(constant="", name="who"), Column(field="came", total="sum"), Column(field="stayed", total="sum"))
    sheet = Sheet(name="people", title={"en": "People"}, question="people", columns=columns)
    template = Template(name="people", version=1, title={"en": "People"}, sources=("The test.",), sheets=(sheet,))
    order = Order(programme="FR-2018", template=template, language="en")
    file = BytesIO()
    make_workbook(order, Material(demonstration.read(), "FR-2018"), None, file, questions=_questions())
    held = openpyxl.load_workbook(file, data_only=True)["People"]
    rows = list(held.iter_rows(values_only=True))
    assert rows[-1] == ("Total", 3, None)
    assert held.tables["people"].totalsRowCount == 1
