"""Read models are built anew beside the live ones, which answer and go on until the swap."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from domain.closing import CloseProgramme
from domain.dates import Edtf
from domain.kernel import Recorded
from domain.recorder import run
from projections.catalogue import PROJECTIONS
from projections.engine import Engine, Moved, rebuild
from projections.moment import Moment, Reading
from projections.programme import PROGRAMMES, ProgrammeRow, all_programmes
from projections.projection import Projection
from projections.runner import Runner, bring_up_to_date
from tests.projections.gated import Gated
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.said import a_partner, a_programme
from tests.projections.waiting import until


def schemas(ledger: Ledger) -> set[str]:
    query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'read%'"
    return {name for (name,) in ledger.connection.execute(query)}


def waiting_for_a_lock(ledger: Ledger) -> int:
    query = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event <> 'advisory'"
    )
    row = ledger.connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def connect(ledger: Ledger) -> psycopg.Connection[Any]:
    return psycopg.connect(ledger.url, autocommit=True)


def apart(ledger: Ledger, work: Callable[[psycopg.Connection[Any]], object]) -> Callable[[], object]:
    """The work on a connection of its own, for a thread."""

    def on_its_own() -> object:
        with connect(ledger) as connection:
            return work(connection)

    return on_its_own


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_a_rebuild_gives_the_same_tables(ledger: Ledger, history: tuple[Chapter, ...]) -> None:
    ledger.empty()
    ledger.build()
    record(ledger, history)
    ledger.engine.catch_up(ledger.connection, batch=7)
    before = ledger.tables()
    assert ledger.build() == len(ledger.facts())
    assert ledger.tables() == before == ledger.folded()


def test_the_live_ones_go_on_and_a_rebuild_ends_however_much_is_said_meanwhile(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    ledger.catch_up()
    seen: list[list[str]] = []

    def meanwhile(_position: int) -> None:
        ledger.say("2018-06-02", a_programme(f"B-{len(seen)}"))
        seen.append([programme.code for programme in all_programmes(ledger.reading())])

    with connect(ledger) as other:
        assert rebuild(other, PROJECTIONS, meanwhile) == len(ledger.facts())
    assert seen == [["A", "B-0"]]
    assert ledger.tables() == ledger.folded()
    assert schemas(ledger) == {"read"}


def test_a_question_that_was_prepared_before_the_swap_is_answered_after_it(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    for _ in range(7):
        assert len(all_programmes(ledger.reading())) == 1
    with connect(ledger) as other:
        rebuild(other, PROJECTIONS)
    ledger.say("2018-06-02", a_programme("B"))
    assert len(all_programmes(ledger.reading())) == 2


def test_two_rebuilds_at_once_take_turns(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *(a_partner(f"p-{n}") for n in range(300)))
    ledger.catch_up()
    with ThreadPoolExecutor(2) as threads:
        work = apart(ledger, lambda connection: rebuild(connection, PROJECTIONS))
        assert [future.result() for future in [threads.submit(work) for _ in range(2)]] == [300, 300]
    assert ledger.tables() == ledger.folded()
    assert schemas(ledger) == {"read"}


def test_a_rebuild_that_is_killed_midway_leaves_the_live_ones_as_they_were(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    ledger.catch_up()
    with connect(ledger) as other:
        pid = other.info.backend_pid

        def kill(_position: int) -> None:
            ledger.connection.execute("SELECT pg_terminate_backend(%s)", (pid,))

        with pytest.raises(psycopg.OperationalError):
            rebuild(other, PROJECTIONS, kill)
    assert schemas(ledger) == {"read", "read_next"}
    ledger.say("2018-06-02", a_programme("B"))
    assert len(all_programmes(ledger.reading())) == 2

    ledger.build()
    assert ledger.tables() == ledger.folded()
    assert schemas(ledger) == {"read"}


def test_what_a_rebuild_killed_after_its_swap_left_behind_is_cleared_away(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    ledger.catch_up()
    ledger.connection.execute("CREATE SCHEMA read_former; CREATE TABLE read_former.programme (key text)")
    ledger.build()
    assert ledger.tables() == ledger.folded()
    assert schemas(ledger) == {"read"}


def test_a_swap_waits_for_a_batch_that_is_being_folded(ledger: Ledger) -> None:
    gated = Gated()
    ledger = ledger.seen_by(gated.projections)
    ledger.build()
    ledger.say("2018-06-01", a_programme("A"), a_programme("B"))
    with ThreadPoolExecutor(2) as threads:
        step = threads.submit(apart(ledger, ledger.engine.step))
        gated.reached.wait(60)
        swap = threads.submit(apart(ledger, lambda connection: rebuild(connection, gated.projections)))
        until(lambda: waiting_for_a_lock(ledger) == 1)
        ledger.say("2018-06-02", a_programme("C"))
        gated.let_go.set()
        assert (step.result(), swap.result()) == ((0, 2), 3)
    assert ledger.tables() == ledger.folded()


@pytest.mark.parametrize("first", ["the swap", "the batch"])
@pytest.mark.parametrize("news", ["none", "some"])
def test_a_batch_that_waited_for_the_swap_folds_nothing_twice(ledger: Ledger, first: str, news: str) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    ledger.catch_up()
    with connect(ledger) as holder, ThreadPoolExecutor(2) as threads:
        work: dict[str, Callable[[], object]] = {
            "the swap": apart(ledger, lambda connection: rebuild(connection, PROJECTIONS)),
            "the batch": apart(ledger, ledger.engine.step),
        }
        with holder.transaction():
            holder.execute("SELECT position FROM read.progress FOR UPDATE")
            futures: dict[str, Future[object]] = {}
            for count, name in enumerate(sorted(work, key=lambda name: name != first), 1):
                futures[name] = threads.submit(work[name])
                until(lambda count=count: waiting_for_a_lock(ledger) == count)
            if news == "some":
                ledger.say("2018-06-02", CloseProgramme(code="A", on=Edtf("2018")))
        futures["the swap"].result()
        error = futures["the batch"].exception()
        assert error is None or isinstance(error, Moved)
    assert ledger.catch_up() == len(ledger.facts())
    assert ledger.tables() == ledger.folded()


def test_nothing_is_lost_or_folded_twice_while_one_folds_one_rebuilds_and_one_writes(ledger: Ledger) -> None:
    ledger.build()
    runner = Runner(ledger.url, PROJECTIONS)
    runner.start()
    try:
        with ThreadPoolExecutor(1) as threads, connect(ledger) as other:
            rebuilds = threads.submit(lambda: [rebuild(other, PROJECTIONS) for _ in range(6)])
            written = 0
            while not rebuilds.done():
                ledger.say("2018-06-02", a_programme(f"P-{written}"), a_partner(f"p-{written}"))
                written += 1
            assert sorted(rebuilds.result()) == rebuilds.result()
        until(lambda: ledger.position == 2 * written)
    finally:
        runner.stop()
    assert ledger.tables() == ledger.folded()


def test_read_models_of_another_shape_are_built_anew_at_the_next_start(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_programme("A"), a_partner("culture"))
    ledger.catch_up()

    def louder(row: ProgrammeRow | None, recorded: Recorded, key: str) -> ProgrammeRow | None:
        after = PROGRAMMES.evolve(row, recorded, key)
        return after and ProgrammeRow(of=f"{after.of}!", facts=after.facts)

    changed = Projection(
        ProgrammeRow,
        on=PROGRAMMES.on,
        touched=PROGRAMMES.touched,
        evolve=louder,
        edition=PROGRAMMES.edition + 1,
    )
    engine = Engine((changed,))
    assert not engine.is_installed(ledger.connection)
    assert bring_up_to_date(ledger.connection, engine) == 2
    assert [row.code for row in Reading(ledger.connection, Moment(date.max, 2)).rows(changed, "true")] == ["A!"]
    assert engine.is_installed(ledger.connection)
    assert not ledger.engine.is_installed(ledger.connection)


@pytest.mark.parametrize("lost", ["SCHEMA read", "TABLE read.progress", "TABLE read.set_aside", "TABLE read.milestone"])
def test_read_models_that_were_dropped_are_built_anew(ledger: Ledger, lost: str) -> None:
    ledger.say("2018-06-01", a_programme("A"), a_partner("culture"))
    ledger.catch_up()
    run(ledger.connection, f"DROP {lost} CASCADE")
    assert bring_up_to_date(ledger.connection, ledger.engine) == 2
    assert ledger.tables() == ledger.folded()
