"""Exports over HTTP: what recipients receive is agreed, ordered, followed and fetched; a digest leads to its receipts."""

from collections.abc import Mapping
from typing import Final

from api.answers import Page, known, must_be_programme, page
from api.errors import Problem
from api.route import BY_NUMBER, CSV_TYPE, XLSX_TYPE, XML_TYPE, Ask, Asked, File, Tell
from api.templates import TAG
from domain.delivery import CancelExport, OrderExport
from domain.exporting import AgreeExports, ExportState, UnknownExport
from domain.files import has, read
from domain.programme import UnknownProgramme
from exports.template import Form, templates
from projections.export import Export, ExportSeries, export, receipts, series_of
from projections.moment import Reading
from projections.projection import View

ALL: Final = "/programmes/{programme}/exports"
OF_ONE: Final = f"{ALL}/{{recipient}}"
ONE: Final = f"{OF_ONE}/{{number}}"
FOR: Final[Mapping[str, str]] = {"programme": "FR-2018", "recipient": "fr-interior"}
FIRST: Final[Mapping[str, str]] = {**FOR, "number": "1"}
EXAMPLE: Final = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
SOON: Final = {"retry-after": "5"}
KINDS: Final[Mapping[Form, tuple[str, str]]] = {
    "workbook": (XLSX_TYPE, "xlsx"),
    "csv": (CSV_TYPE, "csv"),
    "iati": (XML_TYPE, "xml"),
}
"""By the form of a template: the media type of its files, and how their names end."""


class Receipts(View):
    """The exports whose file has this digest, in the order in which they were ordered."""

    sha256: str
    exports: tuple[Export, ...]


def _all(reading: Reading, asked: Asked, programme: str) -> Page[ExportSeries]:
    must_be_programme(reading, programme)
    return page(reading, asked, series_of(reading, programme))


def _one(reading: Reading, _asked: Asked, programme: str, recipient: str, number: str) -> Export:
    must_be_programme(reading, programme)
    what = f"export {number} for {recipient!r} in programme {programme!r}"
    return known(export(reading, programme, recipient, int(number)), UnknownExport, what, reading)


def _file(reading: Reading, asked: Asked, programme: str, recipient: str, number: str) -> File:
    one = _one(reading, asked, programme, recipient, number)
    if one.state is not ExportState.MADE or one.sha256 is None:
        raise _unmade(one)
    if not has(reading.connection, one.sha256):
        detail = (
            f"The file of export {number} is not kept here and is made again from its receipt. Ask again in a moment."
        )
        raise Problem("export-being-made-again", detail, headers=SOON)
    template = templates().get(one.template)
    media, ending = KINDS[template.form if template else "workbook"]
    content = b"".join(read(reading.connection, one.sha256))
    return File(content, f"{programme}-{recipient}-{number}.{ending}", media, one.sha256)


def _unmade(one: Export) -> Problem:
    """The problem that there is no file of an export, and what to do."""
    which = f"Export {one.number} for {one.recipient!r}"
    if one.state is ExportState.ORDERED:
        detail = (
            f"{which} was ordered at position {one.order_position} and waits to be made. Ask again in a few seconds."
        )
        return Problem("export-not-made-yet", detail, headers=SOON)
    if one.state is ExportState.CANCELLED:
        return Problem("export-cancelled", f"{which} was cancelled: {one.reason} Order another.")
    return Problem("export-failed", f"{which} could not be made: {one.reason} Order another.")


def _receipts(reading: Reading, _asked: Asked, sha256: str) -> Receipts:
    found = receipts(reading, sha256)
    if not found:
        detail = (
            f"No export has the digest {sha256!r} at position {reading.moment.known_at} of the log: the file is of another "
            "record, or its bytes were changed since. Take the SHA-256 of the whole file, in hexadecimal."
        )
        raise Problem("unknown-receipt", detail)
    return Receipts(sha256=sha256, exports=tuple(found))


ROUTES = (
    Tell(
        path=f"{OF_ONE}/agree",
        tag=TAG,
        summary="Agree what a recipient usually receives",
        command=AgreeExports,
        example=FOR,
        examples={"status-report": {"template": "ogp-status-report@1", "language": "fr", "profile": "publish"}},
    ),
    Tell(
        path=f"{OF_ONE}/order",
        tag=TAG,
        summary="Order an export",
        command=OrderExport,
        numbered=ONE,
        example=FOR,
        examples={
            "as-agreed": {},
            "of-a-day": {"as_of": "2019-06-30", "known_at": 7, "profile": "work", "language": "en"},
            "of-one-commitment": {"template": "ogp-status-report@1", "commitments": ["9"], "period": "2019-01/2019-06"},
        },
    ),
    Tell(
        path=f"{ONE}/cancel",
        tag=TAG,
        summary="Cancel an order",
        command=CancelExport,
        example={**FOR, "number": "2"},
        examples={"another-day": {"reason": "Ordered for another day."}},
    ),
    Ask(
        path=ALL,
        tag=TAG,
        summary="List a programme's exports",
        description="For each recipient: what is agreed, and every export, newest first. Of the two clocks only `known_at` applies.",
        answer=_all,
        view=Page[ExportSeries],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=FOR,
    ),
    Ask(
        path=ONE,
        tag=TAG,
        summary="Read an export's receipt",
        description="What was ordered, at which moment it shows the programme, what became of it, and the digests of a made file.",
        answer=_one,
        view=Export,
        unknown=(UnknownProgramme, UnknownExport),
        example=FIRST,
    ),
    Ask(
        path=f"{ONE}/file",
        tag=TAG,
        summary="Fetch an export's file",
        description="The bytes as they were made; the ETag and `Jalon-Sha256` are their SHA-256, by which the receipt knows them.",
        answer=_file,
        media=XLSX_TYPE,
        others=(CSV_TYPE, XML_TYPE),
        unknown=(UnknownProgramme, UnknownExport),
        problems=("export-not-made-yet", "export-cancelled", "export-failed", "export-being-made-again"),
        example=FIRST,
    ),
    Ask(
        path="/receipts/{sha256}",
        tag=TAG,
        summary="Find the receipts of a file",
        description="Which exports have this SHA-256: whoever holds a file learns what it is, for whom, and of which moment.",
        answer=_receipts,
        view=Receipts,
        problems=("unknown-receipt",),
        example={"sha256": EXAMPLE},
    ),
)
