"""Facts as lines of JSON, each sealed with a digest of itself and of all lines before it, so that what is cut or edited shows."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct

from domain.values import JSON
from projections.trail import StoredFact

FIRST: Final = "0" * 64
"""What the first line is chained to."""


class Ending(Struct):
    """How far a file of facts goes: how many there are, the position of the last one, and its chain, which seals them all."""

    facts: int = 0
    position: int | None = None
    chain: str = FIRST


def chained(facts: Iterable[StoredFact], ending: Ending) -> Iterator[bytes]:
    """A line for each fact. `ending` tells how far they have come.

    A line is the fact as JSON with `chain` as its last field: the SHA-256 of the chain before it, in hexadecimal digits, and the
    line as it would be without its own.
    """
    for fact in facts:
        line = msgspec.json.format(JSON.encode(fact), indent=-1)
        ending.facts += 1
        ending.position = fact.position
        ending.chain = sha256(ending.chain.encode() + line).hexdigest()
        yield line[:-1] + f',"chain":"{ending.chain}"}}\n'.encode()
