import socket
from urllib.parse import urlsplit

import pytest

from api.errors import MEANINGS
from tests.api.hostile import CORPUS, Hostile
from tests.api.serving import Served


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda one: one.name)
def test_a_hostile_request_is_answered_with_its_problem_and_records_nothing(shared: Served, hostile: Hostile) -> None:
    before = shared.position
    answer = shared.http.request(hostile.method, hostile.path, content=hostile.body, headers=hostile.headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (hostile.status, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == f"/problems/{hostile.problem}"
    assert (problem["status"], problem["title"]) == (hostile.status, MEANINGS[hostile.problem].title)
    assert problem["request"] == answer.headers["Jalon-Request"]
    assert problem["detail"]
    assert len(answer.content) < 100_000
    assert shared.position == before


def connected(served: Served) -> socket.socket:
    place = urlsplit(served.address)
    return socket.create_connection((str(place.hostname), place.port or 0), timeout=20)


def raw(served: Served, request: bytes) -> bytes:
    """The beginning of the answer to these bytes."""
    with connected(served) as connection:
        connection.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer and (more := connection.recv(65536)):
            answer += more
        return answer


HEAD = b"POST /programmes HTTP/1.1\r\nHost: x\r\nJalon-Actor: team\r\nContent-Type: application/json\r\n"


def test_a_body_that_is_longer_than_announced_in_chunks_is_cut_off(shared: Served) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = raw(shared, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 17)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in answer


def test_a_body_that_says_it_is_too_long_is_refused_before_it_is_sent(shared: Served) -> None:
    assert raw(shared, HEAD + b"Content-Length: 99999999999\r\n\r\n").startswith(b"HTTP/1.1 413 ")


def test_a_body_that_ends_before_its_length_records_nothing(shared: Served) -> None:
    before = shared.position
    with connected(shared) as connection:
        connection.sendall(HEAD + b'Content-Length: 500\r\n\r\n{"code": "H-1"')
    assert shared.http.get("/health").status_code == 200
    assert shared.position == before


def test_a_header_that_is_sent_twice_is_refused(shared: Served) -> None:
    body = b"Jalon-Actor: irm\r\nContent-Length: 2\r\n\r\n{}"
    assert raw(shared, HEAD + body).startswith(b"HTTP/1.1 422 ")


@pytest.mark.parametrize("host", [b"", b"a b", b"x/../y"])
def test_a_host_that_is_none_is_no_error_of_ours(shared: Served, host: bytes) -> None:
    answer = raw(shared, b"GET /programmes HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
    assert answer.split()[1] in {b"200", b"400"}


def test_all_faults_are_named_at_once(shared: Served) -> None:
    parameters = {"as_of": "yesterday", "known_at": "x", "foo": "1"}
    answer = shared.http.get("/programmes/FR-2018", params=parameters, headers={"Jalon-Position": "?"})
    assert [wrong["place"] for wrong in answer.json()["errors"]] == [
        "query as_of",
        "query known_at",
        "query 'foo'",
        "header Jalon-Position",
    ]
    body: dict[str, object] = {"code": "!", "title": {}, "kind": "x", "period": "x", "more": 1}
    faults = shared.tell("/programmes", body).json()["errors"]
    assert {wrong["place"] for wrong in faults} == {
        "$.code",
        "$.title",
        "$.kind",
        "$.period",
        "$.languages",
        "$.more",
    }
