import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served


def test_what_is_created_is_answered_with_its_address(shared: Served) -> None:
    code = f"P-{uuid4().hex}"
    body = {"code": code, "title": {"en": "A"}, "kind": "initiative", "period": "2018", "languages": ["en"]}
    answer = shared.told("/programmes", body)
    assert (answer.status_code, answer.headers["Location"]) == (201, f"/programmes/{code}")
    assert shared.asked(answer.headers["Location"])["code"] == code


def test_any_other_request_is_answered_with_200_and_no_address(shared: Served) -> None:
    answer = shared.told(f"{a_programme(shared)}/close", {"on": "2020"})
    assert answer.status_code == 200
    assert "Location" not in answer.headers


def test_an_answer_says_how_far_the_log_came_and_which_version_was_reached(shared: Served) -> None:
    programme = a_programme(shared)
    answer = shared.told(f"{programme}/close", {"on": "2020"})
    assert answer.json() == {
        "position": int(answer.headers["Jalon-Position"]),
        "request": answer.headers["Jalon-Request"],
        "versions": {f"programme:{programme.removeprefix('/programmes/')}": 2},
        "repeated": False,
    }


def test_a_request_can_bring_its_own_id_and_share_it_with_others(shared: Served) -> None:
    programme = a_programme(shared)
    one = shared.told(f"{programme}/close", {"on": "2020"}, Jalon_Request="quarterly-round:7")
    two = shared.told(f"{programme}/reopen", {"reason": "Too early."}, Jalon_Request="quarterly-round:7")
    assert one.json()["request"] == two.json()["request"] == one.headers["Jalon-Request"] == "quarterly-round:7"
    assert two.json()["versions"] != one.json()["versions"]


