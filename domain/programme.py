"""Programme: an action plan, funded project, pilot project or initiative, with the policies its record is kept by.

open ─CloseProgramme→ closed ─ReopenProgramme→ open   (AmendProgramme, ChooseVocabularies while open)
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, Unacceptable, Unknown, World
from domain.rules import must_go_together, no_repeats, something_to_amend
from domain.turn import in_turn, said_last
from domain.values import Code, Country, Language, Line, Prose, Text, Value
from domain.vocabulary import OGP_STATUS, STATUS, STATUS_VOCABULARIES, UNSAID, answered

# ── Facts ─────────────────────────────────────────────


class ProgrammeKind(StrEnum):
    ACTION_PLAN = "action-plan"
    FUNDED_PROJECT = "funded-project"
    PILOT_PROJECT = "pilot-project"
    INITIATIVE = "initiative"


class Policies(Value, omit_defaults=False):
    """What a report must bring with it: evidence with "complete", a challenge with "not started" or "limited"."""

    complete_needs_evidence: bool = True
    low_status_needs_challenge: bool = True


class ProgrammeCreated(Event, kw_only=True):
    TOPIC = "programme.created@1"
    title: Text
    kind: ProgrammeKind
    period: Edtf | None = None
    languages: tuple[Language, ...]
    countries: tuple[Country, ...] = ()
    description: Text | None = None
    vocabulary: str = OGP_STATUS.id
    policies: Policies = Policies()
    profiles: tuple[str, ...] | UnsetType = UNSET
    duration: Line | UnsetType = UNSET


class ProgrammeAmended(Event):
    TOPIC = "programme.amended@1"
    reason: str
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    period: Edtf | UnsetType | None = UNSET
    languages: tuple[Language, ...] | UnsetType = UNSET
    countries: tuple[Country, ...] | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    policies: Policies | UnsetType = UNSET


class ProgrammeClosed(Event):
    TOPIC = "programme.closed@1"
    on: Edtf
    reason: str | None = None


class ProgrammeReopened(Event):
    TOPIC = "programme.reopened@1"
    reason: str
    on: Edtf | None = None


class VocabulariesChosen(Event):
    """From now on new values are said in the vocabularies of these profiles, and of no others."""

    TOPIC = "programme.vocabularies_chosen@1"
    profiles: tuple[str, ...]
    reason: str
    on: Edtf | None = None


ProgrammeEvent = ProgrammeCreated | ProgrammeAmended | ProgrammeClosed | ProgrammeReopened | VocabulariesChosen

# ── State ─────────────────────────────────────────────


class Programme(State):
    """`turned` is the day on which it was closed or reopened last, `chosen` that of its vocabularies."""

    KIND = "programme"
    vocabulary: str
    closed: bool = False
    turned: Edtf | None = None
    profiles: tuple[str, ...] = UNSAID
    former: tuple[str, ...] = ()
    chosen: Edtf | None = None

    @property
    def vocabularies(self) -> dict[str, str]:
        """The id of the vocabulary in which each question is answered now."""
        return {STATUS: self.vocabulary, **answered(self.profiles)}


def evolve(programme: Programme | None, event: ProgrammeEvent, _version: int) -> Programme:
    match event:
        case ProgrammeCreated():
            profiles = UNSAID if event.profiles is UNSET else event.profiles
            return Programme(vocabulary=event.vocabulary, profiles=profiles)
        case _ if programme is None:
            raise ValueError(f"{event.TOPIC} before the programme was created")
        case ProgrammeAmended():
            return programme
        case ProgrammeClosed() | ProgrammeReopened():
            closed = isinstance(event, ProgrammeClosed)
            return replace(programme, closed=closed, turned=event.on or programme.turned)
        case VocabulariesChosen(profiles=profiles):
            former = (*programme.former, *programme.profiles)
            return replace(programme, profiles=profiles, former=former, chosen=event.on or programme.chosen)


def policies(world: World, code: str) -> Policies:
    """What a programme asks of its reports now."""
    return said_last(in_turn(world.past(Key(Programme.KIND, code)), ProgrammeCreated, ProgrammeAmended))["policies"]


# ── Refusals ──────────────────────────────────────────


class UnknownProgramme(Unknown): ...


class ProgrammeExists(Refusal): ...


class ProgrammeIsClosed(Refusal): ...


class UnknownVocabulary(Unacceptable): ...


def no_programme(code: str, field: str = "programme") -> UnknownProgramme:
    return UnknownProgramme(f"There is no programme {code!r}. Create it first, or check its code.", field=field)


def must_be_open(world: World, code: str, field: str = "programme") -> Iterator[Refusal]:
    """Refusals for a request that belongs to a programme: it must exist and be open."""
    programme = world.find(Programme, code)
    if programme is None:
        yield no_programme(code, field)
    elif programme.closed:
        yield ProgrammeIsClosed(f"Programme {code!r} is closed. Reopen it, with a reason, to record more.", field=field)


# ── Requests ──────────────────────────────────────────


class ProgrammeCommand(Command):
    """A request about a programme."""

    PATH_FIELDS = ("code",)
    KEY_FIELDS = ("code",)
    code: Code

    def key(self) -> Key:
        return Key(Programme.KIND, self.code)


class CreateProgramme(ProgrammeCommand, kw_only=True):
    """Begin the record of a programme. Both policies are on unless switched off here; `duration` is for a length without dates."""

    NAME = "create-programme"
    PATH_FIELDS = ()
    FACT = ProgrammeCreated
    RATHER = "close-programme"
    SETTLED = {"vocabulary": "reports are said in it. Create the programme anew, under another code"}  # noqa: RUF012 - a constant, as those of its base are
    BEGINS = True
    title: Text
    kind: ProgrammeKind
    period: Edtf | None = None
    languages: tuple[Language, ...]
    countries: tuple[Country, ...] = ()
    description: Text | None = None
    vocabulary: str = OGP_STATUS.id
    policies: Policies = Policies()
    profiles: tuple[Line, ...] | UnsetType = UNSET
    duration: Line | UnsetType = UNSET

    def refusals(self, world: World) -> Iterator[Refusal]:
        if world.find(Programme, self.code):
            yield ProgrammeExists(
                f"There is already a programme {self.code!r}. Amend it, or choose another code.", field="code"
            )
        if self.vocabulary not in STATUS_VOCABULARIES:
            known = ", ".join(STATUS_VOCABULARIES)
            yield UnknownVocabulary(f"{self.vocabulary!r} is no status vocabulary. Known: {known}.", field="vocabulary")
        if not self.languages:
            yield Unacceptable("A programme has at least one language. Name it, as in ['en'].", field="languages")
        yield from no_repeats("languages", self.languages)
        yield from no_repeats("countries", self.countries)
        if self.profiles is not UNSET:
            yield from must_go_together(self.profiles)


class AmendProgramme(ProgrammeCommand):
    """Change what is said of a programme, with the reason; what is not named stays."""

    NAME = "amend-programme"
    FACT = ProgrammeAmended
    reason: Prose
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    period: Edtf | UnsetType | None = UNSET
    languages: tuple[Language, ...] | UnsetType = UNSET
    countries: tuple[Country, ...] | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    policies: Policies | UnsetType = UNSET

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.code, "code")
        yield from something_to_amend(self, "title", "period", "languages", "countries", "description", "policies")
        if self.languages is not UNSET:
            if not self.languages:
                yield Unacceptable("A programme has at least one language. Name it, as in ['en'].", field="languages")
            yield from no_repeats("languages", self.languages)
        if self.countries is not UNSET:
            yield from no_repeats("countries", self.countries)
