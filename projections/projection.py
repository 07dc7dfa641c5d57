"""A projection: the rows that answer one question, folded from the log. Every row is kept in all its versions."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar, Final, Generic, NamedTuple, TypeVar, dataclass_transform

import msgspec
from msgspec import Struct

from domain.kernel import Event, Recorded
from domain.values import decode_value, encode_value

STILL: Final = 9_223_372_036_854_775_807
"""`known_to` of a version that still holds: the largest bigint, so that one index answers "now" and "as known at"."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Row(Struct, frozen=True, gc=False, omit_defaults=True):
    """One version of a row.

    `TABLE` is its table; `COLUMNS` are fields that questions search or sort by, with their SQL types; `SEARCHED` are those of
    them that rows are found by. `DERIVED` are columns of words that the database computes from these, each with the SQL that
    says how, and indexes for full-text search; `FUNCTIONS` makes what that SQL calls. Both are told the `{schema}`.
    """

    TABLE: ClassVar[str]
    COLUMNS: ClassVar[tuple[tuple[str, str], ...]] = ()
    SEARCHED: ClassVar[tuple[str, ...]] = ()
    DERIVED: ClassVar[tuple[tuple[str, str], ...]] = ()
    FUNCTIONS: ClassVar[str] = ""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class View(Struct, frozen=True, gc=False):
    """An answer to a question: what people and machines are shown. Nothing is left out; what is unknown is null."""


R = TypeVar("R", bound=Row)
PAGE: Final = 8_160


class Projection(Generic[R]):
    """A row type with its fold.

    `touched` gives the keys of the rows that an event touches; `evolve` the row after it (None: no row, or none any more);
    `births` are the event types that only ever make new rows, so that none need be looked up for them. Raise `edition`
    whenever a fold changes: the read models are then built anew at the next start.
    """

    def __init__(
        self,
        row: type[R],
        *,
        on: Iterable[type[Event]],
        touched: Callable[[Recorded], Collection[str]],
        evolve: Callable[[R | None, Recorded, str], R | None],
        births: Collection[type[Event]] = (),
        edition: int = 1,
    ) -> None:
        self.row = row
        self.on = frozenset(on)
        self.touched = touched
        self.evolve = evolve
        self.births = frozenset(births)
        self.edition = edition
        self.decode = msgspec.json.Decoder(row, dec_hook=decode_value).decode
        self.encode = msgspec.json.Encoder(enc_hook=encode_value).encode

    @property
    def table(self) -> str:
        return self.row.TABLE

    @property
    def written(self) -> str:
        """The columns that are written, in this order: all but those that the database derives."""
        return ", ".join(("key", "known_from", "known_to", *(name for name, _ in self.row.COLUMNS), "body"))

    def create(self, schema: str) -> str:
        """The SQL that makes the table and its indexes in a schema.

        Bodies up to a page in length stay as they are: compressing them would take longer than all else in writing them.
        """
        columns = "".join(f"{name} {kind}, " for name, kind in self.row.COLUMNS)
        indexes = "".join(
            f"CREATE INDEX ON {schema}.{self.table} ({name}, known_to, known_from);" for name in self.row.SEARCHED
        )
        derived = "".join(
            f", {name} tsvector GENERATED ALWAYS AS ({how.format(schema=schema)}) STORED"
            for name, how in self.row.DERIVED
        )
        indexes += "".join(f"CREATE INDEX ON {schema}.{self.table} USING gin ({name});" for name, _ in self.row.DERIVED)
        return (
            f"{self.row.FUNCTIONS.format(schema=schema)}"
            f'CREATE TABLE {schema}.{self.table} (key text COLLATE "C" NOT NULL, known_from bigint NOT NULL, '
            f"known_to bigint NOT NULL, {columns}body json NOT NULL, PRIMARY KEY (key, known_to){derived}) "
            f"WITH (toast_tuple_target = {PAGE}); {indexes}"
        )


class Version(NamedTuple):
    """A version of a row, known from one position of the log until another."""

    key: str
    known_from: int
    known_to: int
    row: Row


AnyProjection = Projection[Any]
