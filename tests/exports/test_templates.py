"""Every template that we ship: it loads, names only what exists, and makes a file of every programme of the demonstration."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import chain, product
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from exports.frame import CHARACTERS_PER_PAGE
from exports.make import make_workbook, words_of
from exports.material import Material
from exports.order import Order
from exports.questions import QUESTIONS
from exports.table_csv import write_csv
from exports.template import Column, Labels, Sheet, Template, newest, templates
from projections.programme import all_programmes
from tests.examples.sample import Recorded

TONGUES: Final = ("en", "fr", "ar")
WORKBOOKS: Final = tuple(one for one in templates().values() if one.form == "workbook")
TABLES: Final = tuple(one for one in templates().values() if one.form == "csv")
TRACKER: Final = (
    "reporting_period,commitments,milestones,indicators,indicator_en,indicator_fr,indicator_deadline_en,"
    "indicator_deadline_fr,indicator_lead_dept,status,progress_en,progress_fr,evidence_en,evidence_fr,challenges_en,"
    "challenges_fr,owner_org,owner_org_title"
)
DATASET: Final = (
    "Commitment Unique Identifier,Country/Locality,Region,Theme,Year Of Submission,Action Plan Number,Commitment Number,"
    "Commitment Title,Short Title,Full Text,Lead Institution,Supporting Institution(s),URL,OGP Value Access To Information,"
    "OGP Value Civic Participation,OGP Value Public Accountability,OGP Value Technology,Specificity,Potential Impact,"
    "Completion (Progress Report),Completion (End of Term),Did It Open Government (Overall)"
)
SIDE_BY_SIDE: Final = 2


def made(template: Template, material: Material, tongue: str) -> bytes:
    order = Order(programme=material.code, template=template, language=tongue, demonstration=True)
    file = BytesIO()
    make_workbook(order, material, None, file)
    return file.getvalue()


def as_csv(template: Template, material: Material, tongue: str = "en") -> bytes:
    words = words_of(Order(programme=material.code, template=template, language=tongue), material)
    file = BytesIO()
    write_csv(template, material, words, file, questions=QUESTIONS)
    return file.getvalue()


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))


def material_of(demonstration: Recorded, code: str) -> Material:
    return Material(demonstration.read(), code)


def materials(demonstration: Recorded) -> Iterator[Material]:
    reading = demonstration.read()
    yield from (Material(reading, programme.code) for programme in all_programmes(reading))


def labels_in(template: Template) -> Iterator[Labels | None]:
    yield template.title
    yield from template.setting_notes.values()
    yield from (chart.title for chart in template.charts)
    for sheet in template.sheets:
        yield from (sheet.title, sheet.note)
        yield from chain.from_iterable((column.label, column.note) for column in sheet.columns)


def fields_in(sheet: Sheet) -> Iterable[str]:
    yield from (column.field for column in sheet.columns if column.field)
    yield from filter(None, (sheet.group, sheet.by, sheet.across, *sheet.plan))


@pytest.mark.parametrize("template", [*WORKBOOKS, *TABLES], ids=lambda one: one.id)
def test_a_template_names_only_questions_fields_and_choices_that_exist(template: Template) -> None:
    for sheet in template.sheets:
        question = QUESTIONS[sheet.question]
        assert set(fields_in(sheet)) <= set(question.fields)
        assert sheet.only is None or sheet.only in question.only
        assert all(question.fields[c.field].terms for c in sheet.columns if c.drop_down and c.field)
    for chart in template.charts:
        assert chart.field in QUESTIONS[chart.question].fields
        assert chart.only is None or chart.only in QUESTIONS[chart.question].only


@pytest.mark.parametrize("template", templates().values(), ids=lambda one: one.id)
def test_a_template_says_everything_in_three_languages_and_where_its_columns_come_from(template: Template) -> None:
    said = [labels for labels in (*labels_in(template), template.cover) if labels is not None]
    assert all(set(labels) == set(TONGUES) and all(labels.values()) for labels in said)
    assert template.sources
    assert set(template.settings) == set(template.setting_notes)
    assert all(len(title) <= 31 for sheet in template.sheets for title in sheet.title.values())


@pytest.mark.parametrize("template", WORKBOOKS, ids=lambda one: one.id)
def test_a_workbook_has_an_overview_and_says_what_its_rows_are_on_two_pages_side_by_side(template: Template) -> None:
    assert template.charts
    assert template.cover
    for sheet in template.sheets:
        assert sheet.note or sheet.plan
        if sheet.columns and not sheet.plan:
            widths = [_width(sheet, column) for column in sheet.columns]
            kept = sum(widths[: sheet.frozen])
            assert sum(widths) - kept <= SIDE_BY_SIDE * (CHARACTERS_PER_PAGE - kept), (sheet.name, sum(widths), kept)


def _width(sheet: Sheet, column: Column) -> int:
    assert column.width or column.field
    return column.width or QUESTIONS[sheet.question].fields[column.field or ""].width


def test_every_template_makes_a_workbook_of_every_programme_in_every_language(demonstration: Recorded) -> None:
    """All are made; of the three languages of each, one in turn is opened again, which takes longer than to make it."""
    for at, (material, template) in enumerate(product(materials(demonstration), WORKBOOKS)):
        files = {tongue: made(template, material, tongue) for tongue in TONGUES}
        opened = TONGUES[(at + at // len(WORKBOOKS)) % len(TONGUES)]
        check(files[opened], f"{material.code} {template.id} {opened}")


def check(workbook: bytes, what: str) -> None:
    """It opens, each table has a name of its own, and its head stands in the cells."""
    book = load_workbook(BytesIO(workbook))
    tables: list[tuple[Any, Any]] = [(sheet, table) for sheet in book for table in sheet.tables.values()]
    names = [table.name.casefold() for _, table in tables]
    assert len(names) == len(set(names)), what
    for sheet, table in tables:
        head = [cell.value for cell in sheet[table.ref][0]]
        assert head == [column.name for column in table.tableColumns], (what, table.name)


def test_the_same_order_gives_the_same_bytes(demonstration: Recorded) -> None:
    for template in WORKBOOKS:
        once, again = (made(template, material_of(demonstration, "CO-CREATED"), "en") for _ in range(2))
        assert once == again


def test_the_tracker_has_the_published_columns_in_their_order(demonstration: Recorded) -> None:
    template = newest("national-tracker")
    assert template
    for material in materials(demonstration):
        file = as_csv(template, material)
        assert file.startswith(b"\xef\xbb\xbf")
        assert next(csv.reader(StringIO(file.decode("utf-8-sig")))) == TRACKER.split(",")


def test_a_row_of_the_tracker_has_its_status_as_a_code_and_says_where_there_is_no_progress(
    demonstration: Recorded,
) -> None:
    template = newest("national-tracker")
    assert template
    material = material_of(demonstration, "FR-2018")
    rows = rows_of(as_csv(template, material))
    standing = [one for one in QUESTIONS["tracker"].lines(material) if not one.milestone.withdrawn]
    assert [row["indicators"] for row in rows] == [one.milestone.code for one in standing]
    expected = {"not-started": "NS", "limited": "LP", "substantial": "SP", "complete": "C"}
    assert {row["reporting_period"] for row in rows} == {material.moment.as_of.isoformat()}
    assert [row["status"] for row in rows] == [expected.get(one.milestone.status, "") for one in standing]
    silent = [row for row, one in zip(rows, standing, strict=True) if not (c := one.milestone.claim) or not c.progress]
    assert silent
    assert {(row["progress_en"], row["progress_fr"]) for row in silent} == {("NIL", "NUL")}
    assert all(row["evidence_en"] == row["evidence_fr"] for row in rows)


def test_the_tracker_finds_what_is_said_in_one_language_alone(demonstration: Recorded) -> None:
    template = newest("national-tracker")
    assert template
    material = material_of(demonstration, "FR-2018")
    rows = {row["indicators"]: row for row in rows_of(as_csv(template, material))}
    found = {(gap.line.milestone.code, gap.rule.english) for gap in QUESTIONS["tracker_gaps"].lines(material)}
    for name, tongue in product(("progress", "indicator"), ("en", "fr")):
        rule = f"{'Progress' if name == 'progress' else 'The indicator'} is not said in {'English' if tongue == 'en' else 'French'}"
        assert {code for code, said in found if said == rule} == {
            code for code, row in rows.items() if not row[f"{name}_{tongue}"]
        }


def test_the_dataset_has_the_published_columns_in_their_order(demonstration: Recorded) -> None:
    template = newest("ogp-dataset")
    assert template
    material = material_of(demonstration, "FR-2018")
    rows = rows_of(as_csv(template, material))
    assert list(rows[0]) == DATASET.split(",")
    commitments = [one.commitment for one in QUESTIONS["commitments"].lines(material)]
    assert [row["Commitment Number"] for row in rows] == [one.code for one in commitments]
    assert [bool(row["Lead Institution"]) for row in rows] == [one.lead is not None for one in commitments]
    assert not any(row["Region"] for row in rows)


def test_no_more_is_paid_for_events_than_the_caps_of_the_template_allow(demonstration: Recorded) -> None:
    template = newest("erasmus-plus")
    assert template
    material = material_of(demonstration, "CO-CREATED")
    words = words_of(Order(programme=material.code, template=template, language="en"), material)
    question = QUESTIONS["events"]
    events = [one for one in question.lines(material) if question.only["multiplier-events"](one)]
    paid = [question.fields["unit_cost"].value(one, words) for one in events]
    assert events
    assert sum(cost for cost in paid if isinstance(cost, float)) <= float(template.settings["total_cap"])
