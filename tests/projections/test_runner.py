"""One runner keeps the read models current, whatever happens to its connection; others stand by."""

import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from domain.closing import CloseProgramme
from domain.dates import Edtf
from domain.kernel import Recorded
from domain.log import install
from domain.recorder import CHANNEL
from jalon.embedded import Server, embedded
from projections.catalogue import PROJECTIONS
from projections.engine import ACTIVE_LOCK, BATCH
from projections.partner import PARTNERS, PartnerRow
from projections.projection import AnyProjection, Projection
from projections.reader import mark_for_retry
from projections.runner import Runner
from tests.projections.fragile import Fragile
from tests.projections.gated import Gated
from tests.projections.ledger import Ledger
from tests.projections.said import a_partner, a_programme
from tests.projections.waiting import until


@contextmanager
def running(url: str, projections: Sequence[AnyProjection] = PROJECTIONS) -> Generator[Runner]:
    runner = Runner(url, projections)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()


@pytest.fixture
def runner(ledger: Ledger) -> Iterator[Runner]:
    with running(ledger.url) as runner:
        until(lambda: runner.active)
        until(lambda: ledger.engine.is_installed(ledger.connection))
        yield runner


def up_to_date(ledger: Ledger) -> bool:
    return ledger.engine.is_installed(ledger.connection) and ledger.position == len(ledger.facts())


