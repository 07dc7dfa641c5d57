"""An order: which export is to be made, of what, for whom, in which language and form."""

from datetime import date, datetime

from msgspec import Struct

from domain.values import Text
from exports.material import Scope
from exports.template import Template


class Former(Struct, frozen=True, kw_only=True):
    """The export of the same kind that the recipient received last: its number, and the two clocks at which it was made."""

    number: int
    as_of: date
    known_at: int
    made_at: datetime
    template: str


class Order(Struct, frozen=True, kw_only=True):
    """What makes an export what it is: the same order at the same moment gives the same bytes.

    One without a recipient is a file without a receipt. `address` is where the pages of the record are, for links to them.
    """

    programme: str
    template: Template
    language: str
    publish: bool = False
    scope: Scope = Scope()
    recipient: str | None = None
    recipient_name: Text | None = None
    number: int | None = None
    ordered_at: datetime | None = None
    ordered_by: str | None = None
    former: Former | None = None
    address: str | None = None
    demonstration: bool = False
