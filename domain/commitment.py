"""Commitment: what a programme promises under one number (an OGP commitment, a work package, an intellectual output).

made ─AmendCommitment→ made ─WithdrawCommitment→ withdrawn ─ReinstateCommitment→ made

(who answers for it: domain/answering.py; withdrawals: domain/withdrawal.py)
"""

from collections.abc import Iterator, Mapping

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Event, Refusal, State, Unacceptable, World
from domain.rules import no_repeats, not_in_the_future, something_to_amend
from domain.thing import AboutThing, BeginThing, CommitmentIsWithdrawn, UnknownCommitment
from domain.values import Code, Line, Link, Prose, Text, Value
from domain.vocabulary import OGP_VALUES

# ── Facts ─────────────────────────────────────────────


class StatedValue(Value):
    """An OGP value that a commitment serves, by its code, and the words in which its makers said it."""

    code: str
    said: Line | None = None


class CommitmentMade(Event):
    TOPIC = "commitment.made@1"
    title: Text
    lead: Code | None = None
    supporting: tuple[Code, ...] = ()
    identifier: Line | None = None
    period: Edtf | None = None
    policy_areas: tuple[Line, ...] = ()
    ogp_values: tuple[StatedValue, ...] = ()
    vocabulary: str = OGP_VALUES.id
    problem: Text | None = None
    ambition: Text | None = None
    expected_result: Text | None = None
    links: tuple[Link, ...] = ()
    submitted: Edtf | UnsetType = UNSET


class CommitmentAmended(Event):
    TOPIC = "commitment.amended@1"
    reason: str
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    identifier: Line | UnsetType | None = UNSET
    period: Edtf | UnsetType | None = UNSET
    policy_areas: tuple[Line, ...] | UnsetType = UNSET
    ogp_values: tuple[StatedValue, ...] | UnsetType = UNSET
    problem: Text | UnsetType | None = UNSET
    ambition: Text | UnsetType | None = UNSET
    expected_result: Text | UnsetType | None = UNSET
    submitted: Edtf | UnsetType | None = UNSET


class CommitmentLeadChanged(Event):
    TOPIC = "commitment.lead_changed@1"
    to: Code
    on: Edtf
    reason: str
    former: Code | None = None


class SupportAdded(Event):
    TOPIC = "commitment.support_added@1"
    partner: Code
    on: Edtf
    reason: str | None = None


class SupportEnded(Event):
    TOPIC = "commitment.support_ended@1"
    partner: Code
    on: Edtf
    reason: str


class CommitmentWithdrawn(Event):
    """Its milestones stay as they are: that they are no longer due follows from this, and ends when it is reinstated."""

    TOPIC = "commitment.withdrawn@1"
    on: Edtf
    reason: str


class CommitmentReinstated(Event):
    TOPIC = "commitment.reinstated@1"
    on: Edtf
    reason: str


Answering = CommitmentLeadChanged | SupportAdded | SupportEnded
CommitmentEvent = CommitmentMade | CommitmentAmended | Answering | CommitmentWithdrawn | CommitmentReinstated

# ── State ─────────────────────────────────────────────


class Commitment(State):
    """`turned` is the day on which each partner last began or ceased to support it, where it was not so from the beginning."""

    KIND = "commitment"
    lead: str | None
    supporting: frozenset[str]
    led_since: Edtf | None = None
    turned: Mapping[str, Edtf] = {}
    withdrawn: Edtf | None = None
    reinstated: Edtf | None = None


def evolve(commitment: Commitment | None, event: CommitmentEvent, _version: int) -> Commitment:
    if isinstance(event, CommitmentMade):
        return Commitment(lead=event.lead, supporting=frozenset(event.supporting))
    if commitment is None:
        raise ValueError(f"{event.TOPIC} before the commitment was made")
    match event:
        case CommitmentLeadChanged():
            supporting = commitment.supporting - {event.to}
            commitment = replace(commitment, lead=event.to, supporting=supporting, led_since=event.on)
        case SupportAdded(partner=partner, on=on):
            turned = {**commitment.turned, partner: on}
            commitment = replace(commitment, supporting=commitment.supporting | {partner}, turned=turned)
        case SupportEnded(partner=partner, on=on):
            turned = {**commitment.turned, partner: on}
            commitment = replace(commitment, supporting=commitment.supporting - {partner}, turned=turned)
        case CommitmentWithdrawn():
            commitment = replace(commitment, withdrawn=event.on)
        case CommitmentReinstated():
            commitment = replace(commitment, withdrawn=None, reinstated=event.on)
        case CommitmentAmended():
            pass
    return commitment


