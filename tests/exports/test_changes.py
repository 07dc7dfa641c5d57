"""What changed since a funder's last export, change by change and cell by cell."""

from collections.abc import Iterator, Sequence
from datetime import date, time

import pytest

from domain.attendance import AttendanceCategory, AttendanceGroup, RecordAttendance
from domain.commitment import AmendCommitment
from domain.correction import RetractEntry
from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable
from domain.gathering import EventFormat, HoldEvent, PlanEvent
from domain.kernel import Command
from domain.partner import AmendPartner
from domain.submission import SubmitDeliverable
from exports.changed.telling import Unrecorded
from exports.changes import CellChange, changes_between, count
from exports.material import Material, Scope
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.template import Column, Sheet, Template
from projections.cause import Restated
from projections.comparison import ChangeKind
from projections.field import ThingKind
from tests.examples.sample import fresh_database, recorded
from tests.projections.ledger import Ledger
from tests.projections.said import (
    EVIDENCE,
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_correction,
    a_finding,
    a_member,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    an_amendment,
    text,
)
from words.language import language

BROAD = Template(
    name="broad",
    version=1,
    title={"en": "Everything"},
    sources=("Every field of every question.",),
    sheets=tuple(Sheet(name=name, title={"en": name.capitalize()}, question=name) for name in QUESTIONS),
)
NARROW = Template(
    name="narrow",
    version=1,
    title={"en": "Milestones"},
    sources=("A choice.",),
    sheets=(
        Sheet(
            name="milestones",
            title={"en": "Milestones"},
            question="milestones",
            columns=tuple(
                Column(field=name) for name in ("milestone", "milestone_title", "status", "agreed", "overdue", "lead")
            ),
        ),
    ),
)
LOCALS = AttendanceGroup(category=AttendanceCategory.LOCAL, people=12)
When = tuple[str, int]


@pytest.fixture(scope="module")
def lasting(server_url: str) -> Iterator[Ledger]:
    with fresh_database(server_url) as url, Ledger(url) as ledger:
        yield ledger


@pytest.fixture
def ledger(lasting: Ledger) -> Ledger:
    lasting.empty()
    return lasting


def plan(ledger: Ledger) -> int:
    ledger.say(
        "2018-06-01",
        a_programme(),
        a_partner("digital"),
        a_partner("culture"),
        a_commitment("9", lead="culture"),
        a_commitment("10"),
        *(a_milestone(code) for code in ("9.1", "9.2", "9.3", "9.4", "10.1")),
    )
    return ledger.say("2018-07-01", a_report("substantial", "2018-06-20", "9.2"))


def changes(
    ledger: Ledger,
    before: When,
    after: When,
    template: Template = NARROW,
    scope: Scope | None = None,
) -> list[CellChange]:
    then, now = (Material(ledger.reading(*when), PLAN, scope) for when in (before, after))
    return changes_between(template, then, now, Words(language("en"), partner=now.partner), QUESTIONS)


def cells(found: Sequence[CellChange], *, sheet: str = "milestones") -> set[tuple[object, ...]]:
    return {(one.number, one.kind, one.row, one.column, one.old, one.new) for one in found if one.sheet == sheet}


def test_nothing_changed_between_an_export_and_itself(ledger: Ledger) -> None:
    known = plan(ledger)
    assert changes(ledger, ("2018-08-01", known), ("2018-08-01", known), BROAD) == []


def test_a_reschedule_is_one_change_in_several_cells_with_reason_who_and_when(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-08-02", a_reschedule("2019-03", "2018-08-02"), actor="jeanne")
    found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after), BROAD)
    kind = ChangeKind.RESCHEDULED
    assert {
        (1, kind, "9.1", "agreed", "2018", "2019-03"),
        (1, kind, "9.1", "agreed_latest", date(2018, 12, 31), date(2019, 3, 31)),
        (1, kind, "9.1", "slipped_least", 0, 90),
    } <= cells(found)
    told = {(one.code, one.reason, one.said_on, one.recorded_by, one.position) for one in found if one.number}
    assert told == {("9.1", "The law came later.", "2018-08-02", "jeanne", after)}


