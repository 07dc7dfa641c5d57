from typing import Any

import pytest

from tests.api.said import a_programme
from tests.api.serving import Served

LIST = {"name": "list.pdf", "sha256": "9f86d081" * 8}
GROUPS = [
    {"countries": ["EG", "JO"], "category": "foreign", "people": 10},
    {"category": "local", "people": 4},
    {"partner": "fr-interior", "category": "partner-staff", "people": 1},
]


def an_event(served: Served, programme: str, code: str = "seminar", **said: Any) -> str:
    """The address of a new event."""
    given = {"code": code, "title": {"en": "A seminar"}, "format": "seminar", "period": "2018-10"}
    served.told(f"{programme}/events", given | said)
    return f"{programme}/events/{code}"


def a_held_event(served: Served, programme: str) -> str:
    """The address of an event that was held, with an outcome in entry 3 and a follow-up in entry 4."""
    event = an_event(served, programme)
    served.told(f"{event}/hold", {"on": "2018-12-11/2018-12-12"})
    served.told(f"{event}/record-outcome", {"text": {"en": "An offer"}, "kind": "offer", "on": "2018-12-12"})
    follow_up = {"outcome": 3, "action": {"en": "Take it up"}, "due": "2019-06", "on": "2018-12-12"}
    served.told(f"{event}/agree-follow-up", follow_up)
    return event


def test_an_event_that_moved_is_seen_as_it_was_known_then(shared: Served) -> None:
    event = an_event(shared, a_programme(shared))
    before = shared.seen
    shared.told(f"{event}/move", {"period": "2018-12", "on": "2018-09-15", "reason": "The hall was taken."})
    now = shared.asked(event)
    assert (now["promised"], now["agreed"], now["moves"][0]["reason"]) == ("2018-10", "2018-12", "The hall was taken.")
    assert shared.asked(event, {"known_at": before})["agreed"] == "2018-10"
    assert shared.asked(event, {"as_of": "2018-09-14"})["agreed"] == "2018-10"
    assert shared.asked(event, {"as_of": "2018-12-31"})["overdue"] is False
    assert shared.asked(event, {"as_of": "2019-01-01"})["overdue"] is True


def test_attendance_says_what_is_known_and_leaves_the_rest_null(shared: Served) -> None:
    event = a_held_event(shared, a_programme(shared))
    assert shared.asked(event)["attendance"] is None
    said = {"total": 15, "total_said": "Fifteen", "groups": GROUPS, "files": [LIST], "on": "2018-12-12"}
    shared.told(f"{event}/record-attendance", said)
    attendance = shared.asked(event)["attendance"]
    known = [attendance[name] for name in ("participants", "local", "foreign", "unspecified", "partner_staff")]
    assert (known, attendance["files"]) == ([14, 4, 10, 0, 1], [LIST])
    again = shared.tell(f"{event}/record-attendance", {"total": 16})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/attendance-is-recorded")
    of = event.removeprefix("/programmes/").replace("/events/", "/")
    shared.told("/corrections", {"of": f"event:{of}", "entry": 5, "reason": "One more came.", "say": {"total": 16}})
    assert shared.asked(event)["attendance"]["participants"] is None
    assert shared.asked(f"{event}/timeline")["items"][4]["corrected_by"] == 6


def test_follow_ups_are_listed_for_the_whole_programme_at_any_moment(shared: Served) -> None:
    programme = a_programme(shared)
    event = a_held_event(shared, programme)
    before = shared.seen
    shared.told(f"{event}/promote-follow-up", {"follow_up": 4, "milestone": "next", "on": "2019-08-01"})

    def asked(**parameters: str) -> list[Any]:
        return [(one["state"], one["overdue"]) for one in shared.asked(f"{programme}/follow-ups", parameters)["items"]]

    assert asked() == [("promoted", False)]
    assert asked(as_of="2019-07-31") == [("open", True)]
    assert asked(as_of="2019-06-30") == [("open", False)]
    assert asked(known_at=before) == [("open", True)]
    assert asked(as_of="2018-12-10") == []
    assert shared.asked(f"{programme}/milestones/next")["title"] == {"en": "Take it up"}


@pytest.mark.parametrize("path", ["events/none", "events/none/timeline"])
def test_an_event_that_nobody_planned_is_missing(shared: Served, path: str) -> None:
    answer = shared.ask(f"{a_programme(shared)}/{path}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown-event")


def test_the_follow_ups_of_no_programme_are_missing(shared: Served) -> None:
    assert shared.ask("/programmes/NONE/follow-ups").json()["type"] == "/problems/unknown-programme"
