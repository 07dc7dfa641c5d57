"""Every question that a sheet can be made of, by its name."""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from exports.fields import (
    attendance,
    call,
    cohort,
    cohort_numbers,
    commitment,
    deliverable,
    event,
    evidence,
    figure,
    finding,
    gap,
    history,
    indicator,
    learning,
    logframe,
    milestone,
    outcome,
    partner,
    phase,
    pilot,
    production,
    programme,
    statement,
    total,
    tracker,
)
from exports.question import AnyQuestion

_MODULES: Final = (
    *(programme, commitment, milestone, total, history, finding, partner, evidence, tracker),
    *(pilot, phase, learning, cohort, call, cohort_numbers, figure),
    *(event, attendance, outcome, deliverable, production, indicator, logframe, statement, gap),
)

QUESTIONS: Final[Mapping[str, AnyQuestion]] = {
    one.name: one for one in chain.from_iterable(module.QUESTIONS for module in _MODULES)
}
