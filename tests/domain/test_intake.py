import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing import CloseProgramme
from domain.intake import read_command
from domain.kernel import Command
from domain.programme import CreateProgramme
from domain.report import CorrectReport, ReportProgress
from tests.domain.bodies import (
    CODE,
    DATE,
    JSON_VALUE,
    batch_outcome,
    exchanged,
    faults,
    outcome,
    patient,
    place,
    plain,
    positions,
)
from tests.domain.facts import PLAN
from tests.domain.requests import CREATE, REPORT
from tests.domain.samples import EVERY_REQUEST

JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    "",
    " ",
    "x",
    "é/\n",
    [],
    {},
    [[]],
    [None],
    {"x": {}},
    {"en": 1},
    "x" * 30_000,
]


@pytest.mark.parametrize("command", EVERY_REQUEST, ids=lambda command: command.NAME)
def test_a_request_is_read_as_it_was_written(command: Command) -> None:
    assert read_command(type(command), plain(command)) == command
    line = {"request": command.NAME, **plain(command)}
    body = json.dumps({"about": "One line.", "requests": [line, line]}).encode()
    assert batch_outcome(body)[0] == (() if command.OURS else (command, command))


@pytest.mark.parametrize("command", EVERY_REQUEST, ids=lambda command: command.NAME)
def test_what_stands_in_the_address_does_not_stand_in_the_body(command: Command) -> None:
    body = plain(command)
    named = {name: body.pop(name) for name in command.PATH_FIELDS}
    assert read_command(type(command), body, **named) == command
    if named:
        assert faults(type(command), {**body, **named}, **named) == [
            f"$.{name}: is named by the address: leave it out here" for name in named
        ]


@pytest.mark.parametrize("command", EVERY_REQUEST, ids=lambda command: command.NAME)
def test_wrong_values_in_every_position_are_refused_there(command: Command) -> None:
    body = plain(command)
    refused = 0
    for path in positions(body):
        for junk in JUNK:
            _, found = outcome(type(command), exchanged(body, path, junk))
            refused += bool(found)
            assert [fault for fault in found if not fault.place.startswith(place(path))] == []
            assert [fault for fault in found if len(str(fault)) > 700] == []
    assert refused > 10 * len(body)


@pytest.mark.parametrize("command", EVERY_REQUEST, ids=lambda command: command.NAME)
def test_an_empty_request_is_told_all_that_is_missing(command: Command) -> None:
    found = faults(type(command), {})
    assert found
    assert [fault for fault in found if not fault.endswith(": is missing")] == []


@pytest.mark.parametrize("command", EVERY_REQUEST, ids=lambda command: command.NAME)
def test_an_unknown_field_is_refused_with_the_known_ones(command: Command) -> None:
    known = ", ".join(command.__struct_fields__)
    assert faults(type(command), {**plain(command), "Code": 1}) == [f"$.Code: is not known here. Known: {known}"]


@pytest.mark.parametrize("body", [None, True, 1, 1.5, "x", [], [{}]])
def test_a_request_is_an_object(body: object) -> None:
    assert faults(CloseProgramme, body, code=PLAN) == ["$: must be an object, as in {…}"]


def test_every_fault_of_a_request_is_named_at_once_in_words_for_people() -> None:
    body = {
        "title": {"french": "x", "en": "", "fr": " ", "de": 1},
        "kind": "plan",
        "period": "soon",
        "languages": ["EN", 1],
        "countries": "FR",
        "policies": {"x": 1, "complete_needs_evidence": "yes"},
        "source": {"words": None, "document": "a\nb"},
        "illustrative": 1,
        "colour": "red",
    }
    fields = ", ".join(CREATE.__struct_fields__)
    assert sorted(faults(CreateProgramme, body)) == sorted(
        [
            f"$.colour: is not known here. Known: {fields}",
            "$.code: is missing",
            "$.title (the key 'french'): 'french' does not fit. Expected: BCP 47 language tag: en, fr, ar.",
            "$.title.en: must not be empty",
            "$.title.fr: ' ' does not fit. Expected: A text that is not blank.",
            "$.title.de: must be text, not 1",
            "$.kind: 'plan' is not known here. Known: action-plan, funded-project, pilot-project, initiative",
            f"$.period: 'soon' is not a date: it is written in no form known here. {DATE}",
            "$.languages[0]: 'EN' does not fit. Expected: BCP 47 language tag: en, fr, ar.",
            "$.languages[1]: must be text, not 1",
            "$.countries: must be a list, as in […], not 'FR'",
            "$.policies.x: is not known here. Known: complete_needs_evidence, low_status_needs_challenge",
            "$.policies.complete_needs_evidence: must be true or false, not 'yes'",
            "$.source.document: 'a\\u000ab' does not fit. Expected: One line that is not blank.",
            "$.illustrative: must be true or false, not 1",
        ]
    )


