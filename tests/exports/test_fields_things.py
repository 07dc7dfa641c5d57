"""The fields of pilots, cohorts, events, deliverables, indicators, statements and gaps, as files show them."""

from collections.abc import Generator, Mapping
from datetime import date, datetime
from typing import Any, Final

import pytest

from domain.dates import Edtf
from exports.cells import CellValue, Linked
from exports.field import AnyField, Kind
from exports.fields.month import month_of
from exports.fields.number import number
from exports.material import Material, Scope
from exports.questions import QUESTIONS
from exports.saying import Words
from projections import field as compared
from projections.field import ThingKind
from projections.moment import Reading
from projections.programme import all_programmes
from tests.examples.sample import Recorded, fresh_database
from tests.exports.things import PROJECT, requests
from tests.projections.ledger import Ledger
from words.language import language

OURS: Final = (
    *("pilots", "phases", "lessons", "readiness", "adoptions"),
    *("cohorts", "calls", "challenges", "cohort_numbers", "figures"),
    *("events", "attendance_groups", "outcomes", "follow_ups"),
    *("deliverables", "versions", "productions", "justifications"),
    *("indicators", "indicator_rows", "statements", "missing"),
)
RATES: Final[Mapping[str, float | str]] = {
    "local_rate": 100,
    "foreign_rate": 200,
    "online_share": 0.15,
    "online_cap": 5_000,
    "total_cap": 30_000,
    "currency": "EUR",
    "address": "https://jalon.example.org",
}
HOLDS: Final[dict[Kind, tuple[type, ...]]] = {
    Kind.CODE: (str,),
    Kind.WORD: (str,),
    Kind.TEXT: (str,),
    Kind.COUNT: (int,),
    Kind.NUMBER: (int, float, str),
    Kind.MONEY: (int, float),
    Kind.DAY: (date, str),
    Kind.INSTANT: (datetime,),
    Kind.LINK: (Linked,),
}
Rows = dict[str, dict[str, CellValue]]


def said(tag: str, material: Material, settings: Mapping[str, float | str] = RATES) -> Words:
    return Words(language(tag), partner=material.partner, settings=settings)


def rows(material: Material, name: str, **settings: float | str) -> Rows:
    """The lines of a question by their keys, each with all its fields."""
    asked, words = QUESTIONS[name], said("en", material, {**RATES, **settings})
    return {
        asked.key(line): {f.name: f.value(line, words) for f in asked.fields.values()} for line in asked.lines(material)
    }


def fits(field: AnyField, value: CellValue) -> bool:
    if value is None:
        return True
    if isinstance(value, bool) or value == "" or (isinstance(value, datetime) and field.kind is Kind.DAY):
        return False
    return isinstance(value, HOLDS[field.kind])


@pytest.fixture(scope="module")
def project(server_url: str) -> Generator[Reading]:
    with fresh_database(server_url) as url, Ledger(url) as ledger:
        ledger.say("2022-01-15", *requests())
        yield ledger.reading("2022-01-15")


@pytest.fixture(scope="module")
def whole(project: Reading) -> Material:
    return Material(project, PROJECT)


def every_material(demonstration: Recorded, whole: Material) -> list[Material]:
    reading = demonstration.read(date(2021, 12, 31))
    return [whole, *(Material(reading, programme.code) for programme in all_programmes(reading))]


def test_every_question_has_lines_each_with_a_key_of_its_own_and_cells_of_its_kind(
    demonstration: Recorded, whole: Material
) -> None:
    materials, empty = every_material(demonstration, whole), set(OURS)
    for tag in ("en", "fr", "ar"):
        for material in materials:
            words = said(tag, material)
            for name in OURS:
                question, keys = QUESTIONS[name], list[str]()
                for line in question.lines(material):
                    keys.append(question.key(line))
                    about = question.about(line)
                    assert about is None or (about[0] in ThingKind and about[1])
                    assert {type(is_in(line)) for is_in in question.only.values()} <= {bool}
                    wrong = [(f.name, v) for f in question.fields.values() if not fits(f, v := f.value(line, words))]
                    assert wrong == [], (material.code, name, keys[-1])
                assert len(keys) == len(set(keys)), (material.code, name)
                empty -= {name} if keys else set()
    assert empty == set()


