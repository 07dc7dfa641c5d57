"""Printing, which takes long, keeps nobody else waiting."""

import time

import pytest

from tests.web.reading_room import ReadingRoom
from web.pdf import ONE_AT_A_TIME, PATIENCE, chromium


@pytest.mark.skipif(chromium() is None, reason="no Chromium prints here")
def test_who_would_print_while_another_prints_is_soon_told_to_come_again(room: ReadingRoom) -> None:
    with ONE_AT_A_TIME:
        began = time.monotonic()
        answer = room.ask("/programmes/LOCAL-DIGITAL/report", format="pdf").answer
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert time.monotonic() - began < PATIENCE / 3