def test_every_fault_of_evidence_and_numbers_is_named() -> None:
    body: dict[str, Any] = {
        **plain(REPORT),
        "corrects": 2.0,
        "reason": "x" * 20_001,
        "on": 2018,
        "text": {},
        "challenges": "None.",
        "evidence": [
            {"url": "ftp://example.org", "title": "FTP", "seen": "2018"},
            {"url": "https://[example.org", "title": "t"},
            {"url": "https://:80", "title": "t"},
            {"url": "https://example.org:99999", "title": "t"},
            {"url": "javascript:alert(1)", "title": "x" * 501, "seen": None},
            "https://example.org",
        ],
    }
    address = "does not fit. Expected: A web address that begins with http:// or https://, without spaces."
    assert sorted(faults(CorrectReport, body)) == sorted(
        [
            "$.corrects: must be a whole number, not 2.0",
            "$.reason: has 20001 characters; at most 20000 are taken",
            "$.on: must be a date as text, not 2018",
            "$.text: must not be empty",
            "$.challenges: must be an object, as in {…}, not 'None.'",
            f"$.evidence[0].url: 'ftp://example.org' {address}",
            "$.evidence[0].seen: '2018' is not a day. Write it as in 2018-06-27",
            "$.evidence[1]: 'https://[example.org' is not a web address: Invalid IPv6 URL",
            "$.evidence[2]: 'https://:80' is not a web address: it names no host",
            "$.evidence[3]: 'https://example.org:99999' is not a web address: Port out of range 0-65535",
            f"$.evidence[4].url: 'javascript:alert(1)' {address}",
            "$.evidence[4].title: has 501 characters; at most 500 are taken",
            "$.evidence[5]: must be an object, as in {…}, not 'https://example.org'",
        ]
    )


@pytest.mark.parametrize("corrects", [1, 1_000_000])
def test_what_is_as_long_or_as_large_as_can_be_is_taken(corrects: int) -> None:
    link = {"url": "https://example.org/" + "x" * 1_980, "title": "x" * 500}
    body = {**plain(REPORT), "corrects": corrects, "reason": "x" * 20_000, "evidence": [link]}
    assert faults(CorrectReport, body) == []


@pytest.mark.parametrize("corrects", [0, -1, 1_000_001, 2**53 - 1])
def test_a_number_out_of_range_is_refused_with_its_range(corrects: int) -> None:
    body = {**plain(REPORT), "corrects": corrects, "reason": "Why."}
    assert faults(CorrectReport, body) == [f"$.corrects: must be from 1 to 1000000, not {corrects}"]


@pytest.mark.parametrize(
    "code", ["", ".", "..", "a/b", "a b", "-a", "a-", "a\n", "é", "\x00", "\ud800", "a" * 65, "%2e%2e"]
)
def test_an_address_that_holds_no_code_is_refused(code: str) -> None:
    body = {"on": "2018", "text": {"en": "Done."}}
    found = faults(ReportProgress, body, programme=PLAN, code=code)
    assert len(found) == 1
    assert found[0].startswith("$.code: ")
    assert found[0].endswith(CODE)
    found[0].encode()


@pytest.mark.parametrize("code", ["9", "9.1", "FR-2018", "a_b", "a" * 64, "A..B"])
def test_an_address_that_holds_a_code_is_taken(code: str) -> None:
    assert read_command(ReportProgress, {"on": "2018", "text": {"en": "Done."}}, programme=PLAN, code=code).key()


@patient(200)
@given(st.sampled_from(EVERY_REQUEST), st.data())
def test_any_value_anywhere_is_read_or_bad_input(command: Command, data: st.DataObject) -> None:
    body = plain(command)
    path = data.draw(st.sampled_from(list(positions(body))))
    read, found = outcome(type(command), exchanged(body, path, data.draw(JSON_VALUE)))
    if read is None:
        assert found
        json.dumps([str(fault) for fault in found], ensure_ascii=False).encode()
    else:
        assert read_command(type(command), plain(read)) == read
