"""Partner: an organisation that takes part in programmes.

registered ─AmendPartner→ registered ─MergePartners, SplitPartner→ ended   (requests: domain/succession.py)
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command, Elsewhere, Event, Key, Refusal, State, Unknown, World
from domain.rules import is_over, later_of, something_to_amend
from domain.values import Code, Country, Line, Prose, Text

# ── Facts ─────────────────────────────────────────────


class PartnerKind(StrEnum):
    MINISTRY = "ministry"
    AGENCY = "agency"
    LOCAL_AUTHORITY = "local-authority"
    ASSOCIATION = "association"
    COMPANY = "company"
    UNIVERSITY = "university"
    INTERNATIONAL = "international-organisation"
    OTHER = "other"


class PartnerRegistered(Event):
    TOPIC = "partner.registered@1"
    name: Text
    kind: PartnerKind
    country: Country | None = None
    place: Line | None = None


class PartnerAmended(Event):
    TOPIC = "partner.amended@1"
    reason: str
    on: Edtf | None = None
    name: Text | UnsetType = UNSET
    kind: PartnerKind | UnsetType = UNSET
    country: Country | UnsetType | None = UNSET
    place: Line | UnsetType | None = UNSET


class PartnerMerged(Event):
    TOPIC = "partner.merged@1"
    INSTEAD = (
        "Retract it with retract-entry, which takes it back of both partners, and say it anew with merge-partners."
    )
    into: Code
    on: Edtf
    reason: str

    def elsewhere(self, key: Key) -> tuple[Elsewhere, ...]:
        absorbed = PartnerAbsorbed(partner=key.code, on=self.on, reason=self.reason)
        return (Elsewhere(Key(key.kind, self.into), absorbed),)


class PartnerAbsorbed(Event):
    """Took in another partner."""

    TOPIC = "partner.absorbed@1"
    INSTEAD = "It was said of the partner that ended: retract it there with retract-entry, and say it anew with merge-partners."
    partner: Code
    on: Edtf
    reason: str


class PartnerSplit(Event):
    """`ends`: it went on in these only; otherwise these were taken out of it, and it goes on beside them."""

    TOPIC = "partner.split@1"
    INSTEAD = "Retract it with retract-entry, which takes it back of all of them, and say it anew with split-partner."
    into: tuple[Code, ...]
    on: Edtf
    reason: str
    ends: bool

    def elsewhere(self, key: Key) -> tuple[Elsewhere, ...]:
        split_off = PartnerSplitOff(partner=key.code, on=self.on, reason=self.reason)
        return tuple(Elsewhere(Key(key.kind, code), split_off) for code in self.into)


class PartnerSplitOff(Event):
    """Came out of another partner."""

    TOPIC = "partner.split_off@1"
    INSTEAD = "It was said of the partner that was split: retract it there with retract-entry, and say it anew with split-partner."
    partner: Code
    on: Edtf
    reason: str


PartnerEvent = PartnerRegistered | PartnerAmended | PartnerMerged | PartnerAbsorbed | PartnerSplit | PartnerSplitOff

# ── State ─────────────────────────────────────────────


class Partner(State):
    """`preceded` is the last day on which it absorbed another, or was split off."""

    KIND = "partner"
    ended: Edtf | None = None
    successors: tuple[str, ...] = ()
    preceded: Edtf | None = None


def evolve(partner: Partner | None, event: PartnerEvent, _version: int) -> Partner:
    if partner is None and not isinstance(event, PartnerRegistered):
        raise ValueError(f"{event.TOPIC} before the partner was registered")
    partner = partner or Partner()
    match event:
        case PartnerMerged():
            return replace(partner, ended=event.on, successors=(event.into,))
        case PartnerSplit(ends=True):
            return replace(partner, ended=event.on, successors=event.into)
        case PartnerAbsorbed() | PartnerSplitOff():
            return replace(partner, preceded=later_of(partner.preceded, event.on))
        case _:
            return partner


# ── Refusals ──────────────────────────────────────────


class UnknownPartner(Unknown): ...


class PartnerExists(Refusal): ...


class PartnerHasEnded(Refusal): ...


def must_be_registered(world: World, field: str, *codes: str) -> Iterator[Refusal]:
    """A refusal for each partner that was never registered."""
    for code in codes:
        if world.find(Partner, code) is None:
            yield UnknownPartner(f"There is no partner {code!r}. Register it first, or check its code.", field=field)


def must_be_known(world: World, field: str, *codes: str, on: Edtf | None = None) -> Iterator[Refusal]:
    """A refusal for each partner that was never registered, or that had ended by the day (today, where none is said)."""
    yield from must_be_registered(world, field, *codes)
    for code in codes:
        partner = world.find(Partner, code)
        if partner and is_over(partner.ended, on, world):
            heirs = " or ".join(map(repr, partner.successors))
            yield PartnerHasEnded(
                f"Partner {code!r} ended {partner.ended}. Name {heirs} from then on, or say an earlier day.",
                field=field,
            )


# ── Requests ──────────────────────────────────────────


class RegisterPartner(Command):
    """Make an organisation known, once for all programmes."""

    NAME = "register-partner"
    PATH_FIELDS = ()
    KEY_FIELDS = ("code",)
    FACT = PartnerRegistered
    RATHER = "merge-partners"
    BEGINS = True
    code: Code
    name: Text
    kind: PartnerKind
    country: Country | None = None
    place: Line | None = None

    def key(self) -> Key:
        return Key(Partner.KIND, self.code)

    def refusals(self, world: World) -> Iterator[Refusal]:
        if world.find(Partner, self.code):
            yield PartnerExists(
                f"There is already a partner {self.code!r}. Amend it, or choose another code.", field="code"
            )


class AmendPartner(Command):
    """Change what is said of a partner, with the reason; reports of the time keep what was said then."""

    NAME = "amend-partner"
    PATH_FIELDS = ("code",)
    KEY_FIELDS = ("code",)
    FACT = PartnerAmended
    code: Code
    reason: Prose
    on: Edtf | None = None
    name: Text | UnsetType = UNSET
    kind: PartnerKind | UnsetType = UNSET
    country: Country | UnsetType | None = UNSET
    place: Line | UnsetType | None = UNSET

    def key(self) -> Key:
        return Key(Partner.KIND, self.code)

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_registered(world, "code", self.code)
        yield from something_to_amend(self, "name", "kind", "country", "place")
