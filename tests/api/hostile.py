"""Requests that mean harm or are merely wrong, each with the status it must get: never 5xx, and nothing is recorded."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

JSON = {"Content-Type": "application/json", "Jalon-Actor": "team"}
PROGRAMME = {"code": "H-1", "title": {"en": "A"}, "kind": "initiative", "period": "2018", "languages": ["en"]}
REPORT = "/programmes/FR-2018/milestones/9.1/report-progress"
PLAN = "/programmes/FR-2018"


class Hostile(NamedTuple):
    """A request, and the status and the name of the problem that answers it."""

    name: str
    status: int
    problem: str
    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = JSON


def _post(name: str, status: int, problem: str, body: bytes, path: str = "/programmes", **headers: str) -> Hostile:
    named = JSON | {header.replace("_", "-"): value for header, value in headers.items()}
    return Hostile(name, status, problem, "POST", path, body, {k: v for k, v in named.items() if v != ""})


def _wrong(name: str, body: bytes, path: str = "/programmes") -> Hostile:
    return _post(name, 422, "wrong-input", body, path)


def _said(name: str, **said: Any) -> Hostile:
    return _wrong(name, json.dumps(PROGRAMME | said).encode())


def _get(name: str, status: int, problem: str, path: str, **headers: str) -> Hostile:
    return Hostile(name, status, problem, "GET", path, None, {h.replace("_", "-"): v for h, v in headers.items()})


def _asked(name: str, query: str, path: str = PLAN) -> Hostile:
    return _get(name, 422, "wrong-parameters", f"{path}?{query}")


def _headed(name: str, **headers: str) -> Hostile:
    return _post(name, 422, "wrong-parameters", json.dumps(PROGRAMME).encode(), **headers)


def _bytes(**said: bytes) -> bytes:
    """A programme whose fields are these bytes."""
    given = {name: json.dumps(value).encode() for name, value in PROGRAMME.items()} | said
    return b"{" + b",".join(b'"' + name.encode() + b'":' + value for name, value in given.items()) + b"}"


def _bodies() -> Iterator[Hostile]:
    yield _wrong("no body", b"")
    yield _wrong("blanks", b"   \n ")
    yield _wrong("not JSON", b"code=H-1&title=A")
    yield _wrong("half of JSON", b'{"code": "H-1", "title": {"en": ')
    yield _wrong("more than JSON", b'{"code": "H-1"} {"code": "H-2"}')
    yield _wrong("a comment", b'{/* */"code": "H-1"}')
    yield _wrong("a trailing comma", b'{"code": "H-1",}')
    yield _wrong("not UTF-8", _bytes(title=b'{"en": "\xff\xfe"}'))
    yield _wrong("UTF-8 spelt too long", _bytes(title=b'{"en": "\xc0\xaf"}'))
    yield _wrong("UTF-16", json.dumps(PROGRAMME).encode("utf-16"))
    yield _wrong("a byte order mark", b"\xef\xbb\xbf" + json.dumps(PROGRAMME).encode())
    yield _wrong("NUL between", b'{"code"\x00: "H-1"}')
    yield _wrong("an escaped NUL", _bytes(title=b'{"en": "A\\u0000B"}'))
    yield _wrong("a bell", _bytes(title=b'{"en": "A\\u0007"}'))
    yield _wrong("a raw escape character", _bytes(title=b'{"en": "\x1b[31m"}'))
    yield _wrong("a carriage return", _bytes(title=b'{"en": "A\\rB"}'))
    yield _wrong("a C1 control", _bytes(title=b'{"en": "A\\u0085"}'))
    yield _wrong("a lone surrogate", _bytes(title=b'{"en": "\\ud800"}'))
    yield _wrong("a lone surrogate as a key", _bytes(title=b'{"\\udfff": "A"}'))
    yield _wrong("a noncharacter", _bytes(title=b'{"en": "\\uffff"}'))
    yield _wrong("a repeated key", _bytes(code=b'"H-1", "code": "H-2"'))
    yield _wrong("a repeated key further in", _bytes(title=b'{"en": "A", "en": "B"}'))
    yield _wrong("nested deep", b"[" * 100_000 + b"]" * 100_000)
    yield _wrong("objects nested deep", _bytes(title=b'{"a":' * 5000 + b"1" + b"}" * 5000))
    yield _wrong("a number beyond 64 bits", _bytes(code=b"123456789012345678901234567890"))
    yield _wrong("a number of 5,000 digits", _bytes(code=b"9" * 5000))
    yield _wrong("a number out of range", _bytes(code=b"1e400"))
    yield _wrong("NaN", _bytes(code=b"NaN"))
    yield _wrong("Infinity", _bytes(code=b"-Infinity"))
    yield _wrong("a list", b"[]")
    yield _wrong("only a text", b'"H-1"')
    yield _wrong("null", b"null")
    yield _post("too large", 413, "too-large", b" " * (1024 * 1024 + 1))
    yield _post("a batch too large", 413, "too-large", b" " * (16 * 1024 * 1024 + 1), "/batches")


def _contents() -> Iterator[Hostile]:
    yield _said("an unknown field", owner="someone")
    yield _said("__proto__", __proto__={"admin": True})
    yield _said("a missing field", title=None)
    yield _said("a code that climbs", code="../../etc/passwd")
    yield _said("a code with a line feed at its end", code="H-1\n")
    yield _said("a code with a slash", code="H/1")
    yield _said("a code in another script", code="Н-1")  # noqa: RUF001 - it looks like an H
    yield _said("a code too long", code="H" * 65)
    yield _said("an empty code", code="")
    yield _said("a kind nobody knows", kind="conspiracy")
    yield _said("a language that is none", languages=["english"])
    yield _said("a date not in the calendar", period="2018-02-30")
    yield _said("a date that ends before it begins", period="2019/2018")
    yield _said("a date with an injection", period="2018'; DROP TABLE log.events; --")
    yield _said("a blank text", title={"en": "  "})
    yield _said("a text too long", title={"en": "A" * 20_001})
    yield _said("a text in no language", title={})
    yield _said("a truth that is a text", policies={"complete_needs_evidence": "yes"})
    link = {"title": "A", "seen": "2018-06-27"}
    for name, url in (("a script as evidence", "javascript:alert(1)"), ("a file as evidence", "file:///etc/passwd")):
        report = {"on": "2018", "text": {"en": "A"}, "evidence": [link | {"url": url}]}
        yield _wrong(name, json.dumps(report).encode(), REPORT)
    yield _wrong("a code that the address names", b'{"code": "9.2", "on": "2018", "text": {"en": "A"}}', REPORT)
    future = b'{"on": "2999", "text": {"en": "A"}}'
    yield _post("a report on the future", 422, "about-the-future", future, REPORT)
    yield _wrong("a batch of nothing", b'{"requests": []}', "/batches")
    yield _wrong("a batch of nonsense", b'{"requests": [1, "a", null, []]}', "/batches")
    yield _wrong("a batch in a batch", b'{"requests": [{"request": "batches", "requests": []}]}', "/batches")
    many = json.dumps({"requests": [{"request": "x"}] * 10_001}).encode()
    yield _wrong("a batch of too many", many, "/batches")


def _addresses() -> Iterator[Hostile]:
    yield _get("nowhere", 404, "not-found", "/nowhere")
    yield _get("a word misspelt", 404, "not-found", "/programes")
    yield _get("NUL in the address", 404, "not-found", "/programmes/FR%002018")
    yield _get("a line feed in the address", 404, "not-found", "/programmes/FR-2018%0A")
    yield _get("a slash in a code", 404, "not-found", "/programmes/FR%2F2018")
    yield _get("climbing up", 404, "not-found", "/programmes/%2e%2e%2f%2e%2e%2fetc%2fpasswd")
    yield _get("climbing up in the documentation", 404, "not-found", "/docs/..%2f..%2fapp.py")
    yield _get("an address that is no UTF-8", 404, "not-found", "/programmes/%ff%fe")
    yield _get("a code in the address too long", 404, "not-found", f"/programmes/{'A' * 65}")
    yield _get("an address too long", 414, "address-too-long", f"/programmes/{'A' * 5000}")
    yield _get("a query too long", 414, "address-too-long", f"{PLAN}?as_of={'2' * 5000}")
    yield _get("an unknown programme", 404, "unknown-programme", "/programmes/NOPE/report")
    yield _post(
        "a request to an unknown programme", 404, "unknown-programme", b'{"on": "2018"}', "/programmes/NOPE/close"
    )
    yield _post("a request to a code that is none", 404, "not-found", b'{"on": "2018"}', "/programmes/N%20O/close")
    yield Hostile("a method that is not taken", 405, "method-not-allowed", "DELETE", PLAN)
    yield Hostile("a method of others", 405, "method-not-allowed", "PROPFIND", PLAN)
    yield Hostile("reading a request", 405, "method-not-allowed", "GET", REPORT)
    yield Hostile("writing an answer", 405, "method-not-allowed", "PUT", f"{PLAN}/report", b"{}")


def _queries() -> Iterator[Hostile]:
    yield _asked("an unknown parameter", "as-of=2018-06-27")
    yield _asked("a parameter twice", "as_of=2018-06-27&as_of=2018-06-28")
    yield _asked("a parameter that belongs elsewhere", "limit=3")
    yield _asked("a day that is none", "as_of=2018-02-30")
    yield _asked("a day of another kind", "as_of=20180627")
    yield _asked("a week for a day", "as_of=2018-W26-3")
    yield _asked("a day in other digits", "as_of=%D9%A2%D9%A0%D9%A1%D9%A8-06-27")
    yield _asked("a day and more", "as_of=2018-06-27%0A")
    yield _asked("an instant without a zone", "known_at=2018-06-27T12:00:00")
    yield _asked("an instant whose plus was lost", "known_at=2018-06-27T12:00:00+02:00")
    yield _asked("an instant before time", "known_at=0001-01-01T00:00:00%2B14:00")
    yield _asked("a position below nothing", "known_at=-1")
    yield _asked("a position beyond all", "known_at=99999999999999999999999999")
    yield _asked("an injection", "known_at=1%20OR%201%3D1")
    yield _asked("nothing for a day", "as_of=")
    yield _asked("bytes that are no UTF-8", "as_of=%ff")
    yield _asked("parameters without end", "&".join(f"p{n}=1" for n in range(60)))
    yield _asked("no page", "limit=0", "/programmes")
    yield _asked("a page too long", "limit=501", "/programmes")
    yield _asked("a page that is no number", "limit=1e3", "/programmes")
    yield _asked("a cursor of somebody else's", "after=9.1", f"{PLAN}/milestones")
    yield _asked("a cursor with a wildcard", "after=%25", "/programmes")
    yield _asked("a language that climbs", "language=../en", f"{PLAN}/export.xlsx")
    yield _get("a position that is none", 422, "wrong-parameters", PLAN, Jalon_Position="now")
    yield _get("a position not reached", 422, "not-yet", PLAN, Jalon_Position="999999999")
    yield _post("a query on a request", 422, "wrong-parameters", json.dumps(PROGRAMME).encode(), "/programmes?force=1")


def _headers() -> Iterator[Hostile]:
    yield _headed("nobody acts", Jalon_Actor="")
    yield _headed("an e-mail address acts", Jalon_Actor="someone@example.org")
    yield _headed("a name acts", Jalon_Actor="Some One")
    yield _headed("an actor too long", Jalon_Actor="a" * 65)
    yield _headed("a key too long", Idempotency_Key="k" * 201)
    yield _headed("a key with blanks", Idempotency_Key="one two")
    yield _headed("an id with an injection", Jalon_Request='x","level":"fatal')
    yield _headed("a weak tag", If_Match='W/"1"')
    yield _headed("any tag", If_Match="*")
    yield _headed("two tags", If_Match='"1", "2"')
    yield _headed("a version beyond all", If_Match="99999999999999999999")
    body = json.dumps(PROGRAMME).encode()
    yield _post("a stale version", 412, "stale", b'{"on": "2018"}', f"{PLAN}/close", If_Match="77")
    yield _post("no content type", 415, "not-json", body, Content_Type="")
    yield _post("a form", 415, "not-json", body, Content_Type="application/x-www-form-urlencoded")
    yield _post("a text", 415, "not-json", body, Content_Type="text/plain")
    yield _post("JSON in Latin-1", 415, "not-json", body, Content_Type="application/json; charset=latin-1")
    yield _post("a content type with more", 415, "not-json", body, Content_Type="application/json; boundary=x")
    yield _post("compressed", 415, "not-json", body, Content_Encoding="gzip")
    yield _post("an existing thing anew", 409, "programme-exists", json.dumps(PROGRAMME | {"code": "FR-2018"}).encode())


CORPUS = (*_bodies(), *_contents(), *_addresses(), *_queries(), *_headers())
