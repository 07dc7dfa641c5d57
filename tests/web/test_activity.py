import re
from typing import Any

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom

ACTIVITY = "/programmes/FR-2018/activity"


def days(paper: Paper) -> list[str]:
    return re.findall(r'id="day-([0-9-]+)"', paper.html)


def positions(paper: Paper) -> list[int]:
    return [int(found) for found in re.findall(r'<li id="position-([0-9]+)"', paper.html)]


def test_what_was_recorded_is_read_newest_first_day_by_day(room: ReadingRoom) -> None:
    paper = room.open(ACTIVITY)
    assert days(paper)[:2] == ["2021-11-08", "2021-06-14"]
    assert positions(paper) == sorted(positions(paper), reverse=True)
    assert "team 8 November 2021, 09:00 UTC · 8 entries recorded together" in paper.text


def test_an_entry_is_a_sentence_that_leads_to_where_it_stands(room: ReadingRoom) -> None:
    paper = room.open(ACTIVITY, before=233)
    assert "Milestone 9.2: due date moved, before: June 2019, now: June 2020" in paper.text
    assert "Milestone 9.2: entry 7 corrected, it should have said Substantial (28 June 2019)" in paper.text
    assert "Reason The digital portfolio has passed to another office." in paper.text
    where = re.search(r'href="(/en/programmes/FR-2018/milestones/9\.2#entry-[0-9]+)"><bdi>Milestone 9\.2<', paper.html)
    assert where
    address, _, anchor = where[1].removeprefix("/en").partition("#")
    assert room.open(address).has(anchor)


def test_a_finding_says_who_found_what(room: ReadingRoom) -> None:
    said = room.open(ACTIVITY, kind="assessment").text
    assert (
        "Milestone 9.2: illustrative-reviewer found “Limited” (Completion, as the IRM assesses it, 19 February 2021)"
        in said
    )


def test_each_turn_of_a_finding_says_who_by_name_and_on_which_question(told: Served) -> None:
    programme = a_programme(told)
    reviewer = f"r-{programme[-12:]}"
    told.told("/partners", {"code": reviewer, "name": {"en": "The Reviewing Body"}, "kind": "agency"})
    about = {"subject": "programme", "reviewer": reviewer, "variable": "completion"}
    told.told(f"{programme}/assessments", about)
    told.told(f"{programme}/assessments", about | {"values": ["limited"], "reason": "It was looked at."})
    told.told(f"{programme}/assessments/retract", about | {"reason": "It was of another."})
    told.http.headers["Jalon-Position"] = told.seen
    said = ReadingRoom(told.http).open(f"{programme}/activity").text
    assert ": The Reviewing Body has not assessed it yet (Completion, as the IRM assesses it)" in said
    assert ": The Reviewing Body found “Limited” (Completion, as the IRM assesses it)" in said
    assert ": The Reviewing Body took back what had been found (Completion, as the IRM assesses it)" in said


def test_the_period_of_a_corrected_observation_is_no_due_date(room: ReadingRoom) -> None:
    said = room.open("/programmes/CEMSDI/activity").text
    assert "Indicator trained: entry 3 (value observed) corrected" in said


def test_every_entry_leads_to_a_page_that_has_it(room: ReadingRoom) -> None:
    seen: set[str] = set()
    pages: dict[str, Paper] = {}
    asked: dict[str, Any] = {}
    while True:
        paper = room.open("/activity", **asked)
        for address in re.findall(r'<p class="says"><a href="/en([^"]+)"', paper.html):
            path, _, anchor = address.partition("#")
            pages.setdefault(path, room.open(path))
            assert not anchor or pages[path].has(anchor), address
            seen.add(address)
        older = room.data("/activity", **asked)["older"]
        if older is None:
            break
        asked = {"before": older}
    assert len(seen) > 200


