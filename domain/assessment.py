"""Assessment: what an independent reviewer finds of a programme, commitment or milestone; never merged with what its team reports.

(nothing) ─RecordAssessment→ assessed ─RecordAssessment→ assessed anew
"""

from collections.abc import Iterator
from enum import StrEnum

from domain.commitment import Commitment
from domain.dates import Edtf
from domain.kernel import Command, Event, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.milestone import Milestone, not_in_the_future
from domain.programme import Programme, no_programme, no_repeats
from domain.values import Code, Line, Link, Text
from domain.vocabulary import REVIEW_VARIABLES

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


# ── State ─────────────────────────────────────────────


class Assessment(State):
    KIND = "assessment"


def evolve(_assessment: Assessment | None, _event: AssessmentRecorded, _version: int) -> Assessment:
    return Assessment()


# ── Refusals ──────────────────────────────────────────


class UnknownVariable(Unacceptable): ...


class UnknownFinding(Unacceptable): ...


class OneFindingOnly(Unacceptable): ...


class UnknownSubject(Unknown): ...


class SubjectNotNamed(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class RecordAssessment(Command):
    """Record a reviewer's finding. No values means "not assessed yet", which is none of the findings."""

    NAME = "record-assessment"
    PATH_FIELDS = ("programme",)
    programme: Code
    subject: Subject
    reviewer: Code
    variable: Line
    about: Code | None = None
    values: tuple[Line, ...] = ()
    said: Line | None = None
    on: Edtf | None = None
    note: Text | None = None
    sources: tuple[Link, ...] = ()

    def key(self) -> Key:
        return Key(
            Assessment.KIND,
            f"{self.programme}/{self.subject}/{self.about or ''}/{self.reviewer}/{self.variable}",
        )

    def reads(self) -> tuple[Key, ...]:
        kinds = {Subject.COMMITMENT: Commitment.KIND, Subject.MILESTONE: Milestone.KIND}
        named = (
            (Key(kinds[self.subject], f"{self.programme}/{self.about}"),)
            if self.subject in kinds and self.about
            else ()
        )
        return (Key(Programme.KIND, self.programme), *named)

    def refusals(self, world: World) -> Iterator[Refusal]:
        if world.find(Programme, self.programme) is None:
            yield no_programme(self.programme)
        if self.on:
            yield from not_in_the_future(self.on, world.today)
        yield from self._subject(world)
        vocabulary = REVIEW_VARIABLES.get(self.variable)
        if vocabulary is None:
            known = ", ".join(REVIEW_VARIABLES)
            yield UnknownVariable(f"{self.variable!r} is no review variable. Known: {known}.", field="variable")
            return
        for value in self.values:
            if vocabulary.find(value) is None:
                yield UnknownFinding(
                    f"{value!r} is no value of {vocabulary.id}. Known: {vocabulary.codes}.", field="values"
                )
        if len(self.values) > 1 and not vocabulary.several:
            yield OneFindingOnly(f"{self.variable!r} has one value at a time.", field="values")
        yield from no_repeats("values", self.values)

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

    def events(self, world: World) -> tuple[Event, ...]:
        vocabulary = REVIEW_VARIABLES[self.variable].id
        return (AssessmentRecorded(vocabulary=vocabulary, **said(self)),)
