"""What does each report claim, and which claim stands on a day, as known at a moment?"""

from typing import NamedTuple

from hypothesis import HealthCheck, given, settings

from domain.kernel import Correction, Recorded
from domain.report import ProgressReported
from projections.claim import ClaimRow, latest_claims
from tests.projections.histories import BEGIN, Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.said import (
    EVIDENCE,
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_programme,
    a_report,
    text,
)


def plan(ledger: Ledger) -> int:
    return ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone("9.1"), a_milestone("9.2"))


def standing(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[ClaimRow]:
    return latest_claims(ledger.reading(as_of, known_at), PLAN).get("9.1", [])


def statuses(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[str | None]:
    return [row.status for row in standing(ledger, as_of, known_at)]


def test_nothing_is_claimed_before_a_report(ledger: Ledger) -> None:
    plan(ledger)
    assert latest_claims(ledger.reading(), PLAN) == {}


def test_a_claim_tells_what_was_said_for_when_and_by_whom(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12", words="Both years ran."), actor="irm")
    (claim,) = standing(ledger)
    assert (claim.entry, claim.status, claim.on, claim.text) == (2, "complete", "2018-12", text("Both years ran."))
    assert (claim.evidence, claim.challenges) == (EVIDENCE, None)
    assert (claim.reported_by, claim.reported_at.date().isoformat()) == ("irm", "2019-01-10")
    assert (claim.corrections, claim.correction_reason) == (0, None)


def test_the_claim_for_the_latest_day_stands_even_if_an_earlier_one_is_reported_after_it(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-07-01", a_report("substantial", "2019-06-30"))
    late = ledger.say("2019-09-01", a_report("limited", "2018-12-31"))
    assert statuses(ledger) == ["substantial"]
    assert statuses(ledger, "2019-06-29") == ["limited"]
    assert statuses(ledger, "2019-06-29", late - 1) == []


def test_of_two_claims_for_one_day_the_later_one_stands(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-07-01", a_report("limited", "2019-06-30"), a_report("substantial", "2019-06-30"))
    assert statuses(ledger) == ["substantial"]


def test_a_claim_for_a_year_counts_from_its_end_or_from_when_it_was_made(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-09-01", a_report("limited", "2018"))
    ledger.say("2019-02-01", a_report("substantial", "2018"))
    assert [statuses(ledger, day) for day in ("2018-08-31", "2018-09-01", "2018-12-31")] == [
        [],
        ["limited"],
        ["substantial"],
    ]


def test_a_correction_replaces_a_claim_for_all_who_know_of_it(ledger: Ledger) -> None:
    plan(ledger)
    first = ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"), actor="irm")
    assert statuses(ledger, known_at=first) == ["complete"]
    (claim,) = standing(ledger)
    assert (claim.status, claim.evidence, claim.corrections) == ("limited", (), 1)
    assert claim.correction_reason == "It was counted twice."
    assert (claim.entry, claim.said_in, claim.reported_by) == (2, 3, "team")
    assert claim.reported_at.date().isoformat() == "2019-01-10"


def test_a_claim_that_is_corrected_to_another_day_leaves_the_first_one(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-08-01", a_report("limited", "2018-07-31"))
    wrong = ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-08-01", a_correction(3, "complete", "2019-07-15"))
    assert statuses(ledger, "2018-12-31", wrong) == ["complete"]
    assert statuses(ledger, "2018-12-31") == ["limited"]
    assert statuses(ledger, "2019-07-15") == ["complete"]


def test_a_claim_can_be_corrected_again(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"))
    ledger.say("2019-04-01", a_correction(2, "substantial", "2018-12-31", reason="Half of it was."))
    (claim,) = standing(ledger)
    assert (claim.status, claim.corrections, claim.correction_reason) == ("substantial", 2, "Half of it was.")


def test_a_typo_that_is_corrected_later_does_not_move_the_report_in_time(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-06-15", a_report("limited", "2018"))
    ledger.say("2018-09-30", a_report("complete", "2018-09"))
    before = {day: statuses(ledger, day) for day in ("2018-07-01", "2018-10-01", "2019-12-31")}
    assert before == {"2018-07-01": ["limited"], "2018-10-01": ["complete"], "2019-12-31": ["complete"]}
    ledger.say("2019-03-01", a_correction(2, "limited", "2018", text=text("Spelt rightly.")))
    assert {day: statuses(ledger, day) for day in before} == before


def test_a_note_stands_beside_the_claim_and_does_not_replace_it(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("limited", "2018-12-31"))
    ledger.say("2019-02-10", a_report(None, "2019-02"), a_report(None, "2018-11"))
    assert statuses(ledger) == ["limited", None]
    assert statuses(ledger, "2018-12-31") == [None, "limited"]


def test_a_claim_that_is_corrected_to_say_no_status_becomes_a_note(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-03-01", a_correction(2, None, "2018-12-31"))
    assert statuses(ledger) == [None]


class Said(NamedTuple):
    since: str
    entry: int
    status: str | None


def expected(facts: list[Recorded], as_of: str, known_at: int) -> dict[str, list[Said]]:
    """By looking at every fact that is known: the last claim and the last note made for a day up to this one."""
    reports: dict[tuple[str, int], Said] = {}
    for fact in facts:
        programme, _, milestone = fact.key.code.partition("/")
        if fact.position > known_at or programme != PLAN:
            continue
        event = fact.event
        entry = event.corrects if isinstance(event, Correction) else fact.version
        said = event.instead() if isinstance(event, Correction) else event
        if isinstance(said, ProgressReported):
            first_made = next(one for one in facts if (one.key, one.version) == (fact.key, entry))
            since = said.on.holds_from(first_made.recorded_at.date()).isoformat()
            reports[milestone, entry] = Said(since, entry, said.status)
        elif said is None:
            reports.pop((milestone, entry), None)
    latest: dict[tuple[str, bool], Said] = {}
    for (milestone, _), said in reports.items():
        if said.since <= as_of:
            place = milestone, said.status is not None
            latest[place] = max(said, latest.get(place, said), key=lambda one: one[:2])
    by_milestone: dict[str, list[Said]] = {}
    for (milestone, _), said in latest.items():
        by_milestone.setdefault(milestone, []).append(said)
    return {milestone: sorted(said, key=lambda one: one[:2]) for milestone, said in by_milestone.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_the_standing_claims_are_those_found_by_looking_at_every_fact(
    ledger: Ledger, history: tuple[Chapter, ...]
) -> None:
    ledger.empty()
    record(ledger, history)
    facts = [fact for fact in ledger.facts() if isinstance(fact, Recorded)]
    head = len(facts)
    for as_of in ("2017-12-31", BEGIN.isoformat(), "2018-07-01", "2018-12-31", "2019-06-30", "2030-01-01"):
        for known_at in (0, head // 2, head - 3, head):
            found = latest_claims(ledger.reading(as_of, known_at), PLAN)
            told = {
                milestone: [Said(row.since.isoformat(), row.entry, row.status) for row in rows]
                for milestone, rows in found.items()
            }
            assert told == expected(facts, as_of, known_at)
