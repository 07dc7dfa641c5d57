"""The questions `tracker` and `tracker_gaps`: milestones as the indicators of a national tracker, and what its rules find lacking.

A tracker has three levels of codes, each beginning with the one above: C01, C01.1, C01.1.1; where our record has two, a milestone is
its own indicator. Which of its statuses stands for one of ours is the setting `statuses` of the template: `not-started NS, limited LP`.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from domain.vocabulary import CANADA_STATUS
from exports.cells import CellValue
from exports.field import Field, Kind, field, of
from exports.fields.milestone import FIELDS, MilestoneLine, milestone_lines
from exports.fields.promise import codes
from exports.material import Material
from exports.question import AnyQuestion, question
from exports.saying import Words
from projections.field import ThingKind
from projections.line import NOT_REPORTED
from words.language import language
from words.message import Message, marked

TONGUES: Final = ("en", "fr")
NONE_YET: Final = {"en": "NIL", "fr": "NUL"}
"""What the format writes where there is no progress: a rule of its own, in the language of the column."""
UNREPORTED: Final = marked("gap", "No status is reported")
NO_CHALLENGE: Final = marked("gap", "Challenges are mandatory with this status")
NO_DEADLINE: Final = marked("gap", "There is no deadline")
NO_LEAD: Final = marked("gap", "No department is named")
IN_TONGUE: Final = {
    "indicator": {
        "en": marked("gap", "The indicator is not said in English"),
        "fr": marked("gap", "The indicator is not said in French"),
    },
    "progress": {
        "en": marked("gap", "Progress is not said in English"),
        "fr": marked("gap", "Progress is not said in French"),
    },
    "challenges": {
        "en": marked("gap", "Challenges are not said in English"),
        "fr": marked("gap", "Challenges are not said in French"),
    },
}


def status_in(line: MilestoneLine, words: Words) -> str | None:
    """The tracker's code for a status: as the template's settings have it, or the same where it is the tracker's own."""
    said = (pair.split() for pair in str(words.settings.get("statuses", "")).split(",") if pair.strip())
    ours = {pair[0]: pair[1] for pair in said}
    term = CANADA_STATUS.find(line.milestone.status)
    return ours.get(line.milestone.status) or (term.code if term else None)


def _period(line: MilestoneLine, _: Words) -> CellValue:
    return line.material.scope.period or line.material.moment.as_of.isoformat()


def _parent(line: MilestoneLine, _: Words) -> str:
    """The code above that of the indicator, unless that is the commitment's."""
    own, top = line.milestone.code, line.commitment.code if line.commitment else ""
    above = own.rpartition(".")[0]
    return above if above and above != top else own


def _department(line: MilestoneLine, _: Words) -> str | None:
    lead = line.commitment.lead.code if line.commitment and line.commitment.lead else None
    return codes(line.milestone.responsible) or lead


def _progress(line: MilestoneLine, words: Words) -> str | None:
    """Progress in the language of the column; blank where it is said in another alone."""
    claim = line.milestone.claim
    return words.say(claim.progress) if claim and claim.progress else NONE_YET.get(words.language.tag, NONE_YET["en"])


TRACKER: Final[list[Field[MilestoneLine]]] = [
    field(
        "tracker_period",
        marked("column", "Reporting period of the tracker"),
        marked("definition", "The reporting period of the export; where none was chosen, the day for which it holds."),
        _period,
        Kind.CODE,
        tells=("export:period", "export:as_of"),
    ),
    field(
        "tracker_milestone",
        marked("column", "Milestone of the tracker"),
        marked("definition", "The code above that of the indicator; the same where the record has no level between."),
        _parent,
        Kind.CODE,
        tells=("milestone:code",),
    ),
    field(
        "tracker_status",
        marked("column", "Status of the tracker"),
        marked(
            "definition",
            "NS not started, LP limited progress, SP substantial progress, C complete; blank: none of them.",
        ),
        status_in,
        Kind.CODE,
        tells=("status",),
    ),
    field(
        "tracker_progress",
        marked("column", "Progress for the tracker"),
        marked(
            "definition", "What was done; NIL (in French NUL) where nothing is said; blank: said in another language."
        ),
        _progress,
        width=60,
        tells=("progress",),
    ),
    field(
        "tracker_department",
        marked("column", "Lead department"),
        marked("definition", "The codes of those who carry it out, else of the commitment's lead."),
        _department,
        Kind.CODE,
        tells=("responsible", "commitment:lead"),
    ),
]


class TrackerGap(NamedTuple):
    """A rule of the tracker that the line of a milestone does not keep."""

    line: MilestoneLine
    rule: Message


def _standing(line: MilestoneLine) -> bool:
    return not line.milestone.withdrawn


def _broken(line: MilestoneLine) -> Iterator[Message]:
    """The rules that it does not keep."""
    one, claim = line.milestone, line.milestone.claim
    if one.status == NOT_REPORTED:
        yield UNREPORTED
    elif (
        claim and not claim.challenges and (term := line.material.vocabulary.find(one.status)) and term.needs_challenge
    ):
        yield NO_CHALLENGE
    if one.due is None:
        yield NO_DEADLINE
    if not (one.responsible or (line.commitment and line.commitment.lead)):
        yield NO_LEAD
    texts = {"indicator": one.title, "progress": claim and claim.progress, "challenges": claim and claim.challenges}
    for name, text in texts.items():
        for tongue in TONGUES if text else ():
            if Words(language(tongue), only=True).say(text) is None:
                yield IN_TONGUE[name][tongue]


def _gaps(material: Material) -> Iterator[TrackerGap]:
    for line in milestone_lines(material):
        if _standing(line):
            yield from (TrackerGap(line, rule) for rule in _broken(line))


def _line(gap: TrackerGap) -> MilestoneLine:
    return gap.line


RULE: Final[Field[TrackerGap]] = field(
    "rule",
    marked("column", "What the tracker lacks"),
    marked("definition", "The rule of the tracker that this indicator does not keep."),
    lambda gap, words: words(gap.rule),
    width=44,
    tells=("status", "progress", "challenges", "due", "responsible", "title"),
)

QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "tracker",
        marked("question", "Indicators of a tracker"),
        milestone_lines,
        key=lambda line: line.milestone.code,
        about=lambda line: (ThingKind.MILESTONE, line.milestone.code),
        fields=[*FIELDS, *TRACKER],
        only={"standing": _standing},
    ),
    question(
        "tracker_gaps",
        marked("question", "What a tracker lacks"),
        _gaps,
        key=lambda gap: f"{gap.line.milestone.code}/{gap.rule.english}",
        about=lambda gap: (ThingKind.MILESTONE, gap.line.milestone.code),
        fields=[RULE, *of(_line, [*FIELDS, *TRACKER])],
    ),
)
