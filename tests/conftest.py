"""What tests share: a PostgreSQL server for the session, an empty database per test, no silent skips."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from jalon.database import check, create, with_name
from jalon.embedded import embedded
from jalon.settings import read_settings

BROWSER = Path(__file__).parent / "browser"
OFFICE = Path(__file__).parent / "office"
LONGEST = {
    "test_contract.py",
    "test_crash.py",
    "test_database.py",
    "test_engine.py",
    "test_order_of_appends.py",
    "test_rebuild.py",
    "test_tally.py",
    "test_two_clocks.py",
}
"""The files that take longest come first, so that no core waits for another in the end."""
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a test that is skipped counts as failed")
    parser.addoption("--no-database", action="store_true", help="leave out the tests that need a database")
    parser.addoption("--whole-contract", action="store_true", help="try every address of the interface, not a part")
    parser.addoption("--browser", action="store_true", help="the tests that need Chromium, too")
    parser.addoption("--office", action="store_true", help="the tests that need LibreOffice, too")
    parser.addoption("--vnu", help="the vnu.jar of the Nu Html Checker, which needs Java")
    parser.addoption("--crash-rounds", type=int, default=20, help="how often the crash test kills a process")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--no-database"):
        _leave_out(config, items, [item for item in items if "server_url" in getattr(item, "fixturenames", ())])
    if not config.getoption("--browser"):
        _leave_out(config, items, [item for item in items if BROWSER in item.path.parents])
    if not config.getoption("--office"):
        _leave_out(config, items, [item for item in items if OFFICE in item.path.parents])
    items.sort(key=lambda item: item.path.name not in LONGEST)


def _leave_out(config: pytest.Config, items: list[pytest.Item], these: list[pytest.Item]) -> None:
    if these:
        config.hook.pytest_deselected(items=these)
        items[:] = [item for item in items if item not in these]


def pytest_runtest_setup() -> None:
    if "MUTANT_UNDER_TEST" in os.environ:
        for module in [module for name, module in sys.modules.items() if name.startswith("domain.")]:
            for remembering in [value for value in vars(module).values() if hasattr(value, "cache_clear")]:
                remembering.cache_clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _unskipped(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _unskipped(report, collector.config)


def _unskipped(report: Report, config: pytest.Config) -> Report:
    if report.outcome == "skipped" and config.getoption("--no-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --no-skips forbids: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def server_url() -> Generator[str]:
    """The server of JALON_TEST_DATABASE_URL (a user who may create databases), or an embedded one.

    The embedded one forgets durability; a test that kills a server starts its own.
    """
    given = read_settings(os.environ).test_database_url
    if given:
        check(given)
        yield given
        return
    # Not below pytest's folder: it is closed to the user that PostgreSQL runs as when the tests run as root.
    folder = Path(tempfile.mkdtemp(prefix="jalon-tests-"))
    with embedded(folder / "postgres") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url
    shutil.rmtree(folder)


@pytest.fixture
def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def database_url(server_url: str) -> Generator[str]:
    """A fresh database, empty, that is dropped after the test."""
    name = f"test_{uuid4().hex}"
    create(server_url, name)
    yield with_name(server_url, name)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