def test_a_line_that_is_new_is_one_change_with_all_its_cells(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-08-02", a_milestone("9.5", due="2019", on=Edtf("2018-08-02")))
    found = changes(ledger, ("2018-08-02", before), ("2018-08-02", after))
    assert cells(found) == {
        (1, ChangeKind.ADDED, "9.5", column, None, value)
        for column, value in {
            "milestone": "9.5",
            "milestone_title": "Milestone 9.5",
            "status": "Not reported",
            "agreed": "2019",
            "overdue": "no",
            "lead": "The culture",
        }.items()
    }


def test_a_line_that_is_there_no_more_says_what_it_held(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-07-02", a_member("digital", since="2018-06-15"))
    after = ledger.say("2018-08-02", RetractEntry(of=f"consortium:{PLAN}", entry=1, reason="It never joined."))
    found = changes(ledger, ("2018-08-01", before), ("2018-08-01", after), BROAD)
    gone = [one for one in found if one.sheet == "partners"]
    assert ("name", "The digital") in {(one.column, one.old) for one in gone}
    assert {(one.number, one.kind, one.restated, one.reason, one.new) for one in gone} == {
        (1, ChangeKind.REMOVED, Restated.RETRACTED, "It never joined.", None)
    }


def test_what_is_told_otherwise_of_a_day_that_was_exported_is_marked_as_restated(ledger: Ledger) -> None:
    before = plan(ledger)
    corrected = a_correction(2, "limited", "2018-06-20", "9.2")
    after = ledger.say("2018-08-02", corrected, a_report("limited", "2018-07-15", "9.3"))
    found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after))
    assert {(one.code, one.column, one.restated, one.old, one.new, one.reason) for one in found} == {
        ("9.2", "status", Restated.CORRECTED, "Substantial", "Limited", "It was counted twice."),
        ("9.3", "status", Restated.LATE, "Not reported", "Limited", None),
    }
    assert [one.number for one in found] == [1, 2]


def test_what_no_entry_changed_is_put_down_to_the_calendar_and_has_no_number(ledger: Ledger) -> None:
    known = plan(ledger)
    found = changes(ledger, ("2018-08-01", known), ("2019-01-01", known))
    assert {(one.number, one.kind, one.code, one.column, one.old, one.new) for one in found} == {
        (None, Unrecorded.CALENDAR, code, "overdue", "no", "yes") for code in ("9.1", "9.2", "9.3", "9.4", "10.1")
    }


def test_a_report_is_not_what_made_a_milestone_overdue_that_would_be_so_without_it(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say(
        "2019-01-01", a_report("complete", "2018-12-20", "9.4"), a_report("limited", "2018-12-20", "9.3")
    )
    found = changes(ledger, ("2018-08-01", before), ("2019-01-01", after))
    assert {(one.kind, one.column) for one in found if one.code == "9.3"} == {
        (ChangeKind.STATUS, "status"),
        (Unrecorded.CALENDAR, "overdue"),
    }
    assert {(one.kind, one.column) for one in found if one.code == "9.4"} == {(ChangeKind.STATUS, "status")}


def test_what_was_recorded_before_and_is_true_only_since_is_counted_apart(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2018-08-01", a_withdrawal("2018-07-20", "9.3"))
    after = ledger.say("2018-10-02", a_reschedule("2019", "2018-10-01"))
    found = changes(ledger, ("2018-07-10", before), ("2018-10-02", after))
    assert [(one.number, one.code, one.column) for one in found] == [(1, "9.1", "agreed"), (2, "9.3", "status")]
    assert count(found, before) == (1, 1, 1, 1, 0)


def test_what_is_in_no_cell_of_the_template_is_listed_once_without_one(ledger: Ledger) -> None:
    before = plan(ledger)
    amended = AmendCommitment(programme=PLAN, code="9", reason="Clearer.", on=Edtf("2018-08-02"), problem=text("Much"))
    described = an_amendment("2018-08-02", description=text("In other words"))
    after = ledger.say("2018-08-02", amended, described)
    found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after))
    assert [(one.number, one.code, one.field, one.sheet, one.column, one.reason) for one in found] == [
        (1, "9.1", "description", "", "", "It was agreed so.")
    ]


def test_a_change_that_another_has_overtaken_is_listed_too(ledger: Ledger) -> None:
    before = plan(ledger)
    first = ledger.say("2018-08-02", a_reschedule("2019", "2018-08-02"))
    after = ledger.say("2018-08-03", a_reschedule("2020", "2018-08-03", reason="It takes longer."))
    found = changes(ledger, ("2018-08-01", before), ("2018-08-03", after))
    assert [(one.column, one.old, one.new, one.reason, one.position) for one in found] == [
        ("", None, None, "The law came later.", first),
        ("agreed", "2018", "2020", "It takes longer.", after),
    ]


