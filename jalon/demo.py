"""The demonstration: the example programme, recorded step by step under a scripted clock."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from domain.application import BatchRefused, KeyUsedOtherwise, Log
from domain.intake import read_batch
from domain.recorder import Caller
from jalon.settings import ROOT

EXAMPLES: Final = ROOT / "examples"
SCRIPT: Final = EXAMPLES / "demonstration.json"


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of requests, recorded all or none at `at`."""

    at: datetime
    actor: str
    load: str


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    programmes: tuple[str, ...]
    steps: tuple[Step, ...]


class OtherDemonstration(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"This demonstration was recorded from another examples/{name} and cannot be changed: "
            "a log is never rewritten. Start anew with an empty data folder (JALON_DATA) or database."
        )


def script() -> Script:
    return msgspec.json.decode(SCRIPT.read_bytes(), type=Script)


def record(log: Log) -> int:
    """Record every step that is not recorded yet. Returns how many were new; a second run finds none."""
    new = 0
    for step in script().steps:
        caller = Caller(actor=step.actor, idempotency_key=f"demonstration/{step.load}", clock=step.at)
        try:
            answer = log.record(read_batch((EXAMPLES / step.load).read_bytes()), caller)
        except (KeyUsedOtherwise, BatchRefused) as error:
            raise OtherDemonstration(step.load) from error
        new += not answer.repeated
    return new
