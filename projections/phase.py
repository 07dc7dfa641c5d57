"""Which phases does a pilot have, who funds each, and how did its period move?"""

from collections.abc import Sequence

from domain.dates import Edtf
from domain.phase import PhasePlanned, PhaseRescheduled
from domain.values import Code, Source, Text
from projections.dossier import Said
from projections.milestone import Slippage, slippage
from projections.projection import View


class PeriodMoved(View):
    """One agreement on another period, for when and why."""

    entry: int
    on: Edtf
    period: Edtf
    reason: str
    illustrative: bool


class Phase(View):
    """A phase on one day. `planned` is its first period, `agreed` the one agreed since, in `moves` one after another."""

    number: int
    title: Text
    planned: Edtf | None
    agreed: Edtf | None
    slippage: Slippage | None
    moves: tuple[PeriodMoved, ...]
    funders: tuple[Code, ...]
    note: Text | None
    on: Edtf | None
    source: Source | None
    illustrative: bool


def phases_in(said: Sequence[Said]) -> tuple[Phase, ...]:
    """The phases that were planned by these facts, in the order of their numbers."""
    phases = [_phase(one, one.event, said) for one in said if isinstance(one.event, PhasePlanned)]
    return tuple(sorted(phases, key=lambda phase: phase.number))


def _phase(plan: Said, planned: PhasePlanned, said: Sequence[Said]) -> Phase:
    moves = tuple(
        PeriodMoved(
            entry=one.entry,
            on=one.event.on,
            period=one.event.period,
            reason=one.event.reason,
            illustrative=one.illustrative,
        )
        for one in said
        if isinstance(one.event, PhaseRescheduled) and one.event.number == planned.number
    )
    agreed = moves[-1].period if moves else planned.period
    return Phase(
        number=planned.number,
        title=planned.title,
        planned=planned.period,
        agreed=agreed,
        slippage=slippage(planned.period, agreed),
        moves=moves,
        funders=planned.funders,
        note=planned.note,
        on=planned.on,
        source=plan.source,
        illustrative=plan.illustrative,
    )
