"""Report: what is claimed of a milestone, and what a claim must bring with it.

(nothing) ─ReportProgress→ claimed ─CorrectReport→ corrected ─CorrectReport→ …   (what follows by itself: domain/following.py)
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType

from domain.anew import anew, later
from domain.correction import NothingCorrected, Thing
from domain.dates import Edtf
from domain.kernel import Correction, Event, Facts, Key, Refusal, Unacceptable, Unknown, World, said
from domain.milestone import Milestone, MilestoneCommand
from domain.programme import Policies, Programme, must_be_open, policies
from domain.rules import not_in_the_future
from domain.tie import is_fulfilled, is_lost, must_be_tied, reached, stands_for, thing_of, ties_of
from domain.values import Line, Link, Prose, Text
from domain.vocabulary import STATUS_VOCABULARIES, Term

# ── Facts ─────────────────────────────────────────────


class ProgressReported(Event):
    """`following` is the thing whose own record it is taken from; `overrules` says why that record is not the word on it."""

    TOPIC = "milestone.progress_reported@1"
    on: Edtf
    text: Text
    status: str | None = None
    vocabulary: str | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None
    following: str | UnsetType = UNSET
    overrules: str | UnsetType = UNSET


class ReportCorrected(Correction, frozen=True):
    """What the report should have said. The first claim stays in the log and in every view of the time before."""

    TOPIC = "milestone.report_corrected@1"
    on: Edtf
    text: Text
    status: str | None = None
    vocabulary: str | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None
    following: str | UnsetType = UNSET
    overrules: str | UnsetType = UNSET

    def instead(self) -> ProgressReported:
        return ProgressReported(**{name: getattr(self, name) for name in ProgressReported.__struct_fields__})


# ── Refusals ──────────────────────────────────────────


class UnknownStatus(Unacceptable): ...


class CompleteNeedsEvidence(Unacceptable): ...


class LowStatusNeedsChallenge(Unacceptable): ...


class UnknownReport(Unknown): ...


class StandsForAnother(Refusal): ...


class NothingToOverrule(Refusal): ...


class FollowsAndOverrules(Unacceptable): ...


class NotReached(Refusal): ...


class IsOverruled(Refusal): ...


class SaidAlready(Refusal): ...


def reports(request: MilestoneCommand, world: World) -> dict[int, ProgressReported]:
    """The reports of the request's milestone that stand, by entry."""
    facts = world.past(request.key()).facts.items()
    return {entry: fact for entry, fact in facts if isinstance(fact, ProgressReported)}


def must_not_be_overruled(request: MilestoneCommand, world: World) -> Iterator[Refusal]:
    """A refusal where a person has overruled what the milestone follows."""
    for entry, fact in reports(request, world).items():
        if fact.overrules:
            yield IsOverruled(f"Entry {entry} overrules it: {fact.overrules!r}.", field="following")


# ── Requests ──────────────────────────────────────────


