"""Milestone: one promise with a due date, and every claim made of it since.

planned ─RescheduleMilestone, AmendMilestone→ planned   (reports: domain/report.py)   ─WithdrawMilestone→ withdrawn
"""

from collections.abc import Iterator
from datetime import date

from msgspec import UNSET, UnsetType

from domain.commitment import Commitment, commitment_code, no_commitment
from domain.dates import Edtf
from domain.kernel import Command, Correction, Event, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.partner import Partner, must_be_known
from domain.programme import Programme, must_be_open, no_repeats, something_to_amend
from domain.values import Code, Link, Prose, Text

# ── Facts ─────────────────────────────────────────────


class MilestonePlanned(Event):
    TOPIC = "milestone.planned@1"
    title: Text
    due: Edtf | None = None
    on: Edtf | None = None
    commitment: Code | None = None
    description: Text | None = None
    parts: tuple[Text, ...] = ()
    responsible: tuple[Code, ...] = ()


class MilestoneAmended(Event):
    TOPIC = "milestone.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    parts: tuple[Text, ...] | UnsetType = UNSET
    responsible: tuple[Code, ...] | UnsetType = UNSET
    formerly_responsible: tuple[Code, ...] = ()


class ProgressReported(Event):
    TOPIC = "milestone.progress_reported@1"
    on: Edtf
    text: Text
    status: str | None = None
    vocabulary: str | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None


class ReportCorrected(Correction):
    """What the report should have said. The first claim stays in the log and in every view of the time before."""

    TOPIC = "milestone.report_corrected@1"
    on: Edtf
    text: Text
    status: str | None = None
    vocabulary: str | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None


class MilestoneRescheduled(Event):
    TOPIC = "milestone.rescheduled@1"
    due: Edtf
    on: Edtf
    reason: str
    former: Edtf | None = None


class MilestoneWithdrawn(Event):
    TOPIC = "milestone.withdrawn@1"
    on: Edtf
    reason: str


MilestoneEvent = (
    MilestonePlanned | MilestoneAmended | ProgressReported | ReportCorrected | MilestoneRescheduled | MilestoneWithdrawn
)

# ── State ─────────────────────────────────────────────


class Milestone(State):
    KIND = "milestone"
    due: Edtf | None
    responsible: tuple[str, ...]
    reports: frozenset[int] = frozenset()
    withdrawn: bool = False


def evolve(milestone: Milestone | None, event: MilestoneEvent, version: int) -> Milestone:
    if isinstance(event, MilestonePlanned):
        return Milestone(due=event.due, responsible=event.responsible)
    if milestone is None:
        raise ValueError(f"{event.TOPIC} before the milestone was planned")
    due, responsible, reports, withdrawn = (
        milestone.due,
        milestone.responsible,
        milestone.reports,
        milestone.withdrawn,
    )
    match event:
        case ProgressReported():
            reports |= {version}
        case MilestoneRescheduled():
            due = event.due
        case MilestoneWithdrawn():
            withdrawn = True
        case MilestoneAmended():
            responsible = responsible if event.responsible is UNSET else event.responsible
        case ReportCorrected():
            pass
    return Milestone(due=due, responsible=responsible, reports=reports, withdrawn=withdrawn)


# ── Refusals ──────────────────────────────────────────


class UnknownMilestone(Unknown): ...


class MilestoneExists(Refusal): ...


class MilestoneIsWithdrawn(Refusal): ...


class AboutTheFuture(Unacceptable): ...


class SameDueDate(Refusal): ...


def milestone_code(programme: str, code: str) -> str:
    return f"{programme}/{code}"


def not_in_the_future(on: Edtf, today: date, field: str = "on") -> Iterator[Refusal]:
    if on.earliest > today:
        yield AboutTheFuture(f"{on} lies after {today}: what has not happened cannot be reported.", field=field)


# ── Requests ──────────────────────────────────────────


