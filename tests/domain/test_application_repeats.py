"""The same request sent again, and at the same moment."""

import pytest
from msgspec.structs import replace

from domain.application import Answer, BatchRefused, DemonstrationOnly, KeyUsedOtherwise, Log, Stale
from domain.kernel import Command
from domain.recorder import Caller
from tests.domain.logbook import all_at_once, ask, recorded, topics
from tests.domain.requests import AMEND, CLOSE, CREATE, REGISTER, REGISTER_OTHER, REPORT, SETTING_UP


def keyed(key: str = "key-1", actor: str = "team", if_version: int | None = None) -> Caller:
    return Caller(actor=actor, idempotency_key=key, if_version=if_version)


def test_a_repeated_request_gets_the_first_answer_and_records_nothing(log: Log, log_url: str) -> None:
    first = log.record(SETTING_UP, keyed())
    again = log.record(SETTING_UP, keyed())
    assert again == replace(first, repeated=True)
    assert len(recorded(log_url)) == len(SETTING_UP)


def test_the_first_answer_is_given_again_long_after(log: Log, log_url: str) -> None:
    first = log.record([CREATE], keyed())
    log.record([AMEND, *SETTING_UP[1:], REPORT], keyed("key-2"))
    log.record([CLOSE], keyed("key-3"))
    before = topics(log_url)
    assert log.record([CREATE], keyed()) == replace(first, repeated=True)
    assert topics(log_url) == before


def test_a_request_that_could_be_recorded_twice_is_recorded_once(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, keyed())
    first = log.record([REPORT], keyed("key-2"))
    assert log.record([REPORT], keyed("key-2")) == replace(first, repeated=True)
    assert log.record([REPORT], keyed("key-3")).versions == {"milestone:FR-2018/9.1": 3}
    assert topics(log_url).count("milestone.progress_reported@1") == 2


def test_a_repeated_request_is_answered_whatever_version_it_names(log: Log) -> None:
    first = log.record([CREATE], keyed(if_version=0))
    assert log.record([CREATE], keyed(if_version=0)) == replace(first, repeated=True)


@pytest.mark.parametrize(
    "other",
    [[REGISTER_OTHER], [CREATE, REGISTER], [replace(CREATE, countries=())], [replace(CREATE, code="FR-2021")], [CLOSE]],
    ids=["another thing", "more", "other words", "another code", "another kind"],
)
def test_a_key_answers_one_request_only(log: Log, log_url: str, other: list[Command]) -> None:
    log.record([CREATE], keyed())
    with pytest.raises(KeyUsedOtherwise, match=r"'key-1' has answered another request\. Use a new key"):
        log.record(other, keyed())
    assert topics(log_url) == ["programme.created@1"]


def test_keys_belong_to_their_actor(log: Log) -> None:
    log.record([REGISTER], keyed(actor="team"))
    other = log.record([REGISTER_OTHER], keyed(actor="irm"))
    assert not other.repeated
    assert other.versions == {"partner:dgafp": 1}


def test_a_refused_request_leaves_no_trace_and_its_key_can_be_used_again(log: Log, log_url: str) -> None:
    with pytest.raises(BatchRefused):
        log.record([REPORT], keyed())
    with pytest.raises(Stale):
        log.record([CREATE], keyed(if_version=7))
    with pytest.raises(DemonstrationOnly):
        log.record([replace(CREATE, illustrative=True)], keyed())
    assert ask(log_url, "SELECT count(*) FROM log.requests") == 0
    assert not log.record([CREATE], keyed()).repeated


def test_a_request_without_a_key_has_its_own_id_for_a_key(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, keyed())
    same = Caller(actor="team", request="a-request")
    first = log.record([REPORT], same)
    assert log.record([REPORT], same) == replace(first, repeated=True)
    with pytest.raises(KeyUsedOtherwise, match="'a-request' has answered another request"):
        log.record([CLOSE], same)
    assert topics(log_url).count("milestone.progress_reported@1") == 1


def test_requests_without_a_key_are_recorded_as_often_as_they_are_sent(log: Log, log_url: str) -> None:
    log.record(SETTING_UP, keyed())
    for _ in range(3):
        assert not log.record([REPORT], Caller(actor="team")).repeated
    assert topics(log_url).count("milestone.progress_reported@1") == 3


def test_of_requests_under_one_key_at_the_same_moment_one_is_recorded_and_all_get_its_answer(
    log: Log, log_url: str
) -> None:
    log.record(SETTING_UP, keyed())
    answers = all_at_once([lambda: log.record([REPORT], keyed("key-2"))] * 8)
    assert topics(log_url).count("milestone.progress_reported@1") == 1
    assert [replace(answer, request="", repeated=True) for answer in answers if isinstance(answer, Answer)] == [
        Answer(
            position=recorded(log_url)[-1].position, request="", versions={"milestone:FR-2018/9.1": 2}, repeated=True
        )
    ] * 8
    assert [answer.repeated for answer in answers if isinstance(answer, Answer)].count(False) == 1
