"""Batches over HTTP: many requests in one body, recorded all or none."""

from collections.abc import Mapping
from typing import Any, Final

PATH: Final = "/batches"
TAG: Final = "Batches"
SUMMARY: Final = "Record many requests, all or none"
DESCRIPTION: Final = (
    "Each request names its kind in `request` and says the rest as its own address would take it, codes included. "
    "Later ones may build on earlier ones. Every fault is named with its line, counted from 1; while there is one, nothing "
    "is recorded."
)
EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "partner-and-commitment": {
        "about": "A second commitment with the ministry that leads it",
        "requests": [
            {
                "request": "register-partner",
                "code": "fr-culture",
                "name": {"en": "Ministry of Culture"},
                "kind": "ministry",
                "country": "FR",
            },
            {
                "request": "make-commitment",
                "programme": "FR-2018",
                "code": "10",
                "title": {"en": "Open the collections"},
                "lead": "fr-culture",
            },
        ],
    }
}
