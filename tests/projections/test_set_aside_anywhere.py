"""Whatever facts of whatever history are set aside: the rest is as the fold says, and a retry puts them in their places."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.catalogue import PROJECTIONS
from projections.runner import bring_up_to_date
from tests.projections.fragile import Fragile, as_folded
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger

HISTORY = histories()
TABLES = tuple(projection.table for projection in PROJECTIONS)
examples = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
faults = st.lists(
    st.tuples(st.sampled_from(TABLES), st.integers(0, 25), st.sampled_from((None, "", "", "9", "l", "#2", "#3"))),
    min_size=1,
    max_size=5,
)
Faults = list[tuple[str, int, str | None]]


@pytest.fixture
def ledger(ledger: Ledger, fragile: Fragile) -> Ledger:
    return ledger.seen_by(fragile.projections)


def break_folds(fragile: Fragile, drawn: Faults, log: int) -> None:
    for table, number, part in drawn:
        position = 1 + number % log
        if part is None:
            fragile.lost.add((table, position))
        else:
            fragile.unfoldable.add((table, position, part))


@examples
@given(history=HISTORY, batch=st.integers(1, 9), mended=st.integers(0, 5), folds=faults)
def test_a_retry_puts_what_was_set_aside_in_its_place_while_the_log_goes_on(
    ledger: Ledger,
    fragile: Fragile,
    history: tuple[Chapter, ...],
    batch: int,
    mended: int,
    folds: Faults,
) -> None:
    ledger.empty()
    ledger.build()
    fragile.mend()
    break_folds(fragile, folds, 25)
    record(ledger, history[:-1])
    ledger.engine.catch_up(ledger.connection, batch=batch)
    as_folded(ledger)

    fragile.mend()
    break_folds(fragile, folds[mended:], 25)
    record(ledger, history[-1:])
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    as_folded(ledger)

    fragile.mend()
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    as_folded(ledger)
    assert ledger.set_aside() == []


@examples
@given(
    history=HISTORY,
    batch=st.integers(1, 9),
    unread=st.sets(st.integers(0, 25), min_size=1, max_size=4),
    folds=faults,
)
def test_facts_that_cannot_be_read_are_set_aside_like_those_that_cannot_be_folded(
    ledger: Ledger,
    fragile: Fragile,
    history: tuple[Chapter, ...],
    batch: int,
    unread: set[int],
    folds: Faults,
) -> None:
    ledger.empty()
    ledger.build()
    record(ledger, history)
    fragile.mend()
    log = len(ledger.facts())
    break_folds(fragile, folds, log)
    with ledger.broken(*{1 + number % log for number in unread}):
        ledger.engine.catch_up(ledger.connection, batch=batch)
        as_folded(ledger)
        ledger.mark()
        bring_up_to_date(ledger.connection, ledger.engine)
        as_folded(ledger)
    fragile.mend()
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    as_folded(ledger)
    assert ledger.set_aside() == []
