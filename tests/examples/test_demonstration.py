from collections.abc import Generator
from datetime import date

import pytest

from domain.application import Log
from jalon.demo import EXAMPLES, SCRIPT, record, script
from projections.entry import EntryKind, timeline
from tests.examples.sample import ALL_REAL, ILLUSTRATIVE, LOADS, Recorded, by_code, commands, recorded, report, requests

PLAN = "fr0038.json"
LATE_REPORTS = "fr0038-illustrative-1-late-reports.json"
CLAIMED = "fr0038-illustrative-2-autumn-round.json"
CORRECTED = "fr0038-illustrative-3-correction.json"


@pytest.fixture
def demonstration(database_url: str) -> Generator[Recorded]:
    with recorded(database_url, demonstration=True) as database:
        yield database


def test_every_illustrative_request_says_so_and_names_no_source() -> None:
    assert ILLUSTRATIVE
    for file in ILLUSTRATIVE:
        assert all(command.illustrative and command.source is None for command in commands(file))


def test_illustrative_evidence_lies_nowhere_real() -> None:
    for request in requests(*ILLUSTRATIVE):
        links = (*request.get("evidence", ()), *request.get("sources", ()), *request.get("links", ()))
        assert all(link["url"].startswith("https://example.org/") for link in links)


def test_no_words_are_put_into_the_mouth_of_the_real_reviewer() -> None:
    reviewers = {request["reviewer"] for request in requests(*ILLUSTRATIVE) if "reviewer" in request}
    assert reviewers == {"illustrative-reviewer"}


def test_the_script_loads_every_example_the_real_facts_first_at_rising_instants() -> None:
    files = {file.name for file in EXAMPLES.glob("*.json")} - {SCRIPT.name}
    assert sorted(LOADS) == sorted(files)
    assert LOADS[: len(ALL_REAL)] == [file.name for file in ALL_REAL]
    instants = [step.at for step in script().steps]
    assert instants == sorted(set(instants))


def test_a_second_run_records_nothing(demonstration: Recorded, database_url: str) -> None:
    with Log(database_url, demonstration=True) as log:
        assert record(log) == 0
        assert log.store.max_notification_id() == demonstration.position


def test_the_record_knows_the_real_facts_alone_at_first(demonstration: Recorded) -> None:
    first = report(demonstration.read(step=PLAN))
    assert first.totals.by_status["not-reported"] == first.totals.milestones == 17
    assert not first.illustrative


def test_it_leaves_a_lively_report(demonstration: Recorded) -> None:
    found, totals = by_code(demonstration.read()), report(demonstration.read()).totals
    assert all(totals.by_status.values())
    assert [code for code, milestone in found.items() if milestone.overdue] == ["9.2", "9.3", "9-interior-1"]
    assert [code for code, milestone in found.items() if milestone.reschedules == 2] == ["9.2"]
    assert [code for code, milestone in found.items() if milestone.withdrawn] == ["9-ecology-territories-4"]


def test_whatever_no_source_says_is_shown_as_illustrative(demonstration: Recorded) -> None:
    milestones = by_code(demonstration.read())
    of_the_plan = [file for file in ILLUSTRATIVE if file.name.startswith("fr0038")]
    spoken_of = {request["code"] for request in requests(*of_the_plan) if "code" in request}
    assert {code for code, m in milestones.items() if m.illustrative} == spoken_of & set(milestones)
    assert [c.code for c in report(demonstration.read()).commitments if c.illustrative] == ["9"]


def test_a_corrected_claim_is_still_what_was_believed_before(demonstration: Recorded) -> None:
    day = date(2019, 7, 1)
    before, after = (by_code(demonstration.read(day, step=step))["9.2"] for step in (CLAIMED, CORRECTED))
    assert (before.status, after.status) == ("complete", "substantial")
    entries = timeline(demonstration.read(), "FR-2018", "9.2")
    (correction,) = [entry for entry in entries if entry.kind is EntryKind.CORRECTED]
    (corrected,) = [entry for entry in entries if entry.corrected_by]
    assert (corrected.entry, corrected.corrected_by) == (correction.corrects, correction.entry)


def test_a_due_date_is_the_one_agreed_by_the_day_and_known_by_then(demonstration: Recorded) -> None:
    new_year = date(2019, 1, 1)
    assert by_code(demonstration.read(new_year, step=PLAN))["9.2"].due == "2018"
    assert by_code(demonstration.read(new_year, step=LATE_REPORTS))["9.2"].due == "2019-06"
    assert by_code(demonstration.read(new_year))["9.2"].due == "2019-06"
    assert by_code(demonstration.read())["9.2"].due == "2020-06"


def test_a_new_lead_leads_from_the_day_of_the_change(demonstration: Recorded) -> None:
    days = (date(2019, 12, 8), date(2019, 12, 9))
    leads = [report(demonstration.read(day, step=CORRECTED)).commitments[0].lead for day in days]
    assert [lead.code for lead in leads if lead] == ["fr-digital-sector", "illustrative-office"]


def test_a_reviewer_who_finds_less_than_the_team_claims_stands_beside_it(demonstration: Recorded) -> None:
    commitment = report(demonstration.read()).commitments[0]
    milestone = commitment.milestones[0]
    (finding,) = milestone.findings
    assert (milestone.status, finding.reviewer, finding.values) == (
        "complete",
        "illustrative-reviewer",
        ("substantial",),
    )
    completion = {f.reviewer: f.said for f in commitment.findings if f.variable == "completion"}
    assert completion == {"irm": "Pending IRM Review", "illustrative-reviewer": "Substantial"}
