"""Problems: every refusal and error as RFC 9457 problem details, and the one table that gives each its HTTP status."""

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Final, NamedTuple

from litestar.exceptions import HTTPException
from msgspec import Struct

from domain.application import BatchRefused, DemonstrationOnly, Fault, KeyUsedOtherwise, Stale
from domain.catalogue import COMMANDS
from domain.intake import MAX_BATCH, MAX_BODY, BadInput
from domain.kernel import Command, Refusal
from domain.recorder import Unavailable
from domain.values import JSON
from projections.reader import Behind, NotYet
from serving.reply import Headers, Reply

MEDIA: Final = "application/problem+json"
NAMESPACE: Final = "/problems/"
KIB: Final = 1024


class Meaning(NamedTuple):
    """A kind of problem: its status, its title, and what it means and asks for."""

    status: int
    title: str
    meaning: str


REFUSALS: Final[Mapping[str, int]] = {"missing": 404, "invalid": 422, "conflict": 409}
_OF_REFUSALS: Final[Mapping[str, str]] = {
    "missing": "Something that the request names has not been recorded. Record it first, or check its code. "
    "The status is 404 where the address names it, and 422 where the body does.",
    "invalid": "What the request says cannot be recorded, whatever has been recorded before. Change the request.",
    "conflict": "The request does not fit what has been recorded. Read it again, then change the request or leave it.",
}
_OTHERS: Final[Mapping[str, Meaning]] = {
    "bad-request": Meaning(400, "Bad request", "The request is not proper HTTP. Mend the client that sends it."),
    "not-found": Meaning(404, "Nothing is here", "The address leads nowhere. /docs lists all that there is."),
    "method-not-allowed": Meaning(405, "Method not allowed", "The header Allow names the methods that work here."),
    "stale": Meaning(
        412, "No longer the newest version", "What If-Match names has changed. Read it again, decide anew."
    ),
    "too-large": Meaning(
        413,
        "Too large",
        f"A body has {MAX_BODY // KIB} KiB at most, a batch {MAX_BATCH // KIB} KiB. Send less at once.",
    ),
    "address-too-long": Meaning(414, "Address too long", "An address with its query has 4,096 characters at most."),
    "not-json": Meaning(415, "Not JSON", "A body is sent as Content-Type: application/json, in UTF-8, not compressed."),
    "wrong-input": Meaning(422, "Wrong input", "The body is not what it should be; `errors` says where and why."),
    "wrong-parameters": Meaning(422, "Wrong parameters", "Query or headers are not what they should be; see `errors`."),
    "refused": Meaning(
        422, "Refused by several rules", "Nothing was recorded; `errors` names every rule and its line."
    ),
    "not-yet": Meaning(
        422, "Not known yet", "The question is about a position that the log has not reached. Ask earlier."
    ),
    "key-used-otherwise": Meaning(
        422, "Idempotency-Key used otherwise", "This key has answered another request. Use a new key for a new request."
    ),
    "demonstration-only": Meaning(
        422,
        "For demonstrations only",
        "Only a database made for demonstration takes illustrative facts. Leave it away.",
    ),
    "unexpected": Meaning(
        500, "Unexpected error", "A fault of ours, which was logged under the request's id. Tell us."
    ),
    "unavailable": Meaning(503, "Unavailable for the moment", "Send the same request again after Retry-After seconds."),
    "unknown-receipt": Meaning(
        404,
        "No receipt of this file",
        "No export that is recorded here has this digest: the file is of another record, or its bytes were changed since.",
    ),
    "export-not-made-yet": Meaning(
        409, "Not made yet", "The export was ordered and waits to be made. Ask again after Retry-After seconds."
    ),
    "export-cancelled": Meaning(
        409, "Cancelled", "The order was taken back before the export was made. Order another."
    ),
    "export-failed": Meaning(
        409, "Could not be made", "The export could not be made; `detail` says why. Order another."
    ),
    "export-being-made-again": Meaning(
        503, "Being made again", "The file is not kept here and is made again from its receipt. Ask again in a moment."
    ),
    "behind": Meaning(503, "Not caught up yet", "The answer would lack what you have seen. Ask again in a moment."),
}


def _all_refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    assert COMMANDS, "the catalogue has imported every aggregate, and with it every refusal"
    for one in kind.__subclasses__():
        yield one
        yield from _all_refusals(one)


def _meaning(kind: type[Refusal]) -> Meaning:
    title = " ".join(name_of(kind).split("-")).capitalize()
    return Meaning(REFUSALS[kind.status], title, _OF_REFUSALS[kind.status])


def name_of(kind: type[Refusal]) -> str:
    """A refusal's stable name."""
    return kind("").type


MEANINGS: Final[Mapping[str, Meaning]] = {**{name_of(kind): _meaning(kind) for kind in _all_refusals()}, **_OTHERS}


CONFLICTS: Final = tuple(name_of(kind) for kind in _all_refusals() if REFUSALS[kind.status] == HTTPStatus.CONFLICT)
"""The refusals of what does not fit what has been recorded."""


