from html import escape

import pytest

from jalon.demo import script
from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom

NETWORK = "/programmes/FR-2018/milestones/9.2"
IN_JULY = "2019-07-01"
HOSTILE = "<script>alert(1)</script>\"'&</svg>"


def read(told: Served, path: str, **parameters: str) -> Paper:
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(path, **parameters)


def top(paper: Paper) -> str:
    """What stands above the story."""
    return paper.text.partition("Everything that was said, in order")[0]


def test_the_same_day_reads_otherwise_after_the_correction(room: ReadingRoom) -> None:
    then = room.open(NETWORK, as_of=IN_JULY, known_at="2019-10-31")
    later = room.open(NETWORK, as_of=IN_JULY, known_at="2019-12-31")
    assert "Not started 14 December 2018 Complete 28 June 2019" in top(then)
    assert "Corrected once" not in top(then)
    assert "Not started 14 December 2018 Substantial 28 June 2019" in top(later)
    assert "Corrected once" in top(later)
    assert "Corrected on 9 December 2019 by team: The milestone promises a network that gives feedback." in top(later)


def test_the_corrected_claim_stays_and_leads_to_what_took_its_place(room: ReadingRoom) -> None:
    paper = room.open(NETWORK)
    assert "Replaced by entry 8" in paper.within("entry-7")
    correction = paper.within("entry-8")
    assert "Corrects entry 7" in correction
    assert "Status before: Complete now: Substantial" in correction
    assert "it has not given any feedback yet." in correction


def test_what_was_not_known_yet_is_not_on_the_page(room: ReadingRoom) -> None:
    paper = room.open(NETWORK, known_at="2019-10-31")
    assert paper.has("entry-7")
    assert not paper.has("entry-8")


def test_each_move_of_the_due_date_says_its_slip_and_its_reason(room: ReadingRoom) -> None:
    paper = room.open(NETWORK)
    assert "before: 2018 now: June 2019" in paper.within("entry-6")
    assert "between 181 and 516 days later" in paper.within("entry-6")
    assert "The network is to open together with the closing event" in paper.within("entry-6")
    assert "Promised for 2018" in paper.text
    assert "Agreed since June 2020 between 547 and 882 days later" in paper.text


def test_what_holds_later_than_the_day_is_told_as_not_holding_yet(room: ReadingRoom) -> None:
    paper = room.open(NETWORK, as_of=IN_JULY, known_at="2019-12-31")
    assert "Does not hold yet on this day" in paper.within("entry-9")
    assert "Does not hold yet" not in paper.within("entry-1")
    assert "Does not hold yet" not in paper.within("entry-8")


def test_where_the_team_and_a_reviewer_disagree_is_said_at_the_top_and_where_it_began(room: ReadingRoom) -> None:
    words = "The team says “Complete”; illustrative-reviewer finds “Substantial”."
    paper = room.open("/programmes/FR-2018/milestones/9.1")
    assert "The team and a reviewer disagree" in top(paper)
    assert words in top(paper)
    finding = next(one["review"]["finding"] for one in room.data(paper.answer.url.path[3:])["story"] if one["review"])
    assert words in paper.within(f"review-{finding['position']}")
    assert words not in paper.within("entry-7")


def test_nobody_disagrees_before_the_review_was_recorded(room: ReadingRoom) -> None:
    paper = room.open("/programmes/FR-2018/milestones/9.1", known_at="2021-02-28")
    assert "disagree" not in paper.text
    assert "not assessed by anyone at this moment" in paper.text


def test_entries_come_in_the_order_of_the_record_or_of_the_days_that_they_are_true_for(told: Served) -> None:
    path = a_milestone(told, a_programme(told))
    told.told(f"{path}/report-progress", a_report("complete", on="2019-06-30"))
    told.told(f"{path}/report-progress", a_report("substantial", on="2018-06-30"))
    assert _entries(read(told, path)) == [1, 2, 3]
    assert _entries(read(told, path, order="true-on")) == [1, 3, 2]


def _entries(paper: Paper) -> list[int]:
    return [int(part.partition('"')[0]) for part in paper.html.split('<li id="entry-')[1:]]


def test_a_report_about_an_earlier_day_does_not_change_what_stands(told: Served) -> None:
    path = a_milestone(told, a_programme(told))
    told.told(f"{path}/report-progress", a_report("complete", on="2019-06-30"))
    told.told(f"{path}/report-progress", a_report("substantial", on="2018-06-30"))
    assert "what stands remains: Complete" in read(told, path).within("entry-3")


def test_a_milestone_of_which_nothing_was_said_says_so_in_words(told: Served) -> None:
    paper = read(told, a_milestone(told, a_programme(told), due=None))
    assert "Not reported" in top(paper)
    assert "nothing was reported by then" in paper.text
    assert "not assessed by anyone at this moment" in paper.text
    assert "no date promised" in paper.text
    assert "nobody is named" in paper.text


