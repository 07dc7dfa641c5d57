"""Which codes are close to one that is not known, and when was a thing first, or last, recorded?"""

from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, Final, LiteralString, NamedTuple, cast

import psycopg

from domain.kernel import Key
from domain.values import Text
from projections.finder import FINDER, KINDS, PARTNER, PROGRAMME, find
from projections.folding import folded
from projections.moment import KNOWN, Reading

CLOSE: Final = 0.6
NEAR: Final = 5


class Position(NamedTuple):
    """A place in the log, and when it was recorded."""

    position: int
    recorded_at: datetime


def near(
    reading: Reading, programme: str | None, kind: str, code: str, *, limit: int = NEAR
) -> tuple[tuple[str, Text], ...]:
    """The codes of this kind that are known and closest to one that is not, the closest first, then those with its words in a title."""
    if kind not in KINDS or (programme is None) is not (kind in {PROGRAMME, PARTNER}):
        return ()
    wanted = folded(code)
    close = sorted((-_likeness(wanted, folded(each)), each) for each in _codes(reading, programme, kind))
    codes = [each for likeness, each in close if -likeness >= CLOSE and each != code][:limit]
    if len(codes) < limit:
        named = find(reading, code.replace("-", " ").replace("_", " "), limit=limit * 4, kinds=[kind])
        codes += [each.code for each in named if kind in {PROGRAMME, PARTNER} or each.programme == programme]
    shown = [each for each in dict.fromkeys(codes) if each != code][:limit]
    keys = {each: f"{kind}:{programme}/{each}" if programme else f"{kind}:{each}" for each in shown}
    rows = reading.rows(FINDER, "key = ANY(%(keys)s)", keys=list(keys.values()))
    titles = {row.of: row.title_on(reading.moment.as_of) for row in rows}
    return tuple((each, titles.get(keys[each], {})) for each in shown)


def _likeness(wanted: str, code: str) -> float:
    matcher = SequenceMatcher(None, wanted, code, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE else 0.0


def _codes(reading: Reading, programme: str | None, kind: str) -> list[str]:
    if programme is None:
        query = f"SELECT key FROM read.{kind} WHERE {KNOWN}"
    else:
        query = f"SELECT key FROM read.{FINDER.table} WHERE programme = %(programme)s AND kind = %(kind)s AND {KNOWN}"
    asked = {"programme": programme, "kind": kind, "known_at": reading.moment.known_at}
    found = reading.connection.execute(cast("LiteralString", query), asked)
    return [key.rpartition("/")[2] for (key,) in found]


def first_known(connection: psycopg.Connection[Any], key: Key) -> Position | None:
    """When anything was first recorded of this thing, whatever moment is asked for; None where nothing ever was."""
    query = "SELECT notification_id, recorded_at FROM log.events WHERE originator_id = %s AND originator_version = 1"
    found = connection.execute(query, (key.stream,), prepare=True).fetchone()
    return Position(*found) if found else None
