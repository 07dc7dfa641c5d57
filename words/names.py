"""What our own codes are called: members of enumerations, kinds of thing, and the stored names of facts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from projections.line import NOT_REPORTED, WITHDRAWN
from words.facts import FACTS
from words.fields import FIELDS
from words.message import Message, marked

VOCABULARY: Final = "vocabulary"
"""The context of the labels and titles of vocabularies, whose messages are their English texts."""

UNSAID: Final = marked("status", "No status stated")
STATUSES: Final[Mapping[str, Message]] = {
    NOT_REPORTED: marked("status", "Not reported"),
    WITHDRAWN: marked("status", "Withdrawn"),
}
THINGS: Final[Mapping[str, Message]] = {
    "programme": marked("thing", "Programme"),
    "consortium": marked("thing", "Consortium"),
    "partner": marked("thing", "Partner"),
    "commitment": marked("thing", "Commitment"),
    "milestone": marked("thing", "Milestone"),
    "assessment": marked("thing", "Assessment"),
    "pilot": marked("thing", "Pilot"),
    "checklist": marked("thing", "Checklist"),
    "cohort": marked("thing", "Cohort"),
    "figure": marked("thing", "Figure"),
    "statement": marked("thing", "Statement"),
    "deliverable": marked("thing", "Deliverable"),
    "indicator": marked("thing", "Indicator"),
    "event": marked("thing", "Event"),
    "phase": marked("thing", "Phase"),
    "target": marked("thing", "Target"),
    "observation": marked("thing", "Observation"),
    "follow-up": marked("thing", "Follow-up"),
    "lesson": marked("thing", "Lesson"),
    "export": marked("thing", "Export"),
    "record": marked("thing", "Record"),
}
STANDING: Final[Mapping[str, Message]] = {
    "open": marked("standing", "Open"),
    "closed": marked("standing", "Closed"),
    "standing": marked("standing", "Standing"),
    "withdrawn": marked("standing", "Withdrawn"),
}
"""Whether a programme or a commitment goes on."""
PARTS: Final[Mapping[str, Message]] = {
    "responsible": marked("role", "Responsible"),
    "host": marked("role", "Host"),
    "organiser": marked("role", "Organiser"),
    "owner": marked("role", "Owner of the follow-up"),
}
"""The roles that a partner has in a thing and not in a programme as a whole."""
ENUMERATIONS: Final[Mapping[str, Mapping[str, Message]]] = {
    "ProgrammeKind": {
        "action-plan": marked("programme", "Action plan"),
        "funded-project": marked("programme", "Funded project"),
        "pilot-project": marked("programme", "Pilot project"),
        "initiative": marked("programme", "Initiative"),
    },
    "PartnerKind": {
        "ministry": marked("partner", "Ministry"),
        "agency": marked("partner", "Agency"),
        "local-authority": marked("partner", "Local authority"),
        "association": marked("partner", "Association"),
        "company": marked("partner", "Company"),
        "university": marked("partner", "University"),
        "international-organisation": marked("partner", "International organisation"),
        "other": marked("partner", "Other"),
    },
    "Role": {
        "lead": marked("role", "Lead"),
        "partner": marked("role", "Partner"),
        "supporting": marked("role", "Supporting"),
        "associated": marked("role", "Associated"),
        "funder": marked("role", "Funder"),
    },
    "PilotStage": {
        "proposed": marked("pilot", "Proposed"),
        "running": marked("pilot", "Running"),
        "evaluated": marked("pilot", "Evaluated"),
        "scaled": marked("pilot", "Scaled up"),
        "stopped": marked("pilot", "Stopped"),
    },
    "CohortStage": {
        "planned": marked("cohort", "Planned"),
        "called": marked("cohort", "Call announced"),
        "running": marked("cohort", "Running"),
        "completed": marked("cohort", "Completed"),
        "cancelled": marked("cohort", "Cancelled"),
    },
    "EventStage": {
        "planned": marked("event", "Planned"),
        "held": marked("event", "Held"),
        "cancelled": marked("event", "Cancelled"),
    },
    "DeliverableStage": {
        "promised": marked("deliverable", "Promised"),
        "draft": marked("deliverable", "Draft"),
        "submitted": marked("deliverable", "Submitted"),
        "accepted": marked("deliverable", "Accepted"),
        "returned": marked("deliverable", "Returned"),
        "withdrawn": marked("deliverable", "Withdrawn"),
    },
    "Mark": {
        "started": marked("mark", "When it starts"),
        "completed": marked("mark", "When it is completed"),
        "held": marked("mark", "When it is held"),
    },
    "EventFormat": {
        "multiplier-event": marked("format", "Multiplier event"),
        "seminar": marked("format", "Seminar"),
        "workshop": marked("format", "Workshop"),
        "hackathon": marked("format", "Hackathon"),
        "webinar": marked("format", "Webinar"),
        "training": marked("format", "Training"),
        "study-visit": marked("format", "Study visit"),
        "conference": marked("format", "Conference"),
        "other": marked("format", "Other"),
    },
    "AttendanceCategory": {
        "partner-staff": marked("attendance", "Staff of the partners"),
        "local": marked("attendance", "Local"),
        "foreign": marked("attendance", "Foreign"),
        "unspecified": marked("attendance", "Not specified"),
    },
    "OutcomeKind": {
        "proposal": marked("outcome", "Proposal"),
        "agreement": marked("outcome", "Agreement"),
        "decision": marked("outcome", "Decision"),
        "offer": marked("outcome", "Offer"),
        "recommendation": marked("outcome", "Recommendation"),
        "other": marked("outcome", "Other"),
    },
    "FollowUpState": {
        "open": marked("follow-up", "Open"),
        "done": marked("follow-up", "Done"),
        "dropped": marked("follow-up", "Dropped"),
        "promoted": marked("follow-up", "Made into a milestone"),
    },
    "FollowUpResult": {
        "done": marked("follow-up", "Done"),
        "dropped": marked("follow-up", "Dropped"),
    },
    "FigureMeasure": {
        "applied": marked("figure", "Applied"),
        "admitted": marked("figure", "Admitted"),
        "completed": marked("figure", "Completed"),
        "left-early": marked("figure", "Left early"),
        "stayed-in-public-sector": marked("figure", "Stayed in the public sector"),
        "projects": marked("figure", "Projects"),
        "other": marked("figure", "Other"),
    },
    "IndicatorMeasure": {
        "unit": marked("indicator", "Number"),
        "percentage": marked("indicator", "Percentage"),
        "nominal": marked("indicator", "Category"),
        "ordinal": marked("indicator", "Rank"),
        "qualitative": marked("indicator", "Qualitative"),
    },
    "Level": {
        "output": marked("level", "Output"),
        "outcome": marked("level", "Outcome"),
        "impact": marked("level", "Impact"),
        "other": marked("level", "Other"),
    },
    "Verdict": {
        "yes": marked("verdict", "Yes"),
        "partly": marked("verdict", "Partly"),
        "no": marked("verdict", "No"),
        "unknown": marked("verdict", "Unknown"),
    },
    "Sureness": {
        "read in the source": marked("sureness", "Read in the source"),
        "seen in part": marked("sureness", "Seen in part"),
        "from memory": marked("sureness", "From memory"),
    },
    "ReviewKind": {
        "found": marked("review", "Finding"),
        "retracted": marked("review", "Finding taken back by the reviewer"),
        "corrected": marked("review", "Finding corrected"),
        "removed": marked("review", "Finding struck from the record"),
    },
    "EntryKind": {
        "planned": marked("entry", "Planned"),
        "amended": marked("entry", "Amended"),
        "reported": marked("entry", "Reported"),
        "corrected": marked("entry", "Corrected"),
        "rescheduled": marked("entry", "Rescheduled"),
        "moved": marked("entry", "Moved to another commitment"),
        "withdrawn": marked("entry", "Withdrawn"),
        "reinstated": marked("entry", "Reinstated"),
        "tied": marked("entry", "Tied"),
        "untied": marked("entry", "Untied"),
        "retracted": marked("entry", "Retracted"),
    },
    "ChangeKind": {
        "added": marked("change", "Added"),
        "removed": marked("change", "No longer said to have been"),
        "withdrawn": marked("change", "Withdrawn"),
        "reinstated": marked("change", "Reinstated"),
        "rescheduled": marked("change", "Dates changed"),
        "status-changed": marked("change", "Status changed"),
        "text-changed": marked("change", "Text changed"),
        "reported": marked("change", "Reported"),
        "assessed": marked("change", "Assessed"),
        "other-changed": marked("change", "Otherwise changed"),
    },
    "Meaning": {
        "status-changed": marked("change", "Status changed"),
        "rescheduled": marked("change", "Dates changed"),
        "text-changed": marked("change", "Text changed"),
        "reported": marked("change", "Reported"),
        "assessed": marked("change", "Assessed"),
        "other-changed": marked("change", "Otherwise changed"),
    },
    "Restated": {
        "corrected": marked("restated", "Corrected"),
        "retracted": marked("restated", "Retracted"),
        "reported-late": marked("restated", "Reported late"),
        "elsewhere": marked("restated", "By an entry about something else"),
    },
    "GapKind": {
        "never-reported": marked("gap", "Never reported"),
        "no-report-for-period": marked("gap", "No report for the period"),
        "complete-without-evidence": marked("gap", "Complete without evidence"),
        "no-challenge": marked("gap", "Without the challenge that its status needs"),
        "evidence-unchecked": marked("gap", "Evidence never checked"),
        "milestone-overdue": marked("gap", "Milestone overdue"),
        "milestone-without-due-date": marked("gap", "Milestone without a due date"),
        "commitment-without-lead": marked("gap", "Commitment without a lead"),
        "deliverable-overdue": marked("gap", "Deliverable overdue"),
        "deliverable-unjustified": marked("gap", "Delay of a deliverable not justified"),
        "event-not-held": marked("gap", "Event not held"),
        "event-without-attendance": marked("gap", "Event held without attendance recorded"),
        "event-without-outcome": marked("gap", "Event held without an outcome"),
        "follow-up-overdue": marked("gap", "Follow-up overdue"),
        "cohort-without-figures": marked("gap", "Cohort without figures"),
        "pilot-without-lessons": marked("gap", "Pilot without lessons"),
        "indicator-unobserved": marked("gap", "Indicator not observed by its target's date"),
    },
    "Standing": {
        "holds": marked("chronicle", "Holds"),
        "former": marked("chronicle", "Replaced since"),
        "replaced": marked("chronicle", "Corrected"),
        "ahead": marked("chronicle", "Still ahead"),
    },
    "Matter": {
        "due": marked("matter", "Due date"),
        "period": marked("matter", "Period"),
        "call": marked("matter", "Call"),
        "status": marked("matter", "Status"),
        "step": marked("matter", "Step"),
        "note": marked("matter", "Note"),
        "found": marked("matter", "Finding"),
        "changed": marked("matter", "Change"),
        "withdrawn": marked("matter", "Withdrawal"),
        "reinstated": marked("matter", "Reinstatement"),
    },
    "ExportProfile": {
        "publish": marked("profile", "To be published"),
        "work": marked("profile", "To work in"),
    },
    "ExportState": {
        "ordered": marked("export", "Ordered"),
        "made": marked("export", "Made"),
        "cancelled": marked("export", "Cancelled"),
        "failed": marked("export", "Failed"),
    },
    "Subject": THINGS,
    "ThingKind": THINGS,
    "Owed": THINGS,
}
"""The members of each enumeration, by the name of its class."""
OF: Final[Mapping[str, Mapping[str, Message]]] = {
    "thing": THINGS,
    "fact": FACTS,
    "field": FIELDS,
    "standing": STANDING,
    "programme": ENUMERATIONS["ProgrammeKind"],
    "partner": ENUMERATIONS["PartnerKind"],
    "role": {**ENUMERATIONS["Role"], **PARTS},
    "pilot": ENUMERATIONS["PilotStage"],
    "cohort": ENUMERATIONS["CohortStage"],
    "event": ENUMERATIONS["EventStage"],
    "deliverable": ENUMERATIONS["DeliverableStage"],
    "mark": ENUMERATIONS["Mark"],
    "format": ENUMERATIONS["EventFormat"],
    "attendance": ENUMERATIONS["AttendanceCategory"],
    "outcome": ENUMERATIONS["OutcomeKind"],
    "follow-up": ENUMERATIONS["FollowUpState"],
    "figure": ENUMERATIONS["FigureMeasure"],
    "indicator": ENUMERATIONS["IndicatorMeasure"],
    "level": ENUMERATIONS["Level"],
    "verdict": ENUMERATIONS["Verdict"],
    "sureness": ENUMERATIONS["Sureness"],
    "review": ENUMERATIONS["ReviewKind"],
    "entry": ENUMERATIONS["EntryKind"],
    "change": ENUMERATIONS["ChangeKind"],
    "restated": ENUMERATIONS["Restated"],
    "gap": ENUMERATIONS["GapKind"],
    "matter": ENUMERATIONS["Matter"],
    "profile": ENUMERATIONS["ExportProfile"],
    "export": ENUMERATIONS["ExportState"],
    "chronicle": ENUMERATIONS["Standing"],
}
"""The enumerations by what their codes are said of, for a code that comes as plain text."""


def message_for(code: str, of: str = "") -> Message | None:
    """What a code is called: a member of an enumeration by its class, any other by `of`, else as thing, fact or enumeration.

    Raises KeyError where nothing is known by `of`.
    """
    if isinstance(code, StrEnum) and (table := ENUMERATIONS.get(type(code).__name__)):
        return table.get(code.value)
    if of:
        return OF[of].get(code)
    tables = (THINGS, FACTS, *ENUMERATIONS.values())
    plain = code.partition("@")[0]
    return next((table[plain] for table in tables if plain in table), None)
