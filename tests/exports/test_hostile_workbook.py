import json
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import cycle
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.application import Log
from domain.intake import read_batch
from domain.log import install
from domain.recorder import Caller
from exports.cells import Linked, clean
from exports.field import Field, Kind, field
from exports.make import make_workbook, words_of
from exports.material import Material
from exports.order import Order
from exports.question import question
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.table_csv import write_csv
from exports.template import Chart, Column, Sheet, Template, templates
from projections.catalogue import PROJECTIONS
from projections.engine import rebuild
from projections.moment import Moment, Reading
from projections.programme import all_programmes
from tests.examples.sample import ALL_REAL, Recorded, fresh_database, requests
from tests.exports.hostile import BROKEN, TEXTS, active_in_csv, faults, hostile, shown
from words.message import marked

few = settings(max_examples=15, deadline=None)  # each example is a workbook
HARM = st.sampled_from((*TEXTS, *BROKEN))
SOME = st.lists(HARM | st.text(max_size=20), max_size=3).map("".join)
KINDS = (Kind.TEXT, Kind.CODE, Kind.WORD, Kind.DAY, Kind.COUNT, Kind.MONEY)
UNCUT = 16_000
DAY = datetime(2020, 1, 1, tzinfo=UTC)
Texts = Sequence[str]


def _column(at: int, kind: Kind) -> Field[Texts]:
    label = marked("column", "Value")
    return field(f"value_{at}", label, label, lambda texts, _: texts[at % len(texts)], kind)


def _link(texts: Texts, _: Words) -> Linked:
    return Linked(texts[0], f"https://example.org/{texts[-1]}")


FIELDS = [
    *(_column(at, kind) for at, kind in enumerate(KINDS)),
    field("link", marked("column", "Link"), marked("definition", "A link."), _link, Kind.LINK),
]


def _questions(lines: Sequence[Texts]) -> dict[str, Any]:
    def told(_: Material) -> Iterator[Texts]:
        return iter(lines)

    title = marked("question", "Milestones")
    return {**QUESTIONS, "said": question("said", title, told, key=str, about=lambda _: None, fields=FIELDS)}


def _template(said: str) -> Template:
    """A template all of whose own texts are this one as well."""
    labels = {"en": said}
    columns = (Column(field="value_0", label=labels, note=labels), *(Column(field=f.name) for f in FIELDS[1:]))
    return Template(
        name="hostile",
        version=1,
        title=labels,
        cover=labels,
        sources=(said,),
        settings={"rate": said},
        setting_notes={"rate": labels},
        sheets=(
            Sheet(name="values", title={"en": "Values"}, note=labels, question="said", columns=columns),
            Sheet(name="again", title=labels, question="said", columns=(Column(field="value_1", total="count"),)),
            Sheet(name="pairs", title=labels, question="said", by="value_0", across="value_1"),
        ),
        charts=(Chart(question="said", field="value_1", title=labels),),
    )


@pytest.fixture(scope="module")
def material(demonstration: Recorded) -> Material:
    return Material(demonstration.read(), "FR-2018")


Make = Callable[[Template, Sequence[Texts]], bytes]


@pytest.fixture(scope="module")
def make(material: Material) -> Make:
    def made(template: Template, lines: Sequence[Texts]) -> bytes:
        said = template.title["en"]
        order = Order(
            programme="FR-2018",
            template=template,
            language="en",
            recipient="funder",
            recipient_name={"en": said},
            ordered_at=DAY,
            ordered_by=said,
            demonstration=True,
        )
        target = BytesIO()
        make_workbook(order, material, None, target, questions=_questions(lines))
        return target.getvalue()

    return made


@few
@given(st.lists(st.lists(SOME, min_size=1, max_size=6), min_size=1, max_size=8))
@example([[text] for text in TEXTS])
@example([[text] for text in BROKEN])
@example([["x" * 40_000, "=" * 33_000, "_x0041_" * 5_000]])
def test_whatever_is_said_it_stays_text_and_the_file_whole(make: Make, lines: list[list[str]]) -> None:
    workbook = make(_template("Plain"), lines)
    assert faults(workbook) == []
    for texts, row in zip(lines, shown(workbook, "Values", 5), strict=False):
        for at, found in enumerate(row[: len(KINDS)]):
            _assert_same(found, clean(texts[at % len(texts)]))


def _assert_same(found: object, text: str) -> None:
    if len(text) < UNCUT:
        assert found == (text or None)
    else:
        assert isinstance(found, str)
        assert found.startswith(text[: UNCUT // 6])
        assert found.endswith((text[-9:], " more characters]"))


@few
@given(SOME)
@example("History")
@example("R&G & &[Picture] &12 &P")
@example("".join(TEXTS))
@example("".join(BROKEN))
@example("'")
def test_what_a_template_or_a_recipient_is_called_breaks_nothing(make: Make, said: str) -> None:
    assert faults(make(_template(said), [["a", "A"], ["a"], [said]])) == []


@pytest.fixture(scope="module")
def said_with_harm(server_url: str) -> Generator[Reading]:
    """The real programmes, with every word of them replaced by one that means harm."""
    texts = cycle(TEXTS)
    position = 0
    with fresh_database(server_url) as url:
        install(url)
        with Log(url) as log:
            for file in ALL_REAL:
                said = {"requests": [hostile(request, texts) for request in requests(file)]}
                position = log.record(read_batch(json.dumps(said).encode()), Caller(actor="team")).position
        with psycopg.connect(url, autocommit=True) as connection:
            rebuild(connection, PROJECTIONS)
            yield Reading(connection, Moment(date(2024, 1, 1), position, DAY))


@pytest.mark.parametrize("name", [name for name, one in sorted(templates().items()) if one.form != "iati"])
def test_every_template_stays_whole_whatever_a_programme_says(said_with_harm: Reading, name: str) -> None:
    template = templates()[name]
    for at, row in enumerate(all_programmes(said_with_harm)):
        material = Material(said_with_harm, row.code)
        order = Order(
            programme=row.code,
            template=template,
            language=("en", "ar")[at % 2],
            publish=at % 2 == 0,
            ordered_at=DAY,
        )
        target = BytesIO()
        if template.form == "csv":
            write_csv(template, material, words_of(order, material), target, questions=QUESTIONS)
            assert active_in_csv(target.getvalue()) == []
        else:
            make_workbook(order, material, None, target)
            assert faults(target.getvalue()) == []
