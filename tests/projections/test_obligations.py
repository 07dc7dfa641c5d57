"""What a partner owes, what is overdue first."""

from typing import Any

from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable
from domain.gathering import EventFormat, HoldEvent, PlanEvent
from domain.outcome import AgreeFollowUp, OutcomeKind, RecordOutcome
from projections.obligations import obligations
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_partner, a_programme, a_report, text

E1: dict[str, Any] = {"programme": PLAN, "code": "E1"}


def begin(ledger: Ledger) -> int:
    return ledger.say(
        "2018-06-01",
        a_programme(),
        *map(a_partner, ("culture", "digital")),
        a_commitment(lead="digital"),
        a_milestone("9.1", "2018", responsible=("culture",)),
        a_milestone("9.2", "2031"),
        PromiseDeliverable(programme=PLAN, code="D1", title=text("A report"), lead="culture", due=Edtf("2032")),
        PlanEvent(
            **E1, title=text("A seminar"), format=EventFormat.SEMINAR, hosts=("culture",), period=Edtf("2018-10")
        ),
    )


def owed(ledger: Ledger, partner: str, known_at: int | None = None) -> list[tuple[str, str, str, bool]]:
    found = obligations(ledger.reading("2030-01-01", known_at), partner)
    assert found.overdue == sum(one.overdue for one in found.owed)
    return [(one.kind, one.code, one.role, one.overdue) for one in found.owed]


def test_what_is_overdue_comes_first_then_what_is_due_first(ledger: Ledger) -> None:
    begin(ledger)
    assert owed(ledger, "culture") == [
        ("event", "E1", "host", True),
        ("milestone", "9.1", "responsible", True),
        ("deliverable", "D1", "lead", False),
    ]
    assert owed(ledger, "digital") == [("milestone", "9.1", "lead", True), ("milestone", "9.2", "lead", False)]
    assert owed(ledger, "nobody") == []


def test_what_is_done_is_owed_no_more_once_that_is_known(ledger: Ledger) -> None:
    before = begin(ledger)
    ledger.say("2019-01-01", a_report("complete", "2018-12-01"), HoldEvent(**E1, on=Edtf("2018-10-02")))
    assert owed(ledger, "culture") == [("deliverable", "D1", "lead", False)]
    assert len(owed(ledger, "culture", before)) == 3


def test_the_owner_of_a_follow_up_owes_it_without_any_other_role(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-11-01", a_partner("interior"), HoldEvent(**E1, on=Edtf("2018-10-02")))
    ledger.say("2018-11-02", RecordOutcome(**E1, text=text("An offer."), kind=OutcomeKind.OFFER, on=Edtf("2018-10-02")))
    agreed = AgreeFollowUp(**E1, outcome=3, action=text("Do it"), owner="interior", due=Edtf("2019"))
    ledger.say("2018-11-03", agreed)
    assert owed(ledger, "interior") == [("follow-up", "E1", "owner", True)]
