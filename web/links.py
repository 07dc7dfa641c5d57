"""The addresses of pages: each keeps the language and the moment that one looks at, so that a reader never leaves it unawares."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

from domain.kernel import Key
from projections.moment import Moment
from web.asked import AS_OF, FORMAT, KNOWN_AT
from web.page import Query

CLOCKS: Final = (AS_OF, KNOWN_AT)
THINGS: Final[Mapping[str, str]] = {
    "commitment": "commitments",
    "milestone": "milestones",
    "pilot": "pilots",
    "cohort": "cohorts",
    "event": "events",
    "deliverable": "deliverables",
    "indicator": "indicators",
}
"""The kinds of things that have pages of their own, with the part of the address that lists them."""


class Links:
    """The addresses that a page refers to."""

    def __init__(self, query: Query, moment: Moment | None) -> None:
        self._query = query
        self._moment = moment

    def to(self, path: str, **parameters: object) -> str:
        """A page at the same moment and in the same language."""
        return self._address(path, {**self._clocks(), **parameters})

    def thing(self, kind: str, programme: str | None, code: str) -> str:
        """The page of one thing, or of its programme where it has none of its own."""
        if kind == "programme":
            return self.to(f"/programmes/{code}")
        if kind == "partner" or programme is None:
            return self.to(f"/partners/{code}")
        if kind in THINGS:
            return self.to(f"/programmes/{programme}/{THINGS[kind]}/{code}")
        return self.to(f"/programmes/{programme}")

    def of(self, key: Key | str) -> str:
        """The page of what a key names: `milestone:FR-2018/9.1`."""
        kind, _, code = str(key).partition(":")
        programme, _, last = code.partition("/")
        return self.thing(kind, programme if last or kind != "partner" else None, last or code)

    def here(self, **changes: object) -> str:
        """The page itself with other values of these parameters; None takes one away."""
        said = {name: value for name, value in self._query.said.items() if name != FORMAT}
        return self._address(self._query.address, {**said, **changes})

    def now(self) -> str:
        """The page itself as of today, as known today."""
        return self.here(**dict.fromkeys(CLOCKS))

    def pinned(self) -> str:
        """The page itself at the moment that it shows, which is the same for ever."""
        assert self._moment is not None
        return self.here(as_of=self._moment.as_of.isoformat(), known_at=self._moment.known_at)

    def form(self, name: str) -> str:
        """The page's data in another form."""
        return self.here(format=name)

    def in_language(self, tag: str) -> str:
        """The page itself in another language."""
        return f"/{tag}" + self.here().removeprefix(f"/{self._query.language.tag}")

    def others(self, *names: str) -> list[tuple[str, str]]:
        """The parameters of the address except these: what a form must send along."""
        left_out = {*names, FORMAT}
        return [(name, value) for name, value in self._query.said.items() if name not in left_out]

    def _clocks(self) -> dict[str, object]:
        return {name: self._query.said.get(name) for name in CLOCKS}

    def _address(self, path: str, parameters: Mapping[str, object]) -> str:
        said = {name: value for name, value in parameters.items() if value is not None}
        query = f"?{urlencode(said)}" if said else ""
        return f"/{self._query.language.tag}{quote(path, safe='/:@')}{query}"
