"""The forms in which every page's answer can be had: as the page, as JSON, as CSV, and what a page offers beside."""

from typing import Any, Final, NamedTuple

from msgspec import Struct

from domain.values import JSON
from exports.flat_csv import flat_csv
from projections.moment import Reading
from web.asked import FORMAT
from web.page import Page, Query
from web.shown import show

FORMATS: Final = ("html", "json", "csv")


class Form(NamedTuple):
    """An answer as it is sent: its media type, its bytes, and the name under which it is saved, if it is to be."""

    media: str
    body: bytes
    name: str | None


def form_of(page: Page, answer: Struct, query: Query, reading: Reading, *, demonstration: bool) -> Form:
    """The answer in the form that the query asks for."""
    form = query.said.get(FORMAT, "html")
    if form == "html":
        body = show(page.template, query, reading.moment, demonstration=demonstration, page=page, it=answer)
        return Form("text/html; charset=utf-8", body, None)
    if form == "json":
        return Form("application/json", _json(answer, query, reading, demonstration=demonstration), None)
    if form == "csv":
        context = {**_context(reading), "demonstration": "yes" if demonstration else "no"}
        return Form("text/csv; charset=utf-8", flat_csv(page.rows(answer), context), _name(query, reading, form))
    file = page.files[form]
    return Form(file.media, file.make(answer, query, reading), None)


def _json(answer: Struct, query: Query, reading: Reading, *, demonstration: bool) -> bytes:
    said: dict[str, Any] = {
        **_context(reading),
        "demonstration": demonstration,
        "page": query.address,
        "answer": answer,
    }
    return JSON.encode(said)


def _context(reading: Reading) -> dict[str, Any]:
    moment = reading.moment
    return {"as_of": moment.as_of, "known_at": moment.known_at, "recorded_at": moment.recorded_at}


def _name(query: Query, reading: Reading, ending: str) -> str:
    place = query.address.strip("/").replace("/", "_") or "programmes"
    return f"{place}_as-of-{reading.moment.as_of}_known-at-{reading.moment.known_at}.{ending}"
