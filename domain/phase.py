"""Phase: a numbered part of a pilot, with its period and those who fund it.

planned ─ReschedulePhase→ planned
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain.dates import Edtf
from domain.kernel import Event, Past, Refusal, Unknown, World
from domain.pilot import Pilot, PilotCommand
from domain.turn import in_turn
from domain.values import Code, Ordinal, Prose, Text

# ── Facts ─────────────────────────────────────────────


class PhasePlanned(Event):
    TOPIC = "pilot.phase_planned@1"
    TIMELESS = True
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


def periods(past: Past, until: date = date.max) -> dict[int, Edtf | None]:
    """The period agreed by a day for each phase of a pilot, by its number; None where none was named."""
    planned, moved = in_turn(past, PhasePlanned), in_turn(past, PhaseRescheduled, until=until)
    return {phase.number: phase.period for phase in (*planned, *moved)}


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
        if self.number in periods(world.past(self.key())):
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
        agreed = self._agreed(world)
        if self.number not in agreed:
            known = ", ".join(map(str, sorted(agreed))) or "none"
            yield UnknownPhase(f"Pilot {self.code!r} has no phase {self.number}. It has: {known}.", field="number")
        elif agreed[self.number] == self.period:
            yield SamePeriod(f"Phase {self.number} is already agreed for {self.period}.", field="period")

    def derived(self, world: World) -> dict[str, Any]:
        return {"former": self._agreed(world).get(self.number)}

    def _agreed(self, world: World) -> dict[int, Edtf | None]:
        return periods(world.past(self.key()), self.on.holds_from(world.day))
