import psycopg
import pytest

from serving.cache import Cache, keep
from tests.api.said import a_milestone, a_programme, a_report, tell_everything
from tests.api.serving import Served, serving

JSON = "application/json"


def test_no_more_is_kept_than_there_is_room_for() -> None:
    cache = Cache(20_000)
    for number in range(100):
        cache.put(number, keep(b"x" * 1000, JSON))
    assert 0 < cache.bytes <= 20_000
    assert cache.get(0) is None
    assert cache.get(99) is not None


def test_what_is_asked_for_often_is_kept_longest() -> None:
    cache = Cache(20_000)
    for number in range(100):
        cache.put(number, keep(b"x" * 1000, JSON))
        assert cache.get(0) is not None


def test_one_answer_does_not_push_all_others_out() -> None:
    cache = Cache(20_000)
    cache.put("small", keep(b"x", JSON))
    cache.put("huge", keep(b"x" * 10_000, JSON))
    assert (cache.get("small") is None, cache.get("huge") is None) == (False, True)


def test_a_cache_of_no_bytes_keeps_nothing() -> None:
    cache = Cache(0)
    cache.put("any", keep(b"", JSON))
    assert cache.get("any") is None


@pytest.mark.parametrize("size", [0, 1 << 20])
def test_answers_are_the_same_with_and_without_a_cache(database_url: str, size: int) -> None:
    with serving(database_url, cache=size) as served:
        tell_everything(served)
        paths = ["/programmes", "/programmes/FR-2018", "/programmes/FR-2018/report", "/programmes/FR-2018/report.csv"]
        first = [served.ask(path) for path in paths]
        again = [served.ask(path) for path in paths]
        assert [(a.content, a.headers["ETag"]) for a in first] == [(a.content, a.headers["ETag"]) for a in again]
        milestone = "/programmes/FR-2018/milestones/9.1"
        served.told(f"{milestone}/report-progress", a_report("limited", "2018-12-31"))
        assert served.asked(paths[2])["totals"]["by_status"]["limited"] == 1
        known_at = int(served.seen) - 1
        assert served.asked(paths[2], {"known_at": known_at})["totals"]["by_status"]["limited"] == 0


def test_what_is_kept_answers_without_the_database(database_url: str) -> None:
    with serving(database_url) as served:
        tell_everything(served)
        moment = {"as_of": "2019-01-01", "known_at": served.seen}
        first = served.ask("/programmes/FR-2018/report", moment)
        with psycopg.connect(served.url, autocommit=True) as connection:
            connection.execute("ALTER TABLE read.programme RENAME TO away")
            assert served.ask("/programmes/FR-2018/report", moment).content == first.content
            assert served.ask("/programmes/FR-2018/report", moment | {"as_of": "2019-01-02"}).status_code == 503
            connection.execute("ALTER TABLE read.away RENAME TO programme")


def test_an_answer_about_the_past_is_asked_anew_when_what_was_set_aside_is_folded(fresh: Served) -> None:
    programme = a_programme(fresh)
    milestone = a_milestone(fresh, programme)
    with psycopg.connect(fresh.url, autocommit=True) as connection:
        broken = "UPDATE log.events SET topic = %s WHERE topic = %s"
        fresh.runner.stop()
        fresh.told(f"{milestone}/report-progress", a_report())
        connection.execute(broken, ("no.such_fact@9", "milestone.progress_reported@1"))
        with serving(fresh.url) as other:
            other.seen = fresh.seen
            moment = {"as_of": "2019-01-01", "known_at": fresh.seen}
            answer = other.ask(f"{programme}/report", moment)
            assert answer.json()["totals"]["by_status"]["substantial"] == 0
            assert answer.headers["Cache-Control"] == "private, no-cache"
            assert other.asked("/health")["status"] == "degraded"
            connection.execute(broken, ("milestone.progress_reported@1", "no.such_fact@9"))
            connection.execute("UPDATE read.set_aside SET retry = true")
            while other.reader.standing.set_aside:
                assert other.asked("/health")["log_position"]
            assert other.asked(f"{programme}/report", moment)["totals"]["by_status"]["substantial"] == 1
