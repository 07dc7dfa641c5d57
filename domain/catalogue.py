"""The catalogue: every aggregate's evolve, every event by its stored name, every request by its name."""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast, get_args

from domain import assessment, commitment, consortium, milestone, partner, programme, report
from domain.kernel import Command, Event, State

EVOLVE: Final[Mapping[str, Callable[[Any, Any, int], State]]] = {
    programme.Programme.KIND: programme.evolve,
    consortium.Consortium.KIND: consortium.evolve,
    partner.Partner.KIND: partner.evolve,
    commitment.Commitment.KIND: commitment.evolve,
    milestone.Milestone.KIND: milestone.evolve,
    assessment.Assessment.KIND: assessment.evolve,
}

EVENTS: Final[Mapping[str, type[Event]]] = {
    event.TOPIC: event
    for event in (
        *get_args(programme.ProgrammeEvent),
        *get_args(consortium.ConsortiumEvent),
        *get_args(partner.PartnerEvent),
        *get_args(commitment.CommitmentEvent),
        *get_args(milestone.MilestoneEvent),
        assessment.AssessmentRecorded,
    )
}

COMMANDS: Final[Mapping[str, type[Command]]] = {
    command.NAME: command
    for command in (
        programme.CreateProgramme,
        programme.AmendProgramme,
        programme.CloseProgramme,
        programme.ReopenProgramme,
        consortium.JoinProgramme,
        consortium.LeaveProgramme,
        consortium.HandOverLead,
        partner.RegisterPartner,
        partner.AmendPartner,
        commitment.MakeCommitment,
        commitment.AmendCommitment,
        commitment.ChangeLead,
        commitment.AddSupport,
        commitment.EndSupport,
        milestone.PlanMilestone,
        milestone.AmendMilestone,
        report.ReportProgress,
        report.CorrectReport,
        milestone.RescheduleMilestone,
        milestone.WithdrawMilestone,
        assessment.RecordAssessment,
    )
}


def evolve(kind: str, state: State | None, event: Event, version: int) -> State:
    """The state of a stream of this kind after one more fact; `version` is the fact's place in the stream, from 1."""
    one_kind = cast("Callable[[State | None, Event, int], State]", EVOLVE[kind])
    return one_kind(state, event, version)
