"""The documentation page: Swagger UI from an installed package, without a network and without inline scripts."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from api.errors import Problem
from serving.cache import Kept, keep

HERE: Final = Path(__file__).parent
PACKAGE: Final = "drf_spectacular_sidecar"
POLICY: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    b"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MEDIA: Final[Mapping[str, str]] = {
    "docs.js": "text/javascript; charset=utf-8",
    "favicon-32x32.png": "image/png",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
}


def document() -> Kept:
    """The page itself."""
    policy = (b"content-security-policy", POLICY)
    return keep((HERE / "docs.html").read_bytes(), "text/html; charset=utf-8", [policy])


@cache
def file(name: str) -> Kept:
    """A file that the page loads."""
    if name not in MEDIA:
        raise Problem("not-found", "The documentation has no such file. It begins at /docs.")
    folder = HERE if name == "docs.js" else _swagger_ui()
    return keep((folder / name).read_bytes(), MEDIA[name])


def _swagger_ui() -> Path:
    """Where the package keeps Swagger UI; the package is not imported, since it would want Django."""
    found = find_spec(PACKAGE)
    folders = found.submodule_search_locations if found else None
    assert folders, f"{PACKAGE} is installed with Jalon"
    return Path(folders[0]) / "static" / PACKAGE / "swagger-ui-dist"
