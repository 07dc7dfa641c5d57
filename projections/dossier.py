"""What has been said of one thing, entry by entry, and what stands of it on a day?

A dossier is a row that keeps every fact of a stream as it was said. What the thing is on a day is folded from it when it is
asked for: corrections applied, in the order in which the facts came to hold.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeVar

from msgspec import UNSET, Raw, Struct

from domain.catalogue import events_of
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import SAYS, Correction, Event, Key, Recorded
from domain.stored import read_fact
from domain.turn import begins, since, turn
from domain.values import JSON, Source
from projections.moment import KNOWN, Reading, end_of, replace
from projections.order import in_order
from projections.projection import Projection, Row, View

PAGE: Final = 1_000
CORRECTIONS: Final[frozenset[type[Event]]] = frozenset((Corrected, Retracted))


class Told(Struct, frozen=True, gc=False, omit_defaults=True):
    """One entry of a stream, as it was said: its fact as stored, and the envelope around it."""

    entry: int
    position: int
    recorded_at: datetime
    actor: str
    request: str
    topic: str
    fact: Raw
    source: Source | None = None
    illustrative: bool = False

    @property
    def event(self) -> Event:
        return read_fact(self.topic, self.fact)


def told(recorded: Recorded) -> Told:
    """A fact on its way into a dossier."""
    return Told(
        entry=recorded.version,
        position=recorded.position,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        request=recorded.request,
        topic=recorded.event.TOPIC,
        fact=Raw(JSON.encode(recorded.event)),
        source=recorded.source,
        illustrative=recorded.illustrative,
    )


class Said(NamedTuple):
    """A fact that stands: what it says now, from which day it holds, and how it came to say so."""

    entry: int
    since: date
    event: Event
    told: Told
    correction: Told | None

    @property
    def source(self) -> Source | None:
        return (self.correction and self.correction.source) or self.told.source

    @property
    def illustrative(self) -> bool:
        return self.told.illustrative or (self.correction is not None and self.correction.illustrative)


class DossierRow(Row, frozen=True):
    """The dossier of one thing."""

    COLUMNS: ClassVar = (("programme", "text"),)
    SEARCHED: ClassVar = ("programme",)

    of: str
    facts: tuple[Told, ...] = ()

    @property
    def key(self) -> Key:
        return Key.read(self.of)

    @property
    def programme(self) -> str:
        return self.key.code.split("/", 1)[0]

    @property
    def code(self) -> str:
        return self.key.code.rsplit("/", 1)[-1]

    @property
    def version(self) -> int:
        """The number of the last entry."""
        return self.facts[-1].entry

    def with_told(self, recorded: Recorded) -> Self:
        return replace(self, facts=(*self.facts, told(recorded)))


D = TypeVar("D", bound=DossierRow)
E = TypeVar("E", bound=Event)


def dossier(row: type[D], kind: str, events: Collection[type[Event]] = (), *, edition: int = 1) -> Projection[D]:
    """The projection that keeps the dossiers of one kind of thing, of all facts about it or only of these."""

    def touched(recorded: Recorded) -> tuple[str, ...]:
        about = recorded.key.kind == kind and _concerns(recorded.event, kinds)
        return (recorded.key.code,) if about else ()

    def evolve(before: D | None, recorded: Recorded, _key: str) -> D:
        return (before or row(of=str(recorded.key))).with_told(recorded)

    kinds = frozenset(events or events_of(kind))
    births = [event for event in kinds if begins(event) and SAYS[event].RATHER]
    return Projection(row, on=kinds | CORRECTIONS, births=births, touched=touched, evolve=evolve, edition=edition)


def _concerns(event: Event, kinds: Collection[type[Event]]) -> bool:
    return type(event) in kinds or (isinstance(event, (Corrected, Retracted)) and type(event.was) in kinds)


def standing(facts: Sequence[Told]) -> list[Said]:
    """What stands of a dossier's facts, each with the last correction of it, in the order of their entries."""
    stands: dict[int, Said] = {}
    for one in facts:
        event = one.event
        if not isinstance(event, Correction):
            stands[one.entry] = Said(one.entry, since(event, one.recorded_at.date()), event, one, None)
        elif (fact := event.instead()) is None:
            stands.pop(event.corrects, None)
        else:
            first = stands[event.corrects].told if event.corrects in stands else one
            day = since(fact, first.recorded_at.date())
            stands[event.corrects] = Said(event.corrects, day, fact, first, one)
    return [stands[entry] for entry in sorted(stands)]


def on_the_day(facts: Sequence[Told], as_of: date) -> list[Said]:
    """What stands of a dossier's facts on a day, in the order in which it came to hold."""
    return holding(standing(facts), as_of)


