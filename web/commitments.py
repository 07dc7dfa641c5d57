"""The page of one commitment: what is promised under its number, where it stands, and its story in time."""

from msgspec import Struct

from domain.values import Text
from domain.vocabulary import Vocabulary
from projections.commitment import COMMITMENTS
from projections.moment import Reading
from projections.programme import Programme
from projections.report import CommitmentStatus, status_report
from projections.statement import Statement, statements_by_thing
from web.page import Page, Query, known
from web.report import Part, part_of, reviewers_in
from web.story import Story, story_of
from web.things import Thing, things_of


class CommitmentPage(Struct, frozen=True):
    """A commitment with its milestones, the other things that name it, what sources say of it, and its story."""

    programme: Programme
    vocabulary: Vocabulary
    commitment: CommitmentStatus
    part: Part
    things: tuple[Thing, ...]
    reviewers: dict[str, Text]
    statements: tuple[Statement, ...]
    story: Story


def commitment(reading: Reading, _query: Query, programme: str, code: str) -> CommitmentPage:
    report = known(status_report(reading, programme), "programme", None, programme)
    found = known(next((one for one in report.commitments if one.code == code), None), "commitment", programme, code)
    row = known(reading.row(COMMITMENTS, f"{programme}/{code}"), "commitment", programme, code)
    return CommitmentPage(
        programme=report.programme,
        vocabulary=report.vocabulary,
        commitment=found,
        part=part_of(found, report),
        things=tuple(thing for thing in things_of(reading, programme) if thing.commitment == code),
        reviewers=reviewers_in(reading, report),
        statements=statements_by_thing(reading, programme).get(row.of, ()),
        story=story_of(reading, row),
    )


PAGES = (
    Page(
        path="/programmes/{programme}/commitments/{code}",
        template="commitment.html",
        answer=commitment,
        rows=lambda found: found.story.entries,
    ),
)
