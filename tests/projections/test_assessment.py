"""What do independent reviewers find, in their own series?"""

from domain.assessment import Subject
from domain.dates import Edtf
from projections.assessment import Finding, findings_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_finding, a_milestone, a_programme, text


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[Finding]:
    return findings_of(ledger.reading(as_of, known_at), PLAN)


def plan(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())


def test_pending_is_the_reviewers_word_and_not_the_same_as_no_word(ledger: Ledger) -> None:
    plan(ledger)
    assert found(ledger) == []
    ledger.say("2019-06-01", a_finding("completion", said="Pending IRM Review"), actor="irm")
    (pending,) = found(ledger)
    assert (pending.assessed, pending.values, pending.said) == (False, (), "Pending IRM Review")
    assert (pending.reviewer, pending.recorded_by) == ("irm", "irm")
    ledger.say("2021-06-01", a_finding("completion", "no-evidence"), actor="irm")
    (looked,) = found(ledger)
    assert (looked.assessed, looked.values) == (True, ("no-evidence",))


def test_a_later_finding_replaces_an_earlier_one_of_the_same_variable_and_reviewer_only(ledger: Ledger) -> None:
    plan(ledger)
    pending = ledger.say("2019-06-01", a_finding("completion"), a_finding("verifiable", "yes"))
    ledger.say("2021-06-01", a_finding("completion", "limited"), a_finding("completion", "complete", reviewer="ngo"))
    values = {(f.variable, f.reviewer): f.values for f in found(ledger)}
    assert values == {
        ("completion", "irm"): ("limited",),
        ("completion", "ngo"): ("complete",),
        ("verifiable", "irm"): ("yes",),
    }
    assert {f.variable: f.values for f in found(ledger, known_at=pending)} == {"completion": (), "verifiable": ("yes",)}


def test_a_finding_holds_from_its_day_on(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2021-06-01", a_finding("completion", "limited", on=Edtf("2019-12")))
    ledger.say("2021-06-02", a_finding("completion", "complete", on=Edtf("2020-12")))
    assert found(ledger, "2019-12-30") == []
    assert [f.values for f in found(ledger, "2019-12-31")] == [("limited",)]
    assert [f.values for f in found(ledger, "2020-12-31")] == [("complete",)]


def test_a_programme_a_commitment_and_a_milestone_are_assessed_apart(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say(
        "2019-06-01",
        a_finding("completion", "limited"),
        a_finding("completion", "complete", subject=Subject.MILESTONE, about="9.1"),
        a_finding("completion", "substantial", subject=Subject.PROGRAMME, about=None, note=text("On the whole.")),
    )
    assert {(f.subject, f.about): f.values for f in found(ledger)} == {
        (Subject.COMMITMENT, "9"): ("limited",),
        (Subject.MILESTONE, "9.1"): ("complete",),
        (Subject.PROGRAMME, None): ("substantial",),
    }
