"""The cover: what the workbook is, for whom, true on which day and known when, what it holds, and how to read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from domain.vocabulary import Vocabulary
from exports.column import label_in
from exports.frame import FrameSheet
from exports.saying import NOT_ASSESSED, PENDING, source_text
from exports.sheets.making import Making
from exports.spool import LINE_HEIGHT, Held, Inside, Look
from exports.style import DAY, HEAD, HEADING, INSTANT, LINK, NAMED, PLAIN, TITLE, Style
from projections.line import NOT_REPORTED, WITHDRAWN
from words.message import Message, marked

Row = tuple[str, Sequence[Held]]

WIDTHS: Final = (34, 78, 16, 40)
LOOKS: Final[Mapping[str, tuple[Style, ...]]] = {
    "title": (TITLE,),
    "heading": (HEADING,),
    "head": (HEAD,) * 4,
    "fact": (NAMED, PLAIN),
    "day": (NAMED, Style(DAY, horizontal="left")),
    "instant": (NAMED, Style(INSTANT, horizontal="left")),
    "sheet": (LINK, PLAIN, Style("0", horizontal="right")),
    "term": (NAMED, Style(), Style("@"), Style()),
    "blank": (),
}
HEIGHTS: Final = {"title": 24, "heading": 20}
OF_OURS: Final[Mapping[str, Message]] = {
    NOT_REPORTED: marked("file", "The team has reported no status for a day up to the day of the report."),
    WITHDRAWN: marked("file", "The promise was taken back, with a reason."),
}
READING: Final[Sequence[tuple[Message | str, Message]]] = (
    (marked("file", "Blank"), marked("file", "Nothing was said. It is neither zero nor no.")),
    ("0", marked("file", "It was counted, and there is none.")),
    (
        marked("file", "Dates"),
        marked(
            "file",
            "As said: a day, month (2018-06), year (2018), season (2018-21 is spring … 2018-24 winter), interval (2017-02/2017-06), "
            "open interval (2016-10/..), unknown end (2016-10/); ~ approximate, ? uncertain, % both. Beside it the earliest and "
            "the latest day it can mean.",
        ),
    ),
    (marked("file", "Times"), marked("file", "In UTC, cut to the second.")),
    (
        "[fr] …",
        marked(
            "file", "The text does not exist in the language of this file: it is given in the language in brackets."
        ),
    ),
    ("\ufffd, [cut: …]", marked("file", "A character, or the rest of a text, that a spreadsheet cannot hold.")),
    (
        "✔  ⚠  ✕",
        marked(
            "file",
            "Signs that a spreadsheet shows beside words: done, needs attention, withdrawn. The cell holds the word alone.",
        ),
    ),
)


def write_cover(making: Making, on: FrameSheet) -> None:
    """Write the cover, when all other sheets are there."""
    frame = making.frame
    looks = {
        name: [frame.look(style, width) for style, width in zip(styles, WIDTHS, strict=False)]
        for name, styles in LOOKS.items()
    }
    for part in (_facts(making), _contents(making), _statuses(making), _reading(making), _sources(making)):
        for look, values in part:
            _write(on, looks[look], values, HEIGHTS.get(look, LINE_HEIGHT))
        _write(on, looks["blank"], [], LINE_HEIGHT)


def _write(on: FrameSheet, looks: Sequence[Look], values: Sequence[Held], height: int) -> None:
    on.rows.append(looks, values, height=height)


def _facts(making: Making) -> Iterator[Row]:
    order, words, moment = making.order, making.words, making.material.moment
    programme = making.material.programme

    def fact(message: Message, value: Held, look: str = "fact") -> Row:
        return look, [words(message), value]

    yield "title", [words.say(programme.title)]
    yield "heading", [label_in(order.template.title, words)]
    if order.template.cover:
        yield fact(marked("file", "What this is"), label_in(order.template.cover, words))
    yield fact(marked("file", "Programme"), programme.code)
    yield fact(marked("file", "Kind of programme"), words.named(programme.kind))
    yield fact(marked("file", "Period"), words.period(programme.period) if programme.period else programme.duration)
    yield fact(marked("file", "Record"), words.named("closed" if programme.closed else "open", "standing"))
    recipient = words.say(order.recipient_name) or order.recipient
    yield fact(marked("file", "Made for"), recipient or words(marked("file", "not stated")))
    if order.number is not None:
        yield fact(marked("file", "Number of the export for this recipient"), order.number)
    yield fact(marked("file", "True on"), moment.as_of, "day")
    yield fact(marked("file", "Known at log position"), moment.known_at)
    yield fact(marked("file", "Position recorded at (UTC)"), moment.recorded_at, "instant")
    yield from (fact(message, value) for message, value in _scope(making))
    yield fact(marked("file", "Template"), order.template.id)
    yield fact(marked("file", "Language"), words.language.name)
    yield fact(marked("file", "Ordered by"), order.ordered_by)
    yield fact(marked("file", "Description"), words.say(programme.description))
    yield fact(marked("file", "Source"), source_text(programme.source))
    if programme.illustrative:
        yield fact(marked("file", "Holds illustrative facts"), words.yes_no(programme.illustrative))


def _scope(making: Making) -> Iterator[tuple[Message, str]]:
    scope = making.order.scope
    if scope.commitments is not None:
        yield marked("file", "Only the commitments"), ", ".join(scope.commitments)
    if scope.period is not None:
        yield marked("file", "Reporting period"), making.words.period(scope.period)


def _contents(making: Making) -> Iterator[Row]:
    words = making.words
    yield "heading", [words(marked("file", "Contents"))]
    yield (
        "head",
        [words(marked("file", "Sheet")), words(marked("file", "What it holds")), words(marked("file", "Lines"))],
    )
    for noted in making.noted:
        yield "sheet", [Inside(noted.title, noted.on.place()), noted.note, noted.lines]


def _statuses(making: Making) -> Iterator[Row]:
    words, vocabulary = making.words, making.material.vocabulary
    heads = (
        marked("file", "Status"),
        marked("file", "Definition"),
        marked("file", "Code"),
        marked("file", "Whose word"),
    )
    yield "heading", [words(marked("file", "What each status means"))]
    yield "head", [words(head) for head in heads]
    yield from _terms(making, vocabulary)
    for code, definition in OF_OURS.items():
        of_ours = words(marked("file", "Jalon, from the record"))
        yield "term", [words.status(vocabulary, code), words(definition), code, of_ours]
    reviewers = words(marked("file", "Reviewers"))
    open_still = words(marked("file", "The reviewer says that it is not assessed yet."))
    yield "term", [words(PENDING), open_still, None, reviewers]
    yield "term", [words(NOT_ASSESSED), words(marked("file", "No reviewer has said anything.")), None, reviewers]


def _terms(making: Making, vocabulary: Vocabulary) -> Iterator[Row]:
    words = making.words
    of = words.language.label(vocabulary).text
    for term in vocabulary.terms:
        yield "term", [words.language.label(term).text, words.say(term.definition), term.code, of]


def _reading(making: Making) -> Iterator[Row]:
    words = making.words
    yield "heading", [words(marked("file", "How to read the cells"))]
    for sign, meaning in READING:
        yield "fact", [sign if isinstance(sign, str) else words(sign), words(meaning)]


def _sources(making: Making) -> Iterator[Row]:
    """Where the columns come from, and with which figures the template is configured."""
    template, words = making.order.template, making.words
    yield "heading", [words(marked("file", "Where the columns come from"))]
    for source in template.sources:
        yield "fact", [None, source]
    for name, value in template.settings.items():
        note = label_in(template.setting_notes[name], words) if name in template.setting_notes else None
        yield "fact", [name, f"{value}" + (f" ({note})" if note else "")]
