from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served

PINNED = "private, max-age=86400, immutable"


def in_turn(served: Served, path: str, limit: int) -> list[list[Any]]:
    """The items of every page of a collection."""
    pages: list[list[Any]] = []
    following: str | None = f"{path}?limit={limit}"
    while following:
        page = served.asked(following)
        pages.append(page["items"])
        following = page["next"]
    return pages


def test_a_deadline_that_moved_is_seen_as_it_was_known_then(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    before = shared.seen
    shared.told(f"{milestone}/reschedule", {"due": "2019", "on": "2018-10-01", "reason": "The law came late."})
    assert shared.asked(milestone)["due"] == "2019"
    assert shared.asked(milestone, {"known_at": before})["due"] == "2018"
    assert shared.asked(milestone, {"as_of": "2018-09-30"})["due"] == "2018"


def test_what_was_known_can_be_asked_by_an_instant(shared: Served) -> None:
    programme = a_programme(shared)
    since = datetime.now(UTC) + timedelta(days=1)
    assert shared.asked(programme, {"known_at": since.isoformat()})["code"]
    assert shared.ask(programme, {"known_at": "2018-01-01T00:00:00+02:00"}).status_code == 404


def test_nobody_knows_what_is_recorded_later(shared: Served) -> None:
    answer = shared.ask("/programmes/FR-2018", {"known_at": shared.position + 1})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-yet")


def test_nobody_has_seen_what_is_recorded_later(shared: Served) -> None:
    answer = shared.ask("/programmes/FR-2018", Jalon_Position=str(shared.position + 1))
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-yet")


def test_an_answer_holds_what_its_reader_has_told_before(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    for number in range(20):
        shared.told(f"{milestone}/report-progress", a_report(None, text={"en": f"Step {number}"}))
        assert len(shared.asked(f"{milestone}/timeline")["items"]) == number + 2


def test_an_answer_says_which_position_it_shows(shared: Served) -> None:
    answer = shared.ask("/programmes/FR-2018")
    assert int(answer.headers["Jalon-Position"]) >= int(shared.seen)
    assert shared.ask("/programmes/FR-2018", {"known_at": 3}).headers["Jalon-Position"] == "3"


def test_what_a_reader_has_is_not_sent_again(shared: Served) -> None:
    first = shared.ask("/programmes/FR-2018")
    again = shared.ask("/programmes/FR-2018", If_None_Match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Type" not in again.headers
    assert shared.ask("/programmes/FR-2018", If_None_Match='"other"').status_code == 200


def test_only_an_answer_at_a_pinned_moment_never_changes(shared: Served) -> None:
    def caching(**parameters: str) -> str:
        return shared.ask("/programmes/FR-2018", parameters).headers["Cache-Control"]

    assert caching(as_of="2019-01-01", known_at="5") == PINNED
    assert caching(as_of="2019-01-01") == "private, no-cache"
    assert caching(known_at="5") == "private, no-cache"
    assert caching(as_of="2019-01-01", known_at=datetime.now(UTC).isoformat()) == "private, no-cache"
    assert shared.ask("/programmes/FR-2018", {"foo": "1"}).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/programmes", "/partners"])
def test_a_collection_by_code_is_read_page_by_page(shared: Served, path: str) -> None:
    a_programme(shared)
    whole = [one["code"] for one in shared.asked(path)["items"]]
    pages = in_turn(shared, path, 2)
    assert [one["code"] for page in pages for one in page] == whole == sorted(whole)
    assert all(len(page) == 2 for page in pages[:-1])


@pytest.mark.parametrize("part", ["commitments", "milestones", "partners", "assessments", "milestones/9.1/timeline"])
def test_a_collection_of_a_programme_is_read_page_by_page(shared: Served, part: str) -> None:
    path = f"/programmes/FR-2018/{part}"
    whole = shared.asked(path)["items"]
    assert whole
    assert [one for page in in_turn(shared, path, 1) for one in page] == whole


def test_the_next_page_is_of_the_same_moment_although_more_was_recorded(shared: Served) -> None:
    programme = a_programme(shared)
    for code in ("1", "2", "10"):
        a_milestone(shared, programme, code)
    first = shared.asked(f"{programme}/milestones", {"limit": 2})
    a_milestone(shared, programme, "0")
    second = shared.asked(first["next"])
    assert [m["code"] for m in first["items"] + second["items"]] == ["1", "2", "10"]
    assert (second["known_at"], second["as_of"], second["next"]) == (first["known_at"], first["as_of"], None)


def test_a_partner_is_shown_with_all_its_roles(shared: Served) -> None:
    roles = shared.asked("/partners/fr-interior")["roles"]
    assert [(role["part_of"], role["role"]) for role in roles if role["programme"] == "FR-2018"] == [
        ("commitment:FR-2018/9", "lead"),
        ("milestone:FR-2018/9.1", "responsible"),
    ]


def test_a_role_that_ended_is_still_listed(shared: Served) -> None:
    programme = a_programme(shared)
    shared.told(f"{programme}/partners/join", {"partner": "fr-interior", "role": "partner", "since": "2018"})
    left = {"partner": "fr-interior", "role": "partner", "on": "2019-04-01", "reason": "It was reorganised."}
    shared.told(f"{programme}/partners/leave", left)
    [role] = shared.asked(f"{programme}/partners")["items"]
    assert (role["until"], role["reason"], role["holds"]) == ("2019-04-01", "It was reorganised.", False)


def test_the_report_is_the_same_in_all_its_forms(shared: Served) -> None:
    report = shared.asked("/programmes/FR-2018/report")
    assert [m["code"] for m in report["commitments"][0]["milestones"]] == ["9.1", "9.2"]
    table = shared.ask("/programmes/FR-2018/report.csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert '"9.1"' in table.text
    book = shared.ask("/programmes/FR-2018/export.xlsx")
    assert book.content.startswith(b"PK")
    known_at, as_of = report["known_at"], report["as_of"]
    name = f'attachment; filename="FR-2018_as-of-{as_of}_known-at-{known_at}.xlsx"'
    assert book.headers["Content-Disposition"] == name


def test_a_file_is_written_in_the_language_asked_for(shared: Served) -> None:
    english = shared.ask("/programmes/FR-2018/report.csv")
    french = shared.ask("/programmes/FR-2018/report.csv", {"language": "fr"})
    assert "Substantial" in english.text
    assert "Substantiel" in french.text


def test_head_is_answered_as_get_without_the_body(shared: Served) -> None:
    get = shared.ask("/programmes/FR-2018/report")
    head = shared.http.head("/programmes/FR-2018/report", headers={"Jalon-Position": shared.seen})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(get.content))


@pytest.mark.parametrize(
    "path", ["/programmes/NOPE", "/programmes/FR-2018/commitments/7", "/nowhere", "/programmes/a!"]
)
def test_head_of_what_is_not_there_is_404(shared: Served, path: str) -> None:
    assert shared.http.head(path).status_code == shared.http.get(path).status_code == 404


def test_options_names_the_methods(shared: Served) -> None:
    allowed = [shared.http.options(p).headers["Allow"] for p in ("/programmes", "/batches", "/health")]
    assert allowed == ["GET, HEAD, OPTIONS, POST", "OPTIONS, POST", "GET, HEAD, OPTIONS"]
