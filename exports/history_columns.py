"""The columns of the status history: one line for each entry of a milestone's timeline, from → to."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from domain.vocabulary import Vocabulary
from exports.cells import CellValue
from exports.columns import Column, Kind, all_links, column, dated, first_link, of
from exports.words import Words, source_text
from projections.entry import EntryKind, TimelineEntry
from projections.line import NOT_REPORTED, WITHDRAWN

CLAIMS: Final = {EntryKind.REPORTED, EntryKind.CORRECTED}


class HistoryLine(NamedTuple):
    """An entry, and the vocabulary of its statuses."""

    vocabulary: Vocabulary
    entry: TimelineEntry


def history_lines(vocabulary: Vocabulary, entries: Sequence[TimelineEntry]) -> list[HistoryLine]:
    return [HistoryLine(vocabulary, entry) for entry in entries]


def _before(line: HistoryLine, words: Words) -> CellValue:
    if line.entry.kind is EntryKind.REINSTATED:
        return words.status(line.vocabulary, WITHDRAWN)
    changes = line.entry.kind in {*CLAIMS, EntryKind.WITHDRAWN}
    return words.status(line.vocabulary, line.entry.status_from or NOT_REPORTED) if changes else None


def _after(line: HistoryLine, words: Words) -> CellValue:
    match line.entry.kind:
        case EntryKind.REPORTED | EntryKind.CORRECTED | EntryKind.REINSTATED:
            return words.status(line.vocabulary, line.entry.status_to or NOT_REPORTED)
        case EntryKind.PLANNED:
            return words.status(line.vocabulary, NOT_REPORTED)
        case EntryKind.WITHDRAWN:
            return words.status(line.vocabulary, WITHDRAWN)
        case _:
            return None


def _text(entry: TimelineEntry, words: Words) -> CellValue:
    return "\n".join(words.texts([text for text in (entry.title, entry.text) if text])) or None


STATUSES: Final[list[Column[HistoryLine]]] = [
    column(
        "claimed",
        ("Claimed", "Déclaré"),
        (
            "The status that this entry itself claims; blank: a note without one, or no report.",
            "L'état que cette entrée déclare elle-même ; vide : une note sans état, ou pas un rapport.",
        ),
        lambda line, words: words.status(line.vocabulary, line.entry.status),
    ),
    column(
        "status_from",
        ("Status from", "État avant"),
        ("The status that stood before this entry.", "L'état qui valait avant cette entrée."),
        _before,
    ),
    column(
        "status_to",
        ("Status to", "État après"),
        (
            "The status that stands after it; a report for an earlier day may leave it as it was.",
            "L'état qui vaut après ; un rapport pour un jour antérieur peut ne pas le changer.",
        ),
        _after,
    ),
]

WHEN: Final[list[Column[TimelineEntry]]] = [
    column(
        "milestone",
        ("Milestone", "Jalon"),
        ("The milestone's number.", "Le numéro du jalon."),
        lambda e, _: e.milestone,
        Kind.CODE,
        11,
    ),
    column(
        "entry",
        ("Entry", "Entrée"),
        ("The entry's number in the milestone's timeline.", "Le numéro de l'entrée dans la chronologie du jalon."),
        lambda e, _: e.entry,
        Kind.COUNT,
        8,
    ),
    column(
        "kind",
        ("What happened", "Événement"),
        (
            "Planned, amended, reported, corrected, rescheduled or withdrawn.",
            "Prévu, modifié, rapporté, corrigé, replanifié ou retiré.",
        ),
        lambda e, words: words.named(e.kind),
        width=14,
    ),
    *dated(
        "holds_for",
        ("Holds for", "Vaut pour"),
        (
            "The first clock: the day for which it was said, as it was said.",
            "Première horloge : le jour visé, tel qu'énoncé.",
        ),
        lambda e: e.on,
    ),
    column(
        "recorded_at",
        ("Recorded at (UTC)", "Enregistré le (UTC)"),
        ("The second clock: when it was recorded.", "Seconde horloge : quand cela a été enregistré."),
        lambda e, _: e.recorded_at,
        Kind.INSTANT,
    ),
    column(
        "log_position",
        ("Log position", "Position du journal"),
        ("Where it stands in the log.", "Sa place dans le journal."),
        lambda e, _: e.position,
        Kind.COUNT,
    ),
    column(
        "recorded_by",
        ("Recorded by", "Enregistré par"),
        ("Who recorded it, by id.", "Qui l'a enregistré (identifiant)."),
        lambda e, _: e.actor,
        Kind.CODE,
    ),
]

WHAT: Final[list[Column[TimelineEntry]]] = [
    column(
        "due_from",
        ("Due from", "Échéance avant"),
        ("The due date before this entry, as it was said.", "L'échéance avant cette entrée, telle qu'énoncée."),
        lambda e, _: e.due_from,
        Kind.CODE,
    ),
    column(
        "due_to",
        ("Due to", "Échéance après"),
        ("The due date that it sets, as it was said.", "L'échéance qu'elle fixe, telle qu'énoncée."),
        lambda e, _: e.due_to,
        Kind.CODE,
    ),
    column(
        "moved_least",
        ("Moved by at least (days)", "Décalée d'au moins (jours)"),
        ("By how many days it moves the due date, at least.", "De combien de jours elle décale l'échéance, au moins."),
        lambda e, _: e.slippage.least_days if e.slippage else None,
        Kind.COUNT,
    ),
    column(
        "moved_most",
        ("Moved by at most (days)", "Décalée d'au plus (jours)"),
        ("The same, at most.", "De même, au plus."),
        lambda e, _: e.slippage.most_days if e.slippage else None,
        Kind.COUNT,
    ),
    column(
        "reason",
        ("Reason", "Motif"),
        ("Why, as it was said.", "Pourquoi, tel qu'énoncé."),
        lambda e, _: e.reason,
        width=32,
    ),
    column("text", ("Text", "Texte"), ("What was said.", "Ce qui a été dit."), _text, width=54),
    column(
        "evidence",
        ("Evidence", "Preuve"),
        ("The first link that shows it.", "Le premier lien qui l'atteste."),
        lambda e, _: first_link(e.evidence),
        Kind.LINK,
    ),
    column(
        "evidence_links",
        ("All evidence", "Toutes les preuves"),
        ("All links that show it, one to a line.", "Tous les liens qui l'attestent, un par ligne."),
        lambda e, words: all_links(e.evidence, words),
        width=40,
    ),
    column(
        "challenges",
        ("Challenges", "Difficultés"),
        ("What stands in the way.", "Ce qui fait obstacle."),
        lambda e, words: words.say(e.challenges),
        width=34,
    ),
    column(
        "corrects",
        ("Corrects entry", "Corrige l'entrée"),
        ("The entry that this one replaces.", "L'entrée que celle-ci remplace."),
        lambda e, _: e.corrects,
        Kind.COUNT,
    ),
    column(
        "corrected_by",
        ("Corrected by entry", "Corrigée par l'entrée"),
        ("The entry that has replaced this one since.", "L'entrée qui a remplacé celle-ci depuis."),
        lambda e, _: e.corrected_by,
        Kind.COUNT,
    ),
    column(
        "source",
        ("Source", "Source"),
        ("The document in which it is said.", "Le document où cela est dit."),
        lambda e, _: source_text(e.source),
        width=60,
    ),
    column(
        "illustrative",
        ("Illustrative", "Fictif"),
        ("Yes: made up; no source says it.", "Oui : inventé ; aucune source ne le dit."),
        lambda e, words: words.yes_no(e.illustrative),
        Kind.CODE,
        11,
    ),
]


def _entry(line: HistoryLine) -> TimelineEntry:
    return line.entry


HISTORY: Final[Sequence[Column[HistoryLine]]] = (*of(_entry, WHEN), *STATUSES, *of(_entry, WHAT))
