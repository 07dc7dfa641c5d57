"""The fields of programmes, commitments, milestones, histories, findings, partners and evidence, as files show them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

import pytest

from domain.dates import Edtf
from domain.vocabulary import CANADA_STATUS, VOCABULARIES
from exports.cells import CellValue, Linked
from exports.field import AnyField, Kind
from exports.material import Material, Scope
from exports.questions import QUESTIONS
from exports.saying import NOT_ASSESSED, Words
from projections.field import COMMITMENT, MILESTONE, PARTNER, PROGRAMME, ThingKind
from projections.programme import all_programmes
from tests.examples.sample import Recorded
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, a_report
from words.language import language

OURS: Final = (
    "programme",
    "commitments",
    "milestones",
    "totals",
    "history",
    "findings",
    "partners",
    "evidence",
)
ADDRESS: Final = "https://jalon.example.org"
HOLDS: Final[dict[Kind, tuple[type, ...]]] = {
    Kind.CODE: (str,),
    Kind.WORD: (str,),
    Kind.TEXT: (str,),
    Kind.COUNT: (int,),
    Kind.NUMBER: (int, float),
    Kind.SHARE: (float,),
    Kind.MONEY: (int, float),
    Kind.DAY: (date, str),
    Kind.INSTANT: (datetime,),
    Kind.LINK: (Linked, str),
}
FACT: Final = date(2021, 7, 1)


FROZEN: Final[dict[str, CellValue]] = {
    "programme": "FR-2018",
    "as_of": FACT,
    "status": "Substantial",
    "status_code": "substantial",
    "overdue": "yes",
    "commitment": "9",
    "commitment_identifier": "FR0038",
    "commitment_title": "Administrative Capacity-Building",
    "lead": "Digital Office (an illustrative institution)",
    "responsible": None,
    "promised": "2018",
    "promised_latest": date(2018, 12, 31),
    "agreed": "2020-06",
    "agreed_earliest": date(2020, 6, 1),
    "slipped_least": 547,
    "slipped_most": 882,
    "rescheduled": 2,
    "holds_for": "2020-06-30",
    "reported_at": datetime(2020, 7, 13, 16, 0, tzinfo=UTC),
    "reported_by": "team",
    "progress": "Feedback on two of the three years has been gathered.",
    "evidence": Linked("Feedback on the first two years", "https://example.org/eig/feedback"),
    "evidence_links": "Feedback on the first two years <https://example.org/eig/feedback> (seen 2020-07-10)",
    "challenges": "The third year ended later than planned.",
    "corrections": 0,
    "milestone_completion": "Limited",
    "milestone_findings": "Not assessed",
    "commitment_completion": "illustrative-reviewer: Substantial; irm: Pending IRM Review",
    "last_reported": date(2020, 7, 13),
    "last_reviewed": date(2021, 3, 1),
    "illustrative": "yes",
}


def said(tag: str, material: Material) -> Words:
    return Words(language(tag), partner=material.partner, settings={"address": ADDRESS})


def rows(material: Material, question: str, tag: str = "en") -> dict[str, dict[str, CellValue]]:
    """The lines of a question by their keys, each with all its fields."""
    asked, words = QUESTIONS[question], said(tag, material)
    return {
        asked.key(line): {f.name: f.value(line, words) for f in asked.fields.values()} for line in asked.lines(material)
    }


@pytest.fixture(scope="module")
def plan(demonstration: Recorded) -> Material:
    return Material(demonstration.read(FACT), "FR-2018")


def materials(demonstration: Recorded) -> Iterator[Material]:
    reading = demonstration.read(FACT)
    for programme in all_programmes(reading):
        yield Material(reading, programme.code)


def fits(field: AnyField, value: CellValue) -> bool:
    if isinstance(value, datetime) and field.kind is Kind.DAY:
        return False
    return value is None or (isinstance(value, HOLDS[field.kind]) and not isinstance(value, bool) and value != "")


@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
@pytest.mark.parametrize("name", OURS)
def test_every_field_holds_what_its_kind_says_for_every_programme(demonstration: Recorded, name: str, tag: str) -> None:
    question = QUESTIONS[name]
    for material in materials(demonstration):
        words, keys = said(tag, material), list[str]()
        for line in question.lines(material):
            keys.append(question.key(line))
            about = question.about(line)
            assert about is None or (about[0] in ThingKind and about[1])
            wrong = [(f.name, value) for f in question.fields.values() if not fits(f, value := f.value(line, words))]
            assert wrong == [], (material.code, keys[-1])
        assert len(keys) == len(set(keys))


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


def test_every_field_that_is_compared_is_followed_by_one_of_a_file() -> None:
    variables = {v.question for v in VOCABULARIES.values() if v.reviewers}
    compared = {
        "milestones": {f.name for f in MILESTONE} | {"commitment"} | variables,
        "commitments": {f.name for f in COMMITMENT} | variables,
        "programme": {f.name for f in PROGRAMME} | variables,
    }
    for name, known in compared.items():
        told = {t for f in QUESTIONS[name].fields.values() for t in f.tells if ":" not in t}
        assert known <= told, name
    everywhere = {t.partition(":")[0] for q in OURS for f in QUESTIONS[q].fields.values() for t in f.tells if ":" in t}
    assert everywhere <= {*ThingKind, "export"}
    assert {f.name for f in PARTNER} <= {t for f in QUESTIONS["partners"].fields.values() for t in f.tells}


def test_a_line_of_the_milestones_as_it_has_always_been(plan: Material) -> None:
    found = rows(plan, "milestones")
    line = found["9.2"]
    assert {name: line[name] for name in FROZEN} == FROZEN
    assert list(found)[:4] == ["9.1", "9.2", "9.3", "9-culture-1"]
    assert line["pinned"] == Linked(
        "9.2", f"{ADDRESS}/en/programmes/FR-2018/milestones/9.2?as_of=2021-07-01&known_at={plan.moment.known_at}"
    )


def test_where_no_address_is_configured_no_page_is_named(plan: Material) -> None:
    line = next(iter(QUESTIONS["milestones"].lines(plan)))
    assert QUESTIONS["milestones"].fields["pinned"].value(line, Words(language("fr"))) is None


def test_an_export_of_one_commitment_holds_nothing_of_the_others(demonstration: Recorded) -> None:
    reading = demonstration.read(FACT)
    part = Material(reading, "CO-CREATED", Scope(commitments=("4",)))
    assert {name: list(rows(part, name)) for name in OURS if name not in {"programme", "totals"}} == {
        "commitments": ["4"],
        "milestones": ["4.6", "toolkit-es"],
        "history": ["4.6#1", "toolkit-es#1"],
        "findings": [],
        "partners": ["milestone/toolkit-es/responsible/famp"],
        "evidence": ["event/4.1/#4.1"],
    }
    assert rows(part, "totals")["all"]["milestones"] == 2
    reviewed = Material(reading, "FR-2018", Scope(commitments=("9",)))
    assert list(rows(reviewed, "findings")) == list(rows(Material(reading, "FR-2018"), "findings"))
    assert not rows(Material(reading, "FR-2018", Scope(commitments=("FR0030",))), "findings")


def test_zero_is_zero_blank_is_blank_and_what_is_not_known_is_said_in_words(demonstration: Recorded) -> None:
    french = rows(Material(demonstration.read(FACT), "FR-2018"), "commitments", "fr")["FR0030"]
    assert (french["milestones"], french["problem"], french["year_submitted"]) == (0, None, 2018)
    assert french["commitment_completion"] == Words(language("fr"))(NOT_ASSESSED)
    canada = Material(demonstration.read(FACT), "CA-2018")
    totals = rows(canada, "totals")
    assert next((key, row["milestones"]) for key, row in totals.items()) == ("NS", 0)
    assert totals["not-reported"]["status"] == "Not reported"
    assert totals["all"]["status"] == "All"


def test_totals_count_every_milestone_once(plan: Material) -> None:
    totals, milestones = rows(plan, "totals"), rows(plan, "milestones")
    assert totals["all"]["milestones"] == len(milestones)
    for code, row in totals.items():
        if code != "all":
            assert row["milestones"] == sum(one["status_code"] == code for one in milestones.values())


def test_each_due_date_that_was_replaced_is_told_with_its_day_and_reason(plan: Material) -> None:
    milestones = rows(plan, "milestones")
    moved = {code: row["previous_due_dates"] for code, row in milestones.items() if row["rescheduled"]}
    assert moved
    for code, told in moved.items():
        assert isinstance(told, str)
        assert len(told.splitlines()) == milestones[code]["rescheduled"]
        assert told.startswith(f"{milestones[code]['promised']} → ")
        assert told.endswith(f": {milestones[code]['reschedule_reason']}")
    assert all(row["previous_due_dates"] is None for row in milestones.values() if row["rescheduled"] == 0)


def test_the_values_of_the_open_government_partnership_are_told_one_by_one(plan: Material) -> None:
    line = rows(plan, "commitments")["9"]
    values = ("access_to_information", "civic_participation", "public_accountability", "technology_and_innovation")
    assert [line[f"finds_{value}"] for value in values] == ["no", "yes", "no", "no"]
    assert [line[f"states_{value}"] for value in values] == ["no", "yes", "no", "yes"]
    assert (line["verifiable"], line["starred"], line["specificity"]) == ("Yes", "Pending IRM Review", "Not assessed")
    unsaid = rows(plan, "commitments")["FR0030"]
    assert {unsaid[f"states_{value}"] for value in values} == {None}
    assert {unsaid[f"finds_{value}"] for value in values} == {"Not assessed"}


def test_completion_is_told_for_the_progress_report_and_for_the_end_of_term(demonstration: Recorded) -> None:
    told = ("commitment_completion", "completion_progress_report", "completion_end_of_term")
    before = rows(Material(demonstration.read(date(2020, 12, 30)), "FR-2018"), "commitments")["9"]
    after = rows(Material(demonstration.read(FACT), "FR-2018"), "commitments")["9"]
    pending = "Pending IRM Review"
    assert [before[name] for name in told] == [pending, pending, "Not assessed"]
    assert [after[name] for name in told] == [
        f"illustrative-reviewer: Substantial; irm: {pending}",
        pending,
        "Substantial",
    ]


def test_findings_are_told_as_published_with_who_found_them(plan: Material) -> None:
    found = rows(plan, "findings")["commitment/9/irm/relevance"]
    assert (found["subject"], found["about"], found["finding"]) == ("Commitment", "9", "Civic Participation")
    assert (found["assessed"], found["value_codes"], found["on"]) == ("yes", "civic-participation", Edtf("2018/2020"))
    pending = rows(plan, "findings")["commitment/9/irm/completion"]
    assert (pending["assessed"], pending["values"], pending["finding"]) == ("no", None, "Pending IRM Review")


def test_the_milestones_can_be_narrowed_to_those_that_matter(plan: Material) -> None:
    question, every = QUESTIONS["milestones"], rows(plan, "milestones")
    chosen = {
        name: [question.key(line) for line in question.lines(plan) if choice(line)]
        for name, choice in question.only.items()
    }
    assert chosen["overdue"] == [code for code, row in every.items() if row["overdue"] == "yes"]
    assert chosen["not-reported"] == [code for code, row in every.items() if row["status_code"] == "not-reported"]
    assert chosen["withdrawn"] == [code for code, row in every.items() if row["withdrawn_on"]]
    assert {"9.2", "9.3"} <= set(chosen["late"])
    assert set(chosen["reported"]).isdisjoint(chosen["not-reported"])
    assert all(chosen.values())


def test_the_record_of_a_national_tracker_has_its_codes_and_its_texts_in_each_language(database_url: str) -> None:
    progress = {"en": "The tender is out.", "fr": "L'appel est lancé."}
    with Ledger(database_url) as ledger:
        tracker = a_programme(vocabulary=CANADA_STATUS.id)
        ledger.say("2018-06-01", tracker, a_commitment(), a_milestone("9.1"), a_milestone("9.2"))
        ledger.say("2018-10-01", a_report("LP", "2018-09-30", text=progress, challenges={"en": "No staff."}))
        material = Material(ledger.reading(), PLAN)
        reported, silent = rows(material, "milestones").values()
        assert (reported["tracker_code"], reported["status"]) == ("LP", "Limited progress")
        assert (silent["tracker_code"], silent["status"], silent["progress"]) == (None, "Not reported", None)
        line, words = next(iter(QUESTIONS["milestones"].lines(material))), said("en", material)
        french = words.in_only(language("fr"))
        fields = QUESTIONS["milestones"].fields
        assert [fields[name].value(line, french) for name in ("progress", "challenges")] == ["L'appel est lancé.", None]
