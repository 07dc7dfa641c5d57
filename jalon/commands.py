"""The commands: what `./run` does for each word after it."""

import argparse
import hashlib
import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

import psycopg

from domain.intake import read_batch
from domain.recorder import Caller
from exports.status_csv import status_csv
from exports.status_json import status_json
from exports.workbook import workbook
from jalon import checks, demo, terminal
from jalon.database import database
from jalon.exports import run_order
from jalon.failed import Failed, write
from jalon.mutation import mutate
from jalon.server import serve, shown_host, work
from jalon.service import DATABASE, DEMONSTRATION, Service, bring_current, opened, rebuild_all
from jalon.settings import Settings, table
from projections.entry import timelines
from projections.holdings import holdings_of
from projections.moment import Reading
from projections.partner import partners_named
from projections.reader import Health, Reader, mark_for_retry
from projections.report import StatusReport, status_report
from projections.role import roles_in
from words.extraction import update_all

Arguments = argparse.Namespace


def run_demo(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=True) as service:
        recorded = demo.record(service.log)
        terminal.ERR.print(
            f"jalon: {'the demonstration is recorded' if recorded else 'the demonstration was recorded before: nothing changes'}"
        )
        if arguments.once:
            seen = bring_current(service)
            with service.reader.reading(seen=seen) as reading:
                _show_all(reading, demo.script().programmes, arguments)
            return 0
        serve(service, settings, _tell_where)
    return 0


def _show_all(reading: Reading, codes: Sequence[str], arguments: Arguments) -> None:
    """The status report of the first programme, what the record holds of each, and files of them all."""
    reports = {code: _found(status_report(reading, code), code) for code in codes}
    terminal.show_report(next(iter(reports.values())), arguments.language, demonstration=True)
    holdings = [(report.programme, holdings_of(reading, code)) for code, report in reports.items()]
    terminal.show_holdings(holdings, arguments.language)
    if arguments.out is not None:
        for report in reports.values():
            _write_all(reading, report, arguments)


def _write_all(reading: Reading, report: StatusReport, arguments: Arguments) -> None:
    folder = Path(arguments.out)
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "json": status_json(report),
        "csv": status_csv(report, language=arguments.language, demonstration=True),
        "xlsx": _workbook(reading, report, arguments.language, demonstration=True),
    }
    for ending, content in files.items():
        write(folder / f"{report.programme.code}.{ending}", content)
    terminal.ERR.print(f"jalon: wrote {folder / report.programme.code}.json, .csv and .xlsx", soft_wrap=True)


def _tell_where(address: str) -> None:
    code = demo.script().programmes[0]
    terminal.OUT.print(
        f"Jalon serves the demonstration at {address}\n"
        f"  {address}/                                       the reading room, for people\n"
        f"  {address}/en/programmes/{code}/timeline          a programme as a picture of its dates\n"
        f"  {address}/en/programmes/{code}/milestones/9.2    what was claimed of one milestone, when, and on which evidence\n"
        f"  {address}/en/programmes/{code}/compare           what changed between two moments, and what was restated\n"
        f"  {address}/programmes/{code}/export.xlsx          the funder's workbook\n"
        f"  {address}/docs                                   what machines can ask and record\n"
        "Add ?as_of=2019-07-01 (true on that day) and &known_at=2019-10-31 (known by the end of that day; the answer\n"
        "differs at 2019-12-31, after a correction), or use the two date fields of every page. Stop with Ctrl-C.",
        soft_wrap=True,
    )


def run_serve(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=arguments.demonstration) as service:
        serve(
            service,
            settings,
            lambda address: terminal.OUT.print(
                f"Jalon serves at {address}, for machines see {address}/docs. Stop with Ctrl-C."
            ),
        )
    return 0


def run_worker(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=arguments.demonstration) as service:
        terminal.OUT.print("Jalon keeps the read models current. Stop with Ctrl-C.")
        work(service)
    return 0


def run_load(arguments: Arguments, settings: Settings) -> int:
    body = _read(arguments.file)
    commands = read_batch(body)
    key = f"load/{hashlib.sha256(body).hexdigest()}"
    with opened(settings, demonstration=arguments.demonstration) as service:
        answer = service.log.record(commands, Caller(actor=arguments.actor, idempotency_key=key))
        with terminal.progress("bringing the read models up to date", answer.position) as tell:
            bring_current(service, tell)
    if answer.repeated:
        terminal.OUT.print(f"This file was recorded before, up to log position {answer.position}: nothing changes.")
    else:
        terminal.OUT.print(f"Recorded {len(commands)} requests, up to log position {answer.position}.")
    return 0


def run_report(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=arguments.demonstration) as service:
        seen = bring_current(service)
        with service.reader.reading(arguments.as_of, arguments.known_at, seen) as reading:
            report = _found(status_report(reading, arguments.programme), arguments.programme)
        demonstration = service.demonstration
    if arguments.format == "json":
        terminal.OUT.file.write(status_json(report).decode() + "\n")
    elif arguments.format == "csv":
        terminal.OUT.file.write(status_csv(report, language=arguments.language, demonstration=demonstration).decode())
    else:
        terminal.show_report(report, arguments.language, demonstration=demonstration)
    return 0


