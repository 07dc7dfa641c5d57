import hashlib
import time
from collections.abc import Generator
from io import BytesIO
from zipfile import ZipFile

import psycopg
import pytest

from domain.application import Log
from domain.delivery import CancelExport, OrderExport
from domain.exporting import ExportState
from domain.files import has, read
from domain.recorder import Caller
from jalon.exporter import Exporter
from jalon.service import Service
from projections.catalogue import PROJECTIONS
from projections.export import Export, export, series_of
from projections.reader import Reader
from projections.runner import Runner
from tests.examples.sample import fresh_database, recorded

FOR = "fr-interior"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def service(server_url: str) -> Generator[Service]:
    """The demonstration, with the projections and the exporter at work."""
    with fresh_database(server_url) as url, recorded(url, demonstration=True):
        runner, reader = Runner(url, PROJECTIONS), Reader(url)
        with Log(url, demonstration=True) as log:
            service = Service(url, log, reader, demonstration=True)
            exporter = Exporter(service)
            runner.start()
            exporter.start()
            yield service
            exporter.stop()
            runner.stop()
            reader.close()


def order(service: Service, template: str = "ogp-status-report@1", **said: object) -> int:
    """Order an export; its number."""
    asked = OrderExport(programme="FR-2018", recipient=FOR, template=template, **said)  # pyright: ignore[reportArgumentType] - what a test says
    position = service.log.record([asked], Caller(actor="team")).position
    with service.reader.reading(seen=position) as reading:
        (series,) = series_of(reading, "FR-2018")
    return next(one.number for one in series.exports if one.order_position == position)


def over(service: Service, number: int) -> Export:
    """The export, once it waits no more."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with service.reader.reading() as reading:
            one = export(reading, "FR-2018", FOR, number)
        if one and one.state is not ExportState.ORDERED:
            return one
        time.sleep(0.1)
    raise TimeoutError(f"export {number} was not made")


def kept(service: Service, digest: str | None) -> bytes:
    with psycopg.connect(service.url, autocommit=True) as connection:
        return b"".join(read(connection, digest or ""))


def test_an_order_is_made_and_its_file_has_the_digest_of_the_receipt(service: Service) -> None:
    made = over(service, order(service))
    assert made.state is ExportState.MADE, made.reason
    content = kept(service, made.sha256)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert (len(content), made.since) == (made.size, None)
    assert "Milestone plan" in made.sheets


def test_a_file_links_to_the_pages_of_its_moment_where_the_order_says_where_they_are(service: Service) -> None:
    made = over(service, order(service, address="https://jalon.example.org/"))
    with ZipFile(BytesIO(kept(service, made.sha256))) as file:
        links = b"".join(file.read(name) for name in file.namelist() if name.endswith(".rels")).decode()
    moment = f"as_of={made.as_of}&amp;known_at={made.known_at}"
    assert f"https://jalon.example.org/en/programmes/FR-2018/milestones/9.2?{moment}" in links


def test_a_lost_file_is_made_again_byte_for_byte_in_another_time_zone_and_locale(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = over(service, order(service, language="fr"))
    assert made.sha256
    content = kept(service, made.sha256)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with psycopg.connect(service.url, autocommit=True) as connection:
        connection.execute("DELETE FROM log.file_parts WHERE sha256 = %s", (made.sha256,))
        connection.execute("DELETE FROM log.files WHERE sha256 = %s", (made.sha256,))
        until = time.monotonic() + PATIENCE
        while not has(connection, made.sha256) and time.monotonic() < until:
            time.sleep(0.1)
    assert kept(service, made.sha256) == content


def test_an_export_that_no_template_makes_fails_with_a_sentence_that_says_why(service: Service) -> None:
    failed = over(service, order(service, template="ogp-status-report@9"))
    assert failed.state is ExportState.FAILED
    assert "no template 'ogp-status-report@9'" in (failed.reason or "")


def test_what_is_known_at_a_position_that_the_log_has_not_reached_cannot_be_made(service: Service) -> None:
    failed = over(service, order(service, known_at=999_999))
    assert failed.state is ExportState.FAILED
    assert "has not reached" in (failed.reason or "")


def test_an_order_that_was_taken_back_is_not_made(service: Service) -> None:
    number = order(service)
    cancel = CancelExport(programme="FR-2018", recipient=FOR, number=number, reason="Ordered for another day.")
    service.log.record([cancel], Caller(actor="team"))
    assert over(service, number).state is ExportState.CANCELLED
