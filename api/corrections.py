"""Corrections over HTTP: any entry of any timeline can be corrected or retracted, with the reason."""

from api.route import Tell
from domain.correction import CorrectEntry, RetractEntry

TAG = "Corrections"

ROUTES = (
    Tell(
        path="/corrections",
        tag=TAG,
        summary="Correct an entry",
        command=CorrectEntry,
        examples={
            "wrong-place": {
                "of": "partner:fr-interior",
                "entry": 1,
                "reason": "Its kind was wrong.",
                "say": {"kind": "agency"},
            }
        },
    ),
    Tell(
        path="/retractions",
        tag=TAG,
        summary="Retract an entry",
        command=RetractEntry,
        examples={
            "said-of-another": {
                "of": "partner:fr-interior",
                "entry": 2,
                "reason": "It was said of another ministry.",
            }
        },
    ),
)
