import csv
import io
import re
from typing import Any

import pytest

from tests.api.said import a_programme
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom

HOSTILE = "<script>alert(1)</script>\"'&</svg>"
ITALY = "/programmes/CEMSDI/pilots/it"
FIRST_COHORT = "/programmes/FR-2018/cohorts/eig-1"
FIRST_EVENT = "/programmes/CO-CREATED/events/4.1"
MANUAL = "/programmes/CEMSDI/deliverables/manual"
TRAINED = "/programmes/CEMSDI/indicators/trained"
KINDS = ("pilot", "cohort", "event", "deliverable", "indicator")
FIRST_SAID: dict[str, dict[str, Any]] = {
    "pilot": {"site": {"place": "Lyon"}},
    "cohort": {},
    "event": {"format": "workshop"},
    "deliverable": {},
    "indicator": {"measure": "unit"},
}


def read(told: Served, path: str, **parameters: str) -> Paper:
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(path, **parameters)


def top(paper: Paper) -> str:
    return paper.text.partition("Its story in time")[0]


def test_a_pilot_is_proposed_until_it_is_known_to_have_started(room: ReadingRoom) -> None:
    before, after = room.open(ITALY, known_at="2021-01-01"), room.open(ITALY)
    assert "Pilot site in Italy Proposed" in top(before)
    assert "readiness was not assessed" in top(before)
    assert "no lesson is recorded" in top(before)
    assert "Pilot site in Italy Scaled up started October 2010" in top(after)
    assert "A fixed hour a week matters more than the platform." in top(after)
    assert "Twelve neighbouring municipalities, Italy" in top(after)


def test_a_pilot_on_an_earlier_day_is_as_far_as_it_was_then(room: ReadingRoom) -> None:
    paper = room.open(ITALY, as_of="2010-12-31")
    assert "Pilot site in Italy Running" in top(paper)
    assert "not evaluated" in top(paper)


def test_a_question_that_was_not_answered_is_not_answered_no(room: ReadingRoom) -> None:
    first = top(room.open(ITALY)).partition("1 September 2011")[0]
    assert "Have the staff an hour a week to learn? No" in first
    assert "Are the needs of disadvantaged groups known? not answered" in first


def test_a_figure_of_cohorts_together_is_said_as_such_and_restated_in_the_open(room: ReadingRoom) -> None:
    paper = room.open(FIRST_COHORT)
    alone, together = top(paper).split("Figures of this and other cohorts together")
    assert "none was said, which is not the same as zero" in alone
    assert "said of these together, not of each: eig-1 and eig-2" in together
    assert "16 Stayed in the public sector" in together
    assert "Restated once 14 Two more were taken on." in together
    assert "Restated" not in top(room.open(FIRST_COHORT, known_at="2021-01-01"))


def test_the_attendance_of_an_event_is_corrected_in_the_open(room: ReadingRoom) -> None:
    before, after = room.open(FIRST_EVENT, known_at="2021-12-31"), room.open(FIRST_EVENT)
    assert "64 Everybody 55 Participants 47 Local 8 Foreign 9 Staff of the partners" in top(before)
    assert "64 Everybody 52 Participants 44 Local 8 Foreign 12 Staff of the partners" in top(after)
    assert "Corrected by entry 7" in top(after)
    assert "Corrected" not in top(before)
    assert "Three of those counted as local work for a partner." in after.within("entry-7")


