"""Figures over HTTP: numbers said of one cohort, or of several together."""

from api import things
from api.route import Tell
from domain.figure import RestateFigure, StateFigure, UnknownFigure
from projections.figure import FIGURES, Figure, figure, figures_of

TAG = "Figures"
PATH = "/programmes/{programme}/figures"
TOGETHER = ["eig-1", "eig-2"]

ROUTES = (
    *things.asks(
        "figure",
        "figures",
        tag=TAG,
        view=Figure,
        all_of=figures_of,
        one_of=figure,
        dossiers=FIGURES,
        unknown=UnknownFigure,
        says="A number with the cohorts of which it was said, each time that it was said. All figures of a programme are "
        "entries of one stream, named by `of` in the timeline.",
        example="eig-stayed",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="State a figure",
        command=StateFigure,
        creates=True,
        example={"programme": "FR-2018"},
        examples={
            "of-two-cohorts": {
                "code": "eig-two-promotions",
                "cohorts": TOGETHER,
                "measure": "admitted",
                "value": 39,
                "on": "2018",
                "said": "the 39 EIGs of the two initial promotions",
            },
            "a-part-of-it": {
                "code": "eig-stayed",
                "cohorts": TOGETHER,
                "measure": "stayed-in-public-sector",
                "value": 14,
                "of": "eig-two-promotions",
                "on": "2019",
                "said": "14 continued to work within the public sector",
            },
        },
    ),
    Tell(
        path=f"{PATH}/{{code}}/restate",
        tag=TAG,
        summary="Restate a figure",
        command=RestateFigure,
        example={"programme": "FR-2018", "code": "eig-stayed"},
        examples={
            "a-year-later": {"value": 12, "on": "2020", "reason": "Two have left since.", "said": "12 still work there"}
        },
    ),
)
