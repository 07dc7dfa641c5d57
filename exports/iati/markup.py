"""Elements of IATI XML: narratives in every language that a text has, days, and links to documents."""

from collections.abc import Iterable
from datetime import date
from posixpath import splitext
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from domain.dates import Edtf
from domain.values import Link, Text
from exports.cells import clean, hyperlink
from exports.iati.making import Making
from words.message import marked
from words.said import base

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
AS_SAID: Final = marked("iati", "As said")
SEEN: Final = marked("file", "seen")
TOO_LONG: Final = marked("iati", "The address is too long for a link. The link was left out.")
FORMATS: Final = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""The formats that an address tells by its ending, by their names in IATI's list of file formats."""


def child(parent: Element, name: str, **attributes: str | None) -> Element:
    """An element within another; attributes are named with `_` for `-`, and left out where there is nothing to say."""
    said = {key.replace("_", "-"): clean(value) for key, value in attributes.items() if value is not None}
    return SubElement(parent, name, said)


def narrative(parent: Element, text: str, language: str | None) -> None:
    """A text; without a language it is in that of the activity."""
    found = SubElement(parent, "narrative", {LANG: base(language)} if language else {})
    found.text = clean(text)


def narratives(parent: Element, text: Text, first: str) -> None:
    """A text in every language that it has, this language first."""
    for tag in sorted(text, key=lambda tag: (base(tag) != first, tag)):
        narrative(parent, text[tag], tag)


def with_words(said: str, text: Text | None, language: str) -> Text:
    """A text with our own words in front of what it says in our language."""
    texts = dict(text or {})
    own = next((tag for tag in texts if base(tag) == language), language)
    return texts | {own: "\n".join(filter(None, (said, texts.get(own))))}


def as_said(making: Making, said: Edtf) -> str:
    """An imprecise date in words, and as it was given."""
    language = making.words.language
    return f"{making.words(AS_SAID)}{language.colon}{language.period(said)} ({said})"


def activity_date(parent: Element, making: Making, kind: str, day: date, words: Iterable[str]) -> None:
    """A date of an activity, with what there is to say of it."""
    found = child(parent, "activity-date", type=kind, iso_date=day.isoformat())
    if said := "\n".join(words):
        narrative(found, said, making.language)


def document_links(parent: Element, making: Making, links: Iterable[Link], category: str) -> None:
    """Links to documents, each address once. A link's title is in no stated language, and so in that of the activity."""
    for url, link in {link.url: link for link in reversed([*links])}.items():
        _document_link(parent, making, link, url, making.pairs("document_categories").get(category, "A12"))


def _document_link(parent: Element, making: Making, link: Link, url: str, category: str) -> None:
    address = hyperlink(url)
    if address is None:
        making.note("document-link", TOO_LONG, url)
        return
    kind = FORMATS.get(splitext(urlsplit(url).path)[1].lower(), making.setting("document_format") or "text/html")
    found = child(parent, "document-link", url="#".join(filter(None, address)), format=kind)
    narrative(child(found, "title"), link.title, None)
    seen = f"{making.words(SEEN)} {link.seen.isoformat()}" if link.seen else None
    if link.shows or seen:
        description = child(found, "description")
        if link.shows:
            narrative(description, link.shows, None)
        if seen:
            narrative(description, seen, making.language)
    child(found, "category", code=category)
