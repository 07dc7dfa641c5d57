"""Sample facts and requests about milestones that stand for cohorts and events."""

from typing import Any, Final

from msgspec.structs import replace

from domain.attendance import AttendanceRecorded
from domain.cohort import Cohort, CohortCancelled, CohortCompleted, CohortPlanned, CohortStarted
from domain.dates import Edtf
from domain.gathering import EventCancelled, EventFormat, EventHeld, EventPlanned, Gathering
from domain.kernel import Command, Key
from domain.mark import Mark
from domain.tie import (
    CohortMilestoneTied,
    CohortMilestoneUntied,
    EventMilestoneTied,
    EventMilestoneUntied,
    MilestoneTied,
    MilestoneUntied,
    TieMilestone,
    UntieMilestone,
)
from tests.domain.facts import MILESTONE, PLAN, PLAN_WITH_MILESTONE, STEP
from tests.domain.given import Fact

LAUNCH: Final = Key(Gathering.KIND, f"{PLAN}/launch")
FIRST_YEAR: Final = Key(Cohort.KIND, f"{PLAN}/year-1")
TO_LAUNCH: Final = "event:launch"
TO_FIRST_YEAR: Final = "cohort:year-1"
OF_MILESTONE: Final[dict[str, Any]] = {"programme": PLAN, "code": STEP}
_ON: Final = Edtf("2018-05")
_PARTED: Final[dict[str, Any]] = {"reason": "It was another event.", "on": Edtf("2019-02")}

LAUNCH_PLANNED: Final[Fact] = (
    LAUNCH,
    EventPlanned(title={"en": "The launch", "fr": "Le lancement"}, format=EventFormat.MULTIPLIER_EVENT),
)
LAUNCH_HELD: Final[Fact] = (LAUNCH, EventHeld(on=Edtf("2019-03-20")))
LAUNCH_ATTENDED: Final[Fact] = (LAUNCH, AttendanceRecorded(total=40))
LAUNCH_CANCELLED: Final[Fact] = (LAUNCH, EventCancelled(on=Edtf("2019-02-20"), reason="Nobody registered."))
FIRST_YEAR_STARTED: Final[Fact] = (FIRST_YEAR, CohortStarted(on=Edtf("2019-01")))
FIRST_YEAR_COMPLETED: Final[Fact] = (FIRST_YEAR, CohortCompleted(on=Edtf("2019-10")))
FIRST_YEAR_CANCELLED: Final[Fact] = (FIRST_YEAR, CohortCancelled(on=Edtf("2019-04"), reason="No host was left."))
FIRST_YEAR_PLANNED: Final[Fact] = (FIRST_YEAR, CohortPlanned(title={"en": "The first year"}))

TIED_IN_PART: Final[Fact] = (MILESTONE, MilestoneTied(to=TO_LAUNCH, when=Mark.HELD, part=2, on=_ON))
TIED: Final[Fact] = (MILESTONE, MilestoneTied(to=TO_LAUNCH, when=Mark.HELD))
TIED_TO_COHORT: Final[Fact] = (MILESTONE, MilestoneTied(to=TO_FIRST_YEAR, when=Mark.STARTED))
UNTIED: Final[Fact] = (MILESTONE, MilestoneUntied(to=TO_LAUNCH, **_PARTED))
LAUNCH_TIED: Final[Fact] = (LAUNCH, EventMilestoneTied(milestone=STEP, when=Mark.HELD, part=2, on=_ON))
LAUNCH_UNTIED: Final[Fact] = (LAUNCH, EventMilestoneUntied(milestone=STEP, **_PARTED))
FIRST_YEAR_TIED: Final[Fact] = (FIRST_YEAR, CohortMilestoneTied(milestone=STEP, when=Mark.STARTED, part=1, on=_ON))
FIRST_YEAR_UNTIED: Final[Fact] = (FIRST_YEAR, CohortMilestoneUntied(milestone=STEP, **_PARTED))

TIE: Final = TieMilestone(**OF_MILESTONE, to=TO_LAUNCH, when=Mark.HELD, part=2, on=_ON)
UNTIE: Final = UntieMilestone(**OF_MILESTONE, to=TO_LAUNCH, **_PARTED)

WITH_BOTH: Final = (*PLAN_WITH_MILESTONE, LAUNCH_PLANNED, FIRST_YEAR_PLANNED)
FACTS: Final = (TIED_IN_PART, UNTIED, LAUNCH_TIED, LAUNCH_UNTIED, FIRST_YEAR_TIED, FIRST_YEAR_UNTIED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (TIE, WITH_BOTH),
    (UNTIE, (*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED)),
)

_OF_COHORT: Final = replace(TIE, to=TO_FIRST_YEAR, when=Mark.STARTED, part=1)
OTHERWISE: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (_OF_COHORT, WITH_BOTH),
    (replace(UNTIE, to=TO_FIRST_YEAR), (*WITH_BOTH, TIED_TO_COHORT, FIRST_YEAR_TIED)),
)
"""A milestone is tied to a cohort as it is to an event."""
