"""The things of a programme over HTTP: for every kind the same three questions, which are all of them, one, and its timeline."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from api.answers import Page, known, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked
from domain.kernel import Refusal
from domain.programme import UnknownProgramme
from projections.dossier import DossierRow, TimelineFact, timeline_of
from projections.moment import Reading
from projections.projection import Projection, View

V = TypeVar("V", bound=View)


def asks(  # noqa: PLR0913 - one word for each thing in which the kinds differ
    noun: str,
    plural: str,
    *,
    tag: str,
    view: type[V],
    all_of: Callable[[Reading, str], Sequence[V]],
    one_of: Callable[[Reading, str, str], V | None],
    dossiers: Projection[Any],
    unknown: type[Refusal],
    says: str,
    example: str,
) -> tuple[Ask, ...]:
    """The questions about one kind of thing at `/programmes/{programme}/<plural>`; `says` is what an answer tells of one."""

    def one(reading: Reading, _asked: Asked, programme: str, code: str) -> V:
        must_be_programme(reading, programme)
        return known(one_of(reading, programme, code), unknown, f"{noun} {code!r} in programme {programme!r}", reading)

    def dossier(reading: Reading, programme: str, code: str) -> DossierRow | None:
        must_be_programme(reading, programme)
        return reading.row(dossiers, f"{programme}/{code}")

    path = f"/programmes/{{programme}}/{plural.replace(' ', '-')}"
    both = (UnknownProgramme, unknown)
    codes = {"programme": "FR-2018", "code": example}
    return (
        collection(noun, plural, path, tag=tag, view=view, all_of=all_of),
        Ask(
            path=f"{path}/{{code}}",
            tag=tag,
            summary=f"Read {_one(noun)}",
            description=says,
            answer=one,
            view=view,
            unknown=both,
            example=codes,
        ),
        history(noun, f"{path}/{{code}}", tag=tag, row=dossier, unknown=both, example=codes),
    )


def collection(
    noun: str, plural: str, path: str, *, tag: str, view: type[V], all_of: Callable[[Reading, str], Sequence[V]]
) -> Ask:
    """The question which things of one kind a programme has."""

    def everything(reading: Reading, asked: Asked, programme: str) -> Page[V]:
        must_be_programme(reading, programme)
        return page(reading, asked, all_of(reading, programme))

    return Ask(
        path=path,
        tag=tag,
        summary=f"List a programme's {plural}",
        description=f"Every {noun} of a programme, in the order of its code.",
        answer=everything,
        view=Page[view],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example={"programme": "FR-2018"},
    )


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def history(
    noun: str,
    path: str,
    *,
    tag: str,
    row: Callable[..., DossierRow | None],
    unknown: tuple[type[Refusal], ...],
    example: Mapping[str, str],
) -> Ask:
    """The question what was said of one thing: `row(reading, *codes)` is its dossier, the last of `unknown` says there is none."""

    def timeline(reading: Reading, asked: Asked, *codes: str) -> Page[TimelineFact]:
        found = known(row(reading, *codes), unknown[-1], f"{noun} {'/'.join(codes)!r}", reading)
        return page(reading, asked, timeline_of(found))

    return Ask(
        path=f"{path}/timeline",
        tag=tag,
        summary=f"Read {_one(noun)}'s timeline",
        description="Every entry as it was said: what, for when, when it was learnt, by whom, from which source, and "
        "whether it was corrected or retracted since.",
        answer=timeline,
        view=Page[TimelineFact],
        cursor=BY_NUMBER,
        unknown=unknown,
        example=example,
    )
