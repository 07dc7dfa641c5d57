"""Succession: partners are merged and split, as ministries are with every government; reports of the time keep those of the time.

(facts: domain/partner.py)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.kernel import Command, Facts, Key, Refusal, Unacceptable, World
from domain.partner import (
    Partner,
    PartnerHasEnded,
    PartnerMerged,
    PartnerSplit,
    must_be_known,
    must_be_registered,
)
from domain.rules import no_repeats, not_before, not_in_the_future
from domain.values import Code, Prose

# ── Refusals ──────────────────────────────────────────


class IntoItself(Unacceptable): ...


class TooFewSuccessors(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class SuccessionCommand(Command):
    """A request by which a partner gets successors."""

    PATH_FIELDS = ("code",)
    KEY_FIELDS = ("code",)
    code: Code
    on: Edtf
    reason: Prose

    def key(self) -> Key:
        return Key(Partner.KIND, self.code)

    def successors(self) -> tuple[str, ...]:
        raise NotImplementedError

    def reads(self) -> tuple[Key, ...]:
        return tuple(Key(Partner.KIND, code) for code in self.successors())

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_registered(world, "code", self.code)
        partner = world.find(Partner, self.code)
        if partner and partner.ended:
            heirs = ", ".join(map(repr, partner.successors))
            yield PartnerHasEnded(
                f"Partner {self.code!r} ended {partner.ended} already, and went on in {heirs}.", field="code"
            )
        if partner:
            yield from not_before(partner.preceded, self.on, f"{self.code!r} absorbed another, or was split off,")
        if self.code in self.successors():
            yield IntoItself(f"{self.code!r} cannot be its own successor: name the others.", field="into")
        others = dict.fromkeys(code for code in self.successors() if code != self.code)
        yield from must_be_known(world, "into", *others, on=self.on)
        yield from no_repeats("into", self.successors())
        yield from not_in_the_future(self.on, world.today)


class MergePartners(SuccessionCommand, kw_only=True):
    """A partner ends and goes on in another, from a day on; what it was named in before keeps it."""

    NAME = "merge-partners"
    into: Code

    def successors(self) -> tuple[str, ...]:
        return (self.into,)

    def events(self, world: World) -> Facts:
        merged = PartnerMerged(into=self.into, on=self.on, reason=self.reason)
        return (merged, *merged.elsewhere(self.key()))


class SplitPartner(SuccessionCommand, kw_only=True):
    """Others come out of a partner from a day on, and it `ends` or goes on beside them; one that ends leaves two or more."""

    NAME = "split-partner"
    into: tuple[Code, ...]
    ends: bool

    def successors(self) -> tuple[str, ...]:
        return self.into

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from super().refusals(world)
        least = 2 if self.ends else 1
        if len(set(self.into)) < least:
            yield TooFewSuccessors(
                f"Name at least {least} that {self.code!r} was split into. One that goes on in a single other is merged.",
                field="into",
            )

    def events(self, world: World) -> Facts:
        split = PartnerSplit(into=self.into, on=self.on, reason=self.reason, ends=self.ends)
        return (split, *split.elsewhere(self.key()))
