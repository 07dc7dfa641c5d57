import csv
import io
import re
from html import unescape

import pytest

from tests.web.reading_room import Paper, ReadingRoom

PROGRAMMES = ("FR-2018", "FR-2015", "CEMSDI", "LOCAL-DIGITAL", "GFD-WG2", "CO-CREATED", "CA-2018")
QUESTIONS = ("/report", "/timeline", "/compare", "/missing", "/activity", "/partners")


def links_of(paper: Paper) -> set[str]:
    return {unescape(link) for link in re.findall(r'href="(/en[^"#]*)"', paper.html)}


def rows_of(paper: Paper) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(paper.answer.content.decode("utf-8-sig"))))


def test_the_first_page_shows_every_programme_with_where_its_milestones_stand(room: ReadingRoom) -> None:
    paper = room.open("/")
    assert all(paper.has(f"programme-{code}") for code in PROGRAMMES)
    said = paper.within("programme-FR-2018")
    assert "France Action Plan 2018-2020" in said
    assert "17 milestones 3 overdue" in said
    assert "21 commitments" in said
    assert "Complete 5" in said


def test_a_programme_without_milestones_says_so_and_shows_what_it_has_instead(room: ReadingRoom) -> None:
    said = room.open("/").within("programme-CEMSDI")
    assert "no milestones" in said
    assert "overdue" not in said
    assert "pilot" in said


def test_words_find_the_things_that_have_them_and_the_programmes_of_these(room: ReadingRoom) -> None:
    paper = room.open("/", q="toolkit Spanish")
    assert "Milestone toolkit-es Translate the toolkit into Spanish" in paper.within("found")
    assert "/en/programmes/CO-CREATED/milestones/toolkit-es" in links_of(paper)
    assert paper.has("programme-CO-CREATED")
    assert not paper.has("programme-FR-2018")


def test_nothing_found_says_how_to_go_on(room: ReadingRoom) -> None:
    paper = room.open("/", q="xyzzyq")
    assert "No programme matches. Try fewer or shorter words" in paper.within("programmes")
    assert not paper.has("found")


def test_words_that_look_like_markup_are_shown_as_words(room: ReadingRoom) -> None:
    paper = room.open("/", q='"><script>alert(1)</script>')
    assert "<script>alert" not in paper.html


def test_a_filter_leaves_the_programmes_that_match_it(room: ReadingRoom) -> None:
    paper = room.open("/", country="CA")
    shown = set(re.findall(r'id="programme-([^"]+)"', paper.html))
    assert "CA-2018" in shown
    assert "FR-2018" not in shown
    closed = re.findall(r'id="programme-([^"]+)"', room.open("/", closed="yes").html)
    running = re.findall(r'id="programme-([^"]+)"', room.open("/", closed="no").html)
    assert sorted([*closed, *running]) == sorted(re.findall(r'id="programme-([^"]+)"', room.open("/").html))


@pytest.mark.parametrize("asked", [{"kind": "plan"}, {"country": "france"}, {"closed": "maybe"}, {"page": "0"}])
def test_a_filter_that_cannot_be_is_named(room: ReadingRoom, asked: dict[str, str]) -> None:
    paper = room.ask("/", **asked)
    assert paper.status == 422
    name, given = next(iter(asked.items()))
    assert name in paper.text
    assert given in paper.text


def test_before_anything_was_known_there_is_no_programme_and_a_way_back(room: ReadingRoom) -> None:
    said = room.open("/", known_at="2000-01-01").within("programmes")
    assert "No programme was known at this moment. Back to now" in said


def test_a_filter_keeps_the_moment_and_a_moment_the_filter(room: ReadingRoom) -> None:
    paper = room.open("/", country="FR", as_of="2019-07-01")
    assert '<input type="hidden" name="as_of" value="2019-07-01">' in paper.html
    assert '<input type="hidden" name="country" value="FR">' in paper.html
    assert "/en/programmes/FR-2018?as_of=2019-07-01" in links_of(paper)


def test_the_programmes_as_a_table_have_a_line_each(room: ReadingRoom) -> None:
    rows = rows_of(room.open("/", format="csv"))
    assert {row["code"] for row in rows} == {one["programme"]["code"] for one in room.data("/")["items"]}
    assert next(row["milestones"] for row in rows if row["code"] == "FR-2018") == "17"


@pytest.mark.parametrize("code", PROGRAMMES)
def test_every_question_about_a_programme_and_each_list_of_it_is_one_step_from_its_overview(
    room: ReadingRoom, code: str
) -> None:
    base = f"/programmes/{code}"
    paper = room.open(base)
    assert f"/en{base}" in links_of(room.open("/"))
    there = {link.partition("?")[0] for link in links_of(paper)}
    assert {f"/en{base}{question}" for question in QUESTIONS} <= there
    for one in room.data(base)["holdings"]:
        if one["kind"] in ("commitment", "pilot", "cohort", "event", "deliverable", "indicator"):
            assert f"/en{base}/{one['kind']}s" in there
    for link in sorted(link for link in there if link.startswith(f"/en{base}")):
        room.open(link.removeprefix("/en"))


def test_the_overview_tells_what_is_overdue_at_the_moment_that_is_looked_at(room: ReadingRoom) -> None:
    base = "/programmes/FR-2018"
    now = room.open(base).within("where")
    assert "17 milestones · 3 overdue · 2 rescheduled" in now
    corrected = room.open(base, as_of="2019-07-01", known_at="2019-12-31").within("overdue-list")
    claimed = room.open(base, as_of="2019-07-01", known_at="2019-10-31")
    assert "9.2" in corrected
    assert not claimed.has("overdue-list") or "9.2" not in claimed.within("overdue-list")


def test_the_overview_and_the_status_report_count_alike(room: ReadingRoom) -> None:
    for code in PROGRAMMES:
        assert room.data(f"/programmes/{code}")["totals"] == room.data(f"/programmes/{code}/report")["report"]["totals"]


def test_the_overview_counts_what_is_missing_as_the_page_of_it_does(room: ReadingRoom) -> None:
    for code in PROGRAMMES:
        found = room.data(f"/programmes/{code}/missing")["missing"]["by_kind"]
        assert room.data(f"/programmes/{code}")["missing"] == found


def test_the_overview_says_who_takes_part_as_what_and_what_it_does_not_know(room: ReadingRoom) -> None:
    said = room.open("/programmes/CO-CREATED").within("partners")
    assert "European Association for Local Democracy Partner" in said
    assert "Lead" in said
    assert "Nobody is recorded as taking part in the programme as a whole." in room.open("/programmes/FR-2015").within(
        "partners"
    )


def test_what_sources_say_of_a_programme_stands_on_its_overview(room: ReadingRoom) -> None:
    saying = [code for code in PROGRAMMES if room.data(f"/programmes/{code}")["programme"]["statements"]]
    assert saying
    for code in saying:
        statement = room.data(f"/programmes/{code}")["programme"]["statements"][0]
        assert statement["matter"] in room.open(f"/programmes/{code}").within("sources")


def test_where_a_programme_without_milestones_stands_is_said_by_the_stages_of_its_things(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CEMSDI")
    said = paper.within("where")
    assert "No milestones are recorded" in said
    stages = room.data("/programmes/CEMSDI")["stages"]
    assert sum(one["things"] for one in stages if one["kind"] == "pilot") == 5
    assert "Pilots" in said
    assert "Deliverables" in said