def holding(said: Sequence[Said], as_of: date) -> list[Said]:
    """What holds on a day of the facts that stand, in the order in which it came to hold.

    What began the thing stands at every time, first of all; then what is timeless and has no day.
    """
    placed = sorted((turn(one.event, one.told.recorded_at.date(), one.entry), one) for one in said)
    return [one for (later, day, _), one in placed if not later or day <= as_of]


def as_recorded(said: Iterable[Said]) -> list[Said]:
    """These facts in the order of their entries, which is that of the steps of a life, whatever their days can mean."""
    return sorted(said, key=attrgetter("entry"))


def dossier_of(reading: Reading, projection: Projection[D], programme: str, code: str) -> D | None:
    """One dossier of a programme, or None where nothing was known by that code, or all of it had been retracted."""
    row = reading.row(projection, f"{programme}/{code}")
    return row if row and _stands(row) else None


def dossiers_of(
    reading: Reading, projection: Projection[D], programme: str, codes: Collection[str] | None = None
) -> list[D]:
    """The dossiers of a programme, or those of these codes, in the order of their codes."""
    if codes is None:
        rows = reading.rows(projection, "programme = %(programme)s", programme=programme)
    else:
        rows = reading.rows(projection, "key = ANY(%(keys)s)", keys=[f"{programme}/{code}" for code in sorted(codes)])
    return sorted(filter(_stands, rows), key=lambda row: in_order(row.code))


def every_dossier(reading: Reading, projection: Projection[D], programme: str) -> Iterator[D]:
    """The dossiers of a programme in the order of their keys, of which no more than a page is in memory at a time."""
    query = (
        f"SELECT body::text FROM read.{projection.table} WHERE key > %(after)s AND key < %(beyond)s AND {KNOWN} "
        "ORDER BY key LIMIT %(limit)s"
    )
    after = f"{programme}/"
    beyond = end_of(after)
    while rows := reading.select(projection, query, after=after, beyond=beyond, limit=PAGE):
        after = rows[-1].key.code
        yield from filter(_stands, rows)


def _stands(row: DossierRow) -> bool:
    """Whether anything of a dossier still stands: what began a thing may have been retracted."""
    return all(one.topic != Retracted.TOPIC for one in row.facts) or bool(standing(row.facts))


def amended(said: Iterable[Said], fields: Sequence[str], *kinds: type[Event]) -> dict[str, Any]:
    """These fields as they were first said, with every change of them since; `kinds` are the facts that say and change them."""
    values: dict[str, Any] = {}
    for one in said:
        if not isinstance(one.event, kinds):
            continue
        values.update({name: value for name in fields if (value := getattr(one.event, name, UNSET)) is not UNSET})
    return values


def as_said(said: Said, *fields: str) -> dict[str, Any]:
    """These fields of a fact, with the entry and the source that say so."""
    told = {"entry": said.entry, "source": said.source, "illustrative": said.illustrative}
    return {name: getattr(said.event, name) for name in fields} | told


class TimelineFact(View):
    """One entry of a thing's timeline: what was said, for when, when it was learnt, by whom, and what has become of it.

    `corrects` is the entry that this one corrects or retracts, `corrected_by` the one that has the last word on this entry by
    the moment asked for.
    """

    of: str
    entry: int
    kind: str
    position: int
    recorded_at: datetime
    actor: str
    request: str
    on: Edtf | None
    fact: Raw
    reason: str | None
    corrects: int | None
    corrected_by: int | None
    source: Source | None
    illustrative: bool


def timeline_of(row: DossierRow) -> list[TimelineFact]:
    """Every entry of a dossier, corrections among them, in the order in which they were recorded."""
    events = [(one, one.event) for one in row.facts]
    last_word = {event.corrects: one.entry for one, event in events if isinstance(event, Correction)}
    return [
        TimelineFact(
            of=row.of,
            entry=one.entry,
            kind=one.topic.partition("@")[0],
            position=one.position,
            recorded_at=one.recorded_at,
            actor=one.actor,
            request=one.request,
            on=getattr(event, "on", None),
            fact=one.fact,
            reason=getattr(event, "reason", None),
            corrects=event.corrects if isinstance(event, Correction) else None,
            corrected_by=last_word.get(one.entry),
            source=one.source,
            illustrative=one.illustrative,
        )
        for one, event in events
    ]


def last_of(said: Sequence[Said], kind: type[E]) -> E | None:
    """The last fact of this kind among these, or None."""
    return next((one.event for one in reversed(said) if isinstance(one.event, kind)), None)


def day_of(said: Sequence[Said], kind: type[Event]) -> Edtf | None:
    """The day of which the last fact of this kind among these speaks, or None."""
    return getattr(last_of(said, kind), "on", None)
