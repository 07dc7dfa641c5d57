"""Cohorts over HTTP: intakes of people, the calls for them, and the challenges that hosts put to them."""

from api import things
from api.route import Tell
from domain.call import AnnounceCall, HostChallenge
from domain.cohort import AmendCohort, CancelCohort, CompleteCohort, PlanCohort, StartCohort, UnknownCohort
from projections.cohort import COHORTS, Cohort, cohort, cohorts_of

TAG = "Cohorts"
PLAN = {"programme": "FR-2018"}
FIRST = {"programme": "FR-2018", "code": "eig-1"}
PATH = "/programmes/{programme}/cohorts"
ONE = f"{PATH}/{{code}}"

ROUTES = (
    *things.asks(
        "cohort",
        "cohorts",
        tag=TAG,
        view=Cohort,
        all_of=cohorts_of,
        one_of=cohort,
        dossiers=COHORTS,
        unknown=UnknownCohort,
        says="How far a cohort is, with its calls and challenges, and the figures that are said of it alone or with others.",
        example="eig-1",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="Plan a cohort",
        command=PlanCohort,
        creates=True,
        example=PLAN,
        examples={
            "first": {
                "code": "eig-1",
                "title": {"en": "First Entrepreneurs of General Interest"},
                "ordinal": 1,
                "label": "1st EIG cohort",
                "commitment": "9",
                "period": "2017",
                "on": "2016",
            },
            "second": {"code": "eig-2", "title": {"en": "Second Entrepreneurs of General Interest"}, "ordinal": 2},
            "to-be-cancelled": {"code": "eig-x", "title": {"en": "A cohort abroad"}},
        },
    ),
    Tell(
        path=f"{ONE}/amend",
        tag=TAG,
        summary="Amend a cohort",
        command=AmendCohort,
        example=FIRST,
        examples={"period": {"reason": "The months are known.", "on": "2016-12", "period": "2017-01/2017-10"}},
    ),
    Tell(
        path=f"{ONE}/announce-call",
        tag=TAG,
        summary="Announce the call for a cohort",
        command=AnnounceCall,
        example=FIRST,
        examples={
            "open": {"on": "2016-09", "opens": "2016-09", "closes": "2016-11", "people": 10},
            "longer": {
                "on": "2016-11",
                "opens": "2016-09",
                "closes": "2016-12",
                "people": 10,
                "reason": "More time was asked for.",
            },
        },
    ),
    Tell(
        path=f"{ONE}/host-challenge",
        tag=TAG,
        summary="Host a challenge for a cohort",
        command=HostChallenge,
        example=FIRST,
        examples={
            "in-a-ministry": {
                "on": "2016-12",
                "host": "fr-interior",
                "title": {"en": "Open the ministry's data"},
                "people": 2,
            }
        },
    ),
    Tell(
        path=f"{ONE}/start",
        tag=TAG,
        summary="Start a cohort",
        command=StartCohort,
        example=FIRST,
        examples={"in-january": {"on": "2017-01"}},
    ),
    Tell(
        path=f"{ONE}/complete",
        tag=TAG,
        summary="Complete a cohort",
        command=CompleteCohort,
        example=FIRST,
        examples={"after-ten-months": {"on": "2017-10"}},
    ),
    Tell(
        path=f"{ONE}/cancel",
        tag=TAG,
        summary="Cancel a cohort",
        command=CancelCohort,
        example={"programme": "FR-2018", "code": "eig-x"},
        examples={"no-host": {"on": "2018-09", "reason": "No host was found."}},
    ),
)
