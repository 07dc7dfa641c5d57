"""The rows of a sheet as SpreadsheetML, spooled into a temporary file: their number costs no memory."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from tempfile import SpooledTemporaryFile
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name  # pyright: ignore[reportMissingTypeStubs] - it has none

from exports.cells import CellValue, Linked, hyperlink, looks_active, safe_cell, safe_text

MAX_LINKS: Final = 65_530
LINE_HEIGHT: Final = 15
MAX_HEIGHT: Final = 409
IN_MEMORY: Final = 1 << 20
PART: Final = 1 << 16
LINKED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
LETTERS: Final[tuple[str, ...]] = tuple(xl_col_to_name(at) for at in range(512))


class Formula(NamedTuple):
    """A formula of ours, which never comes from a record, with the value that it has when the file is made."""

    text: str
    value: int | float


class Inside(NamedTuple):
    """A text that leads to another place of the workbook: `'Milestones'!A1`."""

    text: str
    place: str


Held = CellValue | Formula | Inside


class Look(NamedTuple):
    """How a column's cells look: the id of their style, that of texts that look like a formula, and where they wrap (0: never)."""

    style: int
    quoted: int
    width: int

    def lines(self, text: str) -> int:
        """About how many lines a text takes."""
        if not self.width or (len(text) <= self.width and "\n" not in text):
            return 1
        if "\n" not in text:
            return ceil(len(text) / self.width)
        return sum(max(1, ceil(len(line) / self.width)) for line in text.split("\n"))


class Pieces:
    """Pieces of XML, spooled as well: how many they are, and all of them together."""

    def __init__(self) -> None:
        self.count = 0
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it is closed by `close`

    def append(self, piece: str) -> None:
        self.count += 1
        self._file.write(piece.encode())

    def whole(self) -> bytes:
        self._file.seek(0)
        return self._file.read()

    def close(self) -> None:
        self._file.close()


class Spool:
    """The rows of one sheet and the links in them. Close it in the end."""

    def __init__(self) -> None:
        self.count = 0
        self.columns = 1
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it is closed by `close`
        self._waiting: list[str] = []
        self._links = Pieces()
        self._targets = Pieces()

    def append(self, looks: Sequence[Look], values: Sequence[Held], *, height: int = LINE_HEIGHT) -> None:
        """Write the next row, of this height in points or as high as its texts need; there may be fewer values than looks."""
        self.count += 1
        self.columns = max(self.columns, len(values))
        row, lines = self.count, 1
        cells: list[str] = []
        for letter, look, value in zip(LETTERS, looks, values, strict=False):
            if value is None:
                continue
            if isinstance(value, str):
                held = safe_text(value)
            else:
                held = self._held(f"{letter}{row}", value) if isinstance(value, tuple) else safe_cell(value)
            if not isinstance(held, str):
                cells.append(f'<c r="{letter}{row}" s="{look.style}"><v>{held}</v></c>')
            elif held:
                if look.width and (wrapped := look.lines(held)) > lines:
                    lines = wrapped
                style = look.quoted if looks_active(held) else look.style
                text = f'<t xml:space="preserve">{escape(held, quote=False)}</t>'
                cells.append(f'<c r="{letter}{row}" s="{style}" t="inlineStr"><is>{text}</is></c>')
        high = min(max(height, lines * LINE_HEIGHT), MAX_HEIGHT)
        sized = f' ht="{high}"' if high > LINE_HEIGHT else ""
        self._waiting.append(f'<row r="{row}"{sized}>{"".join(cells)}</row>')
        if len(self._waiting) >= 500:  # noqa: PLR2004 - rows that are written to the file together
            self._write()

    def formulas(self, looks: Sequence[Look], values: Sequence[Held]) -> None:
        """Write the next row, whose formulas stay formulas."""
        self.count += 1
        cells: list[str] = []
        for letter, look, value in zip(LETTERS, looks, values, strict=False):
            at = f'<c r="{letter}{self.count}" s="{look.style}"'
            match value:
                case None:
                    pass
                case Formula():
                    cells.append(f"{at}><f>{escape(value.text, quote=False)}</f><v>{value.value}</v></c>")
                case int() | float():
                    cells.append(f"{at}><v>{value}</v></c>")
                case _:
                    text = escape(str(safe_cell(str(value))), quote=False)
                    cells.append(f'{at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        self._waiting.append(f'<row r="{self.count}">{"".join(cells)}</row>')

    def _held(self, at: str, value: Linked | Formula | Inside) -> str | int | float:
        """What the cell of a link holds; the link itself is noted down."""
        match value:
            case Linked():
                if self._links.count < MAX_LINKS and (found := hyperlink(value.url)):
                    self._link(at, *found)
                return safe_cell(value.text)
            case Inside():
                if self._links.count < MAX_LINKS:
                    self._links.append(f'<hyperlink ref="{at}" location="{escape(value.place)}" display=""/>')
                return safe_cell(value.text)
            case Formula():
                raise ValueError("a formula stands in a row of data")

    def _link(self, at: str, address: str, anchor: str) -> None:
        named = f"link{self._targets.count + 1}"
        location = f' location="{escape(anchor)}"' if anchor else ""
        self._links.append(f'<hyperlink ref="{at}" r:id="{named}"{location}/>')
        self._targets.append(
            f'<Relationship Id="{named}" Type="{LINKED}" Target="{escape(address)}" TargetMode="External"/>'
        )

    def _write(self) -> None:
        self._file.write("".join(self._waiting).encode())
        self._waiting.clear()

    @property
    def size(self) -> int:
        """How many bytes `sheet_data` gives."""
        self._write()
        return self._file.seek(0, 2) + len(b"<sheetData></sheetData>")

    def sheet_data(self) -> Iterator[bytes]:
        """The element that holds all rows."""
        self._write()
        self._file.seek(0)
        yield b"<sheetData>"
        while part := self._file.read(PART):
            yield part
        yield b"</sheetData>"

    def hyperlinks(self) -> bytes:
        """The element that holds all links; nothing where there is none."""
        return b"<hyperlinks>" + self._links.whole() + b"</hyperlinks>" if self._links.count else b""

    def relationships(self) -> bytes:
        """Where the links lead, as elements of the part of relationships."""
        return self._targets.whole()

    def close(self) -> None:
        for spooled in (self._file, self._links, self._targets):
            spooled.close()
