"""A project with events, cohorts, deliverables and indicators, recorded so that what files say of it can be reckoned by hand."""

import json
from typing import Any, Final

from domain.intake import read_batch
from domain.kernel import Command

PROJECT: Final = "PROJECT"
Said = dict[str, Any]


def _request(name: str, code: str, **said: Any) -> Said:
    return {"request": name, "programme": PROJECT, "code": code, **said}


def _event(code: str, on: str, *groups: tuple[str, int], kind: str = "multiplier-event", **where: Any) -> list[Said]:
    """An event that was held and, where groups are named, who came."""
    title = {"en": f"Event {code}"}
    planned = _request("plan-event", code, title=title, format=kind, commitment="1", **where)
    total = sum(people for _, people in groups)
    came = [{"category": category, "people": people} for category, people in groups]
    attended = [_request("record-attendance", code, total=total, groups=came)] if groups else []
    return [planned, _request("hold-event", code, on=on), *attended]


def _figure(code: str, measure: str, value: int, *cohorts: str, **more: Any) -> Said:
    return _request(
        "state-figure", code, cohorts=cohorts, measure=measure, value=value, on="2021-06", said=f"{value}", **more
    )


BEGINNING: Final[list[Said]] = [
    {
        "request": "create-programme",
        "code": PROJECT,
        "title": {"en": "A project", "fr": "Un projet"},
        "kind": "funded-project",
        "period": "2020-10-01/2023-09-30",
        "languages": ["en"],
        "countries": ["FR"],
        "profiles": ["eu-deliverables@2021"],
    },
    {"request": "register-partner", "code": "town", "name": {"en": "The town"}, "kind": "local-authority"},
    *(_request("make-commitment", code, title={"en": f"Work package {code}"}) for code in ("1", "2")),
]
EVENTS: Final[list[Said]] = [
    *_event("here", "2021-01-10", ("local", 40), ("foreign", 10), ("partner-staff", 9), place="Paris", country="FR"),
    *_event("online", "2021-02-01", ("local", 200), ("foreign", 50), online=True),
    *_event("online-again", "2021-03-01", ("local", 100), online=True),
    *_event("mixed", "2021-04-01", ("local", 10), ("unspecified", 5), place="Lyon"),
    *_event("crowd", "2021-05-01", ("local", 150), ("foreign", 30), place="Lille"),
    *_event("somewhere", "2021-06-01", ("local", 10)),
    *_event("too-late", "2021-07-01", ("local", 5), place="Metz"),
    *_event("nobody", "2021-01-05", ("local", 0), ("partner-staff", 3), place="Brest"),
    *_event("workshop", "2021-01-11", ("local", 5), kind="workshop", place="Nice"),
    *_event("uncounted", "2021-01-12", place="Nancy"),
    _request("plan-event", "to-come", title={"en": "To come"}, format="multiplier-event", period="2023-01"),
]
COHORTS: Final[list[Said]] = [
    _request("plan-cohort", "c1", title={"en": "First"}, commitment="1"),
    _request("plan-cohort", "c2", title={"en": "Second"}, commitment="2"),
    _request("announce-call", "c1", on="2020-11", opens="2020-11", closes="2020-12", people=0),
    _request("start-cohort", "c1", on="2021-01"),
    _figure("c1-applied", "applied", 0, "c1"),
    _figure("c1-women", "completed", 4, "c1", label={"en": "women"}),
    _figure("c1-men", "completed", 3, "c1", label={"en": "men"}),
    _figure("both-admitted", "admitted", 39, "c1", "c2"),
    _request("restate-figure", "both-admitted", value=41, on="2021-09", said="41", reason="Two came later."),
]
DELIVERABLES: Final[list[Said]] = [
    *(
        _request(
            "promise-deliverable",
            code,
            title={"en": f"Report {code}"},
            number=f"D{code}",
            due=due,
            commitment=code[0],
            type="R",
            level="PU",
            lead="town",
        )
        for code, due in (("1.1", "2021-07-31"), ("1.2", "2021"), ("2.1", "2021-09"), ("2.2", "2023-09-30"))
    ),
    _request("submit-deliverable", "1.1", version="1", on="2021-08-15", file={"name": "a.pdf", "sha256": "a" * 64}),
    _request("return-deliverable", "1.1", on="2021-09-01", by={"partner": "town"}, reason="A part is missing."),
    _request(
        "submit-deliverable", "1.1", version="2", on="2021-09-15", link={"url": "https://example.org/2", "title": "2"}
    ),
    _request("report-produced", "1.1", produced=0, on="2021-09-15"),
    _request("justify-delay", "2.1", on="2021-11-01", text={"en": "The staff were ill."}),
]
INDICATORS: Final[list[Said]] = [
    _request(
        "define-indicator", "reach", title={"en": "Reach"}, measure="unit", baseline={"value": "0", "year": "2020"}
    ),
    _request("define-indicator", "trust", title={"en": "Trust"}, measure="qualitative", baseline={"none_known": True}),
    _request("define-indicator", "later", title={"en": "Later"}, measure="unit"),
    _request("set-target", "reach", by="2021-12", value="100.5"),
    _request("set-target", "reach", by="2022-12", value="200"),
    _request("observe-indicator", "reach", period="2021", value="0", comment={"en": "Nobody came."}),
    _request("observe-indicator", "trust", period="2021-06", text={"en": "It grows."}),
]
STATEMENTS: Final[list[Said]] = [
    _request(
        "make-statement",
        name,
        about=f"{about[0]}:{PROJECT}{about[1]}",
        matter="How many came",
        says={"en": "Many"},
        source={"document": "A letter"},
    )
    for name, about in (("of-event", ("event", "/here")), ("of-all", ("programme", "")))
]


def requests() -> tuple[Command, ...]:
    """Everything, in an order in which it can be recorded at once."""
    said = [*BEGINNING, *EVENTS, *COHORTS, *DELIVERABLES, *INDICATORS, *STATEMENTS]
    return read_batch(json.dumps({"requests": said}).encode())
