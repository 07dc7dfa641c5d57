"""Every page of the demonstration, as found by following links: accessible, valid, and no wider than the screen."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.serving import Served
from tests.browser.accessible import violations
from tests.browser.crawl import addresses, moments
from words.language import LANGUAGES

LEAST_PAGES = 150


def found(room: Served, language: str) -> list[str]:
    pages = [address for address, _ in addresses(room, language)]
    assert len(pages) > LEAST_PAGES
    return [*pages, *moments(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_any_page_and_none_is_wider_than_a_phone(
    room: Served, chromium: Browser, language: str
) -> None:
    context = chromium.new_context(base_url=room.address, viewport={"width": 360, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    for address in found(room, language):
        page.goto(address)
        wrong += [f"{address}: {one}" for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wrong.append(f"{address}: wider than the screen")
    context.close()
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_html(room: Served, language: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    validator, java = request.config.getoption("--vnu"), shutil.which("java")
    if not validator or not java:
        pytest.skip("The Nu Html Checker is not there: --vnu names its vnu.jar, and Java runs it")
    pages = found(room, language)
    for number, address in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(room.ask(address).text)
    command = [java, "-Xss2m", "-jar", validator, "--format", "json", "--stdout", *map(str, tmp_path.iterdir())]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    errors = [one for one in json.loads(said)["messages"] if one["type"] == "error"]
    assert [f"{pages[int(Path(one['url']).stem)]}: {one['message']}: {one.get('extract')}" for one in errors] == []
