"""How changes are shown: by thing and by the entries that caused them, each value in its form, long texts word by word."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, Final, NamedTuple, cast

from msgspec import Struct

from domain.dates import Edtf
from domain.values import Text
from domain.vocabulary import PROFILES, STATUS_VOCABULARIES, VOCABULARIES
from projections.cause import Cause, Restated
from projections.comparison import Change
from projections.field import ThingKind
from projections.programme import Programme
from web.differing import Piece, differing
from web.questions import question
from web.story import PARTNERS, PLACES, THINGS, Form, Part, Reference
from words.language import Language

WHOLE: Final[Mapping[ThingKind, str]] = {
    ThingKind.PHASE: "pilot",
    ThingKind.TARGET: "indicator",
    ThingKind.OBSERVATION: "indicator",
    ThingKind.FOLLOW_UP: "event",
}
"""The kinds of parts, with the kind of what they are part of."""


class Line(NamedTuple):
    """One change as it is shown: of one field (`part`), or of a whole thing with all that is said of it (`parts`).

    `pieces` are the text word by word, in the language of `tongue`, where that is easier to read than one after the other.
    """

    change: Change
    anchor: str | None
    part: Part | None
    parts: tuple[Part, ...]
    pieces: tuple[Piece, ...]
    tongue: str


class Turn(NamedTuple):
    """The changes of one thing that the same entries caused."""

    restated: Restated | None
    causes: tuple[Cause, ...]
    lines: tuple[Line, ...]


class Group(NamedTuple):
    """All changes of one thing; `kind` and `place` name the thing that has a page."""

    thing: ThingKind
    code: str
    title: Text | None
    kind: str
    place: str
    turns: tuple[Turn, ...]


class Told:
    """The changes of a programme in one language."""

    def __init__(self, programme: Programme, partners: Mapping[str, Text], say: Language) -> None:
        self._programme = programme
        self._partners = partners
        self._say = say

    def groups(self, changes: Iterable[Change], prefix: str) -> list[Group]:
        """The changes by thing; the first of each kind has an anchor that begins with `prefix`."""
        met: set[str] = set()
        return [
            self._group(list(several), prefix, met)
            for _, several in groupby(changes, key=lambda one: (one.thing, one.code))
        ]

    def question(self, line: Line) -> str:
        """What the question is called of which a line says what a reviewer found."""
        part = line.part
        return question(part.field, part.vocabulary, self._say) if part else ""

    def _group(self, changes: list[Change], prefix: str, met: set[str]) -> Group:
        first = changes[0]
        turns: dict[tuple[Any, ...], list[Line]] = {}
        for change in changes:
            anchor = None if change.kind in met else f"{prefix}-{change.kind}"
            met.add(change.kind)
            caused = (change.restated, *((one.of, one.entry) for one in change.causes))
            turns.setdefault(caused, []).append(self._line(change, anchor))
        kind = WHOLE.get(first.thing)
        return Group(
            first.thing,
            first.code,
            first.title,
            kind or first.thing.value,
            first.code.partition("/")[0] if kind else first.code,
            tuple(Turn(one[0].change.restated, one[0].change.causes, tuple(one)) for one in turns.values()),
        )

    def _line(self, change: Change, anchor: str | None) -> Line:
        if change.field is None:
            said = cast("dict[str, Any]", change.new or change.old or {})
            parts = [self._part(change, name, value) for name, value in said.items() if name != "title"]
            return Line(change, anchor, None, tuple(part for part in parts if part.values), (), "")
        new = self._part(change, change.field, change.new)
        old = self._part(change, change.field, change.old)
        form, vocabulary = (new if new.values else old).form, new.vocabulary or old.vocabulary
        part = Part(change.field, form, new.values, old.values, vocabulary)
        tongue, pieces = self._pieces(change.old, change.new)
        return Line(change, anchor, part, (), pieces, tongue)

    def _pieces(self, old: Any, new: Any) -> tuple[str, tuple[Piece, ...]]:
        """A text word by word, in the reader's language or else in one in which it changed."""
        if not (isinstance(old, dict) and isinstance(new, dict)):
            return "", ()
        was, now = cast("Text", old), cast("Text", new)
        said = self._say.text(now)
        tongues = [said.language if said else "", *now]
        changed = [one for one in tongues if one in was and one in now and was[one] != now[one]]
        return (changed[0], differing(was[changed[0]], now[changed[0]])) if changed else ("", ())

    def _part(self, change: Change, name: str, value: Any) -> Part:
        values = cast("tuple[Any, ...]", value if isinstance(value, tuple) else (value,))
        said = tuple(one for one in values if one is not None and one != "")
        if not said:
            return Part(name, Form.PLAIN, ())
        if change.reviewer:
            return Part(name, Form.WORD, said, vocabulary=self._programme.vocabularies.get(name))
        if name == "status" and not isinstance(said[0], StrEnum):
            return self._status(change, said)
        return self._other(change, name, said)

    def _other(self, change: Change, name: str, said: tuple[Any, ...]) -> Part:
        """What is neither a finding nor the status of a milestone, a commitment or a programme."""
        if name in ("type", "level") and not isinstance(said[0], StrEnum):
            return Part(name, Form.WORD, said, vocabulary=_with_word(self._programme.vocabularies.values(), said[0]))
        if name in ("vocabulary", "profiles"):
            return Part(name, Form.PLAIN, tuple(self._titled(one) for one in said))
        if reference := _reference(name):
            return Part(name, Form.REFERENCE, tuple(self._referred(reference, one) for one in said))
        if isinstance(said[0], Struct):
            return Part(name, Form.PARTS, tuple(self._parts(change, one) for one in said))
        return Part(name, _form(name, said[0]), said)

    def _status(self, change: Change, said: tuple[Any, ...]) -> Part:
        """A status in the words of the programme, which may have been others before; or whether a thing goes on."""
        if change.thing is not ThingKind.MILESTONE:
            return Part("status", Form.PLAIN, tuple(self._say.named(one, "standing") for one in said))
        vocabulary = _with_word((self._programme.vocabulary, *STATUS_VOCABULARIES), said[0])
        return Part("status", Form.WORD, said, vocabulary=vocabulary or self._programme.vocabulary)

    def _titled(self, name: str) -> str:
        found = VOCABULARIES.get(name) or PROFILES.get(name)
        return self._say.say(self._say.label(found)) if found else name

    def _referred(self, kind: str, code: str) -> Reference:
        if kind == "partner":
            return Reference(f"partner:{code}", code, self._partners.get(code))
        key, _, whole = code.partition(":") if ":" in code else (kind, "", code)
        last = whole.rpartition("/")[2]
        within = "" if "/" in whole or key == "programme" else f"{self._programme.code}/"
        return Reference(f"{key}:{within}{whole}", last)

    def _parts(self, change: Change, value: Struct) -> tuple[Part, ...]:
        parts = (self._part(change, name, getattr(value, name)) for name in value.__struct_fields__)
        return tuple(part for part in parts if part.values)


