"""Where does a programme stand? The OGP-style status report: per commitment and milestone, promised, agreed, claimed, assessed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Final, TypeVar

from msgspec.structs import replace

from domain.assessment import Subject
from domain.commitment import StatedValue
from domain.dates import Edtf
from domain.values import Link, Source, Text
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.assessment import About, Finding, findings_about, findings_of
from projections.claim import ClaimRow, latest_claims
from projections.commitment import Commitment, commitment, commitments_of
from projections.line import NOT_REPORTED, WITHDRAWN, MilestoneStatus, Named, line_of
from projections.milestone import Milestone, milestone, milestones_of
from projections.moment import Moment, Reading
from projections.partner import Partner, partners_named
from projections.programme import Programme, programme
from projections.projection import View
from projections.withdrawal import Withdrawal


class CommitmentStatus(View):
    """A commitment's part of the report, with its milestones."""

    code: str
    identifier: str | None
    title: Text
    lead: Named | None
    supporting: tuple[Named, ...]
    period: Edtf | None
    policy_areas: tuple[str, ...]
    ogp_values: tuple[StatedValue, ...]
    problem: Text | None
    ambition: Text | None
    expected_result: Text | None
    links: tuple[Link, ...]
    submitted: Edtf | None
    withdrawn: Withdrawal | None
    findings: tuple[Finding, ...]
    milestones: tuple[MilestoneStatus, ...]
    source: Source | None
    illustrative: bool


class Totals(View):
    """How many milestones stand at each status; `by_status` names every status of the vocabulary, also at zero."""

    milestones: int
    by_status: dict[str, int]
    overdue: int
    rescheduled: int


class StatusReport(View):
    """The status report of a programme on one day, as known at one position of the log."""

    programme: Programme
    as_of: date
    known_at: int
    recorded_at: datetime | None
    vocabulary: Vocabulary
    totals: Totals
    commitments: tuple[CommitmentStatus, ...]
    milestones: tuple[MilestoneStatus, ...]
    findings: tuple[Finding, ...]
    illustrative: bool

    def all_milestones(self) -> list[MilestoneStatus]:
        """Every milestone of the report: those of its commitments, then those of none."""
        return [*(m for c in self.commitments for m in c.milestones), *self.milestones]


T = TypeVar("T")


class Around:
    """What is said elsewhere of commitments and milestones and stands in their lines: partners, claims and findings."""

    def __init__(
        self,
        partners: Mapping[str, Partner],
        claims: Mapping[str, list[ClaimRow]],
        findings: Iterable[Finding],
        commitments: Iterable[Commitment],
    ) -> None:
        self.partners: Final = partners
        self.findings: Final = _by_subject(findings)
        self._claims = claims
        self._names = {code: Named(code=code, name=partner.name) for code, partner in partners.items()}
        self._withdrawn = {c.code: replace(c.withdrawn, commitment=c.code) for c in commitments if c.withdrawn}

    def commitment(self, commitment: Commitment, lines: Iterable[MilestoneStatus] = ()) -> CommitmentStatus:
        """A commitment's part of the report, with these lines of its milestones."""
        findings = self.findings.get((Subject.COMMITMENT, commitment.code), ())
        return _commitment(commitment, self._names, findings, lines)

    def milestone(self, milestone: Milestone, vocabulary: Vocabulary, moment: Moment) -> MilestoneStatus:
        """The line of a milestone, withdrawn with its commitment where it was not withdrawn by itself."""
        withdrawn = milestone.withdrawn or self._withdrawn.get(milestone.commitment or "")
        claims = self._claims.get(milestone.code, [])
        findings = self.findings.get((Subject.MILESTONE, milestone.code), ())
        return line_of(replace(milestone, withdrawn=withdrawn), claims, self._names, vocabulary, findings, moment)


def around_all(
    reading: Reading, programme: str, commitments: Collection[Commitment], milestones: Collection[Milestone]
) -> Around:
    """What is said around all commitments and milestones of a programme, which these are, and around the programme itself."""
    return Around(
        _partners(reading, commitments, milestones),
        latest_claims(reading, programme),
        findings_of(reading, programme),
        commitments,
    )


def around_these(
    reading: Reading, programme: str, commitments: Collection[Commitment], milestones: Collection[Milestone]
) -> Around:
    """What is said around these commitments and milestones of a programme, and nothing else."""
    subjects = [
        *((Subject.COMMITMENT, c.code) for c in commitments),
        *((Subject.MILESTONE, m.code) for m in milestones),
    ]
    return Around(
        _partners(reading, commitments, milestones),
        latest_claims(reading, programme, [m.code for m in milestones]),
        findings_about(reading, programme, subjects),
        commitments,
    )


