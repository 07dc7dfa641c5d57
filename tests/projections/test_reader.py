"""Questions at any moment, never before the read models have reached what the caller has seen."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.recorder import Unavailable
from projections import reader as reading_module
from projections.catalogue import PROJECTIONS
from projections.programme import all_programmes
from projections.reader import Behind, NotYet, Reader
from projections.runner import Runner
from tests.projections.fragile import Fragile
from tests.projections.ledger import Ledger
from tests.projections.said import a_partner, a_programme
from tests.projections.waiting import until

MORNING, EVENING = time(9), time(18)


def instant(day: str, at: time = time(12)) -> datetime:
    return datetime.combine(date.fromisoformat(day), at, UTC)


@pytest.fixture
def reader(ledger: Ledger) -> Iterator[Reader]:
    reader = Reader(ledger.url, pool_size=2)
    yield reader
    reader.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader whose patience is short."""
    monkeypatch.setattr(reading_module, "PATIENCE", 0.1)


@pytest.fixture
def three_days(ledger: Ledger) -> Ledger:
    """Positions 1 and 2 on the first day, morning and evening; 3 and 4 together on the third."""
    ledger.say("2018-06-01", a_programme("A"), at=MORNING)
    ledger.say("2018-06-01", a_programme("B"), at=EVENING)
    ledger.say("2018-06-03", a_programme("C"), a_programme("D"))
    ledger.catch_up()
    return ledger


def codes(reader: Reader, **moment: int | datetime) -> str:
    with reader.reading(**moment) as reading:  # pyright: ignore[reportArgumentType] - each moment fits its name
        return "".join(programme.code for programme in all_programmes(reading))


def test_people_read_their_own_writes(ledger: Ledger, reader: Reader) -> None:
    runner = Runner(ledger.url, PROJECTIONS)
    runner.start()
    try:
        until(lambda: runner.active)
        for code in "ABCDEFGH":
            seen = ledger.say("2018-06-01", a_programme(code))
            assert codes(reader, seen=seen).endswith(code)
    finally:
        runner.stop()


def test_a_question_waits_for_the_engine_and_is_woken_by_it(ledger: Ledger, reader: Reader) -> None:
    ledger.build()
    seen = ledger.say("2018-06-01", a_programme("A"))
    answers: list[str] = []
    asker = threading.Thread(target=lambda: answers.append(codes(reader, seen=seen)))
    asker.start()
    ledger.catch_up()
    asker.join(60)
    assert answers == ["A"]


@pytest.mark.usefixtures("hasty")
def test_where_no_engine_runs_the_read_models_are_behind(ledger: Ledger, reader: Reader) -> None:
    ledger.build()
    seen = ledger.say("2018-06-01", a_programme("A"))
    with pytest.raises(Behind, match=f"stand at position 0 and have not reached {seen} yet"):
        codes(reader, seen=seen)
    assert codes(reader) == ""


@pytest.mark.usefixtures("hasty")
def test_what_was_known_at_a_position_needs_the_read_models_to_have_reached_it(ledger: Ledger, reader: Reader) -> None:
    ledger.build()
    position = ledger.say("2018-06-01", a_programme("A"))
    with pytest.raises(Behind):
        codes(reader, known_at=position)
    with pytest.raises(Behind):
        codes(reader, known_at=instant("2018-06-01"))
    assert codes(reader, known_at=instant("2018-05-31")) == ""


def test_nothing_is_known_yet_beyond_the_log(three_days: Ledger, reader: Reader) -> None:
    assert three_days.position == 4
    for asked in ({"known_at": 5}, {"seen": 5}):
        with pytest.raises(NotYet, match="The log has reached position 4; nothing is known at 5 yet"):
            codes(reader, **asked)


def test_before_they_are_built_there_is_no_answer_yet(ledger: Ledger, reader: Reader) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    with pytest.raises(Unavailable, match="have not been built yet"):
        codes(reader)
    health = reader.health()
    assert (health.position, health.lag_events) == (0, 1)


@pytest.mark.parametrize(
    ("known_at", "position", "known"),
    [
        (instant("2018-05-31"), 0, ""),
        (instant("2018-06-01", MORNING) - timedelta(microseconds=1), 0, ""),
        (instant("2018-06-01", MORNING), 1, "A"),
        (instant("2018-06-01"), 1, "A"),
        (instant("2018-06-01", EVENING), 2, "AB"),
        (instant("2018-06-02"), 2, "AB"),
        (instant("2018-06-03"), 4, "ABCD"),
        (instant("2999-01-01"), 4, "ABCD"),
    ],
)
@pytest.mark.usefixtures("three_days")
def test_an_instant_stands_for_the_position_that_the_log_had_reached(
    reader: Reader, known_at: datetime, position: int, known: str
) -> None:
    with reader.reading(known_at=known_at) as reading:
        assert reading.moment.known_at == position
    assert codes(reader, known_at=known_at) == codes(reader, known_at=position) == known


