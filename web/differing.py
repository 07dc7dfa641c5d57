"""Where two texts differ, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

MOST: Final = 3000
"""The words, gaps and signs of a text beyond which it is not compared word by word."""
ALIKE: Final = 0.5
"""The share of their words that two texts have in common, below which they are easier to read one after the other."""
SHORT: Final = 6
"""The number of words up to which they are as well."""


class Piece(NamedTuple):
    """A stretch of text: in both (`same`), only in the former (`gone`) or only in the later one (`come`)."""

    how: str
    text: str


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order; none where it is easier to read them one after the other."""
    if not _alike(old.split(), new.split()):
        return ()
    one, other = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    return tuple(_pieces(one, other)) if max(len(one), len(other)) <= MOST else ()


def _alike(one: list[str], other: list[str]) -> bool:
    longest = max(len(one), len(other))
    return SHORT < longest <= MOST and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _pieces(one: list[str], other: list[str]) -> Iterator[Piece]:
    for what, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(one[i:j]))
            continue
        if j > i:
            yield Piece("gone", "".join(one[i:j]))
        if n > k:
            yield Piece("come", "".join(other[k:n]))
