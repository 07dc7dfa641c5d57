"""What does the report say of one milestone: promised, agreed, claimed, assessed, late or withdrawn?"""

from collections.abc import Mapping
from datetime import datetime

from domain.dates import Edtf
from domain.values import Link, Source, Text
from domain.vocabulary import Vocabulary
from projections.assessment import Finding
from projections.claim import ClaimRow
from projections.milestone import Milestone, Slippage, Tie
from projections.moment import Moment
from projections.projection import View
from projections.withdrawal import Withdrawal

NOT_REPORTED = "not-reported"
WITHDRAWN = "withdrawn"


class Named(View):
    """A partner as it was named at the moment."""

    code: str
    name: Text


class Claim(View):
    """What the team claims: a status (null: a note without one), the day it holds for, and when and by whom it was reported.

    `following` is the cohort or event from whose record it is taken; `overrules` says why that record is not the word on it.
    """

    entry: int
    status: str | None
    on: Edtf
    reported_at: datetime
    reported_by: str
    progress: Text
    evidence: tuple[Link, ...]
    challenges: Text | None
    following: str | None
    overrules: str | None
    corrections: int
    correction_reason: str | None
    source: Source | None
    illustrative: bool


class MilestoneStatus(View):
    """A milestone's line in the report. `status` is a code of the vocabulary, `withdrawn`, or `not-reported`.

    `illustrative`: anything in it is; `illustrative_promise`: what was promised or withdrawn is, `illustrative_due`: the date agreed since.
    """

    code: str
    title: Text
    description: Text | None
    parts: tuple[Text, ...]
    responsible: tuple[Named, ...]
    promised: Edtf | None
    due: Edtf | None
    due_reason: str | None
    slippage: Slippage | None
    reschedules: int
    status: str
    claim: Claim | None
    later_note: Claim | None
    overdue: bool
    withdrawn: Withdrawal | None
    ties: tuple[Tie, ...]
    findings: tuple[Finding, ...]
    source: Source | None
    illustrative: bool
    illustrative_promise: bool
    illustrative_due: bool


def line_of(
    milestone: Milestone,
    claims: list[ClaimRow],
    names: Mapping[str, Named],
    vocabulary: Vocabulary,
    findings: tuple[Finding, ...],
    moment: Moment,
) -> MilestoneStatus:
    """The line of a milestone: the claim that stands, the note after it, and what follows for the day."""
    said = [_claim(row) for row in claims]
    claim = next((c for c in said if c.status), said[-1] if said else None)
    later_note = said[-1] if said and said[-1] is not claim else None
    claimed = (claim.status if claim else None) or NOT_REPORTED
    done = bool((term := vocabulary.find(claimed)) and term.done)
    withdrawn = _withdrawal(milestone, done=done)
    return MilestoneStatus(
        code=milestone.code,
        title=milestone.title,
        description=milestone.description,
        parts=milestone.parts,
        responsible=tuple(names[p] for p in milestone.responsible if p in names),
        promised=milestone.promised,
        due=milestone.due,
        due_reason=milestone.due_reason,
        slippage=milestone.slippage,
        reschedules=milestone.reschedules,
        status=WITHDRAWN if withdrawn else claimed,
        claim=claim,
        later_note=later_note,
        overdue=not withdrawn and not done and milestone.due is not None and milestone.due.latest < moment.as_of,
        withdrawn=withdrawn,
        ties=milestone.ties,
        findings=findings,
        source=milestone.source,
        illustrative=milestone.illustrative
        or milestone.illustrative_due
        or any(shown.illustrative for shown in (claim, later_note) if shown),
        illustrative_promise=milestone.illustrative,
        illustrative_due=milestone.illustrative_due,
    )


def _withdrawal(milestone: Milestone, *, done: bool) -> Withdrawal | None:
    """What was done by then stays done when the whole commitment is withdrawn."""
    withdrawn = milestone.withdrawn
    return None if withdrawn and withdrawn.commitment and done else withdrawn


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        entry=row.entry,
        status=row.status,
        on=row.on,
        reported_at=row.reported_at,
        reported_by=row.reported_by,
        progress=row.text,
        evidence=row.evidence,
        challenges=row.challenges,
        following=row.following,
        overrules=row.overrules,
        corrections=row.corrections,
        correction_reason=row.correction_reason,
        source=row.source,
        illustrative=row.illustrative,
    )
