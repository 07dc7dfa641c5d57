"""The timeline of a programme: what a reviewer sees drawn, and reads in the table below it, at one moment and another."""

import html
import re
from typing import Final

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import ReadingRoom

FR: Final = "/programmes/FR-2018/timeline"
HOSTILE: Final = "<script>alert(1)</script> \"quoted\" 'single' ]]> & \u202edlo\u202c --> </svg></title>"


def marks(page: str, thing: str) -> list[str]:
    """What the marks in a thing's row say."""
    row = re.search(rf'aria-label="{re.escape(thing)}">\n(.*?)</svg>', page, re.DOTALL)
    assert row, f"no row for {thing}"
    return [html.unescape(title) for title in re.findall(r"<title>(.*?)</title>", row[1], re.DOTALL)]


def arrows(page: str, thing: str) -> int:
    row = re.search(rf'aria-label="{re.escape(thing)}">\n(.*?)</svg>', page, re.DOTALL)
    assert row, f"no row for {thing}"
    return row[1].count('class="arrow')


def test_a_slip_is_drawn_from_the_day_promised_to_the_days_agreed_since(room: ReadingRoom) -> None:
    page = room.open(FR).html
    assert arrows(page, "9.2") == 2
    assert any("no longer agreed" in said and "2018" in said for said in marks(page, "9.2"))
    assert any("June 2020" in said and "366 days later" in said for said in marks(page, "9.2"))
    assert ">366 days later</text>" in page


def test_before_a_slip_was_known_it_is_not_drawn(room: ReadingRoom) -> None:
    page = room.open(FR, known_at="2019-10-31", as_of="2019-10-31").html
    assert not any("June 2020" in said for said in marks(page, "9.2"))
    assert arrows(page, "9.2") < 2


def test_a_slip_that_was_agreed_after_the_day_shown_lies_ahead(room: ReadingRoom) -> None:
    page = room.open(FR, as_of="2019-06-01").html
    (said,) = [said for said in marks(page, "9.2") if "June 2020" in said and "moved" in said]
    assert "lies ahead of the day shown" in said
    assert '<line class="arrow ahead"' in page


def test_a_claim_that_was_corrected_stays_beside_what_replaced_it(room: ReadingRoom) -> None:
    said = marks(room.open(FR).html, "9.2")
    assert any("Complete" in one and "corrected since, in entry 8" in one for one in said)
    assert any("entry corrected: Substantial" in one for one in said)
    before = marks(room.open(FR, known_at="2019-10-31").html, "9.2")
    assert any("Complete" in one and "corrected" not in one for one in before)


def test_a_retraction_is_of_the_record_and_lies_ahead_of_no_day(told: Served) -> None:
    programme = a_programme(told)
    path = a_milestone(told, programme)
    told.told(f"{path}/report-progress", a_report("substantial", on="2018-06-30"))
    of = "milestone:" + path.removeprefix("/programmes/").replace("/milestones/", "/")
    told.told("/retractions", {"of": of, "entry": 2, "reason": "It was another milestone."})
    told.http.headers["Jalon-Position"] = told.seen
    said = ReadingRoom(told.http).open(f"{programme}/timeline", as_of="2018-12-31").text
    assert "entry retracted" in said
    assert "entry retracted lies ahead" not in said


def test_every_mark_leads_to_its_entry(room: ReadingRoom) -> None:
    page = room.open(FR, as_of="2020-12-31").html
    links = re.findall(r'<a class="mark [^"]*" href="([^"]*)"', page)
    assert "/en/programmes/FR-2018/milestones/9.2?as_of=2020-12-31#entry-9" in links
    assert all(link.startswith("/en/programmes/FR-2018") for link in links)


def test_the_table_tells_every_fact_with_its_days_and_by_whom_it_was_recorded(room: ReadingRoom) -> None:
    page = room.open(FR)
    facts = [
        one for group in room.data(FR)["chronicle"]["groups"] for strand in group["strands"] for one in strand["dated"]
    ]
    table = re.search(r'<table class="dated">(.*?)</table>', page.html, re.DOTALL)
    assert table
    assert table[1].count("<tr>") == len(facts) + 1
    assert '<td>winter 2019/2020</td><td class="day">2019-12-01</td><td class="day">2020-02-29</td>' in table[1]


