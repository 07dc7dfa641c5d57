"""How cells look: the styles of every workbook, in a sans serif of ten points or more, with no meaning in a fill alone."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from exports.field import Kind

TYPEFACE: Final = "Calibri"
DAY: Final = "yyyy-mm-dd"
MIRRORED: Final = {"left": "right", "right": "left"}
INSTANT: Final = "yyyy-mm-dd hh:mm:ss"


class Style(NamedTuple):
    """How a cell looks. `above` draws a line above it, where lines that belong together begin."""

    number_format: str = "General"
    wrap: bool = True
    horizontal: str | None = None
    bold: bool = False
    size: int = 11
    colour: str | None = None
    fill: str | None = None
    underline: bool = False
    above: bool = False

    def properties(self, *, quoted: bool, right_to_left: bool) -> dict[str, Any]:
        """The same as XlsxWriter takes it; `quoted` says that what is typed over a text stays text.

        Where a sheet runs from right to left, left and right change places, and a text that may run out of its cell runs inwards.
        """
        said: dict[str, Any] = {
            "font_name": TYPEFACE,
            "font_size": self.size,
            "num_format": self.number_format,
            "valign": "top",
            "text_wrap": self.wrap,
            "bold": self.bold,
            "quote_prefix": quoted,
        }
        horizontal = self.horizontal or ("left" if right_to_left and not self.wrap else None)
        if horizontal:
            side = MIRRORED.get(horizontal, horizontal) if right_to_left else horizontal
            said |= {"align": side, "indent": 1 if horizontal == "right" else 0}
        if self.colour:
            said["font_color"] = self.colour
        if self.fill:
            said |= {"bg_color": self.fill, "pattern": 1}
        if self.underline:
            said["underline"] = 1
        if self.above:
            said |= {"top": 1, "top_color": "#5B6B7B"}
        return said


HEAD: Final = Style(bold=True, fill="#DDE5EE", colour="#10202F")
TITLE: Final = Style(wrap=False, bold=True, size=16)
HEADING: Final = Style(wrap=False, bold=True, size=13)
NAMED: Final = Style(bold=True)
PLAIN: Final = Style(horizontal="left")
NOTE: Final = Style(wrap=False, colour="#3A4A5A")
MARK: Final = Style(wrap=False, bold=True, size=14, colour="#A61C00")
BANNER: Final = MARK
LINK: Final = Style(colour="#0563C1", underline=True)
TOTAL: Final = Style(number_format="#,##0", horizontal="right", bold=True)
KINDS: Final[Mapping[Kind, Style]] = {
    Kind.CODE: Style("@", horizontal="left"),
    Kind.WORD: Style(),
    Kind.TEXT: Style(),
    Kind.COUNT: Style("0", horizontal="right"),
    Kind.NUMBER: Style("General", horizontal="right"),
    Kind.SHARE: Style("0%", horizontal="right"),
    Kind.MONEY: Style("#,##0.00", horizontal="right"),
    Kind.DAY: Style(DAY, horizontal="left"),
    Kind.INSTANT: Style(INSTANT, horizontal="left"),
    Kind.LINK: LINK,
}
