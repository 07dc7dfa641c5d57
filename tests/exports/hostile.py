"""Texts that mean harm to a file, and what no workbook of ours may hold whatever it is made from."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any, Final, cast
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape

from exports.safe_xml import local, root_of

TEXTS: Final = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("https://example.org","here")',
    "@SUM(A1:A9)",
    "+1",
    "-1",
    "\t=1",
    "\uff1d1+1",
    "'quoted",
    "#N/A",
    "TRUE",
    "007",
    "1e5",
    "2018-06-27",
    "27/06/2018",
    "_x0041_",
    "_x005F_x0041_",
    "</t></is></c></row></sheetData>",
    "<!DOCTYPE t [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><t>&e;</t>",
    "]]>",
    "&amp;",
    '"><script>',
    "R&G of Q&A, &P of &N, &[Picture], &12",
    "[a]:*?/\\b'",
    "History",
    "A1",
    "two\nlines",
    " two ",
    "😀 👩‍👩‍👧",
    "\u202eleft to right\u202c \u200f\u2067",
    "ab" * 600,
)
BROKEN: Final = ("\x00", "\x07", "\x1b[31m", "\x85\u2028", "\ud800", "\udfff", "\ufffe", "\uffff", "\r\n=1", "\r")
"""What no request may hold; files are to stay whole all the same."""

SHEET_NAME: Final = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")
PAGE_CODES: Final = re.compile(r"&(?!&)(.?)")
OF_OURS: Final = re.compile(r"SUBTOTAL\(10[39],\w+\[.*\]\)")
DEFINED: Final = re.compile(r"jalon_\w+|_xlnm\.\w+")
LONGEST_PAGE: Final = 255
ACTIVE: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
WEB: Final = re.compile(r"https?://")


def faults(workbook: bytes) -> list[str]:
    """Everything that is wrong with a workbook."""
    with ZipFile(BytesIO(workbook)) as file:
        trees = {name: root_of(BytesIO(file.read(name))) for name in file.namelist()}
    every = [(name, element) for name, tree in trees.items() for element in tree.iter()]
    return [*_active(every), *_outside(every), *_pages(every), *_names(every), *_tables(workbook)]


def _active(every: list[tuple[str, Any]]) -> Iterator[str]:
    """Formulas that are not ours, and parts that do something."""
    for name, element in every:
        tag = local(element.tag)
        if tag == "f" and name.startswith("xl/worksheets/") and not OF_OURS.fullmatch(element.text):
            yield f"{name}: a formula {element.text!r}"
        if tag in {"ddeLink", "oleObject", "externalReference", "externalBook", "webPublishItem"}:
            yield f"{name}: {tag}"


def _outside(every: list[tuple[str, Any]]) -> Iterator[str]:
    """What leads outside, other than links to the web."""
    for name, element in every:
        if element.get("TargetMode") == "External" and not (
            element.get("Type").endswith("/hyperlink") and WEB.match(element.get("Target"))
        ):
            yield f"{name}: leads to {element.get('Target')!r}"


def _pages(every: list[tuple[str, Any]]) -> Iterator[str]:
    """Headers and footers that are too long, or hold codes other than ours."""
    for name, element in every:
        if local(element.tag) in {"oddHeader", "oddFooter"}:
            codes = PAGE_CODES.findall(element.text.replace("&&", ""))
            if len(element.text) > LONGEST_PAGE or not set(codes) <= set("LCRAPN"):
                yield f"{name}: {element.text!r}"


def _names(every: list[tuple[str, Any]]) -> Iterator[str]:
    sheets = [element.get("name") for _, element in every if local(element.tag) == "sheet"]
    yield from (f"sheet {name!r}" for name in sheets if not SHEET_NAME.fullmatch(name) or name.lower() == "history")
    if len({name.casefold() for name in sheets}) < len(sheets):
        yield f"two sheets with one name: {sheets}"
    defined = [element.get("name") for _, element in every if local(element.tag) == "definedName"]
    yield from (f"name {name!r}" for name in defined if not DEFINED.fullmatch(name))


def _tables(workbook: bytes) -> Iterator[str]:
    """Tables whose columns are not called as their heads are, or two of them alike; or not to be opened at all."""
    for sheet in openpyxl.load_workbook(BytesIO(workbook)).worksheets:
        for table in sheet.tables.values():
            place = sheet.iter_rows(*_first_row(table.ref), values_only=True)
            head = [unescape(str(value)) for value in next(place)]
            columns = [column.name for column in table.tableColumns]
            yield from (f"table {table.name!r}: {a!r} for {b!r}" for a, b in zip(columns, head, strict=True) if a != b)
            if len({one.casefold() for one in columns}) < len(columns) or not all(columns):
                yield f"table {table.name!r}: {columns}"


def _first_row(ref: str) -> tuple[int, int, int, int]:
    """The bounds of the first row of a range, as a sheet takes them."""
    first, row, last, _ = range_boundaries(ref)
    assert first
    assert row
    assert last
    return row, row, first, last


def shown(workbook: bytes, title: str, head: int) -> list[list[Any]]:
    """The values of a sheet below its head, texts as a spreadsheet shows them."""
    rows = openpyxl.load_workbook(BytesIO(workbook))[title].iter_rows(min_row=head + 1, values_only=True)
    return [[unescape(value) if isinstance(value, str) else value for value in row] for row in rows]


PROSE: Final = {
    *("words", "title", "reason", "document", "said", "shows", "matter", "place", "office", "label", "organisation"),
    *("population_said", "total_said"),
}
LANGUAGES: Final = {"en", "fr", "ar"}


def hostile(value: Any, texts: Iterator[str]) -> Any:
    """A request whose every text in words is the next of these; its codes, days and addresses stay."""
    if isinstance(value, dict):
        said = cast("dict[str, Any]", value)
        return {name: _replaced(name, one, texts) for name, one in said.items()}
    if isinstance(value, list):
        return [hostile(one, texts) for one in cast("list[Any]", value)]
    return value


def _replaced(name: str, value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, str) and name in LANGUAGES:
        return next(texts)
    if isinstance(value, str) and name in PROSE:
        return " ".join(next(texts).split())[:400]
    return hostile(value, texts)


def active_in_csv(file: bytes) -> list[str]:
    """The fields that a spreadsheet would take for a formula."""
    rows = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))
    number = re.compile(r"-?[0-9.]+")
    return [one for row in rows for one in row if one[:1] in ACTIVE and not number.fullmatch(one)]
