from tests.api.said import a_programme
from tests.api.serving import Served


def test_a_count_that_was_restated_is_answered_as_it_was_known_at_each_moment(shared: Served) -> None:
    programme = a_programme(shared)
    shared.told(f"{programme}/deliverables", {"code": "D1", "title": {"en": "Webinars"}, "due": "2018-12"})
    one = f"{programme}/deliverables/D1"
    shared.told(f"{one}/report-produced", {"produced": 12, "on": "2018-11-30"})
    before = shared.seen
    of = f"deliverable:{programme.removeprefix('/programmes/')}/D1"
    shared.told("/corrections", {"of": of, "entry": 2, "reason": "Counted twice.", "say": {"produced": 10}})
    assert (shared.asked(one)["produced"], shared.asked(one, {"known_at": before})["produced"]) == (10, 12)
    assert shared.asked(one, {"as_of": "2018-11-29"})["produced"] is None
    assert [shared.asked(one, {"as_of": day})["overdue"] for day in ("2018-12-31", "2019-01-01")] == [False, True]
    assert [entry["corrected_by"] for entry in shared.asked(f"{one}/timeline")["items"]] == [None, 3, None]
    again = shared.tell(f"{one}/report-produced", {"produced": 11, "on": "2018-11-30"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/counted-already")
