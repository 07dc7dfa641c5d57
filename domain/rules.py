"""Rules that several nouns share."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from msgspec import UNSET

from domain.dates import Edtf
from domain.kernel import Command, Refusal, Unacceptable, World
from domain.vocabulary import PROFILES


class NothingToAmend(Unacceptable): ...


class SaidTwice(Unacceptable): ...


class UnknownProfile(Unacceptable): ...


class AnsweredTwice(Unacceptable): ...


class AboutTheFuture(Unacceptable): ...


class BeforeTheLast(Unacceptable): ...


def no_repeats(field: str, values: tuple[str, ...]) -> Iterator[Refusal]:
    """A refusal for each value that a list holds twice."""
    for value in sorted({v for v in values if values.count(v) > 1}):
        yield SaidTwice(f"{value!r} stands more than once in {field}. Name each once.", field=field)


def something_to_amend(command: Command, *fields: str) -> Iterator[Refusal]:
    """A refusal where a request to amend names none of the fields that can be amended."""
    if all(getattr(command, name) is UNSET for name in fields):
        yield NothingToAmend(f"Nothing to amend: name at least one of {', '.join(fields)}.")


def not_in_the_future(on: Edtf | None, today: date, field: str = "on") -> Iterator[Refusal]:
    """A refusal where what is said to have happened lies ahead; nothing said is never refused."""
    if on is not None and on.earliest > today:
        yield AboutTheFuture(f"{on} lies after {today}: what has not happened cannot be reported.", field=field)


def not_before(last: Edtf | None, on: Edtf | None, what: str, field: str = "on") -> Iterator[Refusal]:
    """A refusal where a step lies before the last one for sure; one of which no day is known is never refused."""
    if last and on and on.latest < last.earliest:
        yield BeforeTheLast(f"{what} {last}: {on} lies before that. Check the day.", field=field)


def later_of(*days: Edtf | None) -> Edtf | None:
    """Of the days of steps, the one that begins last."""
    return max(filter(None, days), key=lambda day: day.earliest, default=None)


def is_over(ended: Edtf | None, on: Edtf | None, world: World) -> bool:
    """Whether what has ended, if it has, was over for sure on the day of a request; one that names none is of when it is made."""
    return ended is not None and (on.earliest if on else world.day) >= ended.holds_from(world.today)


def must_go_together(profiles: tuple[str, ...]) -> Iterator[Refusal]:
    """Refusals for profiles that are unknown, named twice, or that answer the same question as another."""
    yield from no_repeats("profiles", profiles)
    for profile in dict.fromkeys(profiles):
        if profile not in PROFILES:
            yield UnknownProfile(f"{profile!r} is no profile. Known: {', '.join(PROFILES)}.", field="profiles")
    known = [PROFILES[profile] for profile in dict.fromkeys(profiles) if profile in PROFILES]
    for one, other in combinations(known, 2):
        if both := [question for question in one.vocabularies if question in other.vocabularies]:
            yield AnsweredTwice(
                f"{one.id!r} and {other.id!r} both answer {', '.join(both)}. Choose one of them.", field="profiles"
            )
