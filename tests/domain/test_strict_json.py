import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strict_json import MAX_BODY, MAX_DEPTH, MAX_INTEGER, BadInput, read_json
from tests.domain.bodies import ANY_VALUE, patient

FAULTY: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "$: is empty"),
    "blanks": (b" \r\n\t ", "$: is empty"),
    "a cut object": (b'{"a"', "$: is not JSON: Expecting ':' delimiter at line 1, column 5"),
    "a cut list": (b"[1, 2", "$: is not JSON: Expecting ',' delimiter at line 1, column 6"),
    "a cut text": (b'"abc', "$: is not JSON: Unterminated string starting at line 1, column 1"),
    "a cut escape": (b'"\\u00', "$: is not JSON: Invalid \\uXXXX escape at line 1, column 3"),
    "a cut word": (b"tru", "$: is not JSON: Expecting value at line 1, column 1"),
    "two values": (b"{}\n{}", "$: is not JSON: Extra data at line 2, column 1"),
    "a trailing comma": (b"[1,]", "$: is not JSON: Expecting value at line 1, column 4"),
    "a comment": (b"[1] // one", "$: is not JSON: Extra data at line 1, column 5"),
    "single quotes": (
        b"{'a': 1}",
        "$: is not JSON: Expecting property name enclosed in double quotes at line 1, column 2",
    ),
    "a key that is no text": (
        b"{1: 2}",
        "$: is not JSON: Expecting property name enclosed in double quotes at line 1, column 2",
    ),
    "a leading zero": (b"01", "$: is not JSON: Extra data at line 1, column 2"),
    "an unknown escape": (b'"\\x41"', "$: is not JSON: Invalid \\escape at line 1, column 2"),
    "a form of a web page": (b"code=P&on=2018", "$: is not JSON: Expecting value at line 1, column 1"),
    "a web page": (b"<html></html>", "$: is not JSON: Expecting value at line 1, column 1"),
    "a bare line feed in a text": (b'"a\nb"', "$: is not JSON: Invalid control character at line 1, column 3"),
    "a bare NUL in a text": (b'"\x00"', "$: is not JSON: Invalid control character at line 1, column 2"),
    "a bare NUL": (b"\x00", "$: is not JSON: Expecting value at line 1, column 1"),
    "Latin-1": ('{"en": "é"}'.encode("latin-1"), "$: is not UTF-8: byte 8 cannot be read"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "$: is not UTF-8: byte 0 cannot be read"),
    "UTF-16 without a mark": (
        '{"a": 1}'.encode("utf-16-le"),
        "$: is not JSON: Expecting property name enclosed in double quotes at line 1, column 2",
    ),
    "an overlong slash": (b'"\xc0\xaf"', "$: is not UTF-8: byte 1 cannot be read"),
    "a surrogate in UTF-8": (b'"\xed\xa0\x80"', "$: is not UTF-8: byte 1 cannot be read"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "$: begins with a byte order mark: save it as UTF-8 without one"),
    "zeros": (bytes(64), "$: is not JSON: Expecting value at line 1, column 1"),
    "a zip file": (b"PK\x03\x04\x14\x00\x08\x08", "$: is not JSON: Expecting value at line 1, column 1"),
    "NaN": (b"[NaN]", "$[0]: NaN is not a JSON number"),
    "infinity": (b'{"a": Infinity}', "$.a: Infinity is not a JSON number"),
    "minus infinity": (b"-Infinity", "$: -Infinity is not a JSON number"),
    "a large integer": (
        b"9007199254740992",
        "$: the number 9007199254740992 is out of range: at most 9007199254740991 either way",
    ),
    "a large negative integer": (
        b"[-9007199254740992]",
        "$[0]: the number -9007199254740992 is out of range: at most 9007199254740991 either way",
    ),
    "a huge integer": (
        b"7" * 100_000,
        f"$: the number {'7' * 60}… is out of range: at most 9007199254740991 either way",
    ),
    "a huge float": (b"[1, 1e400]", "$[1]: the number 1e400 is out of range"),
    "a huge negative float": (b"-1E+400", "$: the number -1E+400 is out of range"),
    "a float beyond all integers": (b"1e16", "$: the number 1e16 is out of range"),
    "a repeated key": (b'{"on": 1, "on": 2}', "$: the key 'on' stands more than once in one object"),
    "a key repeated under another spelling": (
        b'{"on": 1, "\\u006fn": 2}',
        "$: the key 'on' stands more than once in one object",
    ),
    "a repeated key further in": (
        b'{"a": [0, {"b": {"c": 1, "d": 1, "c": 1, "c": 1}}]}',
        "$.a[1].b: the key 'c' stands more than once in one object",
    ),
    "NUL": (b'{"a": ["\\u0000"]}', "$.a[0]: holds the character U+0000, which no text here may hold"),
    "NUL in a key": (
        b'{"a\\u0000": 1}',
        "$ (the key 'a\\u0000'): holds the character U+0000, which no text here may hold",
    ),
    "a bell": (b'"a\\u0007"', "$: holds the character U+0007, which no text here may hold"),
    "an escape character": (b'"\\u001b[31m"', "$: holds the character U+001B, which no text here may hold"),
    "a delete": (b'"\x7f"', "$: holds the character U+007F, which no text here may hold"),
    "a C1 control": ('"\x9b"'.encode(), "$: holds the character U+009B, which no text here may hold"),
    "a noncharacter": ('"\uffff"'.encode(), "$: holds the character U+FFFF, which no text here may hold"),
    "a lone high surrogate": (
        b'{"a": "\\ud83d"}',
        "$.a: holds the character U+D83D, which no text here may hold",
    ),
    "a lone low surrogate": (b'"\\ude00"', "$: holds the character U+DE00, which no text here may hold"),
    "surrogates the wrong way round": (
        b'"\\ude00\\ud83d"',
        "$: holds the character U+DE00, which no text here may hold",
    ),
    "a lone surrogate in a key": (
        b'{"\\ud83d": 1}',
        "$ (the key '\\ud83d'): holds the character U+D83D, which no text here may hold",
    ),
    "too deep": (
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        "$: is nested deeper than 32 levels",
    ),
    "objects too deep": (b'{"a":' * 33 + b"1" + b"}" * 33, "$: is nested deeper than 32 levels"),
    "a bottomless list": (b"[" * 500_000, "$: is nested deeper than 32 levels"),
    "depth behind a text full of quotes": (
        b'["\\"[", "\\\\", ' + b"[" * 32 + b"]" * 33,
        "$: is nested deeper than 32 levels",
    ),
    "too large": (b'"' + b"a" * MAX_BODY + b'"', "$: is larger than 1024 KiB"),
}

