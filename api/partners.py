"""Partners over HTTP: organisations, and the part they take in programmes."""

from datetime import date

from api.answers import Page, keyed_page, known, must_be_programme, page
from api.route import BY_CODE, BY_NUMBER, Ask, Asked, Tell
from api.things import history
from domain.consortium import Consortium, HandOverLead, JoinProgramme, LeaveProgramme
from domain.kernel import Key
from domain.partner import AmendPartner, RegisterPartner, UnknownPartner
from domain.programme import UnknownProgramme
from domain.succession import MergePartners, SplitPartner
from projections.consortium import CONSORTIA
from projections.dossier import DossierRow, TimelineFact, timeline_of
from projections.moment import Reading
from projections.obligations import Obligations, obligations
from projections.partner import PARTNERS, Partner, all_partners, partner
from projections.projection import View
from projections.role import PartnerRole, roles_in, roles_of
from projections.version import versions

TAG = "Partners"
PLAN = {"programme": "FR-2018"}


class PartnerWithRoles(Partner, frozen=True, kw_only=True):
    """A partner on one day, as known at one moment, with all its roles, past ones included."""

    roles: tuple[PartnerRole, ...]


class TakingPart(View, frozen=True):
    """A page of the roles in a programme, past ones included. `version` is that of the programme's own partners, for If-Match."""

    version: int
    as_of: date
    known_at: int
    items: tuple[PartnerRole, ...]
    next: str | None


def _all(reading: Reading, asked: Asked) -> Page[Partner]:
    return keyed_page(reading, asked, lambda after, n: all_partners(reading, after=after, limit=n), lambda p: p.code)


def _one(reading: Reading, _asked: Asked, code: str) -> PartnerWithRoles:
    found = known(partner(reading, code), UnknownPartner, f"partner {code!r}", reading)
    said = {name: getattr(found, name) for name in found.__struct_fields__}
    return PartnerWithRoles(roles=tuple(roles_of(reading, code)), **said)


def _obligations(reading: Reading, _asked: Asked, code: str) -> Obligations:
    known(partner(reading, code), UnknownPartner, f"partner {code!r}", reading)
    return obligations(reading, code)


def _dossier(reading: Reading, code: str) -> DossierRow | None:
    return reading.row(PARTNERS, code)


def _consortium(reading: Reading, asked: Asked, programme: str) -> Page[TimelineFact]:
    must_be_programme(reading, programme)
    row = reading.row(CONSORTIA, programme)
    return page(reading, asked, timeline_of(row) if row else [])


def _in_programme(reading: Reading, asked: Asked, programme: str) -> TakingPart:
    must_be_programme(reading, programme)
    found = page(reading, asked, roles_in(reading, programme))
    consortium = Key(Consortium.KIND, programme)
    return TakingPart(
        version=versions(reading, [consortium])[consortium],
        as_of=found.as_of,
        known_at=found.known_at,
        items=found.items,
        next=found.next,
    )


ROUTES = (
    Ask(
        path="/partners",
        tag=TAG,
        summary="List partners",
        description="Every organisation that was registered, in the order of its code.",
        answer=_all,
        view=Page[Partner],
        cursor=BY_CODE,
    ),
    Ask(
        path="/partners/{code}",
        tag=TAG,
        summary="Read a partner with its roles",
        description="What is said of an organisation, and all its roles in all programmes, past ones included.",
        answer=_one,
        view=PartnerWithRoles,
        unknown=(UnknownPartner,),
        example={"code": "fr-interior"},
    ),
    Ask(
        path="/partners/{code}/obligations",
        tag=TAG,
        summary="Read what a partner owes",
        description="Every milestone, deliverable, event and follow-up that a partner answers for and that is not done, in all "
        "programmes: what is overdue first, then by due date, what has none last.",
        answer=_obligations,
        view=Obligations,
        unknown=(UnknownPartner,),
        example={"code": "fr-interior"},
    ),
    history(
        "partner",
        "/partners/{code}",
        tag=TAG,
        row=_dossier,
        unknown=(UnknownPartner,),
        example={"code": "fr-interior"},
    ),
    Tell(
        path="/partners",
        tag=TAG,
        summary="Register a partner",
        command=RegisterPartner,
        creates=True,
        examples={
            "ministry": {
                "code": "fr-interior",
                "name": {"en": "Ministry of the Interior"},
                "kind": "ministry",
                "country": "FR",
            },
            "minister-of-state": {
                "code": "fr-digital-sector",
                "name": {"en": "Minister of State for the Digital Sector"},
                "kind": "ministry",
                "country": "FR",
            },
            "to-be-merged": {
                "code": "fr-modernisation",
                "name": {"en": "Secretariat for modernisation"},
                "kind": "agency",
            },
            "to-be-split": {"code": "fr-territories", "name": {"en": "Ministry of Territories"}, "kind": "ministry"},
            "to-come-out": {"code": "fr-cohesion", "name": {"en": "Agency for Cohesion"}, "kind": "agency"},
        },
    ),
    Tell(
        path="/partners/{code}/amend",
        tag=TAG,
        summary="Amend a partner",
        command=AmendPartner,
        example={"code": "fr-interior"},
        examples={"place": {"reason": "Its place was missing.", "place": "Paris"}},
    ),
    Tell(
        path="/partners/{code}/merge",
        tag=TAG,
        summary="Merge a partner into another",
        command=MergePartners,
        example={"code": "fr-modernisation"},
        examples={"decree": {"into": "fr-digital-sector", "on": "2017-11-20", "reason": "Both became one by decree."}},
    ),
    Tell(
        path="/partners/{code}/split",
        tag=TAG,
        summary="Split a partner",
        command=SplitPartner,
        example={"code": "fr-territories"},
        examples={
            "one-came-out": {
                "into": ["fr-cohesion"],
                "on": "2019-07-22",
                "reason": "The agency was founded by law.",
                "ends": False,
            }
        },
    ),
    Ask(
        path="/programmes/{programme}/partners",
        tag=TAG,
        summary="List who takes part in a programme",
        description="All roles in a programme, its commitments and its milestones, past ones included.",
        answer=_in_programme,
        view=TakingPart,
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Ask(
        path="/programmes/{programme}/partners/timeline",
        tag=TAG,
        summary="Read who joined, left and handed over, entry by entry",
        description="Every entry about who takes part in a programme as a whole, as it was said, corrections among them.",
        answer=_consortium,
        view=Page[TimelineFact],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Tell(
        path="/programmes/{programme}/partners/join",
        tag=TAG,
        summary="Let a partner join a programme",
        command=JoinProgramme,
        example=PLAN,
        examples={
            "as-lead": {"partner": "fr-digital-sector", "role": "lead", "since": "2018"},
            "as-support": {"partner": "fr-interior", "role": "supporting", "since": "2018"},
        },
    ),
    Tell(
        path="/programmes/{programme}/partners/hand-over",
        tag=TAG,
        summary="Hand the lead of a programme over",
        command=HandOverLead,
        example=PLAN,
        examples={"reshuffle": {"to": "fr-interior", "on": "2019-04-01", "reason": "The government was reshuffled."}},
    ),
    Tell(
        path="/programmes/{programme}/partners/leave",
        tag=TAG,
        summary="Let a partner leave a role in a programme",
        command=LeaveProgramme,
        example=PLAN,
        examples={
            "support": {
                "partner": "fr-interior",
                "role": "supporting",
                "on": "2019-04-01",
                "reason": "It leads the programme now.",
            }
        },
    ),
)
