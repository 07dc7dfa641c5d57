"""Which programme a line is of, and of which moment it tells: fields that every question can have."""

from typing import Final
from urllib.parse import quote, urlencode

from exports.cells import CellValue, Linked
from exports.field import Field, Kind, dated, field
from exports.material import Material
from exports.saying import Words
from words.message import marked

ADDRESS: Final = "address"
"""The setting that holds the address of the pages, without a slash at the end."""

PROGRAMME: Final[list[Field[Material]]] = [
    field(
        "programme",
        marked("column", "Programme"),
        marked("definition", "The programme's code."),
        lambda material, _: material.code,
        Kind.CODE,
        tells=("programme:code",),
    ),
    field(
        "programme_title",
        marked("column", "Programme title"),
        marked("definition", "What the programme is called."),
        lambda material, words: words.say(material.programme.title),
        tells=("programme:title",),
    ),
    field(
        "country_codes",
        marked("column", "Country codes"),
        marked("definition", "ISO 3166-1 codes of the programme's countries."),
        lambda material, _: "; ".join(material.programme.countries) or None,
        Kind.CODE,
        tells=("programme:countries",),
    ),
    field(
        "countries",
        marked("column", "Countries"),
        marked("definition", "The programme's countries by name."),
        lambda material, words: "; ".join(map(words.language.country, material.programme.countries)) or None,
        width=20,
        tells=("programme:countries",),
    ),
]

MOMENT: Final[list[Field[Material]]] = [
    field(
        "as_of",
        marked("column", "True on"),
        marked("definition", "The day for which the report holds."),
        lambda material, _: material.moment.as_of,
        Kind.DAY,
        tells=("export:as_of",),
    ),
    field(
        "known_at",
        marked("column", "Known at log position"),
        marked("definition", "The last entry of the log that the report takes into account."),
        lambda material, _: material.moment.known_at,
        Kind.COUNT,
        tells=("export:known_at",),
    ),
    *dated(
        "reporting_period",
        (
            marked("column", "Reporting period"),
            marked("column", "Reporting period: earliest day"),
            marked("column", "Reporting period: latest day"),
        ),
        marked("definition", "The period that the export reports on; blank: not said."),
        lambda material: material.scope.period,
        tells=("export:period",),
    ),
]

KNOWN: Final[Field[Material]] = field(
    "recorded_at",
    marked("column", "Position recorded at (UTC)"),
    marked("definition", "When that entry was recorded."),
    lambda material, _: material.moment.recorded_at,
    Kind.INSTANT,
    tells=("export:known_at",),
)

CONTEXT: Final[list[Field[Material]]] = [*PROGRAMME, *MOMENT]


def pinned(material: Material, words: Words, kind: str = "", code: str = "") -> CellValue:
    """The page of a thing, or of the programme, at the moment of the export; None where the pages' address is not configured."""
    address = words.settings.get(ADDRESS)
    if not address:
        return None
    moment = material.moment
    thing = f"/{kind}/{quote(code)}" if code else ""
    query = urlencode({"as_of": moment.as_of, "known_at": moment.known_at})
    page = f"{address}/{words.language.tag}/programmes/{quote(material.code)}{thing}"
    return Linked(code or material.code, f"{page}?{query}")
