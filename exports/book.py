"""A workbook of ours: sheets that filter, freeze and print well, marked when they are a demonstration, the same bytes each time."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Final, NamedTuple, TypeVar, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from exports.archive import WorkbookArchive
from exports.cells import clean, whole_seconds
from exports.columns import Column, Kind
from exports.rows import Look, Rows
from exports.words import DEMONSTRATION, Both, Words
from projections.report import StatusReport

T = TypeVar("T")

DAY: Final = "yyyy-mm-dd"
INSTANT: Final = "yyyy-mm-dd hh:mm:ss"
A4: Final = 9
CHARACTERS_PER_PAGE: Final = 215  # of A4 in landscape, at about two thirds of full size
HEADER_LENGTH: Final = 80
BANNER: Final = Both(
    "DEMONSTRATION: not a real report",
    "DÉMONSTRATION : pas un vrai rapport",
)
PAGE: Final = Both("Page &P of &N", "Page &P sur &N")

TYPEFACE: Final = "Calibri"


class Style(NamedTuple):
    """How cells look."""

    number_format: str = "General"
    wrap: bool = True
    horizontal: str | None = None
    font: Font | None = None
    fill: PatternFill | None = None


HEAD: Final = Style(font=Font(TYPEFACE, 11, bold=True), fill=PatternFill("solid", fgColor="DDE5EE"))
MARK: Final = Style(wrap=False, font=Font(TYPEFACE, 14, bold=True, color="A61C00"))
STYLES: Final = {
    Kind.CODE: Style("@", horizontal="left"),
    Kind.TEXT: Style(),
    Kind.COUNT: Style("0", horizontal="right"),
    Kind.DAY: Style(DAY, horizontal="left"),
    Kind.INSTANT: Style(INSTANT, horizontal="left"),
    Kind.LINK: Style(font=Font(TYPEFACE, 11, color="0563C1", underline="single")),
}


class Book:
    """The workbook of one status report."""

    def __init__(self, status: StatusReport, words: Words, *, demonstration: bool) -> None:
        self.status = status
        self.words = words
        self.demonstration = demonstration
        self.workbook = Workbook(write_only=True)
        self.workbook.calculation.fullCalcOnLoad = (
            False  # nothing is computed, so nothing need be saved when it is closed
        )
        self._sheets: dict[str, Rows] = {}
        self._describe()

    def _describe(self) -> None:
        recorded = self.status.recorded_at or datetime.combine(self.status.as_of, time())
        about = self.workbook.properties
        about.title = self._title()
        about.subject = self.status.programme.code
        about.creator = about.lastModifiedBy = "Jalon"
        about.language = self.words.language
        about.created = about.modified = whole_seconds(recorded)
        if self.demonstration:
            about.category = self.words(DEMONSTRATION)
            about.description = self.words(BANNER)

    def _title(self) -> str:
        return clean(self.words.say(self.status.programme.title) or self.status.programme.code)

    def look(self, style: Style, width: int = 0) -> Look:
        """The look of a column of this width whose cells have this style."""
        sheet = self.workbook.worksheets[0]
        return Look(_style_id(sheet, style), _style_id(sheet, style, quoted=True), width if style.wrap else 0)

    def sheet(self, title: Both, widths: Sequence[int]) -> tuple[Worksheet, Rows]:
        """A new sheet with columns of these widths, ready to print, with the banner of a demonstration as its first row."""
        sheet = cast("Worksheet", self.workbook.create_sheet(self.words(title)))
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        self._lay_out(sheet)
        rows = Rows()
        self._sheets[f"xl/worksheets/sheet{len(self._sheets) + 1}.xml"] = rows
        if self.demonstration:
            rows.append([self.look(MARK)], [self.words(BANNER)], height=24)
        return sheet, rows

    def table(self, title: Both, columns: Sequence[Column[T]], lines: Iterable[T], *, frozen: int) -> None:
        """A sheet with one header row, a filter, and its first `frozen` columns always in view, on the screen and on paper."""
        widths = [column.width for column in columns]
        sheet, rows = self.sheet(title, widths)
        heading = self.look(HEAD)
        rows.append(
            [heading._replace(width=width - 2) for width in widths], [self.words(column.label) for column in columns]
        )
        head = rows.count
        by_kind = {kind: self.look(style) for kind, style in STYLES.items()}
        looks = [by_kind[column.kind]._replace(width=column.width) for column in columns]
        words, values = self.words, [column.value for column in columns]
        for line in lines:
            rows.append(looks, [value(line, words) for value in values])
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{head + 1}"
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{rows.count}"
        sheet.print_options.gridLines = True
        sheet.print_title_rows = f"1:{head}"
        sheet.print_title_cols = f"A:{get_column_letter(frozen)}"
        kept = sum(widths[:frozen])
        sheet.page_setup.fitToWidth = ceil((sum(widths) - kept) / (CHARACTERS_PER_PAGE - kept))

    def _lay_out(self, sheet: Worksheet) -> None:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.paperSize = A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.7, header=0.3, footer=0.3)
        words, status = self.words, self.status
        known = words(Both("known at log position", "connu à la position"))
        true_on = words(Both("true on", "vrai au"))
        mark = words(DEMONSTRATION).upper() if self.demonstration else None
        _fill(sheet.oddHeader, _for_page(f"{status.programme.code}  {self._title()}"), mark, "&A")
        _fill(sheet.oddFooter, f"{true_on} {status.as_of.isoformat()}, {known} {status.known_at}", mark, words(PAGE))

    def save(self) -> bytes:
        """The file; the book cannot be written to afterwards."""
        buffer = BytesIO()
        ExcelWriter(self.workbook, WorkbookArchive(buffer, self._sheets)).save()
        return buffer.getvalue()


def _style_id(sheet: Worksheet, style: Style, *, quoted: bool = False) -> int:
    """The id under which the workbook keeps this style; `quoted` says that what is typed over it stays text."""
    cell = Cell(sheet, row=1, column=1)
    cell.number_format = style.number_format
    indent = 1 if style.horizontal == "right" else 0
    cell.alignment = Alignment(style.horizontal, "top", wrap_text=style.wrap, indent=indent)
    if style.font:
        cell.font = style.font
    if style.fill:
        cell.fill = style.fill
    cell.quotePrefix = quoted
    return int(cell.style_id)


def _fill(item: HeaderFooterItem | None, left: str, center: str | None, right: str) -> None:
    if item is not None:  # an empty one counts as false
        item.left.text, item.center.text, item.right.text = left, center, right


def _for_page(text: str) -> str:
    """A text for a page's header: one short line (a workbook holds 255 characters for all three parts), no codes."""
    line = " ".join(text.split())
    return (line if len(line) <= HEADER_LENGTH else f"{line[: HEADER_LENGTH - 1]}…").replace("&", "&&")
