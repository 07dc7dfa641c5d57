"""Closing: when a programme's record is closed, and why it is opened again.

(facts: domain/programme.py)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.kernel import Refusal, World
from domain.programme import (
    Programme,
    ProgrammeClosed,
    ProgrammeCommand,
    ProgrammeReopened,
    must_be_open,
    no_programme,
)
from domain.rules import not_before, not_in_the_future
from domain.values import Prose

# ── Refusals ──────────────────────────────────────────


class ProgrammeIsOpen(Refusal): ...


# ── Requests ──────────────────────────────────────────


class CloseProgramme(ProgrammeCommand):
    """No more is recorded in a closed programme until it is reopened, except what reviewers find."""

    NAME = "close-programme"
    FACT = ProgrammeClosed
    on: Edtf
    reason: Prose | None = None

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.code, "code")
        yield from not_in_the_future(self.on, world.today)
        if programme := world.find(Programme, self.code):
            yield from not_before(programme.turned, self.on, "It was reopened")


class ReopenProgramme(ProgrammeCommand):
    """A closed programme is reopened only with a reason, which its readers see."""

    NAME = "reopen-programme"
    FACT = ProgrammeReopened
    reason: Prose
    on: Edtf | None = None

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        programme = world.find(Programme, self.code)
        if programme is None:
            yield no_programme(self.code, "code")
        elif not programme.closed:
            yield ProgrammeIsOpen(f"Programme {self.code!r} is open: there is nothing to reopen.")
        else:
            yield from not_before(programme.turned, self.on, "It was closed")
