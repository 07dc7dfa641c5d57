"""Schemathesis tries the whole interface with right and wrong requests, by what its OpenAPI document promises."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from tests.api.said import tell_everything
from tests.api.serving import Served

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SEED = os.environ.get("SCHEMATHESIS_SEED", "20180427")


def schemathesis(served: Served, document: str, *options: str, folder: Path) -> None:
    """Raises where an answer is none that the document promises."""
    tell_everything(served)
    program = [Path(sys.executable).with_name("schemathesis"), "--config-file", HERE / "schemathesis.toml", "run"]
    usual = (f"--url={served.address}", "--checks=all", "--workers=1", "--suppress-health-check=all", "--warnings=off")
    run = subprocess.run(
        [*program, document, *usual, *options, "--no-color"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.api.contract_hooks"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
    assert served.http.get("/health").json()["status"] == "ok"


@pytest.fixture
def part(fresh: Served, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The addresses that are tried: all of them in CI, else every eighth, since all are served by the same few functions."""
    if request.config.getoption("--whole-contract"):
        return ()
    paths = fresh.http.get("/openapi.json").json()["paths"]
    operations = sorted(said["operationId"] for path in paths.values() for said in path.values())
    return tuple(f"--include-operation-id={operation}" for operation in operations[::8])


def test_the_interface_keeps_its_promises_at_every_boundary(
    fresh: Served, part: tuple[str, ...], tmp_path: Path
) -> None:
    schemathesis(fresh, f"{fresh.address}/openapi.json", "--phases=examples,coverage", *part, folder=tmp_path)


def test_the_interface_keeps_its_promises_at_random_and_in_sequences(
    fresh: Served, part: tuple[str, ...], tmp_path: Path
) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(quick(fresh.http.get("/openapi.json").json())), encoding="utf-8")
    phases = ("--phases=fuzzing,stateful", "--max-examples=5", f"--seed={SEED}")
    schemathesis(fresh, str(document), *phases, *part, folder=tmp_path)


def quick(value: Any) -> Any:
    """The document without the lengths of texts that have a pattern, from which texts take very long to generate."""
    if isinstance(value, dict):
        said = {name: quick(one) for name, one in cast("dict[str, Any]", value).items()}
        return {name: one for name, one in said.items() if name != "maxLength"} if "pattern" in said else said
    if isinstance(value, list):
        return [quick(one) for one in cast("list[Any]", value)]
    return value
