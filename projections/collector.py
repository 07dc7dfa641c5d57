"""Python's cyclic garbage collector, kept away from work that makes many objects and no cycles."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """While this lasts nothing is collected: the collector would walk all the facts and rows of a batch again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
