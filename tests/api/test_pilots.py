from typing import Any

from tests.api.said import a_programme
from tests.api.serving import Served

QUESTIONS = [
    {"code": "territory", "text": {"en": "Is the territory sufficiently mature?"}},
    {"code": "skills", "text": {"en": "Are digital skills present?"}},
]
VERDICTS = [{"question": "territory", "verdict": "partly"}]


def a_pilot(served: Served, **said: Any) -> str:
    """The address of a new pilot of a new programme, with a checklist."""
    programme = a_programme(served)
    served.told(f"{programme}/checklists", {"code": "keys", "title": {"en": "Keys"}, "questions": QUESTIONS})
    served.told(f"{programme}/pilots", {"code": "town", "title": {"en": "A town"}} | said)
    return f"{programme}/pilots/town"


def test_a_pilot_reads_differently_at_two_moments(shared: Served) -> None:
    pilot = a_pilot(shared)
    shared.told(f"{pilot}/plan-phase", {"number": 1, "title": {"en": "One"}, "period": "2018", "on": "2018-01"})
    shared.told(f"{pilot}/start", {"on": "2018-01"})
    lesson = {"what": {"en": "An hour a week."}}
    shared.told(f"{pilot}/evaluate", {"on": "2019-01", "summary": {"en": "It works."}, "lessons": [lesson]})
    then = shared.seen
    shared.told(
        f"{pilot}/reschedule-phase", {"number": 1, "period": "2019", "on": "2018-06", "reason": "The grant came late."}
    )
    shared.told("/corrections", {"of": _thing(pilot), "entry": 4, "reason": "Too early.", "say": {"on": "2019-06"}})

    before, now = (shared.asked(pilot, {"as_of": "2019-03-01", **known}) for known in ({"known_at": then}, {}))
    assert (before["stage"], before["evaluation"]) == ("evaluated", {"en": "It works."})
    assert (now["stage"], now["evaluation"], now["lessons"]) == ("running", None, [])
    assert (before["phases"][0]["agreed"], before["phases"][0]["moves"]) == ("2018", [])
    assert (now["phases"][0]["planned"], now["phases"][0]["agreed"]) == ("2018", "2019")
    assert now["phases"][0]["slippage"] == {"least_days": 365, "most_days": 365}
    assert [move["reason"] for move in now["phases"][0]["moves"]] == ["The grant came late."]
    assert shared.asked(pilot, {"as_of": "2019-06-30"})["stage"] == "evaluated"


def test_a_question_left_out_is_null_and_not_unknown(shared: Served) -> None:
    pilot = a_pilot(shared)
    shared.told(f"{pilot}/assess-readiness", {"checklist": "keys", "by": "ana", "on": "2018-05", "answers": VERDICTS})
    then = shared.seen
    amendment = {"reason": "Forgotten.", "on": "2018-06", "added": [{"code": "means", "text": {"en": "Any means?"}}]}
    checklist = pilot.replace("pilots/town", "checklists/keys")
    shared.told(f"{checklist}/amend", amendment)
    answers = [{"question": "means", "verdict": "unknown"}]
    shared.told(f"{pilot}/assess-readiness", {"checklist": "keys", "by": "ana", "on": "2018-07", "answers": answers})
    assert [
        [(answer["question"], answer["verdict"]) for answer in one["answers"]]
        for one in shared.asked(pilot)["readiness"]
    ] == [
        [("territory", "partly"), ("skills", None)],
        [("territory", None), ("skills", None), ("means", "unknown")],
    ]
    assert len(shared.asked(pilot, {"known_at": then})["readiness"]) == 1
    assert [question["code"] for question in shared.asked(checklist, {"known_at": then})["questions"]] == [
        "territory",
        "skills",
    ]


def test_every_fault_of_an_assessment_is_told_at_once(shared: Served) -> None:
    pilot = a_pilot(shared)
    answers = [*VERDICTS, *VERDICTS, {"question": "weather", "verdict": "no"}]
    asked = {"checklist": "keys", "by": "ana", "on": "2018-05", "answers": answers}
    faults = shared.tell(f"{pilot}/assess-readiness", asked).json()["errors"]
    assert sorted(fault["type"] for fault in faults) == ["/problems/said-twice", "/problems/unknown-question"]
    assert shared.asked(pilot)["readiness"] == []


def test_timelines_tell_of_phases_and_amended_checklists(shared: Served) -> None:
    pilot = a_pilot(shared)
    shared.told(f"{pilot}/plan-phase", {"number": 1, "title": {"en": "One"}})
    kinds = [entry["kind"] for entry in shared.asked(f"{pilot}/timeline")["items"]]
    assert kinds == ["pilot.proposed", "pilot.phase_planned"]
    checklists = pilot.replace("pilots/town", "checklists")
    assert [one["code"] for one in shared.asked(checklists)["items"]] == ["keys"]
    assert [one["kind"] for one in shared.asked(f"{checklists}/keys/timeline")["items"]] == ["checklist.drawn_up"]


def _thing(pilot: str) -> str:
    _, _, programme, _, code = pilot.split("/")
    return f"pilot:{programme}/{code}"
