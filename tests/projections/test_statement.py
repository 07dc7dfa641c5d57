"""What do the sources say of a matter, do they agree, and which of them is taken to be right?"""

from typing import Any

import pytest
from msgspec.structs import replace

from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.gathering import EventFormat, PlanEvent
from domain.pilot import ProposePilot
from domain.statement import AddStatement, MakeStatement, PreferStatement
from domain.values import Source
from projections import statement as question
from projections.gathering import gathering, gatherings_of
from projections.moment import Reading
from projections.pilot import pilot, pilots_of
from projections.programme import ProgrammeInFull, all_programmes, programme_in_full
from projections.projection import AnyProjection
from projections.statement import statement, statements_by_thing, statements_of
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


A_FAIR = PlanEvent(programme=PLAN, code="fair", title=text("A fair"), format=EventFormat.SEMINAR)


def a_pilot(code: str) -> ProposePilot:
    return ProposePilot(programme=PLAN, code=code, title=text(code))


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


def test_a_correction_that_names_its_source_is_shown_with_it(ledger: Ledger) -> None:
    begin(ledger)
    say = {"says": {"en": "In December 2006"}, "period": "2006-12"}
    correction = CorrectEntry(of="statement:FR-2018/seminar-date", entry=1, reason="Misread.", say=say)
    ledger.say("2018-08-01", replace(correction, source=HEADING))
    assert [said.source for said in found(ledger).statements] == [HEADING]


def in_full(ledger: Ledger, as_of: str = "2030-01-01") -> ProgrammeInFull:
    one = programme_in_full(ledger.reading(as_of), PLAN)
    assert one is not None
    return one


def test_a_thing_is_shown_with_what_sources_say_of_it_and_of_nothing_else(ledger: Ledger) -> None:
    begin(ledger)
    things = ("pilot:FR-2018/a", "pilot:FR-2018/b", "event:FR-2018/fair", "programme:FR-2018")
    said = [replace(MADE, code=f"m{n}", about=about) for n, about in enumerate(things)]
    ledger.say("2018-07-01", *map(a_pilot, ("a", "b", "c")), A_FAIR, *said)
    for reading in (ledger.reading(), ledger.reading("2007-01-10")):
        pilots = {one.code: [about.code for about in one.statements] for one in pilots_of(reading, PLAN)}
        assert pilots == {"a": ["m0"], "b": ["m1"], "c": []}
        fair, one = gathering(reading, PLAN, "fair"), pilot(reading, PLAN, "b")
        assert fair is not None
        assert one is not None
        assert [about.code for about in (*fair.statements, *one.statements)] == ["m2", "m1"]
        assert [one.statements for one in gatherings_of(reading, PLAN)] == [fair.statements]
    assert [one.code for one in in_full(ledger).statements] == ["m3"]
    assert programme_in_full(ledger.reading(), "OTHER") is None


def test_a_list_asks_once_for_the_statements_of_all_its_things(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(ledger)
    ledger.say("2018-07-01", *map(a_pilot, ("a", "b", "c")), replace(MADE, code="m", about="pilot:FR-2018/a"))
    reading, asked = ledger.reading(), list[str]()
    select = Reading.select

    def counted(self: Reading, projection: AnyProjection, query: str, **arguments: object) -> list[Any]:
        asked.append(projection.table)
        return select(self, projection, query, **arguments)

    monkeypatch.setattr(Reading, "select", counted)
    assert len(pilots_of(reading, PLAN)) == 3
    assert sorted(asked) == ["checklist", "pilot", "statement"]
    asked.clear()
    assert len(all_programmes(reading)) == 1
    assert asked == ["programme"]


def test_that_a_source_says_none_yet_differs_from_nothing_recorded(ledger: Ledger) -> None:
    begin(ledger)
    assert in_full(ledger).statements == ()
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
    [one] = in_full(ledger).statements
    assert (one.code, one.statements[0].says, one.illustrative) == ("lessons", none_yet.says, True)
    assert [one.code for one in statements_by_thing(ledger.reading(), PLAN)["milestone:FR-2018/9.1"]] == [
        "seminar-date"
    ]
    assert [every.code for every in statements_of(ledger.reading(), PLAN)] == ["lessons", "seminar-date"]


def test_what_has_no_day_is_told_at_every_time_and_the_last_preference_counts(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", replace(ADDED, on=None), replace(prefer(2, "2018"), on=None))
    assert (found(ledger, "2017-01-01").preferred, len(found(ledger, "2017-01-01").statements)) == (2, 2)
    ledger.say("2018-08-01", prefer(1, "2018-05-01"))
    ledger.say("2018-09-01", prefer(2, "2018-03-01"))
    assert [found(ledger, day).preferred for day in ("2018-02-28", "2018-03-01", "2018-05-01", "2030-01-01")] == [2] * 4
    ledger.say("2018-10-01", prefer(1, "2018-04-01"))
    assert [found(ledger, day).preferred for day in ("2018-03-31", "2018-04-01", "2030-01-01")] == [2, 1, 1]
