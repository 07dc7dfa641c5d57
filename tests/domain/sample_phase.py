"""Sample facts and requests about the phases of a pilot."""

from typing import Any, Final

from domain.dates import Edtf
from domain.kernel import Command
from domain.phase import PhasePlanned, PhaseRescheduled, PlanPhase, ReschedulePhase
from tests.domain.facts import LEAD
from tests.domain.given import Fact
from tests.domain.sample_pilot import OF_PILOT, PILOT, WITH_PILOT

_PLANNED: Final[dict[str, Any]] = {
    "number": 2,
    "title": {"en": "The tools become the staff's own"},
    "period": Edtf("2018/2019"),
    "funders": (LEAD,),
    "note": {"en": "Regional spin-offs are examined."},
    "on": Edtf("2018-05"),
}
_MOVED: Final[dict[str, Any]] = {
    "number": 2,
    "period": Edtf("2019/2020"),
    "on": Edtf("2018-11"),
    "reason": "The grant came late.",
}

PHASE: Final[Fact] = (PILOT, PhasePlanned(**_PLANNED))
MOVED: Final[Fact] = (PILOT, PhaseRescheduled(**_MOVED, former=Edtf("2018/2019")))

PLAN_PHASE: Final = PlanPhase(**OF_PILOT, **_PLANNED)
MOVE_PHASE: Final = ReschedulePhase(**OF_PILOT, **_MOVED)

WITH_PHASE: Final = (*WITH_PILOT, PHASE)
FACTS: Final = (PHASE, MOVED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = ((PLAN_PHASE, WITH_PILOT), (MOVE_PHASE, WITH_PHASE))
