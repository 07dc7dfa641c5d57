"""Making an export: the file that its receipt describes, made from the record, kept by its digest, and recorded as made."""

import platform
import time
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import file_digest
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, Final, NamedTuple

import psycopg

from domain.application import BatchRefused
from domain.delivery import RecordExportFailed, RecordExportMade
from domain.exporting import ExportProfile, ExportState
from domain.files import keep
from domain.programme import UnknownProgramme
from domain.recorder import Caller
from exports.digests import contents_digest
from exports.iati.document import iati_xml
from exports.make import make_workbook, words_of
from exports.material import Material, Scope
from exports.order import Former, Order
from exports.questions import QUESTIONS
from exports.reread import digests_of
from exports.table_csv import write_csv
from exports.template import Template, templates
from jalon.service import Service
from projections.export import Export, export
from projections.moment import Reading
from projections.partner import partners_named
from projections.reader import NotYet, beside
from words.language import LANGUAGES

Tell = Callable[[int], None]
LOOK_EVERY: Final = 0.5
MAKER: Final = "jalon"


class CannotBeMade(Exception):
    """An export that no file can be made of, in a sentence for people."""


class Cancelled(Exception):
    """The order was taken back while the file was being made."""


class Digests(NamedTuple):
    """How a file is known again."""

    sha256: str
    contents: str
    sheets: dict[str, str]


def make(service: Service, one: Export, tell: Tell = lambda _: None) -> None:
    """Make the file of an ordered export, keep it and record its receipt; or record why it cannot be made. Raises Cancelled."""
    try:
        with TemporaryFile() as file:
            _write(service, one, file, _watching(service, one, tell))
            digests = digests_in(file, templates()[one.template])
            kept = _keep(service, file)
    except CannotBeMade as error:
        _record(service, RecordExportFailed(**_which(one), reason=str(error)))
        return
    made = RecordExportMade(
        **_which(one),
        sha256=kept[0],
        size=kept[1],
        contents=digests.contents,
        sheets=digests.sheets,
        made_with=made_with(),
    )
    _record(service, made)


def make_again(service: Service, one: Export) -> bool:
    """Make the file of a receipt again and keep it; False where it comes out otherwise, and nothing is kept."""
    with TemporaryFile() as file:
        _write(service, one, file, lambda _: None)
        if sha256_of(file) != one.sha256:
            return False
        _keep(service, file)
    return True


def made_with() -> str:
    """What the bytes of a file depend on beside the record."""
    from_zlib = f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return f"XlsxWriter {version('xlsxwriter')}, Python {platform.python_version()}, {from_zlib}"


def sha256_of(file: IO[bytes]) -> str:
    """The SHA-256 of a file, from its beginning."""
    file.seek(0)
    return file_digest(file, "sha256").hexdigest()  # pyright: ignore[reportArgumentType] - a temporary file can be read so


def digests_in(file: BinaryIO, template: Template) -> Digests:
    """The digests of a file that was made by a template."""
    whole = sha256_of(file)
    if template.form != "workbook":
        return Digests(whole, whole, {})
    return Digests(whole, contents_digest(file), digests_of(file))


@contextmanager
def _at(service: Service, one: Export) -> Generator[Reading]:
    """The record at the moment of an export."""
    seen = max(one.order_position, one.known_at)
    try:
        with service.reader.reading(one.as_of, one.known_at, seen) as reading:
            yield reading
    except NotYet as error:
        raise CannotBeMade(
            f"It was ordered as known at position {one.known_at}, which the log has not reached."
        ) from error
    except UnknownProgramme as error:
        raise CannotBeMade(error.detail) from error


def _write(service: Service, one: Export, target: BinaryIO, tell: Tell) -> None:
    if one.template not in templates():
        known = ", ".join(templates())
        raise CannotBeMade(f"There is no template {one.template!r}. Known: {known}.")
    if one.language not in LANGUAGES:
        raise CannotBeMade(f"There is no language {one.language!r}. Known: {', '.join(LANGUAGES)}.")
    with _at(service, one) as reading:
        former = _former(reading, one)
        order = order_of(reading, one, former, demonstration=service.demonstration)
        material = Material(reading, one.programme, order.scope)
        before = None
        if former:
            there = beside(reading, former.as_of, former.known_at)
            before = Material(there, one.programme, order.scope)
        write(order, material, before, target, tell)


def write(order: Order, material: Material, former: Material | None, target: BinaryIO, tell: Tell) -> None:
    """Write the file of an order, in the form of its template."""
    template = order.template
    match template.form:
        case "workbook":
            make_workbook(order, material, former, target, tell=tell)
        case "csv":
            words = words_of(order, material)
            demonstration = order.demonstration
            write_csv(template, material, words, target, tell=tell, questions=QUESTIONS, demonstration=demonstration)
        case "iati":
            at = order.ordered_at or material.moment.recorded_at
            if at is None:
                raise CannotBeMade("Nothing was recorded at that moment.")
            target.write(iati_xml(material, words_of(order, material), template, made_at=at))


def _former(reading: Reading, one: Export) -> Former | None:
    """The export that this one is compared to."""
    if one.since is None:
        return None
    latest = beside(reading, None, max(one.order_position, reading.moment.known_at))
    found = export(latest, one.programme, one.recipient, one.since)
    if found is None or found.made_at is None:
        return None
    return Former(
        number=found.number,
        as_of=found.as_of,
        known_at=found.known_at,
        made_at=found.made_at,
        template=found.template,
    )


def order_of(reading: Reading, one: Export, former: Former | None, *, demonstration: bool) -> Order:
    """What is to be made, as a receipt says it."""
    partner = partners_named(reading, [one.recipient]).get(one.recipient)
    return Order(
        programme=one.programme,
        template=templates()[one.template],
        language=one.language,
        publish=one.profile is ExportProfile.PUBLISH,
        scope=Scope(one.commitments, one.period),
        recipient=one.recipient,
        recipient_name=partner.name if partner else None,
        number=one.number,
        ordered_at=one.ordered_at,
        ordered_by=one.ordered_by,
        former=former,
        address=one.address.rstrip("/") if one.address else None,
        demonstration=demonstration,
    )


def _watching(service: Service, one: Export, tell: Tell) -> Tell:
    """Tells on how far the making has come, and ends it where the order was taken back."""
    looked = time.monotonic()

    def go_on(lines: int) -> None:
        nonlocal looked
        tell(lines)
        if time.monotonic() - looked < LOOK_EVERY:
            return
        looked = time.monotonic()
        with service.reader.reading() as reading:
            now = export(reading, one.programme, one.recipient, one.number)
        if now and now.state is not ExportState.ORDERED:
            raise Cancelled

    return go_on


def _keep(service: Service, file: BinaryIO) -> tuple[str, int]:
    with psycopg.connect(service.url, autocommit=True) as connection:
        return keep(connection, file)


def _which(one: Export) -> dict[str, Any]:
    names = ("programme", "recipient", "number", "illustrative")
    return {name: getattr(one, name) for name in names}


def _record(service: Service, said: RecordExportMade | RecordExportFailed) -> None:
    """Record what became of an export; another maker, or whoever took the order back, may have been quicker."""
    try:
        service.log.record([said], Caller(actor=MAKER))
    except BatchRefused as error:
        raise Cancelled from error
