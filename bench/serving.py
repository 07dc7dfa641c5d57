"""How many status reports a second go out over HTTP? Against a bare Litestar handler that returns the same bytes."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from bench.ground import FIRST, Ground
from bench.measure import Chapter, Ratio, compare, figure, take_turns
from jalon.settings import ROOT

PATH: Final = f"/programmes/{FIRST[0]}/report"
A_THIRD: Final = 1 / 3


@contextmanager
def served(*arguments: str) -> Generator[int]:
    """Yields the port of a server that takes requests, in a process of its own."""
    command = [sys.executable, "-m", "bench.served", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def asking(port: int, path: str) -> Callable[[], float]:
    def side() -> float:
        command = [sys.executable, "-m", "bench.client", str(port), path]
        asked = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return float(asked.stdout)

    return side


def measure(ground: Ground) -> Chapter:
    ground.bring_current()
    with ExitStack() as stack:
        warm = stack.enter_context(served("--database", ground.url))
        cold = stack.enter_context(served("--database", ground.url, "--cold"))
        with urlopen(f"http://127.0.0.1:{warm}{PATH}") as answer:
            body = answer.read()
        file = stack.enter_context(tempfile.NamedTemporaryFile())
        Path(file.name).write_bytes(body)
        bare = stack.enter_context(served("--body", file.name))
        sides = {"bare": asking(bare, "/report"), "kept": asking(warm, PATH), "worked out": asking(cold, PATH)}
        found = take_turns(sides, ground.tell, rounds=ground.rounds)
    size = f"{len(body) // 1024:,} KiB"
    return Chapter(
        "HTTP: the status report of one programme of 100 milestones, as JSON",
        (
            figure("bare Litestar handler, the same bytes", found["bare"], "requests/s", size),
            figure("report, kept since it was last asked for", found["kept"], "requests/s", size),
            figure("report, worked out for every request", found["worked out"], "requests/s", size),
        ),
        (
            Ratio("kept : bare handler", compare(found["kept"], found["bare"]), A_THIRD),
            Ratio("worked out : bare handler", compare(found["worked out"], found["bare"])),
        ),
        ("Client and server are processes of their own, with eight connections between them.",),
    )
