"""Which lines of a sheet have other cells than in a former export? No more is kept of the others than a digest."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from exports.cells import CellValue, Linked
from exports.column import Shown, columns_of
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from exports.template import Sheet, Template
from projections.field import ThingKind

Cells = tuple[CellValue, ...]
OF_THE_EXPORT: Final = "export"
"""What follows from the moment of an export itself (`export:as_of`) differs between any two and is no change."""


class Altered(NamedTuple):
    """A line that differs: its cells formerly and now (None: there was no such line), and in between.

    `between` are the cells on the new day as far as was known before. `told` are the codes of the other things that the line
    tells of, by their kind. Where the line is itself an entry of the record, `position` is its place in the log and `entry` its
    number in the record of the thing; where it is a finding, `variable` is what is found of.
    """

    sheet: Sheet
    columns: Sequence[Shown]
    key: str
    about: About | None
    told: Mapping[str, str]
    position: int | None
    entry: int | None
    variable: str | None
    old: Cells | None
    between: Cells | None
    new: Cells | None

    def differs(self, at: int) -> bool:
        column = self.columns[at]
        if column.field is None or all(name.startswith(f"{OF_THE_EXPORT}:") for name in column.field.tells):
            return False
        return _cell(self.old, at) != _cell(self.new, at)

    def before(self, at: int) -> CellValue:
        return _cell(self.old, at)

    def now(self, at: int) -> CellValue:
        return _cell(self.new, at)

    def came_by_itself(self, at: int) -> bool:
        """Whether the cell would read the same had nothing been recorded since."""
        return _cell(self.between, at) == _cell(self.new, at)


def _cell(cells: Cells | None, at: int) -> CellValue:
    return None if cells is None else cells[at]


class Found(NamedTuple):
    """A line as it was found at one of the moments."""

    line: Any
    cells: Cells


def tables(template: Template) -> Iterator[Sheet]:
    """The sheets of a template whose rows are lines; the others are made from such."""
    return (sheet for sheet in template.sheets if not sheet.by and not sheet.plan)


class Moments(NamedTuple):
    """A programme at the moment of the former export, on the new day as far as was known then, and at the moment of this one."""

    before: Material
    between: Material
    after: Material


class Walk:
    """The lines of one sheet at each of the moments; `shown` gathers what they tell of."""

    def __init__(self, sheet: Sheet, question: AnyQuestion, moments: Moments, words: Words, shown: set[About]) -> None:
        self._sheet = sheet
        self._question = question
        self._moments = moments
        self._words = words
        self._shown = shown
        self.columns = unmistakable(columns_of(sheet, question, moments.after, words))

    def altered(self) -> Iterator[Altered]:
        """The lines that differ, in the order of this export; at the end those that are there no more."""
        before, between, after = self._moments
        known = {key: _digest(cells) for key, (_, cells) in self._lines(before)}
        now: dict[str, Found] = {}
        for key, found in self._lines(after):
            former = known.pop(key, None)
            if former != _digest(found.cells):
                now[key] = found
        differing = now.keys() | known.keys()
        if not differing:
            return
        then = self._only(before, differing)
        in_between = self._only(between, differing) if between is not before and between is not after else {}
        for key in dict.fromkeys((*now, *then)):
            was, found = then.get(key), now.get(key)
            middle = was if between is before else found if between is after else in_between.get(key)
            yield self._altered(key, was, middle, found)

    def _only(self, material: Material, keys: Collection[str]) -> dict[str, Found]:
        return {key: found for key, found in self._lines(material) if key in keys}

    def _lines(self, material: Material) -> Iterator[tuple[str, Found]]:
        sheet, question = self._sheet, self._question
        words = of_moment(self._words, material)
        values = [column.value for column in columns_of(sheet, question, material, words)]
        chosen = question.only[sheet.only] if sheet.only else None
        pins = (_pin(material), _pin(self._moments.after))
        for line in question.lines(material):
            if chosen is None or chosen(line):
                if about := question.about(line):
                    self._shown.add(about)
                yield question.key(line), Found(line, tuple(_pinned(value(line), *pins) for value in values))

    def _altered(self, key: str, was: Found | None, middle: Found | None, now: Found | None) -> Altered:
        found = now or was
        assert found is not None
        return Altered(
            sheet=self._sheet,
            columns=self.columns,
            key=key,
            about=self._question.about(found.line),
            told=self._told(found.line),
            position=self._number("log_position", found.line),
            entry=self._number("entry", found.line),
            variable=str(self._value("variable", found.line) or "") or None,
            old=was.cells if was else None,
            between=middle.cells if middle else None,
            new=now.cells if now else None,
        )

    def _told(self, line: Any) -> dict[str, str]:
        """The codes of the other things that a line tells of, where it has a field for them."""
        said = {name for column in self.columns if column.field for name in column.field.tells}
        kinds = {name.partition(":")[0] for name in said if ":" in name}
        codes = {kind: self._value(kind, line) for kind in sorted(kinds)}
        told = {kind: str(code) for kind, code in codes.items() if code is not None}
        return {**told, ThingKind.PROGRAMME.value: self._moments.after.code}

    def _number(self, name: str, line: Any) -> int | None:
        found = self._value(name, line)
        return found if isinstance(found, int) else None

    def _value(self, name: str, line: Any) -> CellValue:
        field = self._question.fields.get(name)
        return field.value(line, self._words) if field else None


def of_moment(words: Words, material: Material) -> Words:
    """The same words with the names that partners had at the moment."""
    return Words(words.language, partner=material.partner, settings=words.settings, only=words.only)


def unmistakable(columns: Sequence[Shown]) -> list[Shown]:
    """Columns with a name of their own each: a template may show a field twice."""
    taken: dict[str, int] = {}
    named: list[Shown] = []
    for column in columns:
        taken[column.name] = number = taken.get(column.name, 0) + 1
        named.append(column if number == 1 else column._replace(name=f"{column.name}_{number}"))
    return named


def _digest(cells: Cells) -> bytes:
    return blake2b(repr(cells).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _pin(material: Material) -> str:
    moment = material.moment
    return f"as_of={moment.as_of}&known_at={moment.known_at}"


def _pinned(value: CellValue, pin: str, now: str) -> CellValue:
    """A link to a page at the moment of an export leads to the same page, whatever the moment."""
    return value._replace(url=value.url.replace(pin, now)) if isinstance(value, Linked) else value
