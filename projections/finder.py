"""What is recorded under these words: which programmes, partners, commitments, milestones, pilots and so on, by code, title or text?

A thing is found by every title and description that stands at the position asked for, also by one that holds on another day
than the one asked for: whoever remembers an old title finds what it became. The title shown is that of the day.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from string import ascii_lowercase
from typing import Any, ClassVar, Final, LiteralString, cast

from msgspec import UNSET
from psycopg.types.json import Jsonb

from domain.catalogue import events_of
from domain.correction import Corrected, Retracted
from domain.kernel import Event, Key, Recorded
from domain.values import Text
from projections.folding import CONFIGURATIONS, asked_words, folded, language_of, plain_words
from projections.marks import Marks, placed, says, with_mark, without
from projections.moment import KNOWN, Reading, replace
from projections.projection import Projection, Row, View

PROGRAMME: Final = "programme"
PARTNER: Final = "partner"
KINDS: Final = (PROGRAMME, PARTNER, "commitment", "milestone", "pilot", "cohort", "event", "deliverable", "indicator")
TITLES: Final = ("title", "name")
TEXTS: Final = ("description", "problem", "ambition", "expected_result", "methodology")
_OF_OTHERS: Final = ("cohort.challenge_hosted", "pilot.phase_planned", "event.follow_up")
WORDED: Final = frozenset(
    event
    for kind in KINDS
    for event in events_of(kind)
    if set(event.__struct_fields__) & {*TITLES, *TEXTS} and not event.TOPIC.startswith(_OF_OTHERS)
)
CANDIDATES: Final = 500
"""How many things that match are put in the order of their rank: a word that more have ranks only so many of them."""

Said = dict[str, Text | None]


LONG: Final = 10_000
"""How many characters of a text are searched."""

_KNOWN_ENDINGS: Final = " ".join(f"WHEN '{tag}' THEN '{name}'::regconfig" for tag, name in CONFIGURATIONS.items())
_WORDS_OF: Final = f"""
CREATE FUNCTION {{schema}}.words_of(codes text[], titles jsonb, texts jsonb) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    found tsvector := array_to_tsvector(codes) || setweight(jsonb_to_tsvector('simple', titles, '["string"]'), 'A');
    language text; said text; configuration regconfig;
BEGIN
    FOR language, said IN SELECT * FROM jsonb_each_text(titles) LOOP
        configuration := CASE language {_KNOWN_ENDINGS} END;
        IF configuration IS NOT NULL THEN
            found := found || setweight(to_tsvector(configuration, said), 'A');
        END IF;
    END LOOP;
    FOR language, said IN SELECT * FROM jsonb_each_text(texts) LOOP
        configuration := CASE language {_KNOWN_ENDINGS} END;
        found := found || array_to_tsvector(string_to_array(said, ' '));
        IF configuration IS NOT NULL THEN
            found := found || to_tsvector(configuration, said);
        END IF;
    END LOOP;
    RETURN found;
