"""Requests go in while the server and the worker are killed at random: nothing acknowledged is lost, doubled or misread."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final, cast
from uuid import uuid4

import httpx
import psycopg
import pytest
from psycopg import sql

from domain.application import Log
from domain.dates import Edtf
from domain.kernel import Recorded
from domain.log import install, read_log
from domain.milestone import PlanMilestone
from domain.programme import CreateProgramme, ProgrammeKind
from domain.recorder import Caller
from domain.report import ProgressReported
from projections.catalogue import PROJECTIONS
from projections.engine import Engine
from projections.fold import fold_all
from projections.projection import Version
from projections.runner import bring_up_to_date, try_active

ROOT: Final = Path(__file__).resolve().parent.parent
MILESTONES: Final = [f"M{number}" for number in range(8)]
CLIENTS: Final = 4
UNAVAILABLE: Final = 503


class Process:
    """One of Jalon's processes, which is started anew whenever it is killed."""

    def __init__(self, word: str, database_url: str, port: int) -> None:
        self.word = word
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("JALON_")},
            "DATABASE_URL": database_url,
            "JALON_WORKER": "apart",
            "JALON_PORT": str(port),
            "PYTHONPATH": str(ROOT),
        }
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jalon", self.word],
            env=self._environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


class Client(threading.Thread):
    """Posts reports one after the other; each under its own key, again and again until it is acknowledged."""

    def __init__(self, address: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._address = address
        self._stopped = stop
        self.acknowledged: list[str] = []
        self.refused: list[str] = []

    def run(self) -> None:
        with httpx.Client(base_url=self._address, timeout=10) as http:
            while not self._stopped.is_set():
                self._post(http, uuid4().hex)

    def _post(self, http: httpx.Client, mark: str) -> None:
        path = f"/programmes/CRASH/milestones/{random.choice(MILESTONES)}/report-progress"
        body = {"on": "2020", "text": {"en": mark}}
        headers = {"Jalon-Actor": "team", "Idempotency-Key": mark}
        while True:
            try:
                answer = http.post(path, json=body, headers=headers)
            except httpx.TransportError:
                if self._stopped.is_set():
                    return
                time.sleep(0.02)
                continue
            if answer.status_code == UNAVAILABLE:
                continue
            (self.acknowledged if answer.is_success else self.refused).append(mark)
            return


@pytest.fixture
def crash_database(database_url: str) -> str:
    install(database_url)
    programme = CreateProgramme(
        code="CRASH",
        title={"en": "Crash"},
        kind=ProgrammeKind.INITIATIVE,
        period=Edtf("2020"),
        languages=("en",),
    )
    milestones = [PlanMilestone(programme="CRASH", code=code, title={"en": code}) for code in MILESTONES]
    with Log(database_url, pool_size=2) as log:
        log.record([programme, *milestones], Caller(actor="team"))
    return database_url


def test_nothing_acknowledged_is_lost_doubled_or_misread_when_server_and_worker_are_killed(
    crash_database: str, free_port: int, pytestconfig: pytest.Config
) -> None:
    rounds = cast("int", pytestconfig.getoption("--crash-rounds"))
    processes = [Process("serve", crash_database, free_port), Process("worker", crash_database, free_port)]
    stop = threading.Event()
    clients = [Client(f"http://127.0.0.1:{free_port}", stop) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        for _ in range(rounds):
            _wait_for_more(clients)
            victim = random.choice(processes)
            victim.kill()
            victim.start()
        _wait_for_more(clients)
    finally:
        stop.set()
        for client in clients:
            client.join(timeout=30)
        for process in processes:
            process.end()

    acknowledged = [mark for client in clients for mark in client.acknowledged]
    assert [mark for client in clients for mark in client.refused] == []
    assert len(acknowledged) >= rounds
    with psycopg.connect(crash_database, autocommit=True) as connection:
        log = [fact for fact in read_log(connection, 0, 10_000_000) if isinstance(fact, Recorded)]
        marks = Counter(fact.event.text["en"] for fact in log if isinstance(fact.event, ProgressReported))
        assert {mark: marks[mark] for mark in acknowledged} == dict.fromkeys(acknowledged, 1)
        assert set(marks.values()) == {1}
        assert try_active(connection)
        bring_up_to_date(connection, Engine(PROJECTIONS))
        expected = fold_all(PROJECTIONS, log)
        assert {p.table: _stored(connection, p.table) for p in PROJECTIONS} == {
            table: sorted(_plain(version, table) for version in versions) for table, versions in expected.items()
        }


def _wait_for_more(clients: list[Client]) -> None:
    """Until some more requests have been acknowledged, and then a random moment longer."""
    before = sum(len(client.acknowledged) for client in clients)
    deadline = time.monotonic() + 60
    while sum(len(client.acknowledged) for client in clients) < before + 5:
        assert time.monotonic() < deadline, "no request was acknowledged for a minute"
        time.sleep(0.01)
    time.sleep(random.random() * 0.2)


def _stored(connection: psycopg.Connection[tuple[Any, ...]], table: str) -> list[tuple[str, int, int, str]]:
    query = sql.SQL("SELECT key, known_from, known_to, body::text FROM {}").format(sql.Identifier("read", table))
    return sorted(connection.execute(query).fetchall())


def _plain(version: Version, table: str) -> tuple[str, int, int, str]:
    projection = next(p for p in PROJECTIONS if p.table == table)
    return version.key, version.known_from, version.known_to, projection.encode(version.row).decode()
