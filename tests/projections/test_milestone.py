"""Which milestones does a programme have, what is promised in each, and by when?"""

import pytest

from projections import milestone as question
from projections.milestone import milestone, milestones_of
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_milestone,
    a_partner,
    a_programme,
    a_reschedule,
    a_withdrawal,
    an_amendment,
    text,
)


def plan(ledger: Ledger, due: str | None = "2018", **said: object) -> int:
    return ledger.say(
        "2018-06-01", a_programme(), a_partner("culture"), a_commitment(), a_milestone("9.1", due, **said)
    )


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> question.Milestone:
    one = milestone(ledger.reading(as_of, known_at), PLAN, "9.1")
    assert one is not None
    return one


def test_a_milestone_is_as_it_was_planned(ledger: Ledger) -> None:
    plan(ledger, parts=(text("second year"), text("third year")), responsible=("culture",))
    one = found(ledger)
    assert (one.programme, one.code, one.commitment) == (PLAN, "9.1", "9")
    assert (one.promised, one.due, one.due_reason, one.reschedules) == ("2018", "2018", None, 0)
    assert (one.parts, one.responsible) == ((text("second year"), text("third year")), ("culture",))
    assert one.withdrawn is None
    assert milestone(ledger.reading(), PLAN, "9.2") is None


def test_a_due_date_moves_on_the_day_it_was_agreed_and_the_promise_stays_beside_it(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-02-01", a_reschedule("2019", "2019-01-15"))
    after = found(ledger, "2019-01-15")
    assert (after.promised, after.due, after.due_reason) == ("2018", "2019", "The law came later.")
    assert (found(ledger, "2019-01-14").due, found(ledger, "2019-01-14").reschedules) == ("2018", 0)
    assert (found(ledger, "2019-01-15", before).due, found(ledger, "2019-01-15", before).slippage) == (
        "2018",
        question.Slippage(least_days=0, most_days=0),
    )


def test_the_due_date_is_the_one_agreed_last_even_if_that_is_learnt_before_an_earlier_one(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-12-01", a_reschedule("2020", "2019-11-01"))
    ledger.say("2019-12-02", a_reschedule("2019-06", "2018-12-01"))
    assert found(ledger).due == "2020"
    assert found(ledger).reschedules == 2
    assert found(ledger, "2019-10-31").due == "2019-06"


@pytest.mark.parametrize(
    ("promised", "agreed", "least", "most"),
    [
        ("2018", "2019", 365, 365),
        ("2018", "2020", 730, 731),
        ("2018-06-30", "2018-12-31", 184, 184),
        ("2018-06-30", "2018-06-01", -29, -29),
        ("2018", "2019-06", 181, 516),
        ("2018-06", "2018", -151, 184),
        ("2018-21", "2018-22", 92, 92),
        ("2017-02/2017-06", "2017-04/2017-08", 59, 62),
        ("2018~", "2019", 365, 365),
    ],
)
def test_slippage_is_one_figure_or_the_least_and_the_most(
    ledger: Ledger, promised: str, agreed: str, least: int, most: int
) -> None:
    plan(ledger, promised)
    ledger.say("2019-02-01", a_reschedule(agreed, "2019-01-15"))
    assert found(ledger).slippage == question.Slippage(least_days=least, most_days=most)


@pytest.mark.parametrize(("promised", "agreed"), [("2016-10/..", "2020"), ("2018", "2018/.."), ("../2018", "2019")])
def test_an_open_date_slips_by_nothing_that_could_be_told(ledger: Ledger, promised: str, agreed: str) -> None:
    plan(ledger, promised)
    ledger.say("2019-02-01", a_reschedule(agreed, "2019-01-15"))
    assert found(ledger).slippage is None


def test_a_first_due_date_for_a_milestone_that_had_none_is_no_slippage(ledger: Ledger) -> None:
    plan(ledger, None)
    assert (found(ledger).promised, found(ledger).due, found(ledger).slippage) == (None, None, None)
    ledger.say("2019-02-01", a_reschedule("2019", "2019-01-15"))
    one = found(ledger)
    assert (one.promised, one.due, one.slippage, one.reschedules) == (None, "2019", None, 0)
    ledger.say("2019-12-01", a_reschedule("2020", "2019-11-15"))
    assert found(ledger).reschedules == 1


def test_a_milestone_is_withdrawn_from_the_day_that_was_said_once_that_is_known(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-03-01", a_withdrawal("2019-02-01"))
    assert found(ledger, "2019-01-31").withdrawn is None
    assert found(ledger, "2019-02-01", before).withdrawn is None
    withdrawn = found(ledger, "2019-02-01").withdrawn
    assert withdrawn is not None
    assert (withdrawn.on, withdrawn.reason) == ("2019-02-01", "The law was not passed.")


def test_an_amendment_holds_from_its_day_on(ledger: Ledger) -> None:
    before = plan(ledger, description=text("First"))
    ledger.say("2019-03-01", an_amendment("2019-02-01", title=text("Renamed"), description=None))
    assert (found(ledger).title, found(ledger).description) == (text("Renamed"), None)
    assert found(ledger, "2019-01-31").title == text("Milestone 9.1")
    assert found(ledger, known_at=before).title == text("Milestone 9.1")


def test_what_is_illustrative_marks_the_milestone_from_its_day_on(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2019-03-01", an_amendment("2019-02-01", title=text("Invented"), illustrative=True))
    assert [found(ledger, day).illustrative for day in ("2019-01-31", "2019-02-01")] == [False, True]


def test_milestones_come_in_the_order_of_their_numbers(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-06-02", *(a_milestone(code) for code in ("9.10", "9.2", "9.2b")))
    assert [one.code for one in milestones_of(ledger.reading(), PLAN)] == ["9.1", "9.2", "9.10", "9.2b"]
