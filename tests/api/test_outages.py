import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests.api.said import a_programme
from tests.api.serving import Served, serving

GENEROUS = 15.0
CLOSE = {"on": "2020"}


def unavailable(answer: httpx.Response, began: float) -> bool:
    """Whether an answer says soon that the service is unavailable, and when to come again."""
    assert time.monotonic() - began < GENEROUS
    assert answer.json()["type"] == "/problems/unavailable", answer.text
    return answer.status_code == 503 and answer.headers["Retry-After"] == "2"


@contextmanager
def away(server_url: str, database_url: str) -> Generator[None]:
    """While this lasts, nobody can connect to the database, and all connections to it are gone."""
    name = sql.Identifier(str(conninfo_to_dict(database_url)["dbname"]))
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(allow.format(name, sql.SQL("false")))
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(end, (conninfo_to_dict(database_url)["dbname"],))
        try:
            yield
        finally:
            connection.execute(allow.format(name, sql.SQL("true")))


def test_a_request_that_cannot_get_its_turn_is_told_so_in_time(fresh: Served) -> None:
    programme = a_programme(fresh)
    with psycopg.connect(fresh.url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(4270016)")
        began = time.monotonic()
        assert unavailable(fresh.tell(f"{programme}/close", CLOSE), began)
    assert fresh.tell(f"{programme}/close", CLOSE).is_success


def test_all_of_a_crowd_that_waits_are_told_so_in_time(fresh: Served) -> None:
    programme = a_programme(fresh)

    def send(_: int) -> bool:
        began = time.monotonic()
        answer = fresh.http.post(f"{programme}/close", json=CLOSE, headers={"Jalon-Actor": "team"})
        return unavailable(answer, began)

    with psycopg.connect(fresh.url) as connection, ThreadPoolExecutor(16) as pool:
        connection.execute("SELECT pg_advisory_xact_lock(4270016)")
        assert all(pool.map(send, range(16)))


def test_without_its_database_the_service_says_so_in_time_and_comes_back(database_url: str, server_url: str) -> None:
    with serving(database_url, cache=0) as served:
        programme = a_programme(served)
        with away(server_url, database_url):
            for path in (programme, "/health"):
                began = time.monotonic()
                assert unavailable(served.ask(path), began)
            began = time.monotonic()
            assert unavailable(served.tell(f"{programme}/close", CLOSE), began)
        deadline = time.monotonic() + 30
        while not served.ask(programme).is_success:
            assert time.monotonic() < deadline
        assert served.tell(f"{programme}/close", CLOSE).is_success


def test_before_the_read_models_are_built_a_question_is_unavailable(database_url: str) -> None:
    with serving(database_url, projecting=False) as served:
        began = time.monotonic()
        assert unavailable(served.ask("/programmes"), began)
        assert served.tell("/partners", {"code": "p", "name": {"en": "P"}, "kind": "other"}).is_success


def test_a_reader_that_has_seen_more_than_the_read_models_is_asked_to_wait(fresh: Served) -> None:
    programme = a_programme(fresh)
    assert fresh.ask(programme).is_success
    fresh.runner.stop()
    fresh.told(f"{programme}/close", CLOSE)
    answer = fresh.ask(programme)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/behind")
    assert answer.headers["Retry-After"] == "1"
    fresh.seen = "0"
    assert fresh.asked(programme)["closed"] is False


def test_a_kept_answer_is_not_taken_for_todays_when_the_database_is_away(database_url: str, server_url: str) -> None:
    with serving(database_url) as served:
        programme = a_programme(served)
        moment = {"as_of": "2019-01-01", "known_at": served.seen}
        assert served.ask(programme).is_success
        assert served.ask(programme, moment).is_success
        with away(server_url, database_url):
            deadline = time.monotonic() + 20
            while served.ask(programme).status_code != 503:
                assert time.monotonic() < deadline
            assert served.ask(programme, moment).is_success
