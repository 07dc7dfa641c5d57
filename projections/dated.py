"""Which days were promised and agreed of one thing, claimed, found and changed, and what became of each of them?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from domain.assessment import AssessmentRecorded
from domain.call import CallAnnounced
from domain.cohort import CohortCancelled, CohortCompleted, CohortStage, CohortStarted
from domain.commitment import CommitmentReinstated, CommitmentWithdrawn
from domain.correction import Corrected, Retracted
from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from domain.deliverable import DeliverableWithdrawn
from domain.gathering import EventCancelled, EventHeld, EventStage
from domain.kernel import Correction, Event
from domain.outcome import FollowUpAgreed
from domain.phase import PhasePlanned, PhaseRescheduled
from domain.pilot import LEADS_TO as PILOT_STEPS
from domain.production import DelayJustified, ProductionReported
from domain.step import LEADS_TO as DELIVERABLE_STEPS
from domain.turn import begins, day_of
from projections.assessment import ReviewEntry, ReviewKind
from projections.dossier import Told
from projections.entry import KINDS, BriefEntry, EntryKind
from projections.milestone import Slippage, slippage
from projections.projection import View


class Matter(StrEnum):
    """What a dated fact is about: a day or days that were agreed, a claim, a step, a finding, or a change."""

    DUE = "due"
    PERIOD = "period"
    CALL = "call"
    STATUS = "status"
    STEP = "step"
    NOTE = "note"
    FOUND = "found"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"


AGREED: Final = (Matter.DUE, Matter.PERIOD)
VALUED: Final = (Matter.STATUS, Matter.STEP, Matter.FOUND)
UNDATED: Final = (Matter.NOTE, Matter.CHANGED)
"""What is of no day in the world where none is said: it may hold from when it was recorded, but nothing happened then."""


class Standing(StrEnum):
    """What has become of a fact by the moment: it holds, another took its place since, it was corrected, or it is yet to hold."""

    HOLDS = "holds"
    FORMER = "former"
    REPLACED = "replaced"
    AHEAD = "ahead"


class Dated(View, gc=False):
    """One dated fact. `said` is its date as it was said, `earliest` and `latest` what that can mean (null: open).

    `day` is the one that counts: of a due date or period its last, of a claim or step that from which it holds. `values` are the
    status claimed, the step reached, or what was found. `since` is the day from which the fact holds, null where it always did;
    `slippage` by how much it moved the date before it; `corrected_by` the entry that has the last word on it. `of` is the record
    whose entry it is.
    """

    of: str
    entry: int
    fact: str
    matter: Matter
    said: Edtf | None
    earliest: date | None
    latest: date | None
    day: date | None
    since: date | None
    standing: Standing
    values: tuple[str, ...]
    vocabulary: str | None
    evidence: int
    slippage: Slippage | None
    corrected_by: int | None
    recorded_at: datetime
    actor: str
    illustrative: bool


class Fact(NamedTuple):
    """An entry in brief: what it is about, each with the date that it says, if it says one."""

    of: str
    entry: int
    name: str
    matters: tuple[tuple[Matter, Edtf | None], ...]
    on: Edtf | None
    recorded_at: datetime
    actor: str
    illustrative: bool
    begins: bool = False
    timeless: bool = False
    values: tuple[str, ...] = ()
    vocabulary: str | None = None
    evidence: int = 0
    corrects: int | None = None
    number: int | None = None


_STEPS: Final[Mapping[type[Event], StrEnum]] = {
    **PILOT_STEPS,
    **DELIVERABLE_STEPS,
    CallAnnounced: CohortStage.CALLED,
    CohortStarted: CohortStage.RUNNING,
    CohortCompleted: CohortStage.COMPLETED,
    CohortCancelled: CohortStage.CANCELLED,
    EventHeld: EventStage.HELD,
    EventCancelled: EventStage.CANCELLED,
}
_ENDS: Final[Mapping[type[Event], Matter]] = {
    CommitmentWithdrawn: Matter.WITHDRAWN,
    CommitmentReinstated: Matter.REINSTATED,
    DeliverableWithdrawn: Matter.WITHDRAWN,
}
_NOTES: Final = (ProductionReported, DelayJustified)
_ENTRIES: Final[Mapping[EntryKind, Matter]] = {
    EntryKind.WITHDRAWN: Matter.WITHDRAWN,
    EntryKind.REINSTATED: Matter.REINSTATED,
}
_NAMES: Final = {
    **{kind: _kind.TOPIC.partition("@")[0] for _kind, kind in KINDS.items()},
    EntryKind.CORRECTED: Corrected.TOPIC.partition("@")[0],
    EntryKind.RETRACTED: Retracted.TOPIC.partition("@")[0],
}


def facts_of_entries(entries: Iterable[BriefEntry]) -> list[Fact]:
    """The facts of one milestone's timeline."""
    kinds: dict[int, EntryKind] = {}
    facts: list[Fact] = []
    for entry in sorted(entries, key=lambda entry: entry.entry):
        kind = kinds[entry.corrects] if entry.kind is EntryKind.CORRECTED and entry.corrects else entry.kind
        kinds[entry.entry] = kind
        facts.append(
            Fact(
                of=f"milestone:{entry.programme}/{entry.milestone}",
                entry=entry.entry,
                name=_NAMES[entry.kind],
                matters=_matters_of_entry(entry, kind),
                on=entry.on,
                recorded_at=entry.recorded_at,
                actor=entry.actor,
                illustrative=entry.illustrative,
                begins=kind is EntryKind.PLANNED,
                timeless=kind is EntryKind.RETRACTED,
                values=(entry.status,) if entry.status else (),
                vocabulary=entry.vocabulary,
                evidence=len(entry.evidence),
                corrects=entry.corrects,
            )
        )
    return facts


