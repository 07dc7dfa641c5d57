"""Sample facts that the tests share: an action plan with two partners, one commitment and one milestone."""

from datetime import date
from typing import Final

from msgspec.structs import replace

from domain.assessment import Assessment, AssessmentRecorded, AssessmentRetracted, Subject
from domain.commitment import (
    Commitment,
    CommitmentAmended,
    CommitmentLeadChanged,
    CommitmentMade,
    StatedValue,
    SupportAdded,
    SupportEnded,
)
from domain.consortium import Consortium, LeadHandedOver, PartnerJoined, PartnerLeft, Role
from domain.dates import Edtf
from domain.kernel import Key
from domain.milestone import Milestone, MilestoneAmended, MilestonePlanned, MilestoneRescheduled, MilestoneWithdrawn
from domain.partner import Partner, PartnerAmended, PartnerKind, PartnerRegistered
from domain.programme import (
    Policies,
    Programme,
    ProgrammeAmended,
    ProgrammeClosed,
    ProgrammeCreated,
    ProgrammeKind,
    ProgrammeReopened,
    VocabulariesChosen,
)
from domain.report import ProgressReported, ReportCorrected
from domain.values import Link
from domain.vocabulary import CANADA_STATUS, OGP_STATUS
from tests.domain.given import Fact

PLAN: Final = "FR-2018"
NUMBER: Final = "9"
STEP: Final = "9.1"
LEAD: Final = "dinum"
OTHER: Final = "dgafp"
REVIEWER: Final = "irm"

PROGRAMME: Final = Key(Programme.KIND, PLAN)
CONSORTIUM: Final = Key(Consortium.KIND, PLAN)
COMMITMENT: Final = Key(Commitment.KIND, f"{PLAN}/{NUMBER}")
MILESTONE: Final = Key(Milestone.KIND, f"{PLAN}/{STEP}")
ASSESSMENT: Final = Key(Assessment.KIND, f"{PLAN}/milestone/{STEP}/{REVIEWER}/completion")

LINK: Final = Link(
    url="https://example.org/training.pdf",
    title="Training plan",
    shows="That 300 civil servants were trained",
    seen=date(2019, 3, 4),
)

CREATED: Final[Fact] = (
    PROGRAMME,
    ProgrammeCreated(
        title={"en": "Open government action plan", "fr": "Plan d'action pour un gouvernement ouvert"},
        kind=ProgrammeKind.ACTION_PLAN,
        period=Edtf("2018/2020"),
        languages=("fr", "en"),
        countries=("FR",),
        description={"en": "Twenty-one commitments."},
    ),
)
CREATED_LENIENT: Final[Fact] = (
    PROGRAMME,
    replace(CREATED[1], policies=Policies(complete_needs_evidence=False, low_status_needs_challenge=False)),
)
CREATED_IN_CANADA: Final[Fact] = (PROGRAMME, replace(CREATED[1], vocabulary=CANADA_STATUS.id))
AMENDED: Final[Fact] = (
    PROGRAMME,
    ProgrammeAmended(
        reason="Extended by a year.",
        on=Edtf("2019-11"),
        title={"en": "Open government action plan, extended"},
        period=Edtf("2018/2021"),
        languages=("fr",),
        countries=(),
        description=None,
        policies=Policies(complete_needs_evidence=False),
    ),
)
CLOSED: Final[Fact] = (PROGRAMME, ProgrammeClosed(on=Edtf("2019-12-20"), reason="The plan has ended."))
REOPENED: Final[Fact] = (PROGRAMME, ProgrammeReopened(reason="A report came late.", on=Edtf("2019-12-30")))
CHOSEN: Final[Fact] = (
    PROGRAMME,
    VocabulariesChosen(
        profiles=("irm@2020", "eu-deliverables@2021"), reason="Reviewed by the newer method.", on=Edtf("2019-12-01")
    ),
)

REGISTERED: Final[Fact] = (
    Key(Partner.KIND, LEAD),
    PartnerRegistered(
        name={"fr": "Direction interministérielle du numérique"},
        kind=PartnerKind.AGENCY,
        country="FR",
        place="Paris",
    ),
)
OTHER_REGISTERED: Final[Fact] = (
    Key(Partner.KIND, OTHER),
    PartnerRegistered(name={"fr": "Direction générale de la fonction publique"}, kind=PartnerKind.MINISTRY),
)
RENAMED: Final[Fact] = (
    Key(Partner.KIND, LEAD),
    PartnerAmended(
        reason="Made independent of its former parent.",
        on=Edtf("2019-10-25"),
        name={"fr": "DINUM"},
        kind=PartnerKind.OTHER,
        country=None,
        place=None,
    ),
)

