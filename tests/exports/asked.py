"""A plan on its course, recorded and asked about: the answers that the exports are made of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import psycopg
from msgspec.structs import replace

from domain.assessment import RecordAssessment, Subject
from domain.commitment import StatedValue
from domain.dates import Edtf
from domain.programme import Policies, ProgrammeKind
from domain.values import Link, Source
from domain.vocabulary import OGP_STATUS, STATUS, UNSAID, answered
from exports.workbook import workbook
from projections.entry import TimelineEntry, timelines
from projections.moment import Moment, Reading
from projections.partner import Partner, partners_named
from projections.programme import Programme
from projections.report import StatusReport, Totals, status_report
from projections.role import PartnerRole, roles_in
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    a_withdrawal,
)

AS_OF: Final = date(2019, 7, 15)
SOURCE: Final = Source(document="plan.txt", words="9.1 Perpetuating the programme")
EVIDENCE: Final = (
    Link(
        url="https://example.org/budget?year=2019#part-2",
        title="The budget",
        shows="Three years",
        seen=date(2019, 3, 20),
    ),
    Link(url="https://example.org/call", title="The call"),
)


class Answers(NamedTuple):
    """What a workbook is made of, all asked as of one moment."""

    status: StatusReport
    history: Sequence[TimelineEntry]
    roles: Sequence[PartnerRole]
    partners: Mapping[str, Partner]

    def workbook(self, language: str = "en", *, demonstration: bool = False) -> bytes:
        return workbook(*self, language=language, demonstration=demonstration)


def record(ledger: Ledger) -> None:
    """A plan with one commitment: claimed, corrected, moved, withdrawn, never reported, and reviewed in part."""
    ledger.say(
        "2018-04-03",
        replace(a_partner("digital", country="FR", place="Paris"), name={"en": "Digital Sector", "fr": "Numérique"}),
        a_partner("interior", "Ministry of the Interior"),
        a_programme(title={"en": "Action plan", "fr": "Plan d'action"}, languages=("en", "fr")),
        a_commitment(
            title={"en": "Capacity-building", "fr": "Renforcement"},
            identifier="FR0038",
            lead="digital",
            supporting=("interior",),
            ogp_values=(StatedValue(code="civic-participation", said="Participation"),),
            period=Edtf("2018/2020"),
        ),
        a_milestone("9.1", parts=({"en": "Launch"}, {"en": "Fund"}), responsible=("interior",), source=SOURCE),
        a_milestone("9.2"),
        a_milestone("9.3", due="2016-10/.."),
        a_milestone("9.10", due=None, illustrative=True),
        a_milestone("X", due="1899", commitment=None),
    )
    ledger.say("2018-09-10", a_report("limited", "2018-06-30", words="Some."))
    ledger.say("2018-12-20", a_reschedule("2019-12", "2018-12-19", "9.2"), a_reschedule("2019-12", "2018-12-19", "X"))
    ledger.say("2019-04-01", a_report("complete", "2019-03", evidence=EVIDENCE, text={"en": "Done.", "fr": "Fait."}))
    ledger.say("2019-04-02", a_correction(3, "substantial", "2019-03", evidence=EVIDENCE, text={"fr": "Presque."}))
    ledger.say("2019-05-02", a_report(None, "2019-05-01", words="Only a note."), a_withdrawal("2019-05-01", "9.3"))
    ledger.say(
        "2019-06-03",
        _found("completion", said="Pending IRM Review"),
        _found("verifiable", values=("yes",)),
        _found("starred"),
        actor="irm",
    )


def _found(variable: str, **said: object) -> RecordAssessment:
    finding = RecordAssessment(
        programme=PLAN, subject=Subject.COMMITMENT, about="9", reviewer="irm", variable=variable, on=Edtf("2019-06-01")
    )
    return replace(finding, **said)


def ask(url: str, as_of: date = AS_OF) -> Answers:
    """The answers of a database whose read models are up to date."""
    with psycopg.connect(url, autocommit=True) as connection:
        last = "SELECT notification_id, recorded_at FROM log.events ORDER BY notification_id DESC LIMIT 1"
        row = connection.execute(last).fetchone()
        assert row is not None
        reading = Reading(connection, Moment(as_of, *row))
        status = status_report(reading, PLAN)
        assert status is not None
        roles = roles_in(reading, PLAN)
        partners = partners_named(reading, {role.partner for role in roles})
        return Answers(status, timelines(reading, PLAN), roles, partners)


def nothing_yet(title: str = "Action plan") -> StatusReport:
    """The report of a programme in which nothing is recorded."""
    programme = Programme(
        code=PLAN,
        version=1,
        kind=ProgrammeKind.ACTION_PLAN,
        title={"en": title},
        period=Edtf("2018/.."),
        duration=None,
        languages=("en",),
        countries=(),
        description=None,
        vocabulary=OGP_STATUS.id,
        policies=Policies(),
        profiles=UNSAID,
        vocabularies={STATUS: OGP_STATUS.id, **answered(UNSAID)},
        closed=False,
    )
    statuses = [*(term.code for term in OGP_STATUS.terms), "not-reported", "withdrawn"]
    return StatusReport(
        programme=programme,
        as_of=AS_OF,
        known_at=1,
        recorded_at=datetime(2018, 4, 3, 12, tzinfo=UTC),
        vocabulary=OGP_STATUS,
        totals=Totals(milestones=0, by_status=dict.fromkeys(statuses, 0), overdue=0, rescheduled=0),
        commitments=(),
        milestones=(),
        findings=(),
        illustrative=False,
    )
