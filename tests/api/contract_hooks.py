"""What schemathesis is told of this interface: which requests count as wrong, and one check of our own."""

import json
import re
from typing import Any
from uuid import uuid4

import schemathesis
from schemathesis.generation.meta import CoverageScenario

UNSAYABLE = re.compile("is not a date|is not a web address|is not in the calendar|is not a day|is neither a position")


class StricterThanItsSchema(AssertionError):
    """A request that the schema allows was called wrong."""


@schemathesis.hook
def filter_case(_context: Any, case: schemathesis.Case) -> bool:
    """Everybody may send headers that we do not know."""
    data = case.meta.phase.data if case.meta else None
    unknown = getattr(data, "scenario", None) == CoverageScenario.OBJECT_UNEXPECTED_PROPERTIES
    return not (unknown and str(getattr(data, "parameter_location", "")).endswith("header"))


@schemathesis.hook
def before_call(_context: Any, case: schemathesis.Case, _kwargs: Any) -> None:
    """The generator likes one Idempotency-Key best, which answers one request only."""
    key = case.headers.get("Idempotency-Key") if case.headers else None
    if key is not None and re.fullmatch(r"[\x21-\x7e]{1,200}", str(key)):
        case.headers["Idempotency-Key"] = uuid4().hex


@schemathesis.check
def wrong_only_by_the_schema(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
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
