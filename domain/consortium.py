"""Consortium: who takes part in a programme, in which role and since when; one lead at a time.

(nobody) ─JoinProgramme→ member ─LeaveProgramme→ gone   (HandOverLead: the lead becomes another's)
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, World
from domain.partner import Partner, must_be_known, must_be_registered
from domain.programme import Programme, must_be_open
from domain.rules import not_before, not_in_the_future
from domain.values import Code, Prose

# ── Facts ─────────────────────────────────────────────


class Role(StrEnum):
    LEAD = "lead"
    PARTNER = "partner"
    SUPPORTING = "supporting"
    ASSOCIATED = "associated"
    FUNDER = "funder"


class PartnerJoined(Event):
    TOPIC = "consortium.joined@1"
    partner: Code
    role: Role
    since: Edtf | None = None


class PartnerLeft(Event):
    TOPIC = "consortium.left@1"
    partner: Code
    role: Role
    on: Edtf
    reason: str


class LeadHandedOver(Event):
    TOPIC = "consortium.lead_handed_over@1"
    from_partner: Code
    to_partner: Code
    on: Edtf
    reason: str


ConsortiumEvent = PartnerJoined | PartnerLeft | LeadHandedOver

# ── State ─────────────────────────────────────────────


Member = tuple[str, Role]


class Consortium(State):
    """`turned` is the day on which each last began or ceased to be what it is or was."""

    KIND = "consortium"
    members: frozenset[Member] = frozenset()
    turned: Mapping[Member, Edtf | None] = {}

    @property
    def lead(self) -> str | None:
        return next((partner for partner, role in self.members if role is Role.LEAD), None)


def evolve(consortium: Consortium | None, event: ConsortiumEvent, _version: int) -> Consortium:
    consortium = consortium or Consortium()
    members, turned = consortium.members, consortium.turned
    match event:
        case PartnerJoined():
            came = (event.partner, event.role)
            return Consortium(members=members | {came}, turned={**turned, came: event.since})
        case PartnerLeft():
            went = (event.partner, event.role)
            return Consortium(members=members - {went}, turned={**turned, went: event.on})
        case LeadHandedOver():
            went, came = (event.from_partner, Role.LEAD), (event.to_partner, Role.LEAD)
            return Consortium(members=(members - {went}) | {came}, turned={**turned, went: event.on, came: event.on})


# ── Refusals ──────────────────────────────────────────


class AlreadyTakesPart(Refusal): ...


class TakesNoPart(Refusal): ...


class AnotherLeads(Refusal): ...


class LeadMustBeHandedOver(Refusal): ...


class NobodyLeads(Refusal): ...


# ── Requests ──────────────────────────────────────────


class ConsortiumCommand(Command):
    """A request about who takes part in a programme."""

    PATH_FIELDS = ("programme",)
    KEY_FIELDS = ("programme",)
    programme: Code

    def key(self) -> Key:
        return Key(Consortium.KIND, self.programme)

    def named(self) -> Mapping[str, str]:
        """The partners that the request names, by field."""
        raise NotImplementedError

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self.programme), *(Key(Partner.KIND, code) for code in self.named().values()))

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        for field, code in self.named().items():
            yield from self.knows(world, field, code)
        yield from self.breaks(world.find(Consortium, self.programme) or Consortium())
        for field in ("since", "on"):
            yield from not_in_the_future(getattr(self, field, None), world.today, field)

    def knows(self, world: World, field: str, code: str) -> Iterator[Refusal]:
        """A refusal where a partner that the request names is not known, or had ended by its day."""
        return must_be_known(world, field, code, on=getattr(self, "since", None) or getattr(self, "on", None))

    def breaks(self, consortium: Consortium) -> Iterator[Refusal]:
        raise NotImplementedError


class JoinProgramme(ConsortiumCommand):
    """A partner joins in a role; a second lead is refused."""

    NAME = "join-programme"
    FACT = PartnerJoined
    partner: Code
    role: Role
    since: Edtf | None = None

    def named(self) -> Mapping[str, str]:
        return {"partner": self.partner}

    def breaks(self, consortium: Consortium) -> Iterator[Refusal]:
        if (self.partner, self.role) in consortium.members:
            yield AlreadyTakesPart(f"{self.partner!r} is already {self.role} of {self.programme!r}.", field="partner")
        elif self.role is Role.LEAD and consortium.lead:
            yield AnotherLeads(
                f"{consortium.lead!r} leads {self.programme!r}, and there is one lead at a time. Hand the lead over instead.",
                field="role",
            )
        else:
            yield from not_before(consortium.turned.get((self.partner, self.role)), self.since, "It left", "since")


class LeaveProgramme(ConsortiumCommand):
    """A partner leaves a role, with a reason; the lead can only be handed over."""

    NAME = "leave-programme"
    FACT = PartnerLeft
    partner: Code
    role: Role
    on: Edtf
    reason: Prose

    def named(self) -> Mapping[str, str]:
        return {"partner": self.partner}

    def knows(self, world: World, field: str, code: str) -> Iterator[Refusal]:
        return must_be_registered(world, field, code)

    def breaks(self, consortium: Consortium) -> Iterator[Refusal]:
        if (self.partner, self.role) not in consortium.members:
            yield TakesNoPart(f"{self.partner!r} is not {self.role} of {self.programme!r}.", field="partner")
        elif self.role is Role.LEAD:
            yield LeadMustBeHandedOver(
                f"{self.partner!r} leads {self.programme!r}: hand the lead over first, then it can leave.",
                field="role",
            )
        else:
            yield from not_before(consortium.turned.get((self.partner, self.role)), self.on, "It joined")


class HandOverLead(ConsortiumCommand):
    """The lead passes to another partner on one day, so that there is always exactly one."""

    NAME = "hand-over-lead"
    FACT = LeadHandedOver
    SAID_AS = {"to": "to_partner"}  # noqa: RUF012 - a constant, as those of its base are
    to: Code
    on: Edtf
    reason: Prose

    def named(self) -> Mapping[str, str]:
        return {"to": self.to}

    def breaks(self, consortium: Consortium) -> Iterator[Refusal]:
        if consortium.lead is None:
            yield NobodyLeads(f"Nobody leads {self.programme!r} yet. Let {self.to!r} join it as lead.", field="to")
        elif consortium.lead == self.to:
            yield AlreadyTakesPart(f"{self.to!r} already leads {self.programme!r}.", field="to")
        else:
            yield from not_before(consortium.turned.get((consortium.lead, Role.LEAD)), self.on, "The lead began")

    def derived(self, world: World) -> dict[str, Any]:
        consortium = world.find(Consortium, self.programme)
        assert consortium is not None
        return {"from_partner": consortium.lead}
