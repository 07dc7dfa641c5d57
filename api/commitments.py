"""Commitments over HTTP: what a programme promises under each number, and who answers for it."""

from api.answers import Page, known, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked, Tell
from domain.commitment import (
    AddSupport,
    AmendCommitment,
    ChangeLead,
    EndSupport,
    MakeCommitment,
    UnknownCommitment,
)
from domain.programme import UnknownProgramme
from projections.commitment import Commitment, commitment, commitments_of
from projections.moment import Reading

TAG = "Commitments"
PLAN = {"programme": "FR-2018"}
NINTH = {"programme": "FR-2018", "code": "9"}


def _all(reading: Reading, asked: Asked, programme: str) -> Page[Commitment]:
    must_be_programme(reading, programme)
    return page(reading, asked, commitments_of(reading, programme))


def _one(reading: Reading, _asked: Asked, programme: str, code: str) -> Commitment:
    must_be_programme(reading, programme)
    found = commitment(reading, programme, code)
    return known(found, UnknownCommitment, f"commitment {code!r} in programme {programme!r}", reading)


ROUTES = (
    Ask(
        path="/programmes/{programme}/commitments",
        tag=TAG,
        summary="List a programme's commitments",
        description="Every commitment of a programme, in the order of its number.",
        answer=_all,
        view=Page[Commitment],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Ask(
        path="/programmes/{programme}/commitments/{code}",
        tag=TAG,
        summary="Read a commitment",
        description="What is promised under one number, who leads it and who supports it.",
        answer=_one,
        view=Commitment,
        unknown=(UnknownProgramme, UnknownCommitment),
        example=NINTH,
    ),
    Tell(
        path="/programmes/{programme}/commitments",
        tag=TAG,
        summary="Make a commitment",
        command=MakeCommitment,
        creates=True,
        example=PLAN,
        examples={
            "capacity-building": {
                "code": "9",
                "title": {"en": "Administrative Capacity-Building"},
                "identifier": "FR0038",
                "lead": "fr-digital-sector",
                "ogp_values": [{"code": "civic-participation", "said": "Civic Participation"}],
            }
        },
    ),
    Tell(
        path="/programmes/{programme}/commitments/{code}/amend",
        tag=TAG,
        summary="Amend a commitment",
        command=AmendCommitment,
        example=NINTH,
        examples={"period": {"reason": "Its period was missing.", "period": "2018/2020"}},
    ),
    Tell(
        path="/programmes/{programme}/commitments/{code}/add-support",
        tag=TAG,
        summary="Let a partner support a commitment",
        command=AddSupport,
        example=NINTH,
        examples={"ministry": {"partner": "fr-interior", "on": "2018-06"}},
    ),
    Tell(
        path="/programmes/{programme}/commitments/{code}/end-support",
        tag=TAG,
        summary="End a partner's support of a commitment",
        command=EndSupport,
        example=NINTH,
        examples={
            "takes-the-lead": {"partner": "fr-interior", "on": "2019-04-01", "reason": "It leads it from now on."}
        },
    ),
    Tell(
        path="/programmes/{programme}/commitments/{code}/change-lead",
        tag=TAG,
        summary="Change who leads a commitment",
        command=ChangeLead,
        example=NINTH,
        examples={"reshuffle": {"to": "fr-interior", "on": "2019-04-01", "reason": "The government was reshuffled."}},
    ),
)
