"""Assessments over HTTP: what independent reviewers find, in their own series."""

from api.answers import Page, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked, Tell
from domain.assessment import RecordAssessment, RetractAssessment
from domain.programme import UnknownProgramme
from projections.assessment import Finding, ReviewEntry, findings_of, review_history
from projections.moment import Reading

TAG = "Assessments"
PLAN = {"programme": "FR-2018"}


def _all(reading: Reading, asked: Asked, programme: str) -> Page[Finding]:
    must_be_programme(reading, programme)
    return page(reading, asked, findings_of(reading, programme))


def _history(reading: Reading, asked: Asked, programme: str) -> Page[ReviewEntry]:
    must_be_programme(reading, programme)
    return page(reading, asked, review_history(reading, programme))


ROUTES = (
    Ask(
        path="/programmes/{programme}/assessments",
        tag=TAG,
        summary="List what reviewers find",
        description="What each reviewer says of each variable of the programme, its commitments and its milestones.",
        answer=_all,
        view=Page[Finding],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Ask(
        path="/programmes/{programme}/assessments/history",
        tag=TAG,
        summary="Read the history of the reviews",
        description="Every finding and every retraction of a programme, in the order in which they were recorded.",
        answer=_history,
        view=Page[ReviewEntry],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Tell(
        path="/programmes/{programme}/assessments",
        tag=TAG,
        summary="Record a reviewer's finding",
        command=RecordAssessment,
        example=PLAN,
        examples={
            "verifiable": {
                "subject": "commitment",
                "about": "9",
                "reviewer": "irm",
                "variable": "verifiable",
                "values": ["yes"],
                "said": "Verifiable: Yes",
            },
            "pending": {
                "subject": "commitment",
                "about": "9",
                "reviewer": "irm",
                "variable": "completion",
                "said": "Pending IRM Review",
            },
        },
    ),
    Tell(
        path="/programmes/{programme}/assessments/retract",
        tag=TAG,
        summary="Retract a reviewer's finding",
        command=RetractAssessment,
        example=PLAN,
        examples={
            "wrong-commitment": {
                "subject": "commitment",
                "about": "9",
                "reviewer": "irm",
                "variable": "verifiable",
                "reason": "It was said of another commitment.",
            }
        },
    ),
)
