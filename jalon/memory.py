"""Looking for garbage as suits a server: not while a page is made."""

import gc
from typing import Final

THRESHOLDS: Final = (50_000, 20, 20)


def settle() -> None:
    """What exists by now stays for good; a page makes tens of thousands of objects that go without being looked for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
