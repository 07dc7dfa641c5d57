from typing import Any

import pytest

from api.exports import EXAMPLE
from exports.template import templates
from tests.api.exporting import CONTENT, keep_file, make_the_first_export, record_made
from tests.api.said import a_programme
from tests.api.serving import Served

TEMPLATE = next(iter(templates()))
RECIPIENT = "fr-interior"


def exports_of(served: Served, **agreed: Any) -> str:
    """The address of the exports for a recipient, with whom a template is agreed."""
    address = f"{a_programme(served)}/exports/{RECIPIENT}"
    served.told(f"{address}/agree", {"template": TEMPLATE, "language": "fr"} | agreed)
    return address


def code_of(address: str) -> str:
    return address.split("/")[2]


def ordered(served: Served, address: str, **said: Any) -> str:
    """The address of an export that was ordered."""
    answer = served.told(f"{address}/order", said)
    assert answer.status_code == 201
    return answer.headers["Location"]


def test_an_order_is_answered_with_the_address_of_its_export(shared: Served) -> None:
    address = exports_of(shared)
    assert ordered(shared, address) == f"{address}/1"
    assert ordered(shared, address, as_of="2019-06-30", known_at=3) == f"{address}/2"
    one, other = shared.asked(f"{address}/1"), shared.asked(f"{address}/2")
    assert (one["state"], one["template"], one["language"], one["profile"]) == ("ordered", TEMPLATE, "fr", "publish")
    assert (one["known_at"], one["ordered_by"]) == (one["order_position"], "team")
    assert (other["as_of"], other["known_at"]) == ("2019-06-30", 3)


def test_an_order_that_is_sent_again_under_its_key_is_answered_with_the_same_address(shared: Served) -> None:
    address = exports_of(shared)
    first = shared.told(f"{address}/order", {}, Idempotency_Key=address)
    again = shared.told(f"{address}/order", {}, Idempotency_Key=address)
    assert again.headers["Location"] == first.headers["Location"] == f"{address}/1"
    assert ordered(shared, address) == f"{address}/2"
    [series] = shared.asked(f"/programmes/{code_of(address)}/exports")["items"]
    assert [one["number"] for one in series["exports"]] == [2, 1]


def test_a_template_that_there_is_not_is_refused_with_those_that_there_are(shared: Served) -> None:
    address = f"{a_programme(shared)}/exports/{RECIPIENT}"
    body = {"template": "no-such@9", "language": "en"}
    for answer in (shared.tell(f"{address}/agree", body), shared.tell(f"{address}/order", body)):
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (422, "/problems/unknown-template")
        assert TEMPLATE in problem["detail"]
        assert problem["errors"][0]["place"] == "$.template"
    line = {"request": "order-export", "programme": code_of(address), "recipient": RECIPIENT}
    lines = [line | {"template": TEMPLATE}, line | {"template": "no-such@9"}]
    problem = shared.tell("/batches", {"requests": lines}).json()
    assert (problem["type"], problem["errors"][0]["line"]) == ("/problems/unknown-template", 2)
    assert shared.asked(f"/programmes/{code_of(address)}/exports")["items"] == []


def test_what_only_jalon_says_has_no_address_and_no_place_in_a_batch(shared: Served) -> None:
    address = exports_of(shared)
    ordered(shared, address)
    for word in ("made", "failed", "record-export-made"):
        assert shared.tell(f"{address}/1/{word}", {}).status_code == 404
    line = {"request": "record-export-failed", "programme": code_of(address), "recipient": RECIPIENT, "number": 1}
    answer = shared.tell("/batches", {"requests": [line | {"reason": "x"}]})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/wrong-input")
    schemas = shared.http.get("/openapi.json").json()["components"]["schemas"]
    assert {"OrderExport", "OrderExportInBatch"} <= set(schemas)
    assert not {name for name in schemas if name.startswith("RecordExport")}


