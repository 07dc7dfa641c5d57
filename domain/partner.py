"""Partner: an organisation that takes part in programmes.

registered ─AmendPartner→ registered
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, Unknown, World, said
from domain.programme import something_to_amend
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


PartnerEvent = PartnerRegistered | PartnerAmended

# ── State ─────────────────────────────────────────────


class Partner(State):
    KIND = "partner"


def evolve(partner: Partner | None, event: PartnerEvent, _version: int) -> Partner:
    if partner is None and not isinstance(event, PartnerRegistered):
        raise ValueError(f"{event.TOPIC} before the partner was registered")
    return partner or Partner()


# ── Refusals ──────────────────────────────────────────


class UnknownPartner(Unknown): ...


class PartnerExists(Refusal): ...


class EarlierThanTheLast(Refusal): ...


def in_succession(on: Edtf, last: Edtf | None) -> Iterator[Refusal]:
    """A refusal where a lead would begin before the one that it follows, so that two would have led at once."""
    if last is not None and on.earliest < last.earliest:
        yield EarlierThanTheLast(
            f"The lead has changed on {last}: it cannot have changed after that on {on}.", field="on"
        )


def must_be_known(world: World, field: str, *codes: str) -> Iterator[Refusal]:
    """A refusal for each partner that was never registered."""
    for code in codes:
        if world.find(Partner, code) is None:
            yield UnknownPartner(f"There is no partner {code!r}. Register it first, or check its code.", field=field)


# ── Requests ──────────────────────────────────────────


class RegisterPartner(Command):
    """Make an organisation known, once for all programmes."""

    NAME = "register-partner"
    PATH_FIELDS = ()
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

    def events(self, world: World) -> tuple[Event, ...]:
        return (PartnerRegistered(**said(self, "code")),)


class AmendPartner(Command):
    """Change what is said of a partner, with the reason; reports of the time keep what was said then."""

    NAME = "amend-partner"
    PATH_FIELDS = ("code",)
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
        yield from must_be_known(world, "code", self.code)
        yield from something_to_amend(self, "name", "kind", "country", "place")

    def events(self, world: World) -> tuple[Event, ...]:
        return (PartnerAmended(**said(self, "code")),)
