"""Ties over HTTP: the milestones that stand for a cohort or an event, and follow it."""

from api.route import Tell
from domain.tie import TieMilestone, UntieMilestone

TAG = "Milestones"
SECOND = {"programme": "FR-2018", "code": "9.2"}

ROUTES = (
    Tell(
        path="/programmes/{programme}/milestones/{code}/tie",
        tag=TAG,
        summary="Let a milestone follow a cohort or an event",
        command=TieMilestone,
        example=SECOND,
        examples={
            "stands-for-it": {"to": "event:seminar", "when": "held"},
            "only-concerns-it": {"to": "cohort:eig-1"},
        },
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/untie",
        tag=TAG,
        summary="Let a milestone follow a cohort or an event no longer",
        command=UntieMilestone,
        example=SECOND,
        examples={"another-year": {"to": "cohort:eig-1", "reason": "It concerns another year."}},
    ),
)
