"""Sample facts and requests about cohorts, the calls for them and the challenges put to them."""

from typing import Any, Final

from domain.call import AnnounceCall, ChallengeHosted, HostChallenge
from domain.cohort import (
    AmendCohort,
    CallAnnounced,
    CancelCohort,
    Cohort,
    CohortAmended,
    CohortCancelled,
    CohortCompleted,
    CohortPlanned,
    CohortStarted,
    CompleteCohort,
    PlanCohort,
    StartCohort,
)
from domain.dates import Edtf
from domain.kernel import Command, Key
from tests.domain.facts import LEAD, LINK, NUMBER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

THIRD: Final = "eig-3"
COHORT: Final = Key(Cohort.KIND, f"{PLAN}/{THIRD}")
OF_COHORT: Final[dict[str, Any]] = {"programme": PLAN, "code": THIRD}

_PLANNED: Final[dict[str, Any]] = {
    "title": {"en": "Third Entrepreneurs of General Interest"},
    "ordinal": 3,
    "label": "3rd EIG cohort",
    "commitment": NUMBER,
    "period": Edtf("2019"),
    "on": Edtf("2018-04"),
    "links": (LINK,),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "The months are known.",
    "on": Edtf("2018-09"),
    "title": {"en": "Third EIG"},
    "ordinal": None,
    "label": "EIG 3",
    "commitment": None,
    "period": Edtf("2018-09/2019-06"),
}
_CALLED: Final[dict[str, Any]] = {
    "opens": Edtf("2018-05"),
    "closes": Edtf("2018-06-24"),
    "projects": 15,
    "people": 32,
    "on": Edtf("2018-05-02"),
    "reason": "More projects were found.",
    "links": (LINK,),
}
_CHALLENGE: Final[dict[str, Any]] = {
    "host": LEAD,
    "title": {"en": "Open the codes"},
    "description": {"en": "Publish what is programmed."},
    "people": 2,
    "on": Edtf("2018-07"),
}

COHORT_PLANNED: Final[Fact] = (COHORT, CohortPlanned(**_PLANNED))
COHORT_AMENDED: Final[Fact] = (COHORT, CohortAmended(**_AMENDED))
CALLED: Final[Fact] = (COHORT, CallAnnounced(**_CALLED))
COHORT_STARTED: Final[Fact] = (COHORT, CohortStarted(on=Edtf("2018-09")))
COHORT_COMPLETED: Final[Fact] = (COHORT, CohortCompleted(on=Edtf("2019-06")))
COHORT_CANCELLED: Final[Fact] = (COHORT, CohortCancelled(on=Edtf("2018-10"), reason="The funds were cut."))
HOSTED: Final[Fact] = (COHORT, ChallengeHosted(**_CHALLENGE))

PLAN_COHORT: Final = PlanCohort(**OF_COHORT, **_PLANNED)
AMEND_COHORT: Final = AmendCohort(**OF_COHORT, **_AMENDED)
ANNOUNCE: Final = AnnounceCall(**OF_COHORT, **_CALLED)
HOST: Final = HostChallenge(**OF_COHORT, **_CHALLENGE)
START_COHORT: Final = StartCohort(**OF_COHORT, on=Edtf("2018-09"))
COMPLETE_COHORT: Final = CompleteCohort(**OF_COHORT, on=Edtf("2019-06"))
CANCEL_COHORT: Final = CancelCohort(**OF_COHORT, on=Edtf("2018-10"), reason="The funds were cut.")

WITH_COHORT: Final = (*PLAN_WITH_MILESTONE, COHORT_PLANNED)
COHORT_RUNNING: Final = (*WITH_COHORT, COHORT_STARTED)
FACTS: Final = (
    COHORT_PLANNED,
    COHORT_AMENDED,
    CALLED,
    COHORT_STARTED,
    COHORT_COMPLETED,
    COHORT_CANCELLED,
    HOSTED,
)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (PLAN_COHORT, PLAN_WITH_MILESTONE),
    (AMEND_COHORT, WITH_COHORT),
    (ANNOUNCE, WITH_COHORT),
    (HOST, WITH_COHORT),
    (START_COHORT, WITH_COHORT),
    (COMPLETE_COHORT, COHORT_RUNNING),
    (CANCEL_COHORT, COHORT_RUNNING),
)
