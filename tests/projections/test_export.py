"""Which exports were ordered and made, for whom, and what is agreed for those to come?"""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any

from domain.closing import CloseProgramme
from domain.dates import Edtf
from domain.delivery import CancelExport, OrderExport, RecordExportFailed, RecordExportMade
from domain.exporting import AgreeExports, ExportProfile, ExportState
from domain.files import keep
from domain.kernel import Command
from projections.export import Export, export, receipts, series_of, unkept, waiting
from projections.moment import Reading
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_partner, a_programme

DIGEST = "ab" * 32
OTHER = "OTHER"
AGREE = AgreeExports(programme=PLAN, recipient="irm", template="ogp-status-report@1", language="fr")


def an_order(programme: str = PLAN, recipient: str = "irm", **said: Any) -> OrderExport:
    return OrderExport(programme=programme, recipient=recipient, **said)


def made(number: int, digest: str = DIGEST, recipient: str = "irm") -> RecordExportMade:
    return RecordExportMade(
        programme=PLAN,
        recipient=recipient,
        number=number,
        sha256=digest,
        size=12,
        contents="cd" * 32,
        sheets={"milestones": "ef" * 32},
        made_with="Jalon 1",
    )


def founding() -> tuple[Command, ...]:
    return a_programme(), a_programme(OTHER), a_commitment(), a_partner("irm"), a_partner("ec")


def begin(ledger: Ledger) -> int:
    return ledger.say("2018-06-01", *founding(), AGREE)


def found(reading: Reading, number: int, recipient: str = "irm") -> Export:
    one = export(reading, PLAN, recipient, number)
    assert one is not None
    return one


def test_an_order_that_names_no_moment_shows_that_of_the_order_itself(ledger: Ledger) -> None:
    before = begin(ledger)
    position = ledger.say("2018-07-01", an_order(), at=time(23, 30), actor="ana")
    named = an_order(as_of=date(2018, 6, 15), known_at=before, commitments=("9",), period=Edtf("2018-06"))
    ledger.say("2018-07-02", named)
    one, other = found(ledger.reading(), 1), found(ledger.reading(), 2)
    assert (one.as_of, one.known_at, one.order_position) == (date(2018, 7, 1), position, position)
    assert (one.template, one.language, one.profile) == ("ogp-status-report@1", "fr", ExportProfile.PUBLISH)
    assert (one.ordered_at, one.ordered_by) == (datetime(2018, 7, 1, 23, 30, tzinfo=UTC), "ana")
    assert (one.commitments, one.period, one.since) == (None, None, None)
    assert (other.as_of, other.known_at) == (date(2018, 6, 15), before)
    assert (other.commitments, other.period) == (("9",), Edtf("2018-06"))


