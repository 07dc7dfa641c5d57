"""Periods of results in IATI XML, and what is said in words of a target or of what was done."""

from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from domain.values import Text
from exports.iati.making import Making
from exports.iati.markup import child, narratives, with_words
from words.message import marked

QUALITATIVE: Final = "5"
OWN_VOCABULARY: Final = "99"
NO_BOUNDS: Final = marked("iati", "The period has no first or no last day. It was left out.")

Bounds = tuple[date, date]


def bounds_of(said: Edtf, as_of: date) -> Bounds | None:
    """The first and the last day of a period; one that goes on ends on the day of the file. None where it has no bounds."""
    first, last = said.earliest, as_of if said.latest == OPEN_FUTURE else said.latest
    return (first, last) if first != OPEN_PAST and first <= last else None


def write_bounds(parent: Element, bounds: Bounds) -> Element:
    found = child(parent, "period")
    child(found, "period-start", iso_date=bounds[0].isoformat())
    child(found, "period-end", iso_date=bounds[1].isoformat())
    return found


def write_comment(parent: Element, making: Making, said: str, *texts: Text | None) -> None:
    """A comment of our own words and of these texts, language by language; none where there is nothing to say."""
    joined: dict[str, str] = {}
    for text in filter(None, texts):
        for tag, words in text.items():
            joined[tag] = "\n".join(filter(None, (joined.get(tag), words)))
    if said or joined:
        comment = with_words(said, joined, making.language) if said else joined
        narratives(child(parent, "comment"), comment, making.language)
