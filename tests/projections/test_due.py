"""Which due dates did a milestone have, one after the other, and why?"""

from domain.correction import RetractEntry
from projections.due import DueDate, dues_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, a_reschedule


def told(ledger: Ledger, as_of: str = "2030-01-01") -> list[tuple[str | None, str | None, str | None]]:
    dues: tuple[DueDate, ...] = dues_of(ledger.reading(as_of), PLAN, "9.1")
    return [(one.due, one.on, one.reason) for one in dues]


def test_the_due_dates_are_told_in_turn_up_to_the_day_and_without_what_was_retracted(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone(due="2018"))
    assert told(ledger) == [("2018", None, None)]
    ledger.say("2018-12-20", a_reschedule("2019-06", "2018-12-19", reason="The law came late."))
    ledger.say("2019-05-20", a_reschedule("2020", "2019-05-19", reason="Nobody was free."))
    moved = ("2019-06", "2018-12-19", "The law came late.")
    assert told(ledger) == [("2018", None, None), moved, ("2020", "2019-05-19", "Nobody was free.")]
    assert told(ledger, "2019-05-18") == [("2018", None, None), moved]
    ledger.say("2019-06-01", RetractEntry(of=f"milestone:{PLAN}/9.1", entry=3, reason="That was another milestone."))
    assert told(ledger) == [("2018", None, None), moved]
    assert dues_of(ledger.reading(), PLAN, "9.9") == ()
