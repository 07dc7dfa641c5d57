from collections.abc import Generator

import pytest

from domain.application import BatchRefused, DemonstrationOnly, Log
from domain.log import install
from domain.recorder import Caller
from jalon.demo import script
from projections.moment import Reading
from projections.role import roles_of
from tests.examples.sample import (
    ILLUSTRATIVE,
    REAL,
    TEAM,
    by_code,
    commands,
    fresh_database,
    recorded,
    report,
    requests,
)

NOTE = "Note of this record:"


@pytest.fixture(scope="module")
def real(server_url: str) -> Generator[Reading]:
    with fresh_database(server_url) as url, recorded(url, demonstration=False) as database:
        yield database.read(step=REAL.name)


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def test_what_a_milestone_promises_stands_in_the_words_quoted_for_it() -> None:
    for request in requests(REAL):
        if request["request"] != "plan-milestone":
            continue
        words = plain(request["source"]["words"])
        description: str = request.get("description", {"en": ""})["en"]
        said: list[str] = [] if description.startswith(NOTE) else description.splitlines()
        for text in (request["title"]["en"], *(part["en"] for part in request.get("parts", ())), *said):
            assert plain(text) in words, request["code"]


def test_what_a_note_or_a_review_says_stands_in_the_words_quoted_for_it() -> None:
    for request in requests(REAL):
        words = plain(request["source"]["words"])
        if request["request"] == "report-progress":
            quotes = request["text"]["en"].split("“")[1:]
            assert quotes
            assert all(plain(quote.split("”")[0]) in words for quote in quotes)
        if request["request"] == "record-assessment":
            assert plain(request["said"]) in words
            assert plain(request.get("note", {"en": ""})["en"]) in words


def test_the_facts_load_whole(real: Reading) -> None:
    found = report(real)
    assert real.moment.known_at == len(commands(REAL))
    assert found.totals.milestones == 17
    assert not found.illustrative
    assert [(c.code, c.identifier, c.period) for c in found.commitments] == [("9", "FR0038", "2018/2019")]


def test_the_facts_load_all_or_nothing(database_url: str) -> None:
    install(database_url)
    with Log(database_url) as log:
        with pytest.raises(BatchRefused) as refused:
            log.record((*commands(REAL), commands(REAL)[0]), TEAM)
        assert [fault.refusal.type for fault in refused.value.faults] == ["programme-exists"]
        assert log.store.max_notification_id() is None


def test_one_institution_leads_and_seven_support(real: Reading) -> None:
    (commitment,) = report(real).commitments
    assert commitment.lead
    assert commitment.lead.name["en"] == "Minister of State for the Digital Sector, attached to the Prime Minister"
    assert [partner.name["en"] for partner in commitment.supporting] == [
        "Ministry of the Interior",
        "Ministry for the Ecological and Inclusive Transition",
        "Ministry for Europe and Foreign Affairs",
        "Ministry for Territorial Cohesion",
        "Ministry of Economy and Finance",
        "Ministry of National Education",
        "Ministry of Culture",
    ]


def test_an_eighth_ministry_undertakes_without_being_listed(real: Reading) -> None:
    assert {(role.part_of, role.role) for role in roles_of(real, "fr-public-action")} == {
        ("milestone:FR-2018/9-public-action-1", "responsible"),
        ("milestone:FR-2018/9-public-action-2", "responsible"),
    }
    described = {code: m.description["en"] for code, m in by_code(real).items() if m.description}
    noted = [code for code, text in described.items() if text.startswith(NOTE)]
    assert noted == ["9-public-action-1", "9-public-action-2"]


def test_two_ministries_share_five_undertakings_of_which_one_has_three_parts(real: Reading) -> None:
    both = ["fr-ecology", "fr-territories"]
    shared = [m for m in by_code(real).values() if [partner.code for partner in m.responsible] == both]
    assert [len(milestone.parts) for milestone in shared] == [0, 0, 3, 0, 0]


def test_9_1_has_two_parts(real: Reading) -> None:
    assert [part["en"] for part in by_code(real)["9.1"].parts] == [
        "Launching the 2nd and 3rd EIG years",
        "Perpetuating programme funding over the longer term",
    ]


def test_due_dates_are_as_said_and_missing_where_nothing_is_said(real: Reading) -> None:
    dues = {code: milestone.due for code, milestone in by_code(real).items() if milestone.due}
    assert dues == {"9.1": "2018", "9.2": "2018", "9.3": "2019", "9-education-1": "2018"}


def test_figures_are_notes_without_a_status(real: Reading) -> None:
    found = by_code(real)
    programme, alumni = found["9.1"].claim, found["9.2"].claim
    assert programme
    assert alumni
    assert "71 entrepreneurs" in programme.progress["en"]
    assert [link.url for link in programme.evidence] == [
        "https://github.com/entrepreneur-interet-general",
        "https://data.gouv.fr",
    ]
    assert "14 continued to work within the public sector" in alumni.progress["en"]
    assert {milestone.status for milestone in found.values()} == {"not-reported"}


def test_the_review_is_as_published(real: Reading) -> None:
    (commitment,) = report(real).commitments
    assert {f.variable: (f.reviewer, f.values, f.said) for f in commitment.findings} == {
        "verifiable": ("irm", ("yes",), "Yes"),
        "relevance": ("irm", ("civic-participation",), "Civic Participation"),
        "starred": ("irm", (), "Pending IRM Review"),
        "early-results": ("irm", (), "Pending IRM Review"),
        "completion": ("irm", (), "Pending IRM Review"),
    }


def test_an_ordinary_database_takes_neither_illustrative_facts_nor_a_scripted_clock(
    database_url: str,
) -> None:
    install(database_url)
    with Log(database_url) as log:
        log.record(commands(REAL), TEAM)
        for file in ILLUSTRATIVE:
            with pytest.raises(DemonstrationOnly):
                log.record(commands(file), TEAM)
        with pytest.raises(DemonstrationOnly):
            log.record(commands(REAL), Caller(actor="team", clock=script().steps[0].at))
