"""The tally of many programmes is the totals of each one's status report, at every moment."""

from hypothesis import HealthCheck, given, settings

from projections.moment import Moment, Reading
from projections.programme import programmes_named
from projections.report import Totals, status_report
from projections.tally import tallied
from tests.examples.sample import fresh_database, recorded
from tests.projections.histories import OTHER_PLAN, Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.machine import DAYS
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
)

PLANS = (PLAN, OTHER_PLAN)


def tallies(reading: Reading, *codes: str) -> dict[str, Totals]:
    return tallied(reading, {found.code: found.vocabulary for found in programmes_named(reading, codes)})


def totals_of_reports(reading: Reading, *codes: str) -> dict[str, Totals]:
    reports = {code: status_report(reading, code) for code in codes}
    return {code: report.totals for code, report in reports.items() if report}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_a_tally_is_the_totals_of_the_status_report_whatever_happened(
    ledger: Ledger, history: tuple[Chapter, ...]
) -> None:
    ledger.empty()
    record(ledger, history)
    last = ledger.catch_up()
    for known_at in {last, last - 1, last // 2, 9, 0}:
        for day in DAYS:
            reading = Reading(ledger.connection, Moment(day, known_at))
            assert tallies(reading, *PLANS) == totals_of_reports(reading, *PLANS)


def test_a_tally_counts_what_is_said_now_and_what_was_said_before_a_correction(ledger: Ledger) -> None:
    ledger.say(
        "2018-06-01", a_programme(), a_commitment(), *(a_milestone(code, "2018") for code in ("9.1", "9.2", "9.3"))
    )
    first = ledger.say("2019-01-10", a_report("complete", "2018-12-31"), a_withdrawal("2019-01-01", "9.2"))
    ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"), a_reschedule("2020", "2019-03-01", "9.3"))
    now = tallies(ledger.reading("2019-06-01"), PLAN)[PLAN]
    then = tallies(ledger.reading("2019-06-01", first), PLAN)[PLAN]
    counted = [{status: many for status, many in found.by_status.items() if many} for found in (then, now)]
    assert counted == [
        {"complete": 1, "not-reported": 1, "withdrawn": 1},
        {"limited": 1, "not-reported": 1, "withdrawn": 1},
    ]
    assert [(found.milestones, found.overdue, found.rescheduled) for found in (then, now)] == [(3, 1, 0), (3, 1, 1)]


def test_the_tallies_of_the_demonstration_are_the_totals_of_its_reports(server_url: str) -> None:
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as sample:
        codes = [code for (code,) in sample.connection.execute("SELECT DISTINCT key FROM read.programme")]
        assert len(codes) > 3
        for known_at in {*sample.positions.values(), sample.position // 3}:
            for day in DAYS:
                reading = Reading(sample.connection, Moment(day, known_at))
                assert tallies(reading, *codes) == totals_of_reports(reading, *codes)
