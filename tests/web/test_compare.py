import csv
import io
import re
from html import escape, unescape
from typing import Any

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom

PLAN = "/programmes/FR-2018/compare"
IN_JULY = {"from_as_of": "2019-07-01", "as_of": "2019-07-01"}
CORRECTION = {**IN_JULY, "from_known_at": "2019-10-31", "known_at": "2019-12-31"}
SINCE_THE_FIRST_DAY = {"from_as_of": "2019-09-02", "from_known_at": "2019-09-02"}
HOSTILE = "<script>alert(1)</script>\"'&</svg>"


def hrefs(paper: Paper) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', paper.html)]


def test_a_correction_is_told_as_what_was_said_then_and_what_is_said_since(room: ReadingRoom) -> None:
    restated = room.open(PLAN, **CORRECTION).within("restated")
    assert (
        "On 21 October 2019 the status on 1 July 2019 was said to be “Complete”; "
        "by 9 December 2019 it is said to have been “Substantial”." in restated
    )
    assert "Corrected" in restated
    assert "The milestone promises a network that gives feedback." in restated
    assert "recorded on 9 December 2019, 10:15 UTC by team" in restated


def test_the_entry_that_corrected_it_is_one_click_away(room: ReadingRoom) -> None:
    paper = room.open(PLAN, **CORRECTION)
    entry = next(found for found in hrefs(paper) if found.endswith("#entry-8"))
    assert entry.startswith("/en/programmes/FR-2018/milestones/9.2?as_of=2019-07-01&known_at=2019-12-31")
    assert room.open(entry.partition("#")[0].removeprefix("/en")).has("entry-8")


def test_a_long_text_is_compared_word_by_word(room: ReadingRoom) -> None:
    paper = room.open(PLAN, **CORRECTION)
    assert "closing event of the second year<ins>; it has not given any feedback yet</ins>." in paper.html


def test_nothing_is_restated_where_both_moments_look_at_one_state_of_the_record(room: ReadingRoom) -> None:
    paper = room.open(PLAN, from_as_of="2019-07-01", as_of="2020-12-31")
    assert "nothing can have been restated" in paper.within("restated")
    happened = paper.within("happened")
    assert "Dates changed: Due 366 days later Before June 2019 After June 2020" in happened
    assert "Feedback is to be gathered year by year, until the end of the third." in happened


def test_nothing_happened_between_one_day_and_itself(room: ReadingRoom) -> None:
    assert "nothing can have happened in between" in room.open(PLAN, **CORRECTION).within("happened")


def test_the_counts_lead_to_the_first_change_of_each_kind(room: ReadingRoom) -> None:
    paper = room.open(PLAN, **SINCE_THE_FIRST_DAY)
    counted = room.data(PLAN, **SINCE_THE_FIRST_DAY)["comparison"]
    for group in ("restated", "happened"):
        kinds = {kind for kind, n in counted[f"{group}_by_kind"].items() if n}
        assert kinds
        assert {found for found in hrefs(paper) if found.startswith(f"#{group}-")} == {f"#{group}-{k}" for k in kinds}
        assert all(paper.html.count(f'id="{group}-{kind}"') == 1 for kind in kinds)


def test_what_is_not_said_differs_from_what_was_not_assessed(room: ReadingRoom) -> None:
    happened = room.open(PLAN, **SINCE_THE_FIRST_DAY).within("happened")
    for words in ("not assessed", "no evidence", "no challenge named", "Not reported", "Not started"):
        assert words in happened


def test_a_withdrawal_says_why(room: ReadingRoom) -> None:
    happened = room.open(PLAN, **SINCE_THE_FIRST_DAY).within("happened")
    assert "Withdrawn" in happened
    assert "Reason" in happened
    assert "Illustrative" in happened


@pytest.mark.parametrize("code", ["FR-2018", "FR-2015", "CEMSDI", "LOCAL-DIGITAL", "GFD-WG2", "CO-CREATED", "CA-2018"])
def test_without_a_moment_to_compare_with_the_page_offers_some_and_shows_one(room: ReadingRoom, code: str) -> None:
    path = f"/programmes/{code}/compare"
    found, paper = room.data(path), room.open(path)
    assert found["offer"] == found["offers"][0]
    assert "so this one is shown:" in paper.text
    assert paper.html.count("from_as_of=") + paper.html.count("from_known_at=") >= len(found["offers"])
    differs = found["comparison"]["restated"] or found["comparison"]["happened"]
    assert bool(differs) is ("Nothing differs between these two moments." not in paper.text)


def test_the_last_day_on_which_something_was_recorded_is_offered_first(room: ReadingRoom) -> None:
    paper = room.open(PLAN, known_at="2019-12-31")
    assert "so this one is shown: Since the day before 9 December 2019, when 4 entries were recorded" in paper.text
    assert "“Substantial”" in paper.within("restated")


