"""The sheet that tells a funder what changed since the last export."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from exports.make import make_workbook
from exports.material import Material
from exports.order import Former, Order
from exports.template import Column, Sheet, Template
from tests.examples.sample import fresh_database
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    an_amendment,
    text,
)

TITLE = "Changes since your last export"
TEMPLATE = Template(
    name="milestones",
    version=2,
    title={"en": "Milestones"},
    sources=("A choice.",),
    sheets=(
        Sheet(
            name="milestones",
            title={"en": "Status of milestones"},
            question="milestones",
            columns=tuple(
                Column(field=name)
                for name in ("milestone", "milestone_title", "status", "agreed_latest", "slipped_least")
            ),
        ),
    ),
)
NOT_CODE = {"Before": "=1+1", "Now": "=cmd|' /C calc'!A0"}


@pytest.fixture(scope="module")
def ledger(server_url: str) -> Iterator[Ledger]:
    with fresh_database(server_url) as url, Ledger(url) as ledger:
        ledger.say(
            "2018-06-01",
            a_programme(),
            a_partner("culture"),
            a_commitment("9", lead="culture"),
            *(a_milestone(code) for code in ("9.1", "9.2")),
            a_milestone("9.3", title=text(NOT_CODE["Before"])),
        )
        ledger.say("2018-07-01", a_report("substantial", "2018-06-20", "9.2"))
        ledger.say(
            "2018-08-02",
            a_reschedule("2019-03", "2018-08-02"),
            a_correction(2, "limited", "2018-06-20", "9.2", illustrative=True),
            an_amendment("2018-08-02", "9.3", title=text(NOT_CODE["Now"])),
            actor="jeanne",
        )
        yield ledger


def made(ledger: Ledger, former: Former | None, known_at: int | None = None) -> Any:
    """The workbook as it is read, in this export as of 2 August 2018."""
    reading = ledger.reading("2018-08-02", known_at)
    order = Order(programme=PLAN, template=TEMPLATE, language="en", recipient="funder", former=former)
    then = Material(ledger.reading(former.as_of.isoformat(), former.known_at), PLAN) if former else None
    file = BytesIO()
    make_workbook(order, Material(reading, PLAN), then, file)
    return openpyxl.load_workbook(file)


@pytest.fixture(scope="module")
def former(ledger: Ledger) -> Former:
    known_at = ledger.reading().moment.known_at - 3
    made_at = datetime(2018, 8, 1, 9, tzinfo=UTC)
    return Former(number=2, as_of=date(2018, 8, 1), known_at=known_at, made_at=made_at, template="milestones@1")


@pytest.fixture(scope="module")
def sheet(ledger: Ledger, former: Former) -> Any:
    return made(ledger, former)[TITLE]


def told(sheet: Any) -> list[str]:
    """What stands in the first column."""
    return [str(cell.value) for (cell,) in sheet.iter_rows(max_col=1) if cell.value is not None]


def rows(sheet: Any) -> list[dict[str, Any]]:
    (table,) = sheet.tables.values()
    head, *lines = sheet[table.ref]
    labels = [cell.value for cell in head]
    assert labels == [column.name for column in table.tableColumns]
    return [dict(zip(labels, line, strict=True)) for line in lines]


def test_it_says_how_many_changes_in_how_many_cells_since_which_export(sheet: Any, former: Former) -> None:
    said = told(sheet)
    since = f"Since export 2 of 1 August 2018 (true on 2018-08-01, known at log position {former.known_at}):"
    assert since in said
    assert "3 recorded changes in 4 cells." in said
    assert "The former export was made with milestones@1, this one with milestones@2:" in said


def test_every_cell_that_changed_has_its_line_with_what_it_held_and_holds(sheet: Any) -> None:
    shown = ("No.", "What happened", "Sheet", "Row", "Column", "Before", "Now", "Reason", "Recorded by")
    assert [tuple(line[label].value for label in shown) for line in rows(sheet)] == [
        (
            1,
            "Dates changed",
            "Status of milestones",
            "9.1",
            "Due as agreed: latest day",
            datetime(2018, 12, 31),  # noqa: DTZ001 - a workbook's days have no zone
            datetime(2019, 3, 31),  # noqa: DTZ001
            "The law came later.",
            "jeanne",
        ),
        (
            1,
            "Dates changed",
            "Status of milestones",
            "9.1",
            "Slipped by at least (days)",
            0,
            90,
            "The law came later.",
            "jeanne",
        ),
        (
            2,
            "Status changed",
            "Status of milestones",
            "9.2",
            "Status",
            "Substantial",
            "Limited",
            "It was counted twice.",
            "jeanne",
        ),
        (
            3,
            "Text changed",
            "Status of milestones",
            "9.3",
            "Milestone title",
            *NOT_CODE.values(),
            "It was agreed so.",
            "jeanne",
        ),
    ]


def test_what_is_restated_or_made_up_says_so_in_words(sheet: Any) -> None:
    marks = [(line["Restated"].value, line["Illustrative"].value) for line in rows(sheet)]
    assert marks == [(None, "no"), (None, "no"), ("Restated: corrected after the fact", "yes"), (None, "no")]


def test_days_numbers_and_texts_stay_what_they_are(sheet: Any) -> None:
    day, number, word, title = rows(sheet)
    assert (day["Now"].is_date, day["Now"].number_format) == (True, "yyyy-mm-dd")
    assert (number["Before"].data_type, number["Before"].value) == ("n", 0)
    assert [line["Now"].data_type for line in (word, title)] == ["s", "s"]
    assert title["Now"].quotePrefix


def test_where_nothing_changed_the_sheet_is_there_and_says_so(ledger: Ledger, former: Former) -> None:
    same = replace(former, as_of=date(2018, 8, 2))
    sheet = made(ledger, same, known_at=same.known_at)[TITLE]
    assert "Nothing changed since." in told(sheet)
    assert not sheet.tables


def test_of_a_first_export_it_says_that_there_is_none_before_it(ledger: Ledger) -> None:
    sheet = made(ledger, None)[TITLE]
    assert any(text.startswith("This is the first export of its kind") for text in told(sheet))
    assert not sheet.tables