def test_an_event_says_what_was_not_said_of_it(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CO-CREATED/events/4.3", known_at="2019-12-31")
    assert "Planned" in top(paper)
    assert "Online not said" in top(paper)
    assert "no attendance is recorded" in top(paper)
    assert "no outcome is recorded" in top(paper)


def test_each_version_of_a_deliverable_says_what_became_of_it(room: ReadingRoom) -> None:
    now = room.open(MANUAL)
    assert "Manual with guidelines Accepted" in top(now)
    versions = top(now).partition("Each version with what became of it")[2]
    assert "0.1 1 March 2011" in versions
    assert "20 June 2011 The funder's project officer" in versions
    assert "10 October 2011 The funder's project officer" in versions
    before = room.open(MANUAL, as_of="2011-06-30")
    assert "Manual with guidelines Returned" in top(before)
    assert "Handed in handed in, but returned" in top(before)
    assert "Accepted not accepted" in top(before)


def test_what_was_planned_of_an_indicator_stands_above_what_was_achieved(room: ReadingRoom) -> None:
    paper = room.open(TRAINED)
    table = top(paper).partition("What was planned, above what was achieved")[2]
    assert table.index("Planned") < table.index("Achieved")
    assert "29 Restated once Eleven people were counted in both pilots." in table
    assert "not observed" in table
    assert "-13 against the target of 100" in top(paper)
    assert '<svg class="chart"' in paper.html
    assert "40" in top(room.open(TRAINED, known_at="2021-12-31")).partition("Achieved")[2]


def test_what_sources_say_differently_of_an_event_is_on_its_page_and_among_the_sources(room: ReadingRoom) -> None:
    for path in ("/programmes/GFD-WG2/events/seminar-3", "/programmes/GFD-WG2/sources"):
        assert "Preferred because:" in room.open(path).text


@pytest.mark.parametrize("plural", ["commitments", "pilots", "cohorts", "events", "deliverables", "indicators"])
def test_a_list_leads_to_every_thing_of_its_kind(room: ReadingRoom, plural: str) -> None:
    counted = 0
    for programme in ("FR-2018", "CEMSDI", "LOCAL-DIGITAL", "GFD-WG2", "CO-CREATED"):
        path = f"/programmes/{programme}/{plural}"
        things = room.data(path)["things"]
        html = room.open(path).html
        for thing in things:
            assert f'href="/en{path}/{thing["code"]}"' in html
            counted += 1
        if not things:
            assert "None was recorded by this moment." in html
    assert counted


def test_a_list_is_that_of_its_moment(room: ReadingRoom) -> None:
    assert "None was recorded by this moment." in room.open("/programmes/CEMSDI/indicators", known_at="2020-01-01").text
    assert "trained" in room.open("/programmes/CEMSDI/indicators").text


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_of_which_little_was_said_has_a_page_and_its_hostile_title_stays_a_text(
    told: Served, kind: str
) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/{kind}s", {"code": "x-1", "title": {"en": HOSTILE}} | FIRST_SAID[kind])
    for path in (f"{programme}/{kind}s/x-1", f"{programme}/{kind}s"):
        paper = read(told, path)
        assert "<script>alert" not in paper.html
        assert "<script>alert(1)</script>" in paper.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_that_is_not_known_is_not_found(room: ReadingRoom, kind: str) -> None:
    paper = room.ask(f"/programmes/FR-2018/{kind}s/nothing-like-it")
    assert paper.status == 404


@pytest.mark.parametrize("path", [ITALY, FIRST_COHORT, FIRST_EVENT, MANUAL, TRAINED])
def test_a_thing_has_its_story_as_csv(room: ReadingRoom, path: str) -> None:
    story = room.data(path)["story"]["entries"]
    rows = list(csv.DictReader(io.StringIO(room.open(path, format="csv").answer.content.decode("utf-8-sig"))))
    assert [row["entry"] for row in rows] == [str(entry["entry"]) for entry in story]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_guide_explains_the_two_clocks_by_pages_that_differ(room: ReadingRoom, language: str) -> None:
    paper = room.open("/guide", language)
    links = _examples(paper)
    pages = {room.http.get(link.replace("&amp;", "&")).text for link in links[:2]}
    assert len(links) == 2
    assert len(pages) == 2


def test_the_guide_has_no_example_where_there_is_no_demonstration(told: Served) -> None:
    assert _examples(read(told, "/guide")) == []


def _examples(paper: Paper) -> list[str]:
    """The addresses of the milestones to which the guide leads."""
    addresses = (part.partition('"')[0] for part in paper.html.split('href="'))
    return [address for address in addresses if "/milestones/" in address]


def test_every_cell_of_a_list_says_what_it_is_for_screens_without_room_for_a_head(room: ReadingRoom) -> None:
    for path in (
        "FR-2018/commitments",
        "FR-2018/cohorts",
        "CO-CREATED/events",
        "GFD-WG2/deliverables",
        "LOCAL-DIGITAL/pilots",
    ):
        html = room.open(f"/programmes/{path}").html
        table = html.partition('<table class="list folding">')[2].partition("</table>")[0]
        heads = re.findall(r'<th scope="col">([^<]+)</th>', table)
        labels = re.findall(r'<td data-label="([^"]+)"', table)
        assert table.count("<td") == len(labels), path
        assert labels[: len(heads) - 1] == heads[1:], path


def test_where_one_is_names_the_kind_of_thing_and_its_code(room: ReadingRoom) -> None:
    for path, name in (
        ("/programmes/FR-2018/milestones/9.2", "Milestone 9.2"),
        ("/programmes/FR-2018/commitments/9", "Commitment 9"),
        (FIRST_COHORT, "Cohort eig-1"),
        (FIRST_EVENT, "Event 4.1"),
    ):
        assert f'<span aria-current="page"><bdi>{name}</bdi></span>' in room.open(path).html