def test_where_all_was_recorded_on_one_day_the_page_says_so(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CA-2018/compare", from_as_of="2025-01-01")
    assert "Nothing differs between these two moments." in paper.text
    assert re.search(
        r"All \d+ entries of this programme were recorded on 2 September 2019, and nothing since.", paper.text
    )


def test_moments_given_the_other_way_round_are_put_in_order(room: ReadingRoom) -> None:
    given = {"from_as_of": "2020-12-31", "from_known_at": "2020-12-31", "as_of": "2019-07-01", "known_at": "2019-10-31"}
    other = {"from_as_of": "2019-07-01", "from_known_at": "2019-10-31", "as_of": "2020-12-31", "known_at": "2020-12-31"}
    turned, straight = room.data(PLAN, **given), room.data(PLAN, **other)
    assert turned["comparison"] == straight["comparison"]
    assert (turned["turned"], straight["turned"]) == (True, False)
    assert "The moments were given the other way round." in room.open(PLAN, **given).text
    assert "The moments were given the other way round." not in room.open(PLAN, **other).text


def test_the_pinned_link_pins_both_moments_and_shows_the_same(room: ReadingRoom) -> None:
    paper = room.open(PLAN)
    pinned = next(unescape(found) for found in re.findall(r'class="pinned"[^>]*href="([^"]+)"', paper.html))
    assert re.search(r"from_as_of=[0-9-]+&from_known_at=\d+&as_of=[0-9-]+&known_at=\d+", pinned)
    again = room.open(pinned.removeprefix("/en"))
    for heading in ("restated", "happened"):
        assert again.within(heading) == paper.within(heading)


@pytest.mark.parametrize(
    ("name", "given", "advice"),
    [
        ("from_as_of", "2019-02-30", "This is not a day of the calendar."),
        ("from_known_at", "yesterday", "This is neither a day (2019-06-30)"),
        ("from", "2019-01-01", "This page does not know this parameter."),
    ],
)
def test_an_earlier_moment_that_is_none_is_a_fault_with_a_name(
    room: ReadingRoom, name: str, given: str, advice: str
) -> None:
    paper = room.ask(PLAN, **{name: given})
    assert paper.status == 422
    assert f"{name}={given}" in paper.text
    assert advice in paper.text


def test_a_position_that_the_record_has_not_reached_is_not_compared(room: ReadingRoom) -> None:
    paper = room.ask(PLAN, from_known_at="99999999")
    assert paper.status == 422
    assert "The record has not come so far yet" in paper.text


def test_a_programme_that_was_not_known_at_the_later_moment_is_not_found(room: ReadingRoom) -> None:
    assert room.ask(PLAN, known_at="0").status == 404
    assert room.ask("/programmes/nowhere/compare").status == 404


def test_before_anything_was_recorded_everything_was_added_since(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CA-2018/compare", from_as_of="2018-01-01", from_known_at="0")
    assert "as known before anything was recorded" in paper.text
    assert "Added" in paper.text


def test_the_rows_are_the_changes_one_in_a_line(room: ReadingRoom) -> None:
    found = room.data(PLAN, **CORRECTION)["comparison"]
    text = room.open(PLAN, **CORRECTION, format="csv").answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(found["restated"]) + len(found["happened"])
    status = next(row for row in rows if row["field"] == "status")
    assert (status["restated"], status["code"], status["old"], status["new"]) == (
        "corrected",
        "9.2",
        "complete",
        "substantial",
    )
    assert status["entry"] == "8"


def test_of_many_changes_the_first_are_shown_and_all_are_one_click_away(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = {"from_as_of": "2019-09-03", "from_known_at": "2019-09-03"}
    monkeypatch.setattr("web.compare.MANY", 5)
    monkeypatch.setattr("web.compare.FIRST", 3)
    changes = room.data(PLAN, **moments)["comparison"]["happened"]
    first, whole = (room.open(PLAN, **moments, **more) for more in ({}, {"all": "yes"}))
    shown, every = (paper.html.count('<div class="change"') for paper in (first, whole))
    assert 3 <= shown < every
    assert every >= len(changes)
    assert re.search(r"Of these \d+ changes the first \d are shown.", first.within("happened"))
    assert "not shown here" not in whole.text
    elsewhere = {found for found in hrefs(first) if "all=yes" in found and "#happened-" in found}
    assert elsewhere
    assert all(whole.has(found.partition("#")[2]) for found in elsewhere)
    assert all(first.has(found[1:]) for found in hrefs(first) if found.startswith("#happened-"))


def told_late(told: Served, **report: Any) -> Paper:
    """The comparison of a programme before and after a report on a day that had passed."""
    programme = a_programme(told)
    milestone = a_milestone(told, programme)
    before = told.seen
    told.told(f"{milestone}/report-progress", a_report(**report))
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(f"{programme}/compare", from_as_of="2020-01-01", from_known_at=before)


def test_a_finding_that_is_still_open_is_recorded_as_pending(told: Served) -> None:
    programme = a_programme(told)
    before = told.seen
    reviewer = f"r-{programme[-12:]}"
    told.told("/partners", {"code": reviewer, "name": {"en": "The Reviewing Body"}, "kind": "agency"})
    told.told(f"{programme}/assessments", {"subject": "programme", "reviewer": reviewer, "variable": "early-results"})
    told.http.headers["Jalon-Position"] = told.seen
    said = ReadingRoom(told.http).open(f"{programme}/compare", from_known_at=before).text
    assert (
        "Recorded as pending: Early results, by The Reviewing Body Before not assessed After recorded as pending"
        in said
    )
    assert "Assessed: Early results" not in said


def test_a_report_that_came_late_is_restated(told: Served) -> None:
    restated = told_late(told).within("restated")
    assert "Reported late" in restated
    assert "nothing had been reported for 1 January 2020" in restated
    assert "the record says that the status was “Substantial”." in restated


def test_what_is_compared_is_escaped(told: Served) -> None:
    paper = told_late(told, text={"en": HOSTILE})
    assert "<script>alert" not in paper.html
    assert escape("<script>alert(1)</script>") in paper.html
    assert "<script>alert(1)</script>" in paper.within("restated")