@pytest.mark.parametrize("name", OURS)
def test_every_field_is_declared_in_full(name: str) -> None:
    fields = QUESTIONS[name].fields.values()
    labels = [f.label.english for f in fields]
    assert len(labels) == len(set(labels)), [label for label in labels if labels.count(label) > 1]
    for f in fields:
        assert f.name.isidentifier()
        assert (f.label.context, f.definition.context) == ("column", "definition")
        assert f.definition.english.endswith("."), f.name
        assert 0 < f.width < 100
        assert {told.partition(":")[0] for told in f.tells if ":" in told} <= {*ThingKind, "export"}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("pilots", compared.PILOT),
        ("phases", compared.PHASE),
        ("cohorts", compared.COHORT),
        ("figures", compared.FIGURE),
        ("events", compared.EVENT),
        ("follow_ups", compared.FOLLOW_UP),
        ("deliverables", compared.DELIVERABLE),
        ("indicators", compared.INDICATOR),
        ("indicator_rows", compared.OF_A_DATE),
    ],
)
def test_whatever_a_comparison_finds_changed_can_be_seen_in_a_field(name: str, fields: tuple[Any, ...]) -> None:
    told = {told for f in QUESTIONS[name].fields.values() for told in f.tells}
    assert {f.name for f in fields} <= told


def test_a_participant_counts_at_a_rate_and_staff_of_the_partners_do_not(whole: Material) -> None:
    here, nobody = rows(whole, "events")["here"], rows(whole, "events")["nobody"]
    assert (here["local"], here["foreign"], here["partner_staff"], here["participants"]) == (40, 10, 9, 50)
    assert (here["unit_cost_before_cap"], here["unit_cost"], here["currency"]) == (6_000, 6_000, "EUR")
    assert (nobody["local"], nobody["unit_cost"], nobody["unit_cost_note"]) == (0, 0, None)


def test_online_events_count_for_a_share_up_to_a_cap_of_their_own_and_all_up_to_another(whole: Material) -> None:
    costs = {key: (row["unit_cost_before_cap"], row["unit_cost"]) for key, row in rows(whole, "events").items()}
    assert costs["online"] == (4_500, 4_500)
    assert costs["online-again"] == (1_500, 500)
    assert costs["crowd"] == (21_000, 19_000)
    assert costs["too-late"] == (500, 0)
    assert sum(cost for _, cost in costs.values() if isinstance(cost, (int, float))) == 30_000
    uncapped = rows(whole, "events", online_cap=1e9, total_cap=1e9)
    assert [uncapped[key]["unit_cost"] for key in ("online-again", "too-late")] == [1_500, 500]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("mixed", "Local and foreign participants are not told apart"),
        ("somewhere", "Not said whether it was online"),
        ("workshop", "Not a multiplier event"),
        ("uncounted", "No attendance recorded"),
        ("to-come", "Not held"),
    ],
)
def test_a_unit_cost_that_cannot_be_known_is_blank_and_says_why(whole: Material, event: str, why: str) -> None:
    row = rows(whole, "events")[event]
    assert (row["unit_cost_before_cap"], row["unit_cost"], row["currency"]) == (None, None, None)
    assert row["unit_cost_note"] == why


def test_without_rates_there_is_no_unit_cost(whole: Material) -> None:
    question, words = QUESTIONS["events"], said("en", whole, {"online_share": 0.15})
    costs = {question.fields["unit_cost"].value(line, words) for line in question.lines(whole)}
    notes = {question.fields["unit_cost_note"].value(line, words) for line in question.lines(whole)}
    assert (costs, notes) == ({None}, {"No rates are set"})


def test_the_caps_are_those_of_the_project_even_where_an_export_has_only_a_part_of_it(whole: Material) -> None:
    part = Material(whole.reading, PROJECT, Scope(("1",)))
    assert rows(part, "events")["crowd"]["unit_cost"] == 19_000
    assert "to-come" not in rows(part, "events")


def test_whether_an_event_is_online_is_yes_or_not_said(whole: Material) -> None:
    events = rows(whole, "events")
    assert (events["online"]["online"], events["here"]["online"]) == ("yes", "Not said")


