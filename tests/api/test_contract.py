import os
import subprocess
import sys
from pathlib import Path

from tests.api.said import tell_everything
from tests.api.serving import Served

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PHASES = "examples,coverage,fuzzing,stateful"


def test_the_interface_keeps_what_its_openapi_document_promises(fresh: Served, tmp_path: Path) -> None:
    """Schemathesis tries it with thousands of requests, right and wrong, one by one and in sequences."""
    tell_everything(fresh)
    program = Path(sys.executable).with_name("schemathesis")
    run = subprocess.run(
        [
            program,
            "--config-file",
            HERE / "schemathesis.toml",
            "run",
            f"{fresh.address}/openapi.json",
            "--checks=all",
            f"--phases={PHASES}",
            "--max-examples=3",
            "--workers=1",
            "--no-color",
            "--suppress-health-check=all",
            "--warnings=off",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.api.contract_hooks"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
    assert fresh.http.get("/health").json()["status"] == "ok"
