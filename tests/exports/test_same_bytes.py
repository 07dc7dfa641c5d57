import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest
from msgspec.structs import replace

from projections.catalogue import PROJECTIONS
from projections.engine import rebuild
from tests.exports.asked import Answers, ask

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import sys
from tests.exports.asked import ask
sys.stdout.buffer.write(ask(sys.argv[1]).workbook())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("2", "America/St_Johns")])
def test_another_process_with_other_hashes_in_another_zone_writes_the_same_file(
    answers: Answers, plan_url: str, seed: str, zone: str
) -> None:
    there = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PGTZ": zone, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    found = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, plan_url], env=there, cwd=ROOT, capture_output=True, check=True
    )
    assert found.stdout == answers.workbook()


def test_read_models_built_anew_give_the_same_file(answers: Answers, plan_url: str) -> None:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        rebuild(connection, PROJECTIONS)
    assert ask(plan_url).workbook() == answers.workbook()


def test_the_order_in_which_roles_and_partners_are_found_does_not_matter(answers: Answers) -> None:
    partners = dict(sorted(answers.partners.items(), reverse=True))
    assert answers._replace(roles=answers.roles[::-1], partners=partners).workbook() == answers.workbook()


def test_another_answer_gives_another_file(answers: Answers) -> None:
    later = answers._replace(status=replace(answers.status, known_at=answers.status.known_at + 1))
    assert later.workbook() != answers.workbook()


def test_no_part_of_the_file_tells_when_or_where_it_was_written(answers: Answers) -> None:
    with ZipFile(BytesIO(answers.workbook())) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in file.infolist()} == {3}
        assert {info.extract_version for info in file.infolist()} == {20}
        assert {info.extra for info in file.infolist()} == {b""}
        assert file.testzip() is None
        assert len(file.namelist()) == len(set(file.namelist()))
