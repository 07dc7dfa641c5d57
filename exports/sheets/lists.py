"""The lists of words that cells choose from, each under a name of the workbook."""

from itertools import zip_longest
from typing import Final

from exports.sheets.making import Making
from exports.spool import LETTERS
from exports.style import PLAIN
from words.message import marked

WIDTH: Final = 30


def write_lists(making: Making) -> None:
    """Write the lists, where cells choose from any."""
    if not making.lists:
        return
    title = making.words(marked("file", "Words to choose from"))
    on = making.sheet(title, [WIDTH] * len(making.lists))
    first = on.rows.count + 1
    look = [making.frame.look(PLAIN)] * len(making.lists)
    for row in zip_longest(*making.lists):
        on.rows.append(look, row)
    place = on.place().removesuffix("A1")
    for at, (labels, name) in enumerate(making.lists.items()):
        letter = LETTERS[at]
        making.frame.workbook.define_name(name, f"={place}${letter}${first}:${letter}${first + len(labels) - 1}")
