from uuid import uuid4

from tests.api.said import a_milestone, a_programme
from tests.api.serving import Served
from tests.web.reading_room import ReadingRoom

OFFICE = "/partners/illustrative-office"


def a_partner(served: Served, **said: object) -> str:
    code = f"p-{uuid4().hex[:12]}"
    served.told("/partners", {"code": code, "name": {"en": f"The {code}"}, "kind": "agency"} | said)
    return code


def opened(served: Served) -> ReadingRoom:
    served.http.headers["Jalon-Position"] = served.seen
    return ReadingRoom(served.http)


def test_a_partner_has_what_it_is_and_owes_its_roles_and_its_story_on_one_page(room: ReadingRoom) -> None:
    paper = room.open(OFFICE)
    assert "Agency · illustrative-office Digital Office (an illustrative institution) Illustrative" in paper.text
    assert "11 things are open · 3 overdue" in paper.text
    assert "Lead Illustrative Commitment 9 Administrative Capacity-Building 9 December 2019 Reason:" in paper.text
    assert "partner registered" in paper.within("entry-1")


def test_what_is_overdue_comes_first(room: ReadingRoom) -> None:
    owed = room.data(OFFICE)["owed"]
    assert [one["overdue"] for one in owed] == sorted((one["overdue"] for one in owed), reverse=True)
    text = room.open(OFFICE).text
    places = [text.index(f"{one['kind'].capitalize()} {one['code']} ") for one in owed]
    assert places == sorted(places)


def test_who_holds_a_role_depends_on_both_clocks(room: ReadingRoom) -> None:
    former = "/partners/fr-digital-sector"
    assert "No longer held" in room.open(former).text
    assert "No longer held" not in room.open(former, as_of="2019-12-08").text
    unknown = room.open(former, as_of="2019-12-09", known_at="2019-12-01").text
    assert "Lead Commitment 9 Administrative Capacity-Building from the beginning no end is recorded held" in unknown
    ahead = room.open(OFFICE, as_of="2019-12-08").text
    assert "Still ahead" in ahead
    assert "Nothing that is open on this day." in ahead


def test_partners_know_where_they_came_from_and_went(told: Served) -> None:
    one, other, heir = a_partner(told), a_partner(told), a_partner(told)
    merge = {"into": heir, "on": "2020-01-01", "reason": "Two offices became one."}
    told.told(f"/partners/{one}/merge", merge)
    told.told(f"/partners/{other}/merge", merge)
    room = opened(told)
    gone = room.open(f"/partners/{one}").text
    assert "Ended: 1 January 2020" in gone
    assert f"Goes on in The {heir} 1 January 2020 Reason: Two offices became one." in gone
    came = room.open(f"/partners/{heir}").text.partition("Its story in time")[0]
    assert f"Came out of The {one} 1 January 2020" in came
    assert f"The {other} 1 January 2020" in came
    assert "Ended" not in room.open(f"/partners/{one}", as_of="2019-12-31").text.partition("Its story in time")[0]


def test_a_partner_of_nothing_says_so(told: Served) -> None:
    text = opened(told).open(f"/partners/{a_partner(told)}", known_at=told.seen).text
    assert "No role of it was recorded at this moment." in text
    assert "Nothing that is open on this day." in text
    assert "Country no country named Place not said" in text


def test_the_partners_of_a_programme_stand_with_their_roles(told: Served) -> None:
    programme = a_programme(told)
    lead, follower = a_partner(told), a_partner(told)
    told.told(f"{programme}/partners/join", {"partner": lead, "role": "lead", "since": "2018"})
    told.told(f"{programme}/partners/join", {"partner": follower, "role": "partner", "since": "2019"})
    left = {"partner": follower, "role": "partner", "on": "2020-02-01", "reason": "Its budget was cut."}
    told.told(f"{programme}/partners/leave", left)
    a_milestone(told, programme, "1", responsible=[follower])
    room = opened(told)
    paper = room.open(f"{programme}/partners")
    assert f"The {lead} Lead 2018 no end is recorded held" in paper.text
    assert f"The {follower} Partner 2019 1 February 2020 Reason: Its budget was cut. No longer held" in paper.text
    assert (
        f"The {follower} Responsible Milestone 1 Milestone 1 from the beginning no end is recorded held" in paper.text
    )
    assert paper.has("entry-3")
    assert f"The {follower} Partner 2019 1 February 2020" in room.open(f"{programme}/partners", as_of="2019-06-01").text
    assert "Still ahead" in room.open(f"{programme}/partners", as_of="2018-06-01").text


def test_a_programme_without_partners_says_so(told: Served) -> None:
    programme = a_programme(told)
    text = opened(told).open(f"{programme}/partners").text
    assert "No partner of the programme as a whole was recorded at this moment." in text
    assert "No partner of a commitment, a milestone or another thing was recorded at this moment." in text


def test_partners_are_found_by_words_of_their_names(room: ReadingRoom) -> None:
    assert [one["code"] for one in room.data("/partners", words="toulouse")["items"]] == ["university-toulouse"]
    assert "1 partner found" in room.open("/partners", words="toulouse").text
    assert "No partner was recorded under these words" in room.open("/partners", words="atlantis").text


def test_all_partners_are_read_page_after_page(told: Served) -> None:
    codes = {a_partner(told) for _ in range(51)}
    room, read, after = opened(told), set[str](), ""
    while True:
        page = room.data("/partners", **({"after": after} if after else {}))
        assert len(page["items"]) <= 50
        read |= {one["code"] for one in page["items"]}
        if page["after"] is None:
            break
        was, after = after, page["after"]
        assert f"after={after}" in room.open("/partners", **({"after": was} if was else {})).html
    assert codes <= read


def test_partners_not_yet_recorded_are_not_there(room: ReadingRoom) -> None:
    assert "illustrative-office" not in room.open("/partners", known_at="2019-10-31").text
    gone = room.ask(OFFICE, known_at="2019-10-31")
    assert gone.status == 404


def test_an_address_that_cannot_be_is_named(room: ReadingRoom) -> None:
    assert "after=<>: This is not the code of a partner." in room.ask("/partners", after="<>").text
    assert room.ask("/partners/nobody").status == 404
    assert room.ask("/programmes/NOPE/partners").status == 404
