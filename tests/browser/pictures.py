"""The pictures of the README, taken anew by `./run test --browser tests/browser/pictures.py`."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.serving import Served

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "programmes": ("/en/", "body"),
    "timeline": ("/en/programmes/FR-2018/timeline", "details.stack"),
    "milestone": ("/en/programmes/FR-2018/milestones/9.2?as_of=2019-07-01&known_at=2019-10-31", "body"),
    "compare": (
        "/en/programmes/FR-2018/compare?from_as_of=2019-07-01&from_known_at=2019-10-31&as_of=2019-07-01",
        "main h2 >> nth=0",
    ),
    "timeline-ar": ("/ar/programmes/CO-CREATED/timeline", "details.stack"),
}
"""What is shown: the page, and the part of it that stands at the top of the picture."""


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(chromium: Browser, room: Served, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    context = chromium.new_context(base_url=room.address, viewport={"width": 1100, "height": 760}, locale="en-GB")
    page = context.new_page()
    address, top = PICTURES[name]
    answer = page.goto(address)
    assert answer
    assert answer.ok
    page.locator(top).first.evaluate("element => scrollTo(0, element.getBoundingClientRect().top - 16)")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=72)
    context.close()
