"""Which entries made an answer differ between two moments: what happened, came late, was corrected or retracted?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec import UNSET

from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Correction, Event
from domain.report import ProgressReported
from domain.turn import begins, day_of, since
from projections.dossier import DossierRow, Told
from projections.entry import EntryKind, EntryRow
from projections.projection import View


class Restated(StrEnum):
    """How an answer about one day came to differ; `elsewhere`: by what was recorded of another thing."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    LATE = "reported-late"
    ELSEWHERE = "elsewhere"


class Cause(View):
    """An entry that made an answer differ: of which thing, for which day, why, and by whom and when it was recorded.

    `corrects` is the entry that it corrects or retracts, `kind` what was recorded.
    """

    of: str
    entry: int
    kind: str
    on: Edtf | None
    reason: str | None
    corrects: int | None
    position: int
    recorded_at: datetime
    recorded_by: str
    illustrative: bool


class Heard(NamedTuple):
    """A fact as it was recorded, and as the cause of something."""

    event: Event
    cause: Cause


class Trace(NamedTuple):
    """A fact as it reads at a moment: first said in one entry, and in the last word on it (`last`); `gone`: it was retracted."""

    fact: Event
    first: Cause
    last: Cause
    gone: bool = False

    @property
    def begun(self) -> date:
        """The day of which it speaks, or else that on which it was recorded."""
        day, said = day_of(self.fact), self.first.recorded_at.date()
        return day.holds_from(said) if day else said

    def holds(self, as_of: date) -> bool:
        said = self.first.recorded_at.date()
        return not self.gone and (begins(type(self.fact)) or since(self.fact, said) <= as_of)


Entry = tuple[str, int]
Traces = Mapping[Entry, Trace]
Says = Callable[[Event], bool]


def in_dossier(row: DossierRow) -> Iterator[Heard]:
    """The facts of a dossier."""
    for told in row.facts:
        event = told.event
        yield Heard(event, _cause(row.of, event, told))


def in_reports(rows: Iterable[EntryRow]) -> Iterator[Heard]:
    """The reports of one milestone, among its entries."""
    reports: set[int] = set()
    for row in sorted(rows, key=lambda row: row.entry):
        if row.kind is EntryKind.REPORTED:
            reports.add(row.entry)
        elif row.corrects not in reports:
            continue
        event, of = _event(row), f"milestone:{row.milestone_key}"
        yield Heard(event, _cause(of, event, row))


def _event(row: EntryRow) -> Event:
    if row.kind is EntryKind.RETRACTED:
        return Retracted(corrects=row.corrects or 0, reason=row.reason or "", topic=ProgressReported.TOPIC, was=None)
    assert row.on is not None
    report = ProgressReported(
        on=row.on,
        text=row.text or {},
        status=row.status,
        vocabulary=row.vocabulary,
        evidence=row.evidence,
        challenges=row.challenges,
        following=row.following or UNSET,
        overrules=row.overrules or UNSET,
    )
    if row.corrects is None:
        return report
    topic = ProgressReported.TOPIC
    return Corrected(corrects=row.corrects, reason=row.reason or "", topic=topic, was=None, fact=report)


def _cause(of: str, event: Event, said: Told | EntryRow) -> Cause:
    fact = event.instead() if isinstance(event, Correction) else event
    return Cause(
        of=of,
        entry=said.entry,
        kind=event.TOPIC.partition("@")[0],
        on=day_of(fact) if fact else None,
        reason=getattr(event, "reason", None) or None,
        corrects=event.corrects if isinstance(event, Correction) else None,
        position=said.position,
        recorded_at=said.recorded_at,
        recorded_by=said.actor,
        illustrative=said.illustrative,
    )


def traces(heard: Iterable[Heard], known_at: int) -> dict[Entry, Trace]:
    """Every fact that was known at a position, as it read then, by the thing and the entry that said it first."""
    found: dict[Entry, Trace] = {}
    for event, cause in heard:
        if cause.position > known_at:
            continue
        if not isinstance(event, Correction):
            found[cause.of, cause.entry] = Trace(event, cause, cause)
        elif former := found.get((cause.of, event.corrects)):
            fact = event.instead()
            found[cause.of, event.corrects] = Trace(fact or former.fact, former.first, cause, gone=fact is None)
    return found


class Difference(NamedTuple):
    """A fact that differs between two moments, and how: `how` null where it only came to hold, or held no more.

    `former` is how it read at the earlier moment, if it was known then.
    """

    trace: Trace
    how: Restated | None
    former: Trace | None

    def tells(self, says: Says) -> bool:
        """Whether the fact says it, or did."""
        return says(self.trace.fact) or (self.former is not None and says(self.former.fact))


def differences(then: Traces, now: Traces, day: date, later: date) -> list[Difference]:
    """The facts that differ between what was known then of a day and what is known now of a later one, the last to hold at the end."""
    found = [
        difference
        for entry in dict.fromkeys((*then, *now))
        if (difference := _difference(then.get(entry), now.get(entry), day, later))
    ]
    return sorted(found, key=lambda one: (one.trace.begun, one.trace.first.position))


def _difference(was: Trace | None, now: Trace | None, day: date, later: date) -> Difference | None:
    held, holds = was is not None and was.holds(day), now is not None and now.holds(later)
    word = now or was
    if word is None or not (held or holds):
        return None
    if was is None or now is None:
        return Difference(word, Restated.LATE, was)
    if was.last != now.last:
        return Difference(now, Restated.RETRACTED if now.gone else Restated.CORRECTED, was)
    return Difference(now, None, was) if held != holds else None


def last_word(known: Traces, as_of: date, says: Says) -> Cause | None:
    """The entry with the last word on it on a day, or None."""
    standing = [one for one in known.values() if one.holds(as_of) and says(one.fact)]
    return max(standing, key=lambda one: (one.begun, one.first.position)).last if standing else None


def first_word(known: Traces, says: Says) -> Trace | None:
    """The fact that was the first to say it of those known, and not retracted, or None."""
    found = [one for one in known.values() if not one.gone and says(one.fact)]
    return min(found, key=lambda one: one.first.position) if found else None
