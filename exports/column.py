"""The columns of a sheet as a template and a language have them: label, definition, look, words allowed, and where the value comes from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

from domain.vocabulary import VOCABULARIES, Vocabulary
from exports.cells import CellValue, clean
from exports.field import WIDTHS, AnyField, Kind
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from exports.style import KINDS, Style
from exports.template import Column, Labels, Sheet
from projections.line import NOT_REPORTED, WITHDRAWN
from words.language import language

STATUS: Final = "status"
LONGEST_LABEL: Final = 240
BLANK: Final = "–"  # noqa: RUF001 - a dash stands for a label that is blank


class Allowed(NamedTuple):
    """A word that a column may hold: its code, its label, and what it means, where that was said."""

    code: str
    label: str
    definition: str | None = None


class Shown(NamedTuple):
    """A column as it is shown. `name` is its name for machines; `field` is None for one that is the same in every row."""

    name: str
    label: str
    definition: str
    kind: Kind
    width: int
    style: Style
    value: Callable[[Any], CellValue]
    field: AnyField | None
    allowed: Sequence[Allowed]
    vocabulary: str | None
    said: Column


def label_in(labels: Labels, words: Words) -> str:
    """The label in the language, or else in English or the first that there is."""
    return labels.get(words.language.tag) or labels.get("en") or next(iter(labels.values()))


def columns_of(sheet: Sheet, question: AnyQuestion, material: Material, words: Words) -> list[Shown]:
    """The columns of a sheet; all fields of its question where the template names none. Raises KeyError for an unknown field."""
    said = sheet.columns or tuple(Column(field=name) for name in question.fields)
    shown = [_shown(column, question, material, words) for column in said]
    return list(with_labels_of_their_own(shown))


def _shown(column: Column, question: AnyQuestion, material: Material, words: Words) -> Shown:
    own = words.in_only(language(column.language)) if column.language else words
    if column.field is None:
        text = column.constant
        style = KINDS[Kind.CODE]
        label = label_in(column.label or {}, words) if column.label else column.name or ""
        note = label_in(column.note, words) if column.note else ""
        width = column.width or WIDTHS[Kind.CODE]
        return Shown(column.name or label, label, note, Kind.CODE, width, style, _always(text), None, (), None, column)
    field = question.fields[column.field]
    style = KINDS[field.kind]
    return Shown(
        name=column.name or field.name,
        label=label_in(column.label, words) if column.label else words(field.label),
        definition=label_in(column.note, words) if column.note else words(field.definition),
        kind=field.kind,
        width=column.width or field.width,
        style=style._replace(number_format=column.format) if column.format else style,
        value=partial(_value, field, own),
        field=field,
        allowed=tuple(allowed(field.terms, material, words)),
        vocabulary=_vocabulary(field.terms, material, words),
        said=column,
    )


def _always(text: str | None) -> Callable[[Any], CellValue]:
    def value(_line: Any) -> CellValue:
        return text

    return value


def _value(field: AnyField, words: Words, line: Any) -> CellValue:
    return field.value(line, words)


def with_labels_of_their_own(columns: Iterable[Shown]) -> Iterator[Shown]:
    """A table takes no label twice, whatever its letters' case, none that is long or has several lines, and none that is blank."""
    taken = set[str]()
    for column in columns:
        plain = " ".join(clean(column.label).split())[:LONGEST_LABEL] or BLANK
        label, number = plain, 1
        while label.casefold() in taken:
            number += 1
            label = f"{plain} ({number})"
        taken.add(label.casefold())
        yield column._replace(label=label)


def _of(terms: str, material: Material) -> Vocabulary | None:
    if terms == STATUS:
        return material.vocabulary
    return VOCABULARIES.get(material.programme.vocabularies.get(terms, ""))


def _vocabulary(terms: type[StrEnum] | str | None, material: Material, words: Words) -> str | None:
    """Which vocabulary the words come from, with its version."""
    if not isinstance(terms, str):
        return None
    found = _of(terms, material)
    return f"{words.language.label(found).text} ({found.id})" if found else None


def allowed(terms: type[StrEnum] | str | None, material: Material, words: Words) -> Iterator[Allowed]:
    """The words that may stand in a column."""
    if terms is None:
        return
    if not isinstance(terms, str):
        yield from (Allowed(term.value, words.named(term)) for term in terms)
        return
    if found := _of(terms, material):
        for term in found.terms:
            yield Allowed(term.code, words.language.label(term).text, words.say(term.definition))
        if terms == STATUS:
            for code in (NOT_REPORTED, WITHDRAWN):
                yield Allowed(code, words.language.status(found, code).text)
