"""Work on files that anybody may have sent, in a process of its own that cannot take more than its share of memory and time."""

import resource
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from os import PathLike
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from exports.unpacking import Unreadable

T = TypeVar("T")
Content = bytes | str | PathLike[str]
ROOT: Final = Path(__file__).parent.parent
REFUSED: Final = 3
TOO_MUCH: Final = "The file is too large or too intricate to be read. Send it in parts, or save it again."


class Share(NamedTuple):
    """How much the process may take: bytes of memory, seconds of its own, seconds until it is ended."""

    memory: int = 1 << 30
    working: int = 240
    waiting: int = 300


ALL: Final = Share()


class Job(Struct, frozen=True):
    """What is to be done: a function by its module and name, and the files that it is given."""

    module: str
    name: str
    files: tuple[str, ...]
    memory: int
    working: int


def apart(work: Callable[..., T], reply: type[T], *contents: Content, share: Share = ALL) -> T:
    """What a function of ours comes to with these files, given as paths, in a process of its own. Raises Unreadable."""
    with ExitStack() as stack:
        files = tuple(stack.enter_context(_on_disk(content)) for content in contents)
        job = Job(work.__module__, work.__name__, files, share.memory, share.working)
        try:
            ended = subprocess.run(
                [sys.executable, "-m", __name__],
                input=msgspec.json.encode(job),
                capture_output=True,
                cwd=ROOT,
                env={},
                timeout=share.waiting,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(TOO_MUCH) from error
    if ended.returncode == REFUSED:
        raise Unreadable(ended.stdout.decode())
    if ended.returncode != 0:
        if b"MemoryError" in ended.stderr or ended.returncode < 0:
            raise Unreadable(TOO_MUCH)
        raise RuntimeError(f"{work.__name__} failed in its own process: {ended.stderr.decode(errors='replace')}")
    return msgspec.msgpack.decode(ended.stdout, type=reply)


@contextmanager
def _on_disk(content: Content) -> Generator[str]:
    if not isinstance(content, bytes):
        yield str(Path(content).absolute())
        return
    with NamedTemporaryFile(prefix="jalon-") as file:
        file.write(content)
        file.flush()
        yield file.name


def _work() -> int:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    # Modules first, so that the limits are those of the work and not of what it takes to begin.
    module = __import__(job.module, fromlist=[job.name])
    unreadable: Any = __import__("exports.unpacking", fromlist=["Unreadable"]).Unreadable
    resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (job.working, job.working))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = getattr(module, job.name)(*job.files)
    except unreadable as error:
        sys.stdout.write(str(error))
        return REFUSED
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


if __name__ == "__main__":
    sys.exit(_work())
