"""What does one thing lack?"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.cohort import CohortStage
from domain.dates import Edtf
from domain.deliverable import DeliverableStage
from domain.gathering import EventStage
from domain.pilot import PilotStage
from domain.values import Code, Link, Text
from domain.vocabulary import Vocabulary
from projections.cohort import Cohort
from projections.deliverable import Deliverable
from projections.field import ThingKind
from projections.gathering import GatheringView
from projections.indicator import Indicator
from projections.line import MilestoneStatus
from projections.pilot import Pilot
from projections.projection import View
from projections.report import CommitmentStatus


class GapKind(StrEnum):
    """What is lacking, in the order in which gaps are listed.

    `never-reported` and `no-report-for-period` exclude each other; what is complete owes no more reports. `no-challenge`: the
    status is one that needs a challenge. `evidence-unchecked`: nobody said when the link was last seen to be there.
    `deliverable-unjustified` is said beside `deliverable-overdue`. `indicator-unobserved`: the date of a target has come, and no
    observation reaches it.
    """

    NEVER_REPORTED = "never-reported"
    NO_REPORT_FOR_PERIOD = "no-report-for-period"
    NO_EVIDENCE = "complete-without-evidence"
    NO_CHALLENGE = "no-challenge"
    EVIDENCE_UNCHECKED = "evidence-unchecked"
    MILESTONE_OVERDUE = "milestone-overdue"
    NO_DUE_DATE = "milestone-without-due-date"
    NO_LEAD = "commitment-without-lead"
    DELIVERABLE_OVERDUE = "deliverable-overdue"
    DELIVERABLE_UNJUSTIFIED = "deliverable-unjustified"
    EVENT_NOT_HELD = "event-not-held"
    NO_ATTENDANCE = "event-without-attendance"
    NO_OUTCOME = "event-without-outcome"
    FOLLOW_UP_OVERDUE = "follow-up-overdue"
    NO_FIGURES = "cohort-without-figures"
    NO_LESSONS = "pilot-without-lessons"
    UNOBSERVED = "indicator-unobserved"


class Gap(View):
    """One thing that is lacking: of which thing, due when, and of which day the record last speaks (`on`).

    `status` is what is claimed of a milestone, or the stage of another thing; `evidence` is the link that was not checked.
    `illustrative`: what is recorded of the thing is invented in part, to show what the record can hold.
    """

    kind: GapKind
    thing: ThingKind
    code: str
    title: Text
    commitment: Code | None = None
    status: str | None = None
    due: Edtf | None = None
    on: Edtf | None = None
    evidence: Link | None = None
    illustrative: bool = False


class Days(NamedTuple):
    """The days from one to another."""

    first: date
    last: date

    def has(self, said: Edtf) -> bool:
        """Whether a date can speak of any of these days."""
        return said.earliest <= self.last and said.latest >= self.first


def of_commitment(one: CommitmentStatus) -> Iterator[Gap]:
    if one.lead is None and not one.withdrawn:
        yield Gap(
            kind=GapKind.NO_LEAD,
            thing=ThingKind.COMMITMENT,
            code=one.code,
            title=one.title,
            illustrative=one.illustrative,
        )


def of_milestone(
    line: MilestoneStatus, commitment: str | None, vocabulary: Vocabulary, reported: list[Edtf], days: Days
) -> Iterator[Gap]:
    """What it lacks; the last report is the one that the status report shows, or the note after it."""
    if line.withdrawn:
        return
    term, claim = vocabulary.find(line.status), line.claim
    done = term is not None and term.done
    last = line.later_note or claim

    def gap(kind: GapKind, evidence: Link | None = None) -> Gap:
        return Gap(
            kind=kind,
            thing=ThingKind.MILESTONE,
            code=line.code,
            title=line.title,
            commitment=commitment,
            status=line.status,
            due=line.due,
            on=last.on if last else None,
            evidence=evidence,
            illustrative=line.illustrative,
        )

    if not reported:
        yield gap(GapKind.NEVER_REPORTED)
    elif not done and not any(days.has(on) for on in reported):
        yield gap(GapKind.NO_REPORT_FOR_PERIOD)
    if done and claim and not claim.evidence:
        yield gap(GapKind.NO_EVIDENCE)
    if term and term.needs_challenge and claim and not claim.challenges:
        yield gap(GapKind.NO_CHALLENGE)
    yield from (gap(GapKind.EVIDENCE_UNCHECKED, link) for link in _unchecked(claim.evidence if claim else ()))
    if line.overdue:
        yield gap(GapKind.MILESTONE_OVERDUE)
    if line.due is None:
        yield gap(GapKind.NO_DUE_DATE)


def _unchecked(links: Iterable[Link]) -> Iterator[Link]:
    return (link for link in links if link.seen is None)


def of_deliverable(one: Deliverable) -> Iterator[Gap]:
    if one.stage is DeliverableStage.WITHDRAWN or not one.overdue:
        return
    kinds = (GapKind.DELIVERABLE_OVERDUE, *((GapKind.DELIVERABLE_UNJUSTIFIED,) if one.needs_justification else ()))
    for kind in kinds:
        yield Gap(
            kind=kind,
            thing=ThingKind.DELIVERABLE,
            code=one.code,
            title=one.title,
            commitment=one.commitment,
            status=one.stage,
            due=one.due,
            illustrative=one.illustrative,
        )


def of_event(event: GatheringView) -> Iterator[Gap]:
    def gap(kind: GapKind, evidence: Link | None = None) -> Gap:
        return Gap(
            kind=kind,
            thing=ThingKind.EVENT,
            code=event.code,
            title=event.title,
            commitment=event.commitment,
            status=event.stage,
            due=event.agreed,
            on=event.held,
            evidence=evidence,
            illustrative=event.illustrative,
        )

    if event.overdue:
        yield gap(GapKind.EVENT_NOT_HELD)
    if event.stage is not EventStage.HELD:
        return
    if event.attendance is None:
        yield gap(GapKind.NO_ATTENDANCE)
    else:
        yield from (gap(GapKind.EVIDENCE_UNCHECKED, link) for link in _unchecked(event.attendance.evidence))
    if not event.outcomes:
        yield gap(GapKind.NO_OUTCOME)
    for one in (follow_up for outcome in event.outcomes for follow_up in outcome.follow_ups):
        if one.overdue:
            yield Gap(
                kind=GapKind.FOLLOW_UP_OVERDUE,
                thing=ThingKind.FOLLOW_UP,
                code=f"{event.code}/{one.follow_up}",
                title=one.action,
                commitment=event.commitment,
                status=one.state,
                due=one.due,
                on=one.on,
                illustrative=one.illustrative,
            )


def of_cohort(cohort: Cohort) -> Iterator[Gap]:
    if cohort.stage in {CohortStage.RUNNING, CohortStage.COMPLETED} and not (cohort.figures or cohort.figures_together):
        yield Gap(
            kind=GapKind.NO_FIGURES,
            thing=ThingKind.COHORT,
            code=cohort.code,
            title=cohort.title,
            commitment=cohort.commitment,
            status=cohort.stage,
            on=cohort.completed or cohort.started,
            illustrative=cohort.illustrative,
        )


def of_pilot(pilot: Pilot) -> Iterator[Gap]:
    def gap(kind: GapKind, evidence: Link | None = None) -> Gap:
        return Gap(
            kind=kind,
            thing=ThingKind.PILOT,
            code=pilot.code,
            title=pilot.title,
            commitment=pilot.commitment,
            status=pilot.stage,
            on=pilot.evaluated,
            evidence=evidence,
            illustrative=pilot.illustrative,
        )

    if pilot.stage in {PilotStage.EVALUATED, PilotStage.SCALED} and not pilot.lessons:
        yield gap(GapKind.NO_LESSONS)
    yield from (gap(GapKind.EVIDENCE_UNCHECKED, link) for link in _unchecked(pilot.evaluation_evidence))


def of_indicator(indicator: Indicator, as_of: date) -> Iterator[Gap]:
    due = [target.by for target in indicator.targets if target.by.latest <= as_of]
    latest = indicator.latest.period if indicator.latest else None
    if due and (latest is None or latest.latest < due[-1].earliest):
        yield Gap(
            kind=GapKind.UNOBSERVED,
            thing=ThingKind.INDICATOR,
            code=indicator.code,
            title=indicator.title,
            commitment=indicator.commitment,
            due=due[-1],
            on=latest,
            illustrative=indicator.illustrative,
        )
