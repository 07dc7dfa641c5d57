from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.application import Answer, BatchRefused, Log, Stale
from domain.dates import Edtf
from domain.kernel import Command, Refusal
from domain.milestone import UnknownMilestone
from domain.partner import UnknownPartner
from domain.programme import ProgrammeExists, ProgrammeIsClosed, UnknownProgramme
from domain.recorder import Caller
from domain.report import CompleteNeedsEvidence
from domain.rules import AboutTheFuture, SaidTwice
from domain.thing import UnknownCommitment
from tests.domain.facts import (
    ASSESSED,
    CLOSED,
    CORRECTED,
    CREATED,
    JOINED,
    MADE,
    OTHER_REGISTERED,
    PLANNED,
    REGISTERED,
    REOPENED,
    REPORTED,
    RESCHEDULED,
    WITHDRAWN,
)
from tests.domain.logbook import ask, recorded, team, topics
from tests.domain.requests import (
    ASSESS,
    CLOSE,
    CORRECT,
    CREATE,
    JOIN,
    MAKE,
    PLAN_STEP,
    REGISTER,
    REGISTER_OTHER,
    REOPEN,
    REPORT,
    RESCHEDULE,
    SETTING_UP,
    WITHDRAW,
)


def faults(log: Log, *commands: Command) -> list[tuple[int, type[Refusal]]]:
    with pytest.raises(BatchRefused) as caught:
        log.record(commands, team())
    return [(fault.line, type(fault.refusal)) for fault in caught.value.faults]


def test_a_request_becomes_a_fact_with_its_envelope(log: Log, log_url: str) -> None:
    caller = Caller(actor="team", request="a-request")
    answer = log.record([CREATE], caller)
    (fact,) = recorded(log_url)
    assert (fact.key, fact.event) == CREATED
    assert (fact.position, fact.version) == (answer.position, 1)
    assert (fact.actor, fact.request, fact.source, fact.illustrative) == ("team", "a-request", CREATE.source, False)


def test_an_answer_says_the_position_and_the_versions_that_were_reached(log: Log, log_url: str) -> None:
    first = log.record(SETTING_UP, Caller(actor="team", request="first"))
    assert first == Answer(
        position=recorded(log_url)[-1].position,
        request="first",
        versions={
            "programme:FR-2018": 1,
            "partner:dinum": 1,
            "partner:dgafp": 1,
            "commitment:FR-2018/9": 1,
            "milestone:FR-2018/9.1": 1,
        },
    )
    second = log.record([REPORT, CORRECT], Caller(actor="team", request="second"))
    assert second == Answer(
        position=recorded(log_url)[-1].position, request="second", versions={"milestone:FR-2018/9.1": 3}
    )
    assert second.position > first.position


def test_all_that_is_recorded_is_read_back(log: Log, log_url: str) -> None:
    log.record((*SETTING_UP, JOIN, REPORT, CORRECT, RESCHEDULE, WITHDRAW, ASSESS, CLOSE, REOPEN), team())
    assert [(fact.key, fact.event) for fact in recorded(log_url)] == [
        CREATED,
        REGISTERED,
        OTHER_REGISTERED,
        MADE,
        PLANNED,
        JOINED,
        REPORTED,
        CORRECTED,
        RESCHEDULED,
        WITHDRAWN,
        ASSESSED,
        CLOSED,
        REOPENED,
    ]


def test_a_batch_builds_on_its_own_lines(log: Log, log_url: str) -> None:
    log.record([*SETTING_UP, CLOSE, REOPEN, REPORT, CORRECT], team())
    assert [fact.position for fact in recorded(log_url)] == sorted(fact.position for fact in recorded(log_url))
    assert topics(log_url)[-4:] == [
        "programme.closed@1",
        "programme.reopened@1",
        "milestone.progress_reported@1",
        "milestone.report_corrected@1",
    ]


def test_a_batch_is_recorded_whole_or_not_at_all(log: Log, log_url: str) -> None:
    bad = replace(REPORT, status="complete", evidence=(), on=Edtf("9999"))
    assert faults(log, *SETTING_UP, REPORT, bad, replace(CREATE, languages=("en", "en"))) == [
        (7, AboutTheFuture),
        (7, CompleteNeedsEvidence),
        (8, ProgrammeExists),
        (8, SaidTwice),
    ]
    assert recorded(log_url) == []
    assert ask(log_url, "SELECT count(*) FROM log.requests") == 0