def test_a_request_without_an_id_gets_one_of_its_own(shared: Served) -> None:
    ids = {shared.http.get("/health").headers["Jalon-Request"] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_who_acted_stands_in_the_timeline(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    shared.told(f"{milestone}/report-progress", a_report(), Jalon_Actor="ministry.clerk-2")
    assert shared.asked(f"{milestone}/timeline")["items"][-1]["actor"] == "ministry.clerk-2"


@pytest.mark.parametrize("own_id", [{}, {"Jalon_Request": "one-and-the-same"}])
def test_a_request_sent_again_under_its_key_gets_the_first_answer(shared: Served, own_id: dict[str, str]) -> None:
    programme, key = a_programme(shared), uuid4().hex
    first = shared.told(f"{programme}/close", {"on": "2020"}, Idempotency_Key=key, **own_id)
    again = shared.told(f"{programme}/close", {"on": "2020"}, Idempotency_Key=key, **own_id)
    assert again.json() == first.json() | {"repeated": True}
    assert (again.status_code, again.headers["Jalon-Position"]) == (200, first.headers["Jalon-Position"])


def test_a_creation_sent_again_under_its_key_is_answered_with_its_address_again(shared: Served) -> None:
    programme, key = a_programme(shared), uuid4().hex
    body = {"code": "1", "title": {"en": "One"}}
    first = shared.told(f"{programme}/commitments", body, Idempotency_Key=key)
    again = shared.told(f"{programme}/commitments", body, Idempotency_Key=key)
    assert (again.status_code, again.headers["Location"]) == (201, first.headers["Location"])


def test_a_key_that_answered_another_request_is_refused(shared: Served) -> None:
    programme, key = a_programme(shared), uuid4().hex
    shared.told(f"{programme}/close", {"on": "2020"}, Idempotency_Key=key)
    answer = shared.tell(f"{programme}/close", {"on": "2019"}, Idempotency_Key=key)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/key-used-otherwise")


def test_of_many_that_send_one_request_under_one_key_all_get_the_same_answer(shared: Served) -> None:
    milestone, key = a_milestone(shared, a_programme(shared)), uuid4().hex

    def send(_: int) -> dict[str, object]:
        headers = {"Jalon-Actor": "team", "Idempotency-Key": key}
        return shared.http.post(f"{milestone}/report-progress", json=a_report(), headers=headers).json()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert len({(answer["position"], answer["request"]) for answer in answers}) == 1
    assert [answer["repeated"] for answer in answers].count(False) == 1


@pytest.mark.parametrize(
    "path",
    ["", "/commitments/9", "/milestones/9.1"],
    ids=["a programme", "a commitment", "a milestone"],
)
def test_what_was_read_can_be_amended_once_on_its_etag(shared: Served, path: str) -> None:
    programme = a_programme(shared)
    shared.told(f"{programme}/commitments", {"code": "9", "title": {"en": "Nine"}})
    a_milestone(shared, programme)
    tag = shared.ask(programme + path).headers["ETag"]
    amendment = {"reason": "It is called so.", "title": {"en": "Anew"}, "on": "2019-01-01"}
    shared.told(f"{programme}{path}/amend", amendment, If_Match=tag)
    answer = shared.tell(f"{programme}{path}/amend", amendment, If_Match=tag)
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/stale")


def test_a_partner_can_be_amended_on_its_etag(shared: Served) -> None:
    code = f"p-{uuid4().hex}"
    shared.told("/partners", {"code": code, "name": {"en": "One"}, "kind": "other"})
    tag = shared.ask(f"/partners/{code}").headers["ETag"]
    shared.told(f"/partners/{code}/amend", {"reason": "It moved.", "place": "Lyon"}, If_Match=tag)
    assert shared.tell(f"/partners/{code}/amend", {"reason": "x", "place": "Nice"}, If_Match=tag).status_code == 412


def test_the_list_of_partners_has_the_etag_on_which_one_joins(shared: Served) -> None:
    programme = a_programme(shared)
    tag = shared.ask(f"{programme}/partners").headers["ETag"]
    assert tag.startswith('"0.')
    joins = {"partner": "fr-interior", "role": "partner"}
    shared.told(f"{programme}/partners/join", joins, If_Match=tag)
    answer = shared.tell(f"{programme}/partners/join", joins | {"role": "funder"}, If_Match=tag)
    assert answer.status_code == 412


def test_a_report_makes_the_etag_of_its_milestone_a_new_one(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    before = shared.ask(milestone)
    shared.told(f"{milestone}/report-progress", a_report())
    after = shared.ask(milestone)
    assert (before.json()["version"], after.json()["version"]) == (1, 2)
    answer = shared.tell(f"{milestone}/report-progress", a_report(), If_Match=before.headers["ETag"])
    assert answer.status_code == 412
    assert shared.tell(f"{milestone}/report-progress", a_report(), If_Match=after.headers["ETag"]).is_success


@pytest.mark.parametrize("written", ["2", '"2"', '"2.0123456789abcdef"'])
def test_a_version_can_be_named_by_its_number(shared: Served, written: str) -> None:
    programme = a_programme(shared)
    shared.told(f"{programme}/close", {"on": "2020"})
    assert shared.tell(f"{programme}/reopen", {"reason": "It goes on."}, If_Match=written).is_success
    assert shared.tell(f"{programme}/close", {"on": "2020"}, If_Match=written).status_code == 412


def test_an_etag_of_the_past_is_refused(shared: Served) -> None:
    programme = a_programme(shared)
    then = shared.seen
    shared.told(f"{programme}/close", {"on": "2020"})
    tag = shared.ask(programme, {"known_at": then}).headers["ETag"]
    assert shared.tell(f"{programme}/reopen", {"reason": "It goes on."}, If_Match=tag).status_code == 412


def test_a_batch_is_recorded_whole(shared: Served) -> None:
    programme = a_programme(shared).removeprefix("/programmes/")
    requests = [
        {"request": "make-commitment", "programme": programme, "code": "1", "title": {"en": "One"}},
        {"request": "plan-milestone", "programme": programme, "code": "1.1", "title": {"en": "A"}, "commitment": "1"},
    ]
    answer = shared.told("/batches", {"requests": requests})
    assert answer.json()["versions"] == {f"commitment:{programme}/1": 1, f"milestone:{programme}/1.1": 1}
    assert shared.asked(f"/programmes/{programme}/milestones/1.1")["commitment"] == "1"


def test_a_batch_with_faults_is_refused_whole_with_every_line(shared: Served) -> None:
    programme = a_programme(shared).removeprefix("/programmes/")
    requests = [
        {"request": "make-commitment", "programme": programme, "code": "1", "title": {"en": "One"}},
        {"request": "make-commitment", "programme": programme, "code": "1", "title": {"en": "One"}},
        {"request": "plan-milestone", "programme": programme, "code": "1.1", "title": {"en": "A"}, "commitment": "7"},
    ]
    before = shared.position
    answer = shared.tell("/batches", {"requests": requests})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/refused")
    assert [(e["line"], e["type"]) for e in answer.json()["errors"]] == [
        (2, "/problems/commitment-exists"),
        (3, "/problems/unknown-commitment"),
    ]
    assert shared.position == before


def test_a_batch_of_conflicts_only_is_a_conflict(shared: Served) -> None:
    programme = a_programme(shared).removeprefix("/programmes/")
    reopen = {"request": "reopen-programme", "code": programme, "reason": "x"}
    answer = shared.tell("/batches", {"requests": [reopen, reopen]})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/programme-is-open")


def test_a_batch_takes_no_version(shared: Served) -> None:
    answer = shared.tell("/batches", {"requests": []}, If_Match='"1"')
    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, "header If-Match")


def test_an_illustrative_fact_is_refused_outside_a_demonstration(shared: Served) -> None:
    answer = shared.tell(f"{a_programme(shared)}/close", {"on": "2020", "illustrative": True})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/demonstration-only")
