"""A text of the record as it is said in a language: in that language, or visibly in another."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from msgspec import Struct

from words.catalogues import ENGLISH
from words.wording import Direction


class Said(Struct, frozen=True):
    """A text with the language and the direction that it is in; `fallback` where that is not the language asked for."""

    text: str
    language: str
    direction: Direction
    fallback: bool

    def __str__(self) -> str:
        return f"[{self.language}] {self.text}" if self.fallback else self.text


def base(tag: str) -> str:
    """The language of a tag without its country or script: `fr` of `fr-CA`."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=1000)
def direction_of(tag: str) -> Direction:
    """The direction in which a language is written; a language that is not known is taken to run from left to right."""
    for name in (tag, base(tag)):
        try:
            return "rtl" if Locale.parse(name, sep="-").text_direction == "rtl" else "ltr"
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"


def said(text: Mapping[str, str], tag: str) -> Said:
    """The text in this language, its base or another of its variants; else in English or the first language that it has."""
    if tag in text:
        return Said(text[tag], tag, direction_of(tag), fallback=False)
    near = sorted(other for other in text if base(other) == base(tag))
    for own in (base(tag), *near):
        if own in text:
            return Said(text[own], own, direction_of(own), fallback=False)
    other = ENGLISH if ENGLISH in text else min(text)
    return Said(text[other], other, direction_of(other), fallback=True)