def arranged(
    commitments: Iterable[str], milestones: Iterable[tuple[str | None, T]]
) -> tuple[list[tuple[str, list[T]]], list[T]]:
    """Milestones with the commitments that they belong to, in the order of these; and those of no commitment that there is."""
    groups: dict[str | None, list[T]] = {}
    for within, one in milestones:
        groups.setdefault(within, []).append(one)
    parts = [(code, groups.pop(code, [])) for code in commitments]
    return parts, [one for group in groups.values() for one in group]


def status_report(reading: Reading, code: str) -> StatusReport | None:
    """The status report of this programme, or None where none was known by that code."""
    found = programme(reading, code)
    if found is None:
        return None
    commitments = commitments_of(reading, code)
    milestones = milestones_of(reading, code)
    around = around_all(reading, code, commitments, milestones)
    vocabulary = STATUS_VOCABULARIES[found.vocabulary]
    lines = ((m.commitment, around.milestone(m, vocabulary, reading.moment)) for m in milestones)
    groups, loose = arranged((c.code for c in commitments), lines)
    parts = tuple(around.commitment(c, group) for c, (_, group) in zip(commitments, groups, strict=True))
    every = [*(line for part in parts for line in part.milestones), *loose]
    findings = (finding for about in around.findings.values() for finding in about)
    said = (found, *parts, *every, *around.partners.values(), *findings)
    return StatusReport(
        programme=found,
        as_of=reading.moment.as_of,
        known_at=reading.moment.known_at,
        recorded_at=reading.moment.recorded_at,
        vocabulary=vocabulary,
        totals=_totals(every, vocabulary),
        commitments=parts,
        milestones=tuple(loose),
        findings=around.findings.get((Subject.PROGRAMME, None), ()),
        illustrative=any(one.illustrative for one in said),
    )


def milestone_status(reading: Reading, of: Programme, code: str) -> MilestoneStatus | None:
    """The line of one milestone, as it stands in the report of its programme; None where none was known by that code."""
    found = milestone(reading, of.code, code)
    if found is None:
        return None
    part = commitment(reading, of.code, found.commitment) if found.commitment else None
    around = around_these(reading, of.code, [part] if part else [], [found])
    return around.milestone(found, STATUS_VOCABULARIES[of.vocabulary], reading.moment)


def _partners(
    reading: Reading, commitments: Iterable[Commitment], milestones: Iterable[Milestone]
) -> Mapping[str, Partner]:
    """The partners that commitments and milestones name, by code."""
    named = {p for c in commitments for p in (c.lead, *c.supporting) if p} | {
        p for m in milestones for p in m.responsible
    }
    return partners_named(reading, named) if named else {}


def _by_subject(findings: Iterable[Finding]) -> Mapping[About, tuple[Finding, ...]]:
    grouped: dict[About, tuple[Finding, ...]] = {}
    for finding in findings:
        about = (finding.subject, finding.about)
        grouped[about] = (*grouped.get(about, ()), finding)
    return grouped


def _commitment(
    commitment: Commitment,
    names: Mapping[str, Named],
    findings: tuple[Finding, ...],
    lines: Iterable[MilestoneStatus],
) -> CommitmentStatus:
    return CommitmentStatus(
        code=commitment.code,
        identifier=commitment.identifier,
        title=commitment.title,
        lead=names.get(commitment.lead) if commitment.lead else None,
        supporting=tuple(names[p] for p in commitment.supporting if p in names),
        period=commitment.period,
        policy_areas=commitment.policy_areas,
        ogp_values=commitment.ogp_values,
        problem=commitment.problem,
        ambition=commitment.ambition,
        expected_result=commitment.expected_result,
        links=commitment.links,
        submitted=commitment.submitted,
        withdrawn=commitment.withdrawn,
        findings=findings,
        milestones=tuple(lines),
        source=commitment.source,
        illustrative=commitment.illustrative,
    )


def _totals(lines: list[MilestoneStatus], vocabulary: Vocabulary) -> Totals:
    counted = Counter(line.status for line in lines)
    statuses = (*(term.code for term in vocabulary.terms), NOT_REPORTED, WITHDRAWN)
    return Totals(
        milestones=len(lines),
        by_status={status: counted[status] for status in statuses},
        overdue=sum(line.overdue for line in lines),
        rescheduled=sum(line.reschedules > 0 for line in lines),
    )
