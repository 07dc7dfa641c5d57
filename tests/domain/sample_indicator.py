"""Sample facts and requests about indicators, their targets and what was observed."""

from typing import Any, Final

from domain.dates import Edtf
from domain.indicator import (
    AmendIndicator,
    Baseline,
    DefineIndicator,
    Indicator,
    IndicatorAmended,
    IndicatorDefined,
    IndicatorMeasure,
    Level,
)
from domain.kernel import Command, Key
from domain.observation import IndicatorObserved, ObserveIndicator
from domain.target import ReplaceTarget, SetTarget, TargetReplaced, TargetSet
from tests.domain.facts import LINK, NUMBER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

CODE: Final = "trained"
INDICATOR: Final = Key(Indicator.KIND, f"{PLAN}/{CODE}")
OF_INDICATOR: Final[dict[str, Any]] = {"programme": PLAN, "code": CODE}

_DEFINED: Final[dict[str, Any]] = {
    "title": {"en": "Civil servants trained"},
    "measure": IndicatorMeasure.UNIT,
    "unit": {"en": "people"},
    "ascending": True,
    "level": Level.OUTPUT,
    "baseline": Baseline(value="12.50", year=Edtf("2017"), comment={"en": "A half-time post counts half."}),
    "commitment": NUMBER,
    "description": {"en": "Counted once each."},
    "on": Edtf("2018-04"),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "Nobody counted before.",
    "on": Edtf("2018-06"),
    "title": {"en": "Staff trained"},
    "unit": None,
    "ascending": None,
    "level": Level.OUTCOME,
    "baseline": Baseline(none_known=True),
    "commitment": None,
    "description": None,
}
_SET: Final[dict[str, Any]] = {"by": Edtf("2019"), "value": "300", "on": Edtf("2018-05"), "reason": "As the plan says."}
_REPLACED: Final[dict[str, Any]] = {
    "by": Edtf("2019-12"),
    "on": Edtf("2018-11"),
    "reason": "Few rooms.",
    "value": "250.5",
}
_OBSERVED: Final[dict[str, Any]] = {
    "period": Edtf("2018"),
    "value": "120",
    "comment": {"en": "From lists."},
    "links": (LINK,),
}

DEFINED: Final[Fact] = (INDICATOR, IndicatorDefined(**_DEFINED))
INDICATOR_AMENDED: Final[Fact] = (INDICATOR, IndicatorAmended(**_AMENDED))
TARGET_SET: Final[Fact] = (INDICATOR, TargetSet(**_SET))
TARGET_REPLACED: Final[Fact] = (INDICATOR, TargetReplaced(**_REPLACED, former_value="300"))
OBSERVED: Final[Fact] = (INDICATOR, IndicatorObserved(**_OBSERVED))

DEFINE: Final = DefineIndicator(**OF_INDICATOR, **_DEFINED)
AMEND: Final = AmendIndicator(**OF_INDICATOR, **_AMENDED)
SET: Final = SetTarget(**OF_INDICATOR, **_SET)
REPLACE: Final = ReplaceTarget(**OF_INDICATOR, **_REPLACED)
OBSERVE: Final = ObserveIndicator(**OF_INDICATOR, **_OBSERVED)

WITH_INDICATOR: Final = (*PLAN_WITH_MILESTONE, DEFINED)
FACTS: Final = (DEFINED, INDICATOR_AMENDED, TARGET_SET, TARGET_REPLACED, OBSERVED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (DEFINE, PLAN_WITH_MILESTONE),
    (AMEND, WITH_INDICATOR),
    (SET, WITH_INDICATOR),
    (REPLACE, (*WITH_INDICATOR, TARGET_SET)),
    (OBSERVE, WITH_INDICATOR),
)
