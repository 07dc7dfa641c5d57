"""What is illustrative is marked wherever it shows, and nothing else is."""

import pytest
from msgspec.structs import replace

from domain.assessment import Subject
from domain.dates import Edtf
from domain.kernel import Command
from domain.partner import AmendPartner
from domain.programme import AmendProgramme
from projections.report import StatusReport, status_report
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_finding,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
    an_amended_commitment,
    an_amendment,
    text,
)


def reported(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> StatusReport:
    report = status_report(ledger.reading(as_of, known_at), PLAN)
    assert report is not None
    return report


def plan(ledger: Ledger) -> int:
    return ledger.say("2018-06-01", a_programme(), a_partner("digital"), a_commitment(), a_milestone())


ILLUSTRATIVE = (
    a_report("limited", "2018-07"),
    a_withdrawal("2018-07-01"),
    a_reschedule("2019", "2018-07-01"),
    a_change_of_lead("digital", "2018-07-01"),
    an_amendment("2018-07-01", title=text("Invented")),
    an_amended_commitment("2018-07-01", title=text("Invented")),
    AmendProgramme(code=PLAN, reason="x", on=Edtf("2018-07-01"), title=text("Invented")),
    a_finding("completion", subject=Subject.PROGRAMME, about=None),
)


@pytest.mark.parametrize("said", ILLUSTRATIVE, ids=lambda said: said.NAME)
def test_a_report_that_shows_anything_illustrative_says_so(ledger: Ledger, said: Command) -> None:
    before = plan(ledger)
    ledger.say("2018-08-01", replace(said, illustrative=True))
    assert reported(ledger).illustrative
    assert not reported(ledger, known_at=before).illustrative
    assert not reported(ledger, "2018-06-30").illustrative


def test_a_report_that_shows_an_invented_name_says_so(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-07-01", a_change_of_lead("digital", "2018-07-01"))
    before = ledger.catch_up()
    invented = AmendPartner(code="digital", name=text("Invented"), reason="x", on=Edtf("2018-07-02"))
    ledger.say("2018-08-01", replace(invented, illustrative=True))
    assert reported(ledger).illustrative
    assert not reported(ledger, known_at=before).illustrative


def test_an_invented_note_that_is_not_shown_marks_nothing(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-08-01", a_report(None, "2018-06", illustrative=True), a_report("limited", "2018-07"))
    assert not reported(ledger).illustrative
