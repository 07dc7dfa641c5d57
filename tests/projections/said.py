"""What a team says, as short as a test can say it: requests about one programme, FR-2018."""

from msgspec.structs import replace

from domain.amendment import AmendMilestone
from domain.answering import ChangeLead
from domain.assessment import RecordAssessment, Subject
from domain.commitment import AmendCommitment, MakeCommitment
from domain.consortium import JoinProgramme, Role
from domain.dates import Edtf
from domain.milestone import PlanMilestone, RescheduleMilestone
from domain.partner import PartnerKind, RegisterPartner
from domain.programme import CreateProgramme, ProgrammeKind
from domain.report import CorrectReport, ReportProgress
from domain.values import Link, Text
from domain.withdrawal import WithdrawMilestone

PLAN = "FR-2018"
EVIDENCE = (Link(url="https://example.org/evidence", title="What shows it"),)


def text(words: str) -> Text:
    return {"en": words}


IN_THE_WAY = text("Nobody had the time.")


def a_programme(code: str = PLAN, **said: object) -> CreateProgramme:
    plan = CreateProgramme(
        code=code,
        title=text(f"Plan {code}"),
        kind=ProgrammeKind.ACTION_PLAN,
        period=Edtf("2018/2020"),
        languages=("en",),
    )
    return replace(plan, **said)


def a_partner(code: str, name: str | None = None, **said: object) -> RegisterPartner:
    partner = RegisterPartner(code=code, name=text(name or f"The {code}"), kind=PartnerKind.MINISTRY)
    return replace(partner, **said)


def a_member(code: str, role: Role = Role.PARTNER, since: str | None = None) -> JoinProgramme:
    return JoinProgramme(programme=PLAN, partner=code, role=role, since=Edtf(since) if since else None)


def a_commitment(code: str = "9", **said: object) -> MakeCommitment:
    return replace(MakeCommitment(programme=PLAN, code=code, title=text(f"Commitment {code}")), **said)


def an_amended_commitment(on: str | None, code: str = "9", **said: object) -> AmendCommitment:
    amended = AmendCommitment(programme=PLAN, code=code, reason="It was agreed so.", on=Edtf(on) if on else None)
    return replace(amended, **said)


def a_change_of_lead(to: str, on: str, code: str = "9") -> ChangeLead:
    return ChangeLead(programme=PLAN, code=code, to=to, on=Edtf(on), reason="The office moved.")


def a_milestone(code: str = "9.1", due: str | None = "2018", **said: object) -> PlanMilestone:
    plan = PlanMilestone(
        programme=PLAN,
        code=code,
        title=text(f"Milestone {code}"),
        due=Edtf(due) if due else None,
        commitment=code.split(".", maxsplit=1)[0],
    )
    return replace(plan, **said)


def a_report(
    status: str | None, on: str, code: str = "9.1", words: str | None = None, **said: object
) -> ReportProgress:
    report = ReportProgress(
        programme=PLAN,
        code=code,
        on=Edtf(on),
        status=status,
        text=text(words or f"It is {status or 'under way'}."),
        evidence=EVIDENCE if status == "complete" else (),
        challenges=IN_THE_WAY if status in {"not-started", "limited"} else None,
    )
    return replace(report, **said)


def a_correction(corrects: int, status: str | None, on: str, code: str = "9.1", **said: object) -> CorrectReport:
    report = a_report(status, on, code)
    correction = CorrectReport(
        programme=PLAN,
        code=code,
        on=report.on,
        corrects=corrects,
        reason="It was counted twice.",
        status=status,
        text=report.text,
        evidence=report.evidence,
        challenges=report.challenges,
    )
    return replace(correction, **said)


def a_reschedule(due: str, on: str, code: str = "9.1", reason: str = "The law came later.") -> RescheduleMilestone:
    return RescheduleMilestone(programme=PLAN, code=code, due=Edtf(due), on=Edtf(on), reason=reason)


def a_withdrawal(on: str, code: str = "9.1") -> WithdrawMilestone:
    return WithdrawMilestone(programme=PLAN, code=code, on=Edtf(on), reason="The law was not passed.")


def an_amendment(on: str, code: str = "9.1", **said: object) -> AmendMilestone:
    amended = AmendMilestone(programme=PLAN, code=code, on=Edtf(on), reason="It was agreed so.")
    return replace(amended, **said)


def a_finding(variable: str, *values: str, **said: object) -> RecordAssessment:
    """What the IRM finds of commitment 9, unless something else is said."""
    finding = RecordAssessment(
        programme=PLAN, subject=Subject.COMMITMENT, about="9", reviewer="irm", variable=variable, values=values
    )
    return replace(finding, **said)