def holders(ledger: Ledger) -> list[int]:
    """The server's processes that hold the lock of the one active runner."""
    query = (
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return [pid for (pid,) in ledger.connection.execute(query, (ACTIVE_LOCK,))]


def terminate(ledger: Ledger) -> None:
    (holder,) = holders(ledger)
    ledger.connection.execute("SELECT pg_terminate_backend(%s)", (holder,))
    until(lambda: holder not in holders(ledger))


def write_silently(ledger: Ledger, code: str) -> None:
    """A partner that is registered without a notification, as by a restored dump or behind a pooling proxy."""
    data = f'{{"name": {{"en": "{code}"}}, "kind": "ministry"}}'
    state = f'{{"stream": "partner:{code}", "actor": "team", "request": "r", "data": {data}}}'
    ledger.write_raw(f"partner:{code}", 1, "partner.registered@1", state)


@pytest.mark.usefixtures("runner")
def test_what_is_recorded_is_soon_in_the_read_models(ledger: Ledger) -> None:
    for number in range(5):
        ledger.say("2018-06-01", a_partner(f"p-{number}"))
        until(lambda: up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


@pytest.mark.usefixtures("runner")
def test_it_stays_current_when_the_connection_that_listens_is_cut(ledger: Ledger) -> None:
    for number in range(2):
        terminate(ledger)
        ledger.say("2018-06-01", a_partner(f"p-{number}"))
        until(lambda: up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


@pytest.mark.usefixtures("runner")
def test_it_stays_current_when_no_notification_comes(ledger: Ledger) -> None:
    with psycopg.connect(ledger.url, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")  # pyright: ignore[reportArgumentType, reportCallIssue] - our own name
        for number in range(2):
            write_silently(ledger, f"p-{number}")
            until(lambda: up_to_date(ledger))
        assert list(listener.notifies(timeout=0)) == []
    assert ledger.tables() == ledger.folded()


@pytest.mark.usefixtures("runner")
def test_it_builds_read_models_that_are_dropped_under_it(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_partner("culture"))
    until(lambda: up_to_date(ledger))
    ledger.connection.execute("DROP SCHEMA read CASCADE")
    until(lambda: up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


def test_a_second_runner_stands_by_and_takes_over_when_the_first_is_stopped(ledger: Ledger, runner: Runner) -> None:
    with running(ledger.url) as second:
        ledger.say("2018-06-01", a_partner("culture"))
        until(lambda: up_to_date(ledger))
        assert (runner.active, second.active) == (True, False)
        runner.stop()
        until(lambda: second.active)
        assert not runner.active
        ledger.say("2018-06-02", a_partner("interior"))
        until(lambda: up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


def test_of_two_runners_one_is_active_again_after_the_other_was_cut_off(ledger: Ledger, runner: Runner) -> None:
    with running(ledger.url) as second:
        for number in range(3):
            terminate(ledger)
            until(lambda: len(holders(ledger)) == 1)
            ledger.say("2018-06-02", a_partner(f"p-{number}"))
            until(lambda: up_to_date(ledger))
        until(lambda: runner.active != second.active)
    assert ledger.tables() == ledger.folded()


def test_a_runner_that_stands_by_can_be_stopped(ledger: Ledger, runner: Runner) -> None:
    with running(ledger.url) as second:
        second.stop()
        assert not second.is_alive()
    assert runner.active


def test_a_runner_that_never_began_can_be_stopped(ledger: Ledger) -> None:
    Runner(ledger.url, PROJECTIONS).stop()


def test_a_runner_that_is_stopped_in_a_backlog_ends_with_the_batch_under_way(ledger: Ledger) -> None:
    runners: list[Runner] = []

    def evolve(row: PartnerRow | None, recorded: Recorded, key: str) -> PartnerRow | None:
        with suppress(RuntimeError):  # a thread cannot wait for itself, but it has been told to stop
            runners[0].stop()
        return PARTNERS.evolve(row, recorded, key)

    stopping = Projection(PartnerRow, on=PARTNERS.on, touched=PARTNERS.touched, evolve=evolve)
    ledger = ledger.seen_by((stopping,))
    ledger.build()
    ledger.say("2018-06-01", *(a_partner(f"p-{number}") for number in range(BATCH + 500)))
    runners.append(Runner(ledger.url, ledger.projections))
    runners[0].start()
    runners[0].join(60)
    assert ledger.position == BATCH
    ledger.catch_up()
    assert ledger.tables() == ledger.folded()


def test_what_is_marked_is_tried_again_without_a_restart(breaking: Ledger, fragile: Fragile) -> None:
    fragile.lost.add(("partner", 1))
    with running(breaking.url, breaking.projections):
        breaking.say("2018-06-01", a_partner("culture"))
        until(lambda: up_to_date(breaking))
        assert len(breaking.set_aside()) == 1
        fragile.mend()
        mark_for_retry(breaking.connection)
        until(lambda: breaking.set_aside() == [])
    assert breaking.tables() == breaking.folded()


def test_what_is_marked_while_a_batch_is_folded_is_tried_after_it(ledger: Ledger) -> None:
    gated = Gated()
    ledger = ledger.seen_by(gated.projections)
    ledger.build()
    first = ledger.say("2018-06-01", a_programme("A"))
    with ledger.broken(first):
        ledger.catch_up()
    ledger.say("2018-06-02", a_programme("B"))
    with running(ledger.url, ledger.projections):
        assert gated.reached.wait(60)
        assert mark_for_retry(ledger.connection) == 1
        gated.let_go.set()
        until(lambda: ledger.set_aside() == [] and up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


def test_a_fault_that_no_event_is_to_blame_for_is_told_and_tried_again(
    ledger: Ledger, runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    ledger.say("2018-06-01", a_programme("A"))
    until(lambda: up_to_date(ledger))
    ledger.connection.execute("UPDATE read.programme SET body = '{}'")
    ledger.say("2018-06-02", CloseProgramme(code="A", on=Edtf("2018")))
    until(lambda: not runner.active)
    assert "met a fault" in caplog.text
    ledger.build()
    ledger.say("2018-06-02", a_programme("B"))
    until(lambda: runner.active and up_to_date(ledger))
    assert ledger.tables() == ledger.folded()


def test_it_goes_on_when_the_database_is_started_again() -> None:
    folder = Path(tempfile.mkdtemp(prefix="jalon-tests-"))
    with embedded(folder / "postgres") as url, running(url) as runner:
        install(url, demonstration=True)
        with Ledger(url) as ledger:
            ledger.say("2018-06-01", a_partner("culture"))
            until(lambda: up_to_date(ledger))
        server = Server((folder / "postgres").resolve())
        server.stop()
        until(lambda: not runner.active)
        server.start()
        with Ledger(url) as ledger:
            ledger.say("2018-06-02", a_partner("interior"))
            until(lambda: up_to_date(ledger))
            assert ledger.tables() == ledger.folded()
    shutil.rmtree(folder)
