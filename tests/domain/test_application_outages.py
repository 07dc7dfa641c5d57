"""The database is slow, busy or away: nothing is lost or doubled, and nobody waits for long."""

import time
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from domain.application import BatchRefused, KeyUsedOtherwise, Log
from domain.recorder import Caller, Unavailable
from tests.domain.facts import CLOSED, CREATED, REPORTED
from tests.domain.logbook import appends_held_up, ask, recorded, team, tell, topics
from tests.domain.proxy import Proxy, What
from tests.domain.requests import AMEND, CLOSE, CREATE, REGISTER, REPORT, SETTING_UP

GENEROUS = 10


@pytest.fixture
def proxy(log_url: str) -> Generator[Proxy]:
    with Proxy(log_url, mark=b"milestone.progress_reported@1") as proxy:
        yield proxy


@pytest.fixture
def far_log(proxy: Proxy) -> Generator[Log]:
    """A log that is reached through the proxy only."""
    with Log(proxy.url, pool_size=2) as log:
        log.record(SETTING_UP, team())
        yield log


@contextmanager
def unavailable() -> Generator[None]:
    started = time.monotonic()
    with pytest.raises(Unavailable):
        yield
    assert time.monotonic() - started < GENEROUS


@pytest.mark.parametrize("lost", ["the request", "the answer"])
@pytest.mark.parametrize("key", [None, "key-1"])
def test_a_request_whose_connection_is_lost_is_recorded_once(
    proxy: Proxy, far_log: Log, log_url: str, lost: What, key: str | None
) -> None:
    proxy.loses = lost
    answer = far_log.record([REPORT], Caller(actor="team", request="a-request", idempotency_key=key))
    assert proxy.lost == 1
    last = recorded(log_url)[-1]
    assert last.event == REPORTED[1]
    assert topics(log_url).count("milestone.progress_reported@1") == 1
    assert (answer.position, answer.request, answer.repeated) == (last.position, "a-request", False)
    assert answer.versions == {"milestone:FR-2018/9.1": 2}


def test_a_request_whose_answer_never_came_can_be_sent_again_later(proxy: Proxy, far_log: Log, log_url: str) -> None:
    proxy.loses = "the answer"
    first = far_log.record([REPORT], Caller(actor="team", idempotency_key="key-1"))
    with Log(log_url) as another_process:
        again = another_process.record([REPORT], Caller(actor="team", idempotency_key="key-1"))
        assert again == replace(first, repeated=True)
        with pytest.raises(KeyUsedOtherwise):
            another_process.record([CLOSE], Caller(actor="team", idempotency_key="key-1"))
    assert topics(log_url).count("milestone.progress_reported@1") == 1


def test_a_creation_whose_answer_was_lost_is_no_conflict_with_itself(proxy: Proxy, far_log: Log, log_url: str) -> None:
    proxy.mark = b"programme.created@1"
    proxy.loses = "the answer"
    answer = far_log.record([replace(CREATE, code="FR-2021")], team())
    assert proxy.lost == 1
    assert (answer.versions, answer.repeated) == ({"programme:FR-2021": 1}, False)
    assert topics(log_url).count("programme.created@1") == 2


def test_connections_that_the_server_ended_are_replaced(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    tell(
        log_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert log.record([REPORT], team()).versions == {"milestone:FR-2018/9.1": 2}


def test_a_database_that_is_away_is_unavailable_until_it_is_back(proxy: Proxy, far_log: Log, log_url: str) -> None:
    proxy.go_away()
    for _ in range(2):
        with unavailable():
            far_log.record([REPORT], team())
    proxy.come_back()
    answer = far_log.record([REPORT], team())
    assert answer.position == recorded(log_url)[-1].position
    assert topics(log_url).count("milestone.progress_reported@1") == 1


def test_a_database_that_was_never_there_is_unavailable(log_url: str) -> None:
    with Proxy(log_url, mark=b"") as proxy:
        proxy.go_away()
        with unavailable(), Log(proxy.url) as log:
            log.record([CREATE], team())


def test_an_append_that_waits_too_long_for_its_turn_is_unavailable(log: Log, log_url: str) -> None:
    log.record([CREATE], team())
    with appends_held_up(log_url), unavailable():
        log.record([CLOSE], Caller(actor="team", idempotency_key="key-1"))
    assert ask(log_url, "SELECT count(*) FROM log.events") == 1
    assert not log.record([CLOSE], Caller(actor="team", idempotency_key="key-1")).repeated
    assert [(fact.key, fact.event) for fact in recorded(log_url)] == [CREATED, CLOSED]


def test_questions_of_the_rules_do_not_wait_for_appends(log: Log, log_url: str) -> None:
    log.record([CREATE], team())
    with appends_held_up(log_url), pytest.raises(BatchRefused):
        log.record([CREATE], team())


def test_an_exhausted_pool_is_unavailable(log_url: str) -> None:
    with Log(log_url, pool_size=1) as log:
        log.record([CREATE], team())
        with log.store.datastore.get_connection(), unavailable():
            log.record([CLOSE], team())
        log.record([CLOSE], team())
    assert [(fact.key, fact.event) for fact in recorded(log_url)] == [CREATED, CLOSED]


def test_a_full_request_does_not_wait_for_itself_in_a_pool_of_one(log_url: str) -> None:
    with Log(log_url, pool_size=1) as log:
        for _ in range(3):
            log.record([REGISTER, CREATE, AMEND], Caller(actor="team", idempotency_key="key-1"))
    assert len(recorded(log_url)) == 3
