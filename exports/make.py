"""Makes the workbook of an order: cover, what changed, the template's sheets, what is missing, the dictionary, the receipt."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from exports.material import Material
from exports.order import Order
from exports.question import AnyQuestion
from exports.questions import QUESTIONS
from exports.saying import Words
from exports.sheets.changes import write_changes
from exports.sheets.count import write_pivot
from exports.sheets.cover import WIDTHS, write_cover
from exports.sheets.dictionary import write_dictionary
from exports.sheets.lines import write_lines
from exports.sheets.lists import write_lists
from exports.sheets.making import Making
from exports.sheets.overview import write_overview
from exports.sheets.plan import write_plan
from exports.sheets.receipt import write_receipt
from exports.template import Labels, Sheet
from words.language import language
from words.message import marked

MISSING: Final = "missing"


def words_of(order: Order, material: Material) -> Words:
    """How things are said in the files of an order."""
    settings: dict[str, float | str] = dict(order.template.settings)
    if order.address:
        settings["address"] = order.address
    return Words(language(order.language), partner=material.partner, settings=settings)


def make_workbook(
    order: Order,
    material: Material,
    former: Material | None,
    target: BinaryIO,
    *,
    tell: Callable[[int], None] = lambda _: None,
    questions: Mapping[str, AnyQuestion] = QUESTIONS,
) -> None:
    """Write the workbook; `former` is the programme as the recipient's last export of this kind has it, None where there is none.

    `tell` hears now and then how many lines were written; what it raises ends the making.
    """
    making = Making(order, material, words_of(order, material), questions, tell)
    try:
        _write(making, former)
        making.frame.save(target)
    finally:
        making.frame.close()


def _write(making: Making, former: Material | None) -> None:
    template, words = making.order.template, making.words
    cover = making.frame.sheet(words(marked("file", "Cover")), WIDTHS)
    write_changes(making, former)
    write_overview(making)
    for sheet in template.sheets:
        if sheet.plan:
            write_plan(making, sheet)
        elif sheet.by:
            write_pivot(making, sheet)
        else:
            write_lines(making, sheet)
    if all(sheet.question != MISSING for sheet in template.sheets):
        title: Labels = {words.language.tag: words(marked("file", "What is missing"))}
        write_lines(making, Sheet(name="missing", title=title, question=MISSING))
    write_dictionary(making)
    write_receipt(making)
    write_lists(making)
    write_cover(making, cover)
