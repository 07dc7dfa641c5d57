"""Phase: a numbered part of a pilot, with its period and those who fund it.

planned ─ReschedulePhase→ planned
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.dates import Edtf
from domain.kernel import Event, Key, Refusal, Unknown, World
from domain.pilot import Pilot, PilotCommand
from domain.values import Code, Ordinal, Prose, Text

# ── Facts ─────────────────────────────────────────────


class PhasePlanned(Event):
    TOPIC = "pilot.phase_planned@1"
    number: Ordinal
    title: Text
    period: Edtf | None = None
    funders: tuple[Code, ...] = ()
    note: Text | None = None
    on: Edtf | None = None


class PhaseRescheduled(Event):
    TOPIC = "pilot.phase_rescheduled@1"
    number: Ordinal
    period: Edtf
    on: Edtf
    reason: str
    former: Edtf | None = None


# ── State ─────────────────────────────────────────────


def periods(world: World, pilot: Key) -> dict[int, Edtf | None]:
    """The period agreed last for each phase of a pilot, by its number; None where none was ever named."""
    agreed: dict[int, Edtf | None] = {}
    for event in world.past(pilot).facts.values():
        if isinstance(event, (PhasePlanned, PhaseRescheduled)):
            agreed[event.number] = event.period
    return agreed


# ── Refusals ──────────────────────────────────────────


class PhaseExists(Refusal): ...


class UnknownPhase(Unknown): ...


class SamePeriod(Refusal): ...


# ── Requests ──────────────────────────────────────────


class PlanPhase(PilotCommand, kw_only=True):
    """Plan a phase under a number of its own, which others can name; `on` is the day it was planned, where that is known."""

    NAME = "plan-phase"
    FACT = PhasePlanned
    number: Ordinal
    title: Text
    period: Edtf | None = None
    funders: tuple[Code, ...] = ()
    note: Text | None = None
    on: Edtf | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"funders": self.funders}

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if self.number in periods(world, self.key()):
            yield PhaseExists(
                f"Pilot {self.code!r} has a phase {self.number} already. Reschedule it, or choose another number.",
                field="number",
            )


class ReschedulePhase(PilotCommand):
    """Agree another period for a phase, with the reason; the planned one stays beside it."""

    NAME = "reschedule-phase"
    FACT = PhaseRescheduled
    number: Ordinal
    period: Edtf
    on: Edtf
    reason: Prose

    def breaks(self, thing: Pilot, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        agreed = periods(world, self.key())
        if self.number not in agreed:
            known = ", ".join(map(str, sorted(agreed))) or "none"
            yield UnknownPhase(f"Pilot {self.code!r} has no phase {self.number}. It has: {known}.", field="number")
        elif agreed[self.number] == self.period:
            yield SamePeriod(f"Phase {self.number} is already agreed for {self.period}.", field="period")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": periods(world, self.key()).get(self.number)}