def test_an_amended_title_stands_beside_the_former_one(told: Served) -> None:
    path = a_milestone(told, a_programme(told))
    told.told(f"{path}/amend", {"title": {"en": "Another title"}, "on": "2018-03-01", "reason": "A slip of the pen."})
    entry = read(told, path).within("entry-2")
    assert "before: Milestone 9.1 now: Another title" in entry
    assert "A slip of the pen." in entry


def test_a_report_that_was_taken_back_is_struck_through_and_no_longer_stands(told: Served) -> None:
    path = a_milestone(told, a_programme(told))
    told.told(f"{path}/report-progress", a_report("complete", on="2018-06-30"))
    of = "milestone:" + path.removeprefix("/programmes/").replace("/milestones/", "/")
    told.told("/retractions", {"of": of, "entry": 2, "reason": "It was another milestone."})
    paper = read(told, path)
    assert "Not reported" in top(paper)
    assert "Replaced by entry 3" in paper.within("entry-2")
    assert "Takes back entry 2" in paper.within("entry-3")
    assert "It was another milestone." in paper.within("entry-3")
    assert "no report holds at this moment" in top(paper)
    assert "Does not hold yet" not in read(told, path, as_of="2018-07-01").within("entry-3")


def test_before_the_first_day_of_which_a_report_speaks_none_holds_though_one_was_made(told: Served) -> None:
    path = a_milestone(told, a_programme(told))
    told.told(f"{path}/report-progress", a_report("substantial", on="2018-06-30"))
    assert "no report holds at this moment" in top(read(told, path, as_of="2018-06-29"))
    assert "no report holds at this moment" not in top(read(told, path, as_of="2018-06-30"))


def test_a_milestone_withdrawn_with_its_commitment_leads_to_it(told: Served) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/commitments", {"code": "A", "title": {"en": "A"}})
    path = a_milestone(told, programme, commitment="A")
    told.told(f"{programme}/commitments/A/withdraw", {"on": "2018-05-01", "reason": "The law changed."})
    paper = read(told, path)
    assert "Withdrawn (1 May 2018), together with its commitment. Reason: The law changed." in top(paper)
    assert f'<a href="/en{programme}/commitments/A">together with its commitment</a>' in paper.html
    told.told(f"{programme}/commitments/A/reinstate", {"on": "2018-09-01", "reason": "The law changed back."})
    later = read(told, path)
    assert "Withdrawn (" not in top(later)
    assert "commitment withdrawn · 1 May 2018 A Reason The law changed." in later.text
    assert "commitment reinstated · 1 September 2018 A Reason The law changed back." in later.text
    assert "A Does not hold yet on this day Reason The law changed back." in read(told, path, as_of="2018-06-01").text


def test_hostile_texts_are_shown_as_texts(told: Served) -> None:
    path = a_milestone(told, a_programme(told), title={"en": HOSTILE})
    told.told(f"{path}/report-progress", a_report("limited", challenges={"en": HOSTILE}, text={"en": HOSTILE}))
    paper = read(told, path)
    assert "<script>alert" not in paper.html
    assert escape("<script>alert(1)</script>") in paper.html
    assert "<script>alert(1)</script>" in paper.within("entry-2")


def test_an_order_that_is_none_is_refused_with_advice(room: ReadingRoom) -> None:
    paper = room.ask(NETWORK, order="backwards")
    assert paper.status == 422
    assert "The order is either learnt or true-on." in paper.text


def test_a_milestone_that_is_not_known_is_not_found(room: ReadingRoom) -> None:
    paper = room.ask("/programmes/FR-2018/milestones/9.22")
    assert paper.status == 404
    assert "This was not in the record of FR-2018 at the moment asked for: Milestone 9.22." in paper.text
    assert "Did you mean one of these? 9.2 " in paper.text


@pytest.mark.parametrize("moment", [{}, {"as_of": IN_JULY}, {"known_at": "2019-10-31"}, {"as_of": "2021-06-30"}])
def test_a_milestone_stands_on_its_page_as_it_does_in_the_report(room: ReadingRoom, moment: dict[str, str]) -> None:
    compared = 0
    for programme in script().programmes:
        if room.ask(f"/programmes/{programme}/report", **moment).status != 200:
            continue
        report = room.data(f"/programmes/{programme}/report", **moment)["report"]
        lines = [line for part in report["commitments"] for line in part["milestones"]] + report["milestones"]
        for line in lines:
            page = room.data(f"/programmes/{programme}/milestones/{line['code']}", **moment)
            assert page["milestone"] == line
            compared += 1
    assert compared
