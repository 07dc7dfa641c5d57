"""What a contributor runs: the tests, all the checks, and the making of the lock files."""

import subprocess
import sys
from collections.abc import Sequence

from jalon.settings import ROOT

FORMAT = ("ruff", "format", "--check", "--diff", ".")
LINT = ("ruff", "check", ".")
TYPES = ("pyright", "--pythonpath", sys.executable)
TESTS = ("pytest",)
SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")


def test(arguments: Sequence[str]) -> int:
    """Runs the tests that the arguments name; all of them, where they name none, on several cores."""
    named = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments if not argument.startswith("-"))
    return _run(*TESTS, *(() if named else SIDE_BY_SIDE), *arguments)


def bench(arguments: Sequence[str]) -> int:
    return _run("bench", *arguments)


def check(*, tests: bool = True) -> int:
    """Runs every check even when an earlier one fails. Returns 1 when any did."""
    checks: list[tuple[str, tuple[str, ...]]] = [("format", FORMAT), ("lint", LINT), ("types", TYPES)]
    if tests:
        checks.append(("tests", (*TESTS, *SIDE_BY_SIDE)))
    passed = [(name, _run(*command) == 0) for name, command in checks]
    for name, well in passed:
        print("✓" if well else "✗", name)  # noqa: T201 - the result, for whoever reads the terminal
    return 0 if all(well for _, well in passed) else 1


def lock(arguments: Sequence[str] = ()) -> int:
    """The lock files keep the versions they have, as far as pyproject.toml allows; `--upgrade` does not.

    The runtime's is cut from the development's, so that one can be installed over the other.
    """
    compiled = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11")
    plain = ("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "pyproject.toml")
    development, runtime = "requirements-dev.txt", "requirements.txt"
    return _run(*compiled, *plain, "--extra", "dev", "--output-file", development, *arguments) or _run(
        *compiled, *plain, "--constraint", development, "--output-file", runtime, *arguments
    )


def _run(module: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False).returncode
