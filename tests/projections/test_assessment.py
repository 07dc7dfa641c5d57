"""What do independent reviewers find, in their own series?"""

from domain.assessment import RetractAssessment, Subject
from domain.dates import Edtf
from domain.profile import ChooseVocabularies
from projections.assessment import Finding, ReviewKind, findings_of, review_history
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_finding, a_milestone, a_programme, text


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[Finding]:
    return findings_of(ledger.reading(as_of, known_at), PLAN)


def plan(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone())


def a_retraction(variable: str, on: str | None = None, reviewer: str = "irm") -> RetractAssessment:
    return RetractAssessment(
        programme=PLAN,
        subject=Subject.COMMITMENT,
        about="9",
        reviewer=reviewer,
        variable=variable,
        reason="It was said of another.",
        on=Edtf(on) if on else None,
    )


def test_pending_is_the_reviewers_word_and_not_the_same_as_no_word(ledger: Ledger) -> None:
    plan(ledger)
    assert found(ledger) == []
    ledger.say("2019-06-01", a_finding("completion", said="Pending IRM Review"), actor="irm")
    (pending,) = found(ledger)
    assert (pending.assessed, pending.values, pending.said) == (False, (), "Pending IRM Review")
    assert (pending.reviewer, pending.recorded_by) == ("irm", "irm")
    ledger.say("2021-06-01", a_finding("completion", "no-evidence", reason="It looked."), actor="irm")
    (looked,) = found(ledger)
    assert (looked.assessed, looked.values) == (True, ("no-evidence",))


def test_a_later_finding_replaces_an_earlier_one_of_the_same_variable_and_reviewer_only(ledger: Ledger) -> None:
    plan(ledger)
    pending = ledger.say("2019-06-01", a_finding("completion"), a_finding("verifiable", "yes"))
    anew = a_finding("completion", "limited", reason="It has been looked at.")
    ledger.say("2021-06-01", anew, a_finding("completion", "complete", reviewer="ngo"))
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


def test_reviewers_may_disagree_and_each_is_heard(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2021-06-01", a_finding("completion", "limited"), actor="irm")
    ledger.say("2021-06-02", a_finding("completion", "complete", reviewer="court"), actor="court")
    assert [(f.reviewer, f.values) for f in found(ledger)] == [("court", ("complete",)), ("irm", ("limited",))]


def test_a_later_finding_says_why_it_replaces_the_earlier(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2021-06-01", a_finding("completion", "limited"))
    assert [f.reason for f in found(ledger)] == [None]
    ledger.say("2021-07-01", a_finding("completion", "complete", reason="New evidence was published."))
    assert [f.reason for f in found(ledger)] == ["New evidence was published."]


def test_a_retracted_finding_is_gone_from_its_day_on_and_seen_as_it_was_known_before(ledger: Ledger) -> None:
    plan(ledger)
    before = ledger.say("2020-06-01", a_finding("completion", "limited"), a_finding("verifiable", "yes"))
    ledger.say("2020-09-01", a_retraction("completion", "2020-08-01"))
    assert {f.variable for f in found(ledger, "2020-07-31")} == {"completion", "verifiable"}
    assert {f.variable for f in found(ledger, "2020-08-01")} == {"verifiable"}
    assert {f.variable for f in found(ledger, "2020-08-01", before)} == {"completion", "verifiable"}


def test_a_retraction_without_a_day_holds_from_the_day_it_was_recorded(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2020-06-01", a_finding("completion", "limited"))
    ledger.say("2020-09-01", a_retraction("completion"))
    assert (len(found(ledger, "2020-08-31")), len(found(ledger, "2020-09-01"))) == (1, 0)


def test_a_retraction_takes_back_all_that_was_found_before_it_and_nothing_found_later(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2020-06-01", a_finding("completion", "limited", on=Edtf("2019-12")))
    ledger.say("2020-06-02", a_finding("completion", "complete", on=Edtf("2020-05-31")))
    ledger.say("2020-06-03", a_retraction("completion", "2020-03-01"))
    assert [f.values for f in found(ledger, "2020-02-28")] == [("limited",)]
    assert found(ledger) == []
    ledger.say("2020-06-04", a_finding("completion", "substantial", on=Edtf("2020-01-31")))
    assert [f.values for f in found(ledger)] == [("substantial",)]


def test_an_old_finding_keeps_its_vocabulary_when_the_programme_chooses_a_newer(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(profiles=("irm@2011",)), a_commitment())
    ledger.say("2019-06-01", a_finding("potential-impact", "worsening"))
    newer = ChooseVocabularies(code=PLAN, profiles=("irm@2020",), reason="Reviewed by the newer method.")
    ledger.say("2021-06-01", newer, a_finding("potential-for-results", "modest"))
    assert {f.variable: (f.vocabulary, f.values) for f in found(ledger)} == {
        "potential-impact": ("irm-potential-impact@2011", ("worsening",)),
        "potential-for-results": ("irm-potential-for-results@2020", ("modest",)),
    }


def test_the_history_tells_every_finding_and_retraction_in_the_order_of_the_log(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2020-06-01", a_finding("verifiable", "yes"), a_finding("completion", "limited"), actor="irm")
    ledger.say("2020-06-02", a_finding("completion", "complete", reviewer="court"))
    retracted = ledger.say("2020-06-03", a_retraction("verifiable"), actor="irm")
    ledger.say("2020-06-04", a_finding("verifiable", "no", on=Edtf("2019")))
    told = review_history(ledger.reading("2018-01-01"), PLAN)
    assert [entry.kind for entry in told] == [
        ReviewKind.FOUND,
        ReviewKind.FOUND,
        ReviewKind.FOUND,
        ReviewKind.RETRACTED,
        ReviewKind.FOUND,
    ]
    assert [entry.finding and (entry.finding.reviewer, entry.finding.values) for entry in told] == [
        ("irm", ("yes",)),
        ("irm", ("limited",)),
        ("court", ("complete",)),
        None,
        ("irm", ("no",)),
    ]
    (retraction,) = [entry.retraction for entry in told if entry.retraction]
    assert (retraction.variable, retraction.reason) == ("verifiable", "It was said of another.")
    assert (retraction.position, retraction.recorded_by) == (retracted, "irm")
    assert len(review_history(ledger.reading(known_at=retracted - 1), PLAN)) == 3
    assert review_history(ledger.reading(), "nowhere") == []