class Claim(MilestoneCommand, kw_only=True):
    """What a report says: a status, the day it is true for, what was done, on which evidence, against which challenges."""

    on: Edtf
    text: Text
    status: Line | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None
    following: Thing | UnsetType = UNSET
    overrules: Prose | UnsetType = UNSET

    def looks_up(self, world: World) -> tuple[Key, ...]:
        followed = (thing_of(self.programme, to) for to in ties_of(self, world)) if self.following else ()
        return (*super().looks_up(world), *followed)

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        programme = world.find(Programme, self.programme)
        if programme is None:
            return
        vocabulary = STATUS_VOCABULARIES[programme.vocabulary]
        term = vocabulary.find(self.status) if self.status else None
        if self.status and term is None:
            yield UnknownStatus(
                f"{self.status!r} is no status of {vocabulary.id}. Known: {vocabulary.codes}.", field="status"
            )
        if term:
            yield from self._policies(policies(world, self.programme), term)
        if self.following:
            yield from self._follows(world, self.following, term)
        elif self.status:
            yield from self._speaks_for_itself(world)

    def _policies(self, policies: Policies, term: Term) -> Iterator[Refusal]:
        if term.done and policies.complete_needs_evidence and not (self.evidence or self.following):
            yield CompleteNeedsEvidence(
                f"{self.status!r} needs evidence: add at least one link that shows it.", field="evidence"
            )
        if term.needs_challenge and policies.low_status_needs_challenge and not self.challenges:
            yield LowStatusNeedsChallenge(
                f"{self.status!r} needs a stated challenge: say what stands in the way.", field="challenges"
            )

    def _follows(self, world: World, following: str, term: Term | None) -> Iterator[Refusal]:
        """What is taken from the record of another thing must stand there, and must amount to what is claimed."""
        if self.overrules:
            yield FollowsAndOverrules(f"A report follows {following!r} or overrules it, not both.", field="overrules")
        yield from must_be_tied(self, world, following)
        yield from must_not_be_overruled(self, world)
        found = ties_of(self, world)
        tie = next((t for t in found.values() if str(thing_of(self.programme, t.to)) == following), None)
        if tie is None or not tie.when:
            return
        lost = term is None and is_lost(world, self.programme, tie)
        if not lost and reached(world, thing_of(self.programme, tie.to), tie.when) is None:
            yield NotReached(
                f"By its own record, {tie.to!r} is not {tie.when} yet. Record that first.", field="following"
            )
        elif term and term.done and not is_fulfilled(world, self.programme, found.values()):
            yield NotReached(
                f"Milestone {self.code!r} stands for more than that: report without a status, as a note.",
                field="status",
            )

    def _speaks_for_itself(self, world: World) -> Iterator[Refusal]:
        """A status of one's own, on a milestone that follows another thing, says why the record of that is not the word on it."""
        whole = stands_for(ties_of(self, world).values())
        if whole and not self.overrules:
            things = " and ".join(repr(tie.to) for tie in whole)
            yield StandsForAnother(
                f"Milestone {self.code!r} stands for {things} and follows what is recorded there. Record it there; report "
                "without a status, as a note; or say in `overrules` why that record is not the word on this milestone.",
                field="overrules",
            )
        if self.overrules and not whole:
            yield NothingToOverrule(
                f"Milestone {self.code!r} stands for nothing else: leave `overrules` out.", field="overrules"
            )

    def vocabulary(self, world: World) -> str | None:
        programme = world.find(Programme, self.programme)
        return programme.vocabulary if programme and self.status else None


class ReportProgress(Claim):
    """Claim how far a milestone is. Without a status it is a note on progress; policies ask for evidence and challenges."""

    NAME = "report-progress"
    FACT = ProgressReported

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        same = (self.following, self.status, self.on)
        for entry, fact in reports(self, world).items():
            if self.following and (fact.following, fact.status, fact.on) == same:
                yield SaidAlready(f"Entry {entry} says the same, following {self.following!r}.", field="following")

    def derived(self, world: World) -> dict[str, Any]:
        return {"vocabulary": self.vocabulary(world)}


class CorrectReport(Claim, kw_only=True):
    """Replace what an earlier report said, with the reason. `corrects` is the report's entry number in the timeline."""

    NAME = "correct-report"
    corrects: Annotated[int, Meta(ge=1, le=1_000_000)]
    reason: Prose

    @property
    def report(self) -> ReportProgress:
        """The report as it should have been made."""
        return ReportProgress(**{name: getattr(self, name) for name in Claim.__struct_fields__})

    def refusals(self, world: World) -> Iterator[Refusal]:
        known, past = reports(self, world), world.past(self.key())
        if self.corrects not in known:
            if past.facts:
                entries = ", ".join(map(str, known)) or "none"
                yield UnknownReport(
                    f"Entry {self.corrects} of milestone {self.code!r} is no report. Its reports: {entries}.",
                    field="corrects",
                )
            yield from self.report.refusals(world)
            return
        yield from must_be_open(world, self.programme)
        fact, refusals = anew(self.report, past, self.corrects, world)
        yield from refusals
        if refusals:
            return
        if fact == known[self.corrects] and self.source is None:
            yield NothingCorrected(f"Entry {self.corrects} says just that already.", field="corrects")
        for refusal in later(world, self.key(), past, past.facts | {self.corrects: fact}, self.corrects):
            refusal.field = "corrects"
            yield refusal

    def events(self, world: World) -> Facts:
        fact, _ = anew(self.report, world.past(self.key()), self.corrects, world)
        return (ReportCorrected(corrects=self.corrects, reason=self.reason, **said(fact)),)
