"""The forms of a route: an Ask puts a question (GET), a Tell records a request (POST)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, NamedTuple

from litestar import Request
from msgspec import Struct

from domain.dates import Edtf
from domain.kernel import Command, Refusal
from projections.moment import Reading

JSON_TYPE: Final = "application/json"
CSV_TYPE: Final = "text/csv; charset=utf-8"
XML_TYPE: Final = "application/xml"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_CODE: Final = r"^[A-Za-z0-9._-]{1,64}$"
BY_NUMBER: Final = r"^[0-9]{1,9}$"
NUMBER: Final = "number"
"""The placeholder that holds a number and not a code."""
MOST: Final = 500
USUAL: Final = 100

AnyRequest = Request[Any, Any, Any]

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Asked(NamedTuple):
    """What a question's parameters say; a clock that is None stands at now."""

    as_of: date | None = None
    known_at: int | datetime | None = None
    limit: int = USUAL
    after: str | None = None
    language: str = "en"
    address: str = ""
    from_as_of: date | None = None
    from_known_at: int | datetime | None = None
    period: Edtf | None = None


class File(NamedTuple):
    """An answer that is saved as a file of this name. `media` is what it is, where the question does not say.

    One that has a `sha256` is known by it: it is the file's ETag.
    """

    content: bytes
    name: str
    media: str | None = None
    sha256: str | None = None


class Ask(Struct, frozen=True, kw_only=True, dict=True):
    """A question: `answer(reading, asked, *codes)` gives a View, or a File where `media` is not JSON.

    `cursor` is the pattern of the cursors of a collection; `more` are parameters that few questions take; `unknown` are the refusals
    that say which thing the address names in vain; `problems` are others that stand in the way; `example` holds codes, by
    placeholder. `others` are the media types that a file may have instead.
    """

    path: str
    tag: str
    summary: str
    description: str
    answer: Callable[..., Struct | File]
    view: Any = None
    media: str = JSON_TYPE
    others: tuple[str, ...] = ()
    cursor: str | None = None
    language: bool = False
    more: tuple[str, ...] = ()
    unknown: tuple[type[Refusal], ...] = ()
    problems: tuple[str, ...] = ()
    example: Mapping[str, str] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The names of the codes that the address holds."""
        return tuple(_PLACEHOLDER.findall(self.path))

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The query parameters that the question takes."""
        paging = ("limit", "after") if self.cursor else ()
        return frozenset(("as_of", "known_at", *paging, *(("language",) if self.language else ()), *self.more))

    @property
    def name(self) -> str:
        """The operation's id: `get-programmes-code-partners`."""
        return "-".join(["get", *re.findall(r"\w+", self.path)])


class Tell(Struct, frozen=True, kw_only=True, dict=True):
    """A request of one kind. `examples` are bodies that work, by name; one that `creates` answers where the new thing is.

    `example` holds codes, by placeholder; `others` those of single examples, by name, where they differ. What it makes may have a
    number that its fact says: `numbered` is then the address of what it made.
    """

    path: str
    tag: str
    summary: str
    command: type[Command]
    examples: Mapping[str, Mapping[str, Any]]
    creates: bool = False
    numbered: str | None = None
    example: Mapping[str, str] = {}
    others: Mapping[str, Mapping[str, str]] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The names of the codes that the address holds."""
        return tuple(_PLACEHOLDER.findall(self.path))

    @property
    def name(self) -> str:
        return self.command.NAME

    def address(self, example: str) -> str:
        """Where an example is sent to."""
        return self.path.format(**self.others.get(example, self.example))


Question = Callable[[Reading, Asked], Struct | File]
Routes = Sequence[Ask | Tell]
