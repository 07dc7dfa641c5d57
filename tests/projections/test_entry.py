"""What was said of a milestone; for when, when learnt, by whom, and what did it replace?"""

from hypothesis import HealthCheck, given, settings

from domain.values import Source
from projections.entry import EntryKind, TimelineEntry, timeline, timelines
from projections.milestone import Slippage
from projections.report import status_report
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.said import (
    EVIDENCE,
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    an_amendment,
    text,
)


def plan(ledger: Ledger) -> int:
    return ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())


def told(ledger: Ledger, known_at: int | None = None) -> list[TimelineEntry]:
    return timeline(ledger.reading(known_at=known_at), PLAN, "9.1")


def steps(ledger: Ledger, known_at: int | None = None) -> list[tuple[str | None, str | None]]:
    """From which status to which, at each entry after the plan."""
    return [(entry.status_from, entry.status_to) for entry in told(ledger, known_at)[1:]]


def replacements(ledger: Ledger, known_at: int | None = None) -> dict[int, tuple[int | None, int | None]]:
    """By entry: which one it corrects, and by which it was corrected."""
    return {entry.entry: (entry.corrects, entry.corrected_by) for entry in told(ledger, known_at)}


def test_every_entry_tells_what_was_said_for_when_when_learnt_and_by_whom(ledger: Ledger) -> None:
    plan(ledger)
    source = Source(document="003.txt")
    position = ledger.say("2019-01-10", a_report("complete", "2018-12", source=source), actor="irm")
    planned, reported = told(ledger)
    assert (planned.kind, planned.entry, planned.due_to, planned.title) == (
        EntryKind.PLANNED,
        1,
        "2018",
        text("Milestone 9.1"),
    )
    assert (reported.kind, reported.entry, reported.position) == (EntryKind.REPORTED, 2, position)
    assert (reported.actor, reported.recorded_at.date().isoformat(), reported.on) == ("irm", "2019-01-10", "2018-12")
    assert (reported.status, reported.evidence, reported.source) == ("complete", EVIDENCE, source)
    assert reported.request != planned.request


def test_each_kind_of_entry_tells_its_own(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say(
        "2019-02-01",
        a_reschedule("2019", "2019-01-15"),
        an_amendment("2019-01-20", title=text("Renamed")),
        a_report(None, "2019-01", words="A note."),
        a_withdrawal("2019-02-01"),
    )
    _, moved, amended, note, withdrawn = told(ledger)
    assert (moved.kind, moved.due_from, moved.due_to) == (EntryKind.RESCHEDULED, "2018", "2019")
    assert (moved.slippage, moved.reason) == (Slippage(least_days=365, most_days=365), "The law came later.")
    assert (amended.kind, amended.title, amended.reason) == (
        EntryKind.AMENDED,
        text("Renamed"),
        "It was agreed so.",
    )
    assert (note.kind, note.status, note.text) == (EntryKind.REPORTED, None, text("A note."))
    assert (withdrawn.kind, withdrawn.on, withdrawn.reason) == (
        EntryKind.WITHDRAWN,
        "2019-02-01",
        "The law was not passed.",
    )


def test_a_status_goes_from_what_stood_to_what_stands(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-08-01", a_report("not-started", "2018-07"))
    ledger.say("2018-10-01", a_report(None, "2018-09"), a_report("limited", "2018-09"))
    ledger.say("2019-02-01", a_reschedule("2019", "2019-01-15"), a_report("complete", "2019-01"))
    assert steps(ledger) == [
        (None, "not-started"),
        ("not-started", "not-started"),
        ("not-started", "limited"),
        ("limited", "limited"),
        ("limited", "complete"),
    ]


def test_late_information_about_an_earlier_day_changes_no_status_that_stands(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-07-01", a_report("substantial", "2019-06-30"), a_report("limited", "2018-12-31"))
    late = told(ledger)[2]
    assert (late.status, late.status_from, late.status_to) == ("limited", "substantial", "substantial")


def test_a_correction_tells_what_it_replaced_and_the_report_by_what_it_was_replaced(ledger: Ledger) -> None:
    plan(ledger)
    first = ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    second = ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"))
    assert replacements(ledger, first) == {1: (None, None), 2: (None, None)}
    assert replacements(ledger, second) == {1: (None, None), 2: (None, 3), 3: (2, None)}
    assert steps(ledger) == [(None, "complete"), ("complete", "limited")]
    corrected = told(ledger)[2]
    assert (corrected.kind, corrected.reason) == (EntryKind.CORRECTED, "It was counted twice.")
    assert told(ledger)[1].status == "complete"


def test_only_the_last_correction_of_a_report_stands(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    second = ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"))
    ledger.say("2019-04-01", a_correction(2, "substantial", "2018-12-31"))
    assert replacements(ledger) == {1: (None, None), 2: (None, 4), 3: (2, 4), 4: (2, None)}
    assert replacements(ledger, second)[3] == (2, None)


def test_a_correction_to_another_day_may_let_an_older_claim_stand_again(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-10-01", a_report("limited", "2018-09-30"))
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-03-01", a_correction(3, "not-started", "2018-06-30"))
    assert steps(ledger)[-1] == ("complete", "limited")


def test_a_timeline_is_told_up_to_what_was_known(ledger: Ledger) -> None:
    planned = plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    assert len(told(ledger, planned)) == 1
    assert told(ledger, planned - 1) == []
    assert timeline(ledger.reading(), PLAN, "9.9") == []


def test_a_programme_tells_its_timelines_one_after_the_other(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-07-01", a_milestone("9.10"), a_milestone("9.2"))
    ledger.say("2018-08-01", a_report("limited", "2018-07", "9.10"), a_report("limited", "2018-07"))
    every = timelines(ledger.reading(), PLAN)
    assert [(entry.milestone, entry.entry) for entry in every] == [
        ("9.1", 1),
        ("9.1", 2),
        ("9.2", 1),
        ("9.10", 1),
        ("9.10", 2),
    ]
    assert every[:2] == told(ledger)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_a_timeline_hangs_together_and_ends_where_the_report_stands(
    ledger: Ledger, history: tuple[Chapter, ...]
) -> None:
    ledger.empty()
    record(ledger, history)
    reading = ledger.reading("9999-12-31")
    report = status_report(reading, PLAN)
    assert report is not None
    for milestone in report.all_milestones():
        entries = timeline(reading, PLAN, milestone.code)
        assert [entry.entry for entry in entries] == list(range(1, len(entries) + 1))
        assert [entry.status_from for entry in entries[1:]] == [entry.status_to for entry in entries[:-1]]
        claimed = milestone.claim.status if milestone.claim else None
        assert entries[-1].status_to == claimed
        replaced = {entry.entry for entry in entries if entry.corrected_by}
        assert replaced.isdisjoint(entry.corrected_by for entry in entries if entry.corrected_by)
