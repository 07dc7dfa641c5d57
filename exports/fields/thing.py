"""Lines about things and their parts: what tells each from all others, and which commitment and programme it belongs to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from domain.values import Code, Text
from exports.field import Field, Kind, field, of
from exports.fields.context import CONTEXT as OF_MATERIAL
from exports.fields.context import pinned
from exports.material import Material
from exports.question import About, Question, by_name
from projections.commitment import commitments_of
from words.message import Message, marked

W = TypeVar("W")
P = TypeVar("P")


class Line(NamedTuple, Generic[W, P]):
    """A line about a part of a whole: a phase of a pilot; or about the whole, which is then its own part."""

    key: str
    whole: W
    part: P
    material: Material
    commitment: Code | None
    commitment_title: Text | None


Told = tuple[str, Code | None, W, P]
"""What makes a line: its key, the commitment, the whole and the part."""


def lines_of(material: Material, told: Iterable[Told[W, P]], *, narrowed: bool = False) -> Iterator[Line[W, P]]:
    """The lines within the scope, each with a key of its own; `narrowed`: none but those are told anyway."""
    titles = {one.code: one.title for one in commitments_of(material.reading, material.code)}
    seen: Counter[str] = Counter()
    for key, commitment, whole, part in told:
        seen[key] += 1
        if narrowed or material.scope.has(commitment):
            own = key if seen[key] == 1 else f"{key}#{seen[key]}"
            title = titles.get(commitment) if commitment else None
            yield Line(own, whole, part, material, commitment, title)


def question(
    name: str,
    title: Message,
    lines: Callable[[Material], Iterator[Line[W, P]]],
    about: Callable[[Line[W, P]], About | None],
    fields: Sequence[Field[Line[W, P]]],
    only: Mapping[str, Callable[[Line[W, P]], bool]] | None = None,
) -> Question[Line[W, P]]:
    """A question of such lines, with these fields and those that all have."""
    return Question(name, title, lines, _key, about, by_name([*fields, *CONTEXT]), only or {})


def _key(line: Line[Any, Any]) -> str:
    return line.key


CONTEXT: Final[list[Field[Line[Any, Any]]]] = [
    field(
        "commitment",
        marked("column", "Commitment"),
        marked(
            "definition",
            "The code of the commitment, work package or output that it belongs to; blank where it belongs to none.",
        ),
        lambda line, _: line.commitment,
        Kind.CODE,
    ),
    field(
        "commitment_title",
        marked("column", "Commitment title"),
        marked("definition", "What the commitment, work package or output is called."),
        lambda line, words: words.say(line.commitment_title),
        tells=("commitment", "commitment:title"),
    ),
    field(
        "key",
        marked("column", "Key"),
        marked("definition", "What tells this line from all others, in every export."),
        lambda line, _: line.key,
        Kind.CODE,
        width=18,
    ),
    *of(lambda line: line.material, OF_MATERIAL),
]


def page_of(kind: str) -> Field[Line[Any, Any]]:
    """The page of the thing that a line is about, at the moment of the export; `kind` is its part of the address."""
    definition = marked(
        "definition", "Its page at the moment of this export; blank where the address of the pages is not known."
    )
    return field(
        "page",
        marked("column", "Page"),
        definition,
        lambda line, words: pinned(line.material, words, kind, line.part.code),
        Kind.LINK,
        width=16,
        tells=("code",),
    )
