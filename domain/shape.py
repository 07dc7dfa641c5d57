"""The shape of a struct: where a JSON value does not have it, fault by fault, in words for people."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, cast

import msgspec
from msgspec import Struct
from msgspec import inspect as kinds

from domain.strict_json import InputFault, quoted, shown
from domain.values import decode_value

_OBJECT: Final = "must be an object, as in {…}"
_EXPECTED: Final[Mapping[type[kinds.Type], tuple[type, str]]] = {
    kinds.StrType: (str, "must be text"),
    kinds.EnumType: (str, "must be text"),
    kinds.DateType: (str, "must be text"),
    kinds.CustomType: (str, "must be a date as text"),
    kinds.BoolType: (bool, "must be true or false"),
    kinds.IntType: (int, "must be a whole number"),
    kinds.VarTupleType: (list, "must be a list, as in […]"),
    kinds.DictType: (dict, _OBJECT),
    kinds.StructType: (dict, _OBJECT),
}

_inspect = lru_cache(kinds.type_info)


def shape_faults(struct: type[Struct], value: object) -> Iterator[InputFault]:
    """Every fault of a JSON value that should be this struct."""
    return _faults(_inspect(struct), value, "$")


def _faults(kind: kinds.Type, value: object, place: str) -> Iterator[InputFault]:
    """The faults of a value's parts or, where they have none, its own."""
    description = ""
    if isinstance(kind, kinds.UnionType):
        if value is None and kind.includes_none:
            return
        kind = next(one for one in kind.types if not isinstance(one, kinds.NoneType))
    if isinstance(kind, kinds.Metadata):
        extra = cast("dict[str, str] | None", kind.extra_json_schema)  # pyright: ignore[reportUnknownMemberType] - untyped there
        description = (extra or {}).get("description", "")
        kind = kind.type
    wanted, words = _EXPECTED.get(type(kind), (object, ""))
    if wanted not in (object, type(value)):
        yield InputFault(None, place, f"{words}, not {quoted(value)}")
        return
    sound = True
    for fault in _within(kind, value, place):
        sound = False
        yield fault
    if sound and (why := _why_not(kind, value, description)):
        yield InputFault(None, place, why)


def _within(kind: kinds.Type, value: object, place: str) -> Iterator[InputFault]:
    match kind:
        case kinds.StructType():
            yield from _field_faults(kind, cast("dict[str, object]", value), place)
        case kinds.VarTupleType():
            for index, item in enumerate(cast("list[object]", value)):
                yield from _faults(kind.item_type, item, f"{place}[{index}]")
        case kinds.DictType():
            for key, item in cast("dict[str, object]", value).items():
                yield from _faults(kind.key_type, key, f"{place} (the key {quoted(key)})")
                yield from _faults(kind.value_type, item, f"{place}.{shown(key)}")
        case _:
            pass


def _field_faults(struct: kinds.StructType, value: Mapping[str, object], place: str) -> Iterator[InputFault]:
    fields = {field.encode_name: field for field in struct.fields}
    for name in value:
        if name not in fields:
            yield InputFault(None, f"{place}.{shown(name)}", f"is not known here. Known: {', '.join(fields)}")
    for name, field in fields.items():
        if name in value:
            yield from _faults(field.type, value[name], f"{place}.{name}")
        elif field.required:
            yield InputFault(None, f"{place}.{name}", "is missing")


def _why_not(kind: kinds.Type, value: Any, description: str) -> str | None:
    """Why a value of the right JSON type, with sound parts, is still not of this kind."""
    why: str | None = None
    match kind:
        case kinds.StrType():
            why = _why_not_this_text(kind, value, description)
        case kinds.EnumType(cls=cls):
            known = [str(member.value) for member in cls]
            why = None if value in known else f"{quoted(value)} is not known here. Known: {', '.join(known)}"
        case kinds.IntType(ge=low, le=high):
            outside = (low is not None and value < low) or (high is not None and value > high)
            why = f"must be from {low} to {high}, not {value}" if outside else None
        case kinds.DictType(min_length=least, max_length=most):
            why = _why_not_this_long(len(value), least, most, "entries")
        case kinds.DateType():
            why = _refusal(date, value) and f"{quoted(value)} is not a day. Write it as in 2018-06-27"
        case kinds.CustomType(cls=cls) | kinds.StructType(cls=cls):
            why = _refusal(cls, value)
        case _:
            pass
    return why


def _why_not_this_text(kind: kinds.StrType, value: str, description: str) -> str | None:
    if why := _why_not_this_long(len(value), kind.min_length, kind.max_length, "characters"):
        return why
    if kind.pattern is None or re.search(kind.pattern, value):
        return None
    return f"{quoted(value)} does not fit. Expected: {description or kind.pattern}"


def _why_not_this_long(length: int, least: int | None, most: int | None, unit: str) -> str | None:
    if length < (least or 0):
        return "must not be empty"
    if most is not None and length > most:
        return f"has {length} {unit}; at most {most} are taken"
    return None


def _refusal(kind: type, value: object) -> str | None:
    try:
        msgspec.convert(value, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        return str(error).partition(" - at `")[0]
    return None
