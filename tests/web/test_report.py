import csv
import io

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom
from web.pdf import alone, chromium

FR = "/programmes/FR-2018/report"


def told_report(told: Served, programme: str, **parameters: str) -> Paper:
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(f"{programme}/report", **parameters)


def test_the_totals_are_a_picture_with_the_same_in_words(room: ReadingRoom) -> None:
    paper = room.open(FR)
    totals = room.data(FR)["report"]["totals"]["by_status"]
    words = ("Not started", "Limited", "Substantial", "Complete", "Not reported", "Withdrawn")
    said = [f"{word}: {count}" for word, count in zip(words, totals.values(), strict=True) if count]
    assert f'aria-label="{", ".join(said[:-1])} and {said[-1]}"' in paper.html


def test_the_same_milestone_reads_otherwise_before_its_correction_was_known(room: ReadingRoom) -> None:
    day = "2019-07-01"
    before = room.open(FR, as_of=day, known_at="2019-10-31").within("milestone-9.2")
    after = room.open(FR, as_of=day, known_at="2019-12-31").within("milestone-9.2")
    assert "Complete" in before
    assert "Corrected" not in before
    assert "Substantial" in after
    assert "Corrected once" in after
    assert "Overdue" in after


def test_a_rescheduled_milestone_shows_what_was_promised_what_was_agreed_and_the_slip(room: ReadingRoom) -> None:
    said = room.open(FR).within("milestone-9.2")
    assert "promised: 2018 agreed since: June 2020 between 547 and 882 days later rescheduled 2 times" in said
    assert "promised:" not in room.open(FR, as_of="2018-07-01").within("milestone-9.2")


def test_where_a_reviewer_differs_from_the_team_it_is_said_at_the_milestone_and_counted(room: ReadingRoom) -> None:
    paper = room.open(FR)
    assert "Differs from the team" in paper.within("milestone-9.1")
    assert "3 milestones on which a reviewer differs from the team" in paper.text
    before = room.open(FR, as_of="2020-12-31")
    assert "Differs from the team" not in before.text
    assert "not reviewed" in before.within("milestone-9.1")


def test_of_two_reviewers_only_the_one_who_differs_is_said_to_and_each_by_name(told: Served) -> None:
    programme = a_programme(told)
    done = a_milestone(told, programme, "1")
    told.told(f"{done}/report-progress", a_report("complete"))
    name = {"code": f"r-{programme[-12:]}", "name": {"en": "The Reviewing Body"}, "kind": "agency"}
    told.told("/partners", name)
    for reviewer, value in ((name["code"], "complete"), ("somebody", "limited")):
        finding = {"subject": "milestone", "about": "1", "reviewer": reviewer, "variable": "completion"}
        told.told(f"{programme}/assessments", finding | {"values": [value], "on": "2018-07-01"})
    said = told_report(told, programme).within("milestone-1")
    assert said.count("Differs from the team") == 1
    assert "Limited Differs from the team somebody, 1 July 2018" in said
    assert "Complete The Reviewing Body, 1 July 2018" in said


