"""Places: where something runs, is held, or was taken up."""

from domain.dates import Edtf
from domain.values import Count, Country, Line, Value


class Site(Value):
    """Where a pilot runs, and how many people are served there; `population_said` keeps the words ("8 000 or less")."""

    place: Line | None = None
    country: Country | None = None
    population: Count | None = None
    population_said: Line | None = None


class Adoption(Value):
    """Where an approach was taken up: in which territory or organisation, under which plan, and since when."""

    where: Line
    country: Country | None = None
    plan: Line | None = None
    since: Edtf | None = None