# ── Refusals ──────────────────────────────────────────


class CommitmentExists(Refusal): ...


class LeadAndSupporting(Unacceptable): ...


class UnknownValue(Unacceptable): ...


def known_values(values: tuple[StatedValue, ...]) -> Iterator[Refusal]:
    for value in values:
        if OGP_VALUES.find(value.code) is None:
            yield UnknownValue(f"{value.code!r} is no OGP value. Known: {OGP_VALUES.codes}.", field="ogp_values")
    yield from no_repeats("ogp_values", tuple(v.code for v in values))


# ── Requests ──────────────────────────────────────────


class MakeCommitment(BeginThing):
    """Record what is promised under one number, who leads it and who supports it."""

    NAME = "make-commitment"
    STATE = Commitment
    FACT = CommitmentMade
    RATHER = "withdraw-commitment"
    EXISTS = CommitmentExists
    title: Text
    lead: Code | None = None
    supporting: tuple[Code, ...] = ()
    identifier: Line | None = None
    period: Edtf | None = None
    policy_areas: tuple[Line, ...] = ()
    ogp_values: tuple[StatedValue, ...] = ()
    problem: Text | None = None
    ambition: Text | None = None
    expected_result: Text | None = None
    links: tuple[Link, ...] = ()
    submitted: Edtf | UnsetType = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"lead": (self.lead,) if self.lead else (), "supporting": self.supporting}

    def day(self) -> Edtf | None:
        return self.submitted or self.period

    def rules(self, world: World) -> Iterator[Refusal]:
        if self.lead in self.supporting:
            yield LeadAndSupporting(
                f"{self.lead!r} leads the commitment: do not name it as supporting too.", field="supporting"
            )
        yield from no_repeats("policy_areas", self.policy_areas)
        yield from known_values(self.ogp_values)
        if self.submitted:
            yield from not_in_the_future(self.submitted, world.today, "submitted")


class CommitmentCommand(AboutThing):
    """A request about a commitment that stands."""

    STATE = Commitment
    UNKNOWN = UnknownCommitment
    BEGIN = "Make"

    def bars(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        if thing.withdrawn:
            yield CommitmentIsWithdrawn(
                f"Commitment {self.code!r} was withdrawn {thing.withdrawn}. Reinstate it, with a reason, to record more.",
                field="code",
            )


class AmendCommitment(CommitmentCommand):
    """Change what is said of a commitment, with the reason; what is not named stays."""

    NAME = "amend-commitment"
    FACT = CommitmentAmended
    reason: Prose
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    identifier: Line | UnsetType | None = UNSET
    period: Edtf | UnsetType | None = UNSET
    policy_areas: tuple[Line, ...] | UnsetType = UNSET
    ogp_values: tuple[StatedValue, ...] | UnsetType = UNSET
    problem: Text | UnsetType | None = UNSET
    ambition: Text | UnsetType | None = UNSET
    expected_result: Text | UnsetType | None = UNSET
    submitted: Edtf | UnsetType | None = UNSET

    def breaks(self, thing: Commitment, world: World) -> Iterator[Refusal]:
        texts = ("title", "identifier", "problem", "ambition", "expected_result")
        yield from something_to_amend(self, *texts, "period", "policy_areas", "ogp_values", "submitted")
        if self.policy_areas is not UNSET:
            yield from no_repeats("policy_areas", self.policy_areas)
        if self.ogp_values is not UNSET:
            yield from known_values(self.ogp_values)
        if self.submitted:
            yield from not_in_the_future(self.submitted, world.today, "submitted")
