"""Activity as an Atom feed (RFC 4287), for programs that tell people what is new.

Its links are relative to the address that it was fetched from, as RFC 3986 resolves them where nothing else is said: the server
does not know by which name it is reached, and a Host header is whatever the client says. Identities are URNs and need no address.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from domain.kernel import stream_id
from domain.values import Text
from exports.cells import clean
from projections.activity import ActivityEntry
from projections.moment import Moment
from projections.programme import Programme
from web.asked import FORMAT
from web.links import Links
from web.page import Query
from web.sentences import sentence, thing_of
from words.language import Language

FEED: Final = "atom"
ATOM: Final = "application/atom+xml"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
PAGED: Final = "before"

register_namespace("", NAMESPACE)

Address = Callable[[ActivityEntry, Links], str]


class Feed:
    """A feed in the making: one element after the other, of texts that XML can hold."""

    def __init__(self, language: str) -> None:
        self.root = Element(f"{{{NAMESPACE}}}feed", {XML_LANGUAGE: language})

    def put(self, name: str, text: str | None = None, *, into: Element | None = None, **attributes: str) -> Element:
        said = {key: clean(value) for key, value in attributes.items()}
        element = SubElement(self.root if into is None else into, f"{{{NAMESPACE}}}{name}", said)
        element.text = None if text is None else clean(text)
        return element

    def written(self) -> bytes:
        return tostring(self.root, encoding="utf-8", xml_declaration=True)


def feed(
    programme: Programme | None,
    entries: Sequence[ActivityEntry],
    names: Mapping[str, Text],
    older: int | None,
    query: Query,
    moment: Moment,
    address: Address,
) -> bytes:
    """The entries, newest first; `older` is where the next page of the feed begins (RFC 5005)."""
    say, links = query.language, Links(query, moment)
    made = Feed(say.tag)
    made.put("id", _identity(query))
    made.put("title", _title(programme, say))
    updated = entries[0].recorded_at if entries else moment.recorded_at
    if updated:
        made.put("updated", updated.isoformat())
    made.put("generator", "Jalon")
    made.put("link", rel="self", type=ATOM, href=links.form(FEED))
    made.put("link", rel="alternate", type="text/html", hreflang=say.tag, href=links.here())
    if older is not None:
        made.put("link", rel="next", type=ATOM, href=links.here(**{PAGED: older, FORMAT: FEED}))
    for one in entries:
        _put(made, one, names, say, address(one, links))
    return made.written()


def _identity(query: Query) -> str:
    """What the feed is for ever: the page and what it is asked for, wherever it is kept."""
    asked = sorted(f"{name}={text}" for name, text in query.said.items() if name not in {FORMAT, PAGED})
    return stream_id("feed:" + "&".join((query.language.tag + query.address, *asked))).urn


def _title(programme: Programme | None, say: Language) -> str:
    if programme is None:
        return say.gettext("Jalon: activity")
    named = {"code": say.isolated(programme.code), "title": say.say(programme.title)}
    return say.gettext("Activity in %(code)s: %(title)s") % named


def _put(made: Feed, one: ActivityEntry, names: Mapping[str, Text], say: Language, address: str) -> None:
    entry = made.put("entry")
    made.put("id", one.urn, into=entry)
    made.put("title", sentence(one, names, say).text, into=entry, type="text")
    for name in ("published", "updated"):
        made.put(name, one.recorded_at.isoformat(), into=entry)
    made.put("name", one.actor, into=made.put("author", into=entry))
    made.put("link", into=entry, rel="alternate", type="text/html", hreflang=say.tag, href=address)
    made.put("category", into=entry, term=one.kind, label=say.named(one.kind, "thing"))
    if one.illustrative:
        made.put("category", into=entry, term="illustrative", label=say.gettext("Illustrative"))
    made.put("summary", "\n".join(_summary(one, say)), into=entry, type="text")


def _summary(one: ActivityEntry, say: Language) -> list[str]:
    _ = say.gettext
    lines = [say.say(one.title) or thing_of(one, say)]
    if one.reason:
        lines.append(_("Reason: %(reason)s") % {"reason": say.isolated(one.reason)})
    if one.source:
        lines.append(_("Source: %(source)s") % {"source": say.isolated(one.source.document)})
    if one.illustrative:
        lines.append(_("An invented fact, which shows what the record can hold"))
    return lines
