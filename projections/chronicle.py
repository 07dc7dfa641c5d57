"""What happened in a programme, thing by thing: what was promised, agreed, claimed and found of each, and for which day?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from domain.assessment import Subject
from domain.cohort import CohortStage
from domain.dates import Edtf
from domain.gathering import EventStage
from domain.pilot import PilotStage
from domain.step import DeliverableStage
from domain.values import Text
from projections.assessment import review_history
from projections.cohort import COHORTS, cohorts_of
from projections.commitment import COMMITMENTS
from projections.dated import Dated, Fact, dated, facts_of_dossier, facts_of_entries, facts_of_reviews
from projections.deliverable import DELIVERABLES, deliverables_of
from projections.dossier import DossierRow, Told, dossiers_of
from projections.entry import BriefEntry, brief_entries
from projections.gathering import GATHERINGS, gatherings_of
from projections.line import WITHDRAWN
from projections.milestone import Slippage
from projections.moment import Reading
from projections.phase import Phase
from projections.pilot import PILOTS, Pilot, pilots_of
from projections.programme import Programme
from projections.projection import View
from projections.report import CommitmentStatus, StatusReport, status_report

KINDS: Final = ("milestone", "cohort", "event", "deliverable", "pilot")
ENDED: Final = (CohortStage.CANCELLED, EventStage.CANCELLED, DeliverableStage.WITHDRAWN, PilotStage.STOPPED)


class Strand(View):
    """One thing in time. `code` is that of its page, `number` that of a phase of it; `status` null: it is of no kind that has one.

    `promised` is the first due date or period, `due` the one agreed since.
    """

    kind: str
    code: str
    number: int | None
    title: Text
    status: str | None
    vocabulary: str | None
    overdue: bool
    ended: bool
    promised: Edtf | None
    due: Edtf | None
    slippage: Slippage | None
    illustrative: bool
    dated: tuple[Dated, ...]


class Group(View):
    """A commitment with what belongs to it; `commitment` and `title` null: what belongs to none."""

    commitment: str | None
    title: Text | None
    withdrawn: bool
    strands: tuple[Strand, ...]

    @property
    def overdue(self) -> int:
        return sum(strand.overdue for strand in self.strands)

    @property
    def moved(self) -> int:
        return sum(bool(s.slippage and (s.slippage.least_days or s.slippage.most_days)) for s in self.strands)


class Chronicle(View):
    """A programme in time, commitment by commitment, as known at one moment; what holds after the day is said to lie ahead."""

    programme: Programme
    as_of: date
    known_at: int
    groups: tuple[Group, ...]


class _Things(NamedTuple):
    """What is asked once for a programme: its dossiers' entries by record, its findings by subject, and the day."""

    told: Mapping[str, tuple[Told, ...]]
    findings: Mapping[tuple[str, str | None], list[Fact]]
    as_of: date

    def dated(self, kind: str, programme: str, code: str, number: int | None = None) -> tuple[Dated, ...]:
        of = f"{kind}:{programme}/{code}"
        facts = facts_of_dossier(of, self.told.get(of, ()))
        return dated([fact for fact in facts if fact.number == number], self.as_of)

    def found(self, subject: Subject, about: str | None) -> list[Fact]:
        return self.findings.get((str(subject), about), [])


def chronicle(reading: Reading, code: str) -> Chronicle | None:
    """The programme's chronicle, or None where none was known by that code."""
    report = status_report(reading, code)
    if report is None:
        return None
    things = _things(reading, code)
    by_commitment: dict[str | None, list[Strand]] = {}
    for commitment, strand in (*_milestones(reading, report, things), *_others(reading, code, things)):
        by_commitment.setdefault(commitment, []).append(strand)
    of_programme = _of_programme(report, things)
    groups = [
        _group(report.programme.code, part, by_commitment.pop(part.code, []), things) for part in report.commitments
    ]
    loose = [*of_programme, *(strand for strands in by_commitment.values() for strand in strands)]
    if loose:
        groups.append(Group(commitment=None, title=None, withdrawn=False, strands=tuple(loose)))
    moment = reading.moment
    return Chronicle(programme=report.programme, as_of=moment.as_of, known_at=moment.known_at, groups=tuple(groups))


def _things(reading: Reading, programme: str) -> _Things:
    kinds: tuple[Any, ...] = (COMMITMENTS, COHORTS, GATHERINGS, DELIVERABLES, PILOTS)
    rows: Iterable[DossierRow] = (row for kind in kinds for row in dossiers_of(reading, kind, programme))
    told = {row.of: row.facts for row in rows}
    return _Things(told, facts_of_reviews(review_history(reading, programme)), reading.moment.as_of)


