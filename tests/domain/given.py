"""Given these facts, when this request is made, then those facts follow, or it is refused for all these reasons."""

from datetime import date
from typing import Final, Self

from domain.correction import CorrectionCommand
from domain.deciding import Streams
from domain.kernel import Command, Elsewhere, Event, Facts, Key, Refusal, Refused, World, decide
from domain.report import CorrectReport

TODAY: Final = date(2019, 12, 31)

Fact = tuple[Key, Event]


class Outcome:
    """What came of a request: facts, or refusals."""

    def __init__(self, command: Command, events: Facts, refusals: tuple[Refusal, ...]) -> None:
        self.command = command
        self.events = events
        self.refusals = refusals

    def then(self, *events: Event | Elsewhere) -> None:
        """These facts follow, and no others."""
        assert [refusal.detail for refusal in self.refusals] == []
        assert self.events == events

    def refuses(self, *kinds: type[Refusal]) -> Self:
        """It is refused for these reasons, and no others; each says where the fault lies in a field that there is."""
        assert sorted(type(refusal).__name__ for refusal in self.refusals) == sorted(kind.__name__ for kind in kinds)
        for refusal in self.refusals:
            assert refusal.field in {None, *self.command.__struct_fields__}
            assert refusal.detail.endswith(".")
            first = refusal.detail.split()[0]
            assert not (first.isalpha() and first.islower())
            assert not refusal.detail.isupper()
        return self

    def naming(self, *fields: str | None) -> Self:
        """The refusals lie in these fields, in this order."""
        assert [refusal.field for refusal in self.refusals] == list(fields)
        return self

    def saying(self, *words: str) -> Self:
        """Each of these words stands in one of the refusals."""
        said = " ".join(refusal.detail for refusal in self.refusals)
        assert [word for word in words if word not in said] == []
        return self


class Given:
    """The streams that hold these facts, and the day of the request."""

    def __init__(self, facts: tuple[Fact, ...], today: date) -> None:
        self.today = today
        self.streams = Streams()
        for key, event in facts:
            self.streams[key].take(event, today)

    def when(self, command: Command) -> Outcome:
        """What the rules make of a request that sees the streams it says it reads, and no others.

        A correction sees what the request that it corrects sees, which only the entry itself says.
        """
        told = {key: self.streams[key] for key in (command.key(), *command.reads())}
        told |= {key: self.streams[key] for key in command.looks_up(World(told, self.today))}
        seen = self.streams if isinstance(command, (CorrectionCommand, CorrectReport)) else told
        try:
            return Outcome(command, decide(command, World(seen, self.today)), ())
        except Refused as refused:
            return Outcome(command, (), refused.refusals)


def given(*facts: Fact, today: date = TODAY) -> Given:
    return Given(facts, today)
