"""What no request can lead to, but a log that was put together by hand may hold, stops nothing."""

import pytest

from domain.kernel import stream_id
from projections.catalogue import PROJECTIONS
from projections.fold import whole_stream
from projections.runner import bring_up_to_date
from tests.projections.fragile import as_folded
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_milestone,
    a_programme,
    a_reschedule,
)


@pytest.mark.parametrize(
    ("topic", "state", "why"),
    [
        ("milestone.unheard_of@1", '"data": {}', "no event is known by the name 'milestone.unheard_of@1'"),
        ("milestone.withdrawn@1", '"data": {"on": "2018-13", "reason": "x"}', "not a date"),
        ("milestone.withdrawn@1", '"data": {"on": "2018"}', "missing required field `reason`"),
        ("milestone.withdrawn@1", '"data": [[[[]]]]', "Expected `object`"),
        ("milestone.withdrawn@1", '"data": {', "truncated"),
        ("milestone.withdrawn@1", '"data": {"on": "2018", "reason": "\xff"}', "can't decode byte"),
        ("milestone.withdrawn@1", '"dated": {}', "missing required field `data`"),
    ],
)
def test_an_event_that_cannot_be_read_stops_nothing(ledger: Ledger, topic: str, state: str, why: str) -> None:
    stream = f"milestone:{PLAN}/9.1"
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())
    envelope = f'{{"stream": "{stream}", "actor": "team", "request": "r", {state}}}'
    poison = ledger.write_raw(stream, 2, topic, envelope.encode("latin-1"))
    ledger.say("2018-07-01", a_milestone("9.2"))
    assert ledger.catch_up() == len(ledger.facts())
    assert [(held.key, held.position) for held in ledger.set_aside()] == [
        (whole_stream(stream_id(stream)), poison)
    ] * len(PROJECTIONS)
    assert why in ledger.set_aside()[0].why
    as_folded(ledger)


def test_an_event_that_names_no_stream_stops_nothing(ledger: Ledger) -> None:
    data = '"data": {"on": "2018", "reason": "x"}'
    ledger.write_raw("x", 1, "milestone.withdrawn@1", f'{{"stream": "x", "actor": "a", "request": "r", {data}}}')
    assert ledger.catch_up() == 1
    as_folded(ledger)


def test_an_event_nested_too_deep_to_be_read_stops_nothing(ledger: Ledger) -> None:
    deep = '{"stream": "a:b", "actor": "a", "request": "r", "data": {"on": "2018", "reason": "x", "more": '
    ledger.write_raw("a:b", 1, "milestone.withdrawn@1", deep + "[" * 5_000 + "]" * 5_000 + "}}")
    assert ledger.catch_up() == 1
    as_folded(ledger)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_row_that_is_born_twice_is_folded_as_its_fold_says(ledger: Ledger, batch: int) -> None:
    """No rule lets it happen, but a log that was put together by hand may hold it."""
    ledger.build()
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())
    row = ledger.connection.execute("SELECT topic, state FROM log.events WHERE notification_id = 3").fetchone()
    assert row is not None
    again = ledger.write_raw(f"milestone:{PLAN}/9.1", 2, *row)
    ledger.say("2018-07-01", a_reschedule("2019", "2018-07"))
    ledger.engine.catch_up(ledger.connection, batch=batch)
    assert ledger.tables()["milestone"][0].known_to == again
    as_folded(ledger)


def test_a_second_birth_that_was_set_aside_takes_its_place_on_a_retry(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())
    row = ledger.connection.execute("SELECT topic, state FROM log.events WHERE notification_id = 3").fetchone()
    assert row is not None
    again = ledger.write_raw(f"milestone:{PLAN}/9.1", 2, *row)
    with ledger.broken(again):
        ledger.catch_up()
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert [version.known_from for version in ledger.tables()["milestone"]] == [3, again]
    as_folded(ledger)