def test_one_reads_on_to_older_entries_and_back(room: ReadingRoom) -> None:
    first = room.open(ACTIVITY)
    older = re.search(r'rel="next" href="/en([^"?]+)\?before=([0-9]+)">Older', first.html)
    assert older
    second = room.open(older[1], before=older[2])
    assert positions(second)[0] < positions(first)[-1]
    newer = re.search(r'rel="prev" href="[^"?]+\?before=([0-9]+)">Newer', second.html)
    assert newer
    assert positions(room.open(ACTIVITY, before=newer[1])) == positions(first)


def test_what_was_recorded_later_than_known_is_not_shown(room: ReadingRoom) -> None:
    paper = room.open(ACTIVITY, known_at="2019-10-31")
    assert days(paper)[0] == "2019-10-21"
    assert 'name="known_at" value="2019-10-31"' in paper.html
    assert "known_at=2019-10-31" in re.findall(r'rel="next" href="([^"]+)"', paper.html)[0]


def test_the_title_of_a_thing_is_that_of_the_day(told: Served) -> None:
    programme = a_programme(told)
    milestone = a_milestone(told, programme, "1", title={"en": "The old name"})
    told.told(f"{milestone}/amend", {"title": {"en": "The new name"}, "on": "2019-05-01", "reason": "It was renamed."})
    told.http.headers["Jalon-Position"] = told.seen
    room = ReadingRoom(told.http)
    assert "The old name" in room.open(f"{programme}/activity", as_of="2019-04-30").text
    assert "The old name" not in room.open(f"{programme}/activity", as_of="2019-05-01").text


def test_entries_are_filtered_by_person_and_kind(room: ReadingRoom) -> None:
    paper = room.open(ACTIVITY, person="reviewer", kind="assessment")
    entries = [
        one
        for day in room.data(ACTIVITY, person="reviewer")["days"]
        for each in day["recorded"]
        for one in each["entries"]
    ]
    assert {one["actor"] for one in entries} == {"reviewer"}
    assert positions(paper) == [one["position"] for one in entries if one["kind"] == "assessment"]
    assert '<option value="reviewer" selected>' in paper.html
    assert "Show all" in paper.text


def test_in_all_programmes_one_can_ask_for_one(room: ReadingRoom) -> None:
    everything = room.open("/activity")
    assert "CO-CREATED" in everything.text
    one = room.open("/activity", programme="FR-2018")
    assert positions(one) == positions(room.open(ACTIVITY))


def test_one_of_whom_nothing_is_recorded_gets_an_answer_in_words(room: ReadingRoom) -> None:
    assert "Nothing of this kind was recorded by the moment that is shown." in room.open(ACTIVITY, person="nobody").text


def test_what_cannot_be_asked_is_named(room: ReadingRoom) -> None:
    wrong = room.ask(ACTIVITY, kind="spaceship", before="yesterday")
    assert wrong.status == 422
    assert "kind=spaceship: There is no kind of thing by this name." in wrong.text
    assert "before=yesterday: This is not a position of the log." in wrong.text
    assert room.ask("/activity", programme="FR-2081").status == 404
    assert room.ask("/programmes/FR-2081/activity").status == 404


def test_the_rows_of_the_page_are_its_csv(room: ReadingRoom) -> None:
    lines = room.open(ACTIVITY, kind="assessment", format="csv").answer.text.splitlines()
    assert len(lines) == 1 + len(positions(room.open(ACTIVITY, kind="assessment")))


def test_hostile_words_stay_words(told: Served) -> None:
    programme = a_programme(told)
    hostile = "<script>alert(1)</script>%(thing)s"
    milestone = a_milestone(told, programme, "1", title={"en": hostile})
    told.told(f"{milestone}/reschedule", {"due": "2019", "on": "2019-01-01", "reason": hostile})
    told.told(f"{milestone}/report-progress", a_report())
    told.http.headers["Jalon-Position"] = told.seen
    paper = ReadingRoom(told.http).open(f"{programme}/activity")
    assert "<script>alert" not in paper.html
    assert paper.text.count(hostile) == 4
