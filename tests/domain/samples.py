"""All sample facts and requests: those that the tests share, and those of each noun."""

from typing import Final

from domain.kernel import Command
from tests.domain import (
    facts,
    requests,
    sample_checklist,
    sample_cohort,
    sample_correction,
    sample_deliverable,
    sample_exporting,
    sample_figure,
    sample_gathering,
    sample_indicator,
    sample_phase,
    sample_pilot,
    sample_statement,
    sample_succession,
    sample_tie,
    sample_withdrawal,
)
from tests.domain.given import Fact

MODULES: Final = (
    sample_pilot,
    sample_phase,
    sample_checklist,
    sample_cohort,
    sample_figure,
    sample_statement,
    sample_gathering,
    sample_deliverable,
    sample_indicator,
    sample_succession,
    sample_withdrawal,
    sample_tie,
    sample_exporting,
    sample_correction,
)
"""One module for each noun: `FACTS` holds one of each kind, `ACCEPTED` a request of each kind with facts under which it is.

`OTHERWISE`, where there is one, holds more of these, from which other facts follow.
"""

EVERY_FACT: Final[tuple[Fact, ...]] = (*facts.EVERY_FACT, *(fact for module in MODULES for fact in module.FACTS))
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    *requests.ACCEPTED,
    *(accepted for module in MODULES for accepted in module.ACCEPTED),
)
EVERY_REQUEST: Final[tuple[Command, ...]] = tuple(request for request, _ in ACCEPTED)
