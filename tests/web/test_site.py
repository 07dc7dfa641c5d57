"""What holds at every address: pages for people, in one place, with what keeps a browser safe."""

import time

import pytest

from domain.log import install
from tests.api.serving import Served, serving
from tests.examples.sample import fresh_database
from tests.web.reading_room import Paper, ReadingRoom

FR = "/programmes/FR-2018"
SAFE = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options")
FAULTY = {
    "/programmes/FR-2081": 404,
    "/nowhere": 404,
    "//evil.example": 404,
    "/programmes/%FF%FE": 404,
    "/programmes/%00": 404,
    "/programmes/..%2f..%2fetc": 404,
    "?%ff": 422,
    "?as_of=2019-02-30": 422,
    "?known_at=99999999999999999999": 422,
    "?known_at=0001-01-01T00:00:00%2B14:00": 422,
    "?format=exe": 422,
}


@pytest.mark.parametrize(("address", "status"), FAULTY.items())
def test_a_faulty_address_gets_a_page_that_says_so_and_is_not_kept(
    demonstration: Served, address: str, status: int
) -> None:
    answer = demonstration.http.get(f"/en{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "<h1>" in answer.text


@pytest.mark.parametrize("address", ["/en", f"/fr{FR}", "/en/nowhere", "/en?as_of=x", "/en?format=json"])
def test_every_answer_has_what_keeps_a_browser_safe(demonstration: Served, address: str) -> None:
    answers = [demonstration.http.get(address), demonstration.http.head(address)]
    if tag := answers[0].headers.get("etag"):
        answers.append(demonstration.http.get(address, headers={"If-None-Match": tag}))
        assert answers[-1].status_code == 304
    for answer in answers:
        assert [name for name in SAFE if name not in answer.headers] == []
        assert "unsafe" not in answer.headers["content-security-policy"]
    assert answers[1].content == b""


def test_the_front_leads_nowhere_but_to_a_page_of_this_server(demonstration: Served) -> None:
    for query in ("", "?x=%0d%0aSet-Cookie:a=b", "?https://evil.example"):
        answer = demonstration.http.get(f"/{query}", headers={"Accept-Language": "fr"})
        assert (answer.status_code, answer.headers["location"]) == (307, f"/fr{query}")
        assert "set-cookie" not in answer.headers
    assert "location" not in demonstration.http.get("//evil.example/en").headers


@pytest.mark.parametrize("written", ["/programmes//FR-2018", "/programmes/FR%2D2018", "/programmes/FR-2018/"])
def test_a_page_has_one_address_however_it_is_written(room: ReadingRoom, written: str) -> None:
    assert room.ask(written).html == room.open(FR).html


def test_the_first_days_of_the_calendar_have_pages(room: ReadingRoom) -> None:
    for part in ("", "/report", "/timeline", "/missing", "/activity", "/compare"):
        for day in ("0001-01-01", "9999-12-31"):
            assert room.ask(f"{FR}{part}", as_of=day).status == 200, (part, day)


def test_before_anything_was_recorded_no_day_of_viewing_is_shown(room: ReadingRoom) -> None:
    assert 'name="known_at" value="0001-01-01"' in room.open("", as_of="2019-07-01", known_at="0").html


def test_an_empty_record_has_pages_and_says_so_until_they_are_there(server_url: str) -> None:
    with fresh_database(server_url) as url:
        install(url)
        with serving(url, projecting=False) as served:
            answer = served.http.get("/en")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert "Nothing is lost. Wait a few seconds" in Paper(answer).text
        with serving(url) as served:
            for _ in range(100):
                if served.http.get("/en").status_code == 200:
                    break
                time.sleep(0.1)
            for path in ("", "/activity", "/partners", "/guide", "/activity?format=atom"):
                assert served.http.get(f"/en{path}").status_code == 200, path
            assert served.http.get(f"/en{FR}").status_code == 404


@pytest.mark.parametrize("path", ["/xx", "/fr-FR", "/EN", "/robots"])
def test_a_browser_that_asks_where_nothing_is_gets_a_page_and_a_machine_a_problem(room: ReadingRoom, path: str) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "fr"}
    page = room.http.get(path, headers=browser)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert 'lang="fr"' in page.text
    assert 'href="/fr/"' in page.text
    assert room.http.get(path).json()["type"] == "/problems/not-found"


def test_a_browser_that_sends_what_a_page_does_not_take_is_told_which_methods_it_takes(room: ReadingRoom) -> None:
    answer = room.http.post("/en", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (405, "text/html; charset=utf-8")
    assert "GET" in answer.headers["allow"]
