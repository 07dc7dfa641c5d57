"""What is said of each thing of a programme, field by field, so that two moments can be compared?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

from domain.assessment import Subject
from domain.kernel import Event, Key
from domain.outcome import FollowUpAgreed
from domain.values import Text
from projections.assessment import Finding, findings_about
from projections.cohort import cohorts_of
from projections.deliverable import deliverables_of
from projections.field import (
    COHORT,
    COMMITMENT,
    DELIVERABLE,
    EVENT,
    FIGURE,
    FOLLOW_UP,
    INDICATOR,
    MILESTONE,
    OF_A_DATE,
    OF_COMMITMENT,
    PARTNER,
    PHASE,
    PILOT,
    PROGRAMME,
    Field,
    ThingKind,
    found,
)
from projections.figure import figures_of
from projections.gathering import gatherings_of
from projections.indicator import indicators_of
from projections.line import MilestoneStatus
from projections.lines import ReportLine, all_lines, lines_about
from projections.moment import Reading
from projections.outcome import FollowUp
from projections.pilot import pilots_of
from projections.programme import Programme
from projections.programme import programme as programme_at
from projections.report import CommitmentStatus
from projections.role import members_of

Part = Callable[[Event], bool]
"""Whether a fact tells of one part of what its stream is about."""
About = tuple[ThingKind, str]
"""A thing of a programme, with what reviewers find of it: its kind and its code."""


def _with(value: Any, *fields: str) -> Part:
    """The facts that have this value in one of these fields."""

    def has(fact: Event) -> bool:
        return any(getattr(fact, field, None) == value for field in fields)

    return has


class Thing(NamedTuple):
    """A thing at one moment: `of` is the stream that tells of it, `part` tells which of its facts do; `within` another that it goes with.

    A finding is listed with what it is about, by its `reviewer`.
    """

    kind: ThingKind
    code: str
    title: Text | None
    of: str
    values: Mapping[str, Any]
    fields: tuple[Field, ...]
    part: Part | None = None
    within: str | None = None
    reviewer: str | None = None

    @property
    def id(self) -> tuple[str, ...]:
        return (self.kind, self.code, *((self.of,) if self.reviewer else ()))


def things_of(reading: Reading, programme: str, about: Collection[About] | None = None) -> dict[tuple[str, ...], Thing]:
    """All things of a programme at the moment, or those of these, by what tells them apart; none where it was not known."""
    found = programme_at(reading, programme)
    if found is None:
        return {}
    kinds = frozenset(ThingKind) if about is None else frozenset(kind for kind, _ in about)
    things = chain(
        _of_programme(reading, found) if ThingKind.PROGRAMME in kinds else (),
        _promised(found.code, _lines_about(reading, found, about)) if kinds & _PROMISED else (),
        *(find(reading, programme) for those, find in _OTHERS if kinds & those),
    )
    return {thing.id: thing for thing in things if about is None or (thing.kind, thing.code) in about}


def _lines_about(reading: Reading, programme: Programme, about: Collection[About] | None) -> Iterator[ReportLine]:
    if about is None:
        return all_lines(reading, programme)
    commitments, milestones = (
        [code for kind, code in about if kind is wanted] for wanted in (ThingKind.COMMITMENT, ThingKind.MILESTONE)
    )
    return lines_about(reading, programme, commitments, milestones)


def _thing(kind: ThingKind, programme: str, view: Any, fields: tuple[Field, ...]) -> Thing:
    of = str(Key(kind, f"{programme}/{view.code}"))
    return Thing(kind, view.code, view.title, of, _values(view, fields), fields)


def _values(view: Any, fields: Iterable[Field]) -> dict[str, Any]:
    return {field.name: field.of(view) for field in fields}


def _part_of(whole: Thing, kind: ThingKind, view: Any, value: Any, field: str) -> Thing:
    """What a stream says of a part of its thing: the facts with this value in this field."""
    fields = PHASE if kind is ThingKind.PHASE else OF_A_DATE
    title = getattr(view, "title", whole.title)
    return Thing(kind, f"{whole.code}/{value}", title, whole.of, _values(view, fields), fields, _with(value, field))


def _of_programme(reading: Reading, programme: Programme) -> Iterator[Thing]:
    """The programme itself, and what reviewers find of it."""
    code, title = programme.code, programme.title
    yield _thing(ThingKind.PROGRAMME, code, programme, PROGRAMME)._replace(of=str(Key("programme", code)))
    found = findings_about(reading, code, [(Subject.PROGRAMME, None)])
    yield from _findings(ThingKind.PROGRAMME, code, title, found)


def _promised(programme: str, lines: Iterable[ReportLine]) -> Iterator[Thing]:
    """Commitments and milestones, and what reviewers find of each."""
    for commitment, group in groupby(lines, key=attrgetter("commitment")):
        if commitment:
            yield _thing(ThingKind.COMMITMENT, programme, commitment, COMMITMENT)
            yield from _findings(ThingKind.COMMITMENT, commitment.code, commitment.title, commitment.findings)
        for line in group:
            if line.milestone:
                yield from _milestone(programme, line.milestone, commitment)


def _milestone(programme: str, line: MilestoneStatus, within: CommitmentStatus | None) -> Iterator[Thing]:
    commitment = within.code if within else None
    stream = str(Key(ThingKind.COMMITMENT, f"{programme}/{commitment}")) if commitment else None
    thing = _thing(ThingKind.MILESTONE, programme, line, MILESTONE)
    values = {**thing.values, OF_COMMITMENT.name: commitment}
    yield thing._replace(values=values, fields=(*MILESTONE, OF_COMMITMENT), within=stream)
    yield from _findings(ThingKind.MILESTONE, line.code, line.title, line.findings)


def _findings(kind: ThingKind, code: str, title: Text, findings: Iterable[Finding]) -> Iterator[Thing]:
    for finding in findings:
        said = found(finding.variable)
        values = {said.name: finding.values}
        yield Thing(kind, code, title, finding.of, values, (said,), reviewer=finding.reviewer)


def _partners(reading: Reading, programme: str) -> Iterator[Thing]:
    """Who takes part in the programme itself on the day."""
    roles: dict[str, tuple[str, ...]] = {}
    for role in members_of(reading, programme):
        if role.holds:
            roles[role.partner] = (*roles.get(role.partner, ()), role.role)
    of = str(Key("consortium", programme))
    for code, held in roles.items():
        part = _with(code, "partner", "from_partner", "to_partner")
        yield Thing(ThingKind.PARTNER, code, None, of, {"roles": held}, PARTNER, part)


def _pilots(reading: Reading, programme: str) -> Iterator[Thing]:
    for pilot in pilots_of(reading, programme):
        thing = _thing(ThingKind.PILOT, programme, pilot, PILOT)
        yield thing
        for phase in pilot.phases:
            yield _part_of(thing, ThingKind.PHASE, phase, phase.number, "number")


def _cohorts(reading: Reading, programme: str) -> Iterator[Thing]:
    return (_thing(ThingKind.COHORT, programme, one, COHORT) for one in cohorts_of(reading, programme))


def _events(reading: Reading, programme: str) -> Iterator[Thing]:
    for event in gatherings_of(reading, programme):
        thing = _thing(ThingKind.EVENT, programme, event, EVENT)
        yield thing
        for one in (follow_up for outcome in event.outcomes for follow_up in outcome.follow_ups):
            code, values, part = f"{event.code}/{one.follow_up}", _values(one, FOLLOW_UP), _tells_of(one)
            yield Thing(ThingKind.FOLLOW_UP, code, one.action, thing.of, values, FOLLOW_UP, part)


def _deliverables(reading: Reading, programme: str) -> Iterator[Thing]:
    return (_thing(ThingKind.DELIVERABLE, programme, one, DELIVERABLE) for one in deliverables_of(reading, programme))


def _tells_of(follow_up: FollowUp) -> Part:
    """The facts about a follow-up: the agreement on it, and what became of it."""

    def has(fact: Event) -> bool:
        if isinstance(fact, FollowUpAgreed):
            return (fact.outcome, fact.action) == (follow_up.outcome, follow_up.action)
        return getattr(fact, "follow_up", None) == follow_up.follow_up

    return has


def _figures(reading: Reading, programme: str) -> Iterator[Thing]:
    of = str(Key("figure", programme))
    for one in figures_of(reading, programme):
        part = _with(one.code, "code")
        yield Thing(ThingKind.FIGURE, one.code, one.label, of, _values(one, FIGURE), FIGURE, part)


def _indicators(reading: Reading, programme: str) -> Iterator[Thing]:
    for indicator in indicators_of(reading, programme):
        thing = _thing(ThingKind.INDICATOR, programme, indicator, INDICATOR)
        yield thing
        for target in indicator.targets:
            yield _part_of(thing, ThingKind.TARGET, target, target.by, "by")
        for seen in indicator.observations:
            yield _part_of(thing, ThingKind.OBSERVATION, seen, seen.period, "period")


_PROMISED: Final = frozenset((ThingKind.COMMITMENT, ThingKind.MILESTONE))
_OTHERS: Final[tuple[tuple[frozenset[ThingKind], Callable[[Reading, str], Iterator[Thing]]], ...]] = (
    (frozenset((ThingKind.PARTNER,)), _partners),
    (frozenset((ThingKind.PILOT, ThingKind.PHASE)), _pilots),
    (frozenset((ThingKind.COHORT,)), _cohorts),
    (frozenset((ThingKind.FIGURE,)), _figures),
    (frozenset((ThingKind.EVENT, ThingKind.FOLLOW_UP)), _events),
    (frozenset((ThingKind.DELIVERABLE,)), _deliverables),
    (frozenset((ThingKind.INDICATOR, ThingKind.TARGET, ThingKind.OBSERVATION)), _indicators),
)
"""The kinds of things beside the programme and its promises, each with the question that lists them."""
