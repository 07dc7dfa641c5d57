"""The rows of a sheet as SpreadsheetML: written straight as text, since building a tree for every cell takes most of openpyxl's time."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from exports.cells import CellValue, Linked, hyperlink, looks_active, safe_cell

MAX_LINKS: Final = 65_530
LINE_HEIGHT: Final = 15
MAX_HEIGHT: Final = 409
LETTERS: Final = tuple(get_column_letter(at) for at in range(1, 257))


class Look(NamedTuple):
    """How a column's cells look: the id of their style, that of texts that look like a formula, and where they wrap (0: never)."""

    style: int
    quoted: int
    width: int

    def lines(self, text: str) -> int:
        """About how many lines a text takes."""
        if not self.width or (len(text) <= self.width and "\n" not in text):
            return 1
        return sum(max(1, ceil(len(line) / self.width)) for line in text.split("\n"))


class Link(NamedTuple):
    """A hyperlink: its cell, its address, and what follows the address's `#`."""

    cell: str
    address: str
    anchor: str


class Rows:
    """The rows of one sheet, and the links in them."""

    def __init__(self) -> None:
        self.count = 0
        self.links: list[Link] = []
        self._written: list[str] = []

    def append(self, looks: Sequence[Look], values: Sequence[CellValue], *, height: int = LINE_HEIGHT) -> None:
        """Write the next row, of this height in points or as high as its texts need; there may be fewer values than looks."""
        self.count += 1
        lines = 1
        cells: list[str] = []
        for letter, look, value in zip(LETTERS, looks, values, strict=False):
            if value is None:
                continue
            at = f"{letter}{self.count}"
            if isinstance(value, Linked):
                held = safe_cell(value.text)
                self._link(at, value.url)
            else:
                held = safe_cell(value)
            if not isinstance(held, str):
                cells.append(f'<c r="{at}" s="{look.style}"><v>{held}</v></c>')
            elif held:
                lines = max(lines, look.lines(held))
                style = look.quoted if looks_active(held) else look.style
                text = f'<t xml:space="preserve">{escape(held, quote=False)}</t>'
                cells.append(f'<c r="{at}" s="{style}" t="inlineStr"><is>{text}</is></c>')
        high = min(max(height, lines * LINE_HEIGHT), MAX_HEIGHT)
        attribute = f' ht="{high}"' if high > LINE_HEIGHT else ""
        self._written.append(f'<row r="{self.count}"{attribute}>{"".join(cells)}</row>')

    def _link(self, cell: str, url: str) -> None:
        if len(self.links) < MAX_LINKS and (found := hyperlink(url)):
            self.links.append(Link(cell, *found))

    def sheet_data(self) -> Iterator[bytes]:
        """The element that holds all rows."""
        yield b"<sheetData>"
        for begin in range(0, len(self._written), 1_000):
            yield "".join(self._written[begin : begin + 1_000]).encode()
        yield b"</sheetData>"

    def hyperlinks(self) -> bytes:
        """The element that holds all links; nothing where there is none."""
        if not self.links:
            return b""
        parts = (
            f'<hyperlink ref="{link.cell}" r:id="link{at}"'
            + (f' location="{escape(link.anchor)}"/>' if link.anchor else "/>")
            for at, link in enumerate(self.links, 1)
        )
        namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return f'<hyperlinks xmlns:r="{namespace}">{"".join(parts)}</hyperlinks>'.encode()

    def relationships(self) -> bytes:
        """The part that says where the links lead."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        parts = (
            f'<Relationship Id="link{at}" Type="{kind}" Target="{escape(link.address)}" TargetMode="External"/>'
            for at, link in enumerate(self.links, 1)
        )
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{namespace}">{"".join(parts)}</Relationships>'.encode()
