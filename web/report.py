"""The status report of a programme, readable and printable as one document."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from domain.values import Text
from projections.disagreement import disagreeing
from projections.line import MilestoneStatus
from projections.moment import Reading
from projections.partner import partners_named
from projections.programme import Programme
from projections.report import CommitmentStatus, StatusReport, status_report
from web.page import Page, Query, known
from web.pdf import files
from web.things import Thing, things_of
from web.totals import Share, counted, shares


class Part(Struct, frozen=True):
    """A commitment in numbers: the parts of its own bar, and what asks for attention.

    `disputed` names its milestones on which a reviewer finds something else than the team claims, each with those findings.
    """

    code: str
    shares: tuple[Share, ...]
    overdue: int
    rescheduled: int
    disputed: dict[str, tuple[str, ...]]


class Report(Struct, frozen=True):
    """The report with its pictures in numbers. `things` is what the programme has besides, where it has no milestones.

    `reviewers` are the names of those reviewers who are registered as partners, by code.
    """

    report: StatusReport
    shares: tuple[Share, ...]
    parts: dict[str, Part]
    disputed: dict[str, tuple[str, ...]]
    withdrawn_commitments: int
    things: tuple[Thing, ...]
    reviewers: dict[str, Text]

    @property
    def programme(self) -> Programme:
        return self.report.programme


def report(reading: Reading, _query: Query, programme: str) -> Report:
    found = known(status_report(reading, programme), "programme", None, programme)
    every = found.all_milestones()
    return Report(
        report=found,
        shares=shares(found.totals.by_status, found.vocabulary),
        parts={one.code: part_of(one, found) for one in found.commitments},
        disputed=_disputed(every, found),
        withdrawn_commitments=sum(one.withdrawn is not None for one in found.commitments),
        things=() if every else things_of(reading, programme),
        reviewers=reviewers_in(reading, found),
    )


def reviewers_in(reading: Reading, found: StatusReport) -> dict[str, Text]:
    """The names of the reviewers whose findings stand in a report, as far as they are registered as partners."""
    about = (found, *found.commitments, *found.all_milestones())
    codes = {finding.reviewer for one in about for finding in one.findings}
    return {code: partner.name for code, partner in partners_named(reading, codes).items()} if codes else {}


def part_of(commitment: CommitmentStatus, found: StatusReport) -> Part:
    """A commitment of a report in numbers."""
    lines = commitment.milestones

    return Part(
        code=commitment.code,
        shares=shares(counted(lines, found.totals.by_status), found.vocabulary),
        overdue=sum(line.overdue for line in lines),
        rescheduled=sum(line.reschedules > 0 for line in lines),
        disputed=_disputed(lines, found),
    )


def _disputed(lines: Sequence[MilestoneStatus], found: StatusReport) -> dict[str, tuple[str, ...]]:
    differing = {line.code: disagreeing(line, found.vocabulary) for line in lines}
    return {code: tuple(finding.of for finding in findings) for code, findings in differing.items() if findings}


_REPORT = Page(
    path="/programmes/{programme}/report",
    template="report.html",
    answer=report,
    rows=lambda found: found.report.all_milestones() or found.report.commitments,
)
PAGES = (replace(_REPORT, files=files(_REPORT)),)
