from collections.abc import Iterable

import psycopg
from msgspec.json import decode
from msgspec.structs import replace

from domain.dates import Edtf
from domain.succession import MergePartners
from domain.values import Source
from projections.moment import Reading
from projections.trail import StoredFact, facts_of_partners, facts_of_programme
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_finding,
    a_member,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
)

OTHER = "DE-2019"


def record(ledger: Ledger) -> int:
    """Two programmes side by side; returns the position before what came last."""
    ledger.say("2018-01-01", *(a_partner(code) for code in ("digital", "interior", "old", "stranger", "heir")))
    ledger.say("2018-01-02", a_programme(), replace(a_programme(OTHER), source=Source(document="other.txt")))
    ledger.say("2018-01-03", a_commitment(lead="digital"), a_milestone(responsible=("old",), illustrative=True))
    ledger.say("2018-01-04", replace(a_member("stranger"), programme=OTHER), a_member("interior"))
    reached = ledger.say("2018-09-01", a_report("limited", "2018-08"), a_finding("completion", "limited"), actor="irm")
    ledger.say("2019-01-01", MergePartners(code="old", into="heir", on=Edtf("2018-12"), reason="A new government."))
    ledger.say("2019-02-01", a_report("complete", "2019-01"))
    return reached


def streams(facts: Iterable[StoredFact]) -> list[str]:
    return [fact.stream for fact in facts]


def test_a_programme_s_facts_are_those_of_all_its_streams_in_the_order_of_the_log(ledger: Ledger) -> None:
    record(ledger)
    found = list(facts_of_programme(ledger.reading(), PLAN))
    assert streams(found) == [
        f"programme:{PLAN}",
        f"commitment:{PLAN}/9",
        f"milestone:{PLAN}/9.1",
        f"consortium:{PLAN}",
        f"milestone:{PLAN}/9.1",
        *[fact.stream for fact in found if fact.stream.startswith("assessment:")],
        f"milestone:{PLAN}/9.1",
    ]
    positions = [fact.position for fact in found]
    assert positions == sorted(positions)


def test_a_fact_is_told_as_it_stands_in_the_log(ledger: Ledger) -> None:
    record(ledger)
    readable = {
        row[0]: row[1:]
        for row in ledger.connection.execute(
            "SELECT position, stream, version, topic, recorded_at, actor, request, source, illustrative, data FROM log.readable"
        )
    }
    for programme in (PLAN, OTHER):
        for fact in facts_of_programme(ledger.reading(), programme):
            told = (fact.stream, fact.entry, fact.topic, fact.recorded_at, fact.actor, fact.request)
            assert (*told, decode(fact.source), fact.illustrative, decode(fact.fact)) == readable[fact.position]


def test_what_is_known_later_only_follows(ledger: Ledger) -> None:
    reached = record(ledger)
    before = list(facts_of_programme(ledger.reading(known_at=reached), PLAN))
    after = list(facts_of_programme(ledger.reading(), PLAN))
    assert before == after[: len(before)]
    assert [fact.position for fact in before] == [fact.position for fact in after if fact.position <= reached]
    assert len(before) < len(after)


def test_the_partners_are_those_named_and_those_they_went_on_in_as_known_then(ledger: Ledger) -> None:
    reached = record(ledger)
    now = facts_of_partners(ledger.reading(), PLAN)
    assert streams(now) == [
        "partner:digital",
        "partner:interior",
        "partner:old",
        "partner:heir",
        "partner:old",
        "partner:heir",
    ]
    then = facts_of_partners(ledger.reading(known_at=reached), PLAN)
    assert streams(then) == ["partner:digital", "partner:interior", "partner:old"]


def test_a_fact_that_this_jalon_cannot_read_is_told_all_the_same(ledger: Ledger) -> None:
    record(ledger)
    whole = list(facts_of_programme(ledger.reading(), PLAN))
    broken = whole[4]
    with ledger.broken(broken.position):
        ledger.build()
        found = list(facts_of_programme(ledger.reading(), PLAN))
    assert [fact.position for fact in found] == [fact.position for fact in whole]
    assert (found[4].topic, found[4].fact) == ("no.such_fact@9", broken.fact)


def test_instants_are_told_in_utc_whatever_zone_the_connection_has(ledger: Ledger) -> None:
    record(ledger)
    reading = ledger.reading()
    with psycopg.connect(ledger.url, autocommit=True) as elsewhere:
        elsewhere.execute("SET timezone = 'Asia/Kathmandu'")
        there = list(facts_of_programme(Reading(elsewhere, reading.moment), PLAN))
    here = list(facts_of_programme(reading, PLAN))
    assert [str(fact.recorded_at) for fact in there] == [str(fact.recorded_at) for fact in here]
    assert all(str(fact.recorded_at).endswith("+00:00") for fact in there)


def test_a_programme_that_nobody_knows_has_no_facts(ledger: Ledger) -> None:
    record(ledger)
    assert list(facts_of_programme(ledger.reading(), "XX")) == list(facts_of_partners(ledger.reading(), "XX")) == []
