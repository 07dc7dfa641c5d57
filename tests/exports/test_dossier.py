import json
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import psycopg
import pytest
from msgspec.structs import replace

from domain.exporting import ExportProfile, ExportState
from exports.cells import CellValue
from exports.dossier.evidence import evidence_lines
from exports.dossier.explaining import SNIPPET
from exports.dossier.parts import DossierParts
from exports.dossier.writing import NotTheReceipted, write_dossier
from exports.material import Material
from exports.saying import Words
from projections.export import Export
from projections.moment import Moment, Reading
from projections.trail import StoredFact, facts_of_partners, facts_of_programme
from tests.projections.said import PLAN
from words.language import language

FILE: Final = b"the workbook " * 10_000
EVIDENCE: Final[list[list[CellValue]]] = [["code", "address"], ["9.1", "https://example.org/évidence"], ["9.2", "=1+1"]]
RECEIPT: Final = Export(
    programme=PLAN,
    recipient="ogp",
    number=3,
    state=ExportState.MADE,
    template="ogp-status-report@1",
    language="en",
    profile=ExportProfile.WORK,
    as_of=date(2019, 7, 15),
    known_at=12,
    since=None,
    commitments=None,
    period=None,
    address=None,
    ordered_at=datetime(2019, 7, 16, tzinfo=UTC),
    ordered_by="team",
    order_position=13,
    made_at=datetime(2019, 7, 16, tzinfo=UTC),
    sha256=sha256(FILE).hexdigest(),
    size=len(FILE),
    contents=None,
    sheets={},
    made_with="jalon",
    reason=None,
    illustrative=False,
)
Facts = tuple[list[StoredFact], list[StoredFact]]


@pytest.fixture(scope="module")
def facts(plan_url: str) -> Facts:
    """The facts of the plan, and those of its partners."""
    with psycopg.connect(plan_url, autocommit=True) as connection:
        reading = Reading(connection, Moment(RECEIPT.as_of, RECEIPT.known_at))
        return list(facts_of_programme(reading, PLAN)), list(facts_of_partners(reading, PLAN))


def dossier(facts: Facts, **said: Any) -> bytes:
    parts = DossierParts(
        receipt=RECEIPT,
        file_name="FR-2018-ogp-3.xlsx",
        file=[FILE[:1_000], FILE[1_000:]],
        report=b"<!doctype html><title>Report</title>",
        evidence=EVIDENCE,
        events=facts[0],
        partners=facts[1],
        language=language("en"),
        address="https://jalon.example/",
    )
    target = BytesIO()
    write_dossier(parts._replace(**said), target)
    return target.getvalue()


@pytest.fixture(scope="module")
def made(facts: Facts) -> bytes:
    return dossier(facts)


@pytest.fixture
def unpacked(made: bytes, tmp_path: Path) -> Path:
    """A folder with what an auditor finds in the dossier."""
    with ZipFile(BytesIO(made)) as whole:
        whole.extractall(tmp_path)
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the README tells to run, as it stands there."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    (folder / "check.py").write_text(text[text.index("import hashlib") :], encoding="utf-8")
    return run(folder, sys.executable, "-W", "ignore", "check.py")