def _matters_of_entry(entry: BriefEntry, kind: EntryKind) -> tuple[tuple[Matter, Edtf | None], ...]:
    match kind:
        case EntryKind.PLANNED:
            return ((Matter.DUE, entry.due),)
        case EntryKind.RESCHEDULED:
            return (Matter.DUE, entry.due), (Matter.CHANGED, entry.on)
        case EntryKind.REPORTED:
            return ((Matter.STATUS if entry.status else Matter.NOTE, entry.on),)
        case _:
            return ((_ENTRIES.get(kind, Matter.CHANGED), entry.on),)


def facts_of_dossier(of: str, told: Iterable[Told]) -> list[Fact]:
    """The facts of one thing's dossier."""
    return [_fact(of, one, one.event) for one in told]


def _fact(of: str, one: Told, event: Event) -> Fact:
    fact = event.instead() if isinstance(event, Correction) else event
    step = _STEPS.get(type(fact)) if fact else None
    return Fact(
        of=of,
        entry=one.entry,
        name=one.topic.partition("@")[0],
        matters=_matters(fact) if fact else ((Matter.CHANGED, None),),
        on=day_of(fact) if fact else None,
        recorded_at=one.recorded_at,
        actor=one.actor,
        illustrative=one.illustrative,
        begins=fact is not None and begins(type(fact)),
        timeless=fact is None or fact.TIMELESS,
        values=(step,) if step else (),
        evidence=len(getattr(fact, "evidence", ())),
        corrects=event.corrects if isinstance(event, Correction) else None,
        number=fact.number if isinstance(fact, (PhasePlanned, PhaseRescheduled)) else None,
    )


def _matters(fact: Event) -> tuple[tuple[Matter, Edtf | None], ...]:
    """What a fact is about: the dates that it agrees, the step that it is, or a change or a note."""
    on = day_of(fact)
    agreed = () if isinstance(fact, FollowUpAgreed) else AGREED
    found = [(matter, said) for matter in agreed if (said := getattr(fact, matter.value, UNSET)) is not UNSET]
    found += [(Matter.CALL, said) for name in ("opens", "closes") if (said := getattr(fact, name, None))]
    if type(fact) in _STEPS:
        found.append((Matter.STEP, on))
    elif type(fact) in _ENDS:
        found.append((_ENDS[type(fact)], on))
    elif hasattr(fact, "reason"):
        found.append((Matter.CHANGED, on))
    elif not found or isinstance(fact, _NOTES):
        found.append((Matter.NOTE, on))
    return tuple(found)


