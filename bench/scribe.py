"""The scribe: brings the material into a log, fast and by the rules."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from domain.application import Log
from domain.deciding import Streams, carry_out
from domain.kernel import Command
from domain.partner import Partner
from domain.recorder import Append, Caller
from domain.stored import Entry

TODAY: Final = date(2024, 12, 31)
APPEND: Final = 5_000


class Scribe:
    """Decides requests in memory, by the same rules, and appends their facts in large batches."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._streams = Streams()
        self._waiting: list[Entry] = []
        self._batches = 0
        self.position = 0
        self.recorded = 0

    def record(self, commands: Iterable[Command], at_most: int | None = None) -> int:
        """Record the facts of these requests, or the first of them; returns the position reached."""
        left = at_most
        for command in commands:
            if left is not None and left <= 0:
                break
            facts = self._decided(command)
            left = None if left is None else left - len(facts)
            self._waiting.extend(facts)
            if len(self._waiting) >= APPEND:
                self._append()
        self._append()
        return self.position

    def forget(self) -> None:
        """Let go of everything but the partners: what is recorded next makes programmes of its own."""
        for key in [key for key in self._streams if key.kind != Partner.KIND]:
            del self._streams[key]

    def _decided(self, command: Command) -> list[Entry]:
        return [
            Entry(
                one.key.stream,
                one.entry,
                one.key,
                one.event,
                "team",
                f"material-{self._batches}",
                None,
                illustrative=False,
            )
            for one in carry_out(command, self._streams, TODAY)
        ]

    def _append(self) -> None:
        if not self._waiting:
            return
        caller = Caller(actor="team", request=f"material-{self._batches}-{self._waiting[0].key}")
        written = {entry.key: entry.originator_version for entry in self._waiting}
        stored = [self._log.mapper.to_stored_event(entry) for entry in self._waiting]
        positions = self._log.store.insert_events(stored, append=Append(caller, b"", written, {}))
        assert positions
        self.position = positions[-1]
        self.recorded += len(stored)
        self._batches += 1
        self._waiting.clear()
