"""Which deliverables does a programme promise, how far is each version of them, how much was produced, and what is late?"""

from typing import Any

from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable, RescheduleDeliverable, WithdrawDeliverable
from domain.production import JustifyDelay, ReportProduced
from domain.promise import AmendDeliverable
from domain.step import By
from domain.submission import AcceptDeliverable, DraftDeliverable, ReturnDeliverable, SubmitDeliverable
from domain.values import File
from projections.deliverable import Deliverable, deliverable, deliverables_of
from projections.milestone import Slippage
from tests.projections.ledger import Ledger
from tests.projections.said import EVIDENCE, PLAN, a_commitment, a_partner, a_programme, text

OF: dict[str, Any] = {"programme": PLAN, "code": "D2.1"}
OFFICE = By(office="Project office")
FIRST = File(name="v1.pdf", sha256="1" * 64)


def promise(ledger: Ledger, **said: Any) -> int:
    plan = a_programme(profiles=("eu-deliverables@2014",))
    usual: dict[str, Any] = {**OF, "title": text("Webinars"), "due": Edtf("2019-03")}
    return ledger.say(
        "2018-06-01",
        plan,
        a_partner("culture"),
        a_commitment(),
        PromiseDeliverable(**usual | said),
    )


def submit(version: str, on: str, **said: Any) -> SubmitDeliverable:
    usual: dict[str, Any] = {**OF, "file": FIRST}
    return SubmitDeliverable(version=version, on=Edtf(on), **usual | said)


def accept(on: str) -> AcceptDeliverable:
    return AcceptDeliverable(**OF, on=Edtf(on), by=OFFICE)


def give_back(on: str) -> ReturnDeliverable:
    return ReturnDeliverable(**OF, on=Edtf(on), by=OFFICE, reason="Half of it is missing.")


def count(produced: int, on: str, **said: Any) -> ReportProduced:
    return ReportProduced(**OF, produced=produced, on=Edtf(on), **said)


def correct(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=f"deliverable:{PLAN}/D2.1", entry=entry, reason="Counted twice.", say=say)


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> Deliverable:
    one = deliverable(ledger.reading(as_of, known_at), PLAN, "D2.1")
    assert one is not None
    return one


def test_a_deliverable_is_as_it_was_promised(ledger: Ledger) -> None:
    promise(
        ledger,
        number="D2.1",
        type="DEC",
        level="CO",
        commitment="9",
        lead="culture",
        languages=("en",),
        language_count=4,
        quantity=20,
        unit=text("webinars"),
    )
    one = found(ledger)
    assert (one.programme, one.code, one.version, one.stage, one.number) == (PLAN, "D2.1", 1, "promised", "D2.1")
    assert (one.type, one.type_vocabulary) == ("DEC", "eu-deliverable-types@2014")
    assert (one.level, one.level_vocabulary) == ("CO", "eu-dissemination-levels@2014")
    assert (one.commitment, one.lead, one.languages, one.language_count) == ("9", "culture", ("en",), 4)
    assert (one.quantity, one.unit, one.produced) == (20, text("webinars"), None)
    assert (one.versions, one.productions, one.submitted, one.accepted, one.withdrawn) == ((), (), None, None, None)
    assert deliverable(ledger.reading(), PLAN, "D2.2") is None


def test_an_amendment_holds_from_its_day_on_and_takes_away_what_it_names(ledger: Ledger) -> None:
    before = promise(ledger, type="DEC", level="PU", languages=("en",))
    amended: dict[str, Any] = {"title": text("Films"), "type": "R", "level": None, "languages": ("fr",)}
    ledger.say("2018-10-01", AmendDeliverable(**OF, reason="Cheaper.", on=Edtf("2018-09-15"), **amended))
    for one in (found(ledger, "2018-09-14"), found(ledger, known_at=before)):
        assert (one.title, one.type, one.level, one.languages) == (text("Webinars"), "DEC", "PU", ("en",))
    one = found(ledger, "2018-09-15")
    assert (one.title, one.type, one.type_vocabulary) == (text("Films"), "R", "eu-deliverable-types@2014")
    assert (one.level, one.level_vocabulary, one.languages) == (None, None, ("fr",))


