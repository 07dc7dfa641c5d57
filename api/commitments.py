"""Commitments over HTTP: what a programme promises under each number, and who answers for it."""

from api import things
from api.route import Tell
from domain.answering import AddSupport, ChangeLead, EndSupport
from domain.commitment import AmendCommitment, MakeCommitment
from domain.thing import UnknownCommitment
from domain.withdrawal import ReinstateCommitment, WithdrawCommitment
from projections.commitment import COMMITMENTS, Commitment, commitment, commitments_of

TAG = "Commitments"
PLAN = {"programme": "FR-2018"}
NINTH = {"programme": "FR-2018", "code": "9"}


ROUTES = (
    *things.asks(
        "commitment",
        "commitments",
        tag=TAG,
        view=Commitment,
        all_of=commitments_of,
        one_of=commitment,
        dossiers=COMMITMENTS,
        unknown=UnknownCommitment,
        says="What is promised under one number, who leads it and who supports it, and whether it was withdrawn.",
        example="9",
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
                "submitted": "2018",
            },
            "second": {"code": "11", "title": {"en": "Open data of the regions"}},
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
    Tell(
        path="/programmes/{programme}/commitments/{code}/withdraw",
        tag=TAG,
        summary="Withdraw a commitment",
        command=WithdrawCommitment,
        example={"programme": "FR-2018", "code": "11"},
        examples={"taken-back": {"on": "2019-06-01", "reason": "A new law covers it."}},
    ),
    Tell(
        path="/programmes/{programme}/commitments/{code}/reinstate",
        tag=TAG,
        summary="Reinstate a withdrawn commitment",
        command=ReinstateCommitment,
        example={"programme": "FR-2018", "code": "11"},
        examples={"law-not-passed": {"on": "2019-09-01", "reason": "The law was not passed."}},
    ),
)
