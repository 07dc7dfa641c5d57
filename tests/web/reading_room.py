"""The reading room as a reviewer has it before them: pages asked for over HTTP, and what can be read on them."""

from html.parser import HTMLParser
from typing import Any, Final

import httpx

VOID: Final = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
BESIDE: Final = frozenset(("script", "style"))
APART: Final = frozenset(
    ("p", "li", "div", "td", "th", "tr", "dt", "dd", "h1", "h2", "h3", "section", "caption", "summary", "figure", "nav")
)


class _Text(HTMLParser):
    """The text of a page, or of the element of it that has this id."""

    def __init__(self, within: str | None) -> None:
        super().__init__()
        self._within = within
        self._depth = 0 if within else 1
        self._open: list[str] = []
        self.said: list[str] = []
        self.found = within is None
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self._open.append(tag)
        if self._within and not self.found and dict(attrs).get("id") == self._within:
            self.found = True
            self._depth = len(self._open)
        if self._reading and tag in APART:
            self.said.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open.pop() == tag, f"</{tag}> closes what was not opened"
        if self._reading and tag in APART:
            self.said.append(" ")
        self._over = self._over or (self.found and len(self._open) < self._depth)

    def handle_data(self, data: str) -> None:
        if self._reading and not BESIDE.intersection(self._open):
            self.said.append(data)

    @property
    def _reading(self) -> bool:
        return self.found and not self._over


class Paper:
    """A page as it was answered."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.html = answer.text

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """What can be read on it, with single spaces."""
        return self._text(None)

    def within(self, identity: str) -> str:
        """What can be read in the element with this id."""
        return self._text(identity)

    def has(self, identity: str) -> bool:
        return f'id="{identity}"' in self.html

    def _text(self, within: str | None) -> str:
        parser = _Text(within)
        parser.feed(self.html)
        assert parser.found, f"nothing has the id {within!r}"
        return " ".join("".join(parser.said).split())


class ReadingRoom:
    """The pages of one server."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def ask(self, path: str, language: str = "en", **parameters: Any) -> Paper:
        """The answer at this address, whatever it is."""
        return Paper(self.http.get(f"/{language}{path}", params=parameters))

    def open(self, path: str, language: str = "en", **parameters: Any) -> Paper:
        """A page that must be there."""
        paper = self.ask(path, language, **parameters)
        assert paper.status == 200, paper.html
        return paper

    def data(self, path: str, **parameters: Any) -> Any:
        """The answer that a page shows, as its JSON says it."""
        return self.open(path, **parameters, format="json").answer.json()["answer"]
