"""Pilot: a trial run of an approach at one site.

proposed ─StartPilot→ running ─EvaluatePilot→ evaluated ─ScalePilot→ scaled   (StopPilot before it is evaluated → stopped)
(evaluation and lessons: domain/lesson.py, phases: domain/phase.py, readiness: domain/readiness.py)
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Final

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, Unknown, World
from domain.place import Adoption, Site
from domain.rules import not_in_the_future, something_to_amend
from domain.thing import AboutThing, BeginThing
from domain.values import Code, Link, Prose, Text, Value

# ── Facts ─────────────────────────────────────────────


class Lesson(Value):
    """What was learnt, for whom it matters, and what shows it."""

    what: Text
    for_whom: Text | None = None
    evidence: tuple[Link, ...] = ()


class PilotProposed(Event):
    TOPIC = "pilot.proposed@1"
    title: Text
    site: Site = Site()
    hosts: tuple[Code, ...] = ()
    partners: tuple[Code, ...] = ()
    methodology: Text | None = None
    commitment: Code | None = None
    on: Edtf | None = None
    links: tuple[Link, ...] = ()


class PilotAmended(Event):
    TOPIC = "pilot.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    site: Site | UnsetType = UNSET
    hosts: tuple[Code, ...] | UnsetType = UNSET
    partners: tuple[Code, ...] | UnsetType = UNSET
    methodology: Text | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET


class PilotStarted(Event):
    TOPIC = "pilot.started@1"
    on: Edtf


class LessonLearnt(Event):
    TOPIC = "pilot.lesson_learnt@1"
    TIMELESS = True
    lesson: Lesson
    on: Edtf | None = None


class PilotEvaluated(Event):
    TOPIC = "pilot.evaluated@1"
    on: Edtf
    summary: Text
    lessons: tuple[Lesson, ...] = ()
    evidence: tuple[Link, ...] = ()


class PilotScaled(Event):
    TOPIC = "pilot.scaled@1"
    on: Edtf
    adopted: tuple[Adoption, ...]


class PilotStopped(Event):
    TOPIC = "pilot.stopped@1"
    on: Edtf
    reason: str


# ── State ─────────────────────────────────────────────


class PilotStage(StrEnum):
    PROPOSED = "proposed"
    RUNNING = "running"
    EVALUATED = "evaluated"
    SCALED = "scaled"
    STOPPED = "stopped"


LEADS_TO: Final[Mapping[type[Event], PilotStage]] = {
    PilotProposed: PilotStage.PROPOSED,
    PilotStarted: PilotStage.RUNNING,
    PilotEvaluated: PilotStage.EVALUATED,
    PilotScaled: PilotStage.SCALED,
    PilotStopped: PilotStage.STOPPED,
}


class Pilot(State):
    KIND = "pilot"
    stage: PilotStage = PilotStage.PROPOSED
    stepped: Edtf | None = None
    has_lessons: bool = False


def evolve(pilot: Pilot | None, event: Event, _version: int) -> Pilot:
    if pilot is None and not isinstance(event, PilotProposed):
        raise ValueError(f"{event.TOPIC} before the pilot was proposed")
    pilot = pilot or Pilot()
    step = event.on if isinstance(event, (PilotProposed, PilotStarted, PilotEvaluated)) else None
    return Pilot(
        stage=LEADS_TO.get(type(event), pilot.stage),
        stepped=max(filter(None, (pilot.stepped, step)), key=lambda day: day.earliest, default=None),
        has_lessons=pilot.has_lessons or isinstance(event, (LessonLearnt, PilotEvaluated)),
    )


# ── Refusals ──────────────────────────────────────────


class UnknownPilot(Unknown): ...


class PilotExists(Refusal): ...


class NotAtThatStage(Refusal): ...


class HappenedBefore(Unacceptable): ...


class NowhereAdopted(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class ProposePilot(BeginThing):
    """Record a pilot: at which site, hosted by whom, to try which approach. All but its title may come later."""

    NAME = "propose-pilot"
    STATE = Pilot
    FACT = PilotProposed
    RATHER = "stop-pilot"
    EXISTS = PilotExists
    title: Text
    site: Site = Site()
    hosts: tuple[Code, ...] = ()
    partners: tuple[Code, ...] = ()
    methodology: Text | None = None
    commitment: Code | None = None
    on: Edtf | None = None
    links: tuple[Link, ...] = ()

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"hosts": self.hosts, "partners": self.partners}

    def rules(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)


class PilotCommand(AboutThing):
    """A request about a pilot that exists, at one of the stages `AT`."""

    STATE = Pilot
    UNKNOWN = UnknownPilot
    AT: ClassVar[tuple[PilotStage, ...]] = tuple(PilotStage)
    on: Edtf | None

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        if thing.stage not in self.AT:
            stages = " or ".join(self.AT)
            yield NotAtThatStage(f"Pilot {self.code!r} is {thing.stage}: for this it must be {stages}.", field="code")
        yield from not_in_the_future(self.on, world.today)


class PilotStepCommand(PilotCommand):
    """A request by which a pilot gets on or ends, on no day before an earlier step."""

    on: Edtf

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if thing.stage in self.AT and thing.stepped and self.on.latest < thing.stepped.earliest:
            yield HappenedBefore(f"An earlier step was {thing.stepped}: {self.on} lies before it.", field="on")


class AmendPilot(PilotCommand):
    """Change what is said of a pilot from a day on, with the reason; what is not named stays."""

    NAME = "amend-pilot"
    FACT = PilotAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    site: Site | UnsetType = UNSET
    hosts: tuple[Code, ...] | UnsetType = UNSET
    partners: tuple[Code, ...] | UnsetType = UNSET
    methodology: Text | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"hosts": self.hosts or (), "partners": self.partners or ()}

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from something_to_amend(self, "title", "site", "hosts", "partners", "methodology", "commitment", "links")


class StartPilot(PilotStepCommand):
    """The pilot runs, from a day on."""

    NAME = "start-pilot"
    FACT = PilotStarted
    AT = (PilotStage.PROPOSED,)


class ScalePilot(PilotStepCommand):
    """The approach was taken up elsewhere: where, and under which plan."""

    NAME = "scale-pilot"
    FACT = PilotScaled
    AT = (PilotStage.EVALUATED, PilotStage.SCALED)
    on: Edtf
    adopted: tuple[Adoption, ...]

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if not self.adopted:
            yield NowhereAdopted("Say where it was adopted: name at least one place.", field="adopted")


class StopPilot(PilotStepCommand):
    """The pilot ends before it is evaluated, with the reason."""

    NAME = "stop-pilot"
    FACT = PilotStopped
    AT = (PilotStage.PROPOSED, PilotStage.RUNNING)
    reason: Prose
