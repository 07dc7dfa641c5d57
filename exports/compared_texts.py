"""In which fields do two CSV files differ, in which elements two XML files?"""

import csv
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any, Final

from exports.safe_xml import NotRead, root_of
from exports.unpacking import Unreadable
from exports.verdict import Difference, Tally, Verdict

SEPARATORS: Final = ",;\t"
LONGEST: Final = 200_000_000
FIELD: Final = "field"
ELEMENT: Final = "element"
ATTRIBUTE: Final = "attribute"
LONGEST_FIELD: Final = 10_000_000


def compared_csv(receipted: bytes, found: bytes) -> Verdict:
    """How a CSV file compares with the receipted one, whatever separates its fields and ends its lines. Raises Unreadable."""
    tally = Tally()
    tally.take(_fields(list(_lines(receipted)), list(_lines(found))))
    return tally.verdict()


def _lines(content: bytes) -> Iterator[list[str]]:
    _must_not_be_too_long(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is no text in UTF-8. Save it again as CSV UTF-8.") from error
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable(f"The file is no CSV ({error}). Ask for it again, or save it again.") from error


def _fields(mine: list[list[str]], its: list[list[str]]) -> Iterator[Difference]:
    head = mine[0] if mine else []
    for number, (was, is_now) in enumerate(zip_longest(mine, its, fillvalue=list[str]()), 1):
        for at, (one, other) in enumerate(zip_longest(was, is_now)):
            if one != other and (one or other):
                column = head[at] if at < len(head) else str(at + 1)
                yield Difference("", f"line {number}, {column}", one, other, one and FIELD, other and FIELD)


def compared_xml(receipted: bytes, found: bytes) -> Verdict:
    """How an XML file compares with the receipted one, whatever its indents and the order of its attributes. Raises Unreadable."""
    tally = Tally()
    mine, its = dict(_nodes(_root(receipted))), dict(_nodes(_root(found)))
    tally.take(
        Difference("", at, mine.get(at), its.get(at), _kind(at, mine), _kind(at, its))
        for at in {**mine, **its}
        if mine.get(at) != its.get(at)
    )
    return tally.verdict()


def _kind(at: str, nodes: dict[str, str]) -> str | None:
    return (ATTRIBUTE if "/@" in at else ELEMENT) if at in nodes else None


def _root(content: bytes) -> Any:
    _must_not_be_too_long(content)
    try:
        return root_of(BytesIO(content))
    except NotRead as error:
        raise Unreadable(f"The file is no XML of ours ({error}). Ask for it again.") from error


def _nodes(element: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """What every element and attribute says, by its place: `/iati-activities/iati-activity[1]/title[1]/narrative[2]/@lang`."""
    here = path or f"/{element.tag}"
    yield here, (element.text or "").strip()
    for name, value in element.attrib.items():
        yield f"{here}/@{name}", value
    met = Counter[str]()
    for child in element.iterchildren("*"):
        met[child.tag] += 1
        yield from _nodes(child, f"{here}/{child.tag}[{met[child.tag]}]")
        if tail := (child.tail or "").strip():
            yield f"{here}/{child.tag}[{met[child.tag]}]/following text", tail


def _must_not_be_too_long(content: bytes) -> None:
    if len(content) > LONGEST:
        raise Unreadable(f"The file is too large: {LONGEST:,} bytes are read at most.")
