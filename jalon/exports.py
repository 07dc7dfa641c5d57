"""The commands about exports: order and make one, list them, say which receipt a file matches."""

import argparse
import hashlib
from datetime import datetime
from pathlib import Path

import psycopg

from domain.delivery import CancelExport, OrderExport
from domain.exporting import ExportState
from domain.files import has, read
from domain.intake import read_command
from domain.recorder import Caller
from exports.template import newest, templates
from exports.unpacking import Unreadable
from exports.verdict import Sameness, Verdict
from exports.verifying import claimed_receipt, compare_files
from jalon import terminal
from jalon.exporter import make_one
from jalon.failed import Failed, write
from jalon.service import Service, bring_current, opened
from jalon.settings import Settings
from projections.export import Export, export, receipts, series_of
from projections.programme import programme

SHOWN = 50


def run_order(arguments: argparse.Namespace, settings: Settings) -> int:
    """Order an export for a recipient, make it here, and write the file; Ctrl-C takes the order back."""
    if isinstance(arguments.known_at, datetime):
        raise Failed("An export is known at a log position: give --known-at as a number, or leave it out.")
    with opened(settings, demonstration=arguments.demonstration) as service:
        bring_current(service)
        answer = service.log.record([_order(arguments)], Caller(actor=arguments.actor))
        bring_current(service)
        number = _number(service, arguments.programme, arguments.recipient, answer.position)
        name = (arguments.programme, arguments.recipient, number)
        try:
            with terminal.progress("making the export", None) as tell:
                make_one(service, name, tell)
        except KeyboardInterrupt:
            reason = "Interrupted by the one who ordered it."
            taken_back = CancelExport(
                programme=arguments.programme, recipient=arguments.recipient, number=number, reason=reason
            )
            service.log.record([taken_back], Caller(actor=arguments.actor))
            raise
        bring_current(service)
        with service.reader.reading() as reading:
            made = export(reading, *name)
        if made is None or made.state is not ExportState.MADE or made.sha256 is None:
            raise Failed(
                f"Export {number} for {arguments.recipient} is {made.state if made else 'unknown'}: {made and made.reason}"
            )
        content = _file(service, made.sha256)
    write(Path(arguments.output), content)
    terminal.OUT.print(
        f"Wrote {arguments.output}: export {number} for {arguments.recipient}, {len(content)} bytes, SHA-256 {made.sha256}",
        soft_wrap=True,
    )
    return 0


def _order(arguments: argparse.Namespace) -> OrderExport:
    template = None
    if arguments.template is not None:
        found = templates().get(arguments.template) or newest(arguments.template)
        if found is None:
            raise Failed(f"There is no template {arguments.template!r}. Known: {', '.join(templates())}.")
        template = found.id
    said = {
        "programme": arguments.programme,
        "recipient": arguments.recipient,
        "template": template,
        "language": arguments.language,
        "profile": arguments.profile,
        "as_of": arguments.as_of and arguments.as_of.isoformat(),
        "known_at": arguments.known_at,
        "address": arguments.address,
    }
    order = read_command(OrderExport, {name: value for name, value in said.items() if value is not None})
    assert isinstance(order, OrderExport)
    return order


def _number(service: Service, code: str, recipient: str, position: int) -> int:
    with service.reader.reading(seen=position) as reading:
        found = [one for series in series_of(reading, code) if series.recipient == recipient for one in series.exports]
    return next(one.number for one in found if one.order_position == position)


def _file(service: Service, digest: str) -> bytes:
    with psycopg.connect(service.url, autocommit=True) as connection:
        if not has(connection, digest):
            raise Failed(
                "The file is not kept here. Start ./run serve or ./run worker: it is made again from its receipt."
            )
        return b"".join(read(connection, digest))