def test_a_number_said_of_several_cohorts_is_never_split_among_them(whole: Material) -> None:
    numbers = rows(whole, "cohort_numbers")
    assert {key: row["admitted"] for key, row in numbers.items()} == {"c1": None, "c2": None}
    assert {key: row["together_with"] for key, row in numbers.items()} == {"c1": "c2", "c2": "c1"}
    assert numbers["c2"]["figures_together"] == "Admitted: 41 (c1; c2)"
    figure = rows(whole, "figures")["both-admitted"]
    assert (figure["value"], figure["together"], figure["cohort_codes"]) == (41, "yes", "c1; c2")
    assert (figure["first_value"], figure["former"], figure["reason"]) == (39, "2021-06: 39", "Two came later.")


def test_a_number_of_which_only_parts_are_said_is_not_summed(whole: Material) -> None:
    first = rows(whole, "cohort_numbers")["c1"]
    assert first["completed"] is None
    assert first["figures_alone"] == "Applied: 0\nCompleted men: 3\nCompleted women: 4"


def test_zero_is_zero_and_what_was_not_said_is_blank(whole: Material) -> None:
    numbers = rows(whole, "cohort_numbers")
    assert (numbers["c1"]["applied"], numbers["c2"]["applied"]) == (0, None)
    assert (numbers["c1"]["people_sought"], numbers["c1"]["projects_sought"]) == (0, None)
    deliverables = rows(whole, "deliverables")
    assert (deliverables["1.1"]["produced"], deliverables["1.2"]["produced"]) == (0, None)
    reach = rows(whole, "indicators")["reach"]
    assert (reach["baseline_value"], reach["observed_value"], reach["difference"]) == (0, 0, -100.5)


def test_a_figure_is_in_an_export_with_any_of_its_cohorts_and_still_whole(whole: Material) -> None:
    part = rows(Material(whole.reading, PROJECT, Scope(("2",))), "figures")
    assert {key: row["value"] for key, row in part.items()} == {"both-admitted": 41}


def test_an_export_of_one_work_package_holds_nothing_of_another(whole: Material) -> None:
    part = Material(whole.reading, PROJECT, Scope(("2",)))
    found = {name: set(rows(part, name)) for name in OURS}
    assert found["deliverables"] == {"2.1", "2.2"}
    assert found["justifications"] == {next(iter(rows(whole, "justifications")))}
    assert (found["cohorts"], found["events"], found["versions"], found["statements"]) == ({"c2"}, set(), set(), set())
    assert {row["commitment"] for row in rows(part, "missing").values()} == {"2"}
    first = Material(whole.reading, PROJECT, Scope(("1",)))
    assert {row["code"] for row in rows(first, "statements").values()} == {"of-event"}


def test_a_deliverable_says_the_month_of_the_project_when_it_was_delivered_and_why_it_is_late(whole: Material) -> None:
    found = rows(whole, "deliverables")
    assert [found[code]["due_month"] for code in ("1.1", "1.2", "2.1", "2.2")] == ["M10", None, "M12", "M36"]
    assert (found["1.1"]["submitted"], found["1.1"]["accepted"], found["1.1"]["late"]) == ("2021-09-15", None, "yes")
    assert (found["2.1"]["overdue"], found["2.1"]["justification"]) == ("yes", "The staff were ill.")
    assert (found["1.1"]["type"], found["1.1"]["type_code"]) == ("Document, report", "R")
    assert (found["1.1"]["lead"], found["1.1"]["lead_code"]) == ("The town", "town")
    only, lines = QUESTIONS["deliverables"].only, list(QUESTIONS["deliverables"].lines(whole))
    chosen = {choice: {line.key for line in lines if is_in(line)} for choice, is_in in only.items()}
    assert chosen["late"] == {"1.1", "1.2", "2.1"}
    assert chosen["due"] == {"1.1", "1.2", "2.1"}


def test_what_is_due_is_what_is_due_in_the_reporting_period(whole: Material) -> None:
    year = Material(whole.reading, PROJECT, Scope(period=Edtf("2023")))
    question = QUESTIONS["deliverables"]
    assert [line.key for line in question.lines(year) if question.only["due"](line)] == ["2.2"]


