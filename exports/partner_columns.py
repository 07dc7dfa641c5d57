"""The columns of the sheet of partners: one line for each role that a partner has or had."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from domain.consortium import Role
from exports.cells import CellValue
from exports.columns import Column, Kind, column, dated, of
from exports.words import Words
from projections.order import in_order
from projections.partner import Partner
from projections.role import HOST, ORGANISER, RESPONSIBLE, PartnerRole

PARTS: Final = ("programme", "commitment", "milestone", "pilot", "cohort", "event", "deliverable")
ROLES: Final = (Role.LEAD, Role.PARTNER, Role.SUPPORTING, Role.ASSOCIATED, Role.FUNDER, RESPONSIBLE, HOST, ORGANISER)


class PartnerLine(NamedTuple):
    """A role, and the partner that has it, where it is known."""

    role: PartnerRole
    partner: Partner | None


def partner_lines(roles: Sequence[PartnerRole], partners: Mapping[str, Partner]) -> list[PartnerLine]:
    """The roles in the programme, then those in what it consists of; in each the lead first."""
    return [PartnerLine(role, partners.get(role.partner)) for role in sorted(roles, key=_rank)]


def _rank(role: PartnerRole) -> tuple[int, tuple[tuple[int, int, str], ...], int, str, str]:
    kind, code = _part(role)
    place = PARTS.index(kind) if kind in PARTS else len(PARTS)
    weight = ROLES.index(role.role) if role.role in ROLES else len(ROLES)
    return place, in_order(code), weight, role.partner, role.since or ""


def _part(role: PartnerRole) -> tuple[str, str]:
    """The kind of thing that the role is in, and its code within the programme."""
    kind, _, code = role.part_of.partition(":")
    return kind, code.removeprefix(f"{role.programme}/")


def _part_of(role: PartnerRole, words: Words) -> CellValue:
    kind, code = _part(role)
    return f"{words.named(kind)} {code}"


PARTNER: Final[list[Column[Partner]]] = [
    column(
        "name",
        ("Name", "Nom"),
        ("What the partner is called on the day of the report.", "Le nom du partenaire au jour du rapport."),
        lambda partner, words: words.say(partner.name),
        width=42,
    ),
    column(
        "kind",
        ("Kind", "Type"),
        ("What kind of organisation it is.", "De quel type d'organisation il s'agit."),
        lambda partner, words: words.named(partner.kind),
        width=24,
    ),
    column(
        "country",
        ("Country", "Pays"),
        ("ISO 3166-1 code of its country.", "Code ISO 3166-1 de son pays."),
        lambda partner, _: partner.country,
        Kind.CODE,
        10,
    ),
    column(
        "place", ("Place", "Lieu"), ("Where it is.", "Où il se trouve."), lambda partner, _: partner.place, width=20
    ),
]

ROLE: Final[list[Column[PartnerRole]]] = [
    column(
        "role",
        ("Role", "Rôle"),
        ("What it does there.", "Ce qu'il y fait."),
        lambda role, words: words.named(role.role),
        width=14,
    ),
    column(
        "part_of",
        ("In", "Dans"),
        ("The programme, or what in it the role is in.", "Le programme, ou ce qui y est concerné."),
        _part_of,
        width=22,
    ),
    *dated(
        "since",
        ("Since", "Depuis"),
        (
            "Since when, as it was said; blank: from the beginning.",
            "Depuis quand, tel qu'énoncé ; vide : depuis le début.",
        ),
        lambda role: role.since,
    ),
    *dated(
        "until",
        ("Until", "Jusqu'à"),
        (
            "Until when, as it was said; blank: no end was recorded.",
            "Jusqu'à quand, tel qu'énoncé ; vide : aucune fin enregistrée.",
        ),
        lambda role: role.until,
    ),
    column(
        "reason",
        ("Reason", "Motif"),
        ("Why the role began or ended.", "Pourquoi le rôle a commencé ou pris fin."),
        lambda role, _: role.reason,
        width=30,
    ),
    column(
        "holds",
        ("Holds", "En vigueur"),
        ("Whether it has the role on the day of the report.", "Si le rôle est en vigueur au jour du rapport."),
        lambda role, words: words.yes_no(role.holds),
        Kind.CODE,
        10,
    ),
]

ILLUSTRATIVE: Final[Column[PartnerLine]] = column(
    "illustrative",
    ("Illustrative", "Fictif"),
    ("Yes: made up; no source says it.", "Oui : inventé ; aucune source ne le dit."),
    lambda line, words: words.yes_no(line.role.illustrative or bool(line.partner and line.partner.illustrative)),
    Kind.CODE,
    11,
)


def _role(line: PartnerLine) -> PartnerRole:
    return line.role


PARTNERS: Final[Sequence[Column[PartnerLine]]] = (
    *of(
        _role,
        [
            column(
                "partner",
                ("Partner", "Partenaire"),
                ("The partner's code.", "Le code du partenaire."),
                lambda role, _: role.partner,
                Kind.CODE,
                18,
            )
        ],
    ),
    *of(lambda line: line.partner, PARTNER),
    *of(_role, ROLE),
    ILLUSTRATIVE,
)
