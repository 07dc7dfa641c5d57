"""The status report as JSON: the answer itself, indented so that two of them can be compared line by line."""

import msgspec

from domain.values import JSON
from projections.report import StatusReport


def status_json(status: StatusReport, *, demonstration: bool = False) -> bytes:
    """The status report as the API answers it, in UTF-8; that of a demonstration says so in its first field."""
    body = JSON.encode(status)
    if demonstration:
        body = b'{"demonstration":true,' + body[1:]
    return msgspec.json.format(body, indent=2) + b"\n"
