"""Outcomes of events, and the follow-ups that were agreed of them: by whom, until when, and what became of each."""

from collections.abc import Iterator
from typing import Final

from domain.outcome import OutcomeKind
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.attendance import OF_EVENT, about
from exports.fields.common import SAID, countries, entry_of, evidence_of, on_of, partner_fields, yes_no
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import AnyQuestion
from projections.field import ThingKind
from projections.gathering import GatheringView, gatherings_of
from projections.outcome import FollowUp, FollowUpState, Outcome
from words.message import marked

_OUTCOME: Final[list[Field[Outcome]]] = [
    field(
        "outcome",
        marked("column", "Outcome"),
        marked("definition", "What the event led to."),
        lambda outcome, words: words.say(outcome.text),
        width=60,
        tells=("outcomes",),
    ),
    word(
        "kind",
        marked("column", "Kind of outcome"),
        marked(
            "definition",
            "Whether it is a proposal, an agreement, a decision, an offer, a recommendation, or something else.",
        ),
        lambda outcome, words: words.named(outcome.kind),
        OutcomeKind,
        tells=("outcomes",),
    ),
    *partner_fields(
        ("proposed_by", "proposed_by_codes"),
        (marked("column", "Proposed by"), marked("column", "Codes of those who proposed it")),
        marked("definition", "The partners that proposed it, one to a line."),
        lambda outcome: outcome.proposed_by,
        tells="outcomes",
    ),
    field(
        "proposing_countries",
        marked("column", "Proposed by countries"),
        marked("definition", "The countries that proposed it."),
        lambda outcome, words: countries(outcome.proposing_countries, words),
        tells=("outcomes",),
    ),
    field(
        "proposing_country_codes",
        marked("column", "Codes of the proposing countries"),
        marked("definition", "The same countries by their ISO 3166-1 codes."),
        lambda outcome, _: "; ".join(outcome.proposing_countries) or None,
        Kind.CODE,
        tells=("outcomes",),
    ),
    *on_of(lambda outcome: outcome.on, tells=("outcomes",)),
    field(
        "follow_up_count",
        marked("column", "Number of follow-ups"),
        marked("definition", "How many follow-ups were agreed of it."),
        lambda outcome, _: len(outcome.follow_ups),
        Kind.COUNT,
        tells=("follow-up:action",),
    ),
    field(
        "open_follow_ups",
        marked("column", "Open follow-ups"),
        marked("definition", "How many of them are open."),
        lambda outcome, _: sum(one.state is FollowUpState.OPEN for one in outcome.follow_ups),
        Kind.COUNT,
        tells=("follow-up:status",),
    ),
    entry_of(lambda outcome: outcome.outcome),
]

OfOutcome = Line[GatheringView, Outcome]
OUTCOME: Final[list[Field[OfOutcome]]] = [
    *of(lambda line: line.whole, OF_EVENT),
    *of(lambda line: line.part, _OUTCOME),
    *of(lambda line: line.part, SAID),
]


def _outcomes(material: Material) -> Iterator[OfOutcome]:
    def told() -> Iterator[Told[GatheringView, Outcome]]:
        for event in gatherings_of(material.reading, material.code):
            for outcome in event.outcomes:
                yield f"{event.code}/{outcome.outcome}", event.commitment, event, outcome

    return lines_of(material, told())


_AGREED: Final[list[Field[FollowUp]]] = [
    field(
        "action",
        marked("column", "Follow-up"),
        marked("definition", "What is to be done."),
        lambda one, words: words.say(one.action),
        width=60,
    ),
    word(
        "state",
        marked("column", "State"),
        marked("definition", "Open, done, dropped, or made into a milestone."),
        lambda one, words: words.named(one.state),
        FollowUpState,
        tells=("status",),
    ),
    field(
        "state_code",
        marked("column", "State code"),
        marked("definition", "The state as a code, the same in every language."),
        lambda one, _: one.state.value,
        Kind.CODE,
        tells=("status",),
    ),
    *partner_fields(
        ("owner", "owner_code"),
        (marked("column", "Owner"), marked("column", "Code of the owner")),
        marked("definition", "The partner that is to do it; blank: nobody was named."),
        lambda one: (one.owner,) if one.owner else (),
    ),
    *dated(
        "due",
        (marked("column", "Due"), marked("column", "Due: earliest day"), marked("column", "Due: latest day")),
        marked("definition", "Until when it is to be done, as it was said."),
        lambda one: one.due,
    ),
    yes_no(
        "overdue",
        marked("column", "Overdue"),
        marked("definition", "Yes: it is open, and the day until which it was to be done has passed."),
        lambda one: one.overdue,
        tells=("due", "status"),
    ),
    field(
        "outcome",
        marked("column", "Outcome"),
        marked("definition", "The outcome of which it was agreed."),
        lambda one, words: words.say(one.outcome_text),
        width=60,
        tells=("event:outcomes",),
    ),
    field(
        "outcome_entry",
        marked("column", "Entry of the outcome"),
        marked("definition", "The number of the outcome's entry in the record of the event."),
        lambda one, _: one.outcome,
        Kind.COUNT,
        width=8,
    ),
]

_BECAME: Final[list[Field[FollowUp]]] = [
    *dated(
        "agreed",
        (
            marked("column", "Agreed on"),
            marked("column", "Agreed on: earliest day"),
            marked("column", "Agreed on: latest day"),
        ),
        marked("definition", "When it was agreed, as it was said."),
        lambda one: one.on,
        tells=("action",),
    ),
    *dated(
        "ended",
        (marked("column", "Ended"), marked("column", "Ended: earliest day"), marked("column", "Ended: latest day")),
        marked("definition", "When it was done, dropped or made into a milestone, as it was said."),
        lambda one: one.ended,
        tells=("status",),
    ),
    field(
        "reason",
        marked("column", "Reason"),
        marked("definition", "Why it ended as it did, as it was said."),
        lambda one, _: one.reason,
        width=40,
        tells=("status",),
    ),
    field(
        "milestone",
        marked("column", "Milestone"),
        marked("definition", "The code of the milestone that it became; blank: it became none."),
        lambda one, _: one.milestone,
        Kind.CODE,
    ),
    *evidence_of(lambda one: one.evidence, tells=("status",)),
    entry_of(lambda one: one.follow_up),
]

OfFollowUp = Line[GatheringView, FollowUp]
FOLLOW_UP: Final[list[Field[OfFollowUp]]] = [
    *of(lambda line: line.whole, OF_EVENT),
    *of(lambda line: line.part, [*_AGREED, *_BECAME]),
    *of(lambda line: line.part, SAID),
]


def _follow_ups(material: Material) -> Iterator[OfFollowUp]:
    def told() -> Iterator[Told[GatheringView, FollowUp]]:
        for event in gatherings_of(material.reading, material.code):
            found = (one for outcome in event.outcomes for one in outcome.follow_ups)
            for one in sorted(found, key=lambda follow_up: follow_up.follow_up):
                yield f"{event.code}/{one.follow_up}", event.commitment, event, one

    return lines_of(material, told())


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("outcomes", marked("question", "Outcomes of events"), _outcomes, about, OUTCOME),
    question(
        "follow_ups",
        marked("question", "Follow-ups"),
        _follow_ups,
        lambda line: (ThingKind.FOLLOW_UP, f"{line.whole.code}/{line.part.follow_up}"),
        FOLLOW_UP,
        {
            "open": lambda line: line.part.state is FollowUpState.OPEN,
            "overdue": lambda line: line.part.overdue,
        },
    ),
)
