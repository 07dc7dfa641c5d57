"""What the team claims: the columns of the status report about the claim that stands, and about what was said of the milestone since."""

from typing import Final

from domain.dates import Edtf
from exports.columns import Column, Kind, all_links, column, dated, first_link
from exports.words import Both, Words, source_text
from projections.line import Claim
from projections.withdrawal import Withdrawal


def _note(note: Claim, words: Words) -> str:
    challenges = words.say(note.challenges)
    hindered = f"{words(Both('Challenges:', 'Difficultés :'))} {challenges}" if challenges else None
    return "\n".join(filter(None, (words.say(note.progress), hindered, *(words.link(link) for link in note.evidence))))


def _day(claim: Claim) -> Edtf:
    return claim.on


CLAIM: Final[list[Column[Claim]]] = [
    *dated(
        "holds_for",
        ("Holds for", "Vaut pour"),
        (
            "The day for which the team reports this, as it was said.",
            "Le jour pour lequel l'équipe le rapporte, tel qu'énoncé.",
        ),
        _day,
    ),
    column(
        "reported_at",
        ("Reported at (UTC)", "Rapporté le (UTC)"),
        ("When the report was recorded.", "Quand le rapport a été enregistré."),
        lambda claim, _: claim.reported_at,
        Kind.INSTANT,
    ),
    column(
        "reported_by",
        ("Reported by", "Rapporté par"),
        ("Who recorded the report, by id.", "Qui a enregistré le rapport (identifiant)."),
        lambda claim, _: claim.reported_by,
        Kind.CODE,
    ),
    column(
        "progress",
        ("Progress", "Progrès"),
        ("What was done, in the team's words.", "Ce qui a été fait, selon l'équipe."),
        lambda claim, words: words.say(claim.progress),
        width=60,
    ),
    column(
        "evidence",
        ("Evidence", "Preuve"),
        ("The first link that shows it.", "Le premier lien qui l'atteste."),
        lambda claim, _: first_link(claim.evidence),
        Kind.LINK,
    ),
    column(
        "evidence_links",
        ("All evidence", "Toutes les preuves"),
        ("All links that show it, one to a line.", "Tous les liens qui l'attestent, un par ligne."),
        lambda claim, words: all_links(claim.evidence, words),
        width=44,
    ),
    column(
        "challenges",
        ("Challenges", "Difficultés"),
        ("What stands in the way, in the team's words.", "Ce qui fait obstacle, selon l'équipe."),
        lambda claim, words: words.say(claim.challenges),
        width=40,
    ),
    column(
        "corrections",
        ("Times corrected", "Nombre de corrections"),
        (
            "How often this report was corrected; the first claim is in the history.",
            "Combien de fois ce rapport a été corrigé ; la première version est dans l'historique.",
        ),
        lambda claim, _: claim.corrections,
        Kind.COUNT,
    ),
    column(
        "correction_reason",
        ("Reason for correction", "Motif de la correction"),
        ("Why it was last corrected.", "Pourquoi il a été corrigé en dernier."),
        lambda claim, _: claim.correction_reason,
        width=30,
    ),
    column(
        "claim_source",
        ("Source of the report", "Source du rapport"),
        ("The document in which this is said, and its words.", "Le document où cela est dit, et ses termes."),
        lambda claim, _: source_text(claim.source),
        width=44,
    ),
]

WITHDRAWAL: Final[list[Column[Withdrawal]]] = [
    column(
        "withdrawn_on",
        ("Withdrawn on", "Retiré le"),
        (
            "The day from which the milestone is withdrawn, as it was said.",
            "Le jour du retrait du jalon, tel qu'énoncé.",
        ),
        lambda withdrawal, _: withdrawal.on,
        Kind.CODE,
    ),
    column(
        "withdrawn_reason",
        ("Reason for withdrawal", "Motif du retrait"),
        ("Why it was withdrawn.", "Pourquoi il a été retiré."),
        lambda withdrawal, _: withdrawal.reason,
        width=30,
    ),
]

LATER_NOTE: Final[list[Column[Claim]]] = [
    column(
        "later_note_for",
        ("Later note holds for", "Note ultérieure : vaut pour"),
        (
            "The day for which something was reported since, without a status.",
            "Le jour pour lequel quelque chose a été rapporté depuis, sans état.",
        ),
        lambda note, _: note.on,
        Kind.CODE,
    ),
    column(
        "later_note",
        ("Later note", "Note ultérieure"),
        ("What was reported since, without a status.", "Ce qui a été rapporté depuis, sans état."),
        _note,
        width=40,
    ),
]
