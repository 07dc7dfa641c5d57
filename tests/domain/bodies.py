"""Bodies of requests as JSON values, and what the intake makes of bodies that are wrong."""

import json
from collections.abc import Iterator
from typing import Any, Final, cast

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from domain.intake import BadInput, InputFault, read_batch, read_command
from domain.kernel import Command
from domain.values import JSON

CODE: Final = "Letters, digits, dot, hyphen and underscore; begins and ends with a letter or a digit; 64 at most."
DATE: Final = (
    "Write a day (2018-06-27), month (2018-06), year (2018), season (2018-21), interval (2017-02/2017-06), "
    "open interval (2016-10/.., or 2016-10/ where the end is unknown), or one of these with ~ for approximate."
)

Path = tuple[str | int, ...]

ANY_VALUE: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
JSON_VALUE: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
"""What the JSON of a body can hold."""


def patient(examples: int) -> settings:
    """So many examples, however busy the machine is."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(command: Command) -> dict[str, Any]:
    """A request as the JSON value of its body."""
    return json.loads(JSON.encode(command))


def outcome(kind: type[Command], body: object, **named: str) -> tuple[Command | None, tuple[InputFault, ...]]:
    """The request that a body is read as, or the faults that are found in it."""
    try:
        return read_command(kind, body, **named), ()
    except BadInput as error:
        return None, error.faults


def batch_outcome(body: bytes) -> tuple[tuple[Command, ...], tuple[InputFault, ...]]:
    """The requests that a batch is read as, or the faults that are found in it."""
    try:
        return read_batch(body), ()
    except BadInput as error:
        return (), error.faults


def faults(kind: type[Command], body: object, **named: str) -> list[str]:
    return list(map(str, outcome(kind, body, **named)[1]))


def batch_faults(body: object) -> list[str]:
    return list(map(str, batch_outcome(body if isinstance(body, bytes) else json.dumps(body).encode())[1]))


def positions(value: object) -> Iterator[Path]:
    """The path to each value within a value."""
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        parts = list(cast("dict[str | int, object]", value).items())
    elif isinstance(value, list):
        parts = list(enumerate(cast("list[object]", value)))
    for key, part in parts:
        yield (key,)
        yield from ((key, *rest) for rest in positions(part))


def exchanged(value: Any, path: Path, junk: object) -> Any:
    """A copy of a value with something else in one position."""
    if not path:
        return junk
    copy = value.copy()
    copy[path[0]] = exchanged(value[path[0]], path[1:], junk)
    return copy


def place(path: Path) -> str:
    """A path as faults write it."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
