"""The changes lead from the cells of one export to those of the next, whatever was recorded in between."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.programme import UnknownProgramme
from exports.cells import CellValue
from exports.changes import CellChange, changes_between
from exports.column import columns_of
from exports.material import Material
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.template import Sheet, Template, templates
from projections.moment import Moment, Reading
from tests.examples.sample import Recorded, fresh_database
from tests.projections.histories import FOUNDING, Chapter, histories
from tests.projections.histories import record as record_history
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN
from words.language import language

EVERYTHING = Template(
    name="everything",
    version=1,
    title={"en": "Everything"},
    sources=("Every field of every question.",),
    sheets=tuple(Sheet(name=name, title={"en": name}, question=name) for name in QUESTIONS),
)
OURS = [template for template in templates().values() if template.sheets]
Cells = dict[str, dict[str, dict[str, CellValue]]]
"""What a workbook shows, by sheet, row and column; what is blank is left out."""

days = st.dates(date(2017, 6, 1), date(2023, 1, 1))


@pytest.fixture(scope="module")
def ledger(server_url: str) -> Iterator[Ledger]:
    with fresh_database(server_url) as url, Ledger(url) as ledger:
        yield ledger


def rendered(template: Template, material: Material) -> Cells:
    """The cells of a template, except those that tell of the export itself."""
    words = Words(language("en"), partner=material.partner)
    return {
        sheet.name: dict(_rows(sheet, material, words)) for sheet in template.sheets if not sheet.by and not sheet.plan
    }


def _rows(sheet: Sheet, material: Material, words: Words) -> Iterator[tuple[str, dict[str, CellValue]]]:
    question = QUESTIONS[sheet.question]
    columns = columns_of(sheet, question, material, words)
    for line in question.lines(material):
        if sheet.only is None or question.only[sheet.only](line):
            cells = {column.name: column.value(line) for column in columns if _is_of_the_record(column.field)}
            yield question.key(line), {name: value for name, value in cells.items() if value is not None}


def _is_of_the_record(field: Any) -> bool:
    return field is not None and not all(name.startswith("export:") for name in field.tells)


def applied(cells: Cells, changes: list[CellChange]) -> Cells:
    """These cells after the changes, each of which must have stood there as the change says."""
    after = {sheet: {row: dict(held) for row, held in rows.items()} for sheet, rows in cells.items()}
    for change in changes:
        if not change.column:
            continue
        row = after[change.sheet].setdefault(change.row, {})
        assert row.pop(change.column, None) == change.old
        if change.new is not None:
            row[change.column] = change.new
    return {sheet: {row: held for row, held in rows.items() if held} for sheet, rows in after.items()}


def the_changes_lead_from_the_one_to_the_other(template: Template, before: Material, after: Material) -> None:
    words = Words(language("en"), partner=after.partner)
    changes = changes_between(template, before, after, words, QUESTIONS)
    assert applied(rendered(template, before), changes) == rendered(template, after)
    assert all(change.old != change.new for change in changes if change.column)
    numbers = [change.number for change in changes if change.number is not None]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    of_entries = {(change.position, change.number) for change in changes if change.position}
    assert len(of_entries) == len({position for position, _ in of_entries})
    if before.moment == after.moment:
        assert changes == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    history=histories(),
    known=st.tuples(st.integers(len(FOUNDING), 40), st.integers(len(FOUNDING), 60)),
    on=st.tuples(days, days),
    template=st.sampled_from([EVERYTHING, *OURS]),
)
def test_the_changes_of_any_history_lead_from_one_export_to_the_next(
    ledger: Ledger, history: tuple[Chapter, ...], known: tuple[int, int], on: tuple[date, date], template: Template
) -> None:
    ledger.empty()
    record_history(ledger, history)
    last = ledger.catch_up()
    first, second = sorted(min(position, last) for position in known)
    before, after = (
        Material(Reading(ledger.connection, Moment(day, position)), PLAN)
        for day, position in zip(on, (first, second), strict=True)
    )
    the_changes_lead_from_the_one_to_the_other(template, before, after)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    code=st.sampled_from(("FR-2018", "GFD-WG2", "CEMSDI", "CO-CREATED", "LOCAL-DIGITAL", "CA-2018")),
    known=st.tuples(st.integers(1, 400), st.integers(1, 400)),
    on=st.tuples(days, days),
    template=st.sampled_from([EVERYTHING, *OURS]),
)
def test_so_do_those_of_the_demonstration(
    demonstration: Recorded, code: str, known: tuple[int, int], on: tuple[date, date], template: Template
) -> None:
    first, second = sorted(min(position, demonstration.position) for position in known)
    try:
        before, after = (
            Material(Reading(demonstration.connection, Moment(day, position)), code)
            for day, position in zip(on, (first, second), strict=True)
        )
    except UnknownProgramme:
        assume(False)  # noqa: FBT003 - Hypothesis' own word
        raise
    the_changes_lead_from_the_one_to_the_other(template, before, after)
