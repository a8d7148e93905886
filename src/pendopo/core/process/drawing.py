"""A BPMN file as it was drawn: everything in it, also what we do not run, kept without loss.

`read` takes any well-formed BPMN 2.0 file; `save` gives bytes whose canonical XML (W3C C14N, with
comments) is that of the file. Values are frozen; a change is made with `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pendopo.core.decisions import Decisions
from pendopo.core.markup import Findings, NotMarkup, local, space
from pendopo.core.markup import read as read_markup
from pendopo.core.problem import Problem
from pendopo.core.process.graph import ProcessRefused
from pendopo.core.process.names import BPMN
from pendopo.core.process.read import load_tree

COMMENT, INSTRUCTION = "#comment", "#instruction"
_SKIPPED = frozenset({"incoming", "outgoing", "extensionElements"})


@dataclass(frozen=True, slots=True)
class Element:
    """An XML element, comment (`tag` COMMENT) or processing instruction (INSTRUCTION).

    `tag` and the keys of `attributes` are "{namespace}name"; `prefix` is the one the file writes;
    `namespaces` are those declared here ("" for the default one); `text` stands before the first
    child, `tail` after the element.
    """

    tag: str
    prefix: str
    attributes: Mapping[str, str]
    namespaces: Mapping[str, str]
    children: tuple[Element, ...]
    text: str
    tail: str
    line: int

    @property
    def name(self) -> str:
        """The tag without its namespace."""
        return self.tag.rpartition("}")[2]

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def walk(self) -> Iterator[Element]:
        """This element and all inside of it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Shape:
    """Where an element stands: left, top, width and height in the units of the drawing."""

    element: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """How a flow or association runs: its points from source to target."""

    element: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole file. `before` and `after` are comments beside the root."""

    source: str
    root: Element
    before: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()

    @property
    def elements(self) -> dict[str, Element]:
        """The elements of BPMN by id, without those that only draw or extend them."""
        return {
            one.id: one
            for one in self.root.walk()
            if one.id and one.tag.startswith(f"{{{BPMN}}}") and one.name not in _SKIPPED
        }

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of the diagram; those without bounds are left out."""
        found = []
        for one in self.root.walk():
            bounds = [child for child in one.children if child.name == "Bounds"]
            if one.name == "BPMNShape" and bounds:
                sizes = [_number(bounds[0], key) for key in ("x", "y", "width", "height")]
                found.append(Shape(one.attributes.get("bpmnElement", ""), *sizes))
        return tuple(found)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The edges of the diagram."""
        return tuple(
            Line(
                one.attributes.get("bpmnElement", ""),
                tuple(
                    (_number(point, "x"), _number(point, "y"))
                    for point in one.children
                    if point.name == "waypoint"
                ),
            )
            for one in self.root.walk()
            if one.name == "BPMNEdge"
        )

    def refusals(self, *, decisions: Decisions | None = None) -> tuple[Problem, ...]:
        """Why it cannot be run, with element and line; nothing when it can."""
        try:
            load_tree(_built(self.root, {}, plain=True), source=self.source, decisions=decisions)
        except ProcessRefused as refused:
            return refused.problems
        return ()

    def save(self) -> bytes:
        """The file, in UTF-8."""
        root = _built(self.root, {})
        for one in self.before:
            root.addprevious(_built(one, {}))
        for one in reversed(self.after):
            root.addnext(_built(one, {}))
        found: bytes = etree.tostring(
            root.getroottree(), encoding="UTF-8", xml_declaration=True, with_tail=False
        )
        return found


def read(data: bytes, *, source: str) -> Drawing:
    """The drawing in a BPMN file. Raises ProcessRefused for what is no XML that we accept, and no
    BPMN; for nothing else."""
    try:
        root = read_markup(data, source=source, whole=True)
    except NotMarkup as error:
        raise ProcessRefused((error.problem,)) from None
    if local(root) != "definitions" or space(root) != BPMN:
        findings = Findings(source)
        findings.problem(
            root, "not-bpmn", "Berkas ini bukan BPMN 2.0.", "This file is not BPMN 2.0."
        )
        raise ProcessRefused(findings.in_order())
    before = [_element(one, {}) for one in root.itersiblings(preceding=True)]
    after = [_element(one, {}) for one in root.itersiblings()]
    return Drawing(source, _element(root, {}), tuple(reversed(before)), tuple(after))


def _element(node: Any, outer: Mapping[Any, str]) -> Element:
    texts = (node.text or "", node.tail or "", node.sourceline or 0)
    if node.tag is etree.Comment:
        return Element(COMMENT, "", {}, {}, (), *texts)
    if node.tag is etree.ProcessingInstruction:
        return Element(INSTRUCTION, node.target, {}, {}, (), *texts)
    scope = dict(node.nsmap)
    declared = {key or "": value for key, value in scope.items() if outer.get(key) != value}
    return Element(
        tag=str(node.tag),
        prefix=node.prefix or "",
        attributes={str(key): str(value) for key, value in node.attrib.items()},
        namespaces=declared,
        children=tuple(_element(child, scope) for child in node),
        text=texts[0],
        tail=texts[1],
        line=texts[2],
    )


def _built(one: Element, outer: Mapping[Any, str], *, plain: bool = False) -> Any:
    """The tree of lxml. `plain`: without comments and instructions, with the lines of the file."""
    if one.tag == COMMENT:
        node: Any = etree.Comment(one.text)
    elif one.tag == INSTRUCTION:
        node = etree.ProcessingInstruction(one.prefix, one.text)
    else:
        scope: dict[Any, str] = {
            **outer,
            **{key or None: value for key, value in one.namespaces.items()},
        }
        node = etree.Element(one.tag, nsmap=scope)
        for key, value in one.attributes.items():
            node.set(key, value)
        node.text = one.text or None
        for child in one.children:
            if plain and child.tag in (COMMENT, INSTRUCTION):
                _append_text(node, child.tail)
            else:
                node.append(_built(child, scope, plain=plain))
        if plain:
            node.sourceline = one.line
    node.tail = one.tail or None
    return node


def _append_text(node: Any, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def _number(element: Element, key: str) -> float:
    try:
        return float(element.attributes.get(key, "0"))
    except ValueError:
        return 0.0
