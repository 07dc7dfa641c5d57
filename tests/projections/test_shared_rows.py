"""Rows that several streams touch: a fact set aside may find that they have gone on without it."""

import pytest

from domain.kernel import Recorded
from domain.report import ProgressReported
from domain.values import Text
from projections.fold import ELSEWHERE, LATER
from projections.projection import Projection, Row
from projections.runner import bring_up_to_date
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_milestone,
    a_programme,
    a_report,
)


class SumRow(Row, frozen=True):
    """How much was reported of one thing."""

    TABLE = "sum"
    key: str
    words: tuple[str, ...]


class Sums:
    """Rows that several streams touch, which the catalogue has none of: milestones, and the programme that they are of."""

    def __init__(self) -> None:
        self.lost: str | None = None
        self.elsewhere = False
        self.projections = (Projection(SumRow, on=(ProgressReported,), touched=self.touched, evolve=self.evolve),)

    def touched(self, recorded: Recorded) -> tuple[str, ...]:
        if words(recorded) == {"en": self.lost}:
            raise LookupError("lost")
        programme, milestone = recorded.key.code.split("/")
        return (programme, "elsewhere" if self.elsewhere else milestone)

    def evolve(self, row: SumRow | None, recorded: Recorded, key: str) -> SumRow:
        if words(recorded) == {"en": "poison"} and key != PLAN:
            raise ValueError("poison")
        return SumRow(key=key, words=(*(row.words if row else ()), words(recorded)["en"]))


def words(recorded: Recorded) -> Text:
    assert isinstance(recorded.event, ProgressReported)
    return recorded.event.text


def sums(ledger: Ledger, known_at: int) -> dict[str, tuple[str, ...]]:
    return {row.key: row.words for row in ledger.known(known_at)["sum"]}


@pytest.fixture
def summing(ledger: Ledger) -> tuple[Ledger, Sums]:
    sums = Sums()
    ledger = ledger.seen_by(sums.projections)
    ledger.say("2018-06-01", a_programme(), a_commitment(), a_milestone("9.1"), a_milestone("9.2"))
    ledger.catch_up()
    return ledger, sums


def test_a_fact_is_never_folded_into_a_row_that_has_gone_on_without_it(
    summing: tuple[Ledger, Sums],
) -> None:
    ledger, projection = summing
    projection.lost = "first"
    ledger.say("2018-07-01", a_report(None, "2018-07", "9.1", "first"))
    ledger.say("2018-07-01", a_report(None, "2018-07", "9.2", "second"))
    ledger.catch_up()
    projection.lost = None
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert sums(ledger, ledger.position) == {PLAN: ("second",), "9.1": ("first",), "9.2": ("second",)}
    assert [(held.key, held.why) for held in ledger.set_aside()] == [(PLAN, LATER)]
    ledger.build()
    assert sums(ledger, ledger.position)[PLAN] == ("first", "second")
    assert ledger.set_aside() == []


def test_a_fact_that_a_mended_fold_puts_into_another_row_is_not_lost_silently(
    summing: tuple[Ledger, Sums],
) -> None:
    ledger, projection = summing
    ledger.say("2018-07-01", a_report(None, "2018-07", "9.1", "poison"))
    ledger.catch_up()
    projection.elsewhere = True
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert [(held.key, held.why) for held in ledger.set_aside()] == [("9.1", ELSEWHERE)]


def test_a_row_touched_twice_in_a_batch_keeps_both_versions(summing: tuple[Ledger, Sums]) -> None:
    ledger, _ = summing
    ledger.say("2018-07-01", a_report(None, "2018-07", "9.1", "one"), a_report(None, "2018-07", "9.1", "two"))
    ledger.catch_up()
    assert sums(ledger, 4) == {}
    assert sums(ledger, 5) == {PLAN: ("one",), "9.1": ("one",)}
    assert sums(ledger, 6) == {PLAN: ("one", "two"), "9.1": ("one", "two")}
