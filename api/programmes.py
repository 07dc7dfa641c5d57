"""Programmes over HTTP: the record of each, from its creation to its closing."""

from api.answers import Page, keyed_page, known, must_be_programme, number
from api.route import BY_CODE, BY_NUMBER, Ask, Asked, Tell
from api.things import history
from domain.closing import CloseProgramme, ReopenProgramme
from domain.profile import ChooseVocabularies
from domain.programme import AmendProgramme, CreateProgramme, UnknownProgramme
from projections.activity import ActivityEntry, activity
from projections.dossier import DossierRow
from projections.holdings import Holdings, holdings_of
from projections.moment import Reading
from projections.programme import PROGRAMMES, Programme, ProgrammeInFull, all_programmes, programme_in_full

TAG = "Programmes"


def _all(reading: Reading, asked: Asked) -> Page[Programme]:
    return keyed_page(reading, asked, lambda after, n: all_programmes(reading, after=after, limit=n), lambda p: p.code)


def _one(reading: Reading, _asked: Asked, code: str) -> ProgrammeInFull:
    return known(programme_in_full(reading, code), UnknownProgramme, f"programme {code!r}", reading)


def _holdings(reading: Reading, _asked: Asked, code: str) -> Holdings:
    must_be_programme(reading, code)
    return holdings_of(reading, code)


def _activity(reading: Reading, asked: Asked, code: str) -> Page[ActivityEntry]:
    must_be_programme(reading, code)
    before = number(asked.after) or None

    def fetch(_after: str, limit: int) -> tuple[ActivityEntry, ...]:
        return activity(reading, programme=code, before=before, limit=limit).entries

    return keyed_page(reading, asked, fetch, lambda one: str(one.position))


def _dossier(reading: Reading, code: str) -> DossierRow | None:
    return reading.row(PROGRAMMES, code)


ROUTES = (
    Ask(
        path="/programmes",
        tag=TAG,
        summary="List programmes",
        description="Every programme, in the order of its code.",
        answer=_all,
        view=Page[Programme],
        cursor=BY_CODE,
    ),
    Ask(
        path="/programmes/{code}",
        tag=TAG,
        summary="Read a programme",
        description="What is said of a programme, the policies its record is kept by, and what sources say of it besides.",
        answer=_one,
        view=ProgrammeInFull,
        unknown=(UnknownProgramme,),
        example={"code": "FR-2018"},
    ),
    Ask(
        path="/programmes/{code}/holdings",
        tag=TAG,
        summary="Count what the record of a programme holds",
        description="How many things of each kind were recorded in a programme, and with how many entries: as known at a "
        "moment, whatever the day asked for.",
        answer=_holdings,
        view=Holdings,
        unknown=(UnknownProgramme,),
        example={"code": "FR-2018"},
    ),
    Ask(
        path="/programmes/{code}/activity",
        tag=TAG,
        summary="Read who recorded what in a programme",
        description="Every entry about a programme and anything in it, newest first, whatever day it speaks of.",
        answer=_activity,
        view=Page[ActivityEntry],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example={"code": "FR-2018"},
    ),
    history(
        "programme",
        "/programmes/{code}",
        tag=TAG,
        row=_dossier,
        unknown=(UnknownProgramme,),
        example={"code": "FR-2018"},
    ),
    Tell(
        path="/programmes",
        tag=TAG,
        summary="Create a programme",
        command=CreateProgramme,
        creates=True,
        examples={
            "action-plan": {
                "code": "FR-2018",
                "title": {"en": "France Action Plan 2018-2020"},
                "kind": "action-plan",
                "period": "2018/2020",
                "languages": ["en"],
                "countries": ["FR"],
            }
        },
    ),
    Tell(
        path="/programmes/{code}/amend",
        tag=TAG,
        summary="Amend a programme",
        command=AmendProgramme,
        example={"code": "FR-2018"},
        examples={
            "second-language": {
                "reason": "The plan is published in French as well.",
                "languages": ["en", "fr"],
                "title": {"en": "France Action Plan 2018-2020", "fr": "Plan d'action national 2018-2020"},
            }
        },
    ),
    Tell(
        path="/programmes/{code}/choose-vocabularies",
        tag=TAG,
        summary="Choose the vocabularies of a programme",
        command=ChooseVocabularies,
        example={"code": "FR-2018"},
        examples={
            "with-deliverables": {
                "profiles": ["irm@2017", "eu-deliverables@2014"],
                "reason": "A funded project joins the plan, and its deliverables have types.",
            }
        },
    ),
    Tell(
        path="/programmes/{code}/close",
        tag=TAG,
        summary="Close a programme",
        command=CloseProgramme,
        example={"code": "FR-2018"},
        examples={"at-the-end": {"on": "2020-12-31", "reason": "The plan's period has ended."}},
    ),
    Tell(
        path="/programmes/{code}/reopen",
        tag=TAG,
        summary="Reopen a closed programme",
        command=ReopenProgramme,
        example={"code": "FR-2018"},
        examples={"late-report": {"reason": "A ministry has handed in its report late."}},
    ),
)
