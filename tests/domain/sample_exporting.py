"""Sample facts and requests about exports: a status report for a reviewer, ordered twice, made, cancelled and failed."""

from datetime import date
from typing import Any, Final

from domain.dates import Edtf
from domain.delivery import CancelExport, OrderExport, RecordExportFailed, RecordExportMade
from domain.exporting import (
    AgreeExports,
    ExportCancelled,
    ExportFailed,
    ExportMade,
    ExportOrdered,
    ExportProfile,
    Exports,
    ExportsAgreed,
)
from domain.kernel import Command, Key
from tests.domain.facts import LEAD, NUMBER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

EXPORTS: Final = Key(Exports.KIND, f"{PLAN}/{LEAD}")
FOR: Final[dict[str, Any]] = {"programme": PLAN, "recipient": LEAD}
FIRST: Final[dict[str, Any]] = {**FOR, "number": 1}

_AGREED: Final[dict[str, Any]] = {
    "template": "ogp-status-report@1",
    "language": "fr",
    "profile": ExportProfile.PUBLISH,
}
_ORDERED: Final[dict[str, Any]] = {
    "template": "iati@2",
    "language": "en",
    "profile": ExportProfile.WORK,
    "as_of": date(2019, 6, 30),
    "known_at": 42,
    "commitments": (NUMBER,),
    "period": Edtf("2019-01/2019-06"),
}
_MADE: Final[dict[str, Any]] = {
    "sha256": "3b1c" * 16,
    "size": 48_213,
    "contents": "9f0e" * 16,
    "sheets": {"milestones": "77aa" * 16, "changes": "00bb" * 16},
    "made_with": "Jalon 1",
}

AGREED: Final[Fact] = (EXPORTS, ExportsAgreed(**_AGREED))
ORDERED: Final[Fact] = (EXPORTS, ExportOrdered(number=1, **_ORDERED))
MADE: Final[Fact] = (EXPORTS, ExportMade(number=1, **_MADE))
CANCELLED: Final[Fact] = (EXPORTS, ExportCancelled(number=1, reason="Ordered for another day."))
FAILED: Final[Fact] = (EXPORTS, ExportFailed(number=1, reason="The log has not reached position 42."))

AGREE: Final = AgreeExports(**FOR, **_AGREED)
ORDER: Final = OrderExport(**FOR, **_ORDERED)
CANCEL: Final = CancelExport(**FIRST, reason="Ordered for another day.")
RECORD_MADE: Final = RecordExportMade(**FIRST, **_MADE)
RECORD_FAILED: Final = RecordExportFailed(**FIRST, reason="The log has not reached position 42.")

WITH_ORDER: Final = (*PLAN_WITH_MILESTONE, ORDERED)
FACTS: Final = (AGREED, ORDERED, MADE, CANCELLED, FAILED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (AGREE, PLAN_WITH_MILESTONE),
    (ORDER, PLAN_WITH_MILESTONE),
    (CANCEL, WITH_ORDER),
    (RECORD_MADE, WITH_ORDER),
    (RECORD_FAILED, WITH_ORDER),
)
