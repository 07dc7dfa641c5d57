"""The directory: which programmes match, page by page, and where each stands."""

import pytest
from hypothesis import HealthCheck, given, settings

from domain.closing import CloseProgramme, ReopenProgramme
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.programme import AmendProgramme, ProgrammeKind
from projections.directory import Directory, directory
from projections.moment import Moment, Reading
from projections.programme import all_programmes
from projections.report import status_report
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.machine import DAYS
from tests.projections.said import a_commitment, a_milestone, a_programme


def plan(ledger: Ledger) -> int:
    return ledger.say(
        "2018-06-01",
        a_programme(title={"fr": "Plan d'action"}, countries=("FR",)),
        a_programme("PL-1", title={"en": "Pilots"}, countries=("FR", "SN"), kind=ProgrammeKind.PILOT_PROJECT),
        a_programme("SN-1", title={"en": "Open plan"}, countries=("SN",)),
        a_commitment(),
        a_milestone("9.1", title={"fr": "La santé numérique"}),
    )


def codes(found: Directory) -> list[str]:
    return [line.programme.code for line in found.lines]


def test_programmes_are_found_by_their_own_words_and_by_those_of_what_they_hold(ledger: Ledger) -> None:
    plan(ledger)
    reading = ledger.reading()
    searches = ("plan", "numeriques", "sn-1", "9.1", "nothing", "")
    assert {words: codes(directory(reading, words=words)) for words in searches} == {
        "plan": ["FR-2018", "SN-1"],
        "numeriques": ["FR-2018"],
        "sn-1": ["SN-1"],
        "9.1": ["FR-2018"],
        "nothing": [],
        "": ["FR-2018", "PL-1", "SN-1"],
    }


@pytest.mark.parametrize("rare", [0.0, 1.0])
@pytest.mark.parametrize("early", [1, 2])
def test_a_word_that_many_things_have_finds_the_same_programmes(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, early: int, rare: float
) -> None:
    plan(ledger)
    ledger.say("2018-07-01", *(a_milestone(f"9.{number}", title={"en": f"Step {number}"}) for number in range(2, 6)))
    asked = ("plan", "step 5", "numeriques", "nothing", "step open")
    before = {words: codes(directory(ledger.reading(), words=words)) for words in asked}
    for name, value in (("SEEN", 1), ("EARLY", early), ("RARE", rare)):
        monkeypatch.setattr(f"projections.finder.{name}", value)
    assert {words: codes(directory(ledger.reading(), words=words)) for words in asked} == before
    assert before == {
        "plan": ["FR-2018", "SN-1"],
        "step 5": ["FR-2018"],
        "numeriques": ["FR-2018"],
        "nothing": [],
        "step open": [],
    }


def test_filters_narrow_the_directory_and_name_the_choices(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-01", CloseProgramme(code="SN-1", on=Edtf("2018-12-31")))
    reading = ledger.reading()
    assert codes(directory(reading, country="SN")) == ["PL-1", "SN-1"]
    assert codes(directory(reading, kind=ProgrammeKind.PILOT_PROJECT)) == ["PL-1"]
    assert codes(directory(reading, closed=True)) == ["SN-1"]
    assert codes(directory(reading, closed=False, country="SN", words="pilot")) == ["PL-1"]
    assert codes(directory(ledger.reading("2018-12-30"), closed=True)) == []
    found = directory(reading, country="SN")
    assert (found.matches, found.programmes) == (2, 3)
    assert [(one.value, one.programmes) for one in found.countries] == [("FR", 2), ("SN", 2)]
    assert {one.value: one.programmes for one in found.kinds} == {"action-plan": 2, "pilot-project": 1}


def test_the_directory_is_paged(ledger: Ledger) -> None:
    plan(ledger)
    reading = ledger.reading()
    pages = [directory(reading, page=page, limit=2) for page in (1, 2, 3, -1)]
    assert [codes(page) for page in pages] == [["FR-2018", "PL-1"], ["SN-1"], ["SN-1"], ["FR-2018", "PL-1"]]
    assert [(p.page, p.pages, p.previous_page, p.next_page) for p in pages[:2]] == [(1, 2, None, 2), (2, 2, 1, None)]


def test_each_line_counts_the_things_recorded_in_the_programme(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2018-07-01", a_milestone("9.2"))
    first = directory(ledger.reading(), limit=1).lines[0].things
    assert {kind: many for kind, many in first.items() if many} == {"commitment": 1, "milestone": 2}
    assert directory(ledger.reading(known_at=before), limit=1).lines[0].things["milestone"] == 1


@pytest.mark.parametrize("correcting", ["correct", "retract"])
def test_what_was_corrected_or_retracted_filters_no_more(ledger: Ledger, correcting: str) -> None:
    plan(ledger)
    on = Edtf("2019-01-01")
    wrong = ledger.say("2019-02-01", AmendProgramme(code="SN-1", countries=("SS",), reason="Said so.", on=on))
    of, reason = "programme:SN-1", "A slip of the pen."
    by = {
        "correct": CorrectEntry(of=of, entry=2, reason=reason, say={"countries": ["SN", "GM"]}),
        "retract": RetractEntry(of=of, entry=2, reason=reason),
    }
    ledger.say("2019-03-01", by[correcting])
    assert codes(directory(ledger.reading(known_at=wrong), country="SS")) == ["SN-1"]
    assert codes(directory(ledger.reading(), country="SS")) == []
    assert "SN-1" in codes(directory(ledger.reading(), country="SN"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_the_directory_shows_and_filters_what_the_programmes_say(ledger: Ledger, history: tuple[Chapter, ...]) -> None:
    ledger.empty()
    record(ledger, history)
    last = ledger.catch_up()
    for known_at in {last, last // 2}:
        for day in DAYS:
            reading = Reading(ledger.connection, Moment(day, known_at))
            known = all_programmes(reading)
            lines = directory(reading).lines
            assert [line.programme for line in lines] == known
            reports = {one.code: status_report(reading, one.code) for one in known}
            assert {line.programme.code: line.totals for line in lines} == {
                code: report.totals for code, report in reports.items() if report
            }
            for closed in (True, False):
                assert codes(directory(reading, closed=closed)) == [p.code for p in known if p.closed is closed]


def test_a_programme_that_was_reopened_is_open(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-01", CloseProgramme(code="SN-1", on=Edtf("2018-12-31")))
    ledger.say("2019-02-01", ReopenProgramme(code="SN-1", reason="Not done.", on=Edtf("2019-02-01")))
    assert codes(directory(ledger.reading("2019-01-31"), closed=True)) == ["SN-1"]
    assert codes(directory(ledger.reading("2019-02-01"), closed=True)) == []