def test_the_fault_of_a_batch_names_line_and_reason(log: Log) -> None:
    with pytest.raises(BatchRefused, match=r"^line 2: There is already a programme 'FR-2018'\."):
        log.record([CREATE, CREATE], team())


def test_what_builds_on_a_refused_line_is_not_checked(log: Log) -> None:
    wrong = replace(CREATE, languages=())
    assert [(line, kind.__name__) for line, kind in faults(log, wrong, *SETTING_UP[1:], REPORT, CLOSE)] == [
        (1, "Unacceptable"),
        (4, "NotChecked"),
        (5, "NotChecked"),
        (6, "NotChecked"),
        (7, "NotChecked"),
    ]
    with pytest.raises(BatchRefused, match="line 4: Not checked: it builds on line 1, which was refused"):
        log.record([wrong, *SETTING_UP[1:]], team())


def test_what_is_wrong_by_itself_is_said_even_where_it_builds_on_a_refused_line(log: Log) -> None:
    twice = replace(PLAN_STEP, responsible=("dinum", "dinum"))
    found = faults(log, replace(CREATE, languages=()), REGISTER, REGISTER_OTHER, twice)
    assert [kind.__name__ for line, kind in found if line == 4] == [
        "UnknownProgramme",
        "SaidTwice",
        "UnknownCommitment",
    ]


def test_what_misses_things_that_no_line_makes_is_told_what_it_misses(log: Log) -> None:
    assert faults(log, REPORT, MAKE) == [
        (1, UnknownProgramme),
        (1, UnknownMilestone),
        (2, UnknownProgramme),
        (2, UnknownPartner),
        (2, UnknownPartner),
    ]
    log.record([CREATE, REGISTER], team())
    assert faults(log, PLAN_STEP) == [(1, UnknownCommitment)]


def test_a_refused_line_does_not_spoil_what_has_been_recorded_before(log: Log) -> None:
    log.record(SETTING_UP, team())
    assert faults(log, replace(REPORT, on=Edtf("9999")), REPORT, replace(REPORT, status="complete", evidence=())) == [
        (1, AboutTheFuture),
        (3, CompleteNeedsEvidence),
    ]


def test_a_request_is_made_on_the_version_it_names(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, team())
    log.record([REPORT], Caller(actor="team", if_version=1))
    with pytest.raises(Stale, match=r"milestone:FR-2018/9\.1 is at version 2, not 1"):
        log.record([RESCHEDULE], Caller(actor="team", if_version=1))
    with pytest.raises(Stale, match="is at version 2, not 3"):
        log.record([RESCHEDULE], Caller(actor="team", if_version=3))
    assert topics(log_url)[-1] == "milestone.progress_reported@1"
    assert log.record([RESCHEDULE], Caller(actor="team", if_version=2)).versions == {"milestone:FR-2018/9.1": 3}


def test_what_does_not_exist_is_at_version_nought(log: Log) -> None:
    with pytest.raises(Stale, match="is at version 0, not 1"):
        log.record([CREATE], Caller(actor="team", if_version=1))
    assert log.record([CREATE], Caller(actor="team", if_version=0)).versions == {"programme:FR-2018": 1}


def test_a_version_is_checked_before_the_rules(log: Log) -> None:
    log.record([CREATE], team())
    with pytest.raises(Stale):
        log.record([CREATE], Caller(actor="team", if_version=0))


def test_a_closed_programme_refuses_through_the_log_too(log: Log) -> None:
    log.record([*SETTING_UP, CLOSE], team())
    assert faults(log, REPORT) == [(1, ProgrammeIsClosed)]


def test_a_batch_reads_all_its_streams_in_two_queries_however_many_requests_it_holds(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [replace(PLAN_STEP, code=f"9.{number}") for number in range(1, 11)]
    log.record([*SETTING_UP[:-1], *steps], team())
    queries = list[int]()
    select = log.store.select_streams

    def counting(streams: Sequence[UUID]) -> list[tuple[UUID, datetime, str, bytes]]:
        queries.append(len(streams))
        return select(streams)

    monkeypatch.setattr(log.store, "select_streams", counting)
    log.record([replace(REPORT, code=step.code) for step in steps], team())
    assert len(queries) == 2