END $$;
"""
"""The words of a row: its codes; titles before texts; each as it is and, in the languages that it has, without its ending."""


class FinderRow(Row, frozen=True):
    """What a thing is called and described as, entry by entry, as it stands after corrections."""

    TABLE = "finder"
    COLUMNS: ClassVar = (
        ("programme", "text"),
        ("kind", "text"),
        ("codes", "text[]"),
        ("titles", "jsonb"),
        ("texts", "jsonb"),
    )
    SEARCHED: ClassVar = ("programme",)
    DERIVED: ClassVar = (("words", "{schema}.words_of(codes, titles, texts)"),)
    FUNCTIONS: ClassVar = _WORDS_OF

    of: str
    said: Marks[Said] = ()

    @property
    def key(self) -> Key:
        return Key.read(self.of)

    @property
    def kind(self) -> str:
        return self.key.kind

    @property
    def programme(self) -> str | None:
        return None if self.kind == PARTNER else self.key.code.partition("/")[0]

    @property
    def code(self) -> str:
        return self.key.code.rpartition("/")[2]

    @property
    def codes(self) -> list[str]:
        return sorted({folded(self.code), folded(self.key.code)})

    @property
    def titles(self) -> Jsonb:
        return self._words(TITLES)

    @property
    def texts(self) -> Jsonb:
        return self._words(TEXTS)

    def _words(self, fields: Iterable[str]) -> Jsonb:
        """The plain words of these fields by language, each once."""
        found: dict[str, dict[str, None]] = {}
        for mark in self.said:
            for field in fields:
                for tag, text in (mark.value.get(field) or {}).items():
                    found.setdefault(language_of(tag), {}).update(dict.fromkeys(plain_words(text[:LONG])))
        return Jsonb({language: " ".join(words) for language, words in found.items()})

    def title_on(self, as_of: date) -> Text:
        """The title of the day."""
        day = as_of.toordinal()
        title: Text = {}
        for mark in self.said:
            if mark.since <= day:
                title = next((text for name in TITLES if (text := mark.value.get(name))), title)
        return title


def touched(recorded: Recorded) -> tuple[str, ...]:
    kind = says(recorded.event)
    return (str(recorded.key),) if kind in WORDED and recorded.key.kind in KINDS else ()


def evolve(before: FinderRow | None, recorded: Recorded, _key: str) -> FinderRow | None:
    row = before or FinderRow(of=str(recorded.key))
    fact = placed(recorded, row.said)
    said = without(row.said, fact.entry)
    if fact.event and (worded := _worded(fact.event)):
        said = with_mark(said, fact.mark(worded))
    if said == row.said:
        return before
    return replace(row, said=said) if said else None


def _worded(event: Event) -> Said:
    found = {name: getattr(event, name, UNSET) for name in (*TITLES, *TEXTS)}
    return {name: text for name, text in found.items() if text is not UNSET and text is not None}


FINDER: Final = Projection(FinderRow, on=(*WORDED, Corrected, Retracted), touched=touched, evolve=evolve)


class Found(View):
    """Something that is recorded under the words; `languages` are those in which all of them occur: none where the code matches."""

    kind: str
    programme: str | None
    code: str
    title: Text
    languages: tuple[str, ...]


def find(reading: Reading, words: str, *, limit: int = 25, kinds: Collection[str] | None = None) -> list[Found]:
    """What is recorded under all of these words: by its code, then by the best match.

    The last one may be the beginning of a word, unless it is a single letter from a to z.
    """
    query = query_of(reading, words)
    if not query:
        return []
    found = _by_index(
        reading,
        _FIND,
        {
            "query": query,
            "codes": asked_words(words),
            "known_at": reading.moment.known_at,
            "kinds": list(KINDS if kinds is None else kinds),
            "candidates": CANDIDATES,
            "limit": limit,
            "configurations": Jsonb(dict(CONFIGURATIONS)),
        },
    )
    return [_found(FINDER.decode(body), languages, reading.moment.as_of) for body, languages in found]


def _found(row: FinderRow, languages: Sequence[str], as_of: date) -> Found:
    title = row.title_on(as_of)
    return Found(kind=row.kind, programme=row.programme, code=row.code, title=title, languages=tuple(languages))


_FIND: Final = f"""
WITH matching AS MATERIALIZED (
    SELECT key, body, titles, texts, words, codes && %(codes)s AS named FROM read.finder
    WHERE words @@ %(query)s::tsquery AND kind = ANY(%(kinds)s) AND {KNOWN} LIMIT %(candidates)s
), ranked AS (
    SELECT *, ts_rank(words, %(query)s::tsquery, 1) AS rank FROM matching ORDER BY named DESC, rank DESC, key LIMIT %(limit)s
), spoken AS (
    SELECT key, language, string_agg(said, ' ') AS said FROM (
        SELECT key, t.* FROM ranked, jsonb_each_text(titles) AS t (language, said)
        UNION ALL SELECT key, t.* FROM ranked, jsonb_each_text(texts) AS t (language, said)
    ) AS each GROUP BY key, language
)
SELECT body::text, ARRAY(
    SELECT language FROM spoken WHERE spoken.key = ranked.key AND (
        to_tsvector('simple', said)
        || to_tsvector(coalesce(%(configurations)s ->> language, 'simple')::regconfig, said)
    ) @@ %(query)s::tsquery ORDER BY language
) FROM ranked ORDER BY named DESC, rank DESC, key
"""


def query_of(reading: Reading, words: str) -> str:
    """The query that finds what holds all of these words, each as it is or with another ending; empty where there are none."""
    asked = asked_words(words)[:WORDS]
    parts = {word: plain_words(word) for word in asked}
    stems = _stems(reading, sorted({part for found in parts.values() for part in found}))
    return " & ".join(
        _any_of(word, parts[word], stems, last=number == len(asked)) for number, word in enumerate(asked, 1)
    )


WORDS: Final = 12
"""How many words of a search count."""


def _any_of(word: str, parts: Sequence[str], stems: Mapping[str, Collection[str]], *, last: bool) -> str:
    """One word of a search: a code, or else all its parts."""
    prefix = ":*" if last and not (len(word) == 1 and word in ascii_lowercase) else ""
    every = [
        " | ".join([f"{_quoted(part)}{prefix if part is parts[-1] else ''}", *map(_quoted, stems[part])])
        for part in parts
    ]
    whole = [] if parts == [word] else [f"{_quoted(word)}{prefix}"]
    both = " & ".join(f"({each})" for each in every)
    return f"({' | '.join([*whole, *([f'({both})'] if both else [])])})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _stems(reading: Reading, words: list[str]) -> Mapping[str, Collection[str]]:
    """By word: what is left of it without its ending, in each language whose endings are known."""
    stems = ", ".join(f"ts_lexize('{name}_stem', word)" for name in sorted(set(CONFIGURATIONS.values())))
    query = f"SELECT word, {stems} FROM unnest(%(words)s::text[]) AS word"
    rows = reading.connection.execute(cast("LiteralString", query), {"words": words}, prepare=True)
    return {
        word: sorted({stem for found in each if found for stem in found if _tells(stem, word)}) for word, *each in rows
    }


SHORT: Final = 3


def _tells(stem: str, word: str) -> bool:
    """Whether so much is left of a word that another word is hardly meant: of `data` not `da`, which is one in Portuguese."""
    return stem != word and (len(stem) >= SHORT or len(stem) >= len(word) - 1)


SEEN: Final = 500
"""How many things that match are read one by one: a word that more have is looked for programme by programme."""
EARLY: Final = 8
"""How many of a programme's things are read before it counts as one that hardly has the word."""
RARE: Final = 0.25
"""The share of programmes that hardly have a word beyond which all things that match are read after all."""


