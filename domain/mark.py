"""Mark: how far a cohort or an event has come when a milestone that is tied to it has come to something."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.cohort import Cohort
from domain.gathering import Gathering


class Mark(StrEnum):
    STARTED = "started"
    COMPLETED = "completed"
    HELD = "held"


MARKS: Final[Mapping[str, tuple[Mark, ...]]] = {
    Cohort.KIND: (Mark.STARTED, Mark.COMPLETED),
    Gathering.KIND: (Mark.HELD,),
}
