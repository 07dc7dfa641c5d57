"""Commitment: what a programme promises under one number (an OGP commitment, a work package, an intellectual output).

made ─AmendCommitment→ made   (ChangeLead, AddSupport, EndSupport: who answers for it, over time)
"""

from collections.abc import Iterator, Mapping

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.partner import Partner, in_succession, must_be_known
from domain.programme import Programme, must_be_open, no_repeats, something_to_amend
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


CommitmentEvent = CommitmentMade | CommitmentAmended | CommitmentLeadChanged | SupportAdded | SupportEnded

# ── State ─────────────────────────────────────────────


class Commitment(State):
    KIND = "commitment"
    lead: str | None
    supporting: frozenset[str]
    led_since: Edtf | None = None


def evolve(commitment: Commitment | None, event: CommitmentEvent, _version: int) -> Commitment:
    match event:
        case CommitmentMade():
            return Commitment(lead=event.lead, supporting=frozenset(event.supporting))
        case _ if commitment is None:
            raise ValueError(f"{event.TOPIC} before the commitment was made")
        case CommitmentAmended():
            return commitment
        case CommitmentLeadChanged():
            return Commitment(lead=event.to, supporting=commitment.supporting - {event.to}, led_since=event.on)
        case SupportAdded():
            return replace(commitment, supporting=commitment.supporting | {event.partner})
        case SupportEnded():
            return replace(commitment, supporting=commitment.supporting - {event.partner})


# ── Refusals ──────────────────────────────────────────


class UnknownCommitment(Unknown): ...


class CommitmentExists(Refusal): ...


class LeadAndSupporting(Unacceptable): ...


class AlreadyAnswers(Refusal): ...


class DoesNotSupport(Refusal): ...


class UnknownValue(Unacceptable): ...


def commitment_code(programme: str, code: str) -> str:
    return f"{programme}/{code}"


def known_values(values: tuple[StatedValue, ...]) -> Iterator[Refusal]:
    for value in values:
        if OGP_VALUES.find(value.code) is None:
            yield UnknownValue(f"{value.code!r} is no OGP value. Known: {OGP_VALUES.codes}.", field="ogp_values")
    yield from no_repeats("ogp_values", tuple(v.code for v in values))


# ── Requests ──────────────────────────────────────────


class MakeCommitment(Command):
    """Record what is promised under one number, who leads it and who supports it."""

    NAME = "make-commitment"
    PATH_FIELDS = ("programme",)
    programme: Code
    code: Code
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

    def key(self) -> Key:
        return Key(Commitment.KIND, commitment_code(self.programme, self.code))

    def reads(self) -> tuple[Key, ...]:
        partners = (*self.supporting, *((self.lead,) if self.lead else ()))
        return (Key(Programme.KIND, self.programme), *(Key(Partner.KIND, p) for p in partners))

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        if world.find(Commitment, self.key().code):
            yield CommitmentExists(f"There is already a commitment {self.code!r} in {self.programme!r}.", field="code")
        if self.lead:
            yield from must_be_known(world, "lead", self.lead)
        yield from must_be_known(world, "supporting", *dict.fromkeys(self.supporting))
        if self.lead in self.supporting:
            yield LeadAndSupporting(
                f"{self.lead!r} leads the commitment: do not name it as supporting too.", field="supporting"
            )
        yield from no_repeats("supporting", self.supporting)
        yield from no_repeats("policy_areas", self.policy_areas)
        yield from known_values(self.ogp_values)

    def events(self, world: World) -> tuple[Event, ...]:
        return (CommitmentMade(**said(self, "programme", "code")),)


class CommitmentCommand(Command):
    """A request about a commitment that exists."""

    programme: Code
    code: Code

    def key(self) -> Key:
        return Key(Commitment.KIND, commitment_code(self.programme, self.code))

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self.programme), *(Key(Partner.KIND, p) for p in self.named().values()))

    def named(self) -> Mapping[str, str]:
        """The partners that the request names, by field."""
        return {}

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        for field, code in self.named().items():
            yield from must_be_known(world, field, code)
        commitment = world.find(Commitment, self.key().code)
        if commitment is None:
            yield no_commitment(self.programme, self.code, "code")
        else:
            yield from self.breaks(commitment)

    def breaks(self, commitment: Commitment) -> Iterator[Refusal]:
        raise NotImplementedError


def no_commitment(programme: str, code: str, field: str) -> UnknownCommitment:
    return UnknownCommitment(
        f"There is no commitment {code!r} in {programme!r}. Make it first, or check its code.", field=field
    )


class AmendCommitment(CommitmentCommand):
    """Change what is said of a commitment, with the reason; what is not named stays."""

    NAME = "amend-commitment"
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

    def breaks(self, commitment: Commitment) -> Iterator[Refusal]:
        fields = (
            "title",
            "identifier",
            "period",
            "policy_areas",
            "ogp_values",
            "problem",
            "ambition",
            "expected_result",
        )
        yield from something_to_amend(self, *fields)
        if self.policy_areas is not UNSET:
            yield from no_repeats("policy_areas", self.policy_areas)
        if self.ogp_values is not UNSET:
            yield from known_values(self.ogp_values)

    def events(self, world: World) -> tuple[Event, ...]:
        return (CommitmentAmended(**said(self, "programme", "code")),)


class ChangeLead(CommitmentCommand):
    """Another partner answers for the commitment from a day on; reports of before keep the one of then."""

    NAME = "change-lead"
    to: Code
    on: Edtf
    reason: Prose

    def named(self) -> Mapping[str, str]:
        return {"to": self.to}

    def breaks(self, commitment: Commitment) -> Iterator[Refusal]:
        if commitment.lead == self.to:
            yield AlreadyAnswers(f"{self.to!r} already leads commitment {self.code!r}.", field="to")
        yield from in_succession(self.on, commitment.led_since)

    def events(self, world: World) -> tuple[Event, ...]:
        commitment = world.find(Commitment, self.key().code)
        assert commitment is not None
        return (CommitmentLeadChanged(to=self.to, on=self.on, reason=self.reason, former=commitment.lead),)


class AddSupport(CommitmentCommand):
    """A partner supports the commitment from a day on."""

    NAME = "add-support"
    partner: Code
    on: Edtf
    reason: Prose | None = None

    def named(self) -> Mapping[str, str]:
        return {"partner": self.partner}

    def breaks(self, commitment: Commitment) -> Iterator[Refusal]:
        if self.partner == commitment.lead or self.partner in commitment.supporting:
            yield AlreadyAnswers(
                f"{self.partner!r} already leads or supports commitment {self.code!r}.", field="partner"
            )

    def events(self, world: World) -> tuple[Event, ...]:
        return (SupportAdded(**said(self, "programme", "code")),)


class EndSupport(CommitmentCommand):
    """A partner no longer supports the commitment, with the reason."""

    NAME = "end-support"
    partner: Code
    on: Edtf
    reason: Prose

    def named(self) -> Mapping[str, str]:
        return {"partner": self.partner}

    def breaks(self, commitment: Commitment) -> Iterator[Refusal]:
        if self.partner not in commitment.supporting:
            yield DoesNotSupport(f"{self.partner!r} does not support commitment {self.code!r}.", field="partner")

    def events(self, world: World) -> tuple[Event, ...]:
        return (SupportEnded(**said(self, "programme", "code")),)