class Wrong(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fault: where it lies (a line of the batch, a place in body, query or headers), its type, and what is wrong there."""

    detail: str
    type: str | None = None
    place: str | None = None
    line: int | None = None


class ProblemDetails(Struct, frozen=True, kw_only=True):
    """RFC 9457 problem details. `request` is the id under which the request was logged."""

    type: str
    title: str
    status: int
    detail: str
    request: str
    errors: tuple[Wrong, ...] = ()


class Problem(Exception):
    """An answer that says what is wrong and what to do."""

    def __init__(
        self,
        name: str,
        detail: str,
        errors: Sequence[Wrong] = (),
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.name = name
        self.detail = detail
        self.errors = tuple(errors)
        self.status = MEANINGS[name].status if status is None else status
        self.headers = dict(headers or {})

    def reply(self, request: str) -> Reply:
        """The answer, under the id of the request."""
        details = ProblemDetails(
            type=NAMESPACE + self.name,
            title=MEANINGS[self.name].title,
            status=self.status,
            detail=_printable(self.detail),
            request=request,
            errors=tuple(
                Wrong(
                    detail=_printable(wrong.detail),
                    type=wrong.type,
                    place=wrong.place and _printable(wrong.place),
                    line=wrong.line,
                )
                for wrong in self.errors
            ),
        )
        headers: Headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        return Reply(self.status, MEDIA, JSON.encode(details), [(b"cache-control", b"no-store"), *headers])


def _printable(text: str) -> str:
    """The text without what UTF-8 cannot hold: a body may name a lone surrogate, and its faults quote it."""
    return text.encode("utf-8", "backslashreplace").decode()


_SIMPLE: Final[Mapping[type[Exception], tuple[str, dict[str, str]]]] = {
    Stale: ("stale", {}),
    KeyUsedOtherwise: ("key-used-otherwise", {}),
    DemonstrationOnly: ("demonstration-only", {}),
    NotYet: ("not-yet", {}),
    Behind: ("behind", {"retry-after": "1"}),
    Unavailable: ("unavailable", {"retry-after": "2"}),
}


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to the one who asked; what is not foreseen is `unexpected`."""
    match error:
        case Problem():
            return error
        case Refusal():
            return Problem(error.type, error.detail)
        case BadInput():
            return _wrong_input(error)
        case HTTPException():
            return _of_the_framework(error)
        case _ if type(error) in _SIMPLE:
            name, headers = _SIMPLE[type(error)]
            again = " Send the request again in a moment." if headers else ""
            return Problem(name, f"{error}{again}", headers=headers)
        case _:
            return Problem("unexpected", "Something went wrong here, and was logged under the request's id.")


def _of_the_framework(error: HTTPException) -> Problem:
    names = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "not-json", 422: "wrong-parameters"}
    name = names.get(
        error.status_code, "bad-request" if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR else "unexpected"
    )
    detail = error.detail if name == "bad-request" else MEANINGS[name].meaning
    return Problem(name, detail)


def _wrong_input(error: BadInput) -> Problem:
    wrongs = [
        Wrong(detail=fault.why, type=NAMESPACE + "wrong-input", place=fault.place, line=fault.line)
        for fault in error.faults
    ]
    return Problem("wrong-input", _summed(wrongs), wrongs)


def refused(error: BatchRefused, told: type[Command] | None) -> Problem:
    """The problem that a refused request is, or a refused batch where `told` is None.

    Its status is 404 where the address names something in vain, else 422 where the request must change, else 409.
    """
    wrongs = [_of_refusal(fault, in_batch=told is None) for fault in error.faults]
    kinds = {fault.refusal.type for fault in error.faults}
    missing = next((fault.refusal for fault in error.faults if told and _addressed(fault.refusal, told)), None)
    if missing:
        return Problem(missing.type, _summed(wrongs), wrongs)
    conflict = all(fault.refusal.status == "conflict" for fault in error.faults)
    name = kinds.pop() if len(kinds) == 1 else "refused"
    return Problem(name, _summed(wrongs), wrongs, status=409 if conflict else 422)


def _addressed(refusal: Refusal, told: type[Command]) -> bool:
    return refusal.status == "missing" and refusal.field in {"programme", *told.PATH_FIELDS}


def _of_refusal(fault: Fault, *, in_batch: bool) -> Wrong:
    refusal = fault.refusal
    return Wrong(
        detail=refusal.detail,
        type=NAMESPACE + refusal.type,
        place=f"$.{refusal.field}" if refusal.field else None,
        line=fault.line if in_batch else None,
    )


def _summed(wrongs: Sequence[Wrong]) -> str:
    """One line for all faults: the first, and how many more there are."""
    first = wrongs[0]
    line = f"line {first.line}: " if first.line else ""
    place = f"{first.place} " if first.place and re.match(r"[a-z]", first.detail) else ""
    more = f" ({len(wrongs) - 1} more: see errors)" if len(wrongs) > 1 else ""
    return f"{line}{place}{first.detail}{more}"
