"""What did an event lead to, and which of its follow-ups are open, done, dropped, or milestones by now?"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from domain.dates import Edtf
from domain.outcome import FollowUpAgreed, FollowUpClosed, FollowUpPromoted, OutcomeKind, OutcomeRecorded
from domain.values import Code, Country, Link, Source, Text
from projections.dossier import Said
from projections.projection import View


class FollowUpState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    PROMOTED = "promoted"


class FollowUp(View):
    """A follow-up on one day; `follow_up` and `outcome` are entries of the event. It is overdue while it is open after it was due.

    `ended` is the day on which it was closed or became the milestone.
    """

    event: Code
    follow_up: int
    outcome: int
    outcome_text: Text
    action: Text
    owner: Code | None
    due: Edtf | None
    on: Edtf | None
    state: FollowUpState
    overdue: bool
    ended: Edtf | None
    reason: str | None
    evidence: tuple[Link, ...]
    milestone: Code | None
    source: Source | None
    illustrative: bool


class Outcome(View):
    """What an event led to, who proposed it, and what was agreed to be done about it; `outcome` is its entry."""

    outcome: int
    on: Edtf | None
    text: Text
    kind: OutcomeKind
    proposed_by: tuple[Code, ...]
    proposing_countries: tuple[Country, ...]
    follow_ups: tuple[FollowUp, ...]
    source: Source | None
    illustrative: bool


def outcomes_in(said: Sequence[Said], event: Code, as_of: date) -> tuple[Outcome, ...]:
    """The outcomes of an event that were recorded by these facts, in the order of their entries."""
    outcomes = [(one, one.event) for one in said if isinstance(one.event, OutcomeRecorded)]
    return tuple(
        Outcome(
            outcome=one.entry,
            on=recorded.on,
            text=recorded.text,
            kind=recorded.kind,
            proposed_by=recorded.proposed_by,
            proposing_countries=recorded.proposing_countries,
            follow_ups=_follow_ups(one, recorded, said, event, as_of),
            source=one.source,
            illustrative=one.illustrative,
        )
        for one, recorded in sorted(outcomes, key=lambda found: found[0].entry)
    )


def _follow_ups(
    outcome: Said, recorded: OutcomeRecorded, said: Sequence[Said], event: Code, as_of: date
) -> tuple[FollowUp, ...]:
    agreements = [(one, one.event) for one in said if isinstance(one.event, FollowUpAgreed)]
    return tuple(
        _follow_up(one, agreed, recorded.text, said, event, as_of)
        for one, agreed in sorted(agreements, key=lambda found: found[0].entry)
        if agreed.outcome == outcome.entry
    )


def _follow_up(
    one: Said, agreed: FollowUpAgreed, outcome: Text, said: Sequence[Said], event: Code, as_of: date
) -> FollowUp:
    ends = [(other, other.event) for other in said if isinstance(other.event, (FollowUpClosed, FollowUpPromoted))]
    how, ended = next(((how, end) for how, end in ends if end.follow_up == one.entry), (None, None))
    closed = ended if isinstance(ended, FollowUpClosed) else None
    state = FollowUpState.OPEN if ended is None else FollowUpState.PROMOTED
    return FollowUp(
        event=event,
        follow_up=one.entry,
        outcome=agreed.outcome,
        outcome_text=outcome,
        action=agreed.action,
        owner=agreed.owner,
        due=agreed.due,
        on=agreed.on,
        state=FollowUpState(closed.result) if closed else state,
        overdue=ended is None and agreed.due is not None and agreed.due.latest < as_of,
        ended=ended.on if ended else None,
        reason=closed.reason if closed else None,
        evidence=closed.evidence if closed else (),
        milestone=ended.milestone if isinstance(ended, FollowUpPromoted) else None,
        source=one.source,
        illustrative=one.illustrative or (how is not None and how.illustrative),
    )
