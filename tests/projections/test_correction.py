"""What reads as it was first said before a correction, and as it should have been said after it?"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from domain.assessment import RetractAssessment, Subject
from domain.closing import CloseProgramme, ReopenProgramme
from domain.consortium import Consortium, HandOverLead, Role
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.indicator import DefineIndicator, IndicatorMeasure
from domain.kernel import Command
from domain.partner import AmendPartner
from domain.programme import AmendProgramme
from domain.statement import AddStatement, MakeStatement
from domain.values import Source
from projections.assessment import ReviewKind, findings_of, review_history
from projections.commitment import COMMITMENTS, commitment
from projections.dossier import dossier_of, timeline_of
from projections.entry import EntryKind, timeline
from projections.indicator import INDICATORS, indicator, indicators_of
from projections.milestone import milestone
from projections.moment import Reading
from projections.partner import PARTNERS, partner
from projections.programme import PROGRAMMES, programme
from projections.report import status_report
from projections.role import roles_in
from projections.statement import STATEMENTS, statement, statements_of
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_finding,
    a_member,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    text,
)

WHY = "A slip of the pen."
FINDING = f"assessment:{PLAN}/commitment/9/irm/completion"
FOUNDING = (
    a_programme(),
    *map(a_partner, ("culture", "digital", "interior")),
    a_commitment(lead="digital"),
    a_milestone(responsible=("culture",)),
)
BY_RULE = RetractAssessment(
    programme=PLAN,
    subject=Subject.COMMITMENT,
    about="9",
    reviewer="irm",
    variable="completion",
    reason="Said of another.",
    on=Edtf("2019-03-01"),
)


def correct(of: str, entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=of, entry=entry, reason=WHY, say=say)


def retract(of: str, entry: int) -> RetractEntry:
    return RetractEntry(of=of, entry=entry, reason=WHY)


def of_programme(reading: Reading) -> Any:
    return programme(reading, PLAN)


def of_commitment(reading: Reading) -> Any:
    return commitment(reading, PLAN, "9")


def of_milestone(reading: Reading) -> Any:
    return milestone(reading, PLAN, "9.1")


def of_partner(reading: Reading) -> Any:
    return partner(reading, "digital")


def of_finding(reading: Reading) -> Any:
    (found,) = findings_of(reading, PLAN)
    return found


def of_claim(reading: Reading) -> Any:
    report = status_report(reading, PLAN)
    assert report is not None
    return report.commitments[0].milestones[0].claim


RENAMED = AmendPartner(code="digital", reason="x", on=Edtf("2019-01-15"), name=text("Renamed"))
RETITLED = AmendProgramme(code=PLAN, reason="x", on=Edtf("2019-01-15"), title=text("Renamed"))


class Case(NamedTuple):
    """Which entry of what says which field how, and how it should have."""

    read: Callable[[Reading], Any]
    of: str
    said: tuple[Command, ...]
    field: str
    say: Any
    before: Any
    after: Any


ON = "2019-01-15"
STEP = f"milestone:{PLAN}/9.1"
KINDS = (
    Case(of_programme, f"programme:{PLAN}", (), "period", "2018/2021", Edtf("2018/2020"), Edtf("2018/2021")),
    Case(of_programme, f"programme:{PLAN}", (RETITLED,), "title", text("Right"), text("Renamed"), text("Right")),
    Case(of_partner, "partner:digital", (), "place", "Paris", None, "Paris"),
    Case(of_partner, "partner:digital", (RENAMED,), "name", text("Right"), text("Renamed"), text("Right")),
    Case(of_commitment, f"commitment:{PLAN}/9", (), "lead", "interior", "digital", "interior"),
    Case(of_commitment, f"commitment:{PLAN}/9", (), "submitted", "2018", None, Edtf("2018")),
    Case(of_milestone, STEP, (), "promised", "2017", Edtf("2018"), Edtf("2017")),
    Case(of_milestone, STEP, (a_reschedule("2020", ON),), "due", "2019", Edtf("2020"), Edtf("2019")),
    Case(of_claim, STEP, (a_report("substantial", ON),), "status", "complete", "substantial", "complete"),
    Case(
        of_finding, FINDING, (a_finding("completion", "limited"),), "values", ["complete"], ("limited",), ("complete",)
    ),
)
CALLED = {"promised": "due"}


@pytest.mark.parametrize("case", KINDS, ids=[f"{case.of.partition(':')[0]}-{case.field}" for case in KINDS])
def test_what_was_said_reads_as_then_before_the_correction_and_as_it_should_after_it(
    ledger: Ledger, case: Case
) -> None:
    first = ledger.say("2018-06-01", *FOUNDING)
    first = ledger.say("2019-02-01", *case.said) if case.said else first
    entry = 2 if case.said and case.of != FINDING else 1
    say = {CALLED.get(case.field, case.field): case.say}
    if case.say == "complete":
        say["evidence"] = [{"url": "https://example.org/x", "title": "x"}]
    ledger.say("2019-05-01", correct(case.of, entry, **say))
    for as_of in ("2019-03-01", "2030-01-01"):
        assert getattr(case.read(ledger.reading(as_of, first)), case.field) == case.before
        assert getattr(case.read(ledger.reading(as_of)), case.field) == case.after


ARCHIVE, MINUTES = Source(document="The archive", words="It was so."), Source(document="The minutes")
ALONE = [case for case in KINDS if case.of == FINDING or case.read is of_claim or not case.said]


@pytest.mark.parametrize("case", ALONE, ids=[f"{case.of.partition(':')[0]}-{case.field}" for case in ALONE])
@pytest.mark.parametrize("source", [None, ARCHIVE], ids=["without", "with"])
def test_what_is_corrected_is_shown_with_the_source_of_the_correction_where_it_named_one(
    ledger: Ledger, case: Case, source: Source | None
) -> None:
    ledger.say("2018-06-01", *(replace(one, source=MINUTES) for one in FOUNDING))
    before = ledger.say("2019-02-01", *(replace(one, source=MINUTES) for one in (*case.said, a_partner("last"))))
    entry = 2 if case.read is of_claim else 1
    say: dict[str, Any] = {CALLED.get(case.field, case.field): case.say}
    if case.read is of_claim:
        say["evidence"] = [{"url": "https://example.org/x", "title": "x"}]
    ledger.say("2019-05-01", replace(correct(case.of, entry, **say), source=source))
    assert case.read(ledger.reading(known_at=before)).source == MINUTES
    assert case.read(ledger.reading()).source == (source or MINUTES)


def test_a_timeline_shows_both(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    ledger.say("2019-02-01", RENAMED, RETITLED, a_change_of_lead("culture", "2019-01-15"))
    for of in (f"programme:{PLAN}", "partner:digital", f"commitment:{PLAN}/9"):
        ledger.say("2019-05-01", correct(of, 2, on="2019-01-16"), actor="editor")
    reading = ledger.reading()
    dossiers = (
        reading.row(PROGRAMMES, PLAN),
        reading.row(PARTNERS, "digital"),
        dossier_of(reading, COMMITMENTS, PLAN, "9"),
    )
    for row in dossiers:
        assert row is not None
        told = timeline_of(row)
        assert [(one.entry, one.corrects, one.corrected_by) for one in told] == [
            (1, None, None),
            (2, None, 3),
            (3, 2, None),
        ]
        assert (told[1].on, told[2].kind, told[2].reason, told[2].actor) == (
            "2019-01-15",
            "record.corrected",
            WHY,
            "editor",
        )


def test_a_programme_is_closed_from_the_corrected_day_on_and_open_where_that_is_retracted(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme())
    ledger.say("2019-06-01", CloseProgramme(code=PLAN, on=Edtf("2019-05-01")))
    ledger.say("2019-07-01", ReopenProgramme(code=PLAN, reason="x", on=Edtf("2019-06-15")))
    before = ledger.say("2019-07-02", correct(f"programme:{PLAN}", 2, on="2019-05-20"))

    def closed(day: str, known_at: int | None = None) -> bool:
        return of_programme(ledger.reading(day, known_at)).closed

    assert [closed(day) for day in ("2019-05-19", "2019-05-20", "2019-06-15")] == [False, True, False]
    assert closed("2019-05-10", before - 1)
    assert not closed("2019-05-10", before)


def test_a_retracted_report_is_gone_from_the_report_from_then_on(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    ledger.say("2019-02-01", a_report("limited", "2018-12-31"))
    before = ledger.say("2019-03-01", a_report("complete", "2019-02-28"))
    ledger.say("2019-04-01", retract(f"milestone:{PLAN}/9.1", 3))
    assert of_claim(ledger.reading(known_at=before)).status == "complete"
    assert of_claim(ledger.reading()).status == "limited"
    ledger.say("2019-04-02", retract(f"milestone:{PLAN}/9.1", 2))
    assert of_claim(ledger.reading()) is None
    told = timeline(ledger.reading(), PLAN, "9.1")
    assert [one.kind for one in told[3:]] == [EntryKind.RETRACTED, EntryKind.RETRACTED]
    assert [(one.corrects, one.status_from, one.status_to) for one in told[3:]] == [
        (3, "complete", "limited"),
        (2, "limited", None),
    ]


def leads(ledger: Ledger, as_of: str, known_at: int | None = None) -> set[tuple[str, str]]:
    roles = roles_in(ledger.reading(as_of, known_at), PLAN)
    return {(role.part_of.partition(":")[0], role.partner) for role in roles if role.holds and role.role == "lead"}


def test_roles_follow_a_corrected_lead(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING, a_member("digital", Role.LEAD, "2018"))
    hand_over = HandOverLead(programme=PLAN, to="culture", on=Edtf("2019-01-15"), reason="x")
    before = ledger.say("2019-02-01", a_change_of_lead("culture", "2019-01-15"), hand_over)
    ledger.say("2019-03-01", correct(f"commitment:{PLAN}/9", 1, lead="interior"))
    ledger.say("2019-03-01", correct(f"{Consortium.KIND}:{PLAN}", 1, partner="interior"))
    both = ("commitment", "programme")
    assert leads(ledger, "2019-01-14", before) == {(what, "digital") for what in both}
    assert leads(ledger, "2019-01-14") == {(what, "interior") for what in both}
    assert leads(ledger, "2019-01-15") == {(what, "culture") for what in both}
    assert of_commitment(ledger.reading("2019-01-14")).lead == "interior"
    ledger.say("2019-04-01", retract(f"commitment:{PLAN}/9", 2), retract(f"{Consortium.KIND}:{PLAN}", 2))
    assert leads(ledger, "2019-01-15") == {(what, "interior") for what in both}


def test_what_is_responsible_follows_a_corrected_amendment(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    ledger.say("2019-02-01", correct(f"milestone:{PLAN}/9.1", 1, responsible=["interior"]))
    roles = [role for role in roles_in(ledger.reading(), PLAN) if role.role == "responsible"]
    assert [(role.partner, role.holds) for role in roles] == [("interior", True)]


def test_a_corrected_finding_says_why_and_its_history_shows_both(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    found = ledger.say("2019-02-01", a_finding("completion", "limited"), actor="irm")
    ledger.say("2019-05-01", correct(FINDING, 1, values=["complete"]))
    finding = of_finding(ledger.reading())
    assert (finding.of, finding.entry, finding.correction_reason) == (FINDING, 1, WHY)
    assert (finding.position, finding.recorded_by) == (found, "irm")
    assert of_finding(ledger.reading(known_at=found)).correction_reason is None
    first, second = review_history(ledger.reading(), PLAN)
    assert (first.kind, second.kind) == (ReviewKind.FOUND, ReviewKind.CORRECTED)
    assert first.finding is not None
    assert second.finding is not None
    assert (first.finding.values, second.finding.values) == (("limited",), ("complete",))
    assert (second.finding.correction_reason, second.finding.entry) == (WHY, 1)


def test_a_retracted_finding_is_gone_and_one_whose_retraction_is_retracted_is_back(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    ledger.say("2019-02-01", a_finding("completion", "limited"), a_finding("verifiable", "yes"))
    ledger.say("2019-05-01", retract(FINDING.replace("completion", "verifiable"), 1))
    assert of_finding(ledger.reading()).variable == "completion"
    ledger.say("2019-05-02", BY_RULE)
    assert findings_of(ledger.reading(), PLAN) == []
    ledger.say("2019-05-03", retract(FINDING, 2))
    assert of_finding(ledger.reading()).values == ("limited",)
    kinds = [entry.kind for entry in review_history(ledger.reading(), PLAN)]
    assert kinds[2:] == [ReviewKind.REMOVED, ReviewKind.RETRACTED, ReviewKind.REMOVED]


SAID = MakeStatement(
    programme=PLAN,
    code="when",
    about=STEP,
    matter="when it was held",
    says=text("2018"),
    source=Source(document="A"),
)
COUNTED = DefineIndicator(programme=PLAN, code="trained", title=text("Trained"), measure=IndicatorMeasure.UNIT)


def test_what_was_retracted_from_the_beginning_on_is_listed_only_as_it_was_known_before(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    before = ledger.say("2019-02-01", SAID, COUNTED)
    ledger.say("2019-05-01", retract(f"statement:{PLAN}/when", 1), retract(f"indicator:{PLAN}/trained", 1))
    now, then = ledger.reading(), ledger.reading(known_at=before)
    assert (statements_of(now, PLAN), indicators_of(now, PLAN)) == ([], [])
    assert (statement(now, PLAN, "when"), indicator(now, PLAN, "trained")) == (None, None)
    assert [one.code for one in (*statements_of(then, PLAN), *indicators_of(then, PLAN))] == ["when", "trained"]
    assert statement(then, PLAN, "when") is not None
    for row in (now.row(STATEMENTS, f"{PLAN}/when"), now.row(INDICATORS, f"{PLAN}/trained")):
        assert row is not None
        assert [(one.entry, one.corrected_by) for one in timeline_of(row)] == [(1, 2), (2, None)]


def test_what_was_retracted_from_the_beginning_on_can_be_begun_anew(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    ledger.say("2019-02-01", SAID)
    ledger.say("2019-05-01", retract(f"statement:{PLAN}/when", 1))
    other = AddStatement(programme=PLAN, code="when", says=text("2020"), source=Source(document="C"))
    ledger.say("2019-05-02", SAID, other)
    found = statement(ledger.reading(), PLAN, "when")
    assert found is not None
    assert [(one.entry, one.source.document) for one in found.statements] == [(3, "A"), (4, "C")]


def test_a_corrected_source_of_a_statement_reads_as_it_should(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    before = ledger.say("2019-02-01", SAID)
    ledger.say("2019-05-01", correct(f"statement:{PLAN}/when", 1, source={"document": "B"}))
    found = [statement(ledger.reading(known_at=known), PLAN, "when") for known in (before, None)]
    assert [one and one.statements[0].source.document for one in found] == ["A", "B"]


def test_the_source_of_a_correction_is_the_source_of_what_it_corrects(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *FOUNDING)
    same = CorrectEntry(of=f"milestone:{PLAN}/9.1", entry=1, reason=WHY, say={}, source=Source(document="B"))
    ledger.say("2019-05-01", same)
    assert of_milestone(ledger.reading()).source == Source(document="B")
