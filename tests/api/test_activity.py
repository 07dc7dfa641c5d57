from uuid import uuid4

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served


def test_activity_is_read_newest_first_page_after_page(shared: Served) -> None:
    programme = a_programme(shared)
    for code in ("1", "2", "3"):
        a_milestone(shared, programme, code)
    first = shared.asked(f"{programme}/activity", {"limit": 3})
    assert [(one["kind"], one["code"]) for one in first["items"]] == [("milestone", str(n)) for n in (3, 2, 1)]
    second = shared.asked(first["next"])
    assert [one["kind"] for one in second["items"]] == ["programme"]
    assert second["next"] is None


def test_activity_is_as_it_was_known(shared: Served) -> None:
    programme = a_programme(shared)
    milestone = a_milestone(shared, programme, "1")
    before = shared.seen
    shared.told(f"{milestone}/report-progress", a_report("substantial"))
    assert shared.asked(f"{programme}/activity")["items"][0]["status"] == "substantial"
    assert shared.asked(f"{programme}/activity", {"known_at": before})["items"][0]["fact"] == "milestone.planned"


def test_activity_of_no_programme_or_after_no_position_is_a_problem(shared: Served) -> None:
    assert shared.ask("/programmes/NOPE/activity").status_code == 404
    wrong = shared.ask(f"{a_programme(shared)}/activity", {"after": "x"})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["place"] == "query after"


def test_what_a_partner_owes_depends_on_both_clocks(shared: Served) -> None:
    code = f"p-{uuid4().hex[:12]}"
    shared.told("/partners", {"code": code, "name": {"en": "An office"}, "kind": "agency"})
    before = shared.seen
    programme = a_programme(shared)
    milestone = a_milestone(shared, programme, "1", responsible=[code])
    owed = shared.asked(f"/partners/{code}/obligations")
    assert [(one["kind"], one["code"], one["overdue"]) for one in owed["owed"]] == [("milestone", "1", True)]
    assert shared.asked(f"/partners/{code}/obligations", {"known_at": before})["owed"] == []
    shared.told(f"{milestone}/report-progress", a_report("complete", "2019-03-01"))
    assert shared.asked(f"/partners/{code}/obligations")["owed"] == []
    assert shared.asked(f"/partners/{code}/obligations", {"as_of": "2019-02-28"})["overdue"] == 1
    assert shared.ask("/partners/nobody/obligations").status_code == 404
