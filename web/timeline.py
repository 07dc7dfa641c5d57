"""The timeline of a programme: a picture of everything that is dated in it, and the same facts as a table."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from domain.values import Text
from projections.chronicle import KINDS, Chronicle, Group, Strand, chronicle
from projections.dated import Dated
from projections.moment import Reading
from projections.programme import Programme
from projections.projection import View
from web.drawing import Picture, picture
from web.page import Fault, Page, Query, WrongQuery, known
from web.pen import Pen
from web.saying import moved
from web.shown import At
from words.language import Language

ONLY: Final = "only"
GROUP: Final = "group"
TABLE: Final = "table"
CHOICES: Final = {f"{kind}s": kind for kind in KINDS}
FEW: Final = 150
MANY: Final = 300
"""The number of facts beyond which their table has a page of its own, at the same address with `table=yes`."""


class Line(View, gc=False):
    """One dated fact with the thing that it is about: a line of the table."""

    commitment: str | None
    kind: str
    code: str
    number: int | None
    title: Text
    fact: Dated


class Timeline(View):
    """A programme's timeline. `kinds` are how many things of each kind it has, `only` and `group` what it was narrowed to.

    `table`: the table is asked for instead of the picture.
    """

    programme: Programme
    chronicle: Chronicle
    kinds: dict[str, int]
    only: str | None
    group: str | None
    table: bool

    @property
    def strands(self) -> list[Strand]:
        return [strand for group in self.chronicle.groups for strand in group.strands]

    @property
    def lines(self) -> list[Line]:
        return list(_lines(self.chronicle.groups))

    @property
    def facts(self) -> int:
        return sum(len(strand.dated) for group in self.chronicle.groups for strand in group.strands)

    @property
    def tabled(self) -> bool:
        """Whether the table stands on this page, and not on one of its own."""
        return self.table or self.facts <= MANY

    @property
    def unfolded(self) -> bool:
        """Whether the table is shown at once: it is asked for, or short enough."""
        return self.table or self.facts <= FEW

    def picture(self, at: At, language: Language) -> Picture:
        """The picture, in which time runs as the language does."""
        until = at.known_on if at.known_said or at.as_of_said else None
        return picture(
            self.chronicle,
            until,
            lambda slip: moved(slip, language),
            mirrored=language.direction == "rtl",
            opened=self.group is not None,
        )

    def pen(self, language: Language, place: Callable[[str, str, str], str]) -> Pen:
        """What writes the picture and the table; `place` is the address of a thing's page by its kind, programme and code."""
        return Pen(self.programme.code, language, place)


def timeline(reading: Reading, query: Query, programme: str) -> Timeline:
    found = known(chronicle(reading, programme), "programme", None, programme)
    kinds = Counter(strand.kind for group in found.groups for strand in group.strands if strand.number is None)
    only, group = query.get(ONLY), query.get(GROUP)
    faults = list(_faults(query, [group.commitment or "none" for group in found.groups if group.strands]))
    if faults:
        raise WrongQuery(faults)
    groups = [_narrowed(one, only) for one in found.groups if group in (None, one.commitment or "none")]
    return Timeline(
        programme=found.programme,
        chronicle=replace(found, groups=tuple(one for one in groups if one.strands)),
        kinds={name: kinds[kind] for name, kind in CHOICES.items() if kinds[kind]},
        only=only,
        group=group,
        table=query.get(TABLE) is not None,
    )


def _faults(query: Query, groups: Sequence[str]) -> Iterator[Fault]:
    _ = query.language.gettext
    for name, choices in ((ONLY, tuple(CHOICES)), (GROUP, groups), (TABLE, ("yes",))):
        given = query.get(name)
        if given and given not in choices:
            said = query.language.list(choices)
            yield Fault(name, given, _("This is none of: %(choices)s.") % {"choices": said})


def _narrowed(group: Group, only: str | None) -> Group:
    if only is None:
        return group
    return replace(group, strands=tuple(strand for strand in group.strands if strand.kind == CHOICES[only]))


def _lines(groups: Sequence[Group]) -> Iterator[Line]:
    for group in groups:
        for strand in group.strands:
            for one in strand.dated:
                yield Line(
                    commitment=group.commitment,
                    kind=strand.kind,
                    code=strand.code,
                    number=strand.number,
                    title=strand.title,
                    fact=one,
                )


PAGES = (
    Page(
        path="/programmes/{programme}/timeline",
        template="timeline.html",
        answer=timeline,
        rows=lambda found: found.lines,
        parameters=frozenset((ONLY, GROUP, TABLE)),
    ),
)