def test_what_a_programme_has_besides_says_since_when_it_stands_where_it_does(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CEMSDI/report")
    assert "Pilot site in Norway Stopped August 2011 Illustrative" in paper.text
    assert (
        "Pilot site in Norway Running November 2010" in room.open("/programmes/CEMSDI/report", as_of="2011-01-01").text
    )
    assert "Some facts in this report are illustrative; each is marked" in paper.text
    assert "Some facts in this report" not in room.open("/programmes/CA-2018/report").text


def test_what_a_reviewer_has_not_assessed_is_said_in_words_with_the_label_as_published(room: ReadingRoom) -> None:
    said = room.open(FR).within("commitment-9")
    assert "not assessed yet as published: Pending IRM Review irm, no date given" in said


def test_an_invented_report_is_marked_as_such_and_the_real_promise_is_not(room: ReadingRoom) -> None:
    row = room.open(FR).within("milestone-9.1")
    assert "by team Illustrative" in row
    assert "Illustrative" not in row.partition("speaks of:")[0]
    moved = room.open(FR).within("milestone-9.3")
    assert "which comes later. Illustrative Overdue" in moved
    assert "Illustrative" not in room.open(FR).within("milestone-9-public-action-1")
    assert "Illustrative" in room.open("/programmes/CO-CREATED/report").within("milestone-toolkit-es")


def test_a_claim_says_for_which_day_it_is_true_and_who_reported_it_when(room: ReadingRoom) -> None:
    said = room.open(FR).within("milestone-9.2")
    assert "speaks of: 30 June 2020 reported on 13 July 2020 by team" in said


def test_every_milestone_and_commitment_leads_to_its_page_at_the_same_moment(room: ReadingRoom) -> None:
    html = room.open(FR, as_of="2019-07-01", known_at="2019-10-31").html
    assert 'href="/en/programmes/FR-2018/milestones/9.1?as_of=2019-07-01&amp;known_at=2019-10-31"' in html
    assert 'href="/en/programmes/FR-2018/commitments/9?as_of=2019-07-01&amp;known_at=2019-10-31"' in html


def test_a_report_of_many_commitments_begins_with_their_list(room: ReadingRoom) -> None:
    html = room.open(FR).html
    assert html.count('href="#commitment-') == len(room.data(FR)["report"]["commitments"])


def test_commitments_without_milestones_are_not_said_to_be_without_progress(room: ReadingRoom) -> None:
    paper = room.open("/programmes/CA-2018/report")
    assert "The record holds 10 commitments of this programme and no milestones" in paper.text
    assert "No milestone and no review of this commitment is recorded." in paper.within("commitment-C01")
    assert 'class="bar' not in paper.html


def test_a_programme_without_commitments_leads_to_what_it_has(room: ReadingRoom) -> None:
    paper = room.open("/programmes/GFD-WG2/report")
    assert "This programme does not work by commitments and milestones" in paper.text
    events = room.data("/programmes/GFD-WG2/report")["things"]
    assert events
    assert all(f'href="/en/programmes/GFD-WG2/{one["kind"]}s/{one["code"]}"' in paper.html for one in events)


def test_what_is_complete_without_evidence_is_told_from_what_is_under_way_without_it(told: Served) -> None:
    lax = {"complete_needs_evidence": False, "low_status_needs_challenge": False}
    programme = a_programme(told, policies=lax)
    done, begun, silent = (a_milestone(told, programme, code) for code in ("1", "2", "3"))
    assert silent
    told.told(f"{done}/report-progress", a_report("complete") | {"evidence": []})
    told.told(f"{begun}/report-progress", a_report("limited"))
    paper = told_report(told, programme)
    assert "No evidence given" in paper.within("milestone-1")
    assert "no evidence given" in paper.within("milestone-2")
    assert "Challenges There was no time." in paper.within("milestone-2")
    assert "no report holds at this moment" in paper.within("milestone-3")


def test_milestones_of_no_commitment_have_their_own_part(told: Served) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/commitments", {"code": "A", "title": {"en": "A"}})
    a_milestone(told, programme, "A.1", commitment="A")
    a_milestone(told, programme, "loose")
    paper = told_report(told, programme)
    assert "Milestones of no commitment" in paper.text
    assert "loose" not in paper.within("commitment-A")
    assert paper.has("milestone-loose")


def test_a_withdrawn_commitment_says_why_and_takes_its_milestones_along(told: Served) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/commitments", {"code": "A", "title": {"en": "A"}})
    a_milestone(told, programme, "A.1", commitment="A")
    told.told(f"{programme}/commitments/A/withdraw", {"on": "2018-05-01", "reason": "The law <changed>."})
    paper = told_report(told, programme)
    assert "Withdrawn 1 May 2018: The law <changed>." in paper.within("commitment-A")
    assert "withdrawn together with its commitment" in paper.within("milestone-A.1")
    assert "Withdrawn" not in told_report(told, programme, as_of="2018-04-30").within("commitment-A")


def test_the_csv_has_a_row_for_each_milestone_and_the_json_is_the_report(room: ReadingRoom) -> None:
    rows = list(csv.DictReader(io.StringIO(room.open(FR, format="csv").answer.text)))
    report = room.data(FR)["report"]
    said = [line for one in report["commitments"] for line in one["milestones"]]
    assert [(row["code"], row["status"], row["claim.on"]) for row in rows] == [
        (line["code"], line["status"], line["claim"]["on"] if line["claim"] else "") for line in said
    ]


def test_an_unknown_programme_has_no_report(room: ReadingRoom) -> None:
    assert room.ask("/programmes/FR-2081/report").status == 404


def test_the_report_is_offered_as_a_pdf_where_it_can_be_printed(room: ReadingRoom) -> None:
    offered = "format=pdf" in room.open(FR).html
    assert offered is (chromium() is not None)
    answer = room.ask("/programmes/GFD-WG2/report", format="pdf")
    if offered:
        assert answer.answer.headers["content-type"] == "application/pdf"
        assert answer.answer.content.startswith(b"%PDF-")
    else:
        assert answer.status == 400


def test_what_is_printed_needs_nothing_beside_it(room: ReadingRoom) -> None:
    paper = alone(room.open(FR).html)
    assert "<script" not in paper
    assert "<link" not in paper
    assert 'href="/' not in paper
    assert 'href="https://' in paper
    assert "@page" in paper


def test_a_long_text_is_folded_and_stands_there_whole_for_paper_while_a_short_one_is_not_folded(told: Served) -> None:
    programme = a_programme(told)
    long, short = (a_milestone(told, programme, code) for code in ("1", "2"))
    words = "One more site was opened. " * 30 + "That was the last one."
    told.told(f"{long}/report-progress", a_report(text={"en": words}))
    told.told(f"{short}/report-progress", a_report())
    paper = told_report(told, programme)
    assert f"{words} Read all of it" in paper.within("milestone-1")
    assert paper.html.count('<details class="fold">') == 1
    assert "Read all of it" not in paper.within("milestone-2")


def test_from_every_commitment_of_many_a_link_leads_back_to_their_list(room: ReadingRoom) -> None:
    html = room.open(FR).html
    assert html.count('<a href="#contents">') == len(room.data(FR)["report"]["commitments"])
    assert 'id="contents"' in html


def test_in_the_bar_what_was_withdrawn_is_hatched_and_told_from_what_was_not_reported(room: ReadingRoom) -> None:
    def bar(html: str) -> str:
        return html.partition('class="bar')[2].partition("</svg>")[0]

    now, before = bar(room.open(FR).html), bar(room.open(FR, as_of="2019-12-31").html)
    assert now.count("<line ") == now.count('class="withdrawn"') == 1
    assert 'class="unsaid"' in before
    assert "<line " not in before
