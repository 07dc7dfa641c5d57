"""Which programmes are there, and what is said of each?"""

from domain.closing import CloseProgramme, ReopenProgramme
from domain.dates import Edtf
from domain.profile import ChooseVocabularies
from domain.programme import AmendProgramme, Policies
from projections.programme import Programme, all_programmes, programme
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_programme, text


def known(ledger: Ledger, as_of: str, known_at: int | None = None) -> Programme:
    found = programme(ledger.reading(as_of, known_at), PLAN)
    assert found is not None
    return found


def test_a_programme_is_as_it_was_created(ledger: Ledger) -> None:
    created = a_programme(countries=("FR",), description=text("What it is for."))
    ledger.say("2018-06-01", created)
    found = known(ledger, "2018-06-01")
    assert (found.code, found.version, found.kind, found.title) == (PLAN, 1, created.kind, created.title)
    assert (found.period, found.languages, found.countries) == (Edtf("2018/2020"), ("en",), ("FR",))
    assert (found.description, found.policies, found.closed) == (created.description, Policies(), False)
    assert found.vocabulary == created.vocabulary
    assert found.profiles == ("irm@2017",)
    assert (found.vocabularies["status"], found.vocabularies["completion"]) == (found.vocabulary, "irm-completion@2018")


def test_the_vocabularies_of_a_programme_are_those_of_the_day_as_known_at_the_moment(ledger: Ledger) -> None:
    before = ledger.say("2018-06-01", a_programme(profiles=("irm@2011", "eu-deliverables@2014")))
    newer = ChooseVocabularies(code=PLAN, profiles=("irm@2020",), reason="A newer method.", on=Edtf("2020-01-01"))
    ledger.say("2020-02-01", newer)
    assert known(ledger, "2019-12-31").profiles == ("irm@2011", "eu-deliverables@2014")
    assert known(ledger, "2019-12-31").vocabularies["deliverable-type"] == "eu-deliverable-types@2014"
    assert known(ledger, "2020-01-01").profiles == ("irm@2020",)
    assert "deliverable-type" not in known(ledger, "2020-01-01").vocabularies
    assert known(ledger, "2020-01-01", before).profiles == ("irm@2011", "eu-deliverables@2014")
    assert known(ledger, "2020-01-01").version == 2


def test_a_programme_that_was_not_known_yet_is_none(ledger: Ledger) -> None:
    first = ledger.say("2018-06-01", a_programme("A"))
    ledger.say("2018-06-02", a_programme())
    assert programme(ledger.reading(known_at=first), PLAN) is None
    assert programme(ledger.reading(), "nowhere") is None


def test_an_amendment_shows_from_its_day_on_once_it_is_known(ledger: Ledger) -> None:
    before = ledger.say("2018-06-01", a_programme(title=text("First")))
    ledger.say("2019-02-01", AmendProgramme(code=PLAN, reason="x", on=Edtf("2019-01-15"), title=text("Second")))
    assert known(ledger, "2019-01-14").title == text("First")
    assert known(ledger, "2019-01-15").title == text("Second")
    assert known(ledger, "2019-01-15", before).title == text("First")
    assert known(ledger, "2019-01-15").version == 2


def test_an_amendment_without_a_day_shows_from_the_day_it_was_recorded(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(description=text("First")))
    ledger.say("2019-02-01", AmendProgramme(code=PLAN, reason="x", description=None))
    assert known(ledger, "2019-01-31").description == text("First")
    assert known(ledger, "2019-02-01").description is None


def test_a_programme_is_closed_and_open_again_from_the_days_that_were_said(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme())
    closed = ledger.say("2020-08-01", CloseProgramme(code=PLAN, on=Edtf("2020-07")))
    ledger.say("2020-10-01", ReopenProgramme(code=PLAN, reason="One report was missing."))
    closing = {day: known(ledger, day).closed for day in ("2020-07-30", "2020-07-31", "2020-09-30", "2020-10-01")}
    assert closing == {"2020-07-30": False, "2020-07-31": True, "2020-09-30": True, "2020-10-01": False}
    assert known(ledger, "2020-10-01", closed).closed


def test_programmes_are_listed_by_code_page_by_page(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *(a_programme(code) for code in ("b", "A", "C", "a-1", "Z")))
    before = ledger.catch_up()
    ledger.say("2018-06-02", a_programme("B"))
    reading = ledger.reading()
    assert [p.code for p in all_programmes(reading)] == ["A", "B", "C", "Z", "a-1", "b"]
    assert [p.code for p in all_programmes(reading, limit=2)] == ["A", "B"]
    assert [p.code for p in all_programmes(reading, after="B", limit=3)] == ["C", "Z", "a-1"]
    assert [p.code for p in all_programmes(reading, after="b")] == []
    assert len(all_programmes(ledger.reading(known_at=before))) == 5
