"""Sample requests that the tests share: one of each kind, with every field that it can have."""

from typing import Final

from domain.amendment import AmendMilestone
from domain.answering import AddSupport, ChangeLead, EndSupport
from domain.assessment import RecordAssessment, RetractAssessment, Subject
from domain.closing import CloseProgramme, ReopenProgramme
from domain.commitment import AmendCommitment, MakeCommitment, StatedValue
from domain.consortium import HandOverLead, JoinProgramme, LeaveProgramme, Role
from domain.dates import Edtf
from domain.kernel import Command
from domain.milestone import PlanMilestone, RescheduleMilestone
from domain.partner import AmendPartner, PartnerKind, RegisterPartner
from domain.profile import ChooseVocabularies
from domain.programme import AmendProgramme, CreateProgramme, Policies, ProgrammeKind
from domain.report import CorrectReport, ReportProgress
from domain.values import Source
from domain.withdrawal import WithdrawMilestone
from tests.domain.facts import (
    ASSESSED,
    CLOSED,
    CREATED,
    JOINED,
    LEAD,
    LINK,
    MADE,
    MADE_WITHOUT_PARTNERS,
    NUMBER,
    OTHER,
    OTHER_JOINED,
    OTHER_REGISTERED,
    PLAN,
    PLAN_WITH_MILESTONE,
    REGISTERED,
    REPORTED,
    REVIEWER,
    STEP,
)
from tests.domain.given import Fact

CREATE: Final = CreateProgramme(
    code=PLAN,
    title={"en": "Open government action plan", "fr": "Plan d'action pour un gouvernement ouvert"},
    kind=ProgrammeKind.ACTION_PLAN,
    period=Edtf("2018/2020"),
    languages=("fr", "en"),
    countries=("FR",),
    description={"en": "Twenty-one commitments."},
    policies=Policies(complete_needs_evidence=True, low_status_needs_challenge=True),
    source=Source(document="plan.pdf", words="Vingt et un engagements"),
)
AMEND: Final = AmendProgramme(
    code=PLAN,
    reason="Extended by a year.",
    on=Edtf("2019-11"),
    title={"en": "Open government action plan, extended"},
    period=Edtf("2018/2021"),
    languages=("fr",),
    countries=(),
    description=None,
    policies=Policies(complete_needs_evidence=False),
)
CLOSE: Final = CloseProgramme(code=PLAN, on=Edtf("2019-12-20"), reason="The plan has ended.")
REOPEN: Final = ReopenProgramme(code=PLAN, reason="A report came late.", on=Edtf("2019-12-30"))
CHOOSE: Final = ChooseVocabularies(
    code=PLAN,
    profiles=("irm@2020", "eu-deliverables@2021"),
    reason="Reviewed by the newer method.",
    on=Edtf("2019-12-01"),
)

REGISTER: Final = RegisterPartner(
    code=LEAD,
    name={"fr": "Direction interministérielle du numérique"},
    kind=PartnerKind.AGENCY,
    country="FR",
    place="Paris",
)
REGISTER_OTHER: Final = RegisterPartner(
    code=OTHER, name={"fr": "Direction générale de la fonction publique"}, kind=PartnerKind.MINISTRY
)
RENAME: Final = AmendPartner(
    code=LEAD,
    reason="Made independent of its former parent.",
    on=Edtf("2019-10-25"),
    name={"fr": "DINUM"},
    kind=PartnerKind.OTHER,
    country=None,
    place=None,
)

JOIN: Final = JoinProgramme(programme=PLAN, partner=LEAD, role=Role.LEAD, since=Edtf("2018-04"))
LEAVE: Final = LeaveProgramme(
    programme=PLAN, partner=OTHER, role=Role.SUPPORTING, on=Edtf("2019-06"), reason="Its task was done."
)
HAND_OVER: Final = HandOverLead(programme=PLAN, to=OTHER, on=Edtf("2019-07-01"), reason="A new decree.")

MAKE: Final = MakeCommitment(
    programme=PLAN,
    code=NUMBER,
    title={"en": "Administrative capacity-building"},
    lead=LEAD,
    supporting=(OTHER,),
    identifier="FR0038",
    period=Edtf("2018/.."),
    policy_areas=("Capacity building",),
    ogp_values=(StatedValue(code="civic-participation", said="Civic Participation"),),
    problem={"en": "Few civil servants know open government."},
    ambition={"en": "Train them."},
    expected_result={"en": "They know it."},
    links=(LINK,),
)
AMEND_COMMITMENT: Final = AmendCommitment(
    programme=PLAN,
    code=NUMBER,
    reason="The title was cut short.",
    on=Edtf("2019-01"),
    title={"en": "Capacity-building"},
    identifier=None,
    period=None,
    policy_areas=(),
    ogp_values=(StatedValue(code="access-to-information"),),
    problem=None,
    ambition=None,
    expected_result={"en": "300 know it."},
)
CHANGE_LEAD: Final = ChangeLead(programme=PLAN, code=NUMBER, to=OTHER, on=Edtf("2019-09"), reason="A new decree.")
ADD_SUPPORT: Final = AddSupport(programme=PLAN, code=NUMBER, partner=OTHER, on=Edtf("2019"), reason="It asked to.")
END_SUPPORT: Final = EndSupport(programme=PLAN, code=NUMBER, partner=OTHER, on=Edtf("2019-10"), reason="Done.")

