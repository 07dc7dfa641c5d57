import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest

from exports.make import make_workbook, words_of
from exports.material import Material, Scope
from exports.order import Former, Order
from exports.questions import QUESTIONS
from exports.table_csv import write_csv
from exports.template import newest
from projections.catalogue import PROJECTIONS
from projections.engine import rebuild
from projections.moment import Moment, Reading
from projections.reader import recorded_at
from tests.exports.asked import AS_OF
from tests.projections.said import PLAN

ROOT = Path(__file__).parents[2]
ORDERED = datetime(2019, 7, 16, 8, 30, 15, 999_999, UTC)
FORMER = Former(number=1, as_of=date(2019, 1, 1), known_at=12, made_at=ORDERED, template="ogp-status-report@1")
FORMS = list(product(("ogp-status-report", "national-tracker"), ("en", "fr", "ar"), (True, False)))
ELSEWHERE = (
    "import json, sys; from tests.exports.test_same_bytes import digests; print(json.dumps(digests(sys.argv[1])))"
)


def file(connection: psycopg.Connection, name: str, language: str, *, publish: bool, as_of: date = AS_OF) -> bytes:
    """An export of everything that is known, and the former of the same kind before it."""
    row = connection.execute("SELECT max(notification_id) FROM log.events").fetchone()
    assert row
    template = newest(name)
    assert template

    def material(day: date, position: int) -> Material:
        reading = Reading(connection, Moment(day, position, recorded_at(connection, position)))
        return Material(reading, PLAN, Scope())

    order = Order(
        programme=PLAN,
        template=template,
        language=language,
        publish=publish,
        recipient="funder",
        recipient_name={"en": "A funder", "ar": "ممول"},
        number=2,
        ordered_at=ORDERED,
        ordered_by="team",
        former=FORMER,
        address="https://jalon.example.org",
    )
    now, target = material(as_of, row[0]), BytesIO()
    if template.form == "csv":
        write_csv(template, now, words_of(order, now), target, questions=QUESTIONS)
    else:
        make_workbook(order, now, material(FORMER.as_of, FORMER.known_at), target)
    return target.getvalue()


def digests(url: str) -> list[str]:
    """The SHA-256 of every form."""
    with psycopg.connect(url, autocommit=True) as connection:
        made = (file(connection, name, language, publish=publish) for name, language, publish in FORMS)
        return [sha256(one).hexdigest() for one in made]


@pytest.fixture(scope="module")
def here(plan_url: str) -> list[str]:
    return digests(plan_url)


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Pacific/Kiritimati", "C"), ("2", "America/St_Johns", "tr_TR.UTF-8")]
)
def test_another_process_elsewhere_makes_the_same_files(
    here: list[str], plan_url: str, tmp_path: Path, seed: str, zone: str, locale: str
) -> None:
    said = {"PYTHONHASHSEED": seed, "TZ": zone, "PGTZ": zone, "LC_ALL": locale, "LANGUAGE": "fr"}
    there = {**os.environ, **said, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, plan_url], env=there, cwd=tmp_path, capture_output=True, check=True
    )
    assert json.loads(found.stdout) == here


def test_read_models_built_anew_give_the_same_files(here: list[str], plan_url: str) -> None:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        rebuild(connection, PROJECTIONS)
    assert digests(plan_url) == here


def test_every_language_and_profile_of_a_workbook_is_another_file(here: list[str]) -> None:
    workbooks = [one for one, (name, _, _) in zip(here, FORMS, strict=True) if name == "ogp-status-report"]
    assert len(set(workbooks)) == len(workbooks) == 6


def test_another_day_gives_another_file(plan_url: str) -> None:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        today, later = (
            file(connection, "ogp-status-report", "en", publish=False, as_of=day) for day in (AS_OF, date(2019, 7, 16))
        )
    assert today != later


def test_no_part_of_the_file_tells_when_or_where_it_was_written(plan_url: str) -> None:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        made = file(connection, "ogp-status-report", "en", publish=False)
    with ZipFile(BytesIO(made)) as whole:
        assert {info.date_time for info in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in whole.infolist()} == {3}
        assert {info.extract_version for info in whole.infolist()} == {20}
        assert {info.extra for info in whole.infolist()} == {b""}
        assert whole.testzip() is None
        assert len(whole.namelist()) == len(set(whole.namelist()))
        properties = whole.read("docProps/core.xml").decode()
        assert properties.count("2019-07-16T08:30:15Z") == 2
        assert str(datetime.now(UTC).year) not in properties
