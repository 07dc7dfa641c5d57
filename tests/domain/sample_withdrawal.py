"""Sample facts and requests about what is withdrawn, reinstated and moved."""

from typing import Any, Final

from domain.commitment import CommitmentMade, CommitmentReinstated, CommitmentWithdrawn
from domain.dates import Edtf
from domain.kernel import Command, Key
from domain.milestone import MilestoneMoved, MilestoneReinstated, MoveMilestone
from domain.withdrawal import ReinstateCommitment, ReinstateMilestone, WithdrawCommitment
from tests.domain.facts import COMMITMENT, MILESTONE, NUMBER, PLAN, PLAN_WITH_MILESTONE, STEP, WITHDRAWN
from tests.domain.given import Fact

OF_COMMITMENT: Final[dict[str, Any]] = {"programme": PLAN, "code": NUMBER}
OF_MILESTONE: Final[dict[str, Any]] = {"programme": PLAN, "code": STEP}
_WITHDRAWN: Final[dict[str, Any]] = {"on": Edtf("2019-06"), "reason": "Another law covers it."}
_REINSTATED: Final[dict[str, Any]] = {"on": Edtf("2019-12-15"), "reason": "The money was found."}

TEN_MADE: Final[Fact] = (Key("commitment", f"{PLAN}/10"), CommitmentMade(title={"en": "Ten"}))
COMMITMENT_WITHDRAWN: Final[Fact] = (COMMITMENT, CommitmentWithdrawn(**_WITHDRAWN))
COMMITMENT_REINSTATED: Final[Fact] = (COMMITMENT, CommitmentReinstated(**_REINSTATED))
MILESTONE_REINSTATED: Final[Fact] = (MILESTONE, MilestoneReinstated(**_REINSTATED))
MILESTONE_MOVED: Final[Fact] = (
    MILESTONE,
    MilestoneMoved(commitment="10", on=Edtf("2019-06"), reason="It fits better there.", former=NUMBER),
)

WITHDRAW_COMMITMENT: Final = WithdrawCommitment(**OF_COMMITMENT, **_WITHDRAWN)
REINSTATE_COMMITMENT: Final = ReinstateCommitment(**OF_COMMITMENT, **_REINSTATED)
REINSTATE_STEP: Final = ReinstateMilestone(**OF_MILESTONE, **_REINSTATED)
MOVE_STEP: Final = MoveMilestone(**OF_MILESTONE, commitment="10", on=Edtf("2019-06"), reason="It fits better there.")

WITH_TEN: Final = (*PLAN_WITH_MILESTONE, TEN_MADE)
FACTS: Final = (COMMITMENT_WITHDRAWN, COMMITMENT_REINSTATED, MILESTONE_REINSTATED, MILESTONE_MOVED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (WITHDRAW_COMMITMENT, PLAN_WITH_MILESTONE),
    (REINSTATE_COMMITMENT, (*PLAN_WITH_MILESTONE, COMMITMENT_WITHDRAWN)),
    (REINSTATE_STEP, (*PLAN_WITH_MILESTONE, WITHDRAWN)),
    (MOVE_STEP, WITH_TEN),
)
