"""Material: a programme at one moment, to which the questions of a template are put."""

from functools import cached_property
from typing import Final, NamedTuple

from domain.dates import Edtf
from domain.programme import UnknownProgramme
from domain.values import Text
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.moment import Moment, Reading
from projections.partner import partners_named
from projections.programme import ProgrammeInFull, programme_in_full


class Scope(NamedTuple):
    """What an export is narrowed to: these commitments (None: all), and the reporting period (None: not said)."""

    commitments: tuple[str, ...] | None = None
    period: Edtf | None = None

    def has(self, commitment: str | None) -> bool:
        """Whether a thing that belongs to this commitment is in the export."""
        return self.commitments is None or commitment in self.commitments


class Material:
    """A programme at one moment. Raises UnknownProgramme where none was known by that code."""

    def __init__(self, reading: Reading, code: str, scope: Scope | None = None) -> None:
        found = programme_in_full(reading, code)
        if found is None:
            raise UnknownProgramme(
                f"There was no programme {code!r} at that moment. Check its code, or ask for a later one."
            )
        self.reading: Final = reading
        self.programme: Final[ProgrammeInFull] = found
        self.scope: Final = scope or Scope()
        self._partners: dict[str, Text | None] = {}

    @property
    def code(self) -> str:
        return self.programme.code

    @property
    def moment(self) -> Moment:
        return self.reading.moment

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the programme's statuses."""
        return STATUS_VOCABULARIES[self.programme.vocabulary]

    def partner(self, code: str) -> Text | None:
        """The name of a partner on the day; None where there is none of that code."""
        if code not in self._partners:
            found = partners_named(self.reading, [code]).get(code)
            self._partners[code] = found.name if found else None
        return self._partners[code]
