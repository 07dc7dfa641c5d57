import json
import socket
from pathlib import Path
from typing import Any

import psycopg
import pytest

from jalon.__main__ import main

PROGRAMME = {
    "request": "create-programme",
    "code": "P1",
    "title": {"en": "A programme [of ours]"},
    "kind": "initiative",
    "period": "2020/2022",
    "languages": ["en"],
}
MILESTONE = {"request": "plan-milestone", "programme": "P1", "code": "1.1", "title": {"en": "A manual"}, "due": "2021"}


class Terminal:
    """Runs a command on the test's database and keeps what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.out = self.err = ""

    def run(self, *words: str) -> int:
        try:
            code = main(words)
        except SystemExit as left:
            code = int(str(left.code))
        self.out, self.err = self._capsys.readouterr()
        return code

    def file(self, name: str, *requests: dict[str, Any]) -> str:
        path = self.folder / name
        path.write_text(json.dumps({"requests": requests}))
        return str(path)


@pytest.fixture
def terminal(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("JALON_TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    return Terminal(tmp_path, capsys)


def test_a_file_is_recorded_whole_and_reported(terminal: Terminal) -> None:
    assert terminal.run("load", terminal.file("a.json", PROGRAMME, MILESTONE)) == 0
    assert "Recorded 2 requests, up to log position 2." in terminal.out
    assert terminal.run("report", "P1") == 0
    assert "A programme [of ours]" in terminal.out
    assert "A manual" in terminal.out
    assert "Not reported" in terminal.out


def test_loading_a_file_again_changes_nothing(terminal: Terminal) -> None:
    file = terminal.file("a.json", PROGRAMME)
    assert terminal.run("load", file) == 0
    assert terminal.run("load", file) == 0
    assert "nothing changes" in terminal.out


def test_a_file_with_faults_is_refused_with_all_of_them_and_nothing_is_recorded(terminal: Terminal) -> None:
    wrong = terminal.file("a.json", PROGRAMME, {**MILESTONE, "due": "2021-13", "colour": "red"}, {"request": "sing"})
    assert terminal.run("load", wrong) == 1
    assert "line 2: $.due" in terminal.err
    assert "line 2: $.colour" in terminal.err
    assert "line 3: $.request" in terminal.err
    assert terminal.run("report", "P1") == 1
    assert "no programme 'P1'" in terminal.err


def test_requests_that_break_rules_are_refused_with_every_reason_and_nothing_is_recorded(terminal: Terminal) -> None:
    refused = terminal.file("a.json", PROGRAMME, PROGRAMME, {**MILESTONE, "responsible": ["nobody"]})
    assert terminal.run("load", refused) == 1
    assert "line 2: There is already a programme 'P1'" in terminal.err
    assert "line 3: There is no partner 'nobody'" in terminal.err
    assert terminal.run("report", "P1") == 1


def test_a_file_that_is_not_there_is_one_plain_error(terminal: Terminal) -> None:
    assert terminal.run("load", str(terminal.folder / "none.json")) == 1
    assert "cannot be read: No such file or directory" in terminal.err


def test_the_report_comes_as_json_and_as_csv_too(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME, MILESTONE))
    assert terminal.run("report", "P1", "--format", "json") == 0
    assert json.loads(terminal.out)["milestones"][0]["code"] == "1.1"
    assert terminal.run("report", "P1", "--format", "csv") == 0
    assert "A manual" in terminal.out


def test_the_same_question_gives_the_same_workbook_before_and_after_a_rebuild(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME, MILESTONE))
    question = ("export", "P1", "--as-of", "2022-01-01", "--known-at", "2")
    first, second = terminal.folder / "1.xlsx", terminal.folder / "2.xlsx"
    assert terminal.run(*question, "-o", str(first)) == 0
    assert terminal.run("rebuild") == 0
    assert terminal.run(*question, "-o", str(second)) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_report_as_known_before_a_request_does_not_show_it(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    terminal.run("load", terminal.file("b.json", MILESTONE))
    assert terminal.run("report", "P1", "--known-at", "1") == 0
    assert "A manual" not in terminal.out


def test_a_moment_that_the_log_has_not_reached_is_refused(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    assert terminal.run("report", "P1", "--known-at", "99") == 1
    assert "nothing is known at 99 yet" in terminal.err


@pytest.mark.parametrize(
    ("option", "value"), [("--as-of", "June"), ("--known-at", "2020-01-01"), ("--known-at", "yesterday")]
)
def test_a_moment_that_is_none_is_explained(terminal: Terminal, option: str, value: str) -> None:
    assert terminal.run("report", "P1", option, value) == 2
    assert repr(value) in terminal.err


def test_a_workbook_that_cannot_be_written_is_one_plain_error(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    assert terminal.run("export", "P1", "-o", str(terminal.folder / "none" / "a.xlsx")) == 1
    assert "cannot be written" in terminal.err


def test_wrong_settings_are_refused_with_the_list_of_known_ones(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_PROT", "8001")
    assert terminal.run("settings") == 2
    assert "JALON_PROT is not a setting" in terminal.err
    assert "JALON_PORT" in terminal.err


def test_a_port_that_is_taken_is_one_plain_error(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("JALON_PORT", str(taken.getsockname()[1]))
        assert terminal.run("serve") == 1
    assert "Choose another port with JALON_PORT" in terminal.err


def test_the_health_of_a_record_that_fares_well_is_exit_code_0(terminal: Terminal) -> None:
    assert terminal.run("health") == 1
    assert "There is no record here yet" in terminal.err
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    assert terminal.run("health") == 0
    assert terminal.out.startswith("ok: log position 1")


def test_a_demonstration_is_not_recorded_over_a_real_record(terminal: Terminal) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    assert terminal.run("demo", "--once") == 1
    assert "holds a real record" in terminal.err


def test_an_event_that_cannot_be_folded_is_named_and_tried_again_on_request(
    terminal: Terminal, database_url: str
) -> None:
    terminal.run("load", terminal.file("a.json", PROGRAMME))
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "INSERT INTO log.events (originator_id, originator_version, topic, state) "
            "VALUES (gen_random_uuid(), 1, 'mystery.solved@1', '{}')"
        )
    terminal.run("report", "P1")
    assert terminal.run("health") == 1
    assert terminal.out.startswith("degraded")
    assert terminal.run("retry") == 1
    assert "position 2" in terminal.out


def test_every_command_explains_itself(terminal: Terminal) -> None:
    for word in (
        "demo",
        "serve",
        "worker",
        "load",
        "report",
        "export",
        "rebuild",
        "retry",
        "health",
        "settings",
        "check",
    ):
        assert terminal.run(word, "--help") == 0
        assert word in terminal.out
