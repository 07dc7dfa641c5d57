"""What was promised: the columns of the status report about a commitment, and about a milestone and its due dates."""

from typing import Final

from exports.columns import Column, Kind, column, dated
from exports.words import Words
from projections.line import MilestoneStatus, Named
from projections.report import CommitmentStatus


def names(partners: tuple[Named, ...], words: Words) -> str | None:
    return "; ".join(words.texts([partner.name for partner in partners])) or None


def _described(milestone: MilestoneStatus, words: Words) -> str | None:
    parts = [f"• {part}" for part in words.texts(milestone.parts)]
    return "\n".join(filter(None, (words.say(milestone.description), *parts))) or None


ANSWERABLE: Final[list[Column[CommitmentStatus]]] = [
    column(
        "commitment",
        ("Commitment", "Engagement"),
        ("The commitment's own number in the programme.", "Le numéro de l'engagement dans le programme."),
        lambda c, _: c.code,
        Kind.CODE,
    ),
    column(
        "commitment_identifier",
        ("Identifier", "Identifiant"),
        ("The commitment's public identifier.", "L'identifiant public de l'engagement."),
        lambda c, _: c.identifier,
        Kind.CODE,
    ),
    column(
        "commitment_title",
        ("Commitment title", "Intitulé de l'engagement"),
        ("What the commitment is called.", "Le nom de l'engagement."),
        lambda c, words: words.say(c.title),
        width=32,
    ),
    column(
        "lead",
        ("Lead", "Chef de file"),
        ("Who answers for the commitment on the day of the report.", "Qui répond de l'engagement au jour du rapport."),
        lambda c, words: words.say(c.lead.name) if c.lead else None,
        width=26,
    ),
    column(
        "supporting",
        ("Supporting", "En soutien"),
        ("Who supports it on the day of the report.", "Qui le soutient au jour du rapport."),
        lambda c, words: names(c.supporting, words),
        width=44,
    ),
]

IDENTITY: Final[list[Column[MilestoneStatus]]] = [
    column(
        "milestone",
        ("Milestone", "Jalon"),
        ("The milestone's number in the programme.", "Le numéro du jalon dans le programme."),
        lambda m, _: m.code,
        Kind.CODE,
        11,
    ),
    column(
        "milestone_title",
        ("Milestone title", "Intitulé du jalon"),
        ("What is promised.", "Ce qui est promis."),
        lambda m, words: words.say(m.title),
        width=38,
    ),
]

PROMISE: Final[list[Column[MilestoneStatus]]] = [
    column(
        "description",
        ("Description and parts", "Description et parties"),
        ("What belongs to the milestone, in more words.", "Ce que comprend le jalon, plus en détail."),
        _described,
        width=38,
    ),
    column(
        "responsible",
        ("Responsible", "Responsable"),
        ("Who carries the milestone out.", "Qui réalise le jalon."),
        lambda m, words: names(m.responsible, words),
        width=24,
    ),
    *dated(
        "promised",
        ("Due as promised", "Échéance promise"),
        ("The due date that was first promised, as it was said.", "La première échéance promise, telle qu'énoncée."),
        lambda m: m.promised,
    ),
    *dated(
        "agreed",
        ("Due as agreed", "Échéance convenue"),
        ("The due date that holds on the day of the report.", "L'échéance en vigueur au jour du rapport."),
        lambda m: m.due,
    ),
    column(
        "slipped_least",
        ("Slipped by at least (days)", "Décalage minimal (jours)"),
        (
            "Days from the promised to the agreed due date, at least; 0: not moved; blank: cannot be counted.",
            "Jours entre l'échéance promise et l'échéance convenue, au moins ; 0 : inchangée ; vide : incalculable.",
        ),
        lambda m, _: m.slippage.least_days if m.slippage else None,
        Kind.COUNT,
    ),
    column(
        "slipped_most",
        ("Slipped by at most (days)", "Décalage maximal (jours)"),
        ("The same, at most.", "De même, au plus."),
        lambda m, _: m.slippage.most_days if m.slippage else None,
        Kind.COUNT,
    ),
    column(
        "rescheduled",
        ("Times rescheduled", "Nombre de replanifications"),
        ("How often another due date was agreed.", "Combien de fois une autre échéance a été convenue."),
        lambda m, _: m.reschedules,
        Kind.COUNT,
    ),
    column(
        "reschedule_reason",
        ("Reason", "Motif"),
        ("Why the agreed due date was chosen.", "Pourquoi l'échéance convenue a été choisie."),
        lambda m, _: m.due_reason,
        width=30,
    ),
]

OVERDUE: Final[Column[MilestoneStatus]] = column(
    "overdue",
    ("Overdue", "En retard"),
    (
        "Yes: the agreed due date has wholly passed on the day of the report, and the milestone is neither done nor withdrawn.",
        "Oui : l'échéance convenue est entièrement passée au jour du rapport, et le jalon n'est ni achevé ni retiré.",
    ),
    lambda m, words: words.yes_no(m.overdue),
    Kind.CODE,
    10,
)
