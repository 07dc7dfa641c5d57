"""Was a promise taken back, and does that still hold on the day?"""

from domain.dates import Edtf
from domain.milestone import MoveMilestone
from domain.withdrawal import ReinstateCommitment, ReinstateMilestone, WithdrawCommitment
from projections.commitment import commitment
from projections.entry import EntryKind, timeline
from projections.milestone import milestone
from projections.report import StatusReport, status_report
from projections.withdrawal import Withdrawal
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, a_report, a_withdrawal

WHY = "Another law covers it."


def withdrawn(on: str) -> WithdrawCommitment:
    return WithdrawCommitment(programme=PLAN, code="9", on=Edtf(on), reason=WHY)


def reinstated(on: str) -> ReinstateCommitment:
    return ReinstateCommitment(programme=PLAN, code="9", on=Edtf(on), reason="It was not passed.")


def planned_again(on: str) -> ReinstateMilestone:
    return ReinstateMilestone(programme=PLAN, code="9.1", on=Edtf(on), reason="The money was found.")


def moved(to: str | None, on: str, code: str = "9.1") -> MoveMilestone:
    return MoveMilestone(programme=PLAN, code=code, commitment=to, on=Edtf(on), reason="It fits there.")


def plan(ledger: Ledger) -> int:
    steps = (a_milestone("9.1"), a_milestone("9.2"), a_milestone("9.3"))
    return ledger.say("2018-06-01", a_programme(), a_commitment(), a_commitment("10"), *steps)


def reported(ledger: Ledger, as_of: str, known_at: int | None = None) -> StatusReport:
    report = status_report(ledger.reading(as_of, known_at), PLAN)
    assert report is not None
    return report


def statuses(ledger: Ledger, as_of: str, known_at: int | None = None) -> dict[str, str]:
    return {line.code: line.status for line in reported(ledger, as_of, known_at).all_milestones()}


def test_a_withdrawn_commitment_is_seen_as_such_from_its_day_on_until_it_is_reinstated(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-06-10", withdrawn("2019-06-01"))
    ledger.say("2019-10-01", reinstated("2019-09-01"))

    def seen(as_of: str, known_at: int | None = None) -> Withdrawal | None:
        found = commitment(ledger.reading(as_of, known_at), PLAN, "9")
        assert found is not None
        assert reported(ledger, as_of, known_at).commitments[0].withdrawn == found.withdrawn
        return found.withdrawn

    assert seen("2019-06-01") == Withdrawal(on=Edtf("2019-06-01"), reason=WHY)
    assert [seen(day) for day in ("2019-05-31", "2019-09-01")] == [None, None]
    assert seen("2019-06-01", before) is None


def test_its_open_milestones_are_withdrawn_with_it_and_what_was_done_stays_done(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-02-01", a_report("complete", "2019-01"), a_report("limited", "2019-01", "9.2"))
    ledger.say("2019-06-10", withdrawn("2019-06-01"))
    ledger.say("2019-10-01", reinstated("2019-09-01"))
    assert statuses(ledger, "2019-05-31") == {"9.1": "complete", "9.2": "limited", "9.3": "not-reported"}
    assert statuses(ledger, "2019-06-01") == {"9.1": "complete", "9.2": "withdrawn", "9.3": "withdrawn"}
    assert statuses(ledger, "2019-09-01") == {"9.1": "complete", "9.2": "limited", "9.3": "not-reported"}
    totals = [reported(ledger, day).totals for day in ("2019-05-31", "2019-06-01")]
    assert [(total.overdue, total.by_status["withdrawn"]) for total in totals] == [(2, 0), (0, 2)]
    line = reported(ledger, "2019-06-01").commitments[0].milestones[1]
    assert line.withdrawn == Withdrawal(on=Edtf("2019-06-01"), reason=WHY, commitment="9")
    assert line.claim is not None


def test_a_milestone_that_was_withdrawn_itself_keeps_its_own_reason(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-03-01", a_withdrawal("2019-02-01"))
    ledger.say("2019-06-10", withdrawn("2019-06-01"))
    line = reported(ledger, "2019-06-01").commitments[0].milestones[0]
    assert line.withdrawn is not None
    assert (line.withdrawn.reason, line.withdrawn.commitment) == ("The law was not passed.", None)


def test_a_milestone_is_planned_again_and_both_stay_visible(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-03-01", a_report("limited", "2018-12"), a_withdrawal("2019-02-01"))
    before = ledger.say("2019-03-02", a_milestone("9.4"))
    ledger.say("2019-06-01", planned_again("2019-05-01"))
    days = ("2019-01-31", "2019-02-01", "2019-05-01")
    assert [statuses(ledger, day)["9.1"] for day in days] == ["limited", "withdrawn", "limited"]
    assert statuses(ledger, "2019-05-01", before)["9.1"] == "withdrawn"
    told = timeline(ledger.reading(), PLAN, "9.1")
    assert [one.kind for one in told[2:]] == [EntryKind.WITHDRAWN, EntryKind.REINSTATED]
    assert (told[3].on, told[3].reason) == ("2019-05-01", "The money was found.")


def test_a_milestone_belongs_to_the_commitment_of_the_day(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-03-01", moved("10", "2019-02-01"))
    ledger.say("2019-09-01", moved(None, "2019-08-01"))

    def place(as_of: str, known_at: int | None = None) -> str | None:
        found = milestone(ledger.reading(as_of, known_at), PLAN, "9.1")
        assert found is not None
        report = reported(ledger, as_of, known_at)
        of = {line.code: part.code for part in report.commitments for line in part.milestones}
        assert of.get("9.1") == found.commitment
        return found.commitment

    assert [place(day) for day in ("2019-01-31", "2019-02-01", "2019-08-01")] == ["9", "10", None]
    assert place("2019-08-01", before) == "9"
    told = timeline(ledger.reading(), PLAN, "9.1")
    assert [(one.kind, one.commitment_from, one.commitment_to) for one in told[1:]] == [
        (EntryKind.MOVED, "9", "10"),
        (EntryKind.MOVED, "10", None),
    ]


def test_a_milestone_that_moved_away_is_not_withdrawn_with_its_former_commitment(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-06-10", moved("10", "2019-02-01"), withdrawn("2019-06-01"))
    assert statuses(ledger, "2019-06-01") == {"9.1": "not-reported", "9.2": "withdrawn", "9.3": "withdrawn"}


def test_the_year_of_submission_is_told_where_it_was_said(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(submitted=Edtf("2018")), a_commitment("10"))
    assert [c.submitted for c in reported(ledger, "2019-01-01").commitments] == ["2018", None]
