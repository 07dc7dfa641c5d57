"""The scripted clock and illustrative facts, which only a demonstration may have."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from domain.application import BatchRefused, DemonstrationOnly, Log
from domain.dates import Edtf
from domain.log import install
from domain.recorder import Caller
from tests.domain import requests
from tests.domain.logbook import ask, recorded, team, topics
from tests.domain.requests import CREATE, REPORT, SETTING_UP

JUNE = datetime(2018, 6, 27, 9, 30, tzinfo=UTC)
CLOSE = replace(requests.CLOSE, on=Edtf("2018-06-26"))


def at(clock: datetime, key: str | None = None) -> Caller:
    return Caller(actor="team", clock=clock, idempotency_key=key)


def test_an_ordinary_log_takes_no_scripted_clock(log: Log, log_url: str) -> None:
    with pytest.raises(DemonstrationOnly, match="made for demonstration takes a scripted clock"):
        log.record([CREATE], at(JUNE))
    assert recorded(log_url) == []


def test_an_ordinary_database_takes_no_scripted_clock_from_who_thinks_it_a_demonstration(log_url: str) -> None:
    refused = pytest.raises(DemonstrationOnly, match="made for demonstration takes a scripted clock")
    with Log(log_url, demonstration=True) as mistaken, refused:
        mistaken.record([CREATE], at(JUNE))
    assert ask(log_url, "SELECT count(*) FROM log.requests") == 0


def test_an_ordinary_log_takes_no_illustrative_facts(log: Log, log_url: str) -> None:
    with pytest.raises(DemonstrationOnly, match="takes illustrative facts"):
        log.record([CREATE, replace(CLOSE, illustrative=True)], team())
    assert recorded(log_url) == []


def test_whether_a_log_is_a_demonstration_is_settled_when_it_is_made(database_url: str) -> None:
    assert install(database_url, demonstration=True) is True
    assert install(database_url, demonstration=False) is True


def test_a_demonstration_records_at_the_scripted_time(demonstration: Log, database_url: str) -> None:
    demonstration.record(SETTING_UP, at(JUNE))
    assert {fact.recorded_at for fact in recorded(database_url)} == {JUNE}


def test_a_demonstration_marks_illustrative_facts(demonstration: Log, database_url: str) -> None:
    demonstration.record([CREATE, replace(CLOSE, illustrative=True)], team())
    assert [fact.illustrative for fact in recorded(database_url)] == [False, True]
    assert ask(database_url, "SELECT illustrative FROM log.readable WHERE topic = 'programme.closed@1'") is True


def test_the_scripted_clock_is_not_set_back(demonstration: Log, database_url: str) -> None:
    demonstration.record([CREATE], at(JUNE))
    with pytest.raises(DemonstrationOnly, match="the scripted clock says"):
        demonstration.record([CLOSE], at(JUNE - timedelta(microseconds=1), "key-1"))
    assert topics(database_url) == ["programme.created@1"]
    assert not demonstration.record([CLOSE], at(JUNE, "key-1")).repeated
    assert [fact.recorded_at for fact in recorded(database_url)] == [JUNE, JUNE]


def test_a_repeated_request_is_answered_whatever_its_clock_says(demonstration: Log) -> None:
    first = demonstration.record([CREATE], at(JUNE, "key-1"))
    demonstration.record([CLOSE], at(JUNE + timedelta(days=400)))
    assert demonstration.record([CREATE], at(JUNE, "key-1")) == replace(first, repeated=True)


def test_time_never_goes_back_even_from_a_clock_that_ran_ahead(demonstration: Log, database_url: str) -> None:
    ahead = datetime.now(UTC) + timedelta(days=3650)
    demonstration.record([CREATE], at(ahead))
    demonstration.record([CLOSE], team())
    assert [fact.recorded_at for fact in recorded(database_url)] == [ahead, ahead]


def test_today_is_the_day_of_the_scripted_clock(demonstration: Log) -> None:
    demonstration.record(SETTING_UP, at(JUNE))
    with pytest.raises(BatchRefused, match="2018-06-28 lies after 2018-06-27"):
        demonstration.record([replace(REPORT, on=Edtf("2018-06-28"))], at(JUNE))
    demonstration.record([replace(REPORT, on=Edtf("2018-06-28"))], at(JUNE + timedelta(days=1)))


def test_a_scripted_clock_may_stand_in_any_zone(demonstration: Log, database_url: str) -> None:
    demonstration.record([CREATE], at(datetime(2018, 6, 27, 11, 30, tzinfo=timezone(timedelta(hours=2)))))
    assert recorded(database_url)[0].recorded_at == JUNE


def test_today_is_today_wherever_on_earth_a_report_is_made(log: Log) -> None:
    log.record(SETTING_UP, team())
    furthest_east = datetime.now(timezone(timedelta(hours=14))).date()
    log.record([replace(REPORT, on=Edtf(furthest_east.isoformat()))], team())
    later = furthest_east + timedelta(days=2)
    with pytest.raises(BatchRefused, match=f"{later} lies after"):
        log.record([replace(REPORT, on=Edtf(later.isoformat()))], team())
