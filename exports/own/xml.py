"""The elements of a workbook's parts: written as they were read, but for what changed."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Final, Protocol

from exports.own.faults import OwnFaults
from exports.safe_xml import NotRead, etree, root_of

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
IN_EXCEL: Final = "{http://schemas.microsoft.com/office/excel/2006/main}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Node(Protocol):
    """An element, as lxml gives it."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def keys(self) -> list[str]: ...
    def __iter__(self) -> Iterator["Node"]: ...
    def __len__(self) -> int: ...
    def iter(self, *tags: str) -> Iterator["Node"]: ...
    def iterancestors(self, *tags: str) -> Iterator["Node"]: ...
    def find(self, path: str) -> "Node | None": ...
    def findall(self, path: str) -> list["Node"]: ...
    def append(self, node: "Node") -> None: ...
    def extend(self, nodes: list["Node"]) -> None: ...
    def insert(self, at: int, node: "Node") -> None: ...
    def index(self, node: "Node") -> int: ...
    def remove(self, node: "Node") -> None: ...
    def getparent(self) -> "Node | None": ...


def parse(name: str, part: bytes) -> Node:
    """The root of a part. Raises OwnFaults where it is not well-formed or declares a document type."""
    try:
        return root_of(BytesIO(part))
    except NotRead as error:
        raise OwnFaults([f"{name}: this part of the workbook cannot be read: {error}. Save it anew."]) from None


def written(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def outlined(node: Node) -> str:
    """An element as text, to be kept apart from its tree."""
    return etree.tostring(node, encoding="unicode", with_tail=False)


def element(tag: str, text: str | None = None, **attributes: str) -> Node:
    node: Node = etree.Element(tag, attributes)
    node.text = text
    return node


def copied(node: Node) -> Node:
    return deepcopy(node)


def drop(node: Node, key: str) -> None:
    """Take an attribute away, where there is one."""
    if node.get(key) is not None:
        del getattr(node, "attrib")[key]  # noqa: B009 - `Node` does not name it, since nothing else needs it


def local(node: Node) -> str:
    """The name of an element without its namespace."""
    return node.tag.rpartition("}")[2]


def place(root: Node, node: Node, after: tuple[str, ...]) -> None:
    """Put an element behind the last of its kind's predecessors, as the schema orders them."""
    last = [at for at, child in enumerate(root) if local(child) in after]
    root.insert(last[-1] + 1 if last else 0, node)
