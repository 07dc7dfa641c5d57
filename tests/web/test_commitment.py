from tests.api.said import a_milestone, a_programme
from tests.api.serving import Served
from tests.web.reading_room import ReadingRoom

NINE = "/programmes/FR-2018/commitments/9"


def test_a_commitment_has_its_promises_its_milestones_and_its_story_on_one_page(room: ReadingRoom) -> None:
    paper = room.open(NINE)
    assert "Why it is made, and what it is to lead to" in paper.text
    assert "Differs from the team" in paper.within("milestone-9.1")
    assert "lead of the commitment changed · 9 December 2019" in paper.within("entry-2")


def test_who_leads_a_commitment_depends_on_the_moment(room: ReadingRoom) -> None:
    before = room.open(NINE, as_of="2019-12-08").text
    assert "Lead Minister of State for the Digital Sector" in before.partition("Its story in time")[0]
    after = room.open(NINE, as_of="2019-12-09").text
    assert "Lead Digital Office" in after.partition("Its story in time")[0]
    unknown = room.open(NINE, as_of="2019-12-09", known_at="2019-12-01").text
    assert "Lead Minister of State for the Digital Sector" in unknown.partition("Its story in time")[0]


def test_what_else_names_a_commitment_stands_on_its_page(told: Served) -> None:
    programme = a_programme(told)
    for code in ("A", "B"):
        told.told(f"{programme}/commitments", {"code": code, "title": {"en": code}})
    promised = {"code": "D1", "title": {"en": "A handbook"}, "due": "2019", "commitment": "A"}
    told.told(f"{programme}/deliverables", promised)
    told.http.headers["Jalon-Position"] = told.seen
    room = ReadingRoom(told.http)
    page = room.open(f"{programme}/commitments/A")
    assert "Deliverables A handbook Promised due 2019 Overdue" in page.text
    assert f'href="/en{programme}/deliverables/D1"' in page.html
    assert "A handbook" not in room.open(f"{programme}/commitments/B").text


def test_a_commitment_without_milestones_says_so(told: Served) -> None:
    programme = a_programme(told)
    told.told(f"{programme}/commitments", {"code": "A", "title": {"en": "A"}})
    then = told.seen
    a_milestone(told, programme, "A.1", commitment="A")
    told.http.headers["Jalon-Position"] = told.seen
    room = ReadingRoom(told.http)
    no = "No milestone of this commitment was recorded at this moment."
    assert no in room.open(f"{programme}/commitments/A", known_at=then).text
    assert no not in room.open(f"{programme}/commitments/A").text


def test_an_unknown_commitment_is_not_found(room: ReadingRoom) -> None:
    assert room.ask("/programmes/FR-2018/commitments/99").status == 404
