"""What a reviewer does, in a real browser, with and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.serving import Served


def to_the_milestone(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Words or a code").fill("alumni network")
    page.get_by_label("Words or a code").press("Enter")
    page.get_by_role("link", name=re.compile("9.2")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("alumni")


def test_the_programme_is_found_and_its_timeline_leads_to_a_milestone(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("France Action Plan 2018")).first.click()
    page.get_by_role("navigation", name="Programme").get_by_role("link", name="Timeline").click()
    expect(page.locator("svg a").first).to_be_visible()
    page.locator('svg a[href*="/milestones/9.2"]').first.click()
    expect(page).to_have_url(re.compile(r"/en/programmes/FR-2018/milestones/9\.2"))


def test_setting_known_on_back_shows_what_was_believed_then_and_a_banner_with_the_way_back(page: Page) -> None:
    page.goto("/en/programmes/FR-2018/milestones/9.2?as_of=2019-07-01")
    expect(page.get_by_role("main")).to_contain_text("Substantial")
    page.get_by_label("Known on").fill("2019-10-31")
    page.get_by_role("button", name="Show this moment").click()
    expect(page).to_have_url(re.compile("known_at=2019-10-31"))
    expect(page.get_by_text("You are not looking at now.")).to_be_visible()
    expect(page.locator("main .status").first).to_contain_text("Complete")
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_text("You are looking at now.")).to_be_visible()


def test_a_pinned_link_is_the_same_for_whoever_opens_it(page: Page, room: Served) -> None:
    page.goto("/en/programmes/FR-2018/report?as_of=2019-07-01&known_at=2019-10-31")
    pinned = page.locator("a.pinned").get_attribute("href")
    assert pinned
    assert re.search(r"as_of=2019-07-01&known_at=\d+$", pinned)
    first, second = room.http.get(pinned), room.http.get(pinned)
    assert first.content == second.content
    page.goto(pinned)
    expect(page.get_by_text("You are not looking at now.")).to_be_visible()


def test_the_moment_goes_along_from_page_to_page(page: Page) -> None:
    page.goto("/en/programmes/FR-2018?known_at=2019-10-31")
    for room_name in ("Status report", "Timeline", "Compare", "What is missing", "Activity"):
        page.get_by_role("navigation", name="Programme").get_by_role("link", name=room_name).click()
        expect(page).to_have_url(re.compile("known_at=2019-10-31"))
        expect(page.get_by_text("You are not looking at now.")).to_be_visible()


def test_comparing_two_moments_says_what_was_restated(page: Page) -> None:
    page.goto("/en/programmes/FR-2018/compare?from_as_of=2019-07-01&from_known_at=2019-10-31&as_of=2019-07-01")
    main = page.get_by_role("main")
    expect(main).to_contain_text("9.2")
    expect(main).to_contain_text(re.compile("Complete.*Substantial", re.DOTALL))


def test_the_report_prints_without_navigation_on_pages_of_a4(page: Page, tmp_path: Path) -> None:
    page.goto("/en/programmes/FR-2018/report")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Programme")).to_be_hidden()
    expect(page.get_by_role("button", name="Show this moment")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert (tmp_path / "report.pdf").stat().st_size > 20_000


def test_a_wrong_address_says_what_is_wrong_and_how_to_go_on(page: Page) -> None:
    page.goto("/en/programmes/FR-2081")
    page.get_by_role("main").get_by_role("link", name=re.compile("FR-2018")).click()
    expect(page).to_have_url(re.compile("/en/programmes/FR-2018$"))
    page.goto("/en/programmes/FR-2018/report?as_of=2019-13-01&known_at=soon")
    main = page.get_by_role("main")
    expect(main).to_contain_text("2019-13-01")
    expect(main).to_contain_text("soon")
    main.get_by_role("link", name="Show this page as it is now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("France Action Plan")


def test_a_moment_before_the_programme_leads_to_the_first_that_there_is(page: Page) -> None:
    page.goto("/en/programmes/FR-2018?known_at=2017-01-01")
    page.get_by_role("link", name="See it as it was first known").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("France Action Plan")


@pytest.mark.parametrize(("browser_language", "start"), [("fr-FR", "/fr"), ("ar", "/ar"), ("de-DE", "/en")])
def test_the_browser_chooses_the_language_and_the_address_overrules_it(
    chromium: Browser, room: Served, browser_language: str, start: str
) -> None:
    context = chromium.new_context(base_url=room.address, locale=browser_language)
    page = context.new_page()
    page.goto("/")
    expect(page).to_have_url(re.compile(f"{start}/?$"))
    page.get_by_role("link", name="français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    context.close()


def test_arabic_is_laid_out_from_right_to_left(page: Page) -> None:
    page.goto("/ar/programmes/FR-2018/report")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    brand = page.locator(".brand").bounding_box()
    assert brand
    assert brand["x"] > page.evaluate("innerWidth") / 2


def test_everything_works_without_scripts(chromium: Browser, room: Served) -> None:
    context = chromium.new_context(base_url=room.address, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    to_the_milestone(page)
    page.get_by_label("Known on").fill("2019-10-31")
    page.get_by_role("button", name="Show this moment").click()
    expect(page.get_by_text("You are not looking at now.")).to_be_visible()
    context.close()


def test_the_keyboard_alone_leads_past_the_navigation_to_the_content(page: Page) -> None:
    page.goto("/en/programmes/FR-2018")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_nothing_moves_for_those_who_asked_for_stillness(chromium: Browser, room: Served) -> None:
    context = chromium.new_context(base_url=room.address, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/en/programmes/FR-2018")
    moving = (
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert page.evaluate(moving) == 0
    context.close()
