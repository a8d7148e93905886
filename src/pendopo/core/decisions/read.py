"""DMN file to decisions. Says everything that is wrong, each with its element and line."""

from collections.abc import Iterator
from typing import Any

from pendopo.core.decisions.model import Decision, DecisionsRefused, Table
from pendopo.core.decisions.tables import read_table
from pendopo.core.decisions.taken import Decisions
from pendopo.core.decisions.texts import Reader
from pendopo.core.feel import Expression
from pendopo.core.markup import NotMarkup, local, read, space

NAMESPACES = frozenset(
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",  # 1.1
        "http://www.omg.org/spec/DMN/20180521/MODEL/",  # 1.2
        "https://www.omg.org/spec/DMN/20191111/MODEL/",  # 1.3
        "https://www.omg.org/spec/DMN/20211108/MODEL/",  # 1.4
        "https://www.omg.org/spec/DMN/20230324/MODEL/",  # 1.5
    }
)

_IGNORED = {
    "description", "extensionElements", "inputData", "knowledgeSource", "itemDefinition",
    "textAnnotation", "association", "group", "elementCollection", "performanceIndicator",
    "organizationUnit", "organisationUnit", "DMNDI", "businessContextElement",
}  # fmt: skip
_PARTS = {
    "description", "extensionElements", "question", "allowedAnswers", "variable",
    "informationRequirement", "authorityRequirement", "supportedObjective",
    "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess", "usingTask",
    "decisionTable", "literalExpression",
}  # fmt: skip


def load(xml: bytes, *, source: str) -> Decisions:
    """The decisions of a DMN file (1.1 to 1.5). `source` is its name, for the problems.

    Holds decision tables, literal expressions and the requirements between decisions of one file.
    Raises DecisionsRefused for everything else.
    """
    try:
        root = read(xml, source=source)
    except NotMarkup as error:
        raise DecisionsRefused((error.problem,)) from None
    reader = Reader(source)
    if local(root) != "definitions" or space(root) not in NAMESPACES:
        reader.problem(root, "not-dmn", "Berkas ini bukan DMN.", "This file is not DMN.")
        raise DecisionsRefused(tuple(reader.problems))
    reader.names = frozenset(_names(root))
    _ids_once(reader, root)
    inputs = {child.get("id", ""): child.get("name", "") for child in _own(root, "inputData")}
    found: dict[str, Decision] = {}
    for child in root:
        kind = local(child)
        if space(child) != space(root) or kind in _IGNORED:
            continue
        if kind != "decision":
            reader.unsupported(child)
            continue
        decision = _decision(reader, child, inputs)
        if decision is not None:
            found[decision.id] = decision
    _needs(reader, root, found)
    if not found and not reader.problems:
        reader.problem(
            root, "no-decision", "Berkas ini tidak berisi keputusan.", "The file has no decision."
        )
    if reader.problems:
        raise DecisionsRefused(reader.in_order())
    return Decisions(source, found)


def _own(element: Any, kind: str) -> Iterator[Any]:
    return (child for child in element if local(child) == kind and space(child) == space(element))


def _names(root: Any) -> Iterator[str]:
    for element in root.iter():
        if local(element) in ("decision", "inputData", "variable", "itemComponent", "output"):
            name = " ".join(element.get("name", "").split())
            if name:
                yield name


def _ids_once(reader: Reader, root: Any) -> None:
    seen: set[str] = set()
    for element in root.iter():
        found = element.get("id")
        if found in seen:
            reader.problem(
                element,
                "duplicate-id",
                f"Id {found} dipakai lebih dari sekali.",
                f"The id {found} is used more than once.",
            )
        if found:
            seen.add(found)


def _decision(reader: Reader, element: Any, inputs: dict[str, str]) -> Decision | None:
    before = len(reader.problems)
    # An id is optional in DMN; then the name stands in.
    identity = element.get("id") or element.get("name", "")
    if not identity:
        reader.problem(element, "no-id", "Keputusan tanpa id.", "A decision without an id.")
    logic: Table | Expression | None = None
    needs: list[str] = []
    taken: list[str] = []
    for child in element:
        if space(child) != space(element):
            continue
        kind = local(child)
        if kind not in _PARTS:
            reader.unsupported(child)
        elif kind == "decisionTable":
            logic = read_table(reader, child)
        elif kind == "literalExpression":
            logic = reader.expression(child)
        elif kind == "informationRequirement":
            for need in child:
                reference = need.get("href", "")
                if local(need) == "requiredDecision":
                    needs.append(reference.removeprefix("#"))
                elif local(need) == "requiredInput":
                    _input(reader, need, reference, inputs, taken)
    if logic is None and len(reader.problems) == before:
        reader.problem(
            element,
            "no-logic",
            "Keputusan ini belum berisi tabel atau rumus.",
            "This decision has neither a table nor an expression.",
        )
    if logic is None or not identity:
        return None
    name = element.get("name", identity)
    variable = next((one.get("name", "") for one in _own(element, "variable")), "") or name
    return Decision(
        id=identity,
        name=name,
        variable=" ".join(variable.split()),
        line=element.sourceline or 0,
        logic=logic,
        needs=tuple(needs),
        inputs=tuple(taken),
    )


def _input(
    reader: Reader, need: Any, reference: str, inputs: dict[str, str], taken: list[str]
) -> None:
    found = inputs.get(reference.removeprefix("#"))
    if found is None:
        reader.problem(
            need,
            "dangling",
            f"Masukan {reference} tidak ada di berkas ini.",
            f"The input {reference} is not in this file.",
        )
    else:
        taken.append(found)


def _needs(reader: Reader, root: Any, found: dict[str, Decision]) -> None:
    elements = {child.get("id") or child.get("name"): child for child in _own(root, "decision")}
    for decision in found.values():
        for needed in decision.needs:
            if needed not in elements:
                reader.problem(
                    elements[decision.id],
                    "dangling",
                    f"Keputusan {needed} tidak ada di berkas ini.",
                    f"The decision {needed} is not in this file.",
                )
    # Leaves go first; what can never go stands in a circle.
    open_ids = set(found)
    while ready := {
        one for one in open_ids if not any(need in open_ids for need in found[one].needs)
    }:
        open_ids -= ready
    for circular in sorted(open_ids):
        reader.problem(
            elements[circular],
            "circle",
            "Keputusan ini saling membutuhkan dalam lingkaran.",
            "This decision needs itself by way of others.",
        )
