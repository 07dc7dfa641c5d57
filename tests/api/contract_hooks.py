"""What schemathesis is told of this interface: how to send its requests, and one check of our own."""

import json
import re
from typing import Any
from uuid import uuid4

import schemathesis

UNSAYABLE = re.compile(
    r"is not a date|is not a web address|is not a day|is neither a position|must be a whole number, not \d+\.0"
)


class StricterThanItsSchema(AssertionError):
    """A request that the schema allows was called wrong."""


@schemathesis.hook  # pyright: ignore[reportUnknownMemberType] - it passes on any function
def before_call(_context: Any, case: schemathesis.Case[Any], _kwargs: Any) -> None:
    """The generator likes one Idempotency-Key best, which answers one request only."""
    headers: dict[str, Any] = getattr(case, "headers", None) or {}
    if re.fullmatch(r"[\x21-\x7e]{1,200}", str(headers.get("Idempotency-Key", ""))):
        headers["Idempotency-Key"] = uuid4().hex


@schemathesis.check
def wrong_only_by_the_schema(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> None:
    """What the schema allows may break a rule, but is well-formed; but for what no schema can say."""
    if not (case.meta and case.meta.generation.mode.is_positive and response.status_code == 422):
        return
    problem = json.loads(response.text)
    if problem["type"] not in {"/problems/wrong-input", "/problems/wrong-parameters"}:
        return
    faults = [wrong for wrong in problem["errors"] if not UNSAYABLE.search(wrong["detail"])]
    if faults:
        raise StricterThanItsSchema(json.dumps(faults))
