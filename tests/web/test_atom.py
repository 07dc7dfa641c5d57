from typing import Final
from xml.etree.ElementTree import Element, fromstring

from tests.api.said import a_milestone, a_programme
from tests.api.serving import Served
from tests.web.reading_room import ReadingRoom
from web.atom import Feed

ACTIVITY: Final = "/programmes/FR-2018/activity"
ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}


def feed(room: ReadingRoom, path: str = ACTIVITY, language: str = "en", **parameters: str | int) -> Element:
    paper = room.open(path, language, **parameters, format="atom")
    assert paper.answer.headers["content-type"] == "application/atom+xml"
    return fromstring(paper.answer.content)  # noqa: S314 - our own answer


def texts(of: Element, path: str) -> list[str]:
    return [one.text or "" for one in of.findall(path, ATOM)]


def links(of: Element) -> dict[str, str]:
    return {one.attrib["rel"]: one.attrib["href"] for one in of.findall("a:link", ATOM)}


def test_the_feed_has_what_the_page_has(room: ReadingRoom) -> None:
    entries = feed(room).findall("a:entry", ATOM)
    said = [one for day in room.data(ACTIVITY)["days"] for each in day["recorded"] for one in each["entries"]]
    assert [texts(one, "a:id") for one in entries] == [[one["urn"]] for one in said]
    assert [texts(one, "a:author/a:name") for one in entries] == [[one["actor"]] for one in said]
    paper = room.open(ACTIVITY).text
    assert all(title in paper for one in entries for title in texts(one, "a:title"))


def test_every_element_that_atom_demands_is_there_once(room: ReadingRoom) -> None:
    found = feed(room)
    assert [len(texts(found, f"a:{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    for entry in found.findall("a:entry", ATOM):
        counts = [len(texts(entry, f"a:{name}")) for name in ("id", "title", "updated", "author", "summary")]
        assert counts == [1, 1, 1, 1, 1]
        assert texts(entry, "a:id")[0].startswith("urn:uuid:")
    assert texts(found, "a:updated") == texts(found, "a:entry/a:updated")[:1]
    assert max(texts(found, "a:entry/a:updated")) == texts(found, "a:updated")[0]


def test_identities_stay_the_same_in_every_language_and_at_every_moment(room: ReadingRoom) -> None:
    english, french, then = feed(room), feed(room, language="fr"), feed(room, known_at="2021-06-30")
    assert texts(english, "a:entry/a:id") == texts(french, "a:entry/a:id")
    assert set(texts(then, "a:entry/a:id")[:20]) <= set(texts(english, "a:entry/a:id"))
    assert len({texts(one, "a:id")[0] for one in (english, french, then)}) == 3
    assert len(set(texts(english, "a:entry/a:id"))) == len(texts(english, "a:entry/a:id"))


def test_links_lead_on_without_the_name_of_the_server(room: ReadingRoom) -> None:
    answer = room.http.get(f"/en{ACTIVITY}", params={"format": "atom"}, headers={"Host": "evil.example"})
    assert b"evil.example" not in answer.content
    found = links(fromstring(answer.content))  # noqa: S314 - our own answer
    assert found["self"] == f"/en{ACTIVITY}?format=atom"
    assert found["alternate"] == f"/en{ACTIVITY}"
    older = fromstring(room.http.get(found["next"]).content)  # noqa: S314 - our own answer
    assert not set(texts(older, "a:entry/a:id")) & set(texts(feed(room), "a:entry/a:id"))
    assert all(room.http.get(one.partition("#")[0]).is_success for one in _addresses(older)[:5])


def _addresses(of: Element) -> list[str]:
    return [links(entry)["alternate"] for entry in of.findall("a:entry", ATOM)]


def test_a_page_of_the_feed_is_the_same_feed(room: ReadingRoom) -> None:
    assert texts(feed(room, before=100), "a:id") == texts(feed(room), "a:id")


def test_the_page_offers_the_feed_with_its_filters(room: ReadingRoom) -> None:
    html = room.open(ACTIVITY, kind="milestone", before=200).html
    address = f'href="/en{ACTIVITY}?kind=milestone&amp;format=atom"'
    assert html.count(address) >= 3
    assert f'<link rel="alternate" type="application/atom+xml" title="Atom feed of what is recorded" {address}>' in html


def test_illustrative_entries_say_so(room: ReadingRoom) -> None:
    found = feed(room, known_at="2021-06-30").findall("a:entry", ATOM)
    marked = [one for one in found if one.find("a:category[@term='illustrative']", ATOM) is not None]
    assert marked
    assert all("An invented fact" in texts(one, "a:summary")[0] for one in marked)
    assert any(one not in marked for one in found)


def test_hostile_words_stay_words(told: Served) -> None:
    hostile = "]]><entry>&amp;<script>alert(1)</script> %(thing)s"
    programme = a_programme(told, title={"en": hostile})
    milestone = a_milestone(told, programme, "1", title={"en": hostile})
    told.told(f"{milestone}/reschedule", {"due": "2019", "on": "2019-01-01", "reason": hostile})
    told.http.headers["Jalon-Position"] = told.seen
    found = feed(ReadingRoom(told.http), f"{programme}/activity")
    assert len(found.findall("a:entry", ATOM)) == 3
    assert texts(found, "a:title")[0].endswith(hostile)
    assert texts(found, "a:entry/a:summary")[0] == f"{hostile}\nReason: {hostile}"


def test_what_xml_cannot_hold_is_changed_visibly() -> None:
    made = Feed("en")
    made.put("title", "a\x00b\x0b\ud800\ufffe\x1b", href="\x07")
    title = fromstring(made.written()).find("a:title", ATOM)  # noqa: S314 - our own answer
    assert title is not None
    assert (title.text, title.attrib) == ("a\ufffdb\ufffd\ufffd\ufffd\ufffd", {"href": "\ufffd"})


def test_a_feed_of_nothing_is_a_feed(room: ReadingRoom) -> None:
    found = feed(room, person="nobody")
    assert not found.findall("a:entry", ATOM)
    assert len(texts(found, "a:updated")) == 1


def test_all_programmes_have_a_feed_together(room: ReadingRoom) -> None:
    assert texts(feed(room, "/activity"), "a:title") == ["Jalon: activity"]
