"""Checklists over HTTP: the key questions by which the readiness of pilots is assessed."""

from api import things
from api.route import Tell
from domain.checklist import AmendChecklist, DrawUpChecklist, UnknownChecklist
from projections.checklist import CHECKLISTS, Checklist, checklist, checklists_of

TAG = "Checklists"
PATH = "/programmes/{programme}/checklists"

ROUTES = (
    *things.asks(
        "checklist",
        "checklists",
        tag=TAG,
        view=Checklist,
        all_of=checklists_of,
        one_of=checklist,
        dossiers=CHECKLISTS,
        unknown=UnknownChecklist,
        says="What a checklist asks: its questions in their last words, in the order in which they were added.",
        example="local-digital-strategy",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="Draw up a checklist",
        command=DrawUpChecklist,
        creates=True,
        example={"programme": "FR-2018"},
        examples={
            "key-questions": {
                "code": "local-digital-strategy",
                "title": {"en": "Building a local digital strategy"},
                "questions": [
                    {"code": "territory", "text": {"en": "Is the territory sufficiently mature?"}},
                    {"code": "skills", "text": {"en": "Are digital skills present?"}},
                    {"code": "means", "text": {"en": "Are there sufficient financial means?"}},
                ],
                "on": "2018-03",
            }
        },
    ),
    Tell(
        path=f"{PATH}/{{code}}/amend",
        tag=TAG,
        summary="Amend a checklist",
        command=AmendChecklist,
        example={"programme": "FR-2018", "code": "local-digital-strategy"},
        examples={
            "one-more": {
                "reason": "The framework was forgotten.",
                "on": "2018-04",
                "added": [{"code": "framework", "text": {"en": "Is the regulatory framework stable?"}}],
            }
        },
    ),
)