PLAN_STEP: Final = PlanMilestone(
    programme=PLAN,
    code=STEP,
    title={"en": "Train civil servants", "fr": "Former les agents"},
    due=Edtf("2019"),
    on=Edtf("2018-04-03"),
    commitment=NUMBER,
    description={"en": "In two parts."},
    parts=({"en": "A course"}, {"en": "A guide"}),
    responsible=(LEAD,),
)
AMEND_STEP: Final = AmendMilestone(
    programme=PLAN,
    code=STEP,
    reason="The guide was dropped.",
    on=Edtf("2019-02"),
    title={"en": "Train 300 civil servants"},
    description=None,
    parts=({"en": "A course"},),
    responsible=(OTHER,),
)
REPORT: Final = ReportProgress(
    programme=PLAN,
    code=STEP,
    on=Edtf("2019-06-30"),
    text={"en": "200 were trained."},
    status="substantial",
    evidence=(LINK,),
    challenges={"en": "Few rooms."},
)
CORRECT: Final = CorrectReport(
    programme=PLAN,
    code=STEP,
    corrects=2,
    reason="Counted twice.",
    on=Edtf("2019-06-30"),
    text={"en": "100 were trained."},
    status="limited",
    challenges={"en": "Few rooms."},
)
RESCHEDULE: Final = RescheduleMilestone(
    programme=PLAN, code=STEP, due=Edtf("2020-06"), on=Edtf("2019-11-05"), reason="Few rooms."
)
WITHDRAW: Final = WithdrawMilestone(programme=PLAN, code=STEP, on=Edtf("2019-12-01"), reason="No money is left.")

ASSESS: Final = RecordAssessment(
    programme=PLAN,
    subject=Subject.MILESTONE,
    reviewer=REVIEWER,
    variable="completion",
    about=STEP,
    values=("limited",),
    said="Limited",
    on=Edtf("2019-12"),
    note={"en": "Half of the course was given."},
    sources=(LINK,),
)
RETRACT: Final = RetractAssessment(
    programme=PLAN,
    subject=Subject.MILESTONE,
    reviewer=REVIEWER,
    variable="completion",
    about=STEP,
    reason="Said of another milestone.",
    on=Edtf("2019-12-15"),
)

SETTING_UP: Final[tuple[Command, ...]] = (CREATE, REGISTER, REGISTER_OTHER, MAKE, PLAN_STEP)
TOLD: Final = (CREATED, REGISTERED, OTHER_REGISTERED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (CREATE, ()),
    (AMEND, (CREATED,)),
    (CLOSE, (CREATED,)),
    (REOPEN, (CREATED, CLOSED)),
    (CHOOSE, (CREATED,)),
    (REGISTER, ()),
    (RENAME, (REGISTERED,)),
    (JOIN, TOLD),
    (LEAVE, (*TOLD, OTHER_JOINED)),
    (HAND_OVER, (*TOLD, JOINED)),
    (MAKE, TOLD),
    (AMEND_COMMITMENT, (*TOLD, MADE)),
    (CHANGE_LEAD, (*TOLD, MADE)),
    (ADD_SUPPORT, (*TOLD, MADE_WITHOUT_PARTNERS)),
    (END_SUPPORT, (*TOLD, MADE)),
    (PLAN_STEP, (*TOLD, MADE)),
    (AMEND_STEP, PLAN_WITH_MILESTONE),
    (REPORT, PLAN_WITH_MILESTONE),
    (CORRECT, (*PLAN_WITH_MILESTONE, REPORTED)),
    (RESCHEDULE, PLAN_WITH_MILESTONE),
    (WITHDRAW, PLAN_WITH_MILESTONE),
    (ASSESS, PLAN_WITH_MILESTONE),
    (RETRACT, (*PLAN_WITH_MILESTONE, ASSESSED)),
)
"""Each request with facts under which it is accepted."""

EVERY_REQUEST: Final = tuple(request for request, _ in ACCEPTED)
