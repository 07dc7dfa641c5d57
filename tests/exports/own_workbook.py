"""A funder's own workbook, as a funder might have made it, with marks in its cells."""

import struct
import zlib
from importlib import import_module
from io import BytesIO
from typing import Any, Final

xlsxwriter: Final[Any] = import_module("xlsxwriter")  # imported by name: it comes without types

FIRST: Final = 6
"""The row that is repeated for milestones on the sheet `Report`."""


def logo(side: int = 48) -> bytes:
    """A picture of two colours, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\x00" + b"\x1f\x4e\x79" * (side // 2) + b"\xf2\xa9\x00" * (side - side // 2)
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")


def blank(write: Any) -> bytes:
    """A workbook of one sheet, `Sheet1`, into which `write(book, sheet)` writes."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    write(book, book.add_worksheet())
    book.close()
    return target.getvalue()


def with_cells(cells: dict[str, str]) -> bytes:
    """A workbook whose sheet `Sheet1` holds these texts and (where they begin with `=`) formulas."""

    def write(_: Any, sheet: Any) -> None:
        for at, text in cells.items():
            sheet.write(at, text)

    return blank(write)


def funders() -> bytes:
    """The workbook: a report with two repeated rows, a summary that refers to it, and a table."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    report, summary, table = (book.add_worksheet(name) for name in ("Report", "The funder's summary", "Table"))
    _report(book, report)
    _around(book, report)
    _chart(book, report)
    _summary(summary)
    _table(table)
    book.define_name("reported_on", "=Report!$B$3")
    book.define_name("slippage", "=Report!$E$6")
    book.close()
    return target.getvalue()


def _report(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "border": 1})
    share = book.add_format({"num_format": "0.0%", "valign": "top", "border": 1})
    bold = book.add_format({"bold": True})
    sheet.merge_range("A1:F1", "{{programme.title}}", book.add_format({"bold": True, "font_size": 16}))
    sheet.write_rich_string("A2", bold, "Period: ", "{{programme.period}} (as of {{cover.as_of}})")
    sheet.write_row("A3", ["Reported on", "{{cover.as_of}}"])
    sheet.write_row("A5", ["Code", "Milestone", "Due", "Status", "Days late", "Share", "Evidence"], head)
    sheet.write("A6", "{{milestones.milestone}}", wrapped)
    sheet.write("B6", "{{milestones.milestone}}: {{milestones.milestone_title}}", wrapped)
    sheet.write("C6", "{{milestones.agreed_earliest}}", day)
    sheet.write("D6", "{{milestones.status}}", wrapped)
    sheet.write("E6", "{{milestones.slipped_most}}", wrapped)
    sheet.write_formula("F6", "=IFERROR(N(E6)/SUM(E$6:E$6),0)", share)
    sheet.write("G6", "{{milestones.evidence}}", wrapped)
    sheet.write("A7", "Total", bold)
    sheet.write_formula("E7", "=SUM(E6:E6)", bold)
    sheet.write_formula("F7", "=SUM(F6:F6)", share)
    sheet.write_row("A9", ["Number", "Deliverable", "Due", "Stage", "", "Produced"], head)
    sheet.write_row("A10", ["{{deliverables.code}}", "{{deliverables.title}}", "{{deliverables.due_latest}}"], wrapped)
    sheet.merge_range("D10:E10", "{{deliverables.stage}}", wrapped)
    sheet.write("F10", "{{deliverables.produced}}", wrapped)
    sheet.write("A11", "Deliverables")
    sheet.write_formula("B11", "=COUNTA(A10:A10)")
    sheet.set_column("A:A", 16)
    sheet.set_column("B:B", 50)
    sheet.set_column("C:G", 14)


def _around(book: Any, sheet: Any) -> None:
    late = book.add_format({"bg_color": "#FFC7CE", "bold": True})
    sheet.conditional_format("A6:G6", {"type": "formula", "criteria": "=$E6>365", "format": late})
    sheet.data_validation("D6", {"validate": "list", "source": ["Complete", "Limited", "Substantial", "Not started"]})
    sheet.insert_image("G1", "logo.png", {"image_data": BytesIO(logo())})
    sheet.insert_textbox("E12", "Signed by the funder", {"width": 150, "height": 40})
    sheet.write_comment("A7", "What is late, in days.")
    sheet.autofilter("A5:G6")
    sheet.freeze_panes(5, 1)
    sheet.print_area("A1:G28")
    sheet.repeat_rows(4)
    sheet.set_h_pagebreaks([8])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&LThe funder&R&D")


def _chart(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"name": "=Report!$E$5", "categories": "=Report!$A$6:$A$6", "values": "=Report!$E$6:$E$6"})
    chart.set_title({"name": "Days late"})
    sheet.insert_chart("A14", chart)


def _summary(sheet: Any) -> None:
    sheet.set_column("A:A", 20)
    sheet.write_row("A1", ["Days late in all", "=Report!E7"])
    sheet.write_row("A2", ["Counted again", "=SUM(Report!$E$6:$E$6)"])
    sheet.write_row("A3", ["By name", "=SUM(slippage)"])
    sheet.write_row("A4", ["First of all", "=Report!A6"])
    sheet.write_row("A5", ["Whole column", "=COUNTA(Report!A:A)"])
    sheet.write_url("A6", "internal:Report!A11", string="To the deliverables")
    sheet.write_row("A7", ["Deliverables", '=Report!B11&" of {not} a mark"'])


def _table(sheet: Any) -> None:
    columns = [{"header": "Commitment"}, {"header": "Lead"}, {"header": "Milestones", "total_function": "sum"}]
    sheet.add_table("A1:C3", {"name": "commitments", "columns": columns, "total_row": True})
    sheet.write_formula("C3", "=SUBTOTAL(109,commitments[Milestones])")
    sheet.write_row("A2", ["{{commitments.commitment_title}}", "{{commitments.lead}}", "{{commitments.milestones}}"])
