"""The intake: JSON values become requests, or one error that names every fault in them in words for people."""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec import Struct

from domain.catalogue import OFFERED
from domain.kernel import Command
from domain.shape import shape_faults
from domain.strict_json import MAX_BODY, MAX_FAULTS, BadInput, InputFault, bad, quoted, read_json, shown
from domain.values import decode_value

__all__ = [
    "MAX_BATCH",
    "MAX_BODY",
    "BadInput",
    "InputFault",
    "bad",
    "read_batch",
    "read_command",
    "read_json",
    "read_struct",
]

MAX_BATCH: Final = 16 * 1024 * 1024
MAX_LINES: Final = 10_000

S = TypeVar("S", bound=Struct)


def read_struct(kind: type[S], value: object) -> S:
    """A JSON value as this struct. Raises BadInput with every fault, not only the first."""
    try:
        return msgspec.convert(value, kind, dec_hook=decode_value)
    except (msgspec.ValidationError, RecursionError) as error:
        found = BadInput(shape_faults(kind, value))
        raise found if found.faults else bad(shown(str(error))) from error


def read_command(kind: type[Command], value: object, **named: str | int) -> Command:
    """A request from its JSON body and the codes and numbers that its address names; the body may not name them again."""
    if not isinstance(value, dict):
        raise bad("must be an object, as in {…}")
    body = cast("dict[str, object]", value)
    if twice := [name for name in named if name in body]:
        raise BadInput(InputFault(None, f"$.{name}", "is named by the address: leave it out here") for name in twice)
    return read_struct(kind, {**body, **named})


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Requests to be recorded all or none. `about` says what they are; each names its kind in `request`."""

    requests: tuple[dict[str, Any], ...]
    about: str | None = None


def read_batch(body: bytes) -> tuple[Command, ...]:
    """The requests of a batch, in order. Raises BadInput with every fault of every line (counted from 1).

    What makes the JSON itself unsafe is found first, for all lines; then what makes its requests wrong, for all lines.
    """
    try:
        batch = read_struct(Batch, read_json(body, limit=MAX_BATCH))
    except BadInput as error:
        raise BadInput(map(_on_its_line, error.faults)) from error
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
        if len(faults) >= MAX_FAULTS:
            break
    if faults:
        raise BadInput(faults)
    return tuple(commands)


def _on_its_line(fault: InputFault) -> InputFault:
    """A fault at `$.requests[2].on` is one of line 3 at `$.on`."""
    found = re.match(r"\$\.requests\[([0-9]+)\]", fault.place)
    return InputFault(int(found[1]) + 1, f"${fault.place[found.end() :]}", fault.why) if found else fault


def _read_line(request: Mapping[str, Any]) -> Command:
    if "request" not in request:
        raise bad(f"is missing: it names the kind of request. Known: {', '.join(OFFERED)}", "$.request")
    name = request["request"]
    kind = OFFERED.get(name) if isinstance(name, str) else None
    if kind is None:
        raise bad(f"{quoted(name)} is no request. Known: {', '.join(OFFERED)}", "$.request")
    return read_struct(kind, {key: value for key, value in request.items() if key != "request"})