def test_the_table_can_be_had_instead_of_the_picture_and_leads_back_to_it(room: ReadingRoom) -> None:
    both, alone = room.open(FR).html, room.open(FR, table="yes").html
    assert 'class="mark ' not in alone
    assert f'href="/en{FR}"' in alone
    tables = [re.search(r'<table class="dated">.*?</table>', page, re.DOTALL) for page in (both, alone)]
    rows = [table[0].count("<tr>") for table in tables if table]
    assert len(rows) == 2
    assert rows[0] == rows[1] > 1


def test_the_table_of_many_facts_is_one_click_away(room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.timeline.MANY", 10)
    page = room.open(FR, only="milestones", as_of="2020-06-30")
    assert "The same facts as a table" in page.text
    assert "facts, on a page of their own" in page.text
    assert '<table class="dated">' not in page.html
    address = f"/en{FR}?only=milestones&as_of=2020-06-30&table=yes"
    linked = [html.unescape(found) for found in re.findall(r'href="([^"]*table=yes)"', page.html)]
    assert linked.count(address) == 2
    assert '<table class="dated">' in room.open(FR, only="milestones", as_of="2020-06-30", table="yes").html


def test_the_day_shown_and_the_day_until_which_things_were_known_are_lines(room: ReadingRoom) -> None:
    both = room.open(FR, as_of="2019-06-30", known_at="2019-12-31").text
    assert "true on 30 Jun 2019" in both
    assert "known until 31 Dec 2019" in both
    assert "known until" not in room.open(FR).text


def test_one_kind_of_thing_or_one_commitment_can_be_shown_alone(room: ReadingRoom) -> None:
    assert {line["kind"] for line in strands(room, only="cohorts")} == {"cohort"}
    assert {line["code"] for line in strands(room, group="9", only="milestones")} >= {"9.1", "9.2"}
    wrong = room.ask(FR, only="ministries")
    assert wrong.status == 422
    assert "milestones" in wrong.text


def strands(room: ReadingRoom, **parameters: str) -> list[dict[str, str]]:
    return [one for group in room.data(FR, **parameters)["chronicle"]["groups"] for one in group["strands"]]


def test_cohorts_events_deliverables_and_pilots_have_rows_of_their_own(room: ReadingRoom) -> None:
    created = room.open("/programmes/CO-CREATED/timeline").html
    assert any("event held" in said for said in marks(created, "4.1"))
    assert any("deliverable" in said for said in marks(created, "1.2"))
    pilots = room.open("/programmes/LOCAL-DIGITAL/timeline").text
    assert "phase 1 clermont-ferrand" in pilots
    assert any("stopped" in said for said in marks(room.open("/programmes/CEMSDI/timeline").html, "no"))


def test_a_period_without_an_end_goes_on(room: ReadingRoom) -> None:
    page = room.open("/programmes/CO-CREATED/timeline").html
    assert '<use href="#onward"' in page.split('aria-label="1">')[1].split("</svg>")[0]


def test_a_thing_without_a_date_says_so(room: ReadingRoom) -> None:
    assert "no date said" in room.open("/programmes/CO-CREATED/timeline").text


def test_in_arabic_time_runs_from_right_to_left(room: ReadingRoom) -> None:
    places = {tag: axis(room.open(FR, language=tag).html) for tag in ("en", "ar")}
    assert places["en"] == sorted(places["en"])
    assert places["ar"] == sorted(places["ar"], reverse=True)


def axis(page: str) -> list[float]:
    return [float(x) for x in re.findall(r'<text class="tick" x="([0-9.]+)%"', page)]


def test_hostile_texts_stay_texts_in_the_picture(told: Served) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/milestones", {"code": "1", "title": {"en": HOSTILE}, "due": "2019", "on": "2018"})
    told.http.headers["Jalon-Position"] = told.seen
    page = ReadingRoom(told.http).open(f"{programme}/timeline")
    assert "<script>alert" not in page.html
    assert html.escape(HOSTILE, quote=False).split("]]")[0].split('"')[0] in page.html
    assert marks(page.html, "1")
    assert "<script>alert(1)</script>" in page.text


def test_a_programme_in_which_nothing_is_dated_says_so(told: Served) -> None:
    programme = a_programme(told)
    told.http.headers["Jalon-Position"] = told.seen
    assert (
        "Nothing that could be drawn in time was recorded" in ReadingRoom(told.http).open(f"{programme}/timeline").text
    )


def test_a_code_keeps_its_order_among_words_that_run_from_right_to_left(room: ReadingRoom) -> None:
    page = room.open("/programmes/FR-2018/timeline", language="ar")
    table = re.search(r'<table class="dated">(.*?)</table>', page.html, re.DOTALL)
    assert table
    assert "<bdi>9-culture-1</bdi>" in table[1]
