"""Whatever is asked of a thing, right or wrong: no refusal leaves a trace, and every read model is the fold of the log."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from domain.catalogue import COMMANDS, EVOLVE
from domain.correction import CorrectEntry, RetractEntry
from tests.projections.ledger import Ledger
from tests.projections.machine import machine, questions, requests_about

QUICK = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("kind", EVOLVE)
def test_no_refusal_leaves_a_trace_and_all_that_is_read_is_the_fold_of_the_log(ledger: Ledger, kind: str) -> None:
    run_state_machine_as_test(machine(kind, ledger), settings=QUICK)


@pytest.mark.parametrize("kind", EVOLVE)
def test_every_kind_of_thing_has_requests_and_questions_for_its_machine(kind: str) -> None:
    assert requests_about(kind)
    assert questions(kind)


def test_every_request_is_drawn_by_the_machine_of_its_kind() -> None:
    drawn = {name for kind in EVOLVE for name in requests_about(kind)}
    assert drawn | {CorrectEntry.NAME, RetractEntry.NAME} == set(COMMANDS)
