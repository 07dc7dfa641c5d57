import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

from jalon.database import DatabaseUnavailable, database, with_name
from jalon.embedded import PROGRAMS
from jalon.settings import ROOT, Settings, read_settings

USE = """
import sys
from jalon.database import database
from jalon.settings import read_settings

with database(read_settings({"JALON_DATA": sys.argv[1]})) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def data() -> Generator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="jalon tests "))
    yield folder / "a folder"
    shutil.rmtree(folder)


@pytest.fixture
def settings(data: Path) -> Settings:
    return read_settings({"JALON_DATA": str(data)})


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row
        return row[0]


def tell(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def postmaster(settings: Settings) -> int:
    return int((settings.data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def is_running(settings: Settings) -> bool:
    return (settings.data / "postgres" / "postmaster.pid").exists()


def another_user(settings: Settings) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USE, settings.data],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_the_embedded_database_is_made_started_and_stopped(settings: Settings) -> None:
    with database(settings) as url:
        assert ask(url, "SELECT current_database()") == "jalon"
        assert str(ask(url, "SHOW server_version")).startswith("18.")
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert ask(url, "SELECT datlocale FROM pg_database WHERE datname = 'jalon'") == "C.UTF-8"
    assert not is_running(settings)


def test_what_was_written_is_there_at_the_next_start(settings: Settings) -> None:
    with database(settings) as url:
        tell(url, "CREATE TABLE kept AS SELECT 1")
    with database(settings) as url:
        assert ask(url, "SELECT count(*) FROM kept") == 1


def test_a_folder_may_have_a_name_too_long_for_a_socket(data: Path) -> None:
    settings = read_settings({"JALON_DATA": str(data / ("long" * 25))})
    for _ in range(2):
        with database(settings) as url, database(settings) as again:
            assert url == again
            assert ask(url, "SELECT current_database()") == "jalon"
        assert not is_running(settings)


def test_two_processes_share_the_server_and_the_last_to_leave_stops_it(settings: Settings) -> None:
    with another_user(settings) as second:
        with another_user(settings) as first:
            url = first_line(first)
            assert first_line(second) == url
            server = postmaster(settings)
        with database(settings) as again:
            assert again == url
            assert postmaster(settings) == server
        assert ask(url, "SELECT 1") == 1
    assert not is_running(settings)


def test_a_user_that_was_killed_is_not_counted_for_ever(settings: Settings) -> None:
    with another_user(settings) as killed:
        first_line(killed)
        killed.kill()
    assert is_running(settings)
    with database(settings) as url:
        assert ask(url, "SELECT 1") == 1
    assert not is_running(settings)


def test_the_server_comes_back_after_it_was_killed(settings: Settings) -> None:
    with database(settings) as url:
        tell(url, "CREATE TABLE kept AS SELECT 1")
        os.kill(postmaster(settings), signal.SIGKILL)
        with database(settings) as again:
            assert ask(again, "SELECT count(*) FROM kept") == 1
        assert ask(url, "SELECT count(*) FROM kept") == 1


def test_a_start_that_was_interrupted_leaves_nothing_in_the_way(settings: Settings) -> None:
    draft = settings.data / "postgres.draft"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")
    with database(settings) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(settings: Settings) -> None:
    with database(settings):
        pass
    with (settings.data / "postgres" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'a lot'\n")
    with pytest.raises(DatabaseUnavailable, match="invalid value for parameter"), database(settings):
        pass


def test_data_of_another_postgresql_is_refused(settings: Settings) -> None:
    folder = settings.data / "postgres"
    folder.mkdir(parents=True)
    (folder / "PG_VERSION").write_text("16")
    with pytest.raises(DatabaseUnavailable, match="is of PostgreSQL 16, not 18"), database(settings):
        pass


def test_the_database_that_is_named_is_used(database_url: str) -> None:
    with database(read_settings({"DATABASE_URL": database_url})) as url:
        assert url == database_url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://someone:secret@127.0.0.1:1/jalon",
        "postgresql://someone:secret@/jalon?host=/nowhere",
        "postgresql://someone:secret@127.0.0.1/jalon?colour=red",
    ],
)
def test_a_database_that_does_not_answer_gives_one_clear_error(url: str) -> None:
    with (
        pytest.raises(DatabaseUnavailable, match="does not answer") as caught,
        database(read_settings({"DATABASE_URL": url})),
    ):
        pass
    assert "secret" not in str(caught.value)


def test_a_database_in_another_encoding_is_refused(server_url: str) -> None:
    tell(
        server_url,
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'",
    )
    try:
        with (
            pytest.raises(DatabaseUnavailable, match="encoded as LATIN1"),
            database(read_settings({"DATABASE_URL": with_name(server_url, "latin")})),
        ):
            pass
    finally:
        tell(server_url, "DROP DATABASE latin WITH (FORCE)")


def test_the_programs_come_with_the_application() -> None:
    assert (PROGRAMS / "postgres").exists()
