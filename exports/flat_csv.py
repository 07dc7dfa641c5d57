"""Any answer's rows as CSV: a column for each field, those of a struct within it as `claim.status`, several values as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Raw, Struct

from domain.values import JSON, encode_value
from exports.cells import CellValue
from exports.csv_text import csv_text


def flat_csv(rows: Sequence[Struct], context: Mapping[str, CellValue]) -> bytes:
    """The rows, each with the context before it, which is the same in all; the first line holds the columns' names."""
    flat = [dict(_flat("", row)) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    head: Sequence[CellValue] = (*context, *names)
    return csv_text([head, *((*context.values(), *(row.get(name) for name in names)) for row in flat)])


def _flat(name: str, value: Any) -> Iterator[tuple[str, CellValue]]:
    match value:
        case Raw():
            yield from _flat(name, msgspec.json.decode(value))
        case Struct():
            for field in value.__struct_fields__:
                yield from _flat(f"{name}.{field}" if name else field, getattr(value, field))
        case dict():
            for key, one in value.items():  # pyright: ignore[reportUnknownVariableType] - the keys of answers are texts
                yield from _flat(f"{name}.{key}", one)
        case bool():
            yield name, "yes" if value else "no"
        case int() | float() | date() | datetime() | None:
            yield name, value
        case str():
            yield name, str.__str__(value)
        case list() | tuple() | set() | frozenset():
            yield name, JSON.encode(value).decode() if value else None
        case _:
            yield name, str(encode_value(value))
