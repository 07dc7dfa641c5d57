"""Where does a programme stand? Per commitment and milestone: promised, agreed, claimed, assessed; and the totals."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from domain.assessment import Subject
from domain.dates import Edtf
from domain.partner import AmendPartner
from domain.vocabulary import CANADA_STATUS, OGP_STATUS
from projections.line import MilestoneStatus, Named
from projections.report import StatusReport, status_report
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_correction,
    a_finding,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    text,
)


def reported(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> StatusReport:
    report = status_report(ledger.reading(as_of, known_at), PLAN)
    assert report is not None
    return report


def line(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> MilestoneStatus:
    return reported(ledger, as_of, known_at).all_milestones()[0]


def plan(ledger: Ledger, *codes: str, **said: object) -> int:
    milestones = [a_milestone(code, **said) for code in codes or ("9.1",)]  # pyright: ignore[reportArgumentType]
    return ledger.say("2018-06-01", a_programme(), a_partner("digital"), a_commitment(), *milestones)


def test_there_is_no_report_of_what_is_not_known(ledger: Ledger) -> None:
    plan(ledger)
    assert status_report(ledger.reading(known_at=0), PLAN) is None
    assert status_report(ledger.reading(), "nowhere") is None


def test_a_report_says_at_which_moment_it_was_asked(ledger: Ledger) -> None:
    position = plan(ledger)
    report = reported(ledger, "2019-01-01", position)
    assert (report.as_of, report.known_at, report.programme.code) == (date(2019, 1, 1), position, PLAN)


def test_totals_name_every_status_even_at_zero(ledger: Ledger) -> None:
    plan(ledger, "9.1", "9.2", "9.3", "9.4", due="2019")
    ledger.say(
        "2018-09-01",
        a_report("limited", "2018-08", "9.1"),
        a_report("complete", "2018-08", "9.2"),
        a_withdrawal("2018-08-15", "9.3"),
        a_reschedule("2020", "2018-08-15", "9.4"),
    )
    totals = reported(ledger, "2018-09-01").totals
    assert (totals.milestones, totals.overdue, totals.rescheduled) == (4, 0, 1)
    assert totals.by_status == {
        "not-started": 0,
        "limited": 1,
        "substantial": 0,
        "complete": 1,
        "not-reported": 1,
        "withdrawn": 1,
    }
    assert list(totals.by_status)[:4] == [term.code for term in OGP_STATUS.terms]


def test_the_totals_of_a_programme_without_milestones_are_zeros(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(vocabulary=CANADA_STATUS.id))
    report = reported(ledger)
    assert report.totals.by_status == dict.fromkeys(("NS", "LP", "SP", "C", "not-reported", "withdrawn"), 0)
    assert (report.totals.milestones, report.commitments, report.milestones) == (0, (), ())


def test_not_reported_is_not_the_same_as_not_started(ledger: Ledger) -> None:
    plan(ledger)
    assert (line(ledger).status, line(ledger).claim) == ("not-reported", None)
    ledger.say("2018-08-01", a_report(None, "2018-07"))
    noted = line(ledger)
    assert noted.status == "not-reported"
    assert noted.claim is not None
    assert (noted.claim.status, noted.later_note) == (None, None)
    ledger.say("2018-09-01", a_report("not-started", "2018-08"))
    assert line(ledger).status == "not-started"


def test_a_note_is_shown_beside_the_claim_only_where_it_is_later(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-08-01", a_report(None, "2018-06", words="before"), a_report("limited", "2018-07"))
    assert line(ledger).later_note is None
    ledger.say("2018-09-01", a_report(None, "2018-08", words="after"))
    noted = line(ledger)
    assert (noted.status, noted.later_note and noted.later_note.progress) == ("limited", text("after"))


@pytest.mark.parametrize(
    ("due", "as_of", "overdue"),
    [
        ("2018-06-30", "2018-06-30", False),
        ("2018-06-30", "2018-07-01", True),
        ("2018", "2018-12-31", False),
        ("2018", "2019-01-01", True),
        ("2018-21", "2018-06-01", True),
        ("2017-02/2018-06", "2018-06-30", False),
        ("2017-02/2018-06", "2018-07-01", True),
        ("2016-10/..", "2029-12-31", False),
        (None, "2029-12-31", False),
    ],
)
def test_a_milestone_is_overdue_after_the_last_day_of_its_due_date(
    ledger: Ledger, due: str | None, as_of: str, *, overdue: bool
) -> None:
    plan(ledger, due=due)
    assert line(ledger, as_of).overdue is overdue
    assert reported(ledger, as_of).totals.overdue == int(overdue)


def test_what_is_complete_withdrawn_or_given_more_time_is_not_overdue(ledger: Ledger) -> None:
    plan(ledger, "9.1", "9.2", "9.3", "9.4")
    ledger.say(
        "2019-06-01",
        a_report("complete", "2019-03-01", "9.1"),
        a_withdrawal("2019-03-01", "9.2"),
        a_reschedule("2020", "2019-03-01", "9.3"),
        a_report("substantial", "2019-03-01", "9.4"),
    )
    overdue = {day: reported(ledger, day).totals.overdue for day in ("2018-12-31", "2019-02-28", "2019-03-01")}
    assert overdue == {"2018-12-31": 0, "2019-02-28": 4, "2019-03-01": 1}


def test_a_claim_tells_that_it_was_corrected_and_why(ledger: Ledger) -> None:
    plan(ledger)
    first = ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say("2019-03-01", a_correction(2, "limited", "2018-12-31"))
    claim = line(ledger).claim
    assert claim is not None
    assert (claim.status, claim.corrections, claim.correction_reason) == ("limited", 1, "It was counted twice.")
    assert line(ledger, known_at=first).status == "complete"


def test_partners_are_named_as_they_were_named_at_the_moment(ledger: Ledger) -> None:
    before = ledger.say(
        "2018-06-01",
        a_programme(),
        *(a_partner(code, f"The {code} of 2018") for code in ("digital", "culture", "interior")),
        a_commitment(lead="digital", supporting=("culture",)),
        a_milestone(responsible=("interior", "culture")),
    )
    names = (("digital", "Digital 2020"), ("culture", "Culture 2020"))
    ledger.say(
        "2020-08-01",
        *(AmendPartner(code=c, name=text(n), reason="By decree.", on=Edtf("2020-07-06")) for c, n in names),
        a_change_of_lead("interior", "2020-07-10"),
    )

    def named(as_of: str, known_at: int | None = None) -> list[str]:
        (one,) = reported(ledger, as_of, known_at).commitments
        assert one.lead is not None
        everyone = (one.lead, *one.supporting, *one.milestones[0].responsible)
        return [partner.name["en"] for partner in everyone]

    first = ["The digital of 2018", "The culture of 2018", "The interior of 2018", "The culture of 2018"]
    assert named("2020-07-05") == named("2020-07-10", before) == first
    assert named("2020-07-06")[:2] == ["Digital 2020", "Culture 2020"]
    assert named("2020-07-10")[0] == "The interior of 2018"
    assert Named(code="interior", name=text("The interior of 2018")) == reported(ledger).commitments[0].lead


def test_milestones_stand_with_their_commitment_or_apart(ledger: Ledger) -> None:
    ledger.say(
        "2018-06-01",
        a_programme(),
        a_commitment("10"),
        a_commitment("9"),
        a_milestone("9.2"),
        a_milestone("9.1"),
        a_milestone("0.1", commitment=None),
    )
    report = reported(ledger)
    assert [(c.code, [m.code for m in c.milestones]) for c in report.commitments] == [
        ("9", ["9.1", "9.2"]),
        ("10", []),
    ]
    assert [m.code for m in report.milestones] == ["0.1"]
    assert [m.code for m in report.all_milestones()] == ["9.1", "9.2", "0.1"]
    assert report.totals.milestones == 3


def test_what_reviewers_find_stands_beside_what_is_claimed_and_changes_none_of_it(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-01-10", a_report("complete", "2018-12-31"))
    ledger.say(
        "2019-06-01",
        a_finding("completion", said="Pending IRM Review"),
        a_finding("completion", "limited", subject=Subject.MILESTONE, about="9.1"),
    )
    report = reported(ledger)
    (commitment,) = report.commitments
    (milestone,) = commitment.milestones
    assert [f.said for f in commitment.findings] == ["Pending IRM Review"]
    assert [f.values for f in milestone.findings] == [("limited",)]
    assert (milestone.status, report.totals.by_status["complete"], report.findings) == ("complete", 1, ())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_the_totals_are_those_of_the_lines(ledger: Ledger, history: tuple[Chapter, ...]) -> None:
    ledger.empty()
    record(ledger, history)
    for as_of in ("2018-06-30", "2018-12-31", "2020-01-01"):
        report = reported(ledger, as_of)
        lines = report.all_milestones()
        assert report.totals.milestones == sum(report.totals.by_status.values()) == len(lines)
        for status, count in report.totals.by_status.items():
            assert count == sum(one.status == status for one in lines)
        assert report.totals.overdue == sum(one.overdue for one in lines)
        assert all(one.withdrawn is None for one in lines if one.status != "withdrawn")
        assert not any(one.overdue for one in lines if one.status in {"complete", "withdrawn"})
