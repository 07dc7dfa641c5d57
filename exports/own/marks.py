"""Marks: `{{deliverables.title}}` in a cell says which field of which question stands there."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Final, NamedTuple

from exports.question import AnyQuestion

COVER: Final = "cover"
PROGRAMME: Final = "programme"
SINGLE: Final = (COVER, PROGRAMME)
"""What is answered by one value each: the facts of the cover, and the one line of the programme."""
_ANY: Final = re.compile(r"\{\{([^{}]{0,200})\}\}")
_MARK: Final = re.compile(r"\s*([A-Za-z_][\w-]*)(?::([\w-]+))?\.([\w.-]+)\s*")


class Mark(NamedTuple):
    """A field of a question, or of those of its lines that are chosen (`only`); or a fact of the cover."""

    question: str
    only: str | None
    field: str


class Piece(NamedTuple):
    """A piece of a text: a mark, or what stands around marks. `look`: the run properties of a rich text, as XML."""

    said: str | Mark
    look: str | None = None


class Known(NamedTuple):
    """What marks may name: the questions, and the facts of the cover."""

    questions: Mapping[str, AnyQuestion]
    cover: Collection[str]

    def fault(self, mark: Mark) -> str | None:
        """What is wrong with a mark, and which names are near to what it names."""
        if mark.question == COVER:
            if mark.only:
                return f"{COVER} has no choices"
            return _unknown(f"{COVER} has no field", mark.field, self.cover)
        question = self.questions.get(mark.question)
        if question is None:
            return _unknown("there is no question", mark.question, [COVER, *self.questions])
        if mark.only is not None and (fault := _unknown(f"{mark.question} has no choice", mark.only, question.only)):
            return fault
        return _unknown(f"{mark.question} has no field", mark.field, question.fields)


def _unknown(what: str, name: str, names: Collection[str]) -> str | None:
    if name in names:
        return None
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    if near:
        return f"{what} {name!r}; near to it: {', '.join(near)}"
    return f"{what} {name!r}; there are: {', '.join(sorted(names)) or 'none'}"


def has_marks(text: str) -> bool:
    return _ANY.search(text) is not None


def read_marks(text: str, look: str | None = None) -> tuple[list[Piece], list[str]]:
    """A text in pieces, and what in double braces is no mark."""
    pieces: list[Piece] = []
    faults: list[str] = []
    end = 0
    for found in _ANY.finditer(text):
        if found.start() > end:
            pieces.append(Piece(text[end : found.start()], look))
        named = _MARK.fullmatch(found[1])
        if named:
            pieces.append(Piece(Mark(named[1], named[2], named[3]), look))
        else:
            faults.append(f"{found[0]} is no mark: write {{{{question.field}}}} or {{{{question:choice.field}}}}")
        end = found.end()
    if end < len(text):
        pieces.append(Piece(text[end:], look))
    return pieces, faults


def marks_in(pieces: Iterable[Piece]) -> list[Mark]:
    return [piece.said for piece in pieces if isinstance(piece.said, Mark)]
