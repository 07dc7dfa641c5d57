"""How much does the record of a programme hold, kind by kind?"""

from domain.dates import Edtf
from domain.kernel import Recorded
from domain.pilot import ProposePilot, StartPilot
from projections.holdings import Holding, holdings_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_correction, a_milestone, a_programme, a_report, text


def test_it_counts_the_things_of_each_kind_and_their_entries_as_known_then(ledger: Ledger) -> None:
    founded = ledger.say(
        "2018-06-01", a_programme(), a_programme("OTHER"), a_commitment(), a_milestone(), a_milestone("9.2")
    )
    ledger.say(
        "2018-07-01",
        ProposePilot(programme=PLAN, code="town", title=text("In a town")),
        StartPilot(programme=PLAN, code="town", on=Edtf("2018-06")),
    )
    before = (Holding(kind="commitment", things=1, entries=1), Holding(kind="milestone", things=2, entries=2))
    assert holdings_of(ledger.reading(known_at=founded), PLAN).holdings == before
    assert holdings_of(ledger.reading(), PLAN).holdings == (*before, Holding(kind="pilot", things=1, entries=2))


def test_what_was_reported_of_milestones_is_among_their_entries(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone(), a_milestone("9.2"))
    before = ledger.say("2018-07-01", a_report("limited", "2018-06-30"), a_report(None, "2018-06-30", "9.2"))
    ledger.say("2018-08-01", a_correction(2, "substantial", "2018-06-30"))
    for known_at, entries in ((before, 4), (None, 5)):
        held = {one.kind: one for one in holdings_of(ledger.reading(known_at=known_at), PLAN).holdings}
        assert held["milestone"] == Holding(kind="milestone", things=2, entries=entries)
    recorded = [fact for fact in ledger.facts() if isinstance(fact, Recorded) and fact.key.kind == "milestone"]
    assert len(recorded) == 5


def test_a_programme_of_which_nothing_more_was_recorded_holds_nothing(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme())
    assert holdings_of(ledger.reading(), PLAN).holdings == ()