def partners_in(changes: Iterable[Change]) -> set[str]:
    """The codes of all partners that changes name."""
    return {code for change in changes for code in _partners_in(change)}


def _partners_in(change: Change) -> Iterator[str]:
    if change.reviewer:
        yield change.reviewer
    if change.thing is ThingKind.PARTNER:
        yield change.code
    for value in (change.old, change.new):
        said = cast("dict[str, Any]", value) if change.field is None and value else {change.field: value}
        for name, one in said.items():
            if name in PARTNERS and one:
                yield from cast("tuple[str, ...]", one if isinstance(one, tuple) else (one,))


def _reference(name: str) -> str | None:
    """The kind of thing that a field names by its code; a tie says the kind itself."""
    if name in PARTNERS:
        return "partner"
    return "tie" if name == "ties" else THINGS.get(name)


def _with_word(vocabularies: Iterable[str], word: str) -> str | None:
    """The first of these vocabularies that has the word."""
    return next((name for name in vocabularies if VOCABULARIES[name].find(word)), None)


def _form(name: str, value: Any) -> Form:
    if name in ("evidence", "links"):
        return Form.LINK
    if isinstance(value, bool):
        return Form.YES_OR_NO
    forms = ((StrEnum, Form.OURS), (Edtf, Form.DATE), (dict, Form.TEXT), (int, Form.NUMBER), (date, Form.DAY))
    found = next((form for kind, form in forms if isinstance(value, kind)), None)
    return found or PLACES.get(name, Form.PLAIN)
