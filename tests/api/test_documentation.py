import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from api.batches import EXAMPLES as BATCHES
from api.errors import MEANINGS
from api.route import Ask, Tell
from api.routes import all_routes
from domain.catalogue import OFFERED
from tests.api.exporting import make_the_first_export
from tests.api.serving import Served

ROUTES = all_routes(demonstration=False)


@pytest.fixture(scope="module")
def document(shared: Served) -> Any:
    return shared.http.get("/openapi.json").json()


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            yield path, method, said


def validator(document: Any, schema: Any) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]}, validate_formats=True)


def test_the_document_is_openapi_31(document: Any) -> None:
    jsonschema_rs.Draft202012Validator(OPENAPI_31).validate(document)


def test_every_reference_leads_somewhere(document: Any) -> None:
    names = set(document["components"]["schemas"])
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', str(document).replace("'", '"'))) <= names


def test_no_schema_is_named_after_a_module_because_another_has_its_name(document: Any) -> None:
    assert [name for name in document["components"]["schemas"] if not name.isidentifier()] == []


def test_every_operation_says_what_it_does_takes_and_answers(document: Any) -> None:
    names: list[str] = []
    for path, method, said in operations(document):
        names.append(said["operationId"])
        assert said["summary"]
        assert said["description"]
        assert said["tags"]
        assert {p["name"] for p in said.get("parameters", []) if p["in"] == "path"} == set(re.findall(r"{(\w+)}", path))
        statuses = set(said["responses"])
        assert {"422", "500", "503"} <= statuses | {"503"} if "problems" in path else {"422", "500", "503"} <= statuses
        assert ("{" not in path) or "404" in statuses
        assert method == "get" or {"409", "413", "415"} <= statuses
        assert method == "get" or ("412" in statuses) == (path != "/batches")
        for status, answer in said["responses"].items():
            assert answer["description"]
            assert int(status) < 400 or list(answer["content"]) == ["application/problem+json"]
    assert len(names) == len(set(names))


def test_every_question_takes_both_clocks(document: Any) -> None:
    for route in ROUTES:
        if isinstance(route, Ask):
            names = {p["name"] for p in document["paths"][route.path]["get"]["parameters"]}
            assert {"as_of", "known_at", "Jalon-Position", "If-None-Match"} <= names


def test_every_request_of_the_domain_has_its_address(document: Any) -> None:
    told = {route.command.NAME for route in ROUTES if isinstance(route, Tell)}
    assert told == set(OFFERED)
    assert len(document["components"]["schemas"]["Batch"]["properties"]["requests"]["items"]["oneOf"]) == len(OFFERED)


def test_a_body_does_not_take_what_the_address_names(document: Any) -> None:
    for route in ROUTES:
        if isinstance(route, Tell):
            schema = document["components"]["schemas"][route.command.__name__]
            assert set(route.codes) == set(route.command.PATH_FIELDS)
            assert not set(route.codes) & set(schema["properties"])
            assert schema["additionalProperties"] is False


def test_every_example_of_the_document_works_and_is_answered_as_the_document_says(fresh: Served, document: Any) -> None:
    for route in ROUTES:
        if isinstance(route, Tell):
            said = document["paths"][route.path]["post"]
            schema = said["requestBody"]["content"]["application/json"]["schema"]
            for name, example in said["requestBody"]["content"]["application/json"]["examples"].items():
                validator(document, schema).validate(example["value"])
                answer = fresh.told(route.address(name), example["value"])
                conforms(document, said, answer)
    for body in BATCHES.values():
        validator(document, {"$ref": "#/components/schemas/Batch"}).validate(body)
        conforms(document, document["paths"]["/batches"]["post"], fresh.told("/batches", body))
    make_the_first_export(fresh)
    for route in ROUTES:
        if isinstance(route, Ask):
            said = document["paths"][route.path]["get"]
            examples = {p["name"]: p["example"] for p in said["parameters"] if p["in"] == "query" and "example" in p}
            for parameters in ({}, examples | {"known_at": fresh.seen, "as_of": "2021-01-01"}):
                conforms(document, said, fresh.ask(route.path.format(**route.example), parameters))


def conforms(document: Any, said: Any, answer: Any) -> None:
    """Raises where an answer is none of those that the document names."""
    assert answer.is_success, answer.text
    promised = said["responses"][str(answer.status_code)]
    assert {name for name, header in promised["headers"].items() if header["required"]} <= {
        name.title().replace("Etag", "ETag") for name in answer.headers
    }
    media = answer.headers["Content-Type"].partition(";")[0]
    schema = promised["content"][media]["schema"]
    if media == "application/json":
        validator(document, schema).validate(answer.json())


def test_every_problem_that_the_document_names_is_explained(document: Any) -> None:
    named = set(re.findall(r"`([a-z-]+)`:", " ".join(str(said["responses"]) for _, _, said in operations(document))))
    assert len(named) > 30
    assert named <= set(MEANINGS)


def test_the_page_of_the_documentation_needs_no_network_and_no_inline_script(shared: Served) -> None:
    page = shared.http.get("/docs")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)", page.text)
    assert not re.search(r"\son\w+=", page.text)
    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(links) == 5
    for link in links:
        answer = shared.http.get(urljoin("/docs", link))
        assert answer.status_code == 200
        assert not link.startswith(("http:", "https:", "//"))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_documentation_serves_no_other_file(shared: Served) -> None:
    for name in ("app.py", "docs.html", "oauth2-redirect.html", "swagger-ui-bundle.js.map"):
        assert shared.http.get(f"/docs/{name}").status_code == 404