def test_the_new_name_of_a_partner_is_one_change_in_every_line_that_names_it(ledger: Ledger) -> None:
    before = plan(ledger)
    renamed = AmendPartner(code="culture", name=text("The arts"), on=Edtf("2018-08-02"), reason="A decree.")
    after = ledger.say("2018-08-02", renamed)
    found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after))
    assert {(one.number, one.thing, one.code, one.column, one.old, one.new, one.reason) for one in found} == {
        (1, ThingKind.PARTNER, "culture", "lead", "The culture", "The arts", "A decree.")
    }
    assert [one.row for one in found] == ["9.1", "9.2", "9.3", "9.4"]


def test_a_count_of_other_things_is_put_down_to_no_entry_about_the_thing_that_counts_them(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-08-02", a_report("complete", "2018-08-02"), a_finding("completion", "limited"))
    found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after), BROAD)
    counts = [one for one in found if one.sheet == "commitments" and one.new == 1 and one.old == 0]
    assert {(one.number, one.kind) for one in counts} == {(None, Unrecorded.FOLLOWS)}
    assert any(one.kind is ChangeKind.ASSESSED for one in found if one.sheet == "commitments")


def test_only_what_is_within_the_scope_is_told(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-08-02", a_reschedule("2019", "2018-08-02"), a_reschedule("2019", "2018-08-02", "10.1"))
    scope = Scope(commitments=("10",))
    for template in (NARROW, BROAD):
        found = changes(ledger, ("2018-08-01", before), ("2018-08-02", after), template, scope)
        assert {one.code for one in found if one.number} == {"10.1"}


def test_what_was_made_up_is_marked(ledger: Ledger) -> None:
    before = plan(ledger)
    after = ledger.say("2018-08-02", a_report("complete", "2018-08-02", illustrative=True))
    assert [one.illustrative for one in changes(ledger, ("2018-08-01", before), ("2018-08-02", after))] == [True]


def ten_changes() -> list[tuple[Command, str, str | None]]:
    """Requests of ten kinds, each with what it is about and the reason that it gives."""
    day = Edtf("2022-06-01")
    return [
        (a_reschedule("2023", day, "9.1"), "9.1", "The law came later."),
        (a_report("complete", day, "9.3"), "9.3", None),
        (a_correction(2, "limited", "2018/2020", "9.2"), "9.2", "It was counted twice."),
        (an_amendment(day, "9-culture-1", title=text("Otherwise")), "9-culture-1", "It was agreed so."),
        (a_withdrawal(day, "9-culture-2"), "9-culture-2", "The law was not passed."),
        (a_milestone("9.4", on=day), "9.4", None),
        (a_finding("did-it-open-government", "major", on=day), "9", None),
        (a_change_of_lead("fr-interior", day), "9", "The office moved."),
        (SubmitDeliverable(programme=PLAN, code="D1", version="2.0", on=day, link=EVIDENCE[0]), "D1", None),
        (RecordAttendance(programme=PLAN, code="meeting", on=day, groups=(LOCALS,)), "meeting", None),
    ]


def test_of_ten_changes_exactly_those_ten_are_listed_each_with_its_reason_who_and_when(server_url: str) -> None:
    with fresh_database(server_url) as url, recorded(url, demonstration=True), Ledger(url) as ledger:
        known = ledger.say(
            "2022-04-01",
            PlanEvent(programme=PLAN, code="meeting", title=text("A meeting"), format=EventFormat.WORKSHOP),
            HoldEvent(programme=PLAN, code="meeting", on=Edtf("2022-03-31")),
            PromiseDeliverable(programme=PLAN, code="D1", title=text("A report"), due=Edtf("2022-12")),
        )
        asked = ten_changes()
        expected = {
            (ledger.say("2022-06-01", request, actor=f"person-{at}", at=time(9, at)), f"person-{at}", *told)
            for at, (request, *told) in enumerate(asked)
        }
        last = max(position for position, *_ in expected)
        found = changes(ledger, ("2022-05-01", known), ("2022-06-02", last), BROAD)
    listed = [one for one in found if one.number is not None]
    assert {one.number for one in listed} == set(range(1, 11))
    assert {(one.position, one.recorded_by, one.code, one.reason) for one in listed} == expected
    assert all(one.recorded_at and one.recorded_at.date() == date(2022, 6, 1) and one.column for one in listed)
    assert len({one.number for one in listed if one.restated}) == 1
