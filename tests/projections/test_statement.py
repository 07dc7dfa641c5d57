"""What do the sources say of a matter, do they agree, and which of them is taken to be right?"""

from typing import Any

from msgspec.structs import replace

from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.statement import AddStatement, MakeStatement, PreferStatement
from domain.values import Source
from projections import statement as question
from projections.statement import statement, statements_about, statements_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, text

TITLE_PAGE = Source(document="Meeting report, title page", words="11 December 2006, 9.30-18.00")
HEADING = Source(document="Meeting report, heading", words="11-12 December 2007")
MATTER: dict[str, Any] = {"programme": PLAN, "code": "seminar-date"}

MADE = MakeStatement(
    **MATTER,
    about="milestone:FR-2018/9.1",
    matter="when it was held",
    says=text("11 December 2006"),
    period=Edtf("2006-12-11"),
    on=Edtf("2007-01-10"),
    source=TITLE_PAGE,
)
ADDED = AddStatement(
    **MATTER,
    says=text("11-12 December 2007"),
    period=Edtf("2007-12-11/2007-12-12"),
    on=Edtf("2008-01-10"),
    source=HEADING,
)


def prefer(entry: int, on: str, reason: str = "The report looks ahead to June 2007.") -> PreferStatement:
    return PreferStatement(**MATTER, entry=entry, reason=reason, on=Edtf(on))


def begin(ledger: Ledger, made: MakeStatement = MADE) -> int:
    return ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone(), made)


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> question.Statement:
    one = statement(ledger.reading(as_of, known_at), PLAN, "seminar-date")
    assert one is not None
    return one


def test_one_statement_stands_with_its_source_and_contradicts_nothing(ledger: Ledger) -> None:
    begin(ledger)
    one = found(ledger)
    assert (one.about, one.matter, one.version) == ("milestone:FR-2018/9.1", "when it was held", 1)
    [said] = one.statements
    assert (said.entry, said.says, said.period, said.source) == (1, text("11 December 2006"), "2006-12-11", TITLE_PAGE)
    assert (one.agreed, one.preferred, one.preferred_reason, said.preferred) == (True, None, None, False)
    assert statement(ledger.reading(), PLAN, "other") is None


def test_statements_that_contradict_each_other_both_stay(ledger: Ledger) -> None:
    before = begin(ledger)
    ledger.say("2018-07-01", ADDED)
    one = found(ledger)
    assert [(said.period, said.source.document) for said in one.statements] == [
        ("2006-12-11", TITLE_PAGE.document),
        ("2007-12-11/2007-12-12", HEADING.document),
    ]
    assert not one.agreed
    for earlier in (found(ledger, known_at=before), found(ledger, "2008-01-09")):
        assert (earlier.agreed, len(earlier.statements)) == (True, 1)


def test_one_is_preferred_with_the_reason_and_another_one_later(ledger: Ledger) -> None:
    begin(ledger)
    contradicted = ledger.say("2018-07-01", ADDED)
    first = ledger.say("2018-08-01", prefer(1, "2018-07-31"))
    ledger.say("2018-09-01", prefer(2, "2018-08-31", "The minutes say so."))
    one = found(ledger)
    assert (one.agreed, one.preferred, one.preferred_reason) == (True, 2, "The minutes say so.")
    assert [said.preferred for said in one.statements] == [False, True]
    assert (found(ledger, known_at=first).preferred, found(ledger, "2018-08-30").preferred) == (1, 1)
    for undecided in (found(ledger, known_at=contradicted), found(ledger, "2018-07-30")):
        assert (undecided.agreed, undecided.preferred) == (False, None)


def test_what_is_preferred_is_not_shown_before_it_was_said(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", ADDED, prefer(2, "2007-06-01"))
    assert (found(ledger, "2007-12-31").preferred, found(ledger).preferred) == (None, 2)


def test_sources_that_say_the_same_agree(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", replace(ADDED, says=text("On the 11th"), period=Edtf("2006-12-11")))
    assert found(ledger).agreed
    ledger.say("2018-07-02", replace(ADDED, says=text("Last winter"), period=None))
    assert not found(ledger).agreed


def test_a_correction_of_what_was_read_keeps_the_source(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", ADDED)
    say = {"period": "2006-12-11", "says": {"en": "11 December 2006"}}
    ledger.say("2018-08-01", CorrectEntry(of="statement:FR-2018/seminar-date", entry=2, reason="Misread.", say=say))
    one = found(ledger)
    assert one.agreed
    assert [said.source for said in one.statements] == [TITLE_PAGE, HEADING]


def test_that_a_source_says_none_yet_differs_from_nothing_recorded(ledger: Ledger) -> None:
    begin(ledger)
    assert statements_about(ledger.reading(), "programme:FR-2018") == []
    none_yet = replace(
        MADE,
        code="lessons",
        about="programme:FR-2018",
        matter="lessons learnt",
        says=text("It is early to make a list."),
        period=None,
        illustrative=True,
    )
    ledger.say("2018-07-01", none_yet)
    [one] = statements_about(ledger.reading(), "programme:FR-2018")
    assert (one.code, one.statements[0].says, one.illustrative) == ("lessons", none_yet.says, True)
    assert [about.code for about in statements_about(ledger.reading(), "milestone:FR-2018/9.1")] == ["seminar-date"]
    assert [every.code for every in statements_of(ledger.reading(), PLAN)] == ["lessons", "seminar-date"]
