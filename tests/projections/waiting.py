"""Waiting for what another thread or process does."""

import time
from collections.abc import Callable

PATIENCE = 60.0


def until(condition: Callable[[], bool]) -> None:
    """Look again and again until it is so; a minute without is a failure."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited for a minute in vain"
        time.sleep(0.01)
