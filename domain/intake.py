"""The intake: bytes from outside become requests, or one error that names every fault in them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, NoReturn, TypeVar, cast, get_args, get_origin

import msgspec
from msgspec import Struct

from domain.catalogue import COMMANDS
from domain.kernel import Command
from domain.values import decode_value

MAX_DEPTH: Final = 32
MAX_BODY: Final = 1024 * 1024
MAX_BATCH: Final = 16 * 1024 * 1024
MAX_LINES: Final = 10_000
MAX_INTEGER: Final = 2**53 - 1
MAX_FAULTS: Final = 200

# Control characters other than tab and line feed, bidirectional overrides left as they are (Arabic needs them), lone surrogates.
_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

S = TypeVar("S", bound=Struct)


class InputFault(NamedTuple):
    """One fault: the line of the batch (None outside one), the place as a path like `$.evidence[0].url`, and what is wrong there."""

    line: int | None
    place: str
    why: str

    def __str__(self) -> str:
        line = "" if self.line is None else f"line {self.line}: "
        return f"{line}{self.place}: {self.why}"


class BadInput(Exception):  # noqa: N818 - named as its reader says it
    """Input that is not what it should be: all its faults (the first 200)."""

    def __init__(self, faults: Sequence[InputFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


def bad(why: str, place: str = "$", line: int | None = None) -> BadInput:
    return BadInput([InputFault(line, place, why)])


def read_json(body: bytes, *, limit: int = MAX_BODY) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value of a body that is safe to keep: not too large or deep, no repeated keys, no harmful characters or numbers."""
    if len(body) > limit:
        raise bad(f"is larger than {limit // 1024} KiB")
    if _depth(body) > MAX_DEPTH:
        raise bad(f"is nested deeper than {MAX_DEPTH} levels")
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_integer)
    except UnicodeDecodeError as error:
        raise bad(f"is not UTF-8: byte {error.start} cannot be read") from error
    except json.JSONDecodeError as error:
        raise bad(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except _Repeated as error:
        raise bad(f"the key {error.key!r} stands more than once in one object") from error
    except ValueError as error:
        raise bad(str(error)) from error
    if faults := list(_harmful(value, "$")):
        raise BadInput(faults[:MAX_FAULTS])
    return value


class _Repeated(Exception):  # noqa: N818 - caught where it is raised
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Repeated(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _integer(digits: str) -> int:
    if len(digits) > len(str(MAX_INTEGER)) + 1 or abs(int(digits)) > MAX_INTEGER:
        raise ValueError(f"the number {digits[:24]} is out of range: at most {MAX_INTEGER} either way")
    return int(digits)


def _depth(body: bytes) -> int:
    """How deep brackets nest outside of strings."""
    deepest = depth = 0
    for bracket in re.sub(rb'"(?:[^"\\]|\\.)*"?', b"", body):
        if bracket in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in b"]}":
            depth -= 1
    return deepest


def _harmful(value: object, place: str) -> Iterator[InputFault]:
    if isinstance(value, str):
        if found := _HARMFUL.search(value):
            yield InputFault(None, place, f"holds the character U+{ord(found[0]):04X}, which no text here may hold")
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield from _harmful(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            yield from _harmful(key, f"{place} (a key)")
            yield from _harmful(item, f"{place}.{key}")


def read_struct(kind: type[S], value: object) -> S:
    """A JSON value as this struct. Raises BadInput with every fault, not only the first."""
    try:
        return msgspec.convert(value, kind, dec_hook=decode_value)
    except (msgspec.ValidationError, RecursionError) as error:
        faults = list(_faults(kind, value, "$")) or [InputFault(None, "$", str(error))]
        raise BadInput(faults[:MAX_FAULTS]) from error


def _faults(kind: Any, value: object, place: str) -> Iterator[InputFault]:  # noqa: ANN401 - any type that msgspec can convert to
    """Every fault of a value: field by field in structs, item by item in lists, and as msgspec says it elsewhere."""
    struct, item = _struct_in(kind), _item_in(kind)
    within: list[InputFault] = []
    if struct and isinstance(value, dict):
        within = list(_field_faults(struct, cast("dict[str, object]", value), place))
    elif item and isinstance(value, list):
        items = enumerate(cast("list[object]", value))
        within = [fault for index, one in items for fault in _faults(item, one, f"{place}[{index}]")]
    if within:
        yield from within
        return
    try:
        msgspec.convert(value, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        why, _, where = str(error).partition(" - at `$")
        yield InputFault(None, place + where.removesuffix("`"), why)


def _field_faults(struct: type[Struct], value: Mapping[str, object], place: str) -> Iterator[InputFault]:
    fields = {f.encode_name: f for f in msgspec.structs.fields(struct)}
    for name in value:
        if name not in fields:
            yield InputFault(None, f"{place}.{name}", f"is not known here. Known: {', '.join(fields)}")
    for name, field in fields.items():
        if name in value:
            yield from _faults(field.type, value[name], f"{place}.{name}")
        elif field.required:
            yield InputFault(None, f"{place}.{name}", "is missing")


def _struct_in(kind: Any) -> type[Struct] | None:  # noqa: ANN401 - any type
    candidates = (kind, *get_args(kind))
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, Struct)), None)


def _item_in(kind: Any) -> Any:  # noqa: ANN401 - any type
    for candidate in (kind, *get_args(kind)):
        if get_origin(candidate) is tuple:
            return get_args(candidate)[0]
    return None


def read_command(kind: type[Command], value: object, **named: str) -> Command:
    """A request of this kind from its JSON body and the codes that its address names; the body may not name them again."""
    if not isinstance(value, dict):
        raise bad("must be a JSON object")
    body = cast("dict[str, object]", value)
    if twice := [InputFault(None, f"$.{name}", "is named by the address: leave it out here") for name in named if name in body]:
        raise BadInput(twice)
    return read_struct(kind, {**body, **named})


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Requests to be recorded all or none. `about` says what they are; each names its kind in `request`."""

    requests: tuple[dict[str, Any], ...]
    about: str | None = None


def read_batch(body: bytes) -> tuple[Command, ...]:
    """The requests of a batch, in order. Raises BadInput with every fault of every line (counted from 1)."""
    batch = read_struct(Batch, read_json(body, limit=MAX_BATCH))
    if not batch.requests:
        raise bad("holds no request", "$.requests")
    if len(batch.requests) > MAX_LINES:
        raise bad(f"holds {len(batch.requests)} requests; at most {MAX_LINES} go into one batch", "$.requests")
    commands: list[Command] = []
    faults: list[InputFault] = []
    for line, request in enumerate(batch.requests, 1):
        try:
            commands.append(_read_line(request))
        except BadInput as error:
            faults.extend(fault._replace(line=line) for fault in error.faults)
    if faults:
        raise BadInput(faults[:MAX_FAULTS])
    return tuple(commands)


def _read_line(request: Mapping[str, Any]) -> Command:
    name = request.get("request")
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise bad(f"{name!r} is no request. Known: {', '.join(COMMANDS)}", "$.request")
    return read_struct(kind, {key: value for key, value in request.items() if key != "request"})
