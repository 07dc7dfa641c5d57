"""Who recorded what, newest first?"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final, LiteralString, cast

from msgspec import UNSET

from domain.assessment import Assessment, AssessmentRecorded, AssessmentRetracted
from domain.catalogue import EVENTS
from domain.consortium import Consortium
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.figure import Figures
from domain.kernel import Correction, Event, Key, Recorded, stream_id
from domain.log import Unreadable, read_positions
from domain.partner import Partner
from domain.programme import Programme
from domain.values import Source, Text
from projections.finder import FINDER
from projections.moment import Reading
from projections.projection import STILL, Projection, Row, View

PAGE: Final = 50
_DIGITS: Final = len(str(STILL))
_FILTERS: Final = ("programme", "actor", "kind")


class ActivityRow(Row, frozen=True):
    """That something was recorded, so that the log can be searched: what was said stands in the log itself."""

    TABLE = "activity"
    COLUMNS: ClassVar = tuple((name, "text") for name in _FILTERS)
    SEARCHED: ClassVar = _FILTERS

    actor: str
    kind: str
    programme: str | None = None


class ActivityEntry(View):
    """One fact as it was recorded: `fact` is its stored name without the version, `entry` its number in the record of the thing.

    `of` is the thing that it is about: of a finding what was assessed, of a programme's partners and figures the programme.
    `title` is what that is called on the day asked for, null where it has no title. The fields from `status` to `former_partner`
    are what the fact says, as far as it says it; a correction says what should have been said. `reviewer` and `variable` are those of
    a finding, `values` what was found: none where it is not assessed yet, null where the finding was taken back or removed.
    `corrects` is the entry that it corrects or retracts, `corrected_fact` what kind of fact that is. Facts of one `request` were
    recorded together and stand next to each other.
    `urn` is the entry's own for ever, in whichever database it is kept.
    """

    position: int
    urn: str
    recorded_at: datetime
    actor: str
    request: str
    programme: str | None
    kind: str
    code: str
    entry: int
    of: str
    title: Text | None
    fact: str
    on: Edtf | None
    reason: str | None
    status: str | None
    vocabulary: str | None
    due: Edtf | None
    former_due: Edtf | None
    role: str | None
    partner: str | None
    former_partner: str | None
    reviewer: str | None
    variable: str | None
    values: tuple[str, ...] | None
    corrects: int | None
    corrected_fact: str | None
    source: Source | None
    illustrative: bool


class ActivityChoice(View):
    """A choice of a filter that occurs; `entries`: how many there are of it in the programme, null where no programme is chosen."""

    value: str
    entries: int | None


class Activity(View):
    """One page of what was recorded, newest first.

    `older` and `newer` are what to ask for as `before` to see the pages beside this one, null where there is nothing more.
    """

    entries: tuple[ActivityEntry, ...]
    older: int | None
    newer: int | None
    actors: tuple[ActivityChoice, ...]
    kinds: tuple[ActivityChoice, ...]


def touched(recorded: Recorded) -> tuple[str, ...]:
    return (_key(recorded.position),)


def evolve(_row: ActivityRow | None, recorded: Recorded, _touched: str) -> ActivityRow:
    return ActivityRow(actor=recorded.actor, kind=recorded.key.kind, programme=_programme(recorded.key))


def _key(position: int) -> str:
    return f"{position:0{_DIGITS}d}"


def _programme(key: Key) -> str | None:
    return None if key.kind == Partner.KIND else key.code.partition("/")[0]


ACTIVITY: Final = Projection(
    ActivityRow, on=EVENTS.values(), births=list(EVENTS.values()), touched=touched, evolve=evolve
)


def activity(
    reading: Reading,
    *,
    programme: str | None = None,
    actor: str | None = None,
    kind: str | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> Activity:
    """What was recorded before this position and known at the moment, whatever day it speaks of."""
    chosen = {name: value for name, value in zip(_FILTERS, (programme, actor, kind), strict=True) if value is not None}
    until = reading.moment.known_at if before is None else min(before - 1, reading.moment.known_at)
    found = _positions(reading, chosen, 0, until, limit + 1, newest=True)
    shown, more = found[:limit], found[limit:]
    after = until if not shown else shown[0]
    next_page = _positions(reading, chosen, after, reading.moment.known_at, limit, newest=False)
    return Activity(
        entries=_entries(reading, shown),
        older=shown[-1] if more else None,
        newer=next_page[-1] + 1 if next_page else None,
        actors=_choices(reading, "actor", programme),
        kinds=_choices(reading, "kind", programme),
    )


def _positions(
    reading: Reading, chosen: dict[str, str], after: int, until: int, limit: int, *, newest: bool
) -> list[int]:
    """The positions after one and until another of what meets the filters, by the index of the first filter."""
    meets = "".join(f"{name} = %({name})s AND " for name in chosen)
    if chosen:
        between, order = "known_from > %(after)s AND known_from <= %(until)s", "known_from"
    else:
        between, order = "key > %(after_key)s AND key <= %(until_key)s", "key"
    query = (
        f"SELECT known_from FROM read.{ACTIVITY.table} WHERE {meets}known_to = {STILL} AND {between} "
        f"ORDER BY {order} {'DESC' if newest else 'ASC'} LIMIT %(limit)s"
    )
    keys = {"after_key": _key(after), "until_key": _key(max(until, 0))}
    asked = chosen | keys | {"after": after, "until": until, "limit": limit}
    return [position for (position,) in reading.connection.execute(cast("LiteralString", query), asked)]


def _choices(reading: Reading, name: str, programme: str | None) -> tuple[ActivityChoice, ...]:
    """What occurs in a programme, counted; in the whole log, by leaps through the index, without counting."""
    query = _COUNTED if programme is not None else _LEAPS
    asked = {"programme": programme, "known_at": reading.moment.known_at}
    found = reading.connection.execute(cast("LiteralString", query.format(name=name)), asked)
    return tuple(ActivityChoice(value=value, entries=many) for value, many in found)


_COUNTED: Final = f"""
SELECT {{name}}, count(*) FROM read.{ACTIVITY.table}
WHERE programme = %(programme)s AND known_to = {STILL} AND known_from <= %(known_at)s GROUP BY {{name}} ORDER BY {{name}}
"""
_LEAPS: Final = f"""
WITH RECURSIVE leap AS (
    (SELECT {{name}} AS value FROM read.{ACTIVITY.table} ORDER BY {{name}} LIMIT 1)
    UNION ALL
    SELECT (SELECT {{name}} FROM read.{ACTIVITY.table} WHERE {{name}} > leap.value ORDER BY {{name}} LIMIT 1)
    FROM leap WHERE leap.value IS NOT NULL
)
SELECT value, NULL FROM leap WHERE value IS NOT NULL AND EXISTS (
    SELECT FROM read.{ACTIVITY.table} WHERE {{name}} = value AND known_to = {STILL} AND known_from <= %(known_at)s
)
"""


def _entries(reading: Reading, positions: Sequence[int]) -> tuple[ActivityEntry, ...]:
    """These entries of the log, newest first; one that can no longer be read is left out."""
    said = [one for one in read_positions(reading.connection, positions) if not isinstance(one, Unreadable)]
    titles = _titles(reading, {_about(one.key) for one in said})
    return tuple(_entry(one, titles.get(_about(one.key)) or None) for one in reversed(said))


def _about(key: Key) -> str:
    """The thing that what is kept under a key is about."""
    if key.kind == Assessment.KIND:
        programme, subject, about, *_ = key.code.split("/")
        return f"{subject}:{programme}/{about}" if about else f"{subject}:{programme}"
    return f"{Programme.KIND}:{key.code}" if key.kind in {Consortium.KIND, Figures.KIND} else str(key)


def _titles(reading: Reading, keys: Collection[str]) -> dict[str, Text]:
    rows = reading.rows(FINDER, "key = ANY(%(keys)s)", keys=list(keys))
    return {row.of: row.title_on(reading.moment.as_of) for row in rows}


def _entry(recorded: Recorded, title: Text | None) -> ActivityEntry:
    event, key = recorded.event, recorded.key
    corrects = event.corrects if isinstance(event, Correction) else None
    said = (event.instead() or event) if isinstance(event, Correction) else event
    was = event.topic if isinstance(event, (Corrected, Retracted)) else None
    return ActivityEntry(
        position=recorded.position,
        urn=stream_id(f"{key}#{recorded.version}").urn,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        request=recorded.request,
        programme=_programme(key),
        kind=key.kind,
        code=key.code.rpartition("/")[2],
        entry=recorded.version,
        of=_about(key),
        title=title,
        fact=_named(event.TOPIC),
        reason=_first(event, "reason"),
        corrects=corrects,
        corrected_fact=_named(was or said.TOPIC) if corrects is not None else None,
        source=recorded.source,
        illustrative=recorded.illustrative,
        **_said(said),
        **_found(said),
    )


def _named(topic: str) -> str:
    return topic.partition("@")[0]


def _said(event: Event) -> dict[str, Any]:
    """What a fact says, as far as it takes to put it in a sentence."""
    former = _first(event, "former")
    moved = isinstance(former, Edtf)
    return {
        "on": _first(event, "on", "since"),
        "status": _first(event, "status"),
        "vocabulary": _first(event, "vocabulary"),
        "due": _first(event, "due", "period"),
        "former_due": former if moved else None,
        "role": _first(event, "role"),
        "partner": _first(event, "partner", "to_partner", "lead") or _handed(event, "to"),
        "former_partner": _first(event, "from_partner") or _handed(event, "former"),
    }


def _found(event: Event) -> dict[str, Any]:
    """Whose finding on which question it is about, and what was found unless it was taken back or removed."""
    about = event.was if isinstance(event, Retracted) else event
    if not isinstance(about, (AssessmentRecorded, AssessmentRetracted)):
        return {"reviewer": None, "variable": None, "values": None}
    found = event.values if isinstance(event, AssessmentRecorded) else None
    return {"reviewer": about.reviewer, "variable": about.variable, "values": found}


def _first(event: Event, *names: str) -> Any:
    """The first of these fields that the fact has and says."""
    said = (getattr(event, name, UNSET) for name in names)
    return next((value for value in said if value is not UNSET and value is not None), None)


def _handed(event: Event, name: str) -> str | None:
    """Who leads a commitment from now on, or did; elsewhere the same names mean other things."""
    return getattr(event, name) if event.TOPIC.startswith("commitment.lead_changed") else None