def test_the_file_of_an_export_is_fetched_as_it_was_made_and_known_by_its_digest(shared: Served) -> None:
    address = exports_of(shared)
    one = ordered(shared, address)
    waits = shared.ask(f"{one}/file")
    assert (waits.status_code, waits.json()["type"]) == (409, "/problems/export-not-made-yet")
    assert int(waits.headers["Retry-After"]) > 0
    content = one.encode() * 100_000
    digest = record_made(shared, code_of(one), RECIPIENT, 1, content)
    lost = shared.ask(f"{one}/file")
    assert (lost.status_code, lost.json()["type"]) == (503, "/problems/export-being-made-again")
    assert int(lost.headers["Retry-After"]) > 0
    keep_file(shared, content)
    answer = shared.ask(f"{one}/file")
    assert answer.content == content
    assert (answer.headers["ETag"], answer.headers["Jalon-Sha256"]) == (f'"{digest}"', digest)
    form = templates()[TEMPLATE].form
    ending = {"workbook": "xlsx", "csv": "csv", "iati": "xml"}[form]
    assert answer.headers["Content-Disposition"].endswith(f'filename="{code_of(one)}-{RECIPIENT}-1.{ending}"')
    assert shared.ask(f"{one}/file", If_None_Match=f'"{digest}"').status_code == 304
    assert shared.asked(one)["sha256"] == digest


def test_a_cancelled_export_has_no_file_and_says_why(shared: Served) -> None:
    one = ordered(shared, exports_of(shared))
    shared.told(f"{one}/cancel", {"reason": "Ordered for another day."})
    answer = shared.ask(f"{one}/file")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/export-cancelled")
    assert "Ordered for another day." in answer.json()["detail"]
    again = shared.tell(f"{one}/cancel", {"reason": "Again."})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/export-is-over")


def test_a_digest_leads_to_the_receipts_of_the_file(shared: Served) -> None:
    address = exports_of(shared)
    content = address.encode()
    one, other = ordered(shared, address), ordered(shared, address)
    digest = record_made(shared, code_of(one), RECIPIENT, 2, content)
    record_made(shared, code_of(one), RECIPIENT, 1, content)
    found = shared.asked(f"/receipts/{digest}")
    assert [f"{address}/{export['number']}" for export in found["exports"]] == [one, other]
    lost = shared.ask("/receipts/" + "0" * 64)
    assert (lost.status_code, lost.json()["type"]) == (404, "/problems/unknown-receipt")
    assert "changed since" in lost.json()["detail"]


@pytest.mark.parametrize("number", ["0", "01", "1.0", "x", "1000000", "-1"])
def test_what_is_no_number_of_an_export_leads_nowhere(shared: Served, number: str) -> None:
    address = exports_of(shared)
    for answer in (shared.ask(f"{address}/{number}"), shared.tell(f"{address}/{number}/cancel", {"reason": "x"})):
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_an_export_or_recipient_that_there_is_not_is_404(shared: Served) -> None:
    address = exports_of(shared)
    assert shared.ask(f"{address}/7").json()["type"] == "/problems/unknown-export"
    assert shared.ask(f"{address}/7/file").json()["type"] == "/problems/unknown-export"
    cancelled = shared.tell(f"{address}/7/cancel", {"reason": "x"})
    assert (cancelled.status_code, cancelled.json()["type"]) == (404, "/problems/unknown-export")
    nobody = shared.tell(f"{address.replace(RECIPIENT, 'nobody')}/order", {"template": TEMPLATE})
    assert (nobody.status_code, nobody.json()["type"]) == (404, "/problems/unknown-partner")
    assert shared.ask("/programmes/NONE/exports").json()["type"] == "/problems/unknown-programme"


def test_an_agreement_on_an_older_version_of_the_series_is_stale(shared: Served) -> None:
    address = exports_of(shared)
    ordered(shared, address)
    [series] = shared.asked(f"/programmes/{code_of(address)}/exports")["items"]
    assert series["version"] == 2
    body = {"template": TEMPLATE, "language": "ar"}
    assert shared.tell(f"{address}/agree", body, If_Match='"1"').status_code == 412
    assert shared.tell(f"{address}/agree", body, If_Match='"2"').status_code == 200


def test_every_template_is_listed_with_where_its_columns_come_from(shared: Served) -> None:
    found = shared.asked("/templates")["items"]
    assert [one["id"] for one in found] == list(templates())
    for one in found:
        assert one["id"] == f"{one['name']}@{one['version']}"
        assert one["sources"]
        assert one["title"]["en"]


def test_the_documentation_names_the_digest_of_a_real_file(fresh: Served) -> None:
    for path, body in (
        ("/programmes", {"code": "FR-2018", "title": {"en": "A"}, "kind": "initiative", "languages": ["en"]}),
        ("/partners", {"code": RECIPIENT, "name": {"en": "Interior"}, "kind": "ministry"}),
        (f"/programmes/FR-2018/exports/{RECIPIENT}/order", {"template": TEMPLATE}),
    ):
        fresh.told(path, body)
    make_the_first_export(fresh)
    assert [one["size"] for one in fresh.asked(f"/receipts/{EXAMPLE}")["exports"]] == [len(CONTENT)]
