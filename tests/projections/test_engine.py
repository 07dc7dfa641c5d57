"""The engine's tables hold what the fold of the log gives, whatever the batches."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger, standing

HISTORY = histories()
examples = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@examples
@given(history=HISTORY, batches=st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_after_every_step_the_tables_hold_what_the_fold_of_the_log_so_far_gives(
    ledger: Ledger, history: tuple[Chapter, ...], batches: list[int]
) -> None:
    ledger.empty()
    ledger.build()
    record(ledger, history)
    steps = 0
    while True:
        before, after = ledger.engine.step(ledger.connection, batches[steps % len(batches)])
        assert ledger.tables() == ledger.folded(after)
        steps += 1
        if before == after:
            break
    assert ledger.position == len(ledger.facts())
    assert ledger.set_aside() == []


@examples
@given(history=HISTORY, batch=st.integers(1, 30))
def test_what_was_known_at_every_position_is_the_fold_up_to_it(
    ledger: Ledger, history: tuple[Chapter, ...], batch: int
) -> None:
    ledger.empty()
    ledger.build()
    record(ledger, history)
    reached = ledger.engine.catch_up(ledger.connection, batch=batch)
    for position in range(reached + 1):
        assert ledger.known(position) == standing(ledger.folded(position))
