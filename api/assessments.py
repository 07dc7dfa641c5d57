"""Assessments over HTTP: what independent reviewers find, in their own series."""

from api.answers import Page, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked, Tell
from domain.assessment import RecordAssessment
from domain.programme import UnknownProgramme
from projections.assessment import Finding, findings_of
from projections.moment import Reading

TAG = "Assessments"
PLAN = {"programme": "FR-2018"}


def _all(reading: Reading, asked: Asked, programme: str) -> Page[Finding]:
    must_be_programme(reading, programme)
    return page(reading, asked, findings_of(reading, programme))


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
)
