"""Requests that meet: what one has decided on, another one changes."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from msgspec.structs import replace

from domain.application import Answer, BatchRefused, Log
from domain.dates import Edtf
from domain.kernel import Command
from domain.programme import ProgrammeIsClosed
from domain.recorder import Caller
from tests.domain.logbook import all_at_once, appends_held_up, change_append, recorded, team, topics
from tests.domain.requests import AMEND, CLOSE, CREATE, REGISTER, REOPEN, REPORT, SETTING_UP

WRITERS = 8


def recording(log: Log, *commands: Command) -> Callable[[], Answer]:
    return lambda: log.record(commands, team())


def outcomes(came: list[Answer | Exception]) -> Counter[str]:
    return Counter(type(outcome).__name__ for outcome in came)


def test_of_all_who_create_one_code_at_the_same_moment_exactly_one_does(log: Log, log_url: str) -> None:
    for number in range(5):
        create = replace(CREATE, code=f"P{number}")
        came = all_at_once([recording(log, create) for _ in range(WRITERS)])
        assert outcomes(came) == {"Answer": 1, "BatchRefused": WRITERS - 1}
    assert topics(log_url) == ["programme.created@1"] * 5


def test_batches_that_share_one_code_exclude_each_other_whole(log: Log, log_url: str) -> None:
    batches = [[replace(CREATE, code=f"P{number}"), REGISTER] for number in range(WRITERS)]
    came = all_at_once([recording(log, *batch) for batch in batches])
    assert outcomes(came) == {"Answer": 1, "BatchRefused": WRITERS - 1}
    assert topics(log_url) == ["programme.created@1", "partner.registered@1"]


def test_all_who_report_on_one_milestone_at_the_same_moment_are_recorded(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    came = all_at_once([recording(log, REPORT) for _ in range(WRITERS)])
    assert outcomes(came) == {"Answer": WRITERS}
    assert [fact.version for fact in recorded(log_url) if fact.key == REPORT.key()] == [*range(1, WRITERS + 2)]


def test_of_all_who_write_on_one_version_exactly_one_does(log: Log) -> None:
    log.record([CREATE], team())
    on_first = [lambda: log.record([AMEND], Caller(actor="team", if_version=1))] * WRITERS
    assert outcomes(all_at_once(on_first)) == {"Answer": 1, "Stale": WRITERS - 1}


def test_nothing_is_recorded_after_a_close_even_where_it_was_decided_before(log: Log, log_url: str) -> None:
    refusal = _report_while_closing(log, log_url)
    assert isinstance(refusal, BatchRefused)
    assert [type(fault.refusal) for fault in refusal.faults] == [ProgrammeIsClosed]
    assert topics(log_url)[-1] == "programme.closed@1"


def test_without_a_look_at_what_was_read_a_report_would_slip_in_after_the_close(own_log_url: str) -> None:
    change_append(own_log_url, "IF EXISTS (", "IF false AND EXISTS (")
    with Log(own_log_url) as log:
        assert _report_while_closing(log, own_log_url) is None
    assert topics(own_log_url)[-1] == "milestone.progress_reported@1"


def test_no_report_comes_after_a_close_however_many_report(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    for _ in range(5):
        came = all_at_once(
            [*[recording(log, REPORT)] * (WRITERS - 1), recording(log, replace(CLOSE, on=Edtf("2019-12-30")))]
        )
        assert set(outcomes(came)) <= {"Answer", "BatchRefused"}
        assert topics(log_url)[-1] == "programme.closed@1"
        log.record([REOPEN], team())


def _report_while_closing(log: Log, url: str) -> BaseException | None:
    """What comes of a report that was decided on before the programme was closed, but waits its turn behind the close."""
    log.record(SETTING_UP, team())
    with ThreadPoolExecutor(2) as pool:
        with appends_held_up(url) as until_waiting:
            close = pool.submit(recording(log, CLOSE))
            until_waiting(close)
            report = pool.submit(recording(log, REPORT))
            until_waiting(close, report)
        assert close.result().versions == {"programme:FR-2018": 2}
        return report.exception()
