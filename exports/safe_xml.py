"""Reads XML that anybody may have sent: without entities, without the network, and large parts element by element."""

from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any, Final

etree: Final[Any] = import_module("lxml.etree")  # imported by name: it has no types
_SAFELY: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_BARE: Final = {"remove_comments": True, "remove_pis": True}


class NotRead(Exception):
    """XML that is not well formed, or that declares entities."""


def root_of(source: IO[bytes]) -> Any:
    """The root of a document, read whole. Raises NotRead."""
    try:
        tree = etree.parse(source, etree.XMLParser(**_SAFELY, **_BARE))
    except etree.XMLSyntaxError as error:
        raise NotRead(str(error)) from error
    _must_have_no_dtd(tree)
    return tree.getroot()


def elements(source: IO[bytes], *names: str) -> Iterator[Any]:
    """The elements of these names in any namespace, each gone when the next is read. Raises NotRead."""
    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(source, events=("end",), tag=tags, **_SAFELY, **_BARE):
            _must_have_no_dtd(element.getroottree())
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise NotRead(str(error)) from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def _must_have_no_dtd(tree: Any) -> None:
    if tree.docinfo.doctype:
        raise NotRead("it declares a document type, as no file of this kind does")
