"""Strict JSON: bytes from outside become a value that is safe to keep, or one error that names every fault in them."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple, cast

MAX_DEPTH: Final = 32
MAX_BODY: Final = 1024 * 1024
MAX_INTEGER: Final = 2**53 - 1
MAX_FAULTS: Final = 200
MAX_SHOWN: Final = 60

# Control characters other than tab and line feed, and lone surrogates; Arabic needs the bidirectional ones.
_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSHOWN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_BRACKETS: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[^\[\]{}"]++', re.DOTALL)


class InputFault(NamedTuple):
    """One fault: the line of the batch (None outside one), the place (`$.evidence[0].url`), and what is wrong there."""

    line: int | None
    place: str
    why: str

    def __str__(self) -> str:
        line = "" if self.line is None else f"line {self.line}: "
        return f"{line}{self.place}: {self.why}"


class BadInput(Exception):
    """Input that is not what it should be: all its faults (the first 200)."""

    def __init__(self, faults: Iterable[InputFault]) -> None:
        self.faults = tuple(islice(faults, MAX_FAULTS))
        super().__init__("; ".join(map(str, self.faults)))


def bad(why: str, place: str = "$", line: int | None = None) -> BadInput:
    return BadInput([InputFault(line, place, why)])


def shown(text: str) -> str:
    """A text from outside as it can be shown anywhere: cut where it is long, control characters written out."""
    cut = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", cut)


def quoted(value: object) -> str:
    """A JSON value from outside as a fault names it."""
    match value:
        case str():
            return f"'{shown(value)}'"
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return json.dumps(value)


def read_json(body: bytes, *, limit: int = MAX_BODY) -> Any:
    """The JSON value of a body; not too large or deep, no repeated keys, no harmful characters or numbers."""
    if len(body) > limit:
        raise bad(f"is larger than {limit // 1024} KiB")
    if not body.strip():
        raise bad("is empty")
    if body.startswith(b"\xef\xbb\xbf"):
        raise bad("begins with a byte order mark: save it as UTF-8 without one")
    if _depth(body) > MAX_DEPTH:
        raise bad(f"is nested deeper than {MAX_DEPTH} levels")
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise bad(f"is not UTF-8: byte {error.start} cannot be read") from error
    except json.JSONDecodeError as error:
        raise bad(
            f"is not JSON: {error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}"
        ) from error
    found = BadInput(_harmful(value, "$"))
    if found.faults:
        raise found
    return value


class _Unsafe(NamedTuple):
    """What stands in a value's place where it cannot be kept."""

    why: str


class _Repeating(dict[str, Any]):
    """An object in which keys stand more than once."""

    repeated: tuple[str, ...]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    repeating = _Repeating(found)
    repeating.repeated = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))
    return repeating


def _no_constant(name: str) -> _Unsafe:
    return _Unsafe(f"{name} is not a JSON number")


def _integer(digits: str) -> int | _Unsafe:
    if len(digits) > len(str(-MAX_INTEGER)) or abs(int(digits)) > MAX_INTEGER:
        return _Unsafe(f"the number {shown(digits)} is out of range: at most {MAX_INTEGER} either way")
    return int(digits)


def _float(digits: str) -> float | _Unsafe:
    number = float(digits)
    return number if abs(number) <= MAX_INTEGER else _Unsafe(f"the number {shown(digits)} is out of range")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_integer, parse_float=_float
)


def _depth(body: bytes) -> int:
    """How deep brackets nest outside of strings."""
    deepest = depth = 0
    for bracket in _NO_BRACKETS.sub(b"", body):
        if bracket in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _harmful(value: object, place: str) -> Iterator[InputFault]:
    match value:
        case str() if found := _HARMFUL.search(value):
            yield InputFault(None, place, f"holds the character U+{ord(found[0]):04X}, which no text here may hold")
        case _Unsafe():
            yield InputFault(None, place, value.why)
        case list():
            for index, item in enumerate(cast("list[object]", value)):
                yield from _harmful(item, f"{place}[{index}]")
        case dict():
            if isinstance(value, _Repeating):
                again = (f"the key {quoted(key)} stands more than once in one object" for key in value.repeated)
                yield from (InputFault(None, place, why) for why in again)
            for key, item in cast("dict[str, object]", value).items():
                yield from _harmful(key, f"{place} (the key {quoted(key)})")
                yield from _harmful(item, f"{place}.{shown(key)}")
        case _:
            pass
