import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from domain.catalogue import COMMANDS
from jalon.__main__ import WORDS
from jalon.embedded import embedded
from tests.domain import requests
from tests.domain.samples import MODULES
from tests.slices import SLICES

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = (ROOT / "README.md").read_text()
SERVES: Final = "./run demo"
COMMANDS_SHOWN: Final = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line != SERVES
]


@pytest.fixture(scope="module")
def fresh_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """A folder with the examples and an empty data folder, whose embedded PostgreSQL stays up between the commands."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "out").mkdir()
    with embedded(folder / "data" / "postgres"):
        yield folder


def command(line: str, folder: Path, port: int = 8000) -> subprocess.Popen[str]:
    words = shlex.split(line)
    assert words[0] == "./run"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JALON_", "DATABASE_URL"))}
    return subprocess.Popen(
        [sys.executable, "-m", "jalon", *words[1:]],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "JALON_DATA": str(folder / "data"), "JALON_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("line", COMMANDS_SHOWN)
def test_a_command_that_the_readme_shows_works(line: str, fresh_folder: Path) -> None:
    process = command(line, fresh_folder)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert out or err
    assert "Traceback" not in err


def test_the_demonstration_writes_the_three_files_and_a_second_time_changes_none(fresh_folder: Path) -> None:
    kinds = ("csv", "json", "xlsx")
    written: list[list[bytes]] = []
    for _ in range(2):
        process = command("./run demo --once --out out", fresh_folder)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert all(code in out for code in ("9.1", "9.2", "9.3"))
        written.append([(fresh_folder / "out" / f"FR-2018.{kind}").read_bytes() for kind in kinds])
    assert written[0] == written[1]


def test_the_demonstration_serves_until_it_is_asked_to_stop(fresh_folder: Path, free_port: int) -> None:
    process = command(SERVES, fresh_folder, free_port)
    assert process.stdout is not None
    first = process.stdout.readline()
    assert f"http://127.0.0.1:{free_port}" in first
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err


def test_the_readme_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `\./run ([\w-]+)", README, re.MULTILINE))
    assert listed == set(WORDS)


ROWS: Final = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \| `(tests/[\w/]+\.py)` \|$", README, re.MULTILINE)


def test_the_readme_lists_every_request_with_its_facts_and_the_read_models_they_reach() -> None:
    assert [name for name, *_ in ROWS] == list(COMMANDS)
    told = {name: (tuple(re.findall(r"`(.+?)`", facts)), tuple(models.split(", "))) for name, facts, models, _ in ROWS}
    assert told == {name: (one.facts, one.read_models) for name, one in SLICES.items()}


@pytest.mark.parametrize(("request_", "test"), [(name, test) for name, _, _, test in ROWS])
def test_the_test_that_the_readme_names_is_about_the_request(request_: str, test: str) -> None:
    kind = COMMANDS[request_]
    samples = (name for module in (requests, *MODULES) for name, value in vars(module).items() if type(value) is kind)
    words = set(re.findall(r"\w+", (ROOT / test).read_text()))
    assert words & {kind.__name__, *samples}
