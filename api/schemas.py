"""The schemas of the OpenAPI document: bodies and answers as they are checked and sent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast

import msgspec

from api.errors import ProblemDetails
from api.route import Ask, Routes, Tell
from api.service import ProblemKind, ProblemKinds
from domain.application import Answer
from domain.catalogue import OFFERED
from domain.dates import PATTERN
from domain.intake import MAX_LINES
from domain.strict_json import MAX_INTEGER
from domain.values import describe_value
from projections.reader import Health

PREFIX: Final = "#/components/schemas/"
ALWAYS: Final = (Answer, ProblemDetails, Health, ProblemKinds, ProblemKind)
BATCH: Final = "Batch"
ANY: Final = "AnyValue"
HARM: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff"
HARMLESS: Final[Mapping[str | None, str]] = {
    None: f"^[^{HARM}]*$",
    r"\S": f"^[^{HARM}]*[^{HARM}\\s][^{HARM}]*$",
    r"^[^\n]*[^\s][^\n]*$": f"^[^{HARM}\\n]*[^{HARM}\\s][^{HARM}\\n]*$",
    r"^https?://[^\s<>\"]+$": f'^https?://[^{HARM}\\s<>"]+$',
}
"""Patterns of the domain's texts, and what they are once the intake has refused harmful characters."""

ANY_VALUE: Final[Mapping[str, Any]] = {
    "title": ANY,
    "description": "A value as the request that is corrected would take it.",
    "anyOf": [
        {"type": "null"},
        {"type": "boolean"},
        {"type": "number", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER},
        {"type": "string", "pattern": HARMLESS[None]},
        {"type": "array", "items": {"$ref": PREFIX + ANY}},
        {
            "type": "object",
            "propertyNames": {"pattern": HARMLESS[None]},
            "additionalProperties": {"$ref": PREFIX + ANY},
        },
    ],
}
"""What may stand where a request does not say which value it takes: JSON as the intake lets it through."""

DATES: Final = ["2018-06-27", "2018-06", "2018", "2018-21", "2017-02/2017-06", "2016-10/..", "2018-06~"]

Schema = dict[str, Any]


class Schemas:
    """Every schema that the routes need, by name."""

    def __init__(self, routes: Routes) -> None:
        views = [route.view for route in routes if isinstance(route, Ask) and route.view is not None]
        self.components: dict[str, Schema] = {}
        self._references: dict[str, Schema] = {}
        self._take([*ALWAYS, *views], cleaned)
        self._take(OFFERED.values(), without_harm)
        bodies = {route.command: route for route in routes if isinstance(route, Tell)}
        self.components[ANY] = dict(ANY_VALUE)
        self.components |= dict(self._batch())
        for command in bodies:
            self.components[command.__name__] = without(self.components[command.__name__], command.PATH_FIELDS)

    def _take(self, kinds: Iterable[Any], tidy: Callable[[Any], Any]) -> None:
        each = list(dict.fromkeys(kinds))
        references, components = msgspec.json.schema_components(
            each, schema_hook=describe_value, ref_template=PREFIX + "{name}"
        )
        self.components |= {_plain(name): tidy(schema) for name, schema in components.items()}
        self._references |= {str(kind): cleaned(found) for kind, found in zip(each, references, strict=True)}

    def of(self, kind: Any) -> Schema:
        """A reference to the schema of an answer's type or of a request."""
        return self._references[str(kind)]

    def _batch(self) -> Iterator[tuple[str, Schema]]:
        names = {name: f"{kind.__name__}InBatch" for name, kind in OFFERED.items()}
        for name, kind in OFFERED.items():
            said = self.components[kind.__name__]
            yield (
                names[name],
                {
                    **said,
                    "title": names[name],
                    "properties": {"request": {"const": name, "type": "string"}, **said["properties"]},
                    "required": ["request", *said["required"]],
                },
            )
        requests = {
            "type": "array",
            "minItems": 1,
            "maxItems": MAX_LINES,
            "items": {
                "oneOf": [{"$ref": PREFIX + name} for name in names.values()],
                "discriminator": {
                    "propertyName": "request",
                    "mapping": {name: PREFIX + component for name, component in names.items()},
                },
            },
        }
        said = {"type": ["string", "null"], "pattern": HARMLESS[None], "default": None}
        about = {**said, "description": "What these requests are."}
        yield (
            BATCH,
            {
                "title": BATCH,
                "type": "object",
                "properties": {"about": about, "requests": requests},
                "required": ["requests"],
                "additionalProperties": False,
            },
        )


def without(schema: Schema, fields: Iterable[str]) -> Schema:
    """The schema of a body whose address names these fields."""
    left = set(fields)
    return {
        **schema,
        "properties": {name: said for name, said in schema["properties"].items() if name not in left},
        "required": [name for name in schema["required"] if name not in left],
    }


def _plain(name: str) -> str:
    """`Page_Programme_` reads better as `ProgrammePage`."""
    return re.sub(r"Page_(\w+)_", r"\1Page", name)


def cleaned(value: Any) -> Any:
    """A schema without what only Python's regular expressions need, and with plain names."""
    if isinstance(value, dict):
        said = {name: _cleaned_one(name, one) for name, one in cast("Mapping[str, Any]", value).items()}
        return said | {"examples": DATES} if said.get("pattern") == PATTERN else said
    if isinstance(value, list):
        return [cleaned(one) for one in cast("list[Any]", value)]
    return value


def _cleaned_one(name: str, value: Any) -> Any:
    if name == "pattern" and isinstance(value, str):
        return value.removesuffix(r"(?!\n)")
    if name == "$ref":
        return PREFIX + _plain(str(value).removeprefix(PREFIX))
    return cleaned(value)


def without_harm(value: Any) -> Any:
    """The schema of a request, whose texts hold none of the characters that the intake refuses."""
    if isinstance(value, dict):
        said = {name: without_harm(one) for name, one in cast("Mapping[str, Any]", cleaned(value)).items()}
        if "propertyNames" in said and "additionalProperties" not in said:
            said["additionalProperties"] = {"$ref": PREFIX + ANY}
        if said.get("type") == "string" and not {"enum", "const", "format"} & set(said):
            pattern = said.get("pattern")
            said["pattern"] = HARMLESS.get(pattern, pattern)
        return said
    if isinstance(value, list):
        return [without_harm(one) for one in cast("list[Any]", value)]
    return value
