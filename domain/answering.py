"""Answering: who answers for a commitment over time, as its lead or in support of the lead.

(facts: domain/commitment.py)
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.commitment import Commitment, CommitmentCommand, CommitmentLeadChanged, SupportAdded, SupportEnded
from domain.dates import Edtf
from domain.kernel import Refusal, World
from domain.partner import must_be_registered
from domain.rules import not_before, not_in_the_future
from domain.values import Code, Prose

# ── Refusals ──────────────────────────────────────────


class AlreadyAnswers(Refusal): ...


class DoesNotSupport(Refusal): ...


# ── Requests ──────────────────────────────────────────


class ChangeLead(CommitmentCommand):
    """Another partner answers for the commitment from a day on; reports of before keep the one of then."""

    NAME = "change-lead"
    FACT = CommitmentLeadChanged
    to: Code
    on: Edtf
    reason: Prose

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"to": (self.to,)}

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        if thing.lead == self.to:
            yield AlreadyAnswers(f"{self.to!r} already leads commitment {self.code!r}.", field="to")
        yield from not_before(thing.led_since, self.on, "The lead changed")
        if self.to in thing.supporting:
            yield from not_before(thing.turned.get(self.to), self.on, f"{self.to!r} began to support it")
        yield from not_in_the_future(self.on, world.today)

    def derived(self, world: World) -> dict[str, Any]:
        commitment = world.find(Commitment, self.key().code)
        assert commitment is not None
        return {"former": commitment.lead}


class AddSupport(CommitmentCommand):
    """A partner supports the commitment from a day on."""

    NAME = "add-support"
    FACT = SupportAdded
    partner: Code
    on: Edtf
    reason: Prose | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"partner": (self.partner,)}

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        if self.partner == thing.lead or self.partner in thing.supporting:
            yield AlreadyAnswers(
                f"{self.partner!r} already leads or supports commitment {self.code!r}.", field="partner"
            )
        yield from not_before(thing.turned.get(self.partner), self.on, "Its support ended")
        yield from not_in_the_future(self.on, world.today)


class EndSupport(CommitmentCommand):
    """A partner no longer supports the commitment, with the reason."""

    NAME = "end-support"
    FACT = SupportEnded
    partner: Code
    on: Edtf
    reason: Prose

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"partner": (self.partner,)}

    def named(self, world: World) -> Iterator[Refusal]:
        return must_be_registered(world, "partner", self.partner)

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        if self.partner not in thing.supporting:
            yield DoesNotSupport(f"{self.partner!r} does not support commitment {self.code!r}.", field="partner")
        yield from not_before(thing.turned.get(self.partner), self.on, "Its support began")
        yield from not_in_the_future(self.on, world.today)