class PlanMilestone(Command):
    """Promise something by a due date of any precision; `on` is the day of the promise, where it is known."""

    NAME = "plan-milestone"
    PATH_FIELDS = ("programme",)
    programme: Code
    code: Code
    title: Text
    due: Edtf | None = None
    on: Edtf | None = None
    commitment: Code | None = None
    description: Text | None = None
    parts: tuple[Text, ...] = ()
    responsible: tuple[Code, ...] = ()

    def key(self) -> Key:
        return Key(Milestone.KIND, milestone_code(self.programme, self.code))

    def reads(self) -> tuple[Key, ...]:
        commitments = (
            (Key(Commitment.KIND, commitment_code(self.programme, self.commitment)),) if self.commitment else ()
        )
        return (
            Key(Programme.KIND, self.programme),
            *commitments,
            *(Key(Partner.KIND, p) for p in self.responsible),
        )

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        if world.find(Milestone, self.key().code):
            yield MilestoneExists(f"There is already a milestone {self.code!r} in {self.programme!r}.", field="code")
        if self.commitment and not world.find(Commitment, commitment_code(self.programme, self.commitment)):
            yield no_commitment(self.programme, self.commitment, "commitment")
        if self.on:
            yield from not_in_the_future(self.on, world.today)
        yield from must_be_known(world, "responsible", *dict.fromkeys(self.responsible))
        yield from no_repeats("responsible", self.responsible)

    def events(self, world: World) -> tuple[Event, ...]:
        return (MilestonePlanned(**said(self, "programme", "code")),)


class MilestoneCommand(Command):
    """A request about a milestone that exists and was not withdrawn."""

    programme: Code
    code: Code

    def key(self) -> Key:
        return Key(Milestone.KIND, milestone_code(self.programme, self.code))

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self.programme),)

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        milestone = world.find(Milestone, self.key().code)
        if milestone is None:
            yield UnknownMilestone(
                f"There is no milestone {self.code!r} in {self.programme!r}. Plan it first, or check its code.",
                field="code",
            )
        elif milestone.withdrawn:
            yield MilestoneIsWithdrawn(
                f"Milestone {self.code!r} was withdrawn: nothing more is recorded of it.", field="code"
            )
        else:
            yield from self.breaks(milestone, world)

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        raise NotImplementedError


class AmendMilestone(MilestoneCommand):
    """Change what is said of a milestone, with the reason; its due date moves by rescheduling only."""

    NAME = "amend-milestone"
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    parts: tuple[Text, ...] | UnsetType = UNSET
    responsible: tuple[Code, ...] | UnsetType = UNSET

    def reads(self) -> tuple[Key, ...]:
        named = () if self.responsible is UNSET else self.responsible
        return (*super().reads(), *(Key(Partner.KIND, p) for p in named))

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        yield from something_to_amend(self, "title", "description", "parts", "responsible")
        if self.responsible is not UNSET:
            yield from must_be_known(world, "responsible", *dict.fromkeys(self.responsible))
            yield from no_repeats("responsible", self.responsible)

    def events(self, world: World) -> tuple[Event, ...]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return (MilestoneAmended(formerly_responsible=milestone.responsible, **said(self, "programme", "code")),)


class RescheduleMilestone(MilestoneCommand):
    """Agree another due date, with the reason; the promised one stays beside it. `on` is the day it was agreed."""

    NAME = "reschedule-milestone"
    due: Edtf
    on: Edtf
    reason: Prose

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if milestone.due == self.due:
            yield SameDueDate(f"Milestone {self.code!r} is already due {self.due}.", field="due")

    def events(self, world: World) -> tuple[Event, ...]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return (MilestoneRescheduled(former=milestone.due, **said(self, "programme", "code")),)


class WithdrawMilestone(MilestoneCommand):
    """Take a promise back, with the reason; it stays visible as withdrawn."""

    NAME = "withdraw-milestone"
    on: Edtf
    reason: Prose

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)

    def events(self, world: World) -> tuple[Event, ...]:
        return (MilestoneWithdrawn(on=self.on, reason=self.reason),)
