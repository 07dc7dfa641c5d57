"""A process that plans milestones in a programme of its own, in batches of random size: `CODE EVENTS LARGEST_BATCH`.

It says "ready" when it could begin, and begins when it is told anything. The log is that of DATABASE_URL.
"""

import os
import random
import sys

from msgspec.structs import replace

from domain.application import Log
from domain.recorder import Caller
from tests.domain.requests import CREATE, PLAN_STEP


def write(url: str, programme: str, events: int, largest: int) -> None:
    caller = Caller(actor="team")
    sizes = random.Random(programme)
    with Log(url, pool_size=1) as log:
        log.record([replace(CREATE, code=programme)], caller)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        written = 0
        while written < events:
            size = min(sizes.choice((1, 1, largest // 2 or 1, largest)), events - written)
            plan = replace(PLAN_STEP, programme=programme, commitment=None, responsible=())
            batch = [replace(plan, code=str(number)) for number in range(written, written + size)]
            log.record(batch, Caller(actor="team"))
            written += size


if __name__ == "__main__":
    write(os.environ["DATABASE_URL"], sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