def run_make(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make one export that was ordered: the exporter calls this in a process of its own."""
    with opened(settings) as service:
        make_one(service, (arguments.programme, arguments.recipient, arguments.number))
    return 0


def run_exports(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the exports of a programme, for each recipient the newest first."""
    with opened(settings, demonstration=arguments.demonstration) as service:
        seen = bring_current(service)
        with service.reader.reading(seen=seen) as reading:
            if programme(reading, arguments.programme) is None:
                raise Failed(f"There is no programme {arguments.programme!r}. Check its code.")
            found = series_of(reading, arguments.programme)
    for series in found:
        agreed = f"{series.template}, {series.language}, {series.profile}" if series.template else "nothing agreed"
        terminal.OUT.print(f"{series.recipient}: {agreed}", markup=False, soft_wrap=True)
        for one in series.exports:
            terminal.OUT.print(f"  {_line(one)}", markup=False, soft_wrap=True)
    if not found:
        terminal.OUT.print(f"No exports of {arguments.programme} were agreed or ordered.")
    return 0


def _line(one: Export) -> str:
    moment = f"true on {one.as_of}, known at position {one.known_at}"
    what = f"{one.number}. {one.state}: {one.template}, {one.language}, {one.profile}; {moment}"
    return f"{what}; {one.size} bytes, SHA-256 {one.sha256}" if one.sha256 else what


def run_verify(arguments: argparse.Namespace, settings: Settings) -> int:
    """Say which receipt a file matches, or what differs; the exit code is 0 only where it matches in every byte or cell."""
    path = Path(arguments.file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failed(f"{path} cannot be read: {error.strerror}.") from error
    digest = hashlib.sha256(content).hexdigest()
    with opened(settings, demonstration=arguments.demonstration) as service:
        seen = bring_current(service)
        with service.reader.reading(seen=seen) as reading:
            found = receipts(reading, digest)
        for one in found:
            _say(f"{path} matches receipt {one.number} of {one.programme} for {one.recipient}, in every byte.")
            _say(f"  {_line(one)}")
        return 0 if found else _compare(service, path, content)


def _compare(service: Service, path: Path, content: bytes) -> int:
    """Compare a file with the one whose receipt it claims to be."""
    try:
        claimed = claimed_receipt(content)
    except Unreadable as error:
        raise Failed(f"No receipt has the SHA-256 of {path}, and it cannot be read as a workbook: {error}") from error
    if claimed is None:
        raise Failed(f"No receipt has the SHA-256 of {path}, and no receipt stands in it.")
    with service.reader.reading() as reading:
        one = export(reading, claimed.programme, claimed.recipient, claimed.number)
    if one is None or one.sha256 is None:
        raise Failed(
            f"{path} claims to be export {claimed.number} of {claimed.programme} for {claimed.recipient}, which this record does not know."
        )
    verdict = compare_files("workbook", _file(service, one.sha256), content)
    return _tell(path, one, verdict)


def _tell(path: Path, one: Export, verdict: Verdict) -> int:
    which = f"receipt {one.number} of {one.programme} for {one.recipient}"
    if verdict.sameness is Sameness.CONTENTS:
        _say(f"{path} holds just what {which} says, packed anew.")
        return 0
    if verdict.sameness is Sameness.CELLS:
        _say(f"{path} has the same cells as {which}; it was saved again by another program.")
        return 0
    _say(f"{path} differs from {which}, in {verdict.total} places:")
    for sheet in verdict.missing:
        _say(f"  the sheet {sheet} is missing")
    for sheet in verdict.added:
        _say(f"  the sheet {sheet} was added")
    for place in verdict.differences[:SHOWN]:
        was, found = (repr(text) if text is not None else "nothing" for text in (place.was, place.found))
        _say(f"  {place.sheet} {place.at}: {was} by the receipt, {found} in the file")
    return 1


def _say(text: str) -> None:
    terminal.OUT.print(text, markup=False, highlight=False, soft_wrap=True)


def run_templates(_arguments: argparse.Namespace, _settings: Settings) -> int:
    """List the templates."""
    for template in templates().values():
        _say(f"{template.id} ({template.form}): {template.title.get('en', template.name)}")
    return 0