def test_versions_keep_their_files_and_the_reason_of_each_return(whole: Material) -> None:
    found = rows(whole, "versions")
    assert list(found) == ["1.1/1", "1.1/2"]
    assert found["1.1/1"]["file"] == f"a.pdf (SHA-256 {'a' * 64})"
    assert (found["1.1/1"]["returned_reason"], found["1.1/1"]["returned_by"]) == ("A part is missing.", "The town")
    assert (found["1.1/2"]["returned"], found["1.1/2"]["accepted"]) == (None, None)


def test_in_the_logical_framework_the_planned_row_stands_above_the_achieved_one(whole: Material) -> None:
    found = rows(whole, "indicator_rows")
    assert [(row["code"], row["row"], row["date"], row["value"]) for row in found.values()] == [
        ("later", "Planned", None, "No target set"),
        ("later", "Achieved", None, "Not observed"),
        ("reach", "Planned", "2021-12", 100.5),
        ("reach", "Achieved", "2021", 0),
        ("reach", "Planned", "2022-12", 200),
        ("reach", "Achieved", "2022-12", "Not observed"),
        ("trust", "Planned", "2021-06", "No target set"),
        ("trust", "Achieved", "2021-06", "It grows."),
    ]
    assert {row["baseline_known"] for row in found.values()} == {"yes", "None is known", "Not said"}
    assert {row["assumptions"] for row in found.values()} == {None}
    assert found["reach/2021-12-31/achieved"]["comment"] == "Nobody came."


def test_what_is_missing_is_a_line_with_its_thing(whole: Material) -> None:
    found = rows(whole, "missing")
    overdue = found["deliverable-unjustified/deliverable/1.2"]
    assert (overdue["thing"], overdue["status"], overdue["due"]) == ("Deliverable", "Promised", "2021")
    assert found["commitment-without-lead/commitment/1"]["commitment"] == "1"


def test_readiness_shows_the_newest_assessment_and_tells_unanswered_from_unknown(demonstration: Recorded) -> None:
    def verdicts(day: date) -> dict[CellValue, CellValue]:
        found = rows(Material(demonstration.read(day), "CEMSDI"), "readiness")
        return {row["question"]: row["verdict"] for row in found.values()}

    assert verdicts(date(2010, 12, 31)) == {"time": "No", "devices": "Partly", "needs": "Not answered"}
    assert verdicts(date(2012, 12, 31)) == {"time": "Yes", "devices": "Yes", "needs": "Unknown"}


def test_a_page_is_linked_at_the_moment_of_the_export(whole: Material) -> None:
    page = rows(whole, "deliverables")["1.1"]["page"]
    assert isinstance(page, Linked)
    assert page.url == (
        "https://jalon.example.org/en/programmes/PROJECT/deliverables/1.1"
        f"?as_of=2022-01-15&known_at={whole.moment.known_at}"
    )


@pytest.mark.parametrize(
    ("period", "due", "month"),
    [
        ("2020-10-01/2023-09-30", "2021-07-31", "M10"),
        ("2020-10-01/..", "2020-10-01", "M1"),
        ("2020-10/2023", "2021-07", "M10"),
        ("2020-10-15/..", "2021-07-20", "M10"),
        ("2020-10-15/..", "2021-07-10", "M9"),
        ("2020-10-15/..", "2021-07", None),
        ("2020/2023", "2021-07", None),
        ("2020-23/..", "2021-07", None),
        ("/2023", "2021-07", None),
        ("2020-10-01/..", "2021", None),
        ("2020-10-01/..", "2021-07/..", None),
        ("2020-10-01/..", "2020-09-30", None),
    ],
)
def test_a_month_of_the_project_is_said_only_where_both_dates_tell_it(period: str, due: str, month: str | None) -> None:
    assert month_of(Edtf(period), Edtf(due)) == month


@pytest.mark.parametrize(
    ("amount", "cell"),
    [
        (None, None),
        ("0", 0),
        ("12.0", 12),
        ("-3", -3),
        ("0.1", 0.1),
        ("123456789012345.123456", "123456789012345.123456"),
    ],
)
def test_an_amount_is_a_number_where_a_cell_can_hold_it_exactly(amount: str | None, cell: CellValue) -> None:
    assert number(amount) == cell
    assert type(number(amount)) is type(cell)
