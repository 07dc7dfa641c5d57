"""Which lines does a programme's status report have, and what was said of its milestones, page by page?"""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from domain.assessment import Subject
from domain.dates import Edtf
from domain.withdrawal import WithdrawCommitment
from projections import dossier, entry, lines
from projections.entry import TimelineEntry, timeline, timeline_entries, timelines
from projections.lines import ReportLine, report_lines
from projections.milestone import places_of
from projections.moment import Moment, Reading
from projections.order import in_order
from projections.programme import programme
from projections.report import StatusReport, milestone_status, status_report
from tests.projections.histories import Chapter, histories
from tests.projections.histories import record as record_history
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_finding,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    text,
)

MANY = 600
PAGE = 40


def in_report(report: StatusReport) -> Iterator[ReportLine]:
    """The lines of a report, taken from it."""
    for commitment in report.commitments:
        alone = replace(commitment, milestones=())
        yield from (ReportLine(alone, milestone) for milestone in commitment.milestones)
        if not commitment.milestones:
            yield ReportLine(alone, None)
    for milestone in report.milestones:
        yield ReportLine(None, milestone)


def read_in_lines(reading: Reading, code: str = PLAN) -> list[ReportLine]:
    found = programme(reading, code)
    return list(report_lines(reading, found)) if found else []


def one_by_one(reading: Reading) -> list[TimelineEntry]:
    """The timelines of a programme's milestones, each asked for by itself."""
    codes = sorted((code for _, code in places_of(reading, PLAN)), key=in_order)
    return [one for code in codes for one in timeline(reading, PLAN, code)]


def pages_of(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (dossier, entry, lines):
        monkeypatch.setattr(module, "PAGE", size)


@pytest.fixture
def pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_of(2, monkeypatch)


@pytest.mark.usefixtures("pages_of_two")
def test_lines_come_in_the_order_of_the_report_across_pages(ledger: Ledger) -> None:
    ledger.say(
        "2018-06-01",
        a_programme(),
        a_partner("digital"),
        *(a_commitment(code, lead="digital") for code in ("10", "9", "11")),
        *(a_milestone(code) for code in ("9.10", "9.2", "9.1")),
        a_milestone("10.1", commitment="10", responsible=("digital",)),
        *(a_milestone(code, commitment=None) for code in ("L2", "L1")),
    )
    found = [
        (commitment and commitment.code, milestone and milestone.code)
        for commitment, milestone in read_in_lines(ledger.reading())
    ]
    assert found == [
        ("9", "9.1"),
        ("9", "9.2"),
        ("9", "9.10"),
        ("10", "10.1"),
        ("11", None),
        (None, "L1"),
        (None, "L2"),
    ]


@pytest.mark.usefixtures("pages_of_two")
def test_a_line_says_who_answers_what_is_claimed_and_what_was_found(ledger: Ledger) -> None:
    ledger.say(
        "2018-06-01",
        a_programme(),
        a_partner("digital"),
        a_commitment(lead="digital"),
        *(a_milestone(code, responsible=("digital",)) for code in ("9.1", "9.10", "9.2")),
        a_report("limited", "2018-05-01", "9.1"),
        a_report("substantial", "2018-05-01", "9.10"),
        a_finding("completion", "limited"),
        a_finding("completion", "substantial", subject=Subject.MILESTONE, about="9.10"),
        WithdrawCommitment(programme=PLAN, code="9", on=Edtf("2018-05-20"), reason="It was dropped."),
    )
    reading = ledger.reading()
    report = status_report(reading, PLAN)
    assert report
    found = read_in_lines(reading)
    assert found == list(in_report(report))
    last = found[-1]
    assert last.commitment
    assert last.milestone
    assert last.commitment.lead == last.milestone.responsible[0]
    assert [one.values for one in last.commitment.findings] == [("limited",)]
    assert [one.values for one in last.milestone.findings] == [("substantial",)]
    assert last.milestone.claim
    assert last.milestone.claim.status == "substantial"
    assert last.milestone.withdrawn
    assert last.milestone.withdrawn.commitment == "9"
    of = programme(reading, PLAN)
    assert of
    assert milestone_status(reading, of, "9.10") == last.milestone


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
@pytest.mark.usefixtures("pages_of_two")
def test_page_by_page_the_answers_are_those_of_the_whole_at_every_moment(
    ledger: Ledger, history: tuple[Chapter, ...]
) -> None:
    ledger.empty()
    record_history(ledger, history)
    last = ledger.catch_up()
    for known, day in ((last, date(2030, 1, 1)), (last, date(2018, 7, 1)), (last // 2, date(2019, 1, 1))):
        reading = Reading(ledger.connection, Moment(day, known))
        report = status_report(reading, PLAN)
        assert read_in_lines(reading) == (list(in_report(report)) if report else [])
        assert timelines(reading, PLAN) == one_by_one(reading)


def heights(*questions: Callable[[], object]) -> list[int]:
    """How many bytes each of these needs at its highest, beside what was there before."""
    found: list[int] = []
    for question in questions:
        tracemalloc.start()
        question()
        found.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return found


def test_no_more_than_a_page_is_in_memory_at_a_time(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [f"{1 + number // 20}.{1 + number % 20}" for number in range(MANY)]
    ledger.say(
        "2018-06-01",
        a_programme(),
        *(a_commitment(str(number)) for number in range(1, 1 + MANY // 20)),
        *(a_milestone(code, commitment=code.split(".")[0], description=text("Much. " * 500)) for code in codes),
    )
    reading = ledger.reading()
    whole = [line.milestone.code for line in read_in_lines(reading) if line.milestone]
    assert whole == codes
    pages_of(PAGE, monkeypatch)
    found = programme(reading, PLAN)
    assert found
    report, in_lines, all_entries, by_entry = heights(
        lambda: status_report(reading, PLAN),
        lambda: sum(1 for _ in report_lines(reading, found)),
        lambda: timelines(reading, PLAN),
        lambda: sum(1 for _ in timeline_entries(reading, PLAN)),
    )
    assert in_lines * 4 < report
    assert by_entry * 4 < all_entries
