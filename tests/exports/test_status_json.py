import json

import msgspec

from domain.values import decode_value
from exports.status_json import status_json
from projections.report import StatusReport
from tests.exports.asked import Answers


def test_it_reads_back_as_the_same_answer(answers: Answers) -> None:
    assert msgspec.json.decode(status_json(answers.status), type=StatusReport, dec_hook=decode_value) == answers.status


def test_it_is_indented_and_ends_with_a_line_end(answers: Answers) -> None:
    assert status_json(answers.status).startswith(b'{\n  "programme": {\n')
    assert status_json(answers.status).endswith(b"}\n")


def test_a_demonstration_says_so_first_and_changes_nothing_else(answers: Answers) -> None:
    found = json.loads(status_json(answers.status, demonstration=True))
    assert next(iter(found)) == "demonstration"
    assert found.pop("demonstration") is True
    assert found == json.loads(status_json(answers.status))
