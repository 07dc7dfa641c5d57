"""From the first page, every question is answered within three clicks, for each programme."""

from collections.abc import Iterator
from html import unescape

import pytest

from jalon.demo import script
from tests.api.serving import Served
from tests.browser.crawl import LINK

PROGRAMMES = script().programmes
ROOMS = ("", "/report", "/timeline", "/compare", "/missing", "/activity", "/partners")
KINDS = ("commitments", "milestones", "pilots", "cohorts", "events", "deliverables", "indicators")
CLICKS = 3


def reached(room: Served, start: str, clicks: int) -> set[str]:
    """The addresses, without their queries, that so many clicks lead to."""
    near = far = {start}
    for _ in range(clicks):
        far = {link for address in far for link in links(room, address)} - near
        near = near | far
    return near


def links(room: Served, address: str) -> Iterator[str]:
    for link in LINK.findall(room.ask(address).text):
        path = unescape(link).partition("#")[0].partition("?")[0]
        if path.startswith("/en/"):
            yield path


@pytest.fixture(scope="module")
def near(room: Served) -> set[str]:
    return reached(room, "/en/", CLICKS)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_room_of_a_programme_is_within_three_clicks(near: set[str], programme: str) -> None:
    assert [
        f"/en/programmes/{programme}{name}" for name in ROOMS if f"/en/programmes/{programme}{name}" not in near
    ] == []


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_thing_of_a_programme_is_within_three_clicks(near: set[str], room: Served, programme: str) -> None:
    things = [
        f"/en/programmes/{programme}/{kind}/{item['code']}"
        for kind in KINDS
        for item in room.asked(f"/programmes/{programme}/{kind}", {"limit": 500})["items"]
    ]
    assert [thing for thing in things if thing not in near] == []


def test_every_partner_is_within_three_clicks(near: set[str], room: Served) -> None:
    partners = [f"/en/partners/{item['code']}" for item in room.asked("/partners", {"limit": 500})["items"]]
    assert partners
    assert [partner for partner in partners if partner not in near] == []
