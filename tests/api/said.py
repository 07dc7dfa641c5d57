"""What a team tells a server, as short as a test can say it."""

from typing import Any
from uuid import uuid4

from tests.api.serving import Served

EVIDENCE = [{"url": "https://example.org/evidence", "title": "What shows it"}]


def a_programme(served: Served, **said: Any) -> str:
    """The address of a new programme."""
    code = f"P-{uuid4().hex[:12]}"
    given = {"code": code, "title": {"en": "A plan"}, "kind": "initiative", "period": "2018/2020", "languages": ["en"]}
    served.told("/programmes", given | said)
    return f"/programmes/{code}"


def a_milestone(served: Served, programme: str, code: str = "9.1", **said: Any) -> str:
    """The address of a new milestone."""
    served.told(f"{programme}/milestones", {"code": code, "title": {"en": f"Milestone {code}"}, "due": "2018"} | said)
    return f"{programme}/milestones/{code}"


def a_report(status: str | None = "substantial", on: str = "2018-06-30", **said: Any) -> dict[str, Any]:
    """What is said of a milestone's progress."""
    given: dict[str, Any] = {"on": on, "text": {"en": f"It is {status or 'under way'}."}}
    if status:
        given["status"] = status
    if status == "complete":
        given["evidence"] = EVIDENCE
    if status in {"limited", "not-started"}:
        given["challenges"] = {"en": "There was no time."}
    return given | said


def tell_everything(served: Served) -> None:
    """The programme FR-2018 with two partners, a commitment, two milestones and an assessment."""
    plan = {
        "code": "FR-2018",
        "title": {"en": "A plan"},
        "kind": "action-plan",
        "period": "2018/2020",
        "languages": ["en"],
    }
    served.told("/programmes", plan)
    for code in ("fr-interior", "fr-digital-sector"):
        served.told("/partners", {"code": code, "name": {"en": f"The {code}"}, "kind": "ministry"})
    served.told("/programmes/FR-2018/partners/join", {"partner": "fr-digital-sector", "role": "lead"})
    served.told("/programmes/FR-2018/commitments", {"code": "9", "title": {"en": "Nine"}, "lead": "fr-interior"})
    first = a_milestone(served, "/programmes/FR-2018", "9.1", commitment="9", responsible=["fr-interior"])
    a_milestone(served, "/programmes/FR-2018", "9.2", commitment="9")
    served.told(f"{first}/report-progress", a_report())
    finding = {"subject": "commitment", "about": "9", "reviewer": "irm", "variable": "completion"}
    served.told("/programmes/FR-2018/assessments", finding)
