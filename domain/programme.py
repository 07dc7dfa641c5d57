"""Programme: an action plan, funded project, pilot project or initiative, with the policies its record is kept by.

open ─CloseProgramme→ closed ─ReopenProgramme→ open   (AmendProgramme while open)
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.values import Code, Country, Language, Prose, Text, Value
from domain.vocabulary import OGP_STATUS, STATUS_VOCABULARIES

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


class ProgrammeCreated(Event):
    TOPIC = "programme.created@1"
    title: Text
    kind: ProgrammeKind
    period: Edtf
    languages: tuple[Language, ...]
    countries: tuple[Country, ...] = ()
    description: Text | None = None
    vocabulary: str = OGP_STATUS.id
    policies: Policies = Policies()


class ProgrammeAmended(Event):
    TOPIC = "programme.amended@1"
    reason: str
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    period: Edtf | UnsetType = UNSET
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


ProgrammeEvent = ProgrammeCreated | ProgrammeAmended | ProgrammeClosed | ProgrammeReopened

# ── State ─────────────────────────────────────────────


class Programme(State):
    KIND = "programme"
    vocabulary: str
    policies: Policies
    closed: bool = False


def evolve(programme: Programme | None, event: ProgrammeEvent, _version: int) -> Programme:
    match event:
        case ProgrammeCreated():
            return Programme(vocabulary=event.vocabulary, policies=event.policies)
        case _ if programme is None:
            raise ValueError(f"{event.TOPIC} before the programme was created")
        case ProgrammeAmended():
            policies = programme.policies if event.policies is UNSET else event.policies
            return Programme(vocabulary=programme.vocabulary, policies=policies, closed=programme.closed)
        case ProgrammeClosed() | ProgrammeReopened():
            closed = isinstance(event, ProgrammeClosed)
            return Programme(vocabulary=programme.vocabulary, policies=programme.policies, closed=closed)


# ── Refusals ──────────────────────────────────────────


class UnknownProgramme(Unknown): ...


class ProgrammeExists(Refusal): ...


class ProgrammeIsClosed(Refusal): ...


class ProgrammeIsOpen(Refusal): ...


class UnknownVocabulary(Unacceptable): ...


class NothingToAmend(Unacceptable): ...


class SaidTwice(Unacceptable): ...


def no_programme(code: str, field: str = "programme") -> UnknownProgramme:
    return UnknownProgramme(f"There is no programme {code!r}. Create it first, or check its code.", field=field)


def must_be_open(world: World, code: str, field: str = "programme") -> Iterator[Refusal]:
    """Refusals for a request that belongs to a programme: it must exist and be open."""
    programme = world.find(Programme, code)
    if programme is None:
        yield no_programme(code, field)
    elif programme.closed:
        yield ProgrammeIsClosed(f"Programme {code!r} is closed. Reopen it, with a reason, to record more.", field=field)


def no_repeats(field: str, values: tuple[str, ...]) -> Iterator[Refusal]:
    """A refusal for each value that a list holds twice."""
    for value in sorted({v for v in values if values.count(v) > 1}):
        yield SaidTwice(f"{value!r} stands more than once in {field}. Name each once.", field=field)


def something_to_amend(command: Command, *fields: str) -> Iterator[Refusal]:
    """A refusal where a request to amend names none of the fields that can be amended."""
    if all(getattr(command, name) is UNSET for name in fields):
        yield NothingToAmend(f"Nothing to amend: name at least one of {', '.join(fields)}.")


# ── Requests ──────────────────────────────────────────


class CreateProgramme(Command):
    """Begin the record of a programme. Both policies are on unless switched off here."""

    NAME = "create-programme"
    PATH_FIELDS = ()
    code: Code
    title: Text
    kind: ProgrammeKind
    period: Edtf
    languages: tuple[Language, ...]
    countries: tuple[Country, ...] = ()
    description: Text | None = None
    vocabulary: str = OGP_STATUS.id
    policies: Policies = Policies()

    def key(self) -> Key:
        return Key(Programme.KIND, self.code)

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

    def events(self, world: World) -> tuple[Event, ...]:
        return (ProgrammeCreated(**said(self, "code")),)


class ProgrammeCommand(Command):
    """A request about a programme that exists."""

    PATH_FIELDS = ("code",)
    code: Code

    def key(self) -> Key:
        return Key(Programme.KIND, self.code)


class AmendProgramme(ProgrammeCommand):
    """Change what is said of a programme, with the reason; what is not named stays."""

    NAME = "amend-programme"
    reason: Prose
    on: Edtf | None = None
    title: Text | UnsetType = UNSET
    period: Edtf | UnsetType = UNSET
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

    def events(self, world: World) -> tuple[Event, ...]:
        return (ProgrammeAmended(**said(self, "code")),)


class CloseProgramme(ProgrammeCommand):
    """No more is recorded in a closed programme until it is reopened, except what reviewers find."""

    NAME = "close-programme"
    on: Edtf
    reason: Prose | None = None

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.code, "code")

    def events(self, world: World) -> tuple[Event, ...]:
        return (ProgrammeClosed(**said(self, "code")),)


class ReopenProgramme(ProgrammeCommand):
    """A closed programme is reopened only with a reason, which its readers see."""

    NAME = "reopen-programme"
    reason: Prose
    on: Edtf | None = None

    def refusals(self, world: World) -> Iterator[Refusal]:
        programme = world.find(Programme, self.code)
        if programme is None:
            yield no_programme(self.code, "code")
        elif not programme.closed:
            yield ProgrammeIsOpen(f"Programme {self.code!r} is open: there is nothing to reopen.")

    def events(self, world: World) -> tuple[Event, ...]:
        return (ProgrammeReopened(**said(self, "code")),)
