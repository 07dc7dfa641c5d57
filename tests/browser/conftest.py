"""A served demonstration, and the browser in which it is read."""

import shutil
from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.api.serving import Served, serving_demonstration

FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def room(server_url: str) -> Generator[Served]:
    """The whole demonstration, served."""
    with serving_demonstration(server_url) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, room: Served) -> Generator[Page]:
    """A tab on the reading room; what its console complains of, and what it loads from elsewhere, fails the test."""
    context = chromium.new_context(base_url=room.address, locale="en-GB")
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda asked: None if asked.url.startswith(room.address) else complaints.append(asked.url))
    yield tab
    context.close()
    assert [said for said in complaints if "status of 4" not in said] == []
