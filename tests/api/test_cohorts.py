from typing import Any

from tests.api.said import a_milestone, a_programme
from tests.api.serving import Served


def a_cohort(served: Served, programme: str, code: str, **said: Any) -> str:
    """The address of a new cohort."""
    served.told(f"{programme}/cohorts", {"code": code, "title": {"en": f"Cohort {code}"}} | said)
    return f"{programme}/cohorts/{code}"


def a_figure(**said: Any) -> dict[str, Any]:
    stayed = {"code": "stayed", "cohorts": ["1", "2"], "measure": "stayed-in-public-sector", "value": 14}
    return stayed | {"on": "2018-12-01", "said": "14 continued"} | said


def test_a_cohort_that_started_is_seen_as_it_was_known_then(shared: Served) -> None:
    cohort = a_cohort(shared, a_programme(shared), "1")
    before = shared.seen
    shared.told(f"{cohort}/start", {"on": "2018-09-03"})
    assert shared.asked(cohort)["stage"] == "running"
    assert shared.asked(cohort, {"as_of": "2018-09-02"})["stage"] == "planned"
    assert shared.asked(cohort, {"known_at": before})["started"] is None


def test_a_figure_is_asked_as_it_was_before_it_was_restated(shared: Served) -> None:
    programme = a_programme(shared)
    first = a_cohort(shared, programme, "1")
    a_cohort(shared, programme, "2")
    answer = shared.told(f"{programme}/figures", a_figure())
    figure = answer.headers["Location"]
    before = shared.seen
    again = {"value": 12, "on": "2019-12-01", "reason": "Two have left.", "said": "12 still do"}
    shared.told(f"{figure}/restate", again)
    assert shared.asked(figure)["value"] == 12
    assert shared.asked(figure, {"known_at": before})["value"] == 14
    assert shared.asked(figure, {"as_of": "2019-11-30"})["value"] == 14
    assert shared.ask(figure, {"as_of": "2018-11-30"}).status_code == 404
    cohort = shared.asked(first)
    assert (cohort["figures"], [one["value"] for one in cohort["figures_together"]]) == ([], [12])
    assert shared.asked(first, {"as_of": "2018-11-30"})["figures_together"] == []


def test_a_figure_is_corrected_by_what_its_timeline_names(shared: Served) -> None:
    programme = a_programme(shared)
    for code in ("1", "2"):
        a_cohort(shared, programme, code)
    figure = shared.told(f"{programme}/figures", a_figure()).headers["Location"]
    [entry] = shared.asked(f"{figure}/timeline")["items"]
    wrong = {"of": entry["of"], "entry": entry["entry"], "reason": "Misread.", "say": {"value": 15}}
    shared.told("/corrections", wrong)
    assert shared.asked(figure)["value"] == 15
    assert [one["corrected_by"] for one in shared.asked(f"{figure}/timeline")["items"]] == [2, None]


def test_what_sources_say_is_asked_before_and_after_one_of_them_is_preferred(shared: Served) -> None:
    programme = a_programme(shared)
    milestone = a_milestone(shared, programme).removeprefix("/programmes/").replace("/milestones", "")
    made = {"code": "due", "about": f"milestone:{milestone}", "matter": "when it is due", "says": {"en": "2018"}}
    assert shared.tell(f"{programme}/statements", made).json()["type"] == "/problems/said-in-no-source"
    matter = shared.told(f"{programme}/statements", made | {"source": {"document": "Plan"}}).headers["Location"]
    shared.told(f"{matter}/add", {"says": {"en": "2019"}, "source": {"document": "Annex"}})
    before = shared.seen
    shared.told(f"{matter}/prefer", {"entry": 1, "reason": "The annex was not adopted.", "on": "2019-01-01"})
    assert (shared.asked(matter)["agreed"], shared.asked(matter)["preferred"]) == (True, 1)
    assert shared.asked(matter, {"known_at": before})["agreed"] is False
    assert shared.asked(matter, {"as_of": "2018-12-31"})["preferred"] is None
