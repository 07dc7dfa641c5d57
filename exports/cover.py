"""The cover: what the workbook says, as of when, as known when, how many of what, and what every status and column means."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from openpyxl.styles import Font

from domain.vocabulary import VOCABULARIES, Vocabulary
from exports.book import DAY, HEAD, INSTANT, TYPEFACE, Book, Style
from exports.cells import CellValue
from exports.columns import Column
from exports.review_columns import COMPLETION, completion, other_findings
from exports.rows import LINE_HEIGHT
from exports.words import NOT_ASSESSED, PENDING, STATUS_LABELS, Both, Words, source_text
from projections.line import NOT_REPORTED, WITHDRAWN
from projections.report import StatusReport

Row = tuple[str, Sequence[CellValue]]

TITLE: Final = Both("Cover", "Couverture")
WIDTHS: Final = (34, 78, 24, 40)
BOLD: Final = Font(TYPEFACE, 11, bold=True)
LOOKS: Final[Mapping[str, tuple[Style, ...]]] = {
    "title": (Style(wrap=False, font=Font(TYPEFACE, 16, bold=True)),),
    "heading": (Style(wrap=False, font=Font(TYPEFACE, 13, bold=True)),),
    "head": (HEAD,) * 4,
    "text": (Style(font=BOLD), Style(horizontal="left"), Style("@"), Style()),
    "day": (Style(font=BOLD), Style(DAY, horizontal="left")),
    "instant": (Style(font=BOLD), Style(INSTANT, horizontal="left")),
    "blank": (),
}
HEIGHTS: Final = {"title": 24, "heading": 20}
OF_OURS: Final[Mapping[str, Both]] = {
    NOT_REPORTED: Both(
        "The team has reported no status for a day up to the day of the report.",
        "L'équipe n'a rapporté aucun état pour un jour jusqu'au jour du rapport.",
    ),
    WITHDRAWN: Both("The promise was taken back, with a reason.", "La promesse a été retirée, avec un motif."),
}
READING: Final = (
    (
        Both("Blank", "Vide"),
        Both("Nothing was said. It is neither zero nor no.", "Rien n'a été dit. Ce n'est ni zéro ni non."),
    ),
    (Both("0", "0"), Both("It was counted, and there is none.", "Cela a été compté, et il n'y en a aucun.")),
    (
        Both("Dates", "Dates"),
        Both(
            "As said: a day, month (2018-06), year (2018), season (2018-21 is spring … 2018-24 winter), interval (2017-02/2017-06), "
            "open interval (2016-10/..), unknown end (2016-10/); ~ approximate, ? uncertain, % both. Beside it the earliest and the "
            "latest day it can mean.",
            "Telles qu'énoncées : jour, mois (2018-06), année (2018), saison (2018-21 printemps … 2018-24 hiver), intervalle "
            "(2017-02/2017-06), intervalle ouvert (2016-10/..), fin inconnue (2016-10/) ; ~ approximatif, ? incertain, % les deux. "
            "À côté, le premier et le dernier jour possibles.",
        ),
    ),
    (
        Both("Times", "Heures"),
        Both("In UTC, cut to the second.", "En UTC, à la seconde inférieure."),
    ),
    (
        Both("[fr] …", "[en] …"),
        Both(
            "The text does not exist in the language of this workbook: it is given in the language in brackets.",
            "Le texte n'existe pas dans la langue de ce classeur : il est donné dans la langue entre crochets.",
        ),
    ),
    (
        Both("\ufffd, [cut: …]", "\ufffd, [cut: …]"),
        Both(
            "A character, or the rest of a text, that a spreadsheet cannot hold.",
            "Un caractère, ou la suite d'un texte, qu'un tableur ne peut contenir.",
        ),
    ),
)


def write_cover(book: Book, tables: Sequence[tuple[Both, Sequence[Column[Any]], int]]) -> None:
    """Write the cover of a book with these tables: title, columns, number of lines."""
    _, rows = book.sheet(TITLE, WIDTHS)
    looks = {name: [book.look(*look) for look in zip(styles, WIDTHS, strict=False)] for name, styles in LOOKS.items()}
    for part in (
        _facts(book.status, book.words),
        _contents(tables, book.words),
        _totals(book.status, book.words),
        _statuses(book.status, book.words),
        _reading(book.words),
        _columns(tables, book.words),
    ):
        for look, values in part:
            rows.append(looks[look], values, height=HEIGHTS.get(look, LINE_HEIGHT))
        rows.append(looks["blank"], [])


def _facts(status: StatusReport, words: Words) -> Iterator[Row]:
    programme = status.programme

    def fact(en: str, fr: str, value: CellValue, look: str = "text") -> Row:
        return look, [words(Both(en, fr)), value]

    yield "title", [words.say(programme.title)]
    yield fact("Status report of", "Rapport d'avancement de", programme.code)
    yield fact("Kind of programme", "Type de programme", words.named(programme.kind))
    yield fact("Period", "Période", words.period(programme.period) if programme.period else programme.duration)
    yield fact("Record", "Registre", words(Both("closed", "clos") if programme.closed else Both("open", "ouvert")))
    yield fact("True on", "Vrai au", status.as_of, "day")
    yield fact("Known at log position", "Connu à la position du journal", status.known_at)
    yield fact("Position recorded at (UTC)", "Position enregistrée le (UTC)", status.recorded_at, "instant")
    yield fact("Made for", "Établi pour", words(Both("not stated", "non précisé")))
    yield fact("Language", "Langue", words.language)
    yield fact(
        "Holds illustrative facts",
        "Contient des faits fictifs",
        words.yes_no(status.illustrative),
    )
    yield fact("Description", "Description", words.say(programme.description))
    yield fact("Source", "Source", source_text(programme.source))
    yield fact(
        "Completion of the programme, as reviewed",
        "Avancement du programme, selon l'évaluation",
        completion(status.findings, words),
    )
    yield fact(
        "Other findings on the programme", "Autres constats sur le programme", other_findings(status.findings, words)
    )


def _contents(tables: Sequence[tuple[Both, Sequence[Column[Any]], int]], words: Words) -> Iterator[Row]:
    yield "heading", [words(Both("Sheets", "Feuilles"))]
    yield "head", [words(both) for both in (Both("Sheet", "Feuille"), Both("Lines", "Lignes"))]
    for title, _, lines in tables:
        yield "text", [words(title), lines]


def _totals(status: StatusReport, words: Words) -> Iterator[Row]:
    totals = status.totals
    yield "heading", [words(Both("Milestones by status", "Jalons par état"))]
    yield "head", [words(both) for both in (Both("Status", "État"), Both("Milestones", "Jalons"))]
    for code, count in totals.by_status.items():
        yield "text", [words.status(status.vocabulary, code), count]
    yield "text", [words(Both("All", "Tous")), totals.milestones]
    yield "text", [words(Both("of these overdue", "dont en retard")), totals.overdue]
    yield "text", [words(Both("of these rescheduled", "dont replanifiés")), totals.rescheduled]


def _statuses(status: StatusReport, words: Words) -> Iterator[Row]:
    said_by = Both("Whose word", "Qui le dit")
    yield "heading", [words(Both("What each status means", "Ce que signifie chaque état"))]
    yield (
        "head",
        [
            words(both)
            for both in (Both("Status", "État"), Both("Definition", "Définition"), Both("Code", "Code"), said_by)
        ],
    )
    yield from _terms(status.vocabulary, words)
    for code, definition in OF_OURS.items():
        yield (
            "text",
            [
                words(STATUS_LABELS[code]),
                words(definition),
                code,
                words(Both("Jalon, from the record", "Jalon, d'après le registre")),
            ],
        )
    for vocabulary in _reviewed(status):
        yield from _terms(vocabulary, words)
    reviewer = words(Both("Reviewers", "Évaluateurs"))
    open_still = Both(
        "The reviewer says that it is not assessed yet.", "L'évaluateur dit que ce n'est pas encore évalué."
    )
    silent = Both("No reviewer has said anything.", "Aucun évaluateur n'a rien dit.")
    yield "text", [words(PENDING), words(open_still), None, reviewer]
    yield "text", [words(NOT_ASSESSED), words(silent), None, reviewer]


def _terms(vocabulary: Vocabulary, words: Words) -> Iterator[Row]:
    for term in vocabulary.terms:
        yield "text", [words.say(term.label), words.say(term.definition), term.code, words.say(vocabulary.title)]


def _reviewed(status: StatusReport) -> list[Vocabulary]:
    """The vocabularies in which reviewers have said something, and that of completion in any case; the programme's own first."""
    parts = [status, *status.commitments, *status.all_milestones()]
    said = {finding.vocabulary for part in parts for finding in part.findings}
    chosen = status.programme.vocabularies
    shown = said | {chosen[COMPLETION]} if COMPLETION in chosen else said
    names = dict.fromkeys((*chosen.values(), *sorted(said)))
    return [VOCABULARIES[name] for name in names if name in shown and name in VOCABULARIES]


def _reading(words: Words) -> Iterator[Row]:
    yield "heading", [words(Both("How to read the cells", "Comment lire les cellules"))]
    for sign, meaning in READING:
        yield "text", [words(sign), words(meaning)]


def _columns(tables: Sequence[tuple[Both, Sequence[Column[Any]], int]], words: Words) -> Iterator[Row]:
    heads = (Both("Column", "Colonne"), Both("Definition", "Définition"), Both("Name", "Nom"), Both("Sheet", "Feuille"))
    yield "heading", [words(Both("What each column holds", "Ce que contient chaque colonne"))]
    yield "head", [words(both) for both in heads]
    for title, columns, _ in tables:
        for column in columns:
            yield "text", [words(column.label), words(column.definition), column.name, words(title)]
