"""The story of a thing: every entry of its dossier, with what each said in a form that can be shown, and what has become of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, cast

from msgspec import UNSET, Struct
from msgspec.structs import fields, replace

from domain.dates import Edtf
from domain.kernel import Correction, Event, Key
from domain.turn import begins, since
from domain.values import Code, File, Link, Source, Text
from domain.vocabulary import OGP_VALUES
from projections.dossier import DossierRow, Said, TimelineFact, standing, timeline_of
from projections.moment import Reading
from projections.partner import partners_named


class Form(StrEnum):
    """How a value is shown."""

    TEXT = "text"
    DATE = "date"
    DAY = "day"
    OURS = "ours"
    WORD = "word"
    REFERENCE = "reference"
    LINK = "link"
    FILE = "file"
    NUMBER = "number"
    YES_OR_NO = "yes-or-no"
    COUNTRY = "country"
    LANGUAGE = "language"
    PLAIN = "plain"
    PARTS = "parts"


class Reference(Struct, frozen=True):
    """What an entry names: `partner:DINUM`, with the name that the partner had."""

    key: str
    code: Code
    name: Text | None = None


class Part(Struct, frozen=True):
    """A field of a fact: what it says, and what was said in its place before. No values: that it is said to be nothing.

    The values are of one form; `vocabulary` is that of words.
    """

    field: str
    form: Form
    values: tuple[Any, ...]
    former: tuple[Any, ...] | None = None
    vocabulary: str | None = None


class Tone(StrEnum):
    """Whether an entry says something, changes what was said, or says what a reviewer found."""

    SAID = "said"
    CHANGED = "changed"
    FOUND = "found"


class Entry(Struct, frozen=True):
    """An entry of a story. `replaced_by` is the entry that has the last word on it, `retracted` whether that takes it back.

    `ahead`: what it says does not hold yet on the day that is shown.
    """

    entry: int
    kind: str
    tone: Tone
    on: Edtf | None
    recorded_at: datetime
    actor: str
    position: int
    request: str
    says: tuple[Part, ...]
    reason: str | None
    corrects: int | None
    replaced_by: int | None
    retracted: bool
    ahead: bool
    source: Source | None
    illustrative: bool


class Story(Struct, frozen=True):
    """Every entry about one thing that was known at the moment, in the order in which they were recorded."""

    of: str
    entries: tuple[Entry, ...]


APART: Final = frozenset(
    {"on", "reason", "source", "corrects", "topic", "programme", "former_text", "former_value", "former"}
    | {"formerly_responsible", "vocabulary", "type_vocabulary", "level_vocabulary"}
)
"""The fields that are shown in a place of their own."""
FORMER: Final[Mapping[str, str]] = {
    "to": "former",
    "due": "former",
    "period": "former",
    "commitment": "former",
    "text": "former_text",
    "value": "former_value",
    "responsible": "formerly_responsible",
}
"""The fields that say what was said before, by the field that says what is said now."""
PARTNERS: Final = frozenset(
    (
        *(
            "lead",
            "supporting",
            "responsible",
            "hosts",
            "organisers",
            "partners",
            "partner",
            "host",
            "owner",
            "funders",
        ),
        *("from_partner", "to_partner", "proposed_by", "into"),
    )
)
THINGS: Final[Mapping[str, str]] = {"commitment": "commitment", "milestone": "milestone", "cohorts": "cohort"}
KEYS: Final = frozenset(("following", "to", "about"))
VOCABULARY: Final[Mapping[str, str]] = {
    "status": "vocabulary",
    "values": "vocabulary",
    "type": "type_vocabulary",
    "level": "level_vocabulary",
}
PLACES: Final[Mapping[str, Form]] = {
    "country": Form.COUNTRY,
    "countries": Form.COUNTRY,
    "proposing_countries": Form.COUNTRY,
    "languages": Form.LANGUAGE,
}
LEAD_CHANGED: Final = "commitment.lead_changed"
CALLED: Final[Mapping[tuple[str, str], str]] = {
    (LEAD_CHANGED, "to"): "lead",
    ("milestone.tied", "to"): "tied_to",
    ("milestone.untied", "to"): "untied_from",
}
"""The fields that say something more exact than their name, by the fact."""
CHANGES: Final = ("amended", "rescheduled", "moved", "lead_changed", "replaced", "restated", "corrected", "retracted")


def story_of(reading: Reading, row: DossierRow) -> Story:
    """The story that a dossier tells."""
    facts = timeline_of(row)
    told = [(fact, one.event) for fact, one in zip(facts, row.facts, strict=True)]
    last_word = {event.corrects: fact.entry for fact, event in told if isinstance(event, Correction)}
    taken_back = {fact.entry for fact, event in told if isinstance(event, Correction) and event.instead() is None}
    entries = [
        _entry(row, at, fact, event, last_word, taken_back, reading.moment.as_of)
        for at, (fact, event) in enumerate(told)
    ]
    return Story(row.of, tuple(_with_names(reading, entries)))


def _entry(
    row: DossierRow,
    at: int,
    fact: TimelineFact,
    event: Event,
    last_word: Mapping[int, int],
    taken_back: Collection[int | None],
    as_of: date,
) -> Entry:
    last = last_word.get(fact.corrects or fact.entry)
    replaced_by = None if last == fact.entry else last
    says = event.instead() if isinstance(event, Correction) else event
    return Entry(
        entry=fact.entry,
        kind=fact.kind,
        tone=_tone(fact.kind),
        on=fact.on or getattr(says, "on", None),
        recorded_at=fact.recorded_at,
        actor=fact.actor,
        position=fact.position,
        request=fact.request,
        says=tuple(_said(row, at, event)),
        reason=fact.reason,
        corrects=fact.corrects,
        replaced_by=replaced_by,
        retracted=replaced_by in taken_back,
        ahead=says is not None and not begins(type(says)) and since(says, fact.recorded_at.date()) > as_of,
        source=fact.source,
        illustrative=fact.illustrative,
    )


def _tone(kind: str) -> Tone:
    if kind.startswith("assessment."):
        return Tone.FOUND
    return Tone.CHANGED if kind.endswith(CHANGES) else Tone.SAID


def _said(row: DossierRow, at: int, event: Event) -> Iterator[Part]:
    """What an entry says: of a change, what was said until then; of a correction, only what it corrects."""
    before = standing(row.facts[:at])
    if isinstance(event, Correction):
        was = next((one.event for one in before if one.entry == event.corrects), None)
        yield from _corrected(was, event.instead(), row.programme)
        return
    for name in _fields(event):
        value = getattr(event, name)
        if value is UNSET or not (_says(value) or name in _settable(type(event))):
            continue
        now = _part(event, name, value, row.programme)
        part = _after(now, event, name, _former(event, name, before), row.programme)
        yield replace(part, field=CALLED.get((event.TOPIC.partition("@")[0], name), name))


def _former(event: Event, name: str, before: Sequence[Said]) -> Any:
    """What was said of a field before: as the fact itself says, or for an amendment as it stood."""
    former = getattr(event, FORMER.get(name, "former"), UNSET)
    if isinstance(former, Struct):
        return getattr(former, name, UNSET)
    if name in FORMER and former is not UNSET:
        return former
    amends = event.TOPIC.partition("@")[0].endswith(".amended")
    said = (getattr(one.event, name, UNSET) for one in reversed(before))
    return next((value for value in said if value is not UNSET), UNSET) if amends else UNSET


@cache
def _settable(kind: type[Event]) -> frozenset[str]:
    """The fields of which a fact says something even where it gives nothing: that there is nothing any more."""
    return frozenset(field.name for field in fields(kind) if field.default is UNSET)


def _corrected(was: Event | None, instead: Event | None, programme: str) -> Iterator[Part]:
    shown = instead or was
    if shown is None:
        return
    for name in (*_fields(shown), "on"):
        old, new = getattr(was, name, UNSET), getattr(instead, name, UNSET)
        if old == new or not (_says(old) or _says(new)):
            continue
        now = _part(instead or shown, name, new, programme)
        yield _after(now, was or shown, name, old, programme)


def _after(now: Part, event: Event, name: str, former: Any, programme: str) -> Part:
    """The part with what was said before in its place."""
    if not _says(former):
        return now
    before = _part(event, name, former, programme)
    form = now.form if now.values else before.form
    return replace(now, form=form, former=before.values, vocabulary=now.vocabulary or before.vocabulary)


def _fields(fact: Struct) -> list[str]:
    return [name for name in fact.__struct_fields__ if name not in APART]


def _says(value: Any) -> bool:
    return (
        value is not None and value is not UNSET and value != () and not (isinstance(value, Struct) and _empty(value))
    )


def _empty(value: Struct) -> bool:
    return not any(_says(getattr(value, name)) for name in value.__struct_fields__)


def _part(fact: Struct, name: str, value: Any, programme: str) -> Part:
    if not _says(value):
        return Part(name, Form.PLAIN, ())
    values = cast("tuple[Any, ...]", value if isinstance(value, tuple) else (value,))
    if (kind := _named(fact, name)) is not None:
        return Part(name, Form.REFERENCE, tuple(_reference(kind, one, programme) for one in values))
    if name == "ogp_values":
        return Part(name, Form.WORD, tuple(one.code for one in values), vocabulary=OGP_VALUES.id)
    form = _form(name, values[0])
    if form is Form.PARTS:
        return Part(name, form, tuple(_parts(one, programme) for one in values))
    vocabulary = getattr(fact, VOCABULARY[name], None) if form is Form.WORD else None
    return Part(name, form, values, vocabulary=vocabulary or None)


def _parts(value: Struct, programme: str) -> tuple[Part, ...]:
    said = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return tuple(_part(value, name, one, programme) for name, one in said if _says(one))


def _named(fact: Struct, name: str) -> str | None:
    """The kind of what a field names by its code; empty where it says the kind itself."""
    if name in PARTNERS or (name == "to" and getattr(fact, "TOPIC", "").startswith(LEAD_CHANGED)):
        return "partner"
    said = getattr(fact, name, None)
    if name in KEYS and isinstance(said, str) and ":" in said:
        return ""
    return THINGS.get(name)


def _reference(kind: str, code: str, programme: str) -> Reference:
    if kind == "partner":
        return Reference(f"partner:{code}", code)
    key = Key.read(f"{kind}:{code}" if kind else code)
    whole = key.code if "/" in key.code or key.kind == "programme" else f"{programme}/{key.code}"
    return Reference(f"{key.kind}:{whole}", key.code.rpartition("/")[2])


_FORMS: Final[Sequence[tuple[type | tuple[type, ...], Form]]] = (
    (StrEnum, Form.OURS),
    (Edtf, Form.DATE),
    (date, Form.DAY),
    (dict, Form.TEXT),
    (Link, Form.LINK),
    (File, Form.FILE),
    (bool, Form.YES_OR_NO),
    (int, Form.NUMBER),
    (Struct, Form.PARTS),
)


def _form(name: str, value: Any) -> Form:
    found = next((form for kind, form in _FORMS if isinstance(value, kind)), None)
    if found is None and name in VOCABULARY:
        return Form.WORD
    return found or PLACES.get(name, Form.PLAIN)


def _with_names(reading: Reading, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries with the names of the partners that they refer to."""
    codes = {one.code for entry in entries for one in _references(entry.says) if one.key.startswith("partner:")}
    named = {code: partner.name for code, partner in (partners_named(reading, codes) if codes else {}).items()}
    for entry in entries:
        yield replace(entry, says=tuple(_name(part, named) for part in entry.says))


def _references(parts: Iterable[Part]) -> Iterator[Reference]:
    for part in parts:
        for value in (*part.values, *(part.former or ())):
            if isinstance(value, Reference):
                yield value
            elif isinstance(value, tuple):
                yield from _references(cast("tuple[Part, ...]", value))


def _name(part: Part, names: Mapping[str, Text]) -> Part:
    def named(value: Any) -> Any:
        if isinstance(value, Reference):
            return replace(value, name=names.get(value.code) if value.key.startswith("partner:") else None)
        parts = cast("tuple[Part, ...]", value)
        return tuple(_name(part, names) for part in parts) if isinstance(value, tuple) else value

    former = None if part.former is None else tuple(named(value) for value in part.former)
    return replace(part, values=tuple(named(value) for value in part.values), former=former)
