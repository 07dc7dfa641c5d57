"""The pages about partners: all of them, one with its roles and what it owes, and those of one programme."""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from typing import Final

from msgspec import Struct

from domain.dates import Edtf
from domain.values import CODE, Text
from projections.consortium import CONSORTIA
from projections.finder import FINDER, PARTNER, find
from projections.moment import Reading
from projections.obligations import Obligation, obligations
from projections.partner import PARTNERS, Partner, all_partners, partner, partners_named
from projections.programme import Programme, programme, programmes_named
from projections.role import PartnerRole, roles_in, roles_of
from web.page import Fault, Page, Query, WrongQuery, known
from web.story import Story, story_of

AFTER: Final = "after"
WORDS: Final = "words"
PAGE: Final = 50


class Partners(Struct, frozen=True):
    """Some of the partners in the order of their codes, or those found by words; `after` is where the next page begins."""

    items: list[Partner]
    after: str | None


class Tenure(StrEnum):
    """Whether a role is held on the day that is shown."""

    HELD = "held"
    ENDED = "ended"
    AHEAD = "ahead"


class Held(Struct, frozen=True):
    """A role of a partner in a thing: `title` is what the thing is called, `name` what the partner is."""

    partner: str
    name: Text
    partner_ended: Edtf | None
    programme: str
    part_of: str
    title: Text
    role: str
    standing: Tenure
    since: Edtf | None
    until: Edtf | None
    reason: str | None
    illustrative: bool

    @property
    def whole(self) -> bool:
        """Whether it is a role in the programme as a whole."""
        return self.part_of.startswith("programme:")


class PartnerPage(Struct, frozen=True):
    """A partner, its roles programme by programme, what it owes (overdue first), and its story.

    `names` are those of the partners that it came out of or went on in, `programmes` those in which it has or had a part, by code.
    """

    partner: Partner
    names: dict[str, Text]
    programmes: dict[str, Programme]
    roles: tuple[Held, ...]
    owed: tuple[Obligation, ...]
    overdue: int
    story: Story

    @property
    def by_programme(self) -> list[tuple[str, list[Held]]]:
        return [(code, list(held)) for code, held in groupby(self.roles, lambda one: one.programme)]


class ProgrammePartners(Struct, frozen=True):
    """Who takes part in a programme as a whole, who in one of its things, and what was recorded of the first."""

    programme: Programme
    consortium: tuple[Held, ...]
    in_things: tuple[Held, ...]
    story: Story | None

    @property
    def all_roles(self) -> tuple[Held, ...]:
        return (*self.consortium, *self.in_things)

    @property
    def by_partner(self) -> list[tuple[str, list[Held]]]:
        """The roles in things, partner by partner."""
        ordered = sorted(self.in_things, key=lambda one: one.partner)
        return [(code, list(held)) for code, held in groupby(ordered, lambda one: one.partner)]


def partners(reading: Reading, query: Query) -> Partners:
    if words := query.get(WORDS):
        codes = [one.code for one in find(reading, words, limit=PAGE, kinds=[PARTNER])]
        named = partners_named(reading, codes)
        return Partners([named[code] for code in codes if code in named], None)
    after = query.get(AFTER) or ""
    if after and not re.fullmatch(CODE, after):
        raise WrongQuery([Fault(AFTER, after, query.language.gettext("This is not the code of a partner."))])
    found = all_partners(reading, after=after, limit=PAGE + 1)
    return Partners(found[:PAGE], found[PAGE - 1].code if len(found) > PAGE else None)


def one_partner(reading: Reading, _query: Query, code: str) -> PartnerPage:
    found = known(partner(reading, code), "partner", None, code)
    row = known(reading.row(PARTNERS, code), "partner", None, code)
    near = {one.partner for one in (*found.predecessors, *found.successors)}
    owes, roles = obligations(reading, code), _held(reading, roles_of(reading, code))
    programmes = programmes_named(reading, {one.programme for one in (*owes.owed, *roles)})
    return PartnerPage(
        partner=found,
        names={code: one.name for code, one in partners_named(reading, near).items()} if near else {},
        programmes={one.code: one for one in programmes},
        roles=roles,
        owed=owes.owed,
        overdue=owes.overdue,
        story=story_of(reading, row),
    )


def partners_in(reading: Reading, _query: Query, code: str) -> ProgrammePartners:
    found = known(programme(reading, code), "programme", None, code)
    roles = _held(reading, roles_in(reading, code))
    row = reading.row(CONSORTIA, code)
    return ProgrammePartners(
        programme=found,
        consortium=tuple(one for one in roles if one.whole),
        in_things=tuple(one for one in roles if not one.whole),
        story=story_of(reading, row) if row else None,
    )


def _held(reading: Reading, roles: Iterable[PartnerRole]) -> tuple[Held, ...]:
    """The roles programme by programme, those in it as a whole first, those that are held before those that are not."""
    said = list(roles)
    names = partners_named(reading, {one.partner for one in said}) if said else {}
    titles = _titles(reading, {one.part_of for one in said})
    held = [
        Held(
            partner=one.partner,
            name=names[one.partner].name if one.partner in names else {},
            partner_ended=one.partner_ended,
            programme=one.programme,
            part_of=one.part_of,
            title=titles.get(one.part_of, {}),
            role=one.role,
            standing=_tenure(one),
            since=one.since,
            until=one.until,
            reason=one.reason,
            illustrative=one.illustrative,
        )
        for one in said
    ]
    return tuple(sorted(held, key=_place))


def _place(one: Held) -> tuple[object, ...]:
    return (
        one.programme,
        not one.whole,
        one.standing is not Tenure.HELD,
        _natural(one.part_of),
        one.role,
        one.partner,
    )


def _natural(key: str) -> list[tuple[int, str]]:
    """Numbers in a code by their value: 2 comes before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", key)]


def _tenure(role: PartnerRole) -> Tenure:
    if role.holds:
        return Tenure.HELD
    return Tenure.ENDED if role.begun else Tenure.AHEAD


def _titles(reading: Reading, keys: set[str]) -> dict[str, Text]:
    rows = reading.rows(FINDER, "key = ANY(%(keys)s)", keys=sorted(keys)) if keys else []
    return {row.of: row.title_on(reading.moment.as_of) for row in rows}


PAGES = (
    Page(
        path="/partners",
        template="partners.html",
        answer=partners,
        rows=lambda found: found.items,
        parameters=frozenset((AFTER, WORDS)),
    ),
    Page(path="/partners/{partner}", template="partner.html", answer=one_partner, rows=lambda found: found.roles),
    Page(
        path="/programmes/{programme}/partners",
        template="consortium.html",
        answer=partners_in,
        rows=lambda found: found.all_roles,
    ),
)
