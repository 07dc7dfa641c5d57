"""The frame of a workbook, made by XlsxWriter: sheets, styles, tables, charts, validation, properties; the rows are put in later."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any, BinaryIO, Final, NamedTuple

from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs] - it has none

from exports.cells import clean, safe_text, whole_seconds
from exports.package import Filling, write_package
from exports.spool import LETTERS, Look, Spool
from exports.style import MARK, Style

A4: Final = 9
CHARACTERS_PER_PAGE: Final = 215  # of A4 in landscape, at about two thirds of full size
HEADER_LENGTH: Final = 50
LONGEST_TITLE: Final = 31
RESERVED: Final = "history"
"""A name that Excel keeps for itself."""


class About(NamedTuple):
    """What the properties, headers and footers of a workbook say; `mark` stands over each page of one that is no real report."""

    title: str
    subject: str
    language: str
    created: datetime
    footer: str
    page: str
    mark: str | None = None
    right_to_left: bool = False


class Table(NamedTuple):
    """A table as it is declared: its rows are counted from 1, the last of them a row of totals where it has any."""

    name: str
    title: str
    description: str
    labels: Sequence[str]
    first_row: int
    last_row: int
    totals: Sequence[str | None]
    total_label: str
    filters: bool


class FrameSheet(NamedTuple):
    """A sheet of the frame, and its rows."""

    name: str
    sheet: Any
    rows: Spool

    def place(self, row: int = 1) -> str:
        """Where a link in the workbook leads to."""
        return f"'{self.name.replace(chr(39), chr(39) * 2)}'!A{row}"


class Frame:
    """A workbook on its way. Save it once, then close it."""

    def __init__(self, about: About) -> None:
        self.about: Final = about
        self._file = BytesIO()
        self.workbook: Any = Workbook(self._file, {"in_memory": True, "use_future_functions": False})
        self._looks: dict[tuple[Style, bool], int] = {}
        self._tables: dict[int, tuple[str, str]] = {}
        self.sheets: list[FrameSheet] = []
        self._describe()

    def _describe(self) -> None:
        said = {
            "title": clean(self.about.title),
            "subject": self.about.subject,
            "author": "Jalon",
            "created": whole_seconds(self.about.created),
        }
        if self.about.mark:
            said |= {"category": self.about.mark, "comments": self.about.mark}
        self.workbook.set_properties(said)
        self.workbook.set_calc_mode("auto")

    def look(self, style: Style, width: int = 0) -> Look:
        """The look of a column of this width whose cells have this style."""
        return Look(self._style(style, quoted=False), self._style(style, quoted=True), width if style.wrap else 0)

    def _style(self, style: Style, *, quoted: bool) -> int:
        if (found := self._looks.get((style, quoted))) is not None:
            return found
        made: Any = self.workbook.add_format(style.properties(quoted=quoted, right_to_left=self.about.right_to_left))
        # Formats are numbered when a cell first uses them; our cells are written apart, so the number is asked for.
        number = int(made._get_xf_index())  # noqa: SLF001 - nothing public tells it
        self._looks[style, quoted] = number
        return number

    def sheet(self, title: str, widths: Sequence[int], *, landscape: bool = True) -> FrameSheet:
        """A new sheet with columns of these widths, ready to print, under a mark where the workbook has one."""
        name = self._free(title)
        sheet = self.workbook.add_worksheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        if self.about.right_to_left:
            sheet.right_to_left()
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.print_across()
        sheet.fit_to_pages(1, 0)
        self._head(sheet)
        made = FrameSheet(name, sheet, Spool())
        self.sheets.append(made)
        if self.about.mark:
            made.rows.append([self.look(MARK)], [self.about.mark], height=24)
        return made

    def _free(self, title: str) -> str:
        """A name for a sheet that no other has, without what names may not hold."""
        plain = "".join(" " if c in "[]:*?/\\" else c for c in clean(title))
        plain = " ".join(plain.split()).strip("' ")
        plain = _units(plain, LONGEST_TITLE).rstrip("' ") or "Sheet"
        taken = {RESERVED, *(sheet.name.casefold() for sheet in self.sheets)}
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{_units(plain, LONGEST_TITLE - 1 - len(str(number)))} {number}"
        return name

    def _head(self, sheet: Any) -> None:
        mark = self.about.mark.upper() if self.about.mark else ""
        left = _for_page(f"{self.about.subject}  {self.about.title}")
        sheet.set_header("", {"margin": 0.3})
        sheet.set_footer("", {"margin": 0.3})
        # Set past XlsxWriter's methods, which take the `&&G` of "R&G" for the place of a picture and then refuse the text.
        sheet.header = f"&L{left}&C{_for_page(mark)}&R&A"
        sheet.footer = f"&L{_for_page(self.about.footer)}&C{_for_page(mark)}&R{self.about.page}"

    def table(self, on: FrameSheet, table: Table) -> None:
        """Make the rows of a sheet a table, whose first row holds the labels of its columns."""
        has_totals = any(table.totals)
        sheet = on.sheet
        columns = [
            {"header": safe_text(label), **({"total_function": total} if total else {})}
            for label, total in zip(table.labels, table.totals, strict=True)
        ]
        if has_totals and not table.totals[0]:
            columns[0]["total_string"] = table.total_label
        # XlsxWriter notes down every cell of a table: it gets a short one, and the package the true range.
        made = sheet.add_table(
            table.first_row - 1,
            0,
            table.first_row + has_totals,
            len(columns) - 1,
            {
                "name": table.name,
                "title": table.title,
                "description": table.description,
                "columns": columns,
                "autofilter": table.filters,
                "total_row": has_totals,
                "banded_rows": False,
                "style": "Table Style Light 1",
            },
        )
        if made != 0:
            raise ValueError(f"XlsxWriter made no table {table.name!r}: {made}")
        last = LETTERS[len(columns) - 1]
        whole = f"A{table.first_row}:{last}{table.last_row}"
        self._tables[len(self._tables) + 1] = (whole, f"A{table.first_row}:{last}{table.last_row - has_totals}")

    def fit(self, on: FrameSheet, widths: Sequence[int], head: int, frozen: int) -> None:
        """Repeat the first row of a table and its first columns on every page, and print as many pages side by side as it needs."""
        sheet = on.sheet
        sheet.repeat_rows(head - 1)
        if frozen:
            sheet.repeat_columns(0, frozen - 1)
        kept = sum(widths[:frozen])
        sheet.fit_to_pages(max(1, ceil((sum(widths) - kept) / max(1, CHARACTERS_PER_PAGE - kept))), 0)

    def save(self, target: BinaryIO) -> None:
        """Write the file; nothing can be added afterwards."""
        self.workbook.close()
        rows = {at: sheet.rows for at, sheet in enumerate(self.sheets, 1)}
        write_package(self._file.getvalue(), Filling(rows, self._tables, self.about.language), target)

    def close(self) -> None:
        """Give the temporary files back."""
        for sheet in self.sheets:
            sheet.rows.close()


def _units(text: str, most: int) -> str:
    """A text cut to so many UTF-16 units, which is what a workbook counts in."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _for_page(text: str) -> str:
    """A text for a page's header: one short line (a workbook holds 255 characters for all three parts), no codes."""
    line = " ".join(clean(text).split())
    return (line if len(line) <= HEADER_LENGTH else f"{line[: HEADER_LENGTH - 1]}…").replace("&", "&&")
