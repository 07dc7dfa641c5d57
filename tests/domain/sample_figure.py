"""Sample facts and requests about figures: the 39 of two promotions together, and the 14 of them who stayed."""

from typing import Any, Final

from domain.cohort import Cohort, CohortPlanned
from domain.dates import Edtf
from domain.figure import FigureMeasure, FigureRestated, FigureStated, RestateFigure, StateFigure, figures_key
from domain.kernel import Command, Key
from tests.domain.facts import LINK, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

FIRST: Final = "eig-1"
SECOND: Final = "eig-2"
WHOLE: Final = "promotions"
PART: Final = "stayed"
FIGURES: Final = figures_key(PLAN)

_WHOLE: Final[dict[str, Any]] = {
    "code": WHOLE,
    "cohorts": (FIRST, SECOND),
    "measure": FigureMeasure.ADMITTED,
    "value": 39,
    "on": Edtf("2018"),
    "said": "the 39 EIGs of the two initial promotions",
}
_PART: Final[dict[str, Any]] = {
    "code": PART,
    "cohorts": (SECOND, FIRST),
    "measure": FigureMeasure.STAYED,
    "value": 14,
    "on": Edtf("2019"),
    "said": "14 continued to work within the public sector",
    "label": {"en": "still in the public sector"},
    "of": WHOLE,
    "note": {"en": "As entrepreneurs or otherwise."},
    "links": (LINK,),
}
_RESTATED: Final[dict[str, Any]] = {
    "code": PART,
    "value": 12,
    "on": Edtf("2019-12"),
    "reason": "Two have left since.",
    "said": "12 still work there",
    "note": {"en": "Asked by telephone."},
    "links": (LINK,),
}


def planned(code: str) -> Fact:
    return (Key(Cohort.KIND, f"{PLAN}/{code}"), CohortPlanned(title={"en": code}))


WHOLE_STATED: Final[Fact] = (FIGURES, FigureStated(**_WHOLE))
PART_STATED: Final[Fact] = (FIGURES, FigureStated(**_PART))
PART_RESTATED: Final[Fact] = (FIGURES, FigureRestated(**_RESTATED))

STATE_WHOLE: Final = StateFigure(programme=PLAN, **_WHOLE)
STATE_PART: Final = StateFigure(programme=PLAN, **_PART)
RESTATE_PART: Final = RestateFigure(programme=PLAN, **_RESTATED)

WITH_COHORTS: Final = (*PLAN_WITH_MILESTONE, planned(FIRST), planned(SECOND))
WITH_WHOLE: Final = (*WITH_COHORTS, WHOLE_STATED)
WITH_PART: Final = (*WITH_WHOLE, PART_STATED)
FACTS: Final = (PART_STATED, PART_RESTATED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (STATE_PART, WITH_WHOLE),
    (RESTATE_PART, WITH_PART),
)
