"""The cells of a workbook that anybody may have sent, read sheet by sheet in their order, in memory that does not grow with its rows."""

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from posixpath import dirname, join, normpath
from types import TracebackType
from typing import IO, Any, Final, NamedTuple, Self, cast
from zipfile import BadZipFile

from msgspec import Struct
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils import datetime as serials
from openpyxl.utils.escape import unescape

from exports.safe_xml import NotRead, elements, local, root_of
from exports.unpacking import File, Limits, Unreadable, unpacked

Moment = date | datetime | time | timedelta | None
DIGITS: Final = 15
"""As many digits of a number as every spreadsheet program keeps."""
SMALL_PART: Final = 50_000_000
DAMAGED: Final = "The workbook is damaged ({}). Ask for it again, or save it again in a spreadsheet program."
FROM_SERIAL: Final = cast("Callable[..., Moment]", serials.from_excel)  # pyright: ignore[reportUnknownMemberType] - its stub has no types
_AT: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_BOOLEANS: Final = {"TRUE()": "true", "FALSE()": "false", "1": "true", "0": "false"}
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED_STRICTLY: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class CellKind(StrEnum):
    """What a cell holds. A cell that leads somewhere is read twice: as what it holds, and as a link."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    BLANK = "blank"
    LINK = "link"


class Cell(Struct, frozen=True, array_like=True):
    """A cell as every spreadsheet program that opens and saves it leaves it; of a formula, what it came to when it was last saved.

    A number has 15 digits, a date is cut to the second. Only a formula can be blank: other blank cells are not read.
    """

    at: str
    kind: CellKind
    value: str
    formula: str | None = None

    def same(self, other: "Cell") -> bool:
        """Whether nothing but the wording of a formula differs: programs write the same one in several ways."""
        mine, its = (self.at, self.kind, self.value), (other.at, other.kind, other.value)
        return mine == its and (self.formula is None) is (other.formula is None)


class _Related(NamedTuple):
    kind: str
    target: str


class Grid:
    """A workbook, opened. `titles` are its sheets in order; `names` what its defined names stand for."""

    def __init__(self, file: File, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._zip = unpacked(file, self._limits)
        try:
            self._read_frame()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._zip.close()

    def _read_frame(self) -> None:
        main = next((r.target for r in self._related("").values() if r.kind == "officeDocument"), None)
        if main is None or not main.endswith(".xml"):
            raise Unreadable("The file is not a workbook of the form .xlsx. Save it as one.")
        book = self._part(main)
        related = self._related(main)
        parts = {r.kind: r.target for r in related.values()}
        self._epoch = serials.CALENDAR_WINDOWS_1900
        if any(found.get("date1904") in {"1", "true"} for found in book.iter("{*}workbookPr")):
            self._epoch = serials.CALENDAR_MAC_1904
        self._sheets: dict[str, str] = {}
        for sheet in book.iter("{*}sheet"):
            link = related.get(sheet.get(_RELATED) or sheet.get(_RELATED_STRICTLY) or "")
            if link and link.kind == "worksheet":
                self._sheets[sheet.get("name", "")] = link.target
        self.titles = tuple(self._sheets)
        self.names = {found.get("name", ""): found.text or "" for found in book.iter("{*}definedName")}
        self._formats = self._dated(parts["styles"]) if "styles" in parts else {}
        self._strings = self._shared(parts["sharedStrings"]) if "sharedStrings" in parts else []

    def cells(self, title: str) -> Iterator[Cell]:
        """The cells of a sheet, row by row, then its links. Raises Unreadable, also after the first cells."""
        part = self._sheets[title]
        links: list[tuple[tuple[int, int], Cell]] = []
        before = (0, 0)
        rows = 0
        for element in self._elements(part, "row", "hyperlink"):
            if local(element.tag) == "hyperlink":
                if found := self._link(element, part):
                    links.append((_place(found.at), found))
                continue
            rows += 1
            if rows > self._limits.rows:
                raise Unreadable(f"The sheet {title!r} has more than {self._limits.rows:,} rows. Send it in parts.")
            for one in element.iterchildren("{*}c"):
                at = one.get("r", "")
                if (place := _place(at)) <= before:
                    raise Unreadable(DAMAGED.format(f"the cell {at} of {title!r} stands in the wrong place"))
                before = place
                if cell := self._cell(at, one):
                    yield cell
        yield from (link for _, link in sorted(links, key=lambda each: each[0]))

    def _cell(self, at: str, element: Any) -> Cell | None:
        said = formula = None
        for child in element:
            name = local(child.tag)
            if name == "v":
                said = child.text
            elif name == "f":
                formula = child.text or ""
            elif name == "is":
                said = _text_of(child)
        if said is None and formula is None:
            return None
        try:
            kind, value = self._value(element.get("t", "n"), said, int(element.get("s", "0")))
        except (ValueError, IndexError, OverflowError) as error:
            raise Unreadable(DAMAGED.format(f"the cell {at} holds {said!r}")) from error
        if formula in {"TRUE()", "FALSE()"}:
            kind, value, formula = CellKind.BOOLEAN, _BOOLEANS[formula], None
        return None if kind is CellKind.BLANK and formula is None else Cell(at, kind, value, formula)

    def _value(self, kind: str, said: str | None, style: int) -> tuple[CellKind, str]:
        match kind:
            case _ if not said:
                found = CellKind.BLANK, ""
            case "s":
                text = self._strings[int(said)]
                found = (CellKind.TEXT, text) if text else (CellKind.BLANK, "")
            case "str" | "inlineStr":
                found = CellKind.TEXT, _plain(said)
            case "b":
                found = CellKind.BOOLEAN, _BOOLEANS[said]
            case "e":
                found = CellKind.ERROR, said
            case "d":
                found = CellKind.DATE, _moment(datetime.fromisoformat(said))
            case _:
                found = self._number(float(said), style)
        return found

    def _number(self, number: float, style: int) -> tuple[CellKind, str]:
        if (lasts := self._formats.get(style)) is not None:
            with suppress(OverflowError, ValueError):  # what is no day of the calendar is shown as the number
                return CellKind.DATE, _moment(FROM_SERIAL(number, self._epoch, timedelta=lasts))
        return CellKind.NUMBER, f"{number + 0.0:.{DIGITS}g}"

    def _link(self, element: Any, part: str) -> Cell | None:
        link = self._related(part).get(element.get(_RELATED) or element.get(_RELATED_STRICTLY) or "")
        address = "#".join(filter(None, (link.target if link else "", element.get("location"))))
        at = element.get("ref", "").partition(":")[0]
        if link is None:
            address = "#" + address.replace("'", "")  # programs put the name of a sheet in quotes, or do not
        return Cell(at, CellKind.LINK, address) if address != "#" else None

    def _dated(self, part: str) -> dict[int, bool]:
        """The styles of dates; True for those of lengths of time."""
        styles = self._part(part)
        codes = dict(BUILTIN_FORMATS)
        for found in styles.iter("{*}numFmt"):
            codes[int(found.get("numFmtId", "0"))] = found.get("formatCode", "")
        used = [codes.get(int(xf.get("numFmtId", "0")), "") for xf in styles.iterfind("{*}cellXfs/{*}xf")]
        return {at: is_timedelta_format(code) for at, code in enumerate(used) if is_date_format(code)}

    def _shared(self, part: str) -> list[str]:
        return [_plain(_text_of(found)) for found in self._elements(part, "si")]

    def _related(self, part: str) -> dict[str, _Related]:
        name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        if name not in self._zip.NameToInfo:
            return {}
        found: dict[str, _Related] = {}
        for one in self._part(name).iter("{*}Relationship"):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = normpath(join(dirname(part), target) if not target.startswith("/") else target).lstrip("/")
            found[one.get("Id", "")] = _Related(one.get("Type", "").rpartition("/")[2], target)
        return found

    def _part(self, name: str) -> Any:
        """A part other than a sheet, whole."""
        with self._opened(name) as source:
            if self._zip.NameToInfo[name].file_size > SMALL_PART:
                raise Unreadable(DAMAGED.format(f"its part {name} is far too large"))
            return root_of(source)

    def _elements(self, name: str, *names: str) -> Iterator[Any]:
        with self._opened(name) as source:
            yield from elements(source, *names)

    @contextmanager
    def _opened(self, name: str) -> Generator[IO[bytes]]:
        if name not in self._zip.NameToInfo:
            raise Unreadable(DAMAGED.format(f"its part {name} is missing"))
        try:
            with self._zip.open(name) as source:
                yield source
        except (NotRead, BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise Unreadable(DAMAGED.format(error)) from error


def _plain(text: str) -> str:
    """A text as a spreadsheet shows it: characters that XML cannot hold are written `_x0007_`."""
    return unescape(text) if "_x" in text else text


def _text_of(element: Any) -> str:
    """A text in one piece or in several of different looks, without how it is pronounced."""
    pieces: list[str] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(t.text or "" for t in child.iterchildren("{*}t"))
    return "".join(pieces)


def _place(at: str) -> tuple[int, int]:
    found = _AT.fullmatch(at)
    if found is None:
        raise Unreadable(DAMAGED.format(f"{at!r} is no place of a cell"))
    return int(found[2]), column_index_from_string(found[1])


def _moment(value: Moment) -> str:
    match value:
        case datetime():
            whole = (value + timedelta(milliseconds=500)).replace(microsecond=0)
            return whole.date().isoformat() if whole.time() == time() else whole.isoformat()
        case timedelta():
            return f"{round(value.total_seconds())} s"
        case time():
            return value.isoformat("seconds")
        case _:
            return str(value)


def place(cell: Cell) -> tuple[bool, int, int]:
    """Where a cell stands in the order in which a sheet is read: links after all else."""
    return (cell.kind is CellKind.LINK, *_place(cell.at))
