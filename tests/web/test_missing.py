import csv
import io
from html import escape

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom

PLAN = "/programmes/FR-2018/missing"
PROGRAMMES = ("FR-2018", "FR-2015", "CEMSDI", "LOCAL-DIGITAL", "GFD-WG2", "CO-CREATED", "CA-2018")
HOSTILE = "<script>alert(1)</script>\"'&</svg>"


def read(told: Served, path: str, **parameters: str) -> Paper:
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(path, **parameters)


def test_each_kind_of_gap_that_occurs_has_a_section_and_is_counted_at_the_top(room: ReadingRoom) -> None:
    found, paper = room.data(PLAN)["missing"], room.open(PLAN)
    top = paper.text.partition("Reports are looked for")[0]
    assert f"{len(found['gaps'])} things are missing on" in top
    for kind, n in found["by_kind"].items():
        assert paper.has(kind) is bool(n)
        assert (f'href="#{kind}"' in paper.html) is bool(n)
    assert "Milestone overdue 3" in top


def test_a_gap_says_what_is_missing_and_what_would_close_it(room: ReadingRoom) -> None:
    overdue = room.open(PLAN, known_at="2021-12-31", as_of="2021-12-31").within("milestone-overdue")
    assert "Report that it is done, or agree on another date and say why." in overdue
    assert "Due: June 2020. It stands at “Substantial”." in overdue


def test_a_gap_leads_to_its_thing_at_the_same_moment(room: ReadingRoom) -> None:
    paper = room.open(PLAN, as_of="2021-12-31")
    assert 'href="/en/programmes/FR-2018/milestones/9.2?as_of=2021-12-31"' in paper.html


def test_what_is_missing_follows_both_clocks(room: ReadingRoom) -> None:
    july = {"as_of": "2019-07-01"}
    then = room.open(PLAN, **july, known_at="2019-09-03").within("never-reported")
    later = room.open(PLAN, **july, known_at="2019-12-31").within("never-reported")
    assert "9-interior-1" in then
    assert "9-interior-1" not in later


def test_reports_are_looked_for_in_the_period_that_is_asked_for(room: ReadingRoom) -> None:
    last_year, in_2019 = room.open(PLAN, as_of="2021-12-31"), room.open(PLAN, as_of="2021-12-31", period="2019")
    assert "Blank: the 365 days from 1 January 2021 to 31 December 2021." in last_year.text
    assert "Reports that speak of a day from 1 January 2019 to 31 December 2019 are looked for." in in_2019.text
    assert "Last report: 30 October 2020." in last_year.within("no-report-for-period")
    assert "9-culture-1" not in in_2019.within("no-report-for-period")
    assert "9-interior-1" in last_year.within("no-report-for-period")
    assert "9-interior-1" not in in_2019.within("no-report-for-period")


@pytest.mark.parametrize("given", ["next year", "2019-13", "2019/2018"])
def test_a_period_that_is_none_is_a_fault_with_a_name(room: ReadingRoom, given: str) -> None:
    paper = room.ask(PLAN, period=given)
    assert paper.status == 422
    assert f"period={given}" in paper.text
    assert "This is not a period. Write a year (2019)" in paper.text


@pytest.mark.parametrize("code", PROGRAMMES)
def test_the_kinds_of_which_nothing_is_missing_are_named(room: ReadingRoom, code: str) -> None:
    path = f"/programmes/{code}/missing"
    found, paper = room.data(path)["missing"], room.open(path)
    assert sum(found["by_kind"].values()) == len(found["gaps"])
    assert paper.within("whole").count("none") == sum(not n for n in found["by_kind"].values())


def test_a_programme_that_lacks_nothing_says_so(told: Served) -> None:
    paper = read(told, f"{a_programme(told)}/missing", as_of="2020-01-01")
    assert "Nothing is missing on 1 January 2020." in paper.text


def test_a_link_that_nobody_says_was_seen_is_unchecked_evidence_and_no_lack_of_it(told: Served) -> None:
    programme = a_programme(told)
    for code, status in (("1", "complete"), ("2", None)):
        milestone = a_milestone(told, programme, code)
        told.told(f"{milestone}/report-progress", a_report(status))
    paper = read(told, f"{programme}/missing", as_of="2018-12-31")
    unchecked = paper.within("evidence-unchecked")
    assert "Nobody said when this link was last seen to be there: What shows it" in unchecked
    assert "Milestone 1" in unchecked
    assert "Milestone 2" not in unchecked
    assert not paper.has("complete-without-evidence")


def test_titles_are_escaped(told: Served) -> None:
    programme = a_programme(told)
    a_milestone(told, programme, title={"en": HOSTILE})
    paper = read(told, f"{programme}/missing")
    assert "<script>alert" not in paper.html
    assert escape("<script>alert(1)</script>") in paper.html


def test_the_rows_are_the_gaps_one_in_a_line(room: ReadingRoom) -> None:
    found = room.data(PLAN)["missing"]
    text = room.open(PLAN, format="csv").answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["kind"], row["code"]) for row in rows] == [(gap["kind"], gap["code"]) for gap in found["gaps"]]


def test_what_is_illustrative_is_marked(room: ReadingRoom) -> None:
    found = room.data(PLAN)["missing"]["gaps"]
    marked = sum(gap["illustrative"] for gap in found)
    assert 0 < marked < len(found)
    assert room.open(PLAN).html.count('class="flag invented"') == marked


def test_a_programme_that_is_not_known_is_not_found(room: ReadingRoom) -> None:
    assert room.ask("/programmes/nowhere/missing").status == 404
    assert room.ask(PLAN, known_at="0").status == 404
