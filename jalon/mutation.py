"""Mutation testing: which small faults in a module of the domain would none of the domain's tests notice?"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from jalon.settings import ROOT

ROOMS: Final = (
    *("domain", "projections", "words", "exports", "serving", "api", "web", "jalon"),
    *("tests", "bench", "examples", "docs"),
)
FILES: Final = ("pyproject.toml", "README.md")
CHILDREN: Final = 2


def mutate(words: Sequence[str]) -> int:
    """Print the score of each module named (`pilot` or `domain/pilot.py`; none: all) and each fault that no test noticed.

    The tests are those of tests/domain that need no database. Returns 1 where a fault was not noticed.
    """
    if {"-h", "--help"} & set(words):
        _say(f"usage: ./run mutate [MODULE …]\n\n{mutate.__doc__}")
        return 0
    modules = [Path(word).stem for word in words] or sorted(p.stem for p in (ROOT / "domain").glob("[a-z]*.py"))
    if unknown := [name for name in modules if not (ROOT / "domain" / f"{name}.py").exists()]:
        print(f"There is no module {', '.join(unknown)} in domain/.", file=sys.stderr)  # noqa: T201 - for whoever reads the terminal
        return 2
    with tempfile.TemporaryDirectory(prefix="jalon-mutants-") as name:
        folder = Path(name)
        _copy(folder, modules)
        if code := _mutmut(folder, "run", "--max-children", str(CHILDREN)).returncode:
            return code
        return _tell(folder, modules)


def _copy(folder: Path, modules: Sequence[str]) -> None:
    """A copy of the checkout, in which only these modules are mutated."""
    for room in ROOMS:
        if (ROOT / room).exists():
            shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, folder)
    settings = {
        "source_paths": ["domain"],
        "only_mutate": [f"domain/{name}.py" for name in modules],
        "also_copy": [room for room in ROOMS if room not in {"domain", "tests"} and (ROOT / room).exists()]
        + [FILES[1]],
        "pytest_add_cli_args": ["--no-database", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": ["tests/domain"],
        "use_git_change_detection": False,
    }
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in settings.items())
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[tool.mutmut]\n{lines}\n")


def _mutmut(folder: Path, *words: str, silent: bool = False) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "mutmut", *words]
    return subprocess.run(command, cwd=folder, env=clean, check=False, text=True, capture_output=silent)


def _tell(folder: Path, modules: Sequence[str]) -> int:
    found = dict(_verdicts(_mutmut(folder, "results", "--all", "true", silent=True).stdout))
    missed = [name for name, verdict in found.items() if verdict not in {"killed", "timeout", "caught by type check"}]
    for module in modules:
        of = [name for name in found if name.startswith(f"domain.{module}.")]
        noticed = len(of) - len([name for name in missed if name in of])
        _say(f"{module}: {noticed} of {len(of)} faults noticed ({noticed / max(1, len(of)):.0%})")
    for name in missed:
        _say(_mutmut(folder, "show", name, silent=True).stdout)
    return 1 if missed else 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the result, for whoever reads the terminal


def _verdicts(lines: str) -> Iterator[tuple[str, str]]:
    """Each mutant by its name, with what became of it, as `mutmut results` writes them."""
    for line in lines.splitlines():
        name, _, verdict = line.strip().partition(": ")
        if verdict:
            yield name, verdict
