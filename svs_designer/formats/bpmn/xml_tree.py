"""Elements of XML, as the writer makes and the reader finds them, and their text.

Tags carry the prefix this program writes (`bpmn:task`), whatever prefix a file uses; a foreign vocabulary's stay
`{namespace}name`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NAMESPACES: Mapping[str, str] = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
    "svs": "urn:svs-designer:1",
}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


@dataclass(slots=True)
class Element:
    """One element: its tag, attributes, what it holds, and the line it stands on in a file."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    line: int = 0

    def add(self, tag: str, text: str = "", /, **attributes: str) -> "Element":
        """Put a new element at the end of this one and return it."""
        made = Element(tag, attributes, text=text)
        self.children.append(made)
        return made

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def of(self, *tags: str) -> Iterator["Element"]:
        """Yield the children of some tags."""
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> "Element | None":
        """Return the first child of a tag, if there is one."""
        return next(self.of(tag), None)

    def all(self) -> Iterator["Element"]:
        """Yield this element and everything in it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


def written(root: Element, comment: str) -> str:
    """Return the text of a file: declaration, comment, and the tree with one element a line."""
    used = sorted(
        {name.partition(":")[0] for each in root.all() for name in (each.tag, *each.attributes) if ":" in name}
    )
    declared = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in used}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<!--", *_comment_lines(comment), "-->"]
    lines += _lines(Element(root.tag, declared | root.attributes, root.children), "")
    return "\n".join(lines) + "\n"


def _comment_lines(comment: str) -> Iterator[str]:
    for line in comment.split("\n"):
        # Two hyphens end a comment too early, whatever follows.
        safe = re.sub("-(?=-)", "- ", _UNWRITABLE.sub("", line))
        yield f"  {safe}".rstrip().removesuffix("-")


def _lines(element: Element, indent: str) -> Iterator[str]:
    words = "".join(f' {name}="{_escaped(value, _IN_ATTRIBUTE)}"' for name, value in element.attributes.items())
    head = f"{indent}<{element.tag}{words}"
    if element.children:
        yield f"{head}>"
        for child in element.children:
            yield from _lines(child, indent + "  ")
        yield f"{indent}</{element.tag}>"
    elif element.text:
        yield f"{head}>{_escaped(element.text, _IN_TEXT)}</{element.tag}>"
    else:
        yield f"{head}/>"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    """Return text as XML holds it; what no XML can hold is left out."""
    return re.sub(f"[{''.join(map(re.escape, signs))}]", lambda found: signs[found[0]], _UNWRITABLE.sub("", text))