def test_a_due_date_moves_and_the_promise_stays_beside_it(ledger: Ledger) -> None:
    before = promise(ledger)
    moved = RescheduleDeliverable(**OF, due=Edtf("2019-05"), on=Edtf("2019-02-01"), reason="No studio.")
    ledger.say("2019-02-15", moved)
    one = found(ledger)
    assert (one.promised, one.due, one.due_reason, one.reschedules) == ("2019-03", "2019-05", "No studio.", 1)
    assert one.slippage == Slippage(least_days=61, most_days=61)
    assert [found(ledger, "2019-04-01").overdue, found(ledger, "2019-04-01", before).overdue] == [False, True]
    assert found(ledger, "2019-01-31").due == "2019-03"


def test_what_was_never_due_is_neither_late_nor_in_time(ledger: Ledger) -> None:
    promise(ledger, due=None)
    one = found(ledger)
    assert (one.promised, one.due, one.slippage, one.overdue, one.needs_justification) == (
        None,
        None,
        None,
        None,
        False,
    )
    ledger.say("2019-02-15", RescheduleDeliverable(**OF, due=Edtf("2019-05"), on=Edtf("2019-02"), reason="Agreed."))
    one = found(ledger)
    assert (one.promised, one.due, one.reschedules, one.overdue) == (None, "2019-05", 0, True)


def test_what_is_due_and_not_handed_in_is_overdue_and_asks_for_a_justification(ledger: Ledger) -> None:
    promise(ledger)
    assert [found(ledger, day).overdue for day in ("2019-03-31", "2019-04-01")] == [False, True]
    assert [found(ledger, day).needs_justification for day in ("2019-03-31", "2019-04-01")] == [False, True]
    ledger.say("2019-05-01", JustifyDelay(**OF, on=Edtf("2019-04-10"), text=text("No studio.")))
    assert [found(ledger, day).needs_justification for day in ("2019-04-09", "2019-04-10")] == [True, False]
    (why,) = found(ledger).justifications
    assert (why.entry, why.on, why.text) == (2, "2019-04-10", text("No studio."))
    ledger.say("2019-06-01", submit("1.0", "2019-05-20"))
    assert [found(ledger, day).overdue for day in ("2019-05-19", "2019-05-20")] == [True, False]
    ledger.say("2019-07-01", give_back("2019-06-20"))
    assert [found(ledger, day).overdue for day in ("2019-06-19", "2019-06-20")] == [False, True]


def test_every_version_is_kept_with_what_happened_to_it(ledger: Ledger) -> None:
    promise(ledger)
    draft = DraftDeliverable(**OF, version="1.0", on=Edtf("2019-01-10"), note=text("To comment."))
    ledger.say("2019-01-10", draft)
    ledger.say("2019-03-01", submit("1.0", "2019-03-01", languages=("en",)))
    ledger.say("2019-04-01", give_back("2019-03-20"))
    ledger.say("2019-05-01", submit("2.0", "2019-04-30", file=None, link=EVIDENCE[0]))
    ledger.say("2019-07-01", accept("2019-06-15"))
    one = found(ledger)
    first, second = one.versions
    assert first.drafted is not None
    assert first.submitted is not None
    assert first.returned is not None
    assert (first.version, first.drafted.on, first.drafted.file, first.drafted.note) == (
        "1.0",
        "2019-01-10",
        None,
        text("To comment."),
    )
    assert (first.submitted.on, first.submitted.file, first.submitted.languages) == ("2019-03-01", FIRST, ("en",))
    assert (first.returned.on, first.returned.by, first.returned.reason) == (
        "2019-03-20",
        OFFICE,
        "Half of it is missing.",
    )
    assert second.submitted is not None
    assert second.accepted is not None
    assert (second.drafted, second.submitted.link, second.returned) == (None, EVIDENCE[0], None)
    assert (second.accepted.entry, second.accepted.on, second.accepted.reason) == (6, "2019-06-15", None)
    assert (one.stage, one.submitted, one.accepted) == ("accepted", "2019-04-30", "2019-06-15")
    days = ("2019-01-09", "2019-01-10", "2019-03-01", "2019-03-20", "2019-04-30", "2019-06-14", "2019-06-15")
    assert [found(ledger, day).stage for day in days] == [
        "promised",
        "draft",
        "submitted",
        "returned",
        "submitted",
        "submitted",
        "accepted",
    ]
    assert [found(ledger, day).submitted for day in days] == [None, None, "2019-03-01", None, *["2019-04-30"] * 3]


