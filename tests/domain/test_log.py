from datetime import timedelta

import psycopg
import pytest
from msgspec.structs import replace
from psycopg.rows import dict_row

from domain.application import Log
from domain.log import Unreadable, install, read_log
from domain.recorder import Caller
from tests.domain.facts import REPORTED
from tests.domain.logbook import ask, recorded, team, tell
from tests.domain.requests import CLOSE, CORRECT, CREATE, REPORT, SETTING_UP


def test_one_request_has_one_time_and_time_never_goes_back(log: Log, log_url: str) -> None:
    before = ask(log_url, "SELECT clock_timestamp()")
    log.record(SETTING_UP, Caller(actor="team", request="first"))
    log.record([REPORT, CORRECT], Caller(actor="team", request="second"))
    after = ask(log_url, "SELECT clock_timestamp()")
    times = {(fact.request, fact.recorded_at) for fact in recorded(log_url)}
    assert len(times) == 2
    first, second = (time for _, time in sorted(times))
    assert before <= first <= second <= after
    assert first.utcoffset() == timedelta(0)


def test_an_auditor_reads_the_facts_with_psql(log: Log, log_url: str) -> None:
    log.record([*SETTING_UP, REPORT, CORRECT], Caller(actor="team", request="a-request"))
    with psycopg.connect(log_url) as connection, connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute("SELECT * FROM log.readable ORDER BY position").fetchall()
    facts = recorded(log_url)
    assert [(row["position"], row["stream"], row["version"], row["topic"]) for row in rows] == [
        (fact.position, str(fact.key), fact.version, fact.event.TOPIC) for fact in facts
    ]
    assert {(row["actor"], row["request"], row["illustrative"]) for row in rows} == {("team", "a-request", False)}
    assert rows[0]["data"]["title"]["en"] == "Open government action plan"
    assert rows[0]["source"] == {"document": "plan.pdf", "words": "Vingt et un engagements"}
    assert [row["corrects"] for row in rows[-2:]] == [None, 2]
    assert rows[-1]["recorded_at"] == facts[-1].recorded_at


def test_nul_never_reaches_the_log(log: Log, log_url: str) -> None:
    with pytest.raises(ValueError, match=r"U\+0000"):
        log.record([CREATE, replace(CLOSE, reason="a\x00b")], team())
    assert recorded(log_url) == []
    log.record([CREATE, replace(CLOSE, reason="a\\u0000b")], team())
    assert ask(log_url, "SELECT data ->> 'reason' FROM log.readable WHERE version = 2") == "a\\u0000b"


def test_a_log_can_be_installed_again_and_again(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    before = recorded(log_url)
    assert install(log_url) is False
    assert install(log_url, demonstration=True) is False
    assert recorded(log_url) == before
    log.record([REPORT], team())
    assert recorded(log_url)[-1].event == REPORTED[1]


def test_an_event_that_cannot_be_read_does_not_hide_the_others(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    tell(log_url, "UPDATE log.events SET topic = 'partner.hired@1' WHERE topic = 'partner.registered@1'")
    with psycopg.connect(log_url) as connection:
        facts = list(read_log(connection, 0, 100))
    assert [type(fact) is Unreadable for fact in facts] == [False, True, True, False, False]
