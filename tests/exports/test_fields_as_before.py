"""The sheets as they were before templates: their columns are fields now, with the same names, labels and values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from exports.columns import Column
from exports.commitment_columns import COMMITMENTS
from exports.history_columns import HISTORY, history_lines
from exports.material import Material
from exports.partner_columns import PARTNERS, partner_lines
from exports.question import AnyQuestion
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.status_columns import CONTEXT, STATUS_REPORT, status_lines
from exports.words import Words as FormerWords
from projections.entry import timelines
from projections.partner import partners_named
from projections.report import status_report
from projections.role import roles_in
from tests.examples.sample import Recorded
from words.language import language

ENGLISH = Words(language("en"))


def before(columns: Sequence[Column[Any]], lines: Iterable[Any]) -> list[Mapping[str, Any]]:
    former = FormerWords("en")
    return [{column.name: column.value(line, former) for column in columns} for line in lines]


def now(question: AnyQuestion, columns: Sequence[Column[Any]], material: Material) -> list[Mapping[str, Any]]:
    fields = [question.fields[column.name] for column in columns]
    return [{field.name: field.value(line, ENGLISH) for field in fields} for line in question.lines(material)]


@pytest.mark.parametrize("day", [date(2019, 10, 31), date(2021, 7, 1)])
@pytest.mark.parametrize("code", ["FR-2018", "CO-CREATED"])
def test_every_column_has_become_a_field_with_the_same_values(demonstration: Recorded, code: str, day: date) -> None:
    reading = demonstration.read(day)
    status, roles = status_report(reading, code), roles_in(reading, code)
    assert status
    partners = partners_named(reading, {role.partner for role in roles})
    sheets = {
        "milestones": ((*CONTEXT, *STATUS_REPORT), status_lines(status)),
        "commitments": (COMMITMENTS, status.commitments),
        "history": (HISTORY, history_lines(status.vocabulary, timelines(reading, code))),
        "partners": (PARTNERS, partner_lines(roles, partners)),
    }
    for name, (columns, lines) in sheets.items():
        assert now(QUESTIONS[name], columns, Material(reading, code)) == before(columns, lines), name


def test_every_column_has_kept_its_label_and_its_definition() -> None:
    changed = {"earliest", "latest"}
    for name, columns in (
        ("milestones", (*CONTEXT, *STATUS_REPORT)),
        ("commitments", COMMITMENTS),
        ("history", HISTORY),
        ("partners", PARTNERS),
    ):
        for column in columns:
            field = QUESTIONS[name].fields[column.name]
            assert field.label.english == column.label.en
            if column.name.rpartition("_")[2] not in changed and column.name != "withdrawn_on":
                assert field.definition.english == column.definition.en
