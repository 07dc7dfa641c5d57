import logging

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.errors import MEANINGS, problem_of
from domain.intake import BadInput, InputFault
from jalon.site import create_site
from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import THREADS, Served


def test_every_kind_of_problem_is_explained_where_its_type_leads(shared: Served) -> None:
    kinds = shared.http.get("/problems").json()["problems"]
    assert {kind["type"] for kind in kinds} == {f"/problems/{name}" for name in MEANINGS}
    for kind in kinds:
        assert shared.http.get(kind["type"]).json() == kind
        assert kind["meaning"].endswith(".")


def test_a_problem_that_nobody_has_is_not_explained(shared: Served) -> None:
    assert shared.http.get("/problems/none-of-ours").status_code == 404


def test_a_refusal_says_what_is_wrong_where_and_what_to_do(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    report = a_report("complete", evidence=[])
    answer = shared.tell(f"{milestone}/report-progress", report)
    problem = answer.json()
    assert (problem["status"], problem["type"]) == (422, "/problems/complete-needs-evidence")
    assert problem["title"] == "Complete needs evidence"
    assert problem["errors"] == [
        {"detail": problem["detail"], "type": "/problems/complete-needs-evidence", "place": "$.evidence"}
    ]
    assert "add at least one link" in problem["detail"]


def test_several_broken_rules_are_all_named(shared: Served) -> None:
    milestone = a_milestone(shared, a_programme(shared))
    report = a_report("complete", on="2999", evidence=[], corrects=7, reason="x")
    problem = shared.tell(f"{milestone}/correct-report", report).json()
    assert (problem["status"], problem["type"]) == (422, "/problems/refused")
    assert [wrong["type"].removeprefix("/problems/") for wrong in problem["errors"]] == [
        "unknown-report",
        "about-the-future",
        "complete-needs-evidence",
    ]


def test_a_conflict_with_what_was_recorded_is_409(shared: Served) -> None:
    programme = a_programme(shared)
    answer = shared.tell(f"{programme}/reopen", {"reason": "x"})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/programme-is-open")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/programmes/NOPE/close", "unknown-programme"),
        ("/programmes/NOPE/partners/leave", "unknown-programme"),
        ("/programmes/NOPE/milestones/9.1/withdraw", "unknown-programme"),
        ("/programmes/FR-2018/milestones/NOPE/withdraw", "unknown-milestone"),
    ],
)
def test_what_the_address_names_in_vain_is_404(shared: Served, path: str, kind: str) -> None:
    body = {"on": "2018", "reason": "x"} | ({"partner": "p", "role": "lead"} if path.endswith("leave") else {})
    answer = shared.tell(path, body)
    assert (answer.status_code, answer.json()["type"]) == (404, f"/problems/{kind}")


def test_what_the_body_names_in_vain_is_422(shared: Served) -> None:
    answer = shared.tell("/programmes/FR-2018/partners/join", {"partner": "nobody", "role": "partner"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-partner")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/programmes/NOPE", "unknown-programme"),
        ("/programmes/NOPE/partners", "unknown-programme"),
        ("/programmes/NOPE/export.xlsx", "unknown-programme"),
        ("/programmes/FR-2018/commitments/77", "unknown-commitment"),
        ("/programmes/FR-2018/milestones/77/timeline", "unknown-milestone"),
        ("/partners/nobody", "unknown-partner"),
        ("/programmes/FR-2018?known_at=0", "unknown-programme"),
    ],
)
def test_what_was_not_known_at_the_moment_is_404(shared: Served, path: str, kind: str) -> None:
    answer = shared.ask(path)
    assert (answer.status_code, answer.json()["type"]) == (404, f"/problems/{kind}")
    assert "at position" in answer.json()["detail"]


def test_an_address_misspelt_gets_a_hint(shared: Served) -> None:
    assert "Did you mean /programmes?" in shared.http.get("/programes").json()["detail"]


def test_a_method_that_is_not_taken_is_told_which_are(shared: Served) -> None:
    answer = shared.http.delete("/programmes")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_error_that_nobody_foresaw_is_logged_and_not_shown(
    shared: Served, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_site(shared.log, shared.reader, demonstration=False, threads=THREADS)
    monkeypatch.setattr(shared.reader, "health", lambda: 1 // 0)
    with TestClient[Litestar](app) as client, caplog.at_level(logging.ERROR, "jalon.http"):
        answer = client.get("/health", headers={"Jalon-Request": "asked-7"})
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/unexpected")
    assert "division" not in answer.text
    assert "asked-7" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_fault_that_quotes_what_cannot_be_sent_is_sent_written_out() -> None:
    problem = problem_of(BadInput([InputFault(None, "$.\ud800", "is not known here: '\udfff'")]))
    assert msgspec.json.decode(problem.reply("a-request").body)["errors"] == [
        {"detail": r"is not known here: '\udfff'", "type": "/problems/wrong-input", "place": r"$.\ud800"}
    ]
