"""Small values that every aggregate shares: codes, multilingual text, links, sources; and their JSON form."""

import re
from datetime import date
from typing import Annotated, Any, Final, dataclass_transform
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from domain.dates import PATTERN, Edtf

_END: Final = r"$(?!\n)"  # Python's $ alone would let a last line feed pass
CODE: Final = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?" + _END

Code = Annotated[
    str,
    Meta(
        pattern=CODE,
        description="Letters, digits, dot, hyphen and underscore; begins and ends with a letter or a digit; 64 at most.",
    ),
]
Language = Annotated[
    str,
    Meta(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?" + _END, description="BCP 47 language tag: en, fr, ar."),
]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}" + _END, description="ISO 3166-1 alpha-2 country code.")]
Actor = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?" + _END,
        description="A person's or system's id, never a name or an e-mail address.",
    ),
]
Line = Annotated[
    str,
    Meta(min_length=1, max_length=500, pattern=r"^[^\n]*[^\s][^\n]*" + _END, description="One line that is not blank."),
]
Prose = Annotated[str, Meta(min_length=1, max_length=20_000, pattern=r"\S", description="A text that is not blank.")]
Text = Annotated[
    dict[Language, Prose],
    Meta(min_length=1, max_length=40, description="A text in one or more languages, by language tag."),
]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000, description="A whole number, not negative.")]
Ordinal = Annotated[int, Meta(ge=1, le=10_000, description="A whole number from 1 on.")]
Amount = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]{1,15}(?:\.[0-9]{1,6})?" + _END,
        description="A number as text, so that it is kept exactly: 12, -3, 12.50.",
    ),
]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}" + _END, description="A SHA-256 in hexadecimal.")]
_COMMON_ADDRESS: Final = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/|$)")
Url = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s<>\"]+" + _END,
        max_length=2_000,
        description="A web address that begins with http:// or https://, without spaces.",
    ),
]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen struct that refuses fields it does not know and leaves out what was not said."""


class Link(Value):
    """Evidence as a link: where it is, what it is called, what it shows and when it was last seen to be there."""

    url: Url
    title: Line
    shows: Line | None = None
    seen: date | None = None

    def __post_init__(self) -> None:
        if _COMMON_ADDRESS.match(self.url):
            return
        try:
            parts = urlsplit(self.url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise ValueError(f"{self.url!r} is not a web address: {error}") from error
        if not host:
            raise ValueError(f"{self.url!r} is not a web address: it names no host")


class File(Value):
    """Evidence as a file: its name and its SHA-256, by which a copy can be known again, and where it lies, if anywhere."""

    name: Line
    sha256: Sha256
    size: Count | None = None
    url: Url | None = None


class Source(Value):
    """The document in which a fact is said and, where that helps, the words it is said in."""

    document: Line
    words: Prose | None = None


def encode_value(value: Any) -> Any:
    """`msgspec` enc_hook: an Edtf is stored as its text."""
    if isinstance(value, Edtf):
        return str.__str__(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")


def decode_value(kind: type, value: Any) -> Any:
    """`msgspec` dec_hook: a text becomes an Edtf, or the reason why it cannot."""
    if kind is Edtf:
        if not isinstance(value, str):
            raise ValueError(f"Expected a date as text, got {value!r}")
        return Edtf(value)
    raise NotImplementedError(f"{kind.__name__} has no JSON form")


def describe_value(kind: type) -> dict[str, Any]:
    """`msgspec` schema_hook: the JSON Schema of an Edtf."""
    if kind is Edtf:
        return {
            "type": "string",
            "pattern": PATTERN,
            "maxLength": 24,
            "description": "Day, month, year, season or interval (EDTF).",
        }
    raise NotImplementedError(f"{kind.__name__} has no schema")


JSON: Final = msgspec.json.Encoder(enc_hook=encode_value)
