from typing import Any

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served


def corrected(shared: Served) -> tuple[str, str]:
    """A programme with a report that was corrected, and the position before the correction."""
    programme = a_programme(shared)
    milestone = a_milestone(shared, programme)
    shared.told(f"{milestone}/report-progress", a_report("complete"))
    then = shared.seen
    correction = {"corrects": 2, "reason": "Half was done.", **a_report("limited")}
    shared.told(f"{milestone}/correct-report", correction)
    return programme, then


def changes(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(one["restated"], one["code"], one["old"], one["new"]) for one in found if one["field"] == "status"]


def test_what_is_said_otherwise_of_a_day_is_restated_with_its_reason(shared: Served) -> None:
    programme, then = corrected(shared)
    asked = {"as_of": "2018-12-31", "from_known_at": then}
    found = shared.asked(f"{programme}/comparison", asked)
    assert changes(found["restated"]) == [("corrected", "9.1", "complete", "limited")]
    assert found["happened"] == []
    assert found["restated"][0]["causes"][0]["reason"] == "Half was done."


def test_what_happened_between_two_days_is_told_by_what_is_known_at_the_later_moment(shared: Served) -> None:
    programme, _ = corrected(shared)
    found = shared.asked(f"{programme}/comparison", {"from_as_of": "2018-01-01", "as_of": "2018-12-31"})
    assert changes(found["happened"]) == [(None, "9.1", "not-reported", "limited")]
    assert found["restated"] == []


def test_moments_that_are_given_the_other_way_round_are_put_in_order(shared: Served) -> None:
    programme, then = corrected(shared)
    path, now = f"{programme}/comparison", shared.seen
    turned = shared.asked(
        path, {"as_of": "2018-01-01", "known_at": then, "from_as_of": "2019-01-01", "from_known_at": now}
    )
    straight = shared.asked(
        path, {"as_of": "2019-01-01", "known_at": now, "from_as_of": "2018-01-01", "from_known_at": then}
    )
    assert turned == straight


def test_an_answer_about_an_earlier_moment_of_the_clock_is_not_kept_for_ever(shared: Served) -> None:
    programme, then = corrected(shared)
    pinned = {"as_of": "2018-12-31", "known_at": shared.seen}
    settled = shared.ask(f"{programme}/comparison", {**pinned, "from_known_at": then})
    by_clock = shared.ask(f"{programme}/comparison", {**pinned, "from_known_at": "2019-01-01T00:00:00Z"})
    assert settled.headers["cache-control"] != by_clock.headers["cache-control"]


def test_an_earlier_moment_that_cannot_be_is_refused(shared: Served) -> None:
    programme, _ = corrected(shared)
    for wrong in ({"from_as_of": "2019-02-30"}, {"from_known_at": "yesterday"}, {"from_known_at": "999999999"}):
        assert shared.ask(f"{programme}/comparison", wrong).status_code == 422
    assert shared.ask("/programmes/nowhere/comparison").status_code == 404
