"""What can be read on a page beside its messages, where these stand in ⟦…⟧: it should be nothing but data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Final, cast

from domain.vocabulary import VOCABULARIES
from tests.web.reading_room import BESIDE, VOID
from words.facts import FACTS
from words.fields import FIELDS
from words.language import Language, language
from words.names import ENUMERATIONS
from words.pseudo import PSEUDO

SHOWN: Final = ("alt", "aria-label", "data-copied", "data-copy", "data-label", "placeholder", "title")
"""The attributes that people read or hear."""
OF_USERS: Final = frozenset(("bdi", "cite"))
CUT: Final = "\x00"
NAMES: Final = frozenset(("Jalon", "JSON", "CSV", "PDF", "UTC", "SHA-256", PSEUDO))
OURS: Final = frozenset(
    {code for table in (FACTS, FIELDS, *ENUMERATIONS.values()) for code in table}
    | {term.code for vocabulary in VOCABULARIES.values() for term in vocabulary.terms}
) - {"no", "reviewer"}
"""Our own codes, which are never shown as they are; but a pilot and an actor of the demonstration are called like two of them."""


class _Words(HTMLParser):
    """The texts of a page, one after the other; texts of users, which say their language or direction, are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[bool] = []
        self.said: list[str] = []
        self.heard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        of_users = tag in OF_USERS or named.get("dir") == "auto" or (tag != "html" and "lang" in named)
        self.heard.extend(text for name in SHOWN if (text := named.get(name)))
        self.said.append(CUT)
        if tag not in VOID:
            self._open.append(of_users or tag in BESIDE)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.heard.extend(text for name in SHOWN if (text := dict(attrs).get(name)))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(CUT)
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        marks = "".join(re.findall("[⟦⟧]", data))
        self.said.append(marks if any(self._open) else data)


def unmarked(html: str, data: object) -> list[str]:
    """The texts of a page that are neither in a message nor in its data (as JSON has them), nor numbers, dates or names."""
    words = _Words()
    words.feed(html)
    known = _pattern({*_values(data), *NAMES, *_spoken(language(PSEUDO))})
    left = (_outside("".join(words.said)), *map(_outside, words.heard))
    texts = (" ".join(text.split()) for some in left for text in some.split(CUT))
    return sorted({text for text in texts if re.search(r"[^\W\d_]", known.sub("", text))})


def _outside(text: str) -> str:
    """What stands outside the marks, the inner ones first."""
    found = 1
    while found:
        text, found = re.subn("⟦[^⟦⟧]*⟧", CUT, text)
    return text


def _values(data: object) -> Iterator[str]:
    """Every text in the data, with the languages of texts; of `milestone:FR-2018/9.1` also its parts."""
    if isinstance(data, dict):
        named = cast("dict[str, object]", data)
        yield from (name for name in named if re.fullmatch("[a-z]{2}(-[A-Z]{2})?", name) and name not in OURS)
        for value in named.values():
            yield from _values(value)
    elif isinstance(data, list):
        for value in cast("list[object]", data):
            yield from _values(value)
    elif isinstance(data, str):
        yield from {text for text in (" ".join(data.split()), *re.split("[:/]", data)) if text} - OURS


def _spoken(said: Language) -> Iterator[str]:
    """What Babel says without a catalogue: months, countries, languages, and the last part of a list."""
    yield said.list("ab")[1:-1].strip()
    months = (date(2019, month, 1) for month in range(1, 13))
    yield from (text for day in months for text in (said.month_short(day), said.month(day).partition(" ")[0]))
    yield from cast("Mapping[str, str]", said.locale.territories).values()
    yield from cast("Mapping[str, str]", said.locale.languages).values()


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
