import json
import logging
from typing import Any

import pytest

from tests.api.said import a_programme
from tests.api.serving import Served


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What was logged of requests. Their lines are written when their answers have been sent, so the last may come late."""
    return [json.loads(record.getMessage()) for record in caplog.records if record.name == "jalon.http"]


def test_a_request_is_one_line_of_the_log_without_its_body(shared: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "jalon.http"):
        programme = a_programme(shared)
        answer = shared.told(
            f"{programme}/close", {"on": "2020", "reason": "Not for the log."}, Jalon_Request="round-7"
        )
        shared.ask("/programmes/FR-2018", {"known_at": "3"})
        shared.http.get("/health")
    line = lines(caplog)[1]
    assert line.pop("ms") > 0
    assert line == {
        "method": "POST",
        "path": f"{programme}/close",
        "query": "",
        "status": 200,
        "bytes": len(answer.content),
        "request": "round-7",
        "actor": "team",
        "position": int(answer.headers["Jalon-Position"]),
    }
    assert (lines(caplog)[2]["query"], lines(caplog)[2]["position"]) == ("known_at=3", 3)
    assert "Not for the log." not in caplog.text


def test_a_request_cannot_write_lines_of_its_own(shared: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "jalon.http"):
        shared.http.get("/programmes/%0A%7B%22status%22:200%7D", headers={"Jalon-Actor": '{"x": 1}'})
        shared.http.get("/health")
    line = lines(caplog)[0]
    assert (line["path"], line["status"]) == ("/programmes/%0A%7B%22status%22:200%7D", 404)
    assert len(caplog.records[0].getMessage().splitlines()) == 1
