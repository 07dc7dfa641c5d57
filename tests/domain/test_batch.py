import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.catalogue import OFFERED
from domain.intake import MAX_BATCH, MAX_LINES, read_batch
from domain.values import JSON
from tests.domain.bodies import ANY_VALUE, CODE, DATE, batch_faults, batch_outcome, patient, plain
from tests.domain.requests import CLOSE

KINDS = ", ".join(OFFERED)


def test_every_line_of_a_batch_is_told_its_faults() -> None:
    lines = [
        {"request": "close-programme"},
        {"request": "close-programme", "code": "P", "on": "2018"},
        {"request": "close-programme", "code": "P!", "on": "soon"},
        {"request": "close"},
        {"request": ["close-programme"]},
        {"code": "P", "on": "2018"},
        {"request": None},
    ]
    assert batch_faults({"requests": lines}) == [
        "line 1: $.code: is missing",
        "line 1: $.on: is missing",
        f"line 3: $.code: 'P!' does not fit. Expected: {CODE}",
        f"line 3: $.on: 'soon' is not a date: it is written in no form known here. {DATE}",
        f"line 4: $.request: 'close' is no request. Known: {KINDS}",
        f"line 5: $.request: a list is no request. Known: {KINDS}",
        f"line 6: $.request: is missing: it names the kind of request. Known: {KINDS}",
        f"line 7: $.request: null is no request. Known: {KINDS}",
    ]


def test_what_makes_a_batch_unsafe_is_told_by_line_too() -> None:
    body = (
        b'{"requests": [{"request": "close-programme"}, {"request": "x", "request": "y"}, '
        b'{"on": "\\u0000"}, {"source": {"document": "a", "document": "b"}}, {"code": 1e999}]}'
    )
    assert batch_faults(body) == [
        "line 2: $: the key 'request' stands more than once in one object",
        "line 3: $.on: holds the character U+0000, which no text here may hold",
        "line 4: $.source: the key 'document' stands more than once in one object",
        "line 5: $.code: the number 1e999 is out of range",
    ]


NO_BATCHES: list[tuple[object, list[str]]] = [
    ([], ["$: must be an object, as in {…}, not a list"]),
    ([{"request": "close-programme"}], ["$: must be an object, as in {…}, not a list"]),
    ("x", ["$: must be an object, as in {…}, not 'x'"]),
    ({}, ["$.requests: is missing"]),
    ({"requests": []}, ["$.requests: holds no request"]),
    ({"requests": {}}, ["$.requests: must be a list, as in […], not an object"]),
    ({"requests": None}, ["$.requests: must be a list, as in […], not null"]),
    ({"requests": [{}], "lines": 1}, ["$.lines: is not known here. Known: requests, about"]),
    ({"requests": [{}], "about": 1}, ["$.about: must be text, not 1"]),
    (
        {"requests": [1, {}, "x", [], None]},
        [
            "line 1: $: must be an object, as in {…}, not 1",
            "line 3: $: must be an object, as in {…}, not 'x'",
            "line 4: $: must be an object, as in {…}, not a list",
            "line 5: $: must be an object, as in {…}, not null",
        ],
    ),
    ({"requests": [{}] * (MAX_LINES + 1)}, ["$.requests: holds 10001 requests; at most 10000 go into one batch"]),
]


@pytest.mark.parametrize(("body", "found"), NO_BATCHES, ids=lambda value: str(value)[:32])
def test_what_is_no_batch_is_refused(body: object, found: list[str]) -> None:
    assert batch_faults(body) == found


def test_a_batch_may_be_longer_than_a_body_but_not_without_end() -> None:
    lines = [{"request": "close-programme", **plain(CLOSE), "reason": "x" * 20_000}] * 100
    assert len(read_batch(json.dumps({"requests": lines}).encode())) == 100
    assert batch_faults(b" " * (MAX_BATCH + 1)) == ["$: is larger than 16384 KiB"]


def test_of_very_many_faults_the_first_two_hundred_are_named() -> None:
    lines = [{"request": "close-programme"}] * MAX_LINES
    found = batch_faults({"requests": lines})
    assert len(found) == 200
    assert found[-1].startswith("line 100: ")


@patient(150)
@given(ANY_VALUE)
def test_any_value_is_a_batch_or_bad_input(value: Any) -> None:
    for body in (value, {"requests": value}, {"requests": [value]}, {"requests": [{"request": value}]}):
        assert batch_faults(body)


@patient(100)
@given(st.text(min_size=1, max_size=60))
def test_any_text_that_is_accepted_survives_a_round_trip(text: str) -> None:
    line = {"request": CLOSE.NAME, **plain(CLOSE), "reason": text}
    read, found = batch_outcome(json.dumps({"requests": [line]}).encode())
    if read:
        assert read == (replace(CLOSE, reason=text),)
        assert read == batch_outcome(JSON.encode({"requests": [{"request": CLOSE.NAME, **plain(read[0])}]}))[0]
    else:
        assert [(fault.line, fault.place) for fault in found] == [(1, "$.reason")]
