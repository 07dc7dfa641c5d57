"""The form of a page: its address, the question that it answers, the template that shows the answer, and the answer's rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeVar

from litestar import Request
from msgspec import Struct

from projections.moment import Reading
from serving.answers import Clocks
from words.language import Language

AnyRequest = Request[Any, Any, Any]

T = TypeVar("T")

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Query(NamedTuple):
    """What is asked of a page: in which language, at which address below it, at which moment, and what its own parameters say.

    `said` are the parameters of the address as they were given; blank ones are left out.
    """

    language: Language
    address: str
    said: Mapping[str, str]
    clocks: Clocks

    def get(self, name: str) -> str | None:
        return self.said.get(name)


class Fault(NamedTuple):
    """A parameter that cannot be read: its name, what was given, and what to write instead, ready to be shown."""

    name: str
    given: str
    advice: str


class WrongQuery(Exception):
    """The address asks for something that cannot be; every fault is named."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.name}={fault.given!r}" for fault in faults))
        self.faults = faults


class CannotPrint(Exception):
    """The page cannot be printed at the moment."""


class NotKnown(Exception):
    """Nothing was known by this code at the moment."""

    def __init__(self, kind: str, programme: str | None, code: str) -> None:
        super().__init__(f"{kind} {code!r}")
        self.kind = kind
        self.programme = programme
        self.code = code


Answer = Callable[..., Struct]
Rows = Callable[[Any], Sequence[Struct]]


class File(NamedTuple):
    """An answer in another form than a page: its media type, and how its bytes are made of the answer and the query."""

    media: str
    make: Callable[[Any, Query, Reading], bytes]


class Page(Struct, frozen=True, kw_only=True, dict=True):
    """A page. `answer(reading, query, *codes)` gives a struct, which is also its JSON; `rows` are those of its CSV.

    `parameters` are those that it takes beside the clocks, and `files` its further forms, by the name that `format` has.
    """

    path: str
    template: str
    answer: Answer
    rows: Rows
    parameters: frozenset[str] = frozenset()
    files: Mapping[str, File] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The names of the codes that the address holds."""
        return tuple(_PLACEHOLDER.findall(self.path))


def known(found: T | None, kind: str, programme: str | None, code: str) -> T:
    """What was found; raises NotKnown where nothing was."""
    if found is None:
        raise NotKnown(kind, programme, code)
    return found