def matching_programmes(reading: Reading, words: str, codes: Collection[str]) -> set[str]:
    """Those of these programmes that themselves, or of which something, is recorded under these words."""
    query = query_of(reading, words)
    asked: dict[str, Any] = {"query": query, "known_at": reading.moment.known_at, "codes": list(codes)}
    if not query or not codes:
        return set()
    things = _by_index(reading, _FIRST_THINGS, {**asked, "seen": SEEN})
    if len(things) < SEEN:
        return {code for (code,) in things} & set(codes)
    early = _by_programme(reading, asked, EARLY)
    rest = set(codes) - early
    if len(rest) > RARE * len(codes):
        return {code for (code,) in _by_index(reading, _THINGS, asked)} & set(codes)
    return early | _by_programme(reading, {**asked, "codes": list(rest)}, None)


_THINGS: Final = f"SELECT programme FROM read.finder WHERE words @@ %(query)s::tsquery AND {KNOWN} AND programme <> ''"
_FIRST_THINGS: Final = f"{_THINGS} LIMIT %(seen)s"
_PROGRAMMES: Final = f"""
SELECT code FROM unnest(%(codes)s::text[]) AS code, LATERAL (
    SELECT FROM (
        SELECT words FROM read.finder WHERE programme = code AND {KNOWN} LIMIT %(first)s
    ) AS thing WHERE words @@ %(query)s::tsquery LIMIT 1
) AS matching
"""


def _by_programme(reading: Reading, asked: Mapping[str, Any], first: int | None) -> set[str]:
    """The programmes of which one of the first things matches, or any where `first` is None: each is read until one does."""
    with reading.connection.transaction():
        reading.connection.execute("SET LOCAL enable_seqscan = off")
        reading.connection.execute("SET LOCAL enable_bitmapscan = off")
        found = reading.connection.execute(_PROGRAMMES, {**asked, "first": first}, prepare=False)
        return {code for (code,) in found}


def _by_index(reading: Reading, query: LiteralString, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The answer to a query for words, through their index: to read the words of row after row takes many times as long.

    It is planned for these words each time: a plan for any words would read the words anew for every row.
    """
    with reading.connection.transaction():
        reading.connection.execute("SET LOCAL enable_seqscan = off")
        return reading.connection.execute(query, asked, prepare=False).fetchall()


def things_in(reading: Reading, codes: Collection[str]) -> dict[str, dict[str, int]]:
    """By programme and kind: how many things are recorded in each of these programmes."""
    query = (
        "SELECT programme, kind, count(*) FROM read.finder WHERE programme = ANY(%(codes)s) "
        f"AND kind <> '{PROGRAMME}' AND {KNOWN} GROUP BY programme, kind"
    )
    asked = {"codes": list(codes), "known_at": reading.moment.known_at}
    counts: dict[str, dict[str, int]] = {code: dict.fromkeys(KINDS[2:], 0) for code in codes}
    for code, kind, many in reading.connection.execute(query, asked):
        counts[code][kind] = many
    return counts
