"""The material: programmes with years of plans, reports, corrections and delays; the same for the same seed."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any, Final, NamedTuple

from bench.words import TEXTS, TITLES
from domain.amendment import AmendMilestone
from domain.answering import ChangeLead
from domain.assessment import RecordAssessment, Subject
from domain.commitment import MakeCommitment
from domain.consortium import JoinProgramme, Role
from domain.dates import Edtf
from domain.kernel import Command
from domain.milestone import PlanMilestone, RescheduleMilestone
from domain.partner import PartnerKind, RegisterPartner
from domain.programme import CreateProgramme, ProgrammeKind
from domain.report import CorrectReport, ReportProgress
from domain.values import Link, Text
from domain.withdrawal import WithdrawMilestone

SEED: Final = 4270
PARTNERS: Final = tuple(f"partner-{n}" for n in range(1, 41))
FIRST_YEAR: Final = 2016
YEARS: Final = 6
GROUP: Final = 10
KINDS: Final = (ReportProgress, CorrectReport, RescheduleMilestone, AmendMilestone, WithdrawMilestone)
WEIGHTS: Final = (72, 10, 12, 5, 1)


class Shape(NamedTuple):
    """How much a programme holds: commitments, milestones of each, and what is said of each milestone once planned."""

    commitments: int = 10
    milestones: int = 10
    periods: int = 9

    @property
    def size(self) -> int:
        return self.commitments * self.milestones


FULL: Final = Shape()
LIGHT: Final = Shape(periods=1)


class Course:
    """One programme on its course: what its team asks to have recorded, period by period."""

    def __init__(self, code: str, shape: Shape = FULL, *, seed: int = SEED) -> None:
        self.code = code
        self.shape = shape
        self._random = Random(f"{seed} {code}")  # noqa: S311 - made up, and the same every time
        self._said = 0
        self._entries: dict[str, int] = {}
        self._reports: dict[str, list[int]] = {}
        self._leads: dict[str, str] = {}
        self.team = self._random.sample(PARTNERS, 6)

    @property
    def milestones(self) -> tuple[str, ...]:
        """The codes of the milestones that stand."""
        return tuple(self._entries)

    def plan(self) -> Iterator[Command]:
        """The programme, its partners, commitments and milestones."""
        choose = self._random.choice
        yield CreateProgramme(
            code=self.code,
            title=choose(TITLES),
            kind=ProgrammeKind.ACTION_PLAN,
            period=Edtf(f"{FIRST_YEAR}/{FIRST_YEAR + YEARS}"),
            languages=("en", "fr"),
            countries=("FR",),
            description=choose(TEXTS),
        )
        for place, partner in enumerate(self.team):
            role = Role.PARTNER if place else Role.LEAD
            yield JoinProgramme(programme=self.code, partner=partner, role=role, since=Edtf(str(FIRST_YEAR)))
        for number in range(1, self.shape.commitments + 1):
            self._leads[str(number)] = self.team[number % 6]
            yield MakeCommitment(
                programme=self.code,
                code=str(number),
                title=choose(TITLES),
                lead=self.team[number % 6],
                supporting=(self.team[(number + 1) % 6], self.team[(number + 2) % 6]),
                identifier=f"{self.code}-{number:04}",
                policy_areas=("capacity-building",),
                problem=choose(TEXTS),
                ambition=choose(TEXTS),
            )
            for part in range(1, self.shape.milestones + 1):
                yield self._planned(str(number), f"{number}.{part}")

    def _planned(self, commitment: str, code: str) -> Command:
        self._entries[code] = 1
        self._reports[code] = []
        return PlanMilestone(
            programme=self.code,
            code=code,
            title=self._random.choice(TITLES),
            due=Edtf(str(FIRST_YEAR + self._random.randrange(YEARS))),
            on=Edtf(str(FIRST_YEAR)),
            commitment=commitment,
            description=self._random.choice(TEXTS),
            responsible=(self._random.choice(self.team),),
        )

    def period(self) -> Iterator[Command]:
        """What is said in one reporting period: something of each milestone, then a reviewer's word."""
        self._said += 1
        for milestone in self.milestones:
            self._entries[milestone] += 1
            yield self._something(milestone)
        commitment = str(1 + self._said % self.shape.commitments)
        yield RecordAssessment(
            programme=self.code,
            subject=Subject.COMMITMENT,
            about=commitment,
            reviewer="irm",
            variable="completion",
            values=(self._random.choice(("limited", "substantial")),),
            on=self._day(),
            note=self._random.choice(TEXTS),
        )
        if self._said > 1:
            lead = self._random.choice([partner for partner in self.team if partner != self._leads[commitment]])
            self._leads[commitment] = lead
            yield ChangeLead(programme=self.code, code=commitment, to=lead, on=self._day(), reason="The office moved.")

    def _something(self, milestone: str) -> Command:
        at: dict[str, Any] = {"programme": self.code, "code": milestone, "on": self._day()}
        kind = self._random.choices(KINDS, WEIGHTS)[0] if self._said > 1 else ReportProgress
        if kind is ReportProgress:
            return self._report(milestone)
        if kind is CorrectReport:
            return CorrectReport(
                corrects=self._reports[milestone][-1],
                reason="The figure was counted twice.",
                text=self._random.choice(TEXTS),
                evidence=self._evidence(milestone),
                **at,
            )
        if kind is RescheduleMilestone:
            # Not a year, as the date promised was, and another in every period: a date that stays is refused.
            due = Edtf(f"{FIRST_YEAR + self._random.randrange(YEARS)}-{self._said:02}")
            return RescheduleMilestone(due=due, reason="A tender had to be repeated.", **at)
        if kind is AmendMilestone:
            return AmendMilestone(reason="Said more exactly.", title=self._random.choice(TITLES), **at)
        del self._entries[milestone]
        return WithdrawMilestone(reason="Another programme has taken it over.", **at)

    def report(self, milestone: str) -> ReportProgress:
        """One more report on a milestone that stands."""
        self._entries[milestone] += 1
        return self._report(milestone)

    def _report(self, milestone: str) -> ReportProgress:
        self._reports[milestone].append(self._entries[milestone])
        status = self._random.choice(("limited", "substantial", "substantial", "complete", None))
        return ReportProgress(
            programme=self.code,
            code=milestone,
            on=self._day(),
            status=status,
            text=self._random.choice(TEXTS),
            evidence=self._evidence(milestone),
            challenges=self._random.choice(TEXTS) if status == "limited" else None,
        )

    def _evidence(self, milestone: str) -> tuple[Link, ...]:
        where = f"https://example.org/{self.code}/{milestone}/{self._entries.get(milestone, 0)}"
        seen = date(FIRST_YEAR + YEARS, 1, 1 + self._said)
        shows = "What was done in the period, with figures."
        return (Link(url=where, title="Report of the period", shows=shows, seen=seen),)

    def _day(self) -> Edtf:
        year = FIRST_YEAR + (self._said - 1) * YEARS // self.shape.periods
        return Edtf(f"{year}-{self._random.randrange(1, 13):02}-{self._random.randrange(1, 29):02}")


def partners() -> Iterator[Command]:
    """The organisations that all programmes draw on."""
    for number, code in enumerate(PARTNERS):
        name: Text = {"en": f"Office {number + 1}", "fr": f"Bureau {number + 1}"}
        yield RegisterPartner(code=code, name=name, kind=PartnerKind.AGENCY, country="FR")


def together(courses: Sequence[Course]) -> Iterator[Command]:
    """Several programmes side by side: all are planned, then all report, period after period."""
    for course in courses:
        yield from course.plan()
    for period in range(max(course.shape.periods for course in courses)):
        for course in courses:
            if period < course.shape.periods:
                yield from course.period()
