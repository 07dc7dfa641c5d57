"""Sample facts and requests about corrections."""

from typing import Final

from msgspec.structs import replace

from domain.correction import Corrected, CorrectEntry, Retracted, RetractEntry
from domain.dates import Edtf
from domain.kernel import Command
from tests.domain.facts import MILESTONE, PLAN_WITH_MILESTONE, RESCHEDULED
from tests.domain.given import Fact

SOONER: Final = replace(RESCHEDULED[1], due=Edtf("2020-05"))

ENTRY_CORRECTED: Final[Fact] = (
    MILESTONE,
    Corrected(corrects=2, reason="A slip of the pen.", topic=RESCHEDULED[1].TOPIC, was=RESCHEDULED[1], fact=SOONER),
)
ENTRY_RETRACTED: Final[Fact] = (
    MILESTONE,
    Retracted(corrects=2, reason="Said of another milestone.", topic=RESCHEDULED[1].TOPIC, was=RESCHEDULED[1]),
)

CORRECT_ENTRY: Final = CorrectEntry(of=str(MILESTONE), entry=2, reason="A slip of the pen.", say={"due": "2020-05"})
RETRACT_ENTRY: Final = RetractEntry(of=str(MILESTONE), entry=2, reason="Said of another milestone.")

FACTS: Final = (ENTRY_CORRECTED, ENTRY_RETRACTED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (CORRECT_ENTRY, (*PLAN_WITH_MILESTONE, RESCHEDULED)),
    (RETRACT_ENTRY, (*PLAN_WITH_MILESTONE, RESCHEDULED)),
)
