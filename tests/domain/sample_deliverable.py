"""Sample facts and requests about deliverables, their versions and what was produced."""

from typing import Any, Final

from domain.dates import Edtf
from domain.deliverable import (
    Deliverable,
    DeliverablePromised,
    DeliverableRescheduled,
    DeliverableWithdrawn,
    PromiseDeliverable,
    RescheduleDeliverable,
    WithdrawDeliverable,
)
from domain.kernel import Command, Key
from domain.production import DelayJustified, JustifyDelay, ProductionReported, ReportProduced
from domain.promise import AmendDeliverable, DeliverableAmended
from domain.step import By, DeliverableAccepted, DeliverableDrafted, DeliverableReturned, DeliverableSubmitted
from domain.submission import AcceptDeliverable, DraftDeliverable, ReturnDeliverable, SubmitDeliverable
from domain.values import File
from tests.domain.facts import CHOSEN, LEAD, LINK, NUMBER, OTHER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

CODE: Final = "D2.1"
DELIVERABLE: Final = Key(Deliverable.KIND, f"{PLAN}/{CODE}")
OF_DELIVERABLE: Final[dict[str, Any]] = {"programme": PLAN, "code": CODE}
TYPES: Final = "eu-deliverable-types@2021"
LEVELS: Final = "eu-dissemination-levels@2021"
FILE: Final = File(name="D2.1-v1.pdf", sha256="a" * 64, size=12, url="https://example.org/D2.1-v1.pdf")
OFFICE: Final = By(partner=OTHER, office="Project office")

_PROMISED: Final[dict[str, Any]] = {
    "title": {"en": "Webinars", "fr": "Webinaires"},
    "number": "D2.1",
    "type": "DEC",
    "type_vocabulary": TYPES,
    "level": "PU",
    "level_vocabulary": LEVELS,
    "commitment": NUMBER,
    "lead": LEAD,
    "due": Edtf("2019-03"),
    "languages": ("en", "fr"),
    "language_count": 4,
    "quantity": 20,
    "unit": {"en": "webinars"},
    "description": {"en": "An hour each."},
    "on": Edtf("2018-05"),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "Cut by the funder.",
    "on": Edtf("2018-09"),
    "title": {"en": "Short webinars"},
    "number": "D2.1b",
    "type": "OTHER",
    "type_vocabulary": TYPES,
    "level": None,
    "level_vocabulary": None,
    "commitment": NUMBER,
    "lead": OTHER,
    "languages": ("fr",),
    "language_count": None,
    "quantity": 10,
    "unit": {"en": "short webinars"},
    "description": None,
}
_DRAFTED: Final[dict[str, Any]] = {
    "version": "1.0",
    "on": Edtf("2019-01"),
    "file": FILE,
    "link": LINK,
    "note": {"en": "To comment."},
}
_SUBMITTED: Final[dict[str, Any]] = {**_DRAFTED, "on": Edtf("2019-05-02"), "languages": ("en",)}
_RETURNED: Final[dict[str, Any]] = {"on": Edtf("2019-06-03"), "by": OFFICE, "reason": "The French ones are missing."}
_ACCEPTED: Final[dict[str, Any]] = {"on": Edtf("2019-07-04"), "by": OFFICE}
_PRODUCED: Final[dict[str, Any]] = {
    "produced": 12,
    "on": Edtf("2019-04"),
    "note": {"en": "All in English."},
    "languages": ("en",),
    "language_count": 2,
    "links": (LINK,),
}
_MOVED: Final[dict[str, Any]] = {"due": Edtf("2019-04"), "on": Edtf("2019-02"), "reason": "No studio."}
_WITHDRAWN: Final[dict[str, Any]] = {"on": Edtf("2019-08"), "reason": "The project ends."}
_JUSTIFIED: Final[dict[str, Any]] = {"on": Edtf("2019-05"), "text": {"en": "No studio was free."}}

PROMISED: Final[Fact] = (DELIVERABLE, DeliverablePromised(**_PROMISED))
DELIVERABLE_AMENDED: Final[Fact] = (DELIVERABLE, DeliverableAmended(**_AMENDED))
DELIVERABLE_MOVED: Final[Fact] = (DELIVERABLE, DeliverableRescheduled(**_MOVED, former=Edtf("2019-03")))
DRAFTED: Final[Fact] = (DELIVERABLE, DeliverableDrafted(**_DRAFTED))
SUBMITTED: Final[Fact] = (DELIVERABLE, DeliverableSubmitted(**_SUBMITTED))
RETURNED: Final[Fact] = (DELIVERABLE, DeliverableReturned(**_RETURNED, version="1.0"))
ACCEPTANCE: Final[Fact] = (DELIVERABLE, DeliverableAccepted(**_ACCEPTED, version="1.0"))
PRODUCED: Final[Fact] = (DELIVERABLE, ProductionReported(**_PRODUCED))
JUSTIFIED: Final[Fact] = (DELIVERABLE, DelayJustified(**_JUSTIFIED))
DELIVERABLE_WITHDRAWN: Final[Fact] = (DELIVERABLE, DeliverableWithdrawn(**_WITHDRAWN))

PROMISE: Final = PromiseDeliverable(**OF_DELIVERABLE, **_PROMISED)
AMEND: Final = AmendDeliverable(**OF_DELIVERABLE, **_AMENDED)
RESCHEDULE: Final = RescheduleDeliverable(**OF_DELIVERABLE, **_MOVED)
DRAFT: Final = DraftDeliverable(**OF_DELIVERABLE, **_DRAFTED)
SUBMIT: Final = SubmitDeliverable(**OF_DELIVERABLE, **_SUBMITTED)
RETURN: Final = ReturnDeliverable(**OF_DELIVERABLE, **_RETURNED)
ACCEPT: Final = AcceptDeliverable(**OF_DELIVERABLE, **_ACCEPTED)
COUNT: Final = ReportProduced(**OF_DELIVERABLE, **_PRODUCED)
JUSTIFY: Final = JustifyDelay(**OF_DELIVERABLE, **_JUSTIFIED)
WITHDRAW: Final = WithdrawDeliverable(**OF_DELIVERABLE, **_WITHDRAWN)

WITH_TYPES: Final = (*PLAN_WITH_MILESTONE, CHOSEN)
WITH_DELIVERABLE: Final = (*WITH_TYPES, PROMISED)
WITH_VERSION: Final = (*WITH_DELIVERABLE, SUBMITTED)
FACTS: Final = (
    PROMISED,
    DELIVERABLE_AMENDED,
    DELIVERABLE_MOVED,
    DRAFTED,
    SUBMITTED,
    RETURNED,
    ACCEPTANCE,
    PRODUCED,
    JUSTIFIED,
    DELIVERABLE_WITHDRAWN,
)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (PROMISE, WITH_TYPES),
    (AMEND, WITH_DELIVERABLE),
    (RESCHEDULE, WITH_DELIVERABLE),
    (DRAFT, WITH_DELIVERABLE),
    (SUBMIT, (*WITH_DELIVERABLE, DRAFTED)),
    (RETURN, WITH_VERSION),
    (ACCEPT, WITH_VERSION),
    (COUNT, WITH_DELIVERABLE),
    (JUSTIFY, WITH_DELIVERABLE),
    (WITHDRAW, WITH_DELIVERABLE),
)
