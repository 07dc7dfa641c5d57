"""The files that pages load: each under a name that changes with its content, so that a browser may keep it."""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from serving.cache import Kept, keep

FOLDER: Final = Path(__file__).parent / "static"
PREFIX: Final = "/static"
MEDIA: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def address(name: str) -> str:
    """Where a file is loaded from."""
    path = FOLDER / name
    digest = blake2b(path.read_bytes(), digest_size=6).hexdigest()
    return f"{PREFIX}/{path.stem}.{digest}{path.suffix}"


@cache
def files() -> Mapping[str, Kept]:
    """Every file, by its address."""
    return {
        address(path.name): keep(path.read_bytes(), MEDIA[path.suffix])
        for path in FOLDER.iterdir()
        if path.suffix in MEDIA
    }
