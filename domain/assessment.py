"""Assessment: what an independent reviewer finds of a programme, commitment or milestone; never merged with what its team reports.

(nothing) ─RecordAssessment→ assessed ─RecordAssessment→ assessed anew ─RetractAssessment→ retracted ─RecordAssessment→ …
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET, UnsetType

from domain.commitment import Commitment
from domain.dates import Edtf
from domain.kernel import Command, Event, Facts, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.milestone import Milestone
from domain.profile import assessed, ever_assessed
from domain.programme import Programme, UnknownVocabulary, no_programme
from domain.rules import no_repeats, not_in_the_future
from domain.values import Code, Line, Link, Prose, Text
from domain.vocabulary import VOCABULARIES, Vocabulary, offering

# ── Facts ─────────────────────────────────────────────


class Subject(StrEnum):
    PROGRAMME = "programme"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"


class AssessmentRecorded(Event):
    """`values` empty means that the reviewer says it is not assessed yet; `said` keeps the published words."""

    TOPIC = "assessment.recorded@1"
    programme: Code
    subject: Subject
    reviewer: Code
    variable: str
    vocabulary: str
    values: tuple[str, ...] = ()
    said: Line | None = None
    about: Code | None = None
    on: Edtf | None = None
    note: Text | None = None
    sources: tuple[Link, ...] = ()
    reason: str | UnsetType = UNSET


class AssessmentRetracted(Event):
    """The reviewer no longer stands by what was found, and has found nothing in its place."""

    TOPIC = "assessment.retracted@1"
    programme: Code
    subject: Subject
    reviewer: Code
    variable: str
    reason: str
    about: Code | None = None
    on: Edtf | None = None


AssessmentEvent = AssessmentRecorded | AssessmentRetracted

# ── State ─────────────────────────────────────────────


class Assessment(State):
    KIND = "assessment"
    stands: bool = True


def evolve(assessment: Assessment | None, event: AssessmentEvent, _version: int) -> Assessment:
    if isinstance(event, AssessmentRecorded):
        return Assessment()
    if assessment is None:
        raise ValueError(f"{event.TOPIC} before anything was assessed")
    return Assessment(stands=False)


# ── Refusals ──────────────────────────────────────────


class UnknownVariable(Unacceptable): ...


class UnknownFinding(Unacceptable): ...


class OneFindingOnly(Unacceptable): ...


class UnknownSubject(Unknown): ...


class SubjectNotNamed(Unacceptable): ...


class NothingToRetract(Refusal): ...


class ReplacedWithoutReason(Refusal): ...


# ── Requests ──────────────────────────────────────────


class AssessmentCommand(Command, kw_only=True):
    """A request about what one reviewer says of one variable of one subject."""

    PATH_FIELDS = ("programme",)
    KEY_FIELDS = ()
    programme: Code
    subject: Subject
    reviewer: Code
    variable: Line
    about: Code | None = None
    on: Edtf | None = None

    def key(self) -> Key:
        return Key(
            Assessment.KIND,
            f"{self.programme}/{self.subject}/{self.about or ''}/{self.reviewer}/{self.variable}",
        )

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self.programme),)

    def refusals(self, world: World) -> Iterator[Refusal]:
        programme = world.find(Programme, self.programme)
        if programme is None:
            yield no_programme(self.programme)
        yield from not_in_the_future(self.on, world.today)
        yield from self.breaks(programme, world)

    def breaks(self, programme: Programme | None, world: World) -> Iterator[Refusal]:
        raise NotImplementedError


class RecordAssessment(AssessmentCommand, kw_only=True):
    """Record a finding, with a reason if it replaces one of that day. No values: not assessed yet. `vocabulary`: if not today's."""

    NAME = "record-assessment"
    FACT = AssessmentRecorded
    values: tuple[Line, ...] = ()
    said: Line | None = None
    note: Text | None = None
    sources: tuple[Link, ...] = ()
    reason: Prose | UnsetType = UNSET
    vocabulary: Line | UnsetType = UNSET

    def reads(self) -> tuple[Key, ...]:
        kinds = {Subject.COMMITMENT: Commitment.KIND, Subject.MILESTONE: Milestone.KIND}
        named = (
            (Key(kinds[self.subject], f"{self.programme}/{self.about}"),)
            if self.subject in kinds and self.about
            else ()
        )
        return (*super().reads(), *named)

    def breaks(self, programme: Programme | None, world: World) -> Iterator[Refusal]:
        yield from self._subject(world)
        yield from self._replacing(world)
        yield from no_repeats("values", self.values)
        if programme is None:
            return
        vocabulary = self._vocabulary(programme)
        if vocabulary is None:
            yield self._unknown(programme)
            vocabulary = VOCABULARIES.get(self.vocabulary or "")
        if vocabulary is None:
            return
        for value in self.values:
            if vocabulary.find(value) is None:
                yield UnknownFinding(
                    f"{value!r} is no value of {vocabulary.id}. Known: {vocabulary.codes}.", field="values"
                )
        if len(self.values) > 1 and not vocabulary.several:
            yield OneFindingOnly(f"{self.variable!r} has one value at a time.", field="values")

    def _subject(self, world: World) -> Iterator[Refusal]:
        if self.subject is Subject.PROGRAMME:
            if self.about:
                yield SubjectNotNamed("An assessment of the programme names no commitment or milestone.", field="about")
            return
        if not self.about:
            yield SubjectNotNamed(f"Say which {self.subject} is assessed, by its code.", field="about")
            return
        kind = Commitment if self.subject is Subject.COMMITMENT else Milestone
        if world.find(kind, f"{self.programme}/{self.about}") is None:
            yield UnknownSubject(f"There is no {self.subject} {self.about!r} in {self.programme!r}.", field="about")

    def _replacing(self, world: World) -> Iterator[Refusal]:
        """A refusal where another finding for the same day stands, and nothing is said of why it changed."""
        found: dict[Edtf | None, int] = {}
        for entry, fact in world.past(self.key()).facts.items():
            found = {**found, fact.on: entry} if isinstance(fact, AssessmentRecorded) else {}
        if self.reason is UNSET and self.on in found:
            yield ReplacedWithoutReason(
                f"Entry {found[self.on]} is a finding {f'for {self.on}' if self.on else 'without a day'} already: "
                "give the reason why it changed, or the later day for which this one was made.",
                field="reason",
            )

    def _vocabulary(self, programme: Programme) -> Vocabulary | None:
        """The vocabulary that the finding is said in: the one it names, if it was ever chosen, or else the one chosen now."""
        if self.vocabulary is UNSET:
            return assessed(programme).get(self.variable)
        return ever_assessed(programme, self.variable).get(self.vocabulary)

    def _unknown(self, programme: Programme) -> Refusal:
        if self.vocabulary is not UNSET:
            known = ", ".join(ever_assessed(programme, self.variable)) or "none"
            return UnknownVocabulary(
                f"{self.vocabulary!r} was never chosen for {self.variable!r} in {self.programme!r}. Known: {known}.",
                field="vocabulary",
            )
        return UnknownVariable(
            f"{self.variable!r} is no review variable of {self.programme!r}. "
            f"Known: {', '.join(assessed(programme)) or 'none'}. "
            f"Profiles that have it, for choose-vocabularies: {offering(self.variable)}.",
            field="variable",
        )

    def events(self, world: World) -> Facts:
        programme = world.find(Programme, self.programme)
        assert programme is not None
        vocabulary = self._vocabulary(programme)
        assert vocabulary is not None
        return (AssessmentRecorded(vocabulary=vocabulary.id, **said(self, "vocabulary")),)


class RetractAssessment(AssessmentCommand, kw_only=True):
    """Take back what a reviewer found, with the reason; what was found stays in the record of the time."""

    NAME = "retract-assessment"
    FACT = AssessmentRetracted
    reason: Prose

    def breaks(self, programme: Programme | None, world: World) -> Iterator[Refusal]:
        assessment = world.find(Assessment, self.key().code)
        if programme and not (assessment and assessment.stands):
            of = f"{self.subject} {self.about!r}" if self.about else f"the {self.subject}"
            yield NothingToRetract(
                f"No finding of {self.reviewer!r} on {self.variable!r} of {of} stands: there is nothing to retract."
            )
