"""Questions: the lists of lines from which sheets are made, each with its fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from exports.field import Field
from exports.material import Material
from projections.field import ThingKind
from words.message import Message

T = TypeVar("T")
About = tuple[ThingKind, str]


class Question(NamedTuple, Generic[T]):
    """A question that gives one line for each row of a sheet, in an order that is always the same.

    `key` tells a line from all others, at any moment: it is what two exports are compared by. `about` is the thing of which a line
    tells, as a comparison of two moments names it. `only` are the choices among lines that a template can make, by name.
    """

    name: str
    title: Message
    lines: Callable[[Material], Iterator[T]]
    key: Callable[[T], str]
    about: Callable[[T], About | None]
    fields: Mapping[str, Field[T]]
    only: Mapping[str, Callable[[T], bool]] = {}


AnyQuestion = Question[Any]


def question(
    name: str,
    title: Message,
    lines: Callable[[Material], Iterator[T]],
    *,
    key: Callable[[T], str],
    about: Callable[[T], About | None],
    fields: Sequence[Field[T]],
    only: Mapping[str, Callable[[T], bool]] | None = None,
) -> Question[T]:
    """A question with these fields. Raises ValueError where two of them have the same name."""
    return Question(name, title, lines, key, about, by_name(fields), only or {})


def by_name(fields: Sequence[Field[T]]) -> dict[str, Field[T]]:
    """Fields by their names. Raises ValueError where two have the same."""
    found = {field.name: field for field in fields}
    if len(found) != len(fields):
        raise ValueError(f"Two fields have one name among {[field.name for field in fields]}")
    return found
