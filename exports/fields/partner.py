"""The question `partners`: one line for each role that a partner has or had."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.consortium import Role
from domain.partner import PartnerKind
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.context import CONTEXT
from exports.fields.promised import belonging
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words, source_text
from projections.field import ThingKind
from projections.order import in_order
from projections.partner import Partner, partners_named
from projections.role import HOST, ORGANISER, RESPONSIBLE, PartnerRole, roles_in
from words.message import marked

PARTS: Final = ("programme", "commitment", "milestone", "pilot", "cohort", "event", "deliverable")
ROLES: Final = (Role.LEAD, Role.PARTNER, Role.SUPPORTING, Role.ASSOCIATED, Role.FUNDER, RESPONSIBLE, HOST, ORGANISER)
TAKES_PART: Final = (
    "roles",
    "lead",
    "supporting",
    "responsible",
    "hosts",
    "partners",
    "organisers",
    "funders",
    "challenges",
)
"""What comparisons call the fields of things that say who takes part in them."""


class PartnerLine(NamedTuple):
    """A role, and the partner that has it, where it is known; `time` counts how often it has had this role there."""

    material: Material
    role: PartnerRole
    partner: Partner | None
    time: int


def partner_lines(material: Material) -> Iterator[PartnerLine]:
    """The roles in the programme, then those in what it consists of; in each the lead first."""
    belongs = belonging(material)
    roles = [role for role in roles_in(material.reading, material.code) if belongs(*part(role))]
    partners = partners_named(material.reading, sorted({role.partner for role in roles}))
    times: Counter[tuple[str, str, str]] = Counter()
    for role in sorted(roles, key=_rank):
        times[role.part_of, role.partner, role.role] += 1
        yield PartnerLine(material, role, partners.get(role.partner), times[role.part_of, role.partner, role.role])


def _rank(role: PartnerRole) -> tuple[int, tuple[tuple[int, int, str], ...], int, str, str]:
    kind, code = part(role)
    place = PARTS.index(kind) if kind in PARTS else len(PARTS)
    weight = ROLES.index(role.role) if role.role in ROLES else len(ROLES)
    return place, in_order(code), weight, role.partner, role.since or ""


def part(role: PartnerRole) -> tuple[str, str]:
    """The kind of thing that the role is in, and its code within the programme."""
    kind, _, code = role.part_of.partition(":")
    return kind, code.removeprefix(f"{role.programme}/")


def _part_of(role: PartnerRole, words: Words) -> CellValue:
    kind, code = part(role)
    return f"{words.named(kind, 'thing')} {code}"


def _about(line: PartnerLine) -> About:
    kind, code = part(line.role)
    return (ThingKind.PARTNER, line.role.partner) if kind == ThingKind.PROGRAMME else (ThingKind(kind), code)


def _key(line: PartnerLine) -> str:
    kind, code = part(line.role)
    again = f"/{line.time}" if line.time > 1 else ""
    return f"{kind}/{code}/{line.role.role}/{line.role.partner}{again}"


PARTNER: Final[list[Field[Partner]]] = [
    field(
        "name",
        marked("column", "Name"),
        marked("definition", "What the partner is called on the day of the report."),
        lambda partner, words: words.say(partner.name),
        width=42,
        tells=("partner:name",),
    ),
    word(
        "kind",
        marked("column", "Kind"),
        marked("definition", "What kind of organisation it is."),
        lambda partner, words: words.named(partner.kind),
        PartnerKind,
        tells=("partner:kind",),
    ),
    field(
        "country",
        marked("column", "Country"),
        marked("definition", "ISO 3166-1 code of its country."),
        lambda partner, _: partner.country,
        Kind.CODE,
        width=10,
        tells=("partner:country",),
    ),
    field(
        "country_name",
        marked("column", "Name of the country"),
        marked("definition", "Its country by name."),
        lambda partner, words: words.language.country(partner.country) if partner.country else None,
        width=18,
        tells=("partner:country",),
    ),
    field(
        "place",
        marked("column", "Place"),
        marked("definition", "Where it is."),
        lambda partner, _: partner.place,
        width=20,
        tells=("partner:place",),
    ),
    field(
        "ended",
        marked("column", "Ended"),
        marked("definition", "When the organisation itself ended, as it was said; blank: it goes on."),
        lambda partner, _: partner.ended,
        Kind.CODE,
        tells=("partner:ended",),
    ),
    field(
        "successors",
        marked("column", "Successors"),
        marked("definition", "The codes of the partners in which it goes on."),
        lambda partner, _: "; ".join(heir.partner for heir in partner.successors) or None,
        Kind.CODE,
        width=18,
        tells=("partner:successors",),
    ),
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which the partner is named."),
        lambda partner, _: source_text(partner.source),
        width=44,
        tells=("partner:source",),
    ),
]

ROLE: Final[list[Field[PartnerRole]]] = [
    field(
        "role",
        marked("column", "Role"),
        marked("definition", "What it does there."),
        lambda role, words: words.named(role.role, "role"),
        Kind.WORD,
        width=14,
        tells=TAKES_PART,
    ),
    field(
        "part_of",
        marked("column", "In"),
        marked("definition", "The programme, or what in it the role is in."),
        _part_of,
        width=22,
        tells=TAKES_PART,
    ),
    *dated(
        "since",
        (marked("column", "Since"), marked("column", "Since: earliest day"), marked("column", "Since: latest day")),
        marked("definition", "Since when, as it was said; blank: from the beginning."),
        lambda role: role.since,
        tells=TAKES_PART,
    ),
    *dated(
        "until",
        (marked("column", "Until"), marked("column", "Until: earliest day"), marked("column", "Until: latest day")),
        marked("definition", "Until when, as it was said; blank: no end was recorded."),
        lambda role: role.until,
        tells=TAKES_PART,
    ),
    field(
        "reason",
        marked("column", "Reason"),
        marked("definition", "Why the role began or ended."),
        lambda role, _: role.reason,
        tells=TAKES_PART,
    ),
    field(
        "holds",
        marked("column", "Holds"),
        marked("definition", "Whether it has the role on the day of the report."),
        lambda role, words: words.yes_no(role.holds),
        Kind.WORD,
        width=10,
        tells=TAKES_PART,
    ),
]

CODE: Final[Field[PartnerRole]] = field(
    "partner",
    marked("column", "Partner"),
    marked("definition", "The partner's code."),
    lambda role, _: role.partner,
    Kind.CODE,
    width=18,
    tells=TAKES_PART,
)

ILLUSTRATIVE: Final[Field[PartnerLine]] = field(
    "illustrative",
    marked("column", "Illustrative"),
    marked("definition", "Yes: made up; no source says it."),
    lambda line, words: words.yes_no(line.role.illustrative or bool(line.partner and line.partner.illustrative)),
    Kind.WORD,
    width=11,
)


def _role(line: PartnerLine) -> PartnerRole:
    return line.role


PARTNERS: Final = question(
    "partners",
    marked("question", "Partners"),
    partner_lines,
    key=_key,
    about=_about,
    fields=[
        *of(lambda line: line.material, CONTEXT),
        *of(_role, [CODE]),
        *of(lambda line: line.partner, PARTNER),
        *of(_role, ROLE),
        ILLUSTRATIVE,
    ],
    only={
        "holding": lambda line: line.role.holds,
        "programme": lambda line: part(line.role)[0] == ThingKind.PROGRAMME,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (PARTNERS,)