def _group(programme: str, part: CommitmentStatus, strands: list[Strand], things: _Things) -> Group:
    of = f"commitment:{programme}/{part.code}"
    facts = [*facts_of_dossier(of, things.told.get(of, ())), *things.found(Subject.COMMITMENT, part.code)]
    its = dated(facts, things.as_of)
    if any(one.day for one in its):
        own = _strand("commitment", part, its, promised=part.period, due=part.period, ended=part.withdrawn is not None)
        strands = [own, *strands]
    return Group(commitment=part.code, title=part.title, withdrawn=part.withdrawn is not None, strands=tuple(strands))


def _of_programme(report: StatusReport, things: _Things) -> list[Strand]:
    """What reviewers found of the programme as a whole, if they did."""
    found = dated(things.found(Subject.PROGRAMME, None), things.as_of)
    return [_strand("programme", report.programme, found)] if found else []


def _milestones(reading: Reading, report: StatusReport, things: _Things) -> Iterator[tuple[str | None, Strand]]:
    entries: dict[str, list[BriefEntry]] = {}
    for entry in brief_entries(reading, report.programme.code):
        entries.setdefault(entry.milestone, []).append(entry)
    parts = [*((part.code, part.milestones) for part in report.commitments), (None, report.milestones)]
    for commitment, lines in parts:
        for line in lines:
            facts = [*facts_of_entries(entries.get(line.code, ())), *things.found(Subject.MILESTONE, line.code)]
            yield (
                commitment,
                _strand(
                    "milestone",
                    line,
                    dated(facts, things.as_of),
                    status=line.status,
                    vocabulary=report.vocabulary.id,
                    overdue=line.overdue,
                    ended=line.status == WITHDRAWN,
                    promised=line.promised,
                    due=line.due,
                    slippage=line.slippage,
                ),
            )


def _others(reading: Reading, code: str, things: _Things) -> Iterator[tuple[str | None, Strand]]:
    for cohort in cohorts_of(reading, code):
        its = things.dated("cohort", code, cohort.code)
        yield cohort.commitment, _staged("cohort", cohort, its, promised=_first(its), due=cohort.period)
    for event in gatherings_of(reading, code):
        its = things.dated("event", code, event.code)
        yield event.commitment, _staged("event", event, its, due=event.agreed)
    for deliverable in deliverables_of(reading, code):
        its = things.dated("deliverable", code, deliverable.code)
        yield deliverable.commitment, _staged("deliverable", deliverable, its, due=deliverable.due)
    for pilot in pilots_of(reading, code):
        its = things.dated("pilot", code, pilot.code)
        yield pilot.commitment, _staged("pilot", pilot, its, promised=None, due=None)
        for phase in pilot.phases:
            yield pilot.commitment, _phase(pilot, phase, things.dated("pilot", code, pilot.code, phase.number))


def _staged(kind: str, thing: Any, its: tuple[Dated, ...], **said: Any) -> Strand:
    return _strand(
        kind,
        thing,
        its,
        **{
            "status": thing.stage,
            "overdue": bool(getattr(thing, "overdue", False)),
            "ended": thing.stage in ENDED,
            "promised": getattr(thing, "promised", None),
            "slippage": getattr(thing, "slippage", None),
            **said,
        },
    )


def _phase(pilot: Pilot, phase: Phase, its: tuple[Dated, ...]) -> Strand:
    return _strand(
        "pilot",
        pilot,
        its,
        number=phase.number,
        title=phase.title,
        promised=phase.planned,
        due=phase.agreed,
        slippage=phase.slippage,
        illustrative=phase.illustrative,
    )


def _first(its: Iterable[Dated]) -> Edtf | None:
    """The period that was said first."""
    return next((one.said for one in sorted(its, key=lambda one: one.entry) if one.matter == "period"), None)


def _strand(kind: str, thing: Any, its: tuple[Dated, ...], **said: Any) -> Strand:
    blank: dict[str, Any] = {"status": None, "vocabulary": None, "overdue": False, "ended": False}
    blank |= {"promised": None, "due": None, "slippage": None, "number": None}
    blank |= {"code": thing.code, "title": thing.title, "illustrative": thing.illustrative}
    return Strand(kind=kind, dated=its, **{**blank, **said})
