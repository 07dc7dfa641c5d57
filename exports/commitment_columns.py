"""The columns of the sheet of commitments: all that is said of a commitment as a whole, one line for each."""

from collections.abc import Sequence
from typing import Final

from domain.vocabulary import OGP_VALUES
from exports.columns import Column, Kind, all_links, column, dated, first_link, of
from exports.promise_columns import ANSWERABLE
from exports.review_columns import COMMITMENT_REVIEW
from exports.words import Words, source_text
from projections.report import CommitmentStatus


def _values(commitment: CommitmentStatus, words: Words) -> str | None:
    stated = (value.said or words.status(OGP_VALUES, value.code) for value in commitment.ogp_values)
    return "; ".join(text for text in stated if text) or None


ABOUT: Final[list[Column[CommitmentStatus]]] = [
    *dated(
        "period",
        ("Period", "Période"),
        ("When it is to be carried out, as it was said.", "Quand il doit être réalisé, tel qu'énoncé."),
        lambda c: c.period,
    ),
    column(
        "milestones",
        ("Milestones", "Jalons"),
        ("How many milestones it has.", "Combien de jalons il comprend."),
        lambda c, _: len(c.milestones),
        Kind.COUNT,
    ),
    column(
        "policy_areas",
        ("Policy areas", "Domaines"),
        ("What it is about, as published.", "Ce dont il traite, tel que publié."),
        lambda c, _: "; ".join(c.policy_areas) or None,
        width=26,
    ),
    column(
        "ogp_values",
        ("OGP values", "Valeurs du PGO"),
        (
            "The values that its makers say it serves, in their words.",
            "Les valeurs que ses auteurs disent servir, dans leurs termes.",
        ),
        _values,
        width=26,
    ),
    column(
        "problem",
        ("Problem", "Problème"),
        ("What it is to change.", "Ce qu'il doit changer."),
        lambda c, words: words.say(c.problem),
        width=70,
    ),
    column(
        "ambition",
        ("Ambition", "Ambition"),
        ("What it is to bring about.", "Ce qu'il doit apporter."),
        lambda c, words: words.say(c.ambition),
        width=70,
    ),
    column(
        "expected_result",
        ("Expected result", "Résultat attendu"),
        ("What is to be there in the end.", "Ce qui doit exister à la fin."),
        lambda c, words: words.say(c.expected_result),
        width=50,
    ),
    column(
        "link",
        ("Link", "Lien"),
        ("The first link about it.", "Le premier lien à son sujet."),
        lambda c, _: first_link(c.links),
        Kind.LINK,
    ),
    column(
        "links",
        ("All links", "Tous les liens"),
        ("All links about it, one to a line.", "Tous les liens à son sujet, un par ligne."),
        lambda c, words: all_links(c.links, words),
        width=44,
    ),
]

END: Final[list[Column[CommitmentStatus]]] = [
    column(
        "source",
        ("Source", "Source"),
        ("The document in which it is promised, and its words.", "Le document où il est promis, et ses termes."),
        lambda c, _: source_text(c.source),
        width=60,
    ),
    column(
        "illustrative",
        ("Illustrative", "Fictif"),
        ("Yes: something in this line was made up.", "Oui : un élément de cette ligne est inventé."),
        lambda c, words: words.yes_no(c.illustrative),
        Kind.CODE,
        11,
    ),
]

COMMITMENTS: Final[Sequence[Column[CommitmentStatus]]] = (
    *ANSWERABLE,
    *ABOUT,
    *of(lambda c: c.findings, COMMITMENT_REVIEW),
    *END,
)
