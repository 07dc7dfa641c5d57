"""What the record of a programme lacks: every gap in words, and what would close it."""

from itertools import groupby
from typing import Final

from msgspec import Struct

from domain.dates import Edtf, NotADate
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.gap import Gap, GapKind
from projections.missing import Missing, missing
from projections.moment import Reading
from projections.programme import Programme, programme
from web.changes import WHOLE
from web.page import Fault, Page, Query, WrongQuery, known

PERIOD: Final = "period"


class Section(Struct, frozen=True):
    """The gaps of one kind; none: nothing of the kind is missing."""

    kind: GapKind
    gaps: tuple[Gap, ...]


class Lacking(Struct, frozen=True):
    """What is missing. `period` is what was asked for, null for the last 365 days."""

    programme: Programme
    vocabulary: Vocabulary
    period: Edtf | None
    missing: Missing

    @property
    def sections(self) -> tuple[Section, ...]:
        """The kinds of which something is missing, in their order."""
        gaps = groupby(self.missing.gaps, key=lambda gap: gap.kind)
        return tuple(Section(kind, tuple(several)) for kind, several in gaps)

    @property
    def whole(self) -> tuple[GapKind, ...]:
        """The kinds of which nothing is missing."""
        return tuple(kind for kind, n in self.missing.by_kind.items() if not n)

    def place(self, gap: Gap) -> tuple[str, str]:
        """The kind and code of the thing whose page tells of it."""
        whole = WHOLE.get(gap.thing)
        return (whole, gap.code.partition("/")[0]) if whole else (gap.thing.value, gap.code)


def lacking(reading: Reading, query: Query, code: str) -> Lacking:
    period = _period(query)
    found = known(programme(reading, code), "programme", None, code)
    return Lacking(
        programme=found,
        vocabulary=STATUS_VOCABULARIES[found.vocabulary],
        period=period,
        missing=known(missing(reading, code, period), "programme", None, code),
    )


def _period(query: Query) -> Edtf | None:
    """The period that is asked for, or None. Raises WrongQuery."""
    said = query.get(PERIOD)
    try:
        return Edtf(said) if said else None
    except NotADate as error:
        advice = query.language.gettext(
            "This is not a period. Write a year (2019), a month (2019-06), or two dates (2019-01/2019-06)."
        )
        raise WrongQuery([Fault(PERIOD, said or "", advice)]) from error


PAGES = (
    Page(
        path="/programmes/{programme}/missing",
        template="missing.html",
        answer=lacking,
        rows=lambda found: found.missing.gaps,
        parameters=frozenset((PERIOD,)),
    ),
)
