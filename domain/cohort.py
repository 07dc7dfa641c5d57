"""Cohort: one intake of people into a programme, from the plan for it to the day on which they are done.

planned ─AnnounceCall→ called ─StartCohort→ running ─CompleteCohort→ completed   (CancelCohort before that → cancelled)
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, Unknown, World
from domain.rules import later_of, not_before, not_in_the_future, something_to_amend
from domain.thing import AboutThing, BeginThing
from domain.values import Code, Count, Line, Link, Ordinal, Prose, Text

# ── Facts ─────────────────────────────────────────────


class CohortPlanned(Event):
    TOPIC = "cohort.planned@1"
    title: Text
    ordinal: Ordinal | None = None
    label: Line | None = None
    commitment: Code | None = None
    period: Edtf | None = None
    on: Edtf | None = None
    links: tuple[Link, ...] = ()


class CohortAmended(Event):
    TOPIC = "cohort.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    ordinal: Ordinal | UnsetType | None = UNSET
    label: Line | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    period: Edtf | UnsetType | None = UNSET


class CallAnnounced(Event):
    TOPIC = "cohort.call_announced@1"
    on: Edtf
    opens: Edtf | None = None
    closes: Edtf | None = None
    projects: Count | None = None
    people: Count | None = None
    reason: str | None = None
    links: tuple[Link, ...] = ()


class CohortStarted(Event):
    TOPIC = "cohort.started@1"
    on: Edtf


class CohortCompleted(Event):
    TOPIC = "cohort.completed@1"
    on: Edtf


class CohortCancelled(Event):
    TOPIC = "cohort.cancelled@1"
    on: Edtf
    reason: str


# ── State ─────────────────────────────────────────────


class CohortStage(StrEnum):
    PLANNED = "planned"
    CALLED = "called"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Cohort(State):
    KIND = "cohort"
    called: Edtf | None = None
    started: Edtf | None = None
    completed: Edtf | None = None
    cancelled: bool = False

    @property
    def stage(self) -> CohortStage:
        """The furthest that it came, whenever its steps were learnt."""
        reached = (
            (CohortStage.CANCELLED, self.cancelled),
            (CohortStage.COMPLETED, self.completed is not None),
            (CohortStage.RUNNING, self.started is not None),
            (CohortStage.CALLED, self.called is not None),
        )
        return next((stage for stage, so in reached if so), CohortStage.PLANNED)


def evolve(cohort: Cohort | None, event: Event, _version: int) -> Cohort:
    if cohort is None and not isinstance(event, CohortPlanned):
        raise ValueError(f"{event.TOPIC} before the cohort was planned")
    cohort = cohort or Cohort()
    match event:
        case CallAnnounced(on=on):
            return replace(cohort, called=later_of(cohort.called, on))
        case CohortStarted(on=on):
            return replace(cohort, started=on)
        case CohortCompleted(on=on):
            return replace(cohort, completed=on)
        case CohortCancelled():
            return replace(cohort, cancelled=True)
        case _:
            return cohort


# ── Refusals ──────────────────────────────────────────


class UnknownCohort(Unknown): ...


class CohortExists(Refusal): ...


class CohortAtAnotherStage(Refusal): ...


class BeforeTheStart(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class PlanCohort(BeginThing):
    """Record an intake of people; all but its title may come later."""

    NAME = "plan-cohort"
    STATE = Cohort
    FACT = CohortPlanned
    RATHER = "cancel-cohort"
    EXISTS = CohortExists
    title: Text
    ordinal: Ordinal | None = None
    label: Line | None = None
    commitment: Code | None = None
    period: Edtf | None = None
    on: Edtf | None = None
    links: tuple[Link, ...] = ()

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)


class CohortCommand(AboutThing):
    """A request about a cohort that exists, at one of the stages `AT`."""

    STATE = Cohort
    UNKNOWN = UnknownCohort
    AT: ClassVar[tuple[CohortStage, ...]] = tuple(CohortStage)
    on: Edtf

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        if thing.stage not in self.AT:
            stages = " or ".join(self.AT)
            yield CohortAtAnotherStage(
                f"Cohort {self.code!r} is {thing.stage}: for this it must be {stages}.", field="code"
            )
        yield from not_in_the_future(self.on, world.today)


class AmendCohort(CohortCommand):
    """Change what is said of a cohort from a day on, with the reason; what is not named stays."""

    NAME = "amend-cohort"
    FACT = CohortAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    ordinal: Ordinal | UnsetType | None = UNSET
    label: Line | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    period: Edtf | UnsetType | None = UNSET

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from something_to_amend(self, "title", "ordinal", "label", "commitment", "period")


class StartCohort(CohortCommand):
    """The cohort's people begin, whether or not a call for them was recorded."""

    NAME = "start-cohort"
    FACT = CohortStarted
    AT = (CohortStage.PLANNED, CohortStage.CALLED)
    on: Edtf

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from not_before(thing.called, self.on, "A call for it was announced")


class CompleteCohort(CohortCommand):
    """The cohort's time is over; it is not over before it began."""

    NAME = "complete-cohort"
    FACT = CohortCompleted
    AT = (CohortStage.RUNNING,)
    on: Edtf

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from _not_before_its_start(self, thing)


class CancelCohort(CohortCommand):
    """The cohort does not take place, or ends before its time, with the reason."""

    NAME = "cancel-cohort"
    FACT = CohortCancelled
    AT = (CohortStage.PLANNED, CohortStage.CALLED, CohortStage.RUNNING)
    on: Edtf
    reason: Prose

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from _not_before_its_start(self, thing)


def _not_before_its_start(request: CohortCommand, cohort: Cohort) -> Iterator[Refusal]:
    if cohort.started and request.on.latest < cohort.started.earliest:
        yield BeforeTheStart(
            f"Cohort {request.code!r} started {cohort.started}: it cannot have ended {request.on}.", field="on"
        )
