"""Work that takes more than its share."""

import time


def hoard(_file: str) -> int:
    return len(bytearray(1 << 31))


def toil(_file: str) -> int:
    n = 0
    while True:
        n += 1


def dawdle(_file: str) -> int:
    time.sleep(60)
    return 0


def fail(_file: str) -> int:
    raise LookupError("a fault of ours")
