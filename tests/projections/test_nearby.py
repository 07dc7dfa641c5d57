"""What is close to a code that is not known, and when a thing was first and last recorded."""

from domain.kernel import Key
from projections.nearby import first_known, near
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_partner, a_programme, a_report


def begin(ledger: Ledger) -> int:
    titles = {"9.1": {"en": "A national strategy"}, "9.12": {"en": "Open budgets"}, "10.3": {"en": "Public tenders"}}
    milestones = [a_milestone(code, title=title, commitment="9") for code, title in titles.items()]
    return ledger.say("2018-06-01", a_programme(), a_partner("interior"), a_commitment(), *milestones)


def test_close_codes_come_first_with_their_titles(ledger: Ledger) -> None:
    begin(ledger)
    reading = ledger.reading()
    assert near(reading, PLAN, "milestone", "9.11") == (
        ("9.1", {"en": "A national strategy"}),
        ("9.12", {"en": "Open budgets"}),
    )
    assert [code for code, _ in near(reading, PLAN, "milestone", "9.11", limit=1)] == ["9.1"]


def test_codes_without_a_programme_are_those_of_programmes_and_partners(ledger: Ledger) -> None:
    begin(ledger)
    reading = ledger.reading()
    assert [code for code, _ in near(reading, None, "programme", "fr-2019")] == [PLAN]
    assert [code for code, _ in near(reading, None, "partner", "interieur")] == ["interior"]
    assert near(reading, None, "milestone", "9.1") == near(reading, PLAN, "consortium", "x") == ()


def test_the_code_asked_for_is_not_near_itself(ledger: Ledger) -> None:
    begin(ledger)
    assert "9.1" not in dict(near(ledger.reading(), PLAN, "milestone", "9.1"))
    assert "9.12" in dict(near(ledger.reading(), PLAN, "milestone", "9.1"))


def test_a_word_of_the_title_will_do(ledger: Ledger) -> None:
    begin(ledger)
    assert [code for code, _ in near(ledger.reading(), PLAN, "milestone", "tenders")] == ["10.3"]
    assert near(ledger.reading(), "OTHER", "milestone", "tenders") == ()


def test_only_what_was_known_is_near(ledger: Ledger) -> None:
    before = begin(ledger)
    ledger.say("2018-07-01", a_milestone("9.13"))
    assert "9.13" in dict(near(ledger.reading(), PLAN, "milestone", "9.11"))
    assert "9.13" not in dict(near(ledger.reading(known_at=before), PLAN, "milestone", "9.11"))


def test_what_was_first_recorded_of_a_thing_is_known_whatever_the_moment(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-02-01", a_report("complete", "2019-01-15"))
    first = first_known(ledger.connection, Key("milestone", f"{PLAN}/9.1"))
    assert first is not None
    assert (first.position, first.recorded_at.date().isoformat()) == (4, "2018-06-01")
    assert first_known(ledger.connection, Key("milestone", f"{PLAN}/9.9")) is None
