import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from eventsourcing.persistence import JSONTranscoder, StoredEvent

from domain.catalogue import COMMANDS, EVENTS, EVOLVE, past
from domain.kernel import SAYS, Command, Correction, Event, Key, Refusal, State
from domain.stored import Entry, EntryMapper, read_stored
from domain.values import JSON, Source
from tests.domain.facts import CORRECTED, CREATED, PLAN_WITH_MILESTONE, PROGRAMME
from tests.domain.given import Fact
from tests.domain.samples import ACCEPTED, EVERY_FACT, EVERY_REQUEST

STORED = Path(__file__).parent / "stored"
SAMPLES = sorted(STORED.glob("*.json"))
SUMS = STORED / "SHA256SUMS"
ENVELOPE = {"actor": "team", "request": "9f1c0de5a38f4c0e9c573a2f1d0b7e11"}
MAPPER = EntryMapper(JSONTranscoder())

by_name = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)


def kinds_of(kind: type[Any]) -> Iterator[type[Any]]:
    """All kinds below a kind that are defined in domain/."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("domain."):
            yield below
        yield from kinds_of(below)


def stored(fact: Fact, version: int = 1) -> StoredEvent:
    """A fact as the log stores it, with all that its envelope can hold."""
    key, event = fact
    source = Source(document="plan.pdf", words="Former les agents")
    entry = Entry(key.stream, version, key, event, **ENVELOPE, source=source, illustrative=True)
    return MAPPER.to_stored_event(entry)


def test_every_event_is_in_the_catalogue_under_a_name_of_its_own() -> None:
    named = [event for event in kinds_of(Event) if event is not Correction]
    assert sorted(event.TOPIC for event in named) == sorted(EVENTS)
    assert {event.TOPIC: event for event in named} == dict(EVENTS)


@pytest.mark.parametrize("topic", EVENTS)
def test_the_name_of_an_event_has_a_version_and_no_module_path(topic: str) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)*@[1-9][0-9]*", topic)


def test_every_request_is_in_the_catalogue_under_a_name_of_its_own() -> None:
    named = [command for command in kinds_of(Command) if "NAME" in vars(command)]
    assert sorted(command.NAME for command in named) == sorted(COMMANDS)
    assert {command.NAME: command for command in named} == dict(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_request_says_what_it_is_for_and_what_its_address_names(name: str) -> None:
    command = COMMANDS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", name)
    assert (command.__doc__ or "").endswith(".")
    assert set(command.PATH_FIELDS) <= set(command.__struct_fields__)


def test_every_refusal_has_a_name_of_its_own() -> None:
    named = Counter(refusal.__name__ for refusal in kinds_of(Refusal))
    assert [name for name, times in named.items() if times > 1] == []


def test_every_kind_of_thing_evolves() -> None:
    assert sorted(state.KIND for state in kinds_of(State)) == sorted(EVOLVE)


def test_there_is_a_sample_fact_of_every_event_and_a_sample_request_of_every_kind() -> None:
    assert sorted(event.TOPIC for _, event in EVERY_FACT) == sorted(EVENTS)
    assert sorted(request.NAME for request in EVERY_REQUEST) == sorted(COMMANDS)
    assert len(ACCEPTED) == len(COMMANDS)


BEGINNING = {fact for fact, request in SAYS.items() if request.BEGINS}
BEGUN = {key.kind for key, event in EVERY_FACT if type(event) in BEGINNING}


@pytest.mark.parametrize("kind", sorted(BEGUN))
def test_nothing_is_known_of_a_thing_before_its_first_fact(kind: str) -> None:
    for key, event in EVERY_FACT:
        if key.kind == kind and type(event) not in BEGINNING and not isinstance(event, Correction):
            with pytest.raises(ValueError, match=event.TOPIC):
                past(key).take(event)


UNDATED_CHANGES = """
assessment.recorded@1 assessment.retracted@1 cohort.milestone_tied@1 cohort.milestone_untied@1 commitment.amended@1
event.milestone_tied@1 event.milestone_untied@1 milestone.tied@1 milestone.untied@1 partner.amended@1 programme.amended@1
programme.reopened@1 programme.vocabularies_chosen@1
"""


def test_a_later_fact_that_need_not_have_a_day_holds_at_every_time_unless_it_changes_something() -> None:
    undated = {
        event
        for event in set(EVENTS.values()) - BEGINNING
        for field in msgspec.structs.fields(event)
        if field.name == "on" and not field.required
    }
    assert {event.TOPIC for event in undated if not event.TIMELESS} == set(UNDATED_CHANGES.split())
    assert {event for event in EVENTS.values() if event.TIMELESS} - undated <= BEGINNING


def test_every_event_has_a_stored_sample_and_every_sample_an_event() -> None:
    assert [sample.stem for sample in SAMPLES] == sorted(EVENTS)


def test_stored_samples_are_only_ever_added() -> None:
    lines = [line.split("  ") for line in SUMS.read_text().splitlines()]
    assert {name: digest for digest, name in lines} == {
        sample.name: hashlib.sha256(sample.read_bytes()).hexdigest() for sample in SAMPLES
    }


@by_name
def test_a_stored_event_is_readable_and_encodes_to_the_same(sample: Path) -> None:
    state = sample.read_bytes()
    stored_event = StoredEvent(Key.read(msgspec.json.decode(state)["stream"]).stream, 3, sample.stem, state)
    entry: Entry = MAPPER.to_domain_event(stored_event)
    assert sample.stem == type(entry.event).TOPIC
    assert MAPPER.to_stored_event(entry) == stored_event


@by_name
def test_a_stored_event_says_what_it_said_when_it_was_stored(sample: Path) -> None:
    (fact,) = [fact for fact in EVERY_FACT if sample.stem == fact[1].TOPIC]
    envelope, event = read_stored(sample.stem, sample.read_bytes())
    assert (Key.read(envelope.stream), event) == fact
    assert (envelope.actor, envelope.request) == tuple(ENVELOPE.values())
    assert envelope.source == Source(document="plan.pdf", words="Former les agents")
    assert envelope.illustrative


@pytest.mark.parametrize("fact", EVERY_FACT, ids=lambda fact: fact[1].TOPIC)
def test_an_event_is_stored_today_as_its_sample_is(fact: Fact) -> None:
    assert stored(fact).state == (STORED / f"{fact[1].TOPIC}.json").read_bytes()


def test_an_envelope_leaves_out_what_was_not_said() -> None:
    entry = Entry(PROGRAMME.stream, 1, PROGRAMME, CREATED[1], **ENVELOPE, source=None, illustrative=False)
    state = msgspec.json.decode(MAPPER.to_stored_event(entry).state)
    assert list(state) == ["stream", "actor", "request", "data"]
    assert MAPPER.to_domain_event(MAPPER.to_stored_event(entry)) == entry


def test_a_field_that_a_later_version_adds_does_not_stop_an_earlier_one_from_reading() -> None:
    state = msgspec.json.decode(stored(CREATED).state)
    state["data"]["motto"] = "Open"
    assert read_stored("programme.created@1", JSON.encode(state))[1] == CREATED[1]


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        ("programme.renamed@1", stored(CREATED).state),
        ("programme.created@2", stored(CREATED).state),
        ("programme.closed@1", stored(CREATED).state),
        ("programme.created@1", b"{}"),
        ("programme.created@1", b"not JSON"),
        ("programme.created@1", b""),
        ("programme.created@1", b"\xff\xfe"),
        ("programme.created@1", stored(CREATED).state.replace(b"2018/2020", b"sometime!")),
    ],
)
def test_what_cannot_be_read_is_a_value_error(topic: str, state: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_stored(topic, state)


def test_no_text_with_nul_is_ever_stored() -> None:
    key, event = CORRECTED
    for text in ("a\x00b", "\x00", "\\\x00"):
        with pytest.raises(ValueError, match=r"U\+0000"):
            stored((key, msgspec.structs.replace(event, reason=text)))
    for text in ("\\u0000", "\\\\u0000", "u0000"):
        assert stored((key, msgspec.structs.replace(event, reason=text)))


def test_a_stream_has_one_id_for_ever() -> None:
    assert {str(key): str(key.stream) for key, _ in PLAN_WITH_MILESTONE} == {
        "programme:FR-2018": "88a73a23-546f-5050-84f8-a7f0c378fdb8",
        "partner:dinum": "906b9176-805e-589d-aee9-33f416228edd",
        "partner:dgafp": "c90b0025-3608-5b89-b021-e32155837b44",
        "commitment:FR-2018/9": "ce6cf79f-4f19-57ac-a67e-7656c04e905c",
        "milestone:FR-2018/9.1": "f6f86117-2c71-5466-9c5d-112f83a26ec0",
    }
    assert Key.read("milestone:FR-2018/9.1") == Key("milestone", "FR-2018/9.1")


def test_a_fact_that_could_not_be_read_again_is_never_stored() -> None:
    key, event = CORRECTED
    with pytest.raises(ValueError, match="20000"):
        stored((key, msgspec.structs.replace(event, text={"en": "x" * 20_001})))