JOINED: Final[Fact] = (CONSORTIUM, PartnerJoined(partner=LEAD, role=Role.LEAD, since=Edtf("2018-04")))
OTHER_JOINED: Final[Fact] = (CONSORTIUM, PartnerJoined(partner=OTHER, role=Role.SUPPORTING))
LEFT: Final[Fact] = (
    CONSORTIUM,
    PartnerLeft(partner=OTHER, role=Role.SUPPORTING, on=Edtf("2019-06"), reason="Its task was done."),
)
HANDED_OVER: Final[Fact] = (
    CONSORTIUM,
    LeadHandedOver(from_partner=LEAD, to_partner=OTHER, on=Edtf("2019-07-01"), reason="A new decree."),
)

MADE: Final[Fact] = (
    COMMITMENT,
    CommitmentMade(
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
    ),
)
MADE_WITHOUT_PARTNERS: Final[Fact] = (COMMITMENT, CommitmentMade(title={"en": "Capacity-building"}))
COMMITMENT_AMENDED: Final[Fact] = (
    COMMITMENT,
    CommitmentAmended(
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
    ),
)
LEAD_CHANGED: Final[Fact] = (
    COMMITMENT,
    CommitmentLeadChanged(to=OTHER, on=Edtf("2019-09"), reason="A new decree.", former=LEAD),
)
SUPPORT_ADDED: Final[Fact] = (COMMITMENT, SupportAdded(partner=OTHER, on=Edtf("2019"), reason="It asked to."))
SUPPORT_ENDED: Final[Fact] = (COMMITMENT, SupportEnded(partner=OTHER, on=Edtf("2019-10"), reason="Done."))

PLANNED: Final[Fact] = (
    MILESTONE,
    MilestonePlanned(
        title={"en": "Train civil servants", "fr": "Former les agents"},
        due=Edtf("2019"),
        on=Edtf("2018-04-03"),
        commitment=NUMBER,
        description={"en": "In two parts."},
        parts=({"en": "A course"}, {"en": "A guide"}),
        responsible=(LEAD,),
    ),
)
MILESTONE_AMENDED: Final[Fact] = (
    MILESTONE,
    MilestoneAmended(
        reason="The guide was dropped.",
        on=Edtf("2019-02"),
        title={"en": "Train 300 civil servants"},
        description=None,
        parts=({"en": "A course"},),
        responsible=(OTHER,),
        formerly_responsible=(LEAD,),
    ),
)
REPORTED: Final[Fact] = (
    MILESTONE,
    ProgressReported(
        on=Edtf("2019-06-30"),
        text={"en": "200 were trained."},
        status="substantial",
        vocabulary=OGP_STATUS.id,
        evidence=(LINK,),
        challenges={"en": "Few rooms."},
    ),
)
CORRECTED: Final[Fact] = (
    MILESTONE,
    ReportCorrected(
        corrects=2,
        reason="Counted twice.",
        on=Edtf("2019-06-30"),
        text={"en": "100 were trained."},
        status="limited",
        vocabulary=OGP_STATUS.id,
        challenges={"en": "Few rooms."},
    ),
)
RESCHEDULED: Final[Fact] = (
    MILESTONE,
    MilestoneRescheduled(due=Edtf("2020-06"), on=Edtf("2019-11-05"), reason="Few rooms.", former=Edtf("2019")),
)
WITHDRAWN: Final[Fact] = (MILESTONE, MilestoneWithdrawn(on=Edtf("2019-12-01"), reason="No money is left."))

ASSESSED: Final[Fact] = (
    ASSESSMENT,
    AssessmentRecorded(
        programme=PLAN,
        subject=Subject.MILESTONE,
        reviewer=REVIEWER,
        variable="completion",
        vocabulary="irm-completion@2018",
        values=("limited",),
        said="Limited",
        about=STEP,
        on=Edtf("2019-12"),
        note={"en": "Half of the course was given."},
        sources=(LINK,),
    ),
)
RETRACTED: Final[Fact] = (
    ASSESSMENT,
    AssessmentRetracted(
        programme=PLAN,
        subject=Subject.MILESTONE,
        reviewer=REVIEWER,
        variable="completion",
        reason="Said of another milestone.",
        about=STEP,
        on=Edtf("2019-12-15"),
    ),
)

PLAN_WITH_MILESTONE: Final = (CREATED, REGISTERED, OTHER_REGISTERED, MADE, PLANNED)
BY_PROGRAMME: Final = (CREATED, AMENDED, CLOSED, REOPENED, CHOSEN, JOINED, LEFT, HANDED_OVER, REGISTERED, RENAMED)
BY_COMMITMENT: Final = (MADE, COMMITMENT_AMENDED, LEAD_CHANGED, SUPPORT_ADDED, SUPPORT_ENDED)
BY_MILESTONE: Final = (PLANNED, MILESTONE_AMENDED, REPORTED, CORRECTED, RESCHEDULED, WITHDRAWN, ASSESSED, RETRACTED)
EVERY_FACT: Final = (*BY_PROGRAMME, *BY_COMMITMENT, *BY_MILESTONE)
