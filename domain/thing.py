"""Thing: what all requests about the things of a programme have in common, whatever the things are.

A thing belongs to one open programme and has a code there. The partners and the commitment that a request names must be known,
and must not have ended by its day.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from domain.dates import Edtf
from domain.kernel import Command, Key, Refusal, State, Unknown, World
from domain.partner import Partner, must_be_known
from domain.programme import Programme, must_be_open
from domain.rules import is_over, no_repeats
from domain.values import Code

COMMITMENT: Final = "commitment"


class UnknownCommitment(Unknown): ...


class CommitmentIsWithdrawn(Refusal): ...


class NotWithdrawn(Refusal): ...


def code_in(programme: str, code: str) -> str:
    """The code of a thing of a programme, as its stream's key has it."""
    return f"{programme}/{code}"


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def no_commitment(programme: str, code: str, field: str) -> UnknownCommitment:
    return UnknownCommitment(
        f"There is no commitment {code!r} in {programme!r}. Make it first, or check its code.", field=field
    )


def must_stand(world: World, programme: str, code: str, on: Edtf | None, field: str) -> Iterator[Refusal]:
    """A refusal where a commitment had been withdrawn by the day of a request."""
    withdrawn: Edtf | None = getattr(world.past(Key(COMMITMENT, code_in(programme, code))).state, "withdrawn", None)
    if is_over(withdrawn, on, world):
        yield CommitmentIsWithdrawn(
            f"Commitment {code!r} of {programme!r} was withdrawn {withdrawn}. Reinstate it, with a reason, to record more.",
            field=field,
        )


class ThingCommand(Command):
    """A request about a thing of a programme. `STATE` is what the rules know of the thing."""

    STATE: ClassVar[type[State]]
    programme: Code
    code: Code

    def key(self) -> Key:
        return Key(self.STATE.KIND, code_in(self.programme, self.code))

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The partners that the request names, by field."""
        return {}

    def day(self) -> Edtf | None:
        """The day of which the request speaks, if it names one: what had ended by then is not named any more."""
        return getattr(self, "on", None)

    def things(self) -> tuple[Key, ...]:
        """The other things that the request names."""
        return ()

    def reads(self) -> tuple[Key, ...]:
        partners = (Key(Partner.KIND, code) for codes in self.names().values() for code in codes)
        commitment = getattr(self, COMMITMENT, None)
        named = (Key(COMMITMENT, code_in(self.programme, commitment)),) if isinstance(commitment, str) else ()
        return (Key(Programme.KIND, self.programme), *partners, *named, *self.things())

    def named(self, world: World) -> Iterator[Refusal]:
        """A refusal for each partner and commitment that is not known or had ended, and for each partner named twice."""
        for field, codes in self.names().items():
            yield from must_be_known(world, field, *dict.fromkeys(codes), on=self.day())
            yield from no_repeats(field, codes)
        commitment = getattr(self, COMMITMENT, None)
        if isinstance(commitment, str):
            if not world.past(Key(COMMITMENT, code_in(self.programme, commitment))).facts:
                yield no_commitment(self.programme, commitment, COMMITMENT)
            yield from must_stand(world, self.programme, commitment, self.day(), COMMITMENT)


class BeginThing(ThingCommand):
    """A request that begins the record of a thing. `EXISTS` is its refusal where that was done before."""

    PATH_FIELDS = ("programme",)
    BEGINS = True
    EXISTS: ClassVar[type[Refusal]]

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        if world.past(self.key()).facts:
            yield self.EXISTS(
                f"There is already {_one(self.STATE.KIND)} {self.code!r} in {self.programme!r}.", field="code"
            )
        yield from self.named(world)
        yield from self.rules(world)

    def rules(self, world: World) -> Iterator[Refusal]:
        """The rules of its own."""
        return iter(())


class AboutThing(ThingCommand):
    """A request about a thing that exists. `UNKNOWN` is its refusal where it does not, `BEGIN` says how it comes to."""

    UNKNOWN: ClassVar[type[Refusal]]
    BEGIN: ClassVar[str] = "Record"

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        yield from self.named(world)
        thing = world.past(self.key()).state
        if thing is None:
            yield self.UNKNOWN(
                f"There is no {self.STATE.KIND} {self.code!r} in {self.programme!r}. {self.BEGIN} it first, or check its code.",
                field="code",
            )
            return
        barred = tuple(self.bars(thing, world))
        yield from barred
        if not barred or world.anew:
            yield from self.breaks(thing, world)

    def bars(self, thing: Any, world: World) -> Iterator[Refusal]:
        """What stands in the way of any such request; where something does, nothing else is asked, except of an entry asked anew."""
        return iter(())

    def breaks(self, thing: Any, world: World) -> Iterator[Refusal]:
        """The rules of its own, given what is known of the thing (its `STATE`)."""
        return iter(())
