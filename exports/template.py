"""Templates: which sheets and columns a funder receives, as versioned data. Reads and checks `exports/templates/*.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

FOLDER: Final = Path(__file__).parent / "templates"

Labels = dict[str, str]
"""A text by language: en, fr, ar."""
Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,62}$")]
Form = Literal["workbook", "csv", "iati"]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a template: one that names anything unknown is refused."""


class Column(Part, frozen=True):
    """A column: a field of the sheet's question, and what this template says otherwise of it.

    `name` is its name in a CSV file; `language` makes it hold the text in that language alone; `constant` the same in every row.
    `total` is what stands below it. `drop_down` offers the words it may hold, where the workbook is worked in.
    """

    field: str | None = None
    name: str | None = None
    label: Labels | None = None
    note: Labels | None = None
    width: int | None = None
    format: str | None = None
    language: str | None = None
    constant: str | None = None
    total: Literal["sum", "count"] | None = None
    drop_down: bool = False


class Sheet(Part, frozen=True):
    """A sheet: the lines of one question, or those of its choices `only`. `name` is its name for machines, and that of its table.

    `frozen` columns stay in view. `group` is a field: lines with the same value belong together. With `by` and `across` (two
    fields) it holds a count of lines for each pair of their values instead. `plan` draws its lines along time, by three fields.
    """

    name: Name
    title: Labels
    question: str
    note: Labels | None = None
    only: str | None = None
    columns: tuple[Column, ...] = ()
    frozen: int = 1
    group: str | None = None
    by: str | None = None
    across: str | None = None
    plan: tuple[str, ...] = ()


class Chart(Part, frozen=True):
    """A chart on the overview: how many lines of a question there are for each value of a field."""

    question: str
    field: str
    title: Labels
    only: str | None = None


class Template(Part, frozen=True):
    """A template. `sources` say where its columns come from and how sure that is; `settings` are figures that it is configured with."""

    name: Name
    version: int
    title: Labels
    sources: tuple[str, ...]
    form: Form = "workbook"
    cover: Labels | None = None
    settings: dict[str, float | str] = {}
    setting_notes: dict[str, Labels] = {}
    sheets: tuple[Sheet, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def id(self) -> str:
        """The name by which a receipt knows it for ever: `ogp-status-report@1`."""
        return f"{self.name}@{self.version}"


def read_template(text: str) -> Template:
    """A template from its TOML. Raises msgspec.ValidationError and tomllib.TOMLDecodeError."""
    said: dict[str, Any] = tomllib.loads(text)
    return msgspec.convert(said, Template)


@cache
def templates() -> dict[str, Template]:
    """Every template there is, in every version, by its id. A file is named `NAME.VERSION.toml`."""
    found = [read_template(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {template.id: template for template in found}


def newest(name: str) -> Template | None:
    """The newest version of a template."""
    versions = [template for template in templates().values() if template.name == name]
    return max(versions, key=lambda template: template.version, default=None)
