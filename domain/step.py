"""Step: what happens to the versions of a deliverable, one after another, and the stage to which each step leads.

(requests: domain/submission.py)
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.dates import Edtf
from domain.kernel import Event
from domain.values import Code, File, Language, Line, Link, Text, Value

# ── Facts ─────────────────────────────────────────────


class By(Value):
    """Who returned or accepted: a partner by its code, or an office in words, or an office of a partner."""

    partner: Code | None = None
    office: Line | None = None


class DeliverableDrafted(Event):
    TOPIC = "deliverable.drafted@1"
    version: Line
    on: Edtf
    file: File | None = None
    link: Link | None = None
    note: Text | None = None


class DeliverableSubmitted(Event):
    """What was handed in. It is not corrected but returned, and another version follows."""

    TOPIC = "deliverable.submitted@1"
    INSTEAD = "Return it with return-deliverable, and submit another version."
    version: Line
    on: Edtf
    file: File | None = None
    link: Link | None = None
    note: Text | None = None
    languages: tuple[Language, ...] = ()


class DeliverableReturned(Event):
    TOPIC = "deliverable.returned@1"
    version: Line
    on: Edtf
    by: By
    reason: str


class DeliverableAccepted(Event):
    TOPIC = "deliverable.accepted@1"
    version: Line
    on: Edtf
    by: By


Step = DeliverableDrafted | DeliverableSubmitted | DeliverableReturned | DeliverableAccepted

# ── State ─────────────────────────────────────────────


class DeliverableStage(StrEnum):
    PROMISED = "promised"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


LEADS_TO: Final[Mapping[type[Event], DeliverableStage]] = {
    DeliverableDrafted: DeliverableStage.DRAFT,
    DeliverableSubmitted: DeliverableStage.SUBMITTED,
    DeliverableReturned: DeliverableStage.RETURNED,
    DeliverableAccepted: DeliverableStage.ACCEPTED,
}
HANDED_IN: Final = (DeliverableStage.SUBMITTED, DeliverableStage.ACCEPTED)
PENDING: Final = (DeliverableStage.PROMISED, DeliverableStage.DRAFT, DeliverableStage.RETURNED)
