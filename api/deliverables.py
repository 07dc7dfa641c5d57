"""Deliverables over HTTP: what is promised, each version of it, and how much there is so far."""

from typing import Final

from api import things
from api.route import Tell
from domain.deliverable import PromiseDeliverable, RescheduleDeliverable, UnknownDeliverable, WithdrawDeliverable
from domain.production import JustifyDelay, ReportProduced
from domain.promise import AmendDeliverable
from domain.submission import AcceptDeliverable, DraftDeliverable, ReturnDeliverable, SubmitDeliverable
from projections.deliverable import DELIVERABLES, Deliverable, deliverable, deliverables_of

TAG: Final = "Deliverables"
PLAN: Final = {"programme": "FR-2018"}
FIRST: Final = {"programme": "FR-2018", "code": "D9.1"}
SECOND: Final = {"programme": "FR-2018", "code": "D9.2"}
PATH: Final = "/programmes/{programme}/deliverables"
ONE: Final = f"{PATH}/{{code}}"

OFFICE: Final = {"office": "The funder's project office"}
FILE: Final = {
    "name": "D9.1-v1.pdf",
    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
}
LINK: Final = {"url": "https://www.data.gouv.fr/", "title": "Where the webinars are"}

PROMISE: Final = (
    Tell(
        path=PATH,
        tag=TAG,
        summary="Promise a deliverable",
        command=PromiseDeliverable,
        creates=True,
        example=PLAN,
        examples={
            "webinars": {
                "code": "D9.1",
                "title": {"en": "Webinars for public servants"},
                "number": "D9.1",
                "type": "DEC",
                "level": "PU",
                "commitment": "9",
                "lead": "fr-digital-sector",
                "due": "2018-12",
                "language_count": 4,
                "quantity": 20,
                "unit": {"en": "webinars"},
            },
            "to-be-accepted": {"code": "D9.2", "title": {"en": "A handbook"}, "due": "2019-06"},
            "to-be-withdrawn": {"code": "D9.3", "title": {"en": "A printed handbook"}},
        },
    ),
    Tell(
        path=f"{ONE}/amend",
        tag=TAG,
        summary="Amend a deliverable",
        command=AmendDeliverable,
        example=FIRST,
        examples={"languages": {"reason": "Two are named.", "on": "2018-06", "languages": ["en", "fr"]}},
    ),
    Tell(
        path=f"{ONE}/reschedule",
        tag=TAG,
        summary="Reschedule a deliverable",
        command=RescheduleDeliverable,
        example=FIRST,
        examples={"two-months-later": {"due": "2019-02", "on": "2018-11", "reason": "The studio is not free."}},
    ),
    Tell(
        path=f"{ONE}/report-produced",
        tag=TAG,
        summary="Count how much of a deliverable there is",
        command=ReportProduced,
        example=FIRST,
        examples={"some": {"produced": 12, "on": "2018-12", "languages": ["fr"], "links": [LINK]}},
    ),
    Tell(
        path=f"{ONE}/justify-delay",
        tag=TAG,
        summary="Justify the delay of a deliverable",
        command=JustifyDelay,
        example=FIRST,
        examples={"late": {"on": "2019-03", "text": {"en": "Eight webinars are still being cut."}}},
    ),
    Tell(
        path=f"{ONE}/withdraw",
        tag=TAG,
        summary="Withdraw a deliverable",
        command=WithdrawDeliverable,
        example={"programme": "FR-2018", "code": "D9.3"},
        examples={"nobody-prints": {"on": "2018-09", "reason": "Nobody asked for paper."}},
    ),
)
SUBMISSION: Final = (
    Tell(
        path=f"{ONE}/draft",
        tag=TAG,
        summary="Record a draft of a deliverable",
        command=DraftDeliverable,
        example=FIRST,
        examples={"first-draft": {"version": "1.0", "on": "2019-03", "note": {"en": "For comments"}}},
    ),
    Tell(
        path=f"{ONE}/submit",
        tag=TAG,
        summary="Submit a version of a deliverable",
        command=SubmitDeliverable,
        example=FIRST,
        examples={
            "file": {"version": "1.0", "on": "2019-04-01", "file": FILE, "languages": ["fr"]},
            "link": {"version": "1.0", "on": "2019-06-01", "link": LINK},
        },
        others={"link": SECOND},
    ),
    Tell(
        path=f"{ONE}/return",
        tag=TAG,
        summary="Return the submitted version of a deliverable",
        command=ReturnDeliverable,
        example=FIRST,
        examples={"incomplete": {"on": "2019-04-20", "by": OFFICE, "reason": "Eight webinars are missing."}},
    ),
    Tell(
        path=f"{ONE}/accept",
        tag=TAG,
        summary="Accept the submitted version of a deliverable",
        command=AcceptDeliverable,
        example=SECOND,
        examples={"accepted": {"on": "2019-06-30", "by": OFFICE}},
    ),
)
ROUTES = (
    *things.asks(
        "deliverable",
        "deliverables",
        tag=TAG,
        view=Deliverable,
        all_of=deliverables_of,
        one_of=deliverable,
        dossiers=DELIVERABLES,
        unknown=UnknownDeliverable,
        says="What is promised, each version with its days and files, what was returned and why, and what there is so far.",
        example="D9.1",
    ),
    *PROMISE,
    *SUBMISSION,
)
