"""A report on a milestone done the library's own way: aggregates, `repository.get` and `save`, under the same rules."""

from typing import Any
from uuid import UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from domain.kernel import NAMESPACE
from domain.report import ReportProgress
from domain.vocabulary import STATUS_VOCABULARIES


class Programme(Aggregate):
    @event("Created")
    def __init__(self, code: str, vocabulary: str) -> None:
        self.code = code
        self.vocabulary = vocabulary
        self.closed = False

    @staticmethod
    def create_id(code: str) -> UUID:
        return uuid5(NAMESPACE, f"programme:{code}")


class Milestone(Aggregate):
    @event("Planned")
    def __init__(self, programme: str, code: str, title: dict[str, str], due: str) -> None:
        self.programme = programme
        self.code = code
        self.title = title
        self.due = due
        self.reports: list[int] = []
        self.withdrawn = False

    @staticmethod
    def create_id(programme: str, code: str) -> UUID:
        return uuid5(NAMESPACE, f"milestone:{programme}/{code}")

    @event("ProgressReported")
    def report(
        self,
        on: str,
        text: dict[str, str],
        status: str | None,
        vocabulary: str,
        evidence: list[dict[str, Any]],
        challenges: dict[str, str] | None,
    ) -> None:
        self.reports.append(self.version + 1)


class Programmes(Application[UUID]):
    """The library's application, with its own recorder and tables."""

    name = "programmes"

    def begin(self, code: str, vocabulary: str) -> None:
        self.save(Programme(code, vocabulary))

    def plan(self, programme: str, code: str, title: dict[str, str], reports: list[ReportProgress]) -> None:
        """A milestone with some reports already made."""
        milestone = Milestone(programme, code, title, "2018")
        for report in reports:
            self._claim(milestone, report, "")
        self.save(milestone)

    def report(self, request: ReportProgress) -> None:
        """Load, decide, record."""
        programme: Programme = self.repository.get(Programme.create_id(request.programme))
        milestone: Milestone = self.repository.get(Milestone.create_id(request.programme, request.code))
        if programme.closed or milestone.withdrawn:
            raise ValueError("Nothing more is recorded of it.")
        term = STATUS_VOCABULARIES[programme.vocabulary].find(request.status) if request.status else None
        if term and term.done and not request.evidence:
            raise ValueError("It needs evidence.")
        if term and term.needs_challenge and not request.challenges:
            raise ValueError("It needs a stated challenge.")
        self._claim(milestone, request, programme.vocabulary)
        self.save(milestone)

    def _claim(self, milestone: Milestone, request: ReportProgress, vocabulary: str) -> None:
        evidence: list[dict[str, Any]] = [
            {"url": link.url, "title": link.title, "shows": link.shows, "seen": str(link.seen)}
            for link in request.evidence
        ]
        milestone.report(str(request.on), request.text, request.status, vocabulary, evidence, request.challenges)
