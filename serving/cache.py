"""Kept answers: what was answered at a moment stays the answer at that moment, so it need not be worked out again."""

from collections import OrderedDict
from collections.abc import Hashable
from hashlib import blake2b
from typing import Final, NamedTuple

from serving.reply import Headers, Reply

USUAL: Final = 64 * 1024 * 1024
OVERHEAD: Final = 1024
LARGEST_SHARE: Final = 8
UNSETTLED: Final = (b"cache-control", b"private, no-cache")
SETTLED: Final = (b"cache-control", b"private, max-age=86400, immutable")


class Kept(NamedTuple):
    """An answer as it is sent: its body, its ETag, and the headers that are the same for all who ask."""

    body: bytes
    tag: bytes
    media: str
    headers: Headers

    def reply(self, if_none_match: str | None, *, settled: bool = False) -> Reply:
        """The answer, or 304 where the one who asks has it. A `settled` one never changes."""
        headers = [*self.headers, (b"etag", self.tag), SETTLED if settled else UNSETTLED]
        if if_none_match is not None and _matches(if_none_match, self.tag.decode()):
            return Reply(304, None, b"", headers)
        return Reply(200, self.media, self.body, headers)


def keep(body: bytes, media: str, headers: Headers | None = None, *, version: int | None = None) -> Kept:
    """An answer whose ETag names its version, where it has one, and its bytes."""
    digest = blake2b(body, digest_size=8).hexdigest()
    tag = digest if version is None else f"{version}.{digest}"
    return Kept(body, f'"{tag}"'.encode(), media, headers or [])


class Cache:
    """The answers used last, up to a number of bytes (0: none are kept). To be used from one thread."""

    def __init__(self, size: int = USUAL) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self.bytes = 0

    def get(self, key: Hashable) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        weight = _weight(kept)
        if weight > self._size // LARGEST_SHARE or key in self._kept:
            return
        self._kept[key] = kept
        self.bytes += weight
        while self.bytes > self._size:
            _, last = self._kept.popitem(last=False)
            self.bytes -= _weight(last)


def _weight(kept: Kept) -> int:
    return len(kept.body) + OVERHEAD


def _matches(if_none_match: str, tag: str) -> bool:
    tags = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in tags or tag in tags
