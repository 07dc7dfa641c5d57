"""An event that cannot be folded is set aside and shown; its row stays as it was, and everything else goes on."""

import pytest

from projections.claim import CLAIMS
from projections.fold import WAITS
from projections.reader import Reader, mark_for_retry
from projections.runner import bring_up_to_date
from tests.projections.fragile import Fragile, as_folded
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
)


@pytest.fixture
def ledger(ledger: Ledger, fragile: Fragile) -> Ledger:
    return ledger.seen_by(fragile.projections)


def plan_and_break(ledger: Ledger, fragile: Fragile) -> int:
    """A milestone whose first report, entry 2, the fold of claims cannot take; returns that report's position."""
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone("9.1"), a_milestone("9.2"))
    broken = ledger.say("2018-07-01", a_report("limited", "2018-07"))
    fragile.unfoldable.add(("claim", broken, ""))
    ledger.say("2018-08-01", a_correction(2, "substantial", "2018-07"))
    ledger.say("2018-09-01", a_report("complete", "2018-09"), a_report("limited", "2018-09", "9.2"))
    ledger.catch_up()
    return broken


def claims(ledger: Ledger, known_at: int) -> dict[str, str | None]:
    """What is claimed, by milestone and entry, as known at a position."""
    rows = ledger.reading(known_at=known_at).rows(CLAIMS, "true")
    return {f"{row.milestone}#{row.entry}": row.status for row in rows}


def test_the_row_stays_as_it_was_what_follows_in_it_waits_and_all_else_goes_on(
    ledger: Ledger, fragile: Fragile
) -> None:
    broken = plan_and_break(ledger, fragile)
    assert ledger.position == len(ledger.facts())
    assert claims(ledger, ledger.position) == {"9.1#4": "complete", "9.2#2": "limited"}
    assert len(ledger.tables()["entry"]) == 6
    assert ledger.set_aside() == [
        ("claim", f"{PLAN}/9.1#2", broken, f"ValueError: position {broken} cannot be folded"),
        ("claim", f"{PLAN}/9.1#2", broken + 1, WAITS),
    ]


def test_health_says_which_events_are_set_aside_and_why(ledger: Ledger, fragile: Fragile) -> None:
    reader = Reader(ledger.url)
    try:
        broken = plan_and_break(ledger, fragile)
        health = reader.health()
        assert health.status == "degraded"
        assert [(s.projection, s.key, s.position) for s in health.set_aside] == [
            ("claim", f"{PLAN}/9.1#2", broken),
            ("claim", f"{PLAN}/9.1#2", broken + 1),
        ]
        assert "cannot be folded" in health.set_aside[0].why
        fragile.mend()
        ledger.mark()
        bring_up_to_date(ledger.connection, ledger.engine)
        assert reader.health().status == "ok"
    finally:
        reader.close()


def test_once_the_fold_is_mended_a_retry_tells_what_was_known_at_each_position(
    ledger: Ledger, fragile: Fragile
) -> None:
    broken = plan_and_break(ledger, fragile)
    fragile.mend()
    assert mark_for_retry(ledger.connection) == 2
    assert ledger.engine.retry(ledger.connection) == 2
    assert claims(ledger, broken - 1) == {}
    assert claims(ledger, broken) == {"9.1#2": "limited"}
    assert claims(ledger, broken + 1) == {"9.1#2": "substantial"}
    assert claims(ledger, broken + 2) == {"9.1#2": "substantial", "9.1#4": "complete"}
    as_folded(ledger)


def test_a_retry_that_fails_again_sets_aside_again(ledger: Ledger, fragile: Fragile) -> None:
    plan_and_break(ledger, fragile)
    before = ledger.set_aside()
    assert mark_for_retry(ledger.connection) == 2
    assert ledger.engine.retry(ledger.connection) == 0
    assert ledger.set_aside() == before
    assert ledger.connection.execute("SELECT FROM read.set_aside WHERE retry").fetchall() == []


def test_a_retry_of_nothing_changes_nothing(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme())
    ledger.catch_up()
    assert mark_for_retry(ledger.connection) == 0
    assert ledger.engine.retry(ledger.connection) == 0
    as_folded(ledger)


def test_only_what_is_marked_is_tried_again_and_the_rest_goes_on_waiting(ledger: Ledger, fragile: Fragile) -> None:
    """The first report waits in its row, a later correction in its whole stream; both touch the same row."""
    broken = plan_and_break(ledger, fragile)
    fragile.lost.add(("claim", broken + 4))
    ledger.say("2018-10-01", a_correction(2, "complete", "2018-07"))
    ledger.catch_up()
    fragile.mend()
    ledger.connection.execute("UPDATE read.set_aside SET retry = true WHERE key LIKE 'stream:%'")
    bring_up_to_date(ledger.connection, ledger.engine)
    assert {held.why for held in ledger.set_aside() if held.position == broken + 4} == {WAITS}
    assert "9.1#2" not in claims(ledger, ledger.position)
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert claims(ledger, ledger.position)["9.1#2"] == "complete"
    as_folded(ledger)


def test_an_event_whose_rows_cannot_be_told_holds_its_whole_stream_and_no_other(
    ledger: Ledger, fragile: Fragile
) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone("9.1"), a_milestone("9.2"))
    fragile.lost.add(("claim", 5))
    ledger.say("2018-07-01", a_report("limited", "2018-07"))
    ledger.say("2018-08-01", a_report("limited", "2018-08"), a_report("limited", "2018-08", "9.2"))
    ledger.catch_up()
    assert claims(ledger, ledger.position) == {"9.2#2": "limited"}
    assert {(held.position, held.key.partition(":")[0]) for held in ledger.set_aside()} == {
        (5, "stream"),
        (6, "stream"),
    }


def test_of_an_event_that_touches_several_rows_only_those_wait_that_it_cannot_be_folded_into(
    ledger: Ledger, fragile: Fragile
) -> None:
    partners = ("culture", "interior")
    ledger.say("2018-06-01", a_programme(), *map(a_partner, partners))
    fragile.unfoldable.add(("role", 4, "culture"))
    ledger.say("2018-07-01", a_commitment(lead="culture", supporting=("interior",)))
    ledger.catch_up()
    assert [version.key for version in ledger.tables()["role"]] == [f"commitment:{PLAN}/9|interior"]
    assert [held.key for held in ledger.set_aside()] == [f"commitment:{PLAN}/9|culture"]
    fragile.mend()
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    as_folded(ledger)
    assert len(ledger.tables()["role"]) == 2


@pytest.mark.parametrize("why", ["a NUL \0 here", "half a pair \ud800 here"])
def test_a_reason_that_no_text_column_takes_is_told_all_the_same(ledger: Ledger, fragile: Fragile, why: str) -> None:
    broken = plan_and_break(ledger, fragile)
    fragile.why = why
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert "here" in {held.position: held.why for held in ledger.set_aside()}[broken]
