"""Phases of pilots: when each was planned and agreed for, and who funds it."""

from collections.abc import Iterator
from typing import Final

from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of
from exports.fields.common import SAID, note_of, partner_fields, slipped, title_of
from exports.fields.pilot import OF_PILOT
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.phase import PeriodMoved, Phase
from projections.pilot import Pilot, pilots_of
from words.message import marked

_PHASE: Final[list[Field[Phase]]] = [
    field(
        "number",
        marked("column", "Phase"),
        marked("definition", "The number of the phase."),
        lambda phase, _: phase.number,
        Kind.COUNT,
    ),
    title_of(lambda phase: phase.title),
    *dated(
        "planned",
        (
            marked("column", "First planned for"),
            marked("column", "First planned for: earliest day"),
            marked("column", "First planned for: latest day"),
        ),
        marked("definition", "The days for which it was planned at first, as they were said."),
        lambda phase: phase.planned,
        tells=("period",),
    ),
    *dated(
        "agreed",
        (
            marked("column", "Agreed for"),
            marked("column", "Agreed for: earliest day"),
            marked("column", "Agreed for: latest day"),
        ),
        marked("definition", "The days for which it is agreed now, as they were said."),
        lambda phase: phase.agreed,
        tells=("period",),
    ),
    *slipped(lambda phase: phase.slippage, tells=("period",)),
    field(
        "moves",
        marked("column", "Moves and reasons"),
        marked("definition", "Each agreement on other days, one to a line: since when, to which days, and why."),
        lambda phase, words: _moves(phase.moves, words),
        width=44,
        tells=("period",),
    ),
    *partner_fields(
        ("funders", "funder_codes"),
        (marked("column", "Funders"), marked("column", "Codes of the funders")),
        marked("definition", "The partners that fund it, one to a line."),
        lambda phase: phase.funders,
    ),
    note_of(lambda phase: phase.note),
    *dated(
        "on",
        (
            marked("column", "Planned on"),
            marked("column", "Planned on: earliest day"),
            marked("column", "Planned on: latest day"),
        ),
        marked("definition", "When it was planned, as it was said."),
        lambda phase: phase.on,
    ),
]


def _moves(moves: tuple[PeriodMoved, ...], words: Words) -> CellValue:
    colon = words.language.colon
    return "\n".join(f"{move.on}{colon}{move.period} ({move.reason})" for move in moves) or None


PHASE: Final[list[Field[Line[Pilot, Phase]]]] = [
    *of(lambda line: line.whole, OF_PILOT),
    *of(lambda line: line.part, _PHASE),
    *of(lambda line: line.part, SAID),
]


def _phases(material: Material) -> Iterator[Line[Pilot, Phase]]:
    def told() -> Iterator[Told[Pilot, Phase]]:
        for pilot in pilots_of(material.reading, material.code):
            for phase in pilot.phases:
                yield f"{pilot.code}/{phase.number}", pilot.commitment, pilot, phase

    return lines_of(material, told())


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "phases",
        marked("question", "Phases of pilots"),
        _phases,
        lambda line: (ThingKind.PHASE, f"{line.whole.code}/{line.part.number}"),
        PHASE,
    ),
)
