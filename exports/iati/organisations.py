"""Organisations in IATI XML: who reports, and who takes part in which role."""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from domain.consortium import Role
from exports.iati.making import Making
from exports.iati.markup import child, narrative, narratives
from projections.partner import Partner
from words.message import marked

UNREGISTERED: Final = "XX-"
IMPLEMENTING: Final = "4"
ACCOUNTABLE: Final = "2"
NOT_RECORDED: Final = marked("iati", "Organisation not recorded")
PLACEHOLDER: Final = marked(
    "iati",
    "The reporting organisation's identifier is a placeholder. Set reporting_org_ref to its registered identifier before "
    "the file is published.",
)
NAMED_BY_LEAD: Final = marked(
    "iati", "The template names no reporting organisation. The lead of the programme stands in its place."
)
NAMED_BY_NOBODY: Final = marked(
    "iati", "The template names no reporting organisation, and the record no lead. The file says that none is recorded."
)
NOBODY_TAKES_PART: Final = marked(
    "iati", "The record names nobody who takes part. The reporting organisation stands there as the one accountable."
)
NO_REFERENCE: Final = marked("iati", "The record holds no registered identifiers of organisations, only their names.")


class Party(NamedTuple):
    """A partner in a role, by IATI's code of it."""

    role: str
    partner: str


def role_code(making: Making, role: str) -> str:
    """IATI's code of a role, by the template's settings."""
    codes = making.pairs("roles")
    return codes.get(role, codes.get("others", IMPLEMENTING))


def parties(found: Iterable[Party]) -> list[Party]:
    """Each once, in the order of roles and partners."""
    return sorted(set(found))


def of_programme(making: Making, commitments: Collection[str]) -> list[Party]:
    """Who takes part in the programme. Who leads a part of it implements the programme, and who funds a part funds it."""
    found: set[Party] = set()
    for role in making.roles:
        kind, _, code = role.part_of.partition(":")
        if kind == "programme":
            found.add(Party(role_code(making, role.role), role.partner))
        elif kind != "commitment" or code.rpartition("/")[2] in commitments:
            part = role.role if role.role == Role.FUNDER else "others"
            found.add(Party(role_code(making, part), role.partner))
    return parties(found)


def lead(making: Making) -> Partner | None:
    """The lead of the programme on the day, if it has one."""
    leads = [role.partner for role in making.roles if role.part_of.startswith("programme:") and role.role == Role.LEAD]
    return making.partners.get(leads[0]) if leads else None


def organisation_type(making: Making, partner: Partner) -> str | None:
    return making.pairs("organisation_types").get(partner.kind)


def _name(parent: Element, making: Making) -> None:
    """The name of the reporting organisation."""
    if name := making.setting("reporting_org_name"):
        narrative(parent, name, None)
    elif found := lead(making):
        making.note("reporting-org", NAMED_BY_LEAD, found.code, throughout=True)
        narratives(parent, found.name, making.language)
    else:
        making.note("reporting-org", NAMED_BY_NOBODY, throughout=True)
        narrative(parent, making.words(NOT_RECORDED), making.language)


def _reporting_type(making: Making) -> str:
    led_by = None if making.setting("reporting_org_name") else lead(making)
    return making.setting("reporting_org_type") or (led_by and organisation_type(making, led_by)) or "90"


def reporting_org(parent: Element, making: Making) -> None:
    """Who publishes the file, by the template's settings."""
    ref = making.setting("reporting_org_ref")
    if ref.startswith(UNREGISTERED):
        making.note("reporting-org", PLACEHOLDER, ref, throughout=True)
    _name(child(parent, "reporting-org", ref=ref, type=_reporting_type(making)), making)


def participating_orgs(parent: Element, making: Making, found: Iterable[Party]) -> None:
    """Who takes part; at least one organisation is required."""
    known = [(party.role, making.partners[party.partner]) for party in found if party.partner in making.partners]
    for role, partner in known:
        making.note("participating-org", NO_REFERENCE, throughout=True)
        one = child(parent, "participating-org", role=role, type=organisation_type(making, partner))
        narratives(one, partner.name, making.language)
    if not known:
        making.note("participating-org", NOBODY_TAKES_PART)
        ref = making.setting("reporting_org_ref")
        _name(
            child(parent, "participating-org", ref=ref, type=_reporting_type(making), role=ACCOUNTABLE),
            making,
        )
