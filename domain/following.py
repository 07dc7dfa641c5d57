"""Following: what a milestone asks for by itself when the cohort or event that it stands for gets on or is cancelled.

A milestone that follows several things is complete when all of them are there; what concerns only a part, or comes before the
last, makes a note. A person's word that overrules stands in the way of the request, and then nothing follows. Where the record of
the thing is corrected: domain/followed.py.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import UNSET

from domain.cohort import CohortAmended, CohortCancelled, CohortPlanned
from domain.dates import Edtf
from domain.gathering import EventAmended, EventCancelled, EventPlanned
from domain.kernel import Command, Event, Key, World
from domain.mark import Mark
from domain.milestone import Milestone
from domain.programme import Programme
from domain.report import ProgressReported, ReportProgress
from domain.thing import code_in
from domain.tie import (
    CohortMilestoneTied,
    EventMilestoneTied,
    MilestoneTied,
    is_fulfilled,
    is_lost,
    reached,
    stands_for,
    thing_of,
    ties,
)
from domain.values import Text
from domain.vocabulary import STATUS_VOCABULARIES
from domain.withdrawal import WithdrawMilestone

CANCELLED: Final = "cancelled"
LONGEST: Final = 2_000
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        Mark.HELD: "{what} was held ({on}), and its attendance is recorded.",
        Mark.STARTED: "{what} was launched ({on}).",
        Mark.COMPLETED: "{what} was completed ({on}).",
        CANCELLED: "{what} was cancelled ({on}): {reason}",
        "part": "Part {number}: {text}",
    },
    "fr": {
        Mark.HELD: "{what} : tenu ({on}), et les présences sont consignées.",
        Mark.STARTED: "{what} : lancé ({on}).",
        Mark.COMPLETED: "{what} : achevé ({on}).",
        CANCELLED: "{what} : annulé ({on}). {reason}",
        "part": "Partie {number} : {text}",
    },
}


def when_reached(key: Key, marks: tuple[Mark, ...], world: World) -> tuple[Command, ...]:
    """A report for each milestone that follows this thing to one of these marks, if it has reached it."""
    programme = key.code.split("/", 1)[0]
    return tuple(
        _report(world, programme, code, tie, found)
        for code, tie, found in followers(key, world)
        if tie.when in marks and reached(world, key, tie.when)
    )


def when_cancelled(key: Key, world: World) -> tuple[Command, ...]:
    """A withdrawal for each milestone that followed this thing and nothing else that may still come; a note for others."""
    programme = key.code.split("/", 1)[0]
    return tuple(
        _cancellation(world, programme, code, tie, found)
        for code, tie, found in followers(key, world)
        if tie.when and is_lost(world, programme, tie)
    )


def when_milestone_changed(key: Key, world: World) -> tuple[Command, ...]:
    """A report of a milestone that now stands only for things that are all there: the last open one was untied, or it is reinstated."""
    programme, code = key.code.split("/", 1)
    found = ties(world.past(key).facts.values())
    whole = stands_for(found.values())
    if not whole or not is_fulfilled(world, programme, found.values()):
        return ()
    report = _report(world, programme, code, whole[-1], found)
    said = {
        fact.status for fact in world.past(key).facts.values() if isinstance(fact, ProgressReported) and fact.following
    }
    return () if report.status in said else (report,)


Ties = Mapping[str, MilestoneTied]


def followers(key: Key, world: World) -> Iterator[tuple[str, MilestoneTied, Ties]]:
    """Each milestone that is tied to this thing: its code, how it is tied to it, and all its ties."""
    programme, code = key.code.split("/", 1)
    facts = world.past(key).facts.values()
    codes = dict.fromkeys(f.milestone for f in facts if isinstance(f, (CohortMilestoneTied, EventMilestoneTied)))
    for milestone in codes:
        found = ties(world.past(Key(Milestone.KIND, code_in(programme, milestone))).facts.values())
        if tie := found.get(f"{key.kind}:{code}"):
            yield milestone, tie, found


def follows(
    world: World, programme: str, code: str, tie: MilestoneTied, found: Ties, *, note: bool = False
) -> Command | None:
    """What a milestone says of one thing that it follows, or no more than a note of it; None while there is nothing to say."""
    if reached(world, thing_of(programme, tie.to), tie.when):
        return _report(world, programme, code, tie, found, note=note)
    if is_lost(world, programme, tie):
        return _cancellation(world, programme, code, tie, found, note=note)
    return None


def _report(
    world: World, programme: str, code: str, tie: MilestoneTied, found: Ties, *, note: bool = False
) -> ReportProgress:
    key = thing_of(programme, tie.to)
    on = reached(world, key, tie.when)
    assert tie.when is not None
    assert on is not None
    text, status = _words(world, key, tie, tie.when, on), None
    if not note and is_fulfilled(world, programme, found.values()):
        status = _done(world, programme)
        days = (reached(world, thing_of(programme, one.to), one.when) for one in found.values())
        on = max((day for day in days if day), key=lambda day: day.latest)
    return ReportProgress(programme=programme, code=code, on=on, text=text, status=status, following=str(key))


def _cancellation(
    world: World, programme: str, code: str, tie: MilestoneTied, found: Ties, *, note: bool = False
) -> Command:
    key = thing_of(programme, tie.to)
    facts = world.past(key).facts.values()
    on, reason = next((f.on, f.reason) for f in facts if isinstance(f, (CohortCancelled, EventCancelled)))
    whole = stands_for(found.values())
    if not note and tie in whole and all(is_lost(world, programme, one) for one in whole):
        return WithdrawMilestone(programme=programme, code=code, on=on, reason=reason, following=str(key))
    text = _words(world, key, tie, CANCELLED, on, reason)
    return ReportProgress(programme=programme, code=code, on=on, text=text, following=str(key))


def _done(world: World, programme: str) -> str | None:
    found = world.find(Programme, programme)
    terms = STATUS_VOCABULARIES[found.vocabulary].terms if found else ()
    return next((term.code for term in terms if term.done), None)


def _words(world: World, key: Key, tie: MilestoneTied, what: str, on: Edtf, reason: str = "") -> Text:
    """What happened, in each language of the thing's title for which there are words, or else in English."""
    titles = _title(world.past(key).facts.values())
    known = {language: title for language, title in titles.items() if language in WORDS} or {"en": tie.to}
    said = {
        language: WORDS[language][what].format(what=_short(title), on=on, reason=_short(reason))
        for language, title in known.items()
    }
    if tie.part is None:
        return said
    return {language: WORDS[language]["part"].format(number=tie.part, text=text) for language, text in said.items()}


def _short(text: str) -> str:
    """A text as it stands within a sentence: a sentence about two of the longest would be no text that can be recorded."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _title(facts: Iterable[Event]) -> Text:
    named = (EventPlanned, EventAmended, CohortPlanned, CohortAmended)
    titles = [fact.title for fact in facts if isinstance(fact, named) and fact.title is not UNSET]
    return titles[-1] if titles else {}