def test_it_holds_the_export_byte_for_byte_and_what_belongs_to_it(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as whole:
        assert whole.namelist() == [
            "README.txt",
            "FR-2018-ogp-3.xlsx",
            "report.html",
            "evidence.csv",
            "events.jsonl",
            "partners.jsonl",
            "receipt.json",
            "SHA256SUMS",
        ]
        assert whole.read("FR-2018-ogp-3.xlsx") == FILE
        assert whole.read("evidence.csv").decode("utf-8-sig").splitlines()[1:] == [
            '"9.1","https://example.org/évidence"',
            '"9.2","\'=1+1"',
        ]


def test_its_evidence_is_what_the_question_says_line_by_line(plan_url: str) -> None:
    with psycopg.connect(plan_url, autocommit=True) as connection:
        material = Material(Reading(connection, Moment(RECEIPT.as_of, 19)), PLAN)
        head, *lines = evidence_lines(material, Words(language("en")))
    said = [dict(zip(head, line, strict=True)) for line in lines]
    assert {line["code"] for line in said} == {"9.1"}
    assert "https://example.org/call" in str(said)


def test_the_same_parts_give_the_same_bytes(made: bytes, facts: Facts) -> None:
    assert dossier(facts) == made


def test_its_sums_are_those_of_its_files(unpacked: Path) -> None:
    found = run(unpacked, "sha256sum", "--check", "--strict", "SHA256SUMS")
    assert found.returncode == 0
    assert found.stdout.count(": OK\n") == 7


def test_a_fact_is_a_line_with_its_envelope(unpacked: Path, facts: Facts) -> None:
    lines = [json.loads(line) for line in (unpacked / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(facts[0]) == 10
    assert list(lines[0]) == [
        *("position", "stream", "entry", "topic", "recorded_at", "actor"),
        *("request", "source", "illustrative", "fact", "chain"),
    ]
    assert lines[0]["stream"] == f"programme:{PLAN}"
    assert lines[0]["recorded_at"] == "2018-04-03T12:00:00Z"
    partners = [json.loads(line)["stream"] for line in (unpacked / "partners.jsonl").read_text().splitlines()]
    assert partners == ["partner:digital", "partner:interior"]


def test_the_receipt_says_how_far_the_facts_go(unpacked: Path) -> None:
    said = json.loads((unpacked / "receipt.json").read_bytes())
    last = json.loads((unpacked / "events.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert said["receipt"]["sha256"] == sha256(FILE).hexdigest()
    assert said["facts"]["events.jsonl"]["position"] == last["position"] <= RECEIPT.known_at
    assert said["facts"]["events.jsonl"]["chain"] == last["chain"]


def test_the_lines_of_python_in_the_readme_find_sound_facts_sound(unpacked: Path) -> None:
    found = check(unpacked)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "All facts are as they were when this dossier was made.\n"


@pytest.mark.parametrize("at", [0, 4, -1])
@pytest.mark.parametrize("spoil", ["edit", "cut", "double", "seal"])
def test_they_find_a_line_that_was_edited_cut_doubled_or_sealed_anew(unpacked: Path, spoil: str, at: int) -> None:
    file = unpacked / "events.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    match spoil:
        case "edit":
            lines[at] = lines[at].replace('"actor":"team"', '"actor":"tean"').replace('"irm"', '"irn"')
        case "cut":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case _:
            lines[at] = lines[at][:-10] + "0000000" + lines[at][-3:]
    file.write_text("".join(lines), encoding="utf-8")
    found = check(unpacked)
    assert found.returncode == 1
    assert "AssertionError: events.jsonl" in found.stderr


def test_a_file_that_is_not_the_receipted_one_makes_no_dossier(facts: Facts) -> None:
    with pytest.raises(NotTheReceipted, match=RECEIPT.sha256 or "a digest"):
        dossier(facts, file=[FILE, b"!"])


def test_a_programme_without_facts_or_evidence_has_empty_files() -> None:
    with ZipFile(BytesIO(dossier(([], []), evidence=[["code"]]))) as whole:
        assert whole.read("events.jsonl") == b""
        assert json.loads(whole.read("receipt.json"))["facts"]["events.jsonl"] == {
            "facts": 0,
            "position": None,
            "chain": "0" * 64,
        }


def test_the_readme_names_every_file_and_both_clocks_and_where_to_ask(unpacked: Path) -> None:
    text = (unpacked / "README.txt").read_text(encoding="utf-8")
    whole = " ".join(text.split())
    assert all(file.name in text for file in unpacked.iterdir() if file.name != "README.txt")
    assert "held on 2019-07-15" in whole
    assert "known at position 12" in whole
    assert f"https://jalon.example/receipts/{RECEIPT.sha256}" in whole
    assert "%(" not in text
    assert max(map(len, text.partition("import hashlib")[0].splitlines())) <= 140


def test_a_readme_of_a_record_without_an_address_names_none(facts: Facts) -> None:
    with ZipFile(BytesIO(dossier(facts, address=None))) as whole:
        assert "/receipts/" not in whole.read("README.txt").decode()


def test_every_word_of_the_readme_but_the_lines_of_python_can_be_translated(facts: Facts) -> None:
    with ZipFile(BytesIO(dossier(facts, language=language("qps")))) as whole:
        text = whole.read("README.txt").decode().replace(SNIPPET, "")
    outside = "".join(part.partition("⟧")[2] for part in f"⟧{text}".split("⟦"))
    assert set(outside) <= set("0123456789-=.: \n")


def test_a_receipt_in_another_language_keeps_its_names(facts: Facts) -> None:
    french = dossier(facts, receipt=replace(RECEIPT, language="fr"), language=language("fr"))
    with ZipFile(BytesIO(french)) as whole:
        assert json.loads(whole.read("receipt.json"))["receipt"]["language"] == "fr"
