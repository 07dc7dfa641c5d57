"""Sample facts and requests about partners that are merged and split."""

from typing import Any, Final

from domain.dates import Edtf
from domain.kernel import Command, Key
from domain.partner import (
    Partner,
    PartnerAbsorbed,
    PartnerKind,
    PartnerMerged,
    PartnerRegistered,
    PartnerSplit,
    PartnerSplitOff,
)
from domain.succession import MergePartners, SplitPartner
from tests.domain.facts import LEAD, OTHER, OTHER_REGISTERED, REGISTERED
from tests.domain.given import Fact

THIRD: Final = "anct"
_ON: Final = Edtf("2019-10-25")
_BY_DECREE: Final[dict[str, Any]] = {"on": _ON, "reason": "By decree."}

THIRD_REGISTERED: Final[Fact] = (
    Key(Partner.KIND, THIRD),
    PartnerRegistered(name={"fr": "Agence nationale de la cohésion des territoires"}, kind=PartnerKind.AGENCY),
)
MERGED: Final[Fact] = (Key(Partner.KIND, LEAD), PartnerMerged(into=OTHER, **_BY_DECREE))
ABSORBED: Final[Fact] = (Key(Partner.KIND, OTHER), PartnerAbsorbed(partner=LEAD, **_BY_DECREE))
SPLIT: Final[Fact] = (Key(Partner.KIND, LEAD), PartnerSplit(into=(OTHER, THIRD), ends=True, **_BY_DECREE))
SPLIT_OFF: Final[Fact] = (Key(Partner.KIND, OTHER), PartnerSplitOff(partner=LEAD, **_BY_DECREE))

MERGE: Final = MergePartners(code=LEAD, into=OTHER, **_BY_DECREE)
SPLIT_UP: Final = SplitPartner(code=LEAD, into=(OTHER, THIRD), ends=True, **_BY_DECREE)

PARTNERS: Final = (REGISTERED, OTHER_REGISTERED, THIRD_REGISTERED)
FACTS: Final = (MERGED, ABSORBED, SPLIT, SPLIT_OFF)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = ((MERGE, PARTNERS), (SPLIT_UP, PARTNERS))
