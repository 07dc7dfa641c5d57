from typing import Any

from tests.api.said import a_programme
from tests.api.serving import Served


def items(served: Served, path: str) -> list[Any]:
    return served.asked(path)["items"]


def test_vocabularies_and_profiles_are_answered_as_data_with_their_sources(shared: Served) -> None:
    vocabularies = {one["id"]: one for one in items(shared, "/vocabularies")}
    assert vocabularies["eu-dissemination-levels@2014"]["terms"][0]["code"] == "PU"
    for one in (*vocabularies.values(), *items(shared, "/profiles")):
        assert one["source"]
        assert one["sureness"] in {"read in the source", "seen in part", "from memory"}
    for profile in items(shared, "/profiles"):
        assert {vocabularies[name]["question"] for name in profile["vocabularies"].values()} == set(
            profile["vocabularies"]
        )


def test_a_programme_says_by_which_profiles_it_is_recorded(shared: Served) -> None:
    programme = a_programme(shared)
    assert shared.asked(programme)["profiles"] == ["irm@2017"]
    shared.told(f"{programme}/choose-vocabularies", {"profiles": ["irm@2020"], "reason": "A newer method."})
    assert shared.asked(programme)["vocabularies"]["open-government-lens"] == "irm-open-government-lens@2020"


def test_an_unknown_value_is_refused_with_the_known_ones(shared: Served) -> None:
    programme = a_programme(shared)
    finding = {"subject": "programme", "reviewer": "irm", "variable": "completion", "values": ["half-way"]}
    answer = shared.tell(f"{programme}/assessments", finding)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-finding")
    assert "Known: no-evidence, not-started, limited" in answer.json()["detail"]
    answer = shared.tell(f"{programme}/choose-vocabularies", {"profiles": ["irm"], "reason": "x"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-profile")


def test_a_retracted_finding_leaves_the_report_and_stays_in_the_history(shared: Served) -> None:
    programme = a_programme(shared)
    finding = {"subject": "programme", "reviewer": "irm", "variable": "completion"}
    shared.told(f"{programme}/assessments", finding | {"values": ["limited"], "reason": "First look."})
    shared.told(f"{programme}/assessments/retract", finding | {"reason": "Another plan was meant."})
    assert items(shared, f"{programme}/assessments") == []
    assert shared.asked(f"{programme}/report")["findings"] == []
    found, retracted = items(shared, f"{programme}/assessments/history")
    assert (found["kind"], found["finding"]["reason"], found["retraction"]) == ("found", "First look.", None)
    assert (retracted["kind"], retracted["finding"]) == ("retracted", None)
    assert retracted["retraction"]["reason"] == "Another plan was meant."
    answer = shared.tell(f"{programme}/assessments/retract", finding | {"reason": "Again."})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/nothing-to-retract")
