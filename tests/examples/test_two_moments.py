"""Every kind of thing in the demonstration, asked for over HTTP at two moments that differ."""

from collections.abc import Callable, Generator
from typing import Any

import pytest

from tests.api.serving import Served, serving_demonstration

LATE = "2022-12-31"
CEMSDI = "/programmes/CEMSDI"
CO_CREATED = "/programmes/CO-CREATED"


@pytest.fixture(scope="module")
def demonstration(server_url: str) -> Generator[Served]:
    with serving_demonstration(server_url) as served:
        yield served


KNOWN_THEN_AND_NOW: list[tuple[str, str, Callable[[Any], Any], Any, Any]] = [
    (
        f"{CEMSDI}/pilots/it",
        "2021-12-31",
        lambda pilot: (pilot["stage"], len(pilot["lessons"]), len(pilot["readiness"]), len(pilot["adopted"])),
        ("running", 0, 1, 0),
        ("scaled", 1, 2, 1),
    ),
    (
        f"{CEMSDI}/pilots/no",
        "2021-12-31",
        lambda pilot: pilot["stop_reason"],
        None,
        "The host merged with its neighbour.",
    ),
    (
        "/programmes/FR-2018/cohorts/eig-1",
        "2021-10-31",
        lambda cohort: [(f["of"], f["value"]) for f in cohort["figures_together"]],
        [(None, 71), (None, 39), ("eig-first-two", 14)],
        [(None, 71), (None, 39), ("eig-first-two", 16)],
    ),
    (
        "/programmes/FR-2018/cohorts/eig-3",
        "2021-10-31",
        lambda cohort: (cohort["stage"], len(cohort["challenges"])),
        ("planned", 0),
        ("running", 1),
    ),
    (
        f"{CO_CREATED}/events/4.1",
        "2021-12-31",
        lambda event: (event["attendance"]["partner_staff"], event["attendance"]["local"]),
        (9, 47),
        (12, 44),
    ),
    (
        f"{CO_CREATED}/follow-ups",
        "2021-12-31",
        lambda page: [(f["state"], f["milestone"]) for f in page["items"]],
        [("open", None)],
        [("promoted", "toolkit-es")],
    ),
    (
        f"{CEMSDI}/deliverables/manual",
        "2021-12-31",
        lambda manual: (manual["stage"], [v["version"] for v in manual["versions"]], manual["accepted"]),
        ("submitted", ["0.1", "1.0"], None),
        ("accepted", ["0.1", "1.0", "1.1"], "2011-10-10"),
    ),
    (f"{CO_CREATED}/deliverables/2.4", "2021-12-31", lambda webinars: webinars["produced"], 8, 20),
    (
        f"{CEMSDI}/indicators/trained",
        "2021-12-31",
        lambda indicator: [(o["period"], o["value"]) for o in indicator["observations"]],
        [("2010-10/2010-12", "40")],
        [("2010-10/2010-12", "29"), ("2011", "87")],
    ),
    (
        "/programmes/FR-2018/report",
        "2019-10-31",
        lambda report: {
            line["code"]: (line["status"], [f["values"] for f in line["findings"]])
            for commitment in report["commitments"]
            for line in commitment["milestones"]
            if line["code"] == "9.1"
        },
        {"9.1": ("substantial", [])},
        {"9.1": ("complete", [["substantial"]])},
    ),
    (
        f"{CEMSDI}/holdings",
        "2019-12-31",
        lambda held: {one["kind"]: one["things"] for one in held["holdings"]},
        {"pilot": 5, "statement": 2, "deliverable": 6},
        {"pilot": 5, "checklist": 1, "statement": 2, "deliverable": 6, "indicator": 1},
    ),
]


@pytest.mark.parametrize(
    ("path", "then", "what", "before", "after"), KNOWN_THEN_AND_NOW, ids=[case[0] for case in KNOWN_THEN_AND_NOW]
)
def test_what_was_known_then_and_what_is_known_now_are_two_answers(
    demonstration: Served, path: str, then: str, what: Callable[[Any], Any], before: object, after: object
) -> None:
    assert what(demonstration.asked(path, {"as_of": LATE, "known_at": f"{then}T12:00:00Z"})) == before
    assert what(demonstration.asked(path, {"as_of": LATE})) == after


def test_a_pilot_is_as_it_was_on_the_day_asked_for(demonstration: Served) -> None:
    stages = {
        day: demonstration.asked(f"{CEMSDI}/pilots/it", {"as_of": day})["stage"]
        for day in ("2010-09-01", "2010-11-01", "2011-12-01", "2012-03-01")
    }
    assert list(stages.values()) == ["proposed", "running", "evaluated", "scaled"]


def test_the_timeline_of_a_corrected_thing_shows_both(demonstration: Served) -> None:
    entries = demonstration.asked(f"{CEMSDI}/indicators/trained/timeline")["items"]
    (correction,) = [entry for entry in entries if entry["corrects"]]
    (corrected,) = [entry for entry in entries if entry["corrected_by"]]
    assert (corrected["entry"], corrected["fact"]["value"]) == (correction["corrects"], "40")
    assert (correction["fact"]["was"]["value"], correction["fact"]["fact"]["value"]) == ("40", "29")
    assert correction["reason"] == "Eleven people were counted in both pilots."
