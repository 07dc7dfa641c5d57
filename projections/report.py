"""Where does a programme stand? The OGP-style status report: per commitment and milestone, promised, agreed, claimed, assessed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from msgspec.structs import replace

from domain.assessment import Subject
from domain.commitment import StatedValue
from domain.dates import Edtf
from domain.values import Link, Source, Text
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.assessment import Finding, findings_of
from projections.claim import ClaimRow, claims_of, latest_claims
from projections.commitment import Commitment, commitment, commitments_of
from projections.line import NOT_REPORTED, WITHDRAWN, MilestoneStatus, Named, line_of
from projections.milestone import Milestone, milestone, milestones_of
from projections.moment import Reading
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


def status_report(reading: Reading, code: str) -> StatusReport | None:
    """The status report of this programme, or None where none was known by that code."""
    found = programme(reading, code)
    if found is None:
        return None
    commitments = commitments_of(reading, code)
    milestones = milestones_of(reading, code)
    findings = _by_subject(findings_of(reading, code))
    partners = _partners(reading, commitments, milestones)
    names = {code: Named(code=code, name=partner.name) for code, partner in partners.items()}
    claims = latest_claims(reading, code)
    vocabulary = STATUS_VOCABULARIES[found.vocabulary]
    withdrawn = {c.code: replace(c.withdrawn, commitment=c.code) for c in commitments if c.withdrawn}
    lines: dict[str | None, list[MilestoneStatus]] = {}
    for m in milestones:
        found_of_it = findings.get((Subject.MILESTONE, m.code), ())
        line = line_of(_with_its(m, withdrawn), claims.get(m.code, []), names, vocabulary, found_of_it, reading.moment)
        lines.setdefault(m.commitment, []).append(line)
    parts = tuple(
        _commitment(c, names, findings.get((Subject.COMMITMENT, c.code), ()), lines.pop(c.code, ()))
        for c in commitments
    )
    loose = tuple(line for group in lines.values() for line in group)
    every = [*(line for part in parts for line in part.milestones), *loose]
    said = (found, *parts, *every, *partners.values(), *(finding for about in findings.values() for finding in about))
    return StatusReport(
        programme=found,
        as_of=reading.moment.as_of,
        known_at=reading.moment.known_at,
        recorded_at=reading.moment.recorded_at,
        vocabulary=vocabulary,
        totals=_totals(every, vocabulary),
        commitments=parts,
        milestones=loose,
        findings=findings.get((Subject.PROGRAMME, None), ()),
        illustrative=any(one.illustrative for one in said),
    )


def milestone_status(reading: Reading, of: Programme, code: str) -> MilestoneStatus | None:
    """The line of one milestone, as it stands in the report of its programme; None where none was known by that code."""
    found = milestone(reading, of.code, code)
    if found is None:
        return None
    part = commitment(reading, of.code, found.commitment) if found.commitment else None
    withdrawn = {part.code: replace(part.withdrawn, commitment=part.code)} if part and part.withdrawn else {}
    partners = _partners(reading, (), (found,))
    return line_of(
        _with_its(found, withdrawn),
        _latest(claims_of(reading, of.code, code)),
        {code: Named(code=code, name=partner.name) for code, partner in partners.items()},
        STATUS_VOCABULARIES[of.vocabulary],
        tuple(findings_of(reading, of.code, code)),
        reading.moment,
    )


def _latest(claims: list[ClaimRow]) -> list[ClaimRow]:
    """The last claim and the last note of these, in their order."""
    last = {row.has_status: row for row in claims}
    return [row for row in claims if last[row.has_status] is row]


def _partners(
    reading: Reading, commitments: Iterable[Commitment], milestones: Iterable[Milestone]
) -> Mapping[str, Partner]:
    """The partners that commitments and milestones name, by code."""
    named = {p for c in commitments for p in (c.lead, *c.supporting) if p} | {
        p for m in milestones for p in m.responsible
    }
    return partners_named(reading, named) if named else {}


def _with_its(milestone: Milestone, withdrawn: Mapping[str, Withdrawal]) -> Milestone:
    """A milestone, withdrawn with its commitment where it was not withdrawn by itself."""
    return replace(milestone, withdrawn=milestone.withdrawn or withdrawn.get(milestone.commitment or ""))


def _by_subject(findings: Iterable[Finding]) -> Mapping[tuple[Subject, str | None], tuple[Finding, ...]]:
    grouped: dict[tuple[Subject, str | None], tuple[Finding, ...]] = {}
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
