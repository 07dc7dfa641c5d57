"""Each folder imports only what stands left of it, and each library is named only where it belongs."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from domain.catalogue import MODULES

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "projections", "words", "exports", "serving", "api", "web", "jalon", "tests", "bench")
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "projections": {"domain"},
    "words": {"domain", "projections"},
    "exports": {"domain", "projections", "words"},
    "serving": {"domain", "projections"},
    "api": {"domain", "projections", "words", "exports", "serving"},
    "web": {"domain", "projections", "words", "exports", "serving"},
    "jalon": {"domain", "projections", "words", "exports", "serving", "api", "web", "bench"},
    "tests": set(ROOMS),
    "bench": set(ROOMS),
}
ADAPTER = ("domain/application.py", "domain/recorder.py", "domain/stored.py", "domain/log.py", "domain/files.py")
BELONGS_IN = {
    "eventsourcing": ADAPTER,
    "babel": ("words/",),
    "jinja2": ("web/",),
    "litestar": ("serving/", "api/", "web/", "jalon/"),
    "openpyxl": ("exports/",),
    "psycopg": (*ADAPTER, "projections/", "jalon/"),
    "psycopg_pool": (*ADAPTER, "projections/", "jalon/"),
}
FREE = {"tests", "bench"}


def imported(source: str) -> Iterator[str]:
    """The first part of the name of every module that is imported, wherever in the file it is."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case _:
                pass


def offences(path: str, source: str) -> list[str]:
    """`path` is relative to the root of the checkout, with forward slashes."""
    room = path.partition("/")[0]
    found: list[str] = []
    for name in sorted(set(imported(source))):
        if name in ROOMS and name not in {room, *MAY_IMPORT[room]}:
            found.append(f"{path} imports {name}")
        if room not in FREE and not path.startswith(BELONGS_IN.get(name, ("",))):
            found.append(f"{path} names {name}")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_folder_imports_only_what_it_may(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert [
        offence for file in files for offence in offences(file.relative_to(ROOT).as_posix(), file.read_text())
    ] == []


@pytest.mark.parametrize(
    ("path", "source", "offence"),
    [
        ("domain/pilot.py", "import projections.pilots", "domain/pilot.py imports projections"),
        ("domain/pilot.py", "from api import pilots", "domain/pilot.py imports api"),
        (
            "domain/pilot.py",
            "from eventsourcing.application import Application",
            "domain/pilot.py names eventsourcing",
        ),
        ("domain/pilot.py", "import psycopg", "domain/pilot.py names psycopg"),
        (
            "projections/pilots.py",
            "from exports.workbook import write",
            "projections/pilots.py imports exports",
        ),
        ("exports/workbook.py", "def write():\n    import psycopg", "exports/workbook.py names psycopg"),
        ("api/pilots.py", "from web.pilots import page", "api/pilots.py imports web"),
        ("api/pilots.py", "if True:\n    from openpyxl import Workbook", "api/pilots.py names openpyxl"),
        ("web/pilots.py", "import domain.pilot, api.pilots", "web/pilots.py imports api"),
        ("domain/programme.py", "from jalon.settings import Settings", "domain/programme.py imports jalon"),
    ],
)
def test_a_wrong_import_is_found(path: str, source: str, offence: str) -> None:
    assert offences(path, source) == [offence]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("domain/application.py", "import psycopg\nfrom eventsourcing.postgres import PostgresDatastore"),
        ("domain/pilot.py", "from domain.event import Event\nfrom .milestone import Milestone"),
        ("projections/engine.py", "import psycopg\nfrom psycopg import sql\nfrom domain import application"),
        ("exports/workbook.py", "import openpyxl.styles\nfrom projections.report import Report"),
        ("api/report.py", "from litestar import get\nfrom exports.workbook import write\nimport domainlike"),
        ("jalon/serve.py", "import api.app, litestar, psycopg, bench.run"),
        ("tests/exports/test_workbook.py", "import openpyxl, api, jalon"),
    ],
)
def test_a_right_import_passes(path: str, source: str) -> None:
    assert offences(path, source) == []


LONGEST_FUNCTION: Final = 40
LONGEST_AGGREGATE: Final = 250
CODE: Final = sorted(
    path
    for room in ("domain", "projections", "words", "exports", "serving", "api", "web", "jalon")
    for path in (ROOT / room).rglob("*.py")
)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    functions = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
    long = [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_aggregate_has_outgrown_its_file(module: ModuleType) -> None:
    assert len(Path(str(module.__file__)).read_text().splitlines()) <= LONGEST_AGGREGATE
