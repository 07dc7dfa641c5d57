"""The overview: for each chart of the template the numbers as a table, and beside them the chart, with its numbers in words."""

from collections.abc import Sequence
from typing import Final

from exports.cells import clean
from exports.column import label_in
from exports.field import Kind
from exports.sheets.count import HOW_MANY, NUMBER, counts, own_column
from exports.sheets.making import Making, Noted
from exports.style import HEADING
from exports.template import Chart
from words.message import marked

WIDTHS: Final = (36, 12, 4, 60)
HIGH: Final = 16
VALUE: Final = marked("column", "Value")
WHICH: Final = marked("definition", "What is counted.")


def write_overview(making: Making) -> None:
    """Write the overview, where the template has charts."""
    charts = making.order.template.charts
    if not charts:
        return
    title = making.words(marked("file", "Overview"))
    on = making.sheet(title, WIDTHS)
    columns = [
        own_column(making, VALUE, WHICH, Kind.TEXT, 0, WIDTHS[0]),
        own_column(making, NUMBER, HOW_MANY, Kind.COUNT, 1, WIDTHS[1]),
    ]
    noted = Noted(on, title, None, None, columns)
    for at, chart in enumerate(charts, 1):
        on.rows.append([], [])
        on.rows.append([making.frame.look(HEADING)], [label_in(chart.title, making.words)], height=20)
        begun = on.rows.count
        rows = counts(making, chart.question, chart.field, chart.only)
        making.table(on, f"overview_{at}", columns, rows, frozen=None)
        _draw(making, chart, rows, begun)
        while on.rows.count < begun + HIGH:
            on.rows.append([], [])
    making.note(noted)


def _plain(title: str) -> str:
    """A title that XlsxWriter takes for no formula and no place: it looks for `=` in front, and for what looks like `!A1`."""
    return clean(title).lstrip("= ").replace("!", "! ").strip()


def _draw(making: Making, chart: Chart, rows: Sequence[tuple[str, int]], begun: int) -> None:
    """A bar for each row, beside the table that begins below the row `begun`."""
    on = next(sheet for sheet in reversed(making.frame.sheets))
    first, last = begun + 1, begun + len(rows)
    title = _plain(label_in(chart.title, making.words))
    drawn = making.frame.workbook.add_chart({"type": "bar"})
    drawn.add_series(
        {
            "name": title,
            "categories": [on.name, first, 0, last, 0],
            "values": [on.name, first, 1, last, 1],
            "categories_data": [label for label, _ in rows],
            "values_data": [number for _, number in rows],
            "data_labels": {"value": True},
            "fill": {"color": "#2F5D8A"},
            "gap": 60,
        }
    )
    drawn.set_title({"name": title, "name_font": {"size": 12}})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    drawn.set_size({"width": 620, "height": 300})
    said = making.words.language.comma.join(f"{label} {number}" for label, number in rows)
    description = f"{title}{making.words.language.colon}{said}"
    on.sheet.insert_chart(begun - 1, 3, drawn, {"description": description, "object_position": 2})