def facts_of_reviews(entries: Iterable[ReviewEntry]) -> dict[tuple[str, str | None], list[Fact]]:
    """Every finding, by what it is about: a programme, a commitment or a milestone, and its code."""
    by_subject: dict[tuple[str, str | None], list[Fact]] = {}
    name = AssessmentRecorded.TOPIC.partition("@")[0]
    for entry in entries:
        finding = entry.finding
        if finding is None or entry.kind is not ReviewKind.FOUND:
            continue
        fact = Fact(
            of=finding.of,
            entry=finding.entry,
            name=name,
            matters=((Matter.FOUND, finding.on),),
            on=finding.on,
            recorded_at=finding.recorded_at,
            actor=finding.recorded_by,
            illustrative=finding.illustrative,
            values=finding.values,
            vocabulary=finding.vocabulary,
            evidence=len(finding.sources),
        )
        by_subject.setdefault((str(finding.subject), finding.about), []).append(fact)
    return by_subject


def dated(facts: Sequence[Fact], as_of: date) -> tuple[Dated, ...]:
    """What these entries of one thing say, in the order of the days that count; those without a day last."""
    last_word = {(fact.of, fact.corrects): fact.entry for fact in facts if fact.corrects}
    recorded = {(fact.of, fact.entry): fact.recorded_at.date() for fact in facts}
    found: list[Dated] = []
    for fact in facts:
        root = (fact.of, fact.corrects or fact.entry)
        last = last_word.get(root)
        counts = _counts(fact, recorded.get(root, fact.recorded_at.date()))
        corrected_by = None if last == fact.entry else last
        found += [_tell(fact, matter, said, counts, corrected_by, as_of) for matter, said in fact.matters]
    return tuple(sorted(_agreed(found), key=lambda one: (one.day or OPEN_FUTURE, one.entry)))


def _counts(fact: Fact, first: date) -> date | None:
    """The day from which a fact counts that was first recorded on a day; None where it has none."""
    if fact.on:
        return fact.on.holds_from(first)
    return None if fact.begins or fact.timeless else first


def _tell(
    fact: Fact, matter: Matter, said: Edtf | None, counts: date | None, corrected_by: int | None, as_of: date
) -> Dated:
    earliest = said.earliest if said and said.earliest != OPEN_PAST else None
    latest = said.latest if said and said.latest != OPEN_FUTURE else None
    agreed = matter in AGREED or matter is Matter.CALL
    holds = None if fact.begins else counts
    yet_to_hold = holds is not None and holds > as_of
    standing = Standing.AHEAD if yet_to_hold else Standing.HOLDS
    return Dated(
        of=fact.of,
        entry=fact.entry,
        fact=fact.name,
        matter=matter,
        said=said,
        earliest=earliest,
        latest=latest,
        day=(latest or earliest) if agreed else None if said is None and matter in UNDATED else counts,
        since=holds,
        standing=Standing.REPLACED if corrected_by else standing,
        values=fact.values if matter in VALUED else (),
        vocabulary=fact.vocabulary,
        evidence=fact.evidence,
        slippage=None,
        corrected_by=corrected_by,
        recorded_at=fact.recorded_at,
        actor=fact.actor,
        illustrative=fact.illustrative,
    )


def _agreed(found: list[Dated]) -> list[Dated]:
    """The same, where of the days that were agreed one after the other only the last holds, and each knows by how much it moved."""
    told = [one for one in found if one.matter not in AGREED or one.standing is Standing.REPLACED]
    chain = [one for one in found if one.matter in AGREED and one.standing is not Standing.REPLACED]
    chain.sort(key=lambda one: (one.since or date.min, one.entry))
    holding = [one.standing is Standing.HOLDS for one in chain]
    before: Edtf | None = None
    for place, one in enumerate(chain):
        former = holding[place] and any(holding[place + 1 :])
        standing = Standing.FORMER if former else one.standing
        told.append(replace(one, slippage=slippage(before, one.said), standing=standing))
        before = one.said
    return told