def test_what_becomes_of_an_export_is_told_with_its_digests_or_the_reason(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", *[an_order()] * 4)
    ledger.say("2018-07-02", made(1), actor="jalon")
    ledger.say("2018-07-03", CancelExport(programme=PLAN, recipient="irm", number=2, reason="Not needed."))
    ledger.say("2018-07-04", RecordExportFailed(programme=PLAN, recipient="irm", number=3, reason="No such template."))
    one, cancelled, failed, still = (found(ledger.reading(), number) for number in (1, 2, 3, 4))
    assert (one.state, one.sha256, one.size, one.contents) == (ExportState.MADE, DIGEST, 12, "cd" * 32)
    assert (one.sheets, one.made_with, one.made_at) == (
        {"milestones": "ef" * 32},
        "Jalon 1",
        datetime(2018, 7, 2, 12, tzinfo=UTC),
    )
    assert (cancelled.state, cancelled.reason, cancelled.made_at) == (ExportState.CANCELLED, "Not needed.", None)
    assert (failed.state, failed.reason, failed.sha256) == (ExportState.FAILED, "No such template.", None)
    assert (still.state, still.sheets, still.reason) == (ExportState.ORDERED, {}, None)


def test_exports_are_listed_by_recipient_newest_first_with_what_is_agreed(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", an_order(recipient="ec", template="iati@2"), an_order())
    ledger.say("2018-07-02", made(1), an_order(language="en"))
    ec, irm = series_of(ledger.reading(), PLAN)
    assert (ec.recipient, ec.template, ec.agreed_at, ec.version) == ("ec", None, None, 1)
    assert [(one.number, one.template, one.language) for one in ec.exports] == [(1, "iati@2", "en")]
    assert (irm.recipient, irm.template, irm.language, irm.agreed_by) == ("irm", "ogp-status-report@1", "fr", "team")
    assert [(one.number, one.since, one.language) for one in irm.exports] == [(2, 1, "en"), (1, None, "fr")]
    assert irm.version == 4
    assert series_of(ledger.reading(), OTHER) == ()
    assert export(ledger.reading(), PLAN, "ec", 2) is None


def test_what_is_agreed_is_shown_before_anything_is_ordered_and_can_be_agreed_otherwise(ledger: Ledger) -> None:
    before = begin(ledger)
    [irm] = series_of(ledger.reading(), PLAN)
    assert (irm.template, irm.exports) == ("ogp-status-report@1", ())
    ledger.say("2018-07-01", AgreeExports(programme=PLAN, recipient="irm", template="iati@2", language="en"))
    assert [one.template for one in series_of(ledger.reading(), PLAN)] == ["iati@2"]
    assert [one.template for one in series_of(ledger.reading(known_at=before), PLAN)] == ["ogp-status-report@1"]


def test_what_waits_is_told_for_all_programmes_in_the_order_of_the_log(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", an_order(OTHER, template="iati@2"))
    ledger.say("2018-07-02", an_order(), an_order(recipient="ec", template="iati@2"), an_order())
    still = ledger.say("2018-07-02", CloseProgramme(code=PLAN, on=Edtf("2018-07"), reason="Over."))
    waits = [("OTHER", "irm", 1), (PLAN, "irm", 1), (PLAN, "ec", 1), (PLAN, "irm", 2)]
    assert [(one.programme, one.recipient, one.number) for one in waiting(ledger.reading())] == waits
    ledger.say("2018-07-03", made(1))
    left = [waits[0], *waits[2:]]
    assert [(one.programme, one.recipient, one.number) for one in waiting(ledger.reading())] == left
    assert len(waiting(ledger.reading(known_at=still))) == 4


def test_a_digest_leads_to_every_export_whose_file_has_it(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", *[an_order()] * 3, an_order(recipient="ec", template="iati@2"))
    reached = ledger.say("2018-07-02", made(3), made(1, recipient="ec"), made(1))
    found = [(one.recipient, one.number) for one in receipts(ledger.reading(), DIGEST)]
    assert found == [("irm", 1), ("irm", 3), ("ec", 1)]
    assert receipts(ledger.reading(), "ff" * 32) == []
    assert receipts(ledger.reading(known_at=reached - 3), DIGEST) == []


def test_what_was_made_and_is_not_kept_is_told_until_it_is(ledger: Ledger) -> None:
    begin(ledger)
    content = b"an export that was kept in another place"
    ledger.say("2018-07-01", *[an_order()] * 3, made(2, sha256(content).hexdigest()), made(1))
    assert [one.number for one in unkept(ledger.reading())] == [1, 2]
    keep(ledger.connection, BytesIO(content))
    assert [one.number for one in unkept(ledger.reading())] == [1]


def test_a_receipt_is_the_same_on_every_day_in_the_world(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", an_order(), made(1))
    assert found(ledger.reading("1990-01-01"), 1) == found(ledger.reading("2030-01-01"), 1)
    assert series_of(ledger.reading("1990-01-01"), PLAN) == series_of(ledger.reading(), PLAN)


def test_an_illustrative_order_is_shown_as_such(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", an_order(illustrative=True), an_order())
    assert [found(ledger.reading(), number).illustrative for number in (1, 2)] == [True, False]