def test_an_acceptance_that_was_retracted_was_still_believed_before(ledger: Ledger) -> None:
    promise(ledger)
    ledger.say("2019-03-01", submit("1.0", "2019-03-01"))
    believed = ledger.say("2019-04-01", accept("2019-03-20"))
    ledger.say("2019-05-01", RetractEntry(of=f"deliverable:{PLAN}/D2.1", entry=3, reason="Of another."))
    assert (found(ledger).stage, found(ledger).accepted) == ("submitted", None)
    assert (found(ledger, known_at=believed).stage, found(ledger, known_at=believed).accepted) == (
        "accepted",
        "2019-03-20",
    )


def test_steps_with_vague_dates_keep_their_order(ledger: Ledger) -> None:
    promise(ledger)
    ledger.say("2020-02-01", submit("1.0", "2019"), accept("2019-06"))
    assert found(ledger).stage == "accepted"


def test_nothing_reported_is_not_zero_and_what_was_promised_stays_beside_it(ledger: Ledger) -> None:
    promise(ledger, quantity=20, unit=text("webinars"))
    assert found(ledger).produced is None
    ledger.say("2019-01-01", count(0, "2018-12-31"), count(12, "2019-01-01", languages=("fr",), links=EVIDENCE))
    assert [found(ledger, day).produced for day in ("2018-12-30", "2018-12-31", "2019-01-01")] == [None, 0, 12]
    one = found(ledger)
    assert (one.quantity, one.languages) == (20, ())
    none, some = one.productions
    assert (none.produced, some.produced, some.languages, some.links, some.correction) == (
        0,
        12,
        ("fr",),
        EVIDENCE,
        None,
    )


def test_a_restated_count_is_known_only_after_its_correction(ledger: Ledger) -> None:
    promise(ledger)
    before = ledger.say("2019-01-01", count(12, "2019-01-01"))
    ledger.say("2019-02-01", correct(2, produced=10))
    assert (found(ledger).produced, found(ledger).productions[0].correction) == (10, "Counted twice.")
    assert (found(ledger, known_at=before).produced, found(ledger, known_at=before).productions[0].correction) == (
        12,
        None,
    )


def test_a_deliverable_is_withdrawn_from_the_day_that_was_said(ledger: Ledger) -> None:
    promise(ledger)
    ledger.say("2019-05-15", WithdrawDeliverable(**OF, on=Edtf("2019-05-01"), reason="No money."))
    assert found(ledger, "2019-04-30").stage == "promised"
    one = found(ledger, "2019-05-01")
    assert one.withdrawn is not None
    assert (one.stage, one.withdrawn.reason, one.overdue) == ("withdrawn", "No money.", False)


def test_what_is_illustrative_marks_the_deliverable_from_its_day_on(ledger: Ledger) -> None:
    promise(ledger)
    ledger.say("2019-01-10", count(1, "2019-01-10", illustrative=True))
    assert [found(ledger, day).illustrative for day in ("2019-01-09", "2019-01-10")] == [False, True]
    assert found(ledger).productions[0].illustrative


def test_deliverables_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    promise(ledger)
    others = (PromiseDeliverable(programme=PLAN, code=code, title=text(code)) for code in ("D2.10", "D2.2", "D10.1"))
    ledger.say("2018-06-02", *others)
    assert [one.code for one in deliverables_of(ledger.reading(), PLAN)] == ["D2.1", "D2.2", "D2.10", "D10.1"]
