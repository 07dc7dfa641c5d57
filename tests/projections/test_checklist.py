"""Which checklists has a programme drawn up, and what does each ask?"""

from msgspec.structs import replace

from domain.dates import Edtf
from projections.checklist import Checklist, QuestionAsked, checklist, checklists_of
from tests.domain.sample_checklist import AMEND_CHECKLIST, DRAW_UP, KEY_QUESTIONS
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_programme, text


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> Checklist:
    one = checklist(ledger.reading(as_of, known_at), PLAN, KEY_QUESTIONS)
    assert one is not None
    return one


def test_a_checklist_asks_what_was_drawn_up_in_its_order(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), DRAW_UP)
    one = found(ledger)
    assert (one.title, one.on, one.links, one.version) == (DRAW_UP.title, Edtf("2018-03"), DRAW_UP.links, 1)
    assert [(question.code, question.text) for question in one.questions] == [
        (question.code, question.text) for question in DRAW_UP.questions
    ]
    assert checklist(ledger.reading(), PLAN, "another") is None


def test_questions_are_added_and_reworded_from_their_day_on_and_keep_their_place(ledger: Ledger) -> None:
    before = ledger.say("2018-06-01", a_programme(), DRAW_UP)
    ledger.say("2018-12-01", AMEND_CHECKLIST)
    now = found(ledger)
    assert [question.code for question in now.questions] == ["territory", "skills", "means", "framework"]
    assert now.questions[1] == QuestionAsked(
        code="skills", text=text("Are digital skills there?"), first=DRAW_UP.questions[1].text
    )
    assert now.questions[0].first is None
    for earlier in (found(ledger, "2018-09-29"), found(ledger, known_at=before)):
        assert [question.code for question in earlier.questions] == ["territory", "skills", "means"]
        assert (earlier.title, earlier.questions[1].first) == (DRAW_UP.title, None)


def test_checklists_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), *(replace(DRAW_UP, code=code) for code in ("c-10", "c-9")))
    assert [one.code for one in checklists_of(ledger.reading(), PLAN)] == ["c-9", "c-10"]
