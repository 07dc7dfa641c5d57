"""Report: what is claimed of a milestone, and what a claim must bring with it.

(nothing) ─ReportProgress→ claimed ─CorrectReport→ corrected ─CorrectReport→ …
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from domain.dates import Edtf
from domain.kernel import Event, Refusal, Unacceptable, Unknown, World, said
from domain.milestone import Milestone, MilestoneCommand, ProgressReported, ReportCorrected, not_in_the_future
from domain.programme import Programme
from domain.values import Line, Link, Prose, Text
from domain.vocabulary import STATUS_VOCABULARIES

# ── Refusals ──────────────────────────────────────────


class UnknownStatus(Unacceptable): ...


class CompleteNeedsEvidence(Unacceptable): ...


class LowStatusNeedsChallenge(Unacceptable): ...


class UnknownReport(Unknown): ...


# ── Requests ──────────────────────────────────────────


class Claim(MilestoneCommand, kw_only=True):
    """What a report says: a status, the day it is true for, what was done, on which evidence, against which challenges."""

    on: Edtf
    text: Text
    status: Line | None = None
    evidence: tuple[Link, ...] = ()
    challenges: Text | None = None

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        programme = world.find(Programme, self.programme)
        if self.status is None or programme is None:
            return
        vocabulary = STATUS_VOCABULARIES[programme.vocabulary]
        term = vocabulary.find(self.status)
        if term is None:
            yield UnknownStatus(
                f"{self.status!r} is no status of {vocabulary.id}. Known: {vocabulary.codes}.", field="status"
            )
            return
        if term.done and programme.policies.complete_needs_evidence and not self.evidence:
            yield CompleteNeedsEvidence(
                f"{self.status!r} needs evidence: add at least one link that shows it.", field="evidence"
            )
        if term.needs_challenge and programme.policies.low_status_needs_challenge and not self.challenges:
            yield LowStatusNeedsChallenge(
                f"{self.status!r} needs a stated challenge: say what stands in the way.", field="challenges"
            )

    def vocabulary(self, world: World) -> str | None:
        programme = world.find(Programme, self.programme)
        return programme.vocabulary if programme and self.status else None


class ReportProgress(Claim):
    """Claim how far a milestone is. Without a status it is a note on progress; policies ask for evidence and challenges."""

    NAME = "report-progress"

    def events(self, world: World) -> tuple[Event, ...]:
        return (ProgressReported(vocabulary=self.vocabulary(world), **said(self, "programme", "code")),)


class CorrectReport(Claim, kw_only=True):
    """Replace what an earlier report said, with the reason. `corrects` is the report's entry number in the timeline."""

    NAME = "correct-report"
    corrects: Annotated[int, Meta(ge=1, le=1_000_000)]
    reason: Prose

    def breaks(self, milestone: Milestone, world: World) -> Iterator[Refusal]:
        if self.corrects not in milestone.reports:
            known = ", ".join(map(str, sorted(milestone.reports))) or "none"
            yield UnknownReport(
                f"Entry {self.corrects} of milestone {self.code!r} is no report. Its reports: {known}.",
                field="corrects",
            )
        yield from super().breaks(milestone, world)

    def events(self, world: World) -> tuple[Event, ...]:
        return (ReportCorrected(vocabulary=self.vocabulary(world), **said(self, "programme", "code")),)
