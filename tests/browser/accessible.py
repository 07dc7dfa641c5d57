"""What axe-core says against a page."""

from typing import Any, Final

from axe_playwright_python import sync_playwright  # pyright: ignore[reportMissingTypeStubs] - it has no types
from playwright.sync_api import Page

AXE: Final[Any] = sync_playwright.Axe()


def violations(page: Page) -> list[str]:
    """Each rule that the page breaks, with the first element that breaks it."""
    found: list[Any] = AXE.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