@pytest.mark.usefixtures("three_days")
def test_an_instant_is_the_same_in_every_time_zone(reader: Reader) -> None:
    in_paris = datetime.fromisoformat("2018-06-01T20:00:00+02:00")
    assert codes(reader, known_at=in_paris) == "AB"


@pytest.mark.usefixtures("three_days")
def test_the_moment_tells_when_the_last_fact_was_recorded(reader: Reader) -> None:
    recorded = {
        0: None,
        1: instant("2018-06-01", MORNING),
        2: instant("2018-06-01", EVENING),
        4: instant("2018-06-03"),
    }
    for position, recorded_at in recorded.items():
        with reader.reading(known_at=position) as reading:
            assert reading.moment.recorded_at == recorded_at


@pytest.mark.usefixtures("three_days")
def test_both_clocks_default_to_now(reader: Reader) -> None:
    before = datetime.now(UTC).date()
    with reader.reading() as reading:
        assert before <= reading.moment.as_of <= datetime.now(UTC).date()
        assert reading.moment.known_at == 4


@pytest.mark.usefixtures("three_days")
def test_each_clock_can_be_set_without_the_other(reader: Reader) -> None:
    with reader.reading(as_of=date(2018, 1, 1)) as reading:
        assert (reading.moment.as_of, reading.moment.known_at) == (date(2018, 1, 1), 4)
    with reader.reading(known_at=2) as reading:
        assert reading.moment.known_at == 2


def test_what_is_recorded_after_a_question_began_is_not_in_its_answer(three_days: Ledger, reader: Reader) -> None:
    with reader.reading() as reading:
        three_days.say("2018-06-04", a_programme("E"))
        three_days.catch_up()
        assert [p.code for p in all_programmes(reading)] == ["A", "B", "C", "D"]


def test_health_is_ok_when_all_is_folded(three_days: Ledger, reader: Reader) -> None:
    health = reader.health()
    assert (health.status, health.log_position, health.position) == ("ok", 4, 4)
    assert (health.lag_events, health.lag_seconds, health.set_aside) == (0, 0.0, ())
    assert three_days.log.demonstration is health.demonstration is True


def test_health_tells_how_far_behind_the_read_models_are(three_days: Ledger, reader: Reader) -> None:
    three_days.say("2018-06-04", a_programme("E"), a_programme("F"))
    assert reader.health().status == "ok"  # by a scripted clock nobody can tell how late it is
    three_days.connection.execute("UPDATE log.about SET demonstration = false")
    health = reader.health()
    assert (health.status, health.lag_events) == ("degraded", 2)
    assert health.lag_seconds > 10


def test_a_little_lag_is_no_illness(ledger: Ledger, reader: Reader) -> None:
    ledger.build()
    ledger.say(datetime.now(UTC).date().isoformat(), a_programme("A"), at=datetime.now(UTC).time())
    assert (reader.health().status, reader.health().lag_events) == ("ok", 1)


def test_the_reader_notices_where_the_read_models_stand(three_days: Ledger, reader: Reader) -> None:
    until(lambda: reader.position == 4)
    three_days.say("2018-06-04", a_partner("culture"))
    three_days.catch_up()
    until(lambda: reader.position == 5)


def test_the_reader_notices_that_answers_about_the_past_may_have_changed(breaking: Ledger, fragile: Fragile) -> None:
    reader = Reader(breaking.url)
    try:
        fragile.lost.add(("partner", 1))
        breaking.say("2018-06-01", a_partner("culture"))
        breaking.catch_up()
        until(lambda: reader.standing.set_aside > 0)
        held = reader.standing.edition
        fragile.mend()
        breaking.mark()
        breaking.engine.retry(breaking.connection)
        until(lambda: reader.standing.edition != held)
        mended = reader.standing.edition
        breaking.build()
        until(lambda: reader.standing.edition != mended)
    finally:
        reader.close()


def test_the_watch_goes_on_after_its_connection_was_cut(three_days: Ledger, reader: Reader) -> None:
    until(lambda: reader.position == 4)
    three_days.connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    three_days.connection.execute("UPDATE read.progress SET position = 3")
    until(lambda: reader.position == 3)
    assert codes(reader, known_at=2) == "AB"


@pytest.mark.usefixtures("three_days")
def test_a_database_that_is_too_slow_or_away_is_unavailable(reader: Reader) -> None:
    with pytest.raises(Unavailable), reader.reading() as reading:
        reading.connection.execute("SET statement_timeout = '1ms'; SELECT pg_sleep(1)")