def run_export(arguments: Arguments, settings: Settings) -> int:
    if arguments.recipient is not None:
        return run_order(arguments, settings)
    if arguments.template is not None or arguments.profile is not None:
        raise Failed("A template and a profile are those of an export for somebody: name the recipient with --for.")
    if arguments.language not in {None, "en", "fr"}:
        raise Failed(f"Without --for, a workbook is made in en or fr, not in {arguments.language}.")
    with opened(settings, demonstration=arguments.demonstration) as service:
        seen = bring_current(service)
        with service.reader.reading(arguments.as_of, arguments.known_at, seen) as reading:
            report = _found(status_report(reading, arguments.programme), arguments.programme)
            content = _workbook(reading, report, arguments.language or "en", demonstration=service.demonstration)
    write(Path(arguments.output), content)
    digest = hashlib.sha256(content).hexdigest()
    terminal.OUT.print(f"Wrote {arguments.output}: {len(content)} bytes, SHA-256 {digest}", soft_wrap=True)
    return 0


def run_rebuild(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=arguments.demonstration) as service:
        head = service.reader.health().log_position
        started = time.monotonic()
        with terminal.progress("building the read models anew", head) as tell:
            position = rebuild_all(service, tell)
    terminal.OUT.print(f"Rebuilt the read models up to log position {position} in {time.monotonic() - started:.1f} s.")
    return 0


def run_retry(arguments: Arguments, settings: Settings) -> int:
    with opened(settings, demonstration=arguments.demonstration) as service:
        with psycopg.connect(service.url, autocommit=True) as connection:
            marked = mark_for_retry(connection)
        bring_current(service)
        left = _after_retry(service)
    terminal.OUT.print(
        f"Tried {marked} events again: {marked - len(left.set_aside)} folded, {len(left.set_aside)} set aside."
    )
    for event in left.set_aside:
        terminal.OUT.print(
            f"  position {event.position}, {event.projection} {event.key}: {event.why}",
            markup=False,
            soft_wrap=True,
        )
    return 1 if left.set_aside else 0


def _after_retry(service: Service) -> Health:
    """The health once the engine at work, here or elsewhere, has tried everything that is marked."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with psycopg.connect(service.url, autocommit=True) as connection:
            if connection.execute("SELECT FROM read.set_aside WHERE retry LIMIT 1").fetchone() is None:
                return service.reader.health()
        time.sleep(0.1)
    raise Failed("The engine at work has not tried again within a minute. Is the worker running?")


def run_health(arguments: Arguments, settings: Settings) -> int:
    if arguments.served:
        return _ask_server(settings)
    with database(settings, DEMONSTRATION if arguments.demonstration else DATABASE) as url:
        with psycopg.connect(url, connect_timeout=3) as connection:
            if connection.execute("SELECT to_regclass('read.progress')").fetchone() == (None,):
                raise Failed("There is no record here yet. Start with ./run serve, or ./run load FILE.")
        with closing(Reader(url, pool_size=2)) as reader:
            health = reader.health()
    terminal.OUT.print(
        f"{health.status}: log position {health.log_position}, read models {health.lag_events} events behind, "
        f"{len(health.set_aside)} events set aside",
        soft_wrap=True,
    )
    return 0 if health.status == "ok" else 1


def _ask_server(settings: Settings) -> int:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - what it listens on, not a choice
    address = f"http://{shown_host(host)}:{settings.port}/health"
    try:
        with urlopen(address, timeout=5) as answer:
            terminal.OUT.print(answer.read().decode(), soft_wrap=True)
            return 0
    except (OSError, HTTPException) as error:
        raise Failed(f"{address} does not say that it is well: {error}") from error


def run_settings(_arguments: Arguments, settings: Settings) -> int:
    terminal.show_settings(table(settings))
    return 0


def run_test(arguments: Arguments, _settings: Settings) -> int:
    return checks.test(arguments.rest)


def run_check(arguments: Arguments, _settings: Settings) -> int:
    return checks.check(tests=not arguments.no_tests)


def run_lock(arguments: Arguments, _settings: Settings) -> int:
    return checks.lock(arguments.rest)


def run_mutate(arguments: Arguments, _settings: Settings) -> int:
    return mutate(arguments.rest)


def run_words(_arguments: Arguments, _settings: Settings) -> int:
    for updated in update_all():
        terminal.OUT.print(f"{updated.tag}: {updated.messages} messages, {updated.untranslated} not translated")
    return 0


def run_bench(arguments: Arguments, _settings: Settings) -> int:
    return checks.bench(arguments.rest)


def _found(report: StatusReport | None, code: str) -> StatusReport:
    if report is None:
        raise Failed(f"There was no programme {code!r} at that moment. Check its code, or ask for a later moment.")
    return report


def _workbook(reading: Reading, report: StatusReport, language: str, *, demonstration: bool) -> bytes:
    roles = roles_in(reading, report.programme.code)
    partners = partners_named(reading, {role.partner for role in roles})
    history = timelines(reading, report.programme.code)
    return workbook(report, history, roles, partners, language=language, demonstration=demonstration)


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Failed(f"{name} cannot be read: {error.strerror}.") from error
