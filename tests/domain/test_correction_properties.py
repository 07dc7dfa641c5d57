"""Whatever an entry is corrected to, after whatever else was said: facts follow, or it is refused."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import COMMANDS
from domain.correction import CorrectionCommand
from domain.deciding import Streams, carry_out
from domain.intake import BadInput, read_command
from domain.kernel import Command, Event, Key, Refused
from domain.stored import read_fact
from domain.values import JSON
from tests.domain.bodies import patient
from tests.domain.given import TODAY
from tests.projections.machine import OF_KIND, corrections, foundations, requests, requests_about, stories

LATER: Final = date(2021, 3, 1)
ELSEWHERE: Final = requests_about("programme") + requests_about("commitment") + requests_about("partner")


class Book:
    """What is recorded, and every entry of it."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.entries: list[tuple[Key, int, Event]] = []

    def say(self, command: Command, day: date) -> None:
        """Record what follows from a request, or nothing where it is refused. Raises whatever else it raises."""
        with suppress(Refused):
            for happened in carry_out(command, self.streams, day):
                fact = happened.event
                assert read_fact(fact.TOPIC, JSON.encode(fact)) == fact
                self.entries.append((happened.key, happened.entry, fact))

    def read(self, name: str, body: dict[str, Any]) -> None:
        with suppress(BadInput):
            self.say(read_command(COMMANDS[name], body), LATER)


def _founded(kind: str) -> Iterator[Command]:
    yield from foundations(kind)
    for story in stories(kind)[:3]:
        yield from story


@pytest.mark.parametrize(
    "kind", sorted({kind for name, kind in OF_KIND.items() if not issubclass(COMMANDS[name], CorrectionCommand)})
)
@patient(20)
@given(data=st.data())
def test_a_correction_of_any_entry_after_any_later_ones_is_recorded_or_refused(kind: str, data: st.DataObject) -> None:
    book = Book()
    for request in _founded(kind):
        book.say(request, TODAY)
    for step in data.draw(st.lists(st.sampled_from(("here", "elsewhere", "corrected", "corrected")), max_size=6)):
        match step:
            case "corrected" if book.entries:
                book.read(*data.draw(corrections(*data.draw(st.sampled_from(book.entries)))))
            case "elsewhere":
                book.read(*data.draw(requests(ELSEWHERE)))
            case _:
                book.read(*data.draw(requests(requests_about(kind))))
    for key, past in book.streams.items():
        assert past.having(past.facts).state == past.state, key
