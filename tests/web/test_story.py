from typing import Any

from tests.api.said import a_programme
from tests.api.serving import Served
from tests.web.reading_room import Paper, ReadingRoom


def a_commitment(told: Served, **said: Any) -> str:
    """The address of a new commitment, which two partners of its programme could lead."""
    programme = a_programme(told)
    code = programme.rpartition("/")[2].lower()
    for name in ("First", "Next"):
        partner = f"{code}-{name.lower()}"
        told.told("/partners", {"code": partner, "kind": "ministry", "name": {"en": f"The {name} Ministry"}})
        told.told(f"{programme}/partners/join", {"partner": partner, "role": "partner"})
    made = {"code": "1", "title": {"en": "Open data"}, "lead": f"{code}-first", "period": "2018"} | said
    told.told(f"{programme}/commitments", made)
    return f"{programme}/commitments/1"


def read(told: Served, path: str, **parameters: Any) -> Paper:
    told.http.headers["Jalon-Position"] = told.seen
    return ReadingRoom(told.http).open(path, **parameters)


def key(path: str) -> str:
    _, _, programme, _, code = path.split("/")
    return f"commitment:{programme}/{code}"


def test_a_story_tells_what_was_said_of_each_field_when_it_was_recorded_and_by_whom(told: Served) -> None:
    first = read(told, a_commitment(told)).within("entry-1")
    assert "commitment made" in first
    assert "Title Open data" in first
    assert "Lead The First Ministry" in first
    assert "Period 2018" in first
    assert "Entry 1 · recorded on" in first
    assert "by team" in first


def test_an_amendment_is_told_with_what_was_said_before(told: Served) -> None:
    path = a_commitment(told)
    told.told(f"{path}/amend", {"title": {"en": "Open algorithms"}, "reason": "It was narrowed.", "on": "2019-01"})
    second = read(told, path).within("entry-2")
    assert "Title before: Open data now: Open algorithms" in second
    assert "Reason It was narrowed." in second
    assert "January 2019" in second


def test_what_an_amendment_takes_away_is_said_to_be_nothing(told: Served) -> None:
    path = a_commitment(told)
    told.told(f"{path}/amend", {"period": None, "reason": "It is open.", "on": "2019-01"})
    assert "Period before: 2018 now: nothing" in read(told, path).within("entry-2")


def test_a_change_of_lead_names_both_partners(told: Served) -> None:
    path = a_commitment(told)
    code = path.split("/")[2].lower()
    told.told(f"{path}/change-lead", {"to": f"{code}-next", "on": "2019-02-01", "reason": "A new government."})
    paper = read(told, path)
    assert "Lead before: The First Ministry now: The Next Ministry" in paper.within("entry-2")
    assert f'href="/en/partners/{code}-next"' in paper.html


def test_a_correction_and_what_it_corrects_name_each_other(told: Served) -> None:
    path = a_commitment(told)
    told.told(
        "/corrections", {"of": key(path), "entry": 1, "reason": "A slip.", "say": {"title": {"en": "Open dates"}}}
    )
    paper = read(told, path)
    assert "Corrected by entry 2" in paper.within("entry-1")
    assert "Corrects entry 1" in paper.within("entry-2")
    assert "Title before: Open data now: Open dates" in paper.within("entry-2")
    assert "Lead" not in paper.within("entry-2")


def test_what_is_retracted_is_marked_and_stays_to_be_read(told: Served) -> None:
    path = a_commitment(told)
    told.told(f"{path}/amend", {"title": {"en": "A mistake"}, "reason": "Wrong file.", "on": "2019-01"})
    told.told("/retractions", {"of": key(path), "entry": 2, "reason": "It was another commitment."})
    paper = read(told, path)
    assert "Retracted by entry 3" in paper.within("entry-2")
    assert "A mistake" in paper.within("entry-2")
    assert "Takes back entry 2" in paper.within("entry-3")
    assert "before: A mistake now: nothing" in paper.within("entry-3")


def test_a_story_ends_with_what_was_known_at_the_moment(told: Served) -> None:
    path = a_commitment(told)
    then = told.seen
    told.told(f"{path}/withdraw", {"on": "2019-05-01", "reason": "No money."})
    assert not read(told, path, known_at=then).has("entry-2")
    assert "commitment withdrawn · 1 May 2019" in read(told, path).within("entry-2")


def test_an_entry_that_does_not_hold_on_the_day_yet_says_so(told: Served) -> None:
    path = a_commitment(told)
    told.told(f"{path}/withdraw", {"on": "2019-05-01", "reason": "No money."})
    assert "Does not hold yet on this day" in read(told, path, as_of="2019-04-30").within("entry-2")
    assert "Does not hold yet on this day" not in read(told, path, as_of="2019-05-01").within("entry-2")


def test_texts_of_users_are_shown_as_they_are_and_never_as_markup(told: Served) -> None:
    path = a_commitment(told, title={"en": "<script>alert(1)</script>"}, problem={"en": "<b>" + "long " * 100})
    told.told(f"{path}/amend", {"identifier": '"><img src=x>', "reason": "</q><i>", "on": "2019-01"})
    paper = read(told, path)
    assert "<script>alert" not in paper.html
    assert "<img src=x" not in paper.html
    assert "</q><i>" not in paper.html
    assert "Title <script>alert(1)</script>" in paper.within("entry-1")
    assert 'Identifier "><img src=x>' in paper.within("entry-2")
