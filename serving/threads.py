"""The threads in which all work with the database is done, no more of them than the pools have connections."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from domain.recorder import Unavailable

PATIENCE: Final = 0.75
T = TypeVar("T")


class Threads:
    """A fixed number of threads. Whoever finds none free for most of a second is told so instead of queueing on."""

    def __init__(self, number: int) -> None:
        self._pool = ThreadPoolExecutor(number, thread_name_prefix="api")
        self._free = asyncio.Semaphore(number)

    async def run(self, work: Callable[[], T]) -> T:
        """The result of the work, done in a thread. Raises Unavailable."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError as error:
            raise Unavailable("There is more to do than can be done at the moment.") from error
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._free.release()

    def close(self) -> None:
        """End the threads once their work is done."""
        self._pool.shutdown()