SAFE = [
    b"null",
    b" [1, -1.5, 2e3, true, false, null] ",
    b'{"a": {"a": {"a": 1}}}',
    b'[{"a": 1}, {"a": 2}]',
    b"9007199254740991",
    b"-9007199254740991",
    b"[9007199254740991.0, -9007199254740991.0]",
    b'"' + b"a" * (MAX_BODY - 2) + b'"',
    b'"\\ud83d\\ude00"',
    b'"tab\\tand line\\nfeed"',
    '"\u202eright to left\u202c, \u0627\u0644\u0639\u0631\u0628\u064a\u0629"'.encode(),
    b'"\\\\u0000"',
    b'"' + b"[{" * 1_000 + b'"',
    b"[" * MAX_DEPTH + b"]" * MAX_DEPTH,
    b'{"": 1}',
]


@pytest.mark.parametrize(("body", "fault"), FAULTY.values(), ids=FAULTY)
def test_what_cannot_be_kept_is_refused_with_its_place(body: bytes, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_json(body)
    assert list(map(str, caught.value.faults)) == [fault]
    fault.encode()


@pytest.mark.parametrize("body", SAFE, ids=lambda body: body[:24].decode("ascii", "replace"))
def test_what_can_be_kept_is_read_as_it_stands(body: bytes) -> None:
    assert read_json(body) == json.loads(body)


def test_every_fault_is_named_at_once() -> None:
    body = b'{"a": "\\u0000", "b": [NaN, 1e999, {"c": 1, "c": "\\ud800", "d": 1, "d": 2}], "\\u0001": "\\u0002"}'
    with pytest.raises(BadInput) as caught:
        read_json(body)
    assert list(map(str, caught.value.faults)) == [
        "$.a: holds the character U+0000, which no text here may hold",
        "$.b[0]: NaN is not a JSON number",
        "$.b[1]: the number 1e999 is out of range",
        "$.b[2]: the key 'c' stands more than once in one object",
        "$.b[2]: the key 'd' stands more than once in one object",
        "$.b[2].c: holds the character U+D800, which no text here may hold",
        "$ (the key '\\u0001'): holds the character U+0001, which no text here may hold",
        "$.\\u0001: holds the character U+0002, which no text here may hold",
    ]


def test_of_very_many_faults_the_first_two_hundred_are_named() -> None:
    with pytest.raises(BadInput) as caught:
        read_json(json.dumps(["\x00"] * 10_000).encode())
    assert [fault.place for fault in caught.value.faults] == [f"$[{index}]" for index in range(200)]


def test_a_key_that_is_repeated_after_very_many_others_is_found() -> None:
    keys = [f"{number:05}" for number in range(50_000)]
    body = "{" + ",".join(f'"{key}":1' for key in [*keys, keys[0], keys[-1]]) + "}"
    with pytest.raises(BadInput) as caught:
        read_json(body.encode())
    assert [fault.why.split()[2] for fault in caught.value.faults] == ["'00000'", "'49999'"]


def test_a_key_of_sixty_characters_is_named_whole() -> None:
    with pytest.raises(BadInput) as caught:
        read_json(json.dumps({"k" * 60: "\x00"}).encode())
    assert caught.value.faults[0].place == "$." + "k" * 60


def test_a_long_key_is_cut_where_it_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        read_json(json.dumps({"k" * 100_000: "\x00"}).encode())
    assert len(str(caught.value)) < 200


@patient(150)
@given(st.binary(max_size=64) | st.text(alphabet='[]{}",:\\u0dEe+-.19\n\x00\xe9', max_size=64).map(str.encode))
def test_any_bytes_are_json_or_bad_input(body: bytes) -> None:
    value, faults = _read(body)
    faults.encode()
    assert faults or value == json.loads(body)


@patient(150)
@given(ANY_VALUE)
def test_any_value_is_kept_as_it_is_or_refused(value: Any) -> None:
    read, faults = _read(json.dumps(value).encode())
    faults.encode()
    if not faults:
        assert read == value
        kept = json.dumps(read, ensure_ascii=False, allow_nan=False).encode()
        json.loads(kept, parse_int=_in_range, parse_float=_in_range)


def _read(body: bytes) -> tuple[Any, str]:
    """The value that is read, or the faults that are found."""
    try:
        return read_json(body), ""
    except BadInput as error:
        return None, str(error)


def _in_range(digits: str) -> float:
    assert abs(float(digits)) <= MAX_INTEGER
    return float(digits)
