"""Was a promise taken back, and does that still hold on the day?"""

from collections.abc import Sequence

from domain.commitment import CommitmentReinstated, CommitmentWithdrawn
from domain.dates import Edtf
from domain.milestone import MilestoneReinstated, MilestoneWithdrawn
from domain.values import Code
from projections.dossier import Said, as_recorded
from projections.projection import View


class Withdrawal(View):
    """For when and why something was withdrawn: `following` the cancellation of this thing, or together with its `commitment`."""

    on: Edtf
    reason: str
    following: str | None = None
    commitment: Code | None = None


def withdrawal(said: Sequence[Said]) -> Withdrawal | None:
    """The withdrawal that holds after these facts, if one does."""
    kinds = (CommitmentWithdrawn, CommitmentReinstated, MilestoneWithdrawn, MilestoneReinstated)
    last = next((one.event for one in reversed(as_recorded(said)) if isinstance(one.event, kinds)), None)
    if isinstance(last, MilestoneWithdrawn):
        return Withdrawal(on=last.on, reason=last.reason, following=last.following or None)
    return Withdrawal(on=last.on, reason=last.reason) if isinstance(last, CommitmentWithdrawn) else None
